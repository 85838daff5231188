"""Small channels of cost: city traffic, digital services of the state, data rules, public saving (R8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0


class Costs(NamedTuple):
    """Share of purchased inputs saved and extra ICT inputs per unit of output, by sector; hours saved outside
    GDP (mln); public money (mln). Arrays (year, draw or 1, sector or 1)."""

    saved: Array
    data_rules: Array
    hours: Array
    equipment: Array
    services: Array


def diminishing(done: Array, before: Array) -> Array:
    """Share of the whole effect reached when coverage has gone from `before` to `done`: 1 - (1 - s)^2, the
    first steps bring most; negative where coverage falls."""
    s = (done - before) / np.where(before < 1.0, 1.0 - before, 1.0)
    return np.where(s >= 0.0, 1.0 - (1.0 - np.minimum(s, 1.0)) ** 2, 2.0 * s)


def costs(c: Calibration, p: Mapping[str, Array], a: Mapping[str, Array]) -> Costs:
    """R8: inputs saved by traffic control and by e-government, ICT inputs added by data rules; all paid for.

    Traffic: treated time x saving x the part of a sector's inputs that city roads decide. E-government: a
    small share of purchased inputs. Data rules: dearer storage and computing, in proportion to ICT inputs.
    """
    treated = a["smart_traffic"] / PERCENT
    busiest = diminishing(treated, np.zeros(1))
    faster = busiest * p["traffic_time_saving"] / PERCENT
    state = a["e_government"] / PERCENT
    started = state[0]
    online = diminishing(state, started)
    saved = p["traffic_exposure"] / PERCENT * faster + p["e_government_saving"] / PERCENT * online * c.non
    grown = np.maximum(np.diff(treated, axis=0, prepend=treated[:1]), 0.0)
    more = np.maximum(state - started, 0.0) / np.where(started < 1.0, 1.0 - started, 1.0)
    wired = np.maximum(np.diff(more, axis=0, prepend=more[:1]), 0.0)
    upkeep = p["state_systems_upkeep"] / PERCENT
    ict = c.of_ict @ c.A0  # ICT inputs, with AI services split out or not
    return Costs(
        saved=saved,
        data_rules=p["data_rule_cost"] / PERCENT * a["regulation_strictness"] * ict * c.non,
        hours=p["traffic_hours"] * faster,
        equipment=p["traffic_cost"] * grown + p["e_government_cost"] * wired,
        services=upkeep * (p["traffic_cost"] * treated + p["e_government_cost"] * more) + a["public_safety"],
    )
