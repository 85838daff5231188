"""What could diversify exports where AI does not: market access, quality, logistics of non-oil goods (R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.stocks import approached

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0


class Support(NamedTuple):
    """Factor on exports and share of purchased inputs added by quality, by sector; public money, mln."""

    exports: Array
    dearer: Array
    services: Array
    equipment: Array


def support(c: Calibration, p: Mapping[str, Array], a: Mapping[str, Array]) -> Support:
    """R9: X = X0 (1 + access)(1 + quality)^s (1 - trade cost x cut)^-s, each arriving gradually.

    Access moves foreign demand; quality and logistics are worth a price cut to the buyer, so elastic goods
    gain most. Quality costs the firms inputs, all three cost the budget.
    """
    zero, pace = np.zeros((1, 1)), p["export_pace"]
    level = {k: approached(a[k] / PERCENT, zero, pace) for k in ("market_access", "export_quality")}
    cut = approached(a["export_logistics"] / PERCENT, zero, pace)
    scope = np.where(p["tradable_scope"] > 0.0, 1.0, 0.0) * c.non * (1.0 - c.refining)
    worth = 1.0 + level["export_quality"]
    margin = 1.0 - p["export_trade_cost"] / PERCENT * cut
    better = (1.0 + level["market_access"]) * (worth / margin) ** c.s_x
    exported = np.minimum(c.X0 / np.where(c.x0 > 0.0, c.x0, 1.0), 1.0)
    improved = np.maximum(np.diff(cut, axis=0, prepend=cut[:1]), 0.0)
    kept = p["state_systems_upkeep"] / PERCENT * cut
    return Support(
        exports=1.0 + scope * (better - 1.0),
        dearer=scope * exported * p["export_quality_cost"] / PERCENT * level["export_quality"],
        services=PERCENT
        * (
            p["market_access_cost"] * level["market_access"]
            + p["export_quality_public_cost"] * level["export_quality"]
        ),
        equipment=PERCENT * p["export_logistics_cost"] * (improved + kept),
    )
