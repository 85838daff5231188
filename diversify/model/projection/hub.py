"""The regional hub: data centres as an activity of their own, with what they buy, burn, sell and send home
(R7).

The table has no data centres: their electricity is not in the inputs of its ICT sector. So they stand
beside it, with outputs and inputs in volume given by the levers and prices by the model; their value added
is counted in the ICT sector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import total
from diversify.model.projection.foreign_investment import shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0
THOUSAND_HOURS = 8.76
"""Hours of a year, thousand: MW become GWh."""


class Hub(NamedTuple):
    """Physical flows, and money in mln at base prices; arrays (year, draw or 1, ...)."""

    electricity: Array
    gas: Array
    revenue: Array
    inputs: Array
    lost_gas: Array
    building: Array
    equipment: Array
    profits: Array
    foreign: Array


def hub(c: Calibration, p: Mapping[str, Array], a: Mapping[str, Array]) -> Hub:
    """R7: capacity in use -> sales abroad, electricity, gas; capacity -> buildings, imported equipment.

    Equipment is replaced as it wears out; what is closed is not sold. Gas that the power stations burn is no
    longer exported: it leaves the resource at the export price, less what the table's own gas input of
    electricity already takes at the price at home.
    """
    MW = a["hub_capacity"]
    used = MW * a["hub_utilisation"] / PERCENT
    electricity = used * p["hub_pue"] * THOUSAND_HOURS
    gas = electricity * p["hub_gas_per_kwh"] * (p["hub_gas_share"] / PERCENT) / 1000.0
    revenue = p["hub_revenue"] * used
    power = p["hub_tariff"] * electricity
    inputs = shared(power, p["hub_power_sector"]) + p["hub_services"] / PERCENT * revenue * c.support
    at_home = (p["hub_power_sector"] * c.A0[c.o]).sum(-1, keepdims=True) * power
    lost = np.maximum(p["gas_export_value"] * gas - at_home, 0.0) * float((c.resource * c.x0).any())
    built = np.maximum(np.diff(MW, axis=0, prepend=MW[:1]), 0.0)
    standing = np.concatenate([MW[:1], MW[:-1]])
    owners = a["hub_foreign_share"] / PERCENT

    def bought(cost: str, wear: str) -> Array:
        return p[cost] * (built + p[wear] / PERCENT * np.minimum(standing, MW))

    return Hub(
        electricity=electricity,
        gas=gas,
        revenue=revenue,
        inputs=inputs,
        lost_gas=lost,
        building=bought("hub_building_cost", "hub_building_depreciation"),
        equipment=bought("hub_equipment_cost", "hub_equipment_depreciation"),
        profits=owners * np.maximum(revenue - total(inputs), 0.0),
        foreign=owners,
    )
