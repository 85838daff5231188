"""People: cohorts that learned more and enter work years later (R4), and specialists who limit adoption
(R5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import total
from diversify.model.projection.stocks import averaged, delayed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0


class Learning(NamedTuple):
    """Factor on labour productivity, and yearly public cost in mln; arrays (year, draw or 1, 1)."""

    productivity: Array
    services: Array


def learning(p: Mapping[str, Array], a: Mapping[str, Array]) -> Learning:
    """R4: of each cohort entering work (a fixed share of the workforce) counts how much of its schooling was
    covered; the gain is share x SD x return, and the school years of the last `learning_delay` years are not
    in work yet."""
    covered = a["learning_coverage"] / PERCENT
    schooled = averaged(delayed(covered, p["learning_delay"]), p["learning_window"])
    entered = np.cumsum(schooled, axis=0) * (p["learning_cohort"] / PERCENT)
    gain = np.minimum(entered, 1.0) * p["learning_gain"] * p["wage_return_of_learning"] / PERCENT
    return Learning(1.0 + gain, p["learning_cost"] * covered)


def specialists(c: Calibration, LF: Array, p: Mapping[str, Array], a: Mapping[str, Array]) -> Array:
    """R5: specialists, thousand: S = (1 - retiring - leaving) S[-1] + graduates.

    In the base year everybody employed in information and communication; the stock keeps up with the labour
    force while the lever is blank.
    """
    graduates = a["ict_graduates"]
    leaving = (p["specialists_retirement"] + a["ict_emigration"]) / PERCENT
    known = np.where(np.isnan(graduates), 0.0, graduates)
    out = np.empty(np.broadcast_shapes(known.shape, leaving.shape, LF.shape))
    out[:] = ict_jobs(c) * LF / LF[0]
    limited = np.zeros(out.shape[1:], dtype=bool)
    for t in range(1, len(out)):
        stated = ~np.isnan(graduates[t])
        limited |= stated
        grown = np.where(stated, (1.0 - leaving[t]) * out[t - 1] + known[t], out[t - 1] * LF[t] / LF[t - 1])
        out[t] = np.where(limited, grown, out[t])
    return out


def staffed(c: Calibration, S: Array, LF: Array, sold: Array, a: Mapping[str, Array]) -> Array:
    """R5: share of the foreign sales of new technology firms that specialists can staff; 1 where blank.

    `sold` are these sales by sector, mln; their jobs come on top of those that ICT has anyway.
    """
    there = ict_jobs(c) * LF / LF[0]
    wanted = there + total(c.l0 * sold)
    share = np.minimum(S / np.where(wanted > 0.0, wanted, 1.0), 1.0)
    return np.where(np.isnan(a["ict_graduates"]), 1.0, share)


def ict_jobs(c: Calibration) -> Array:
    """Employed in information and communication in the base year, thousand; with AI services split out or
    not."""
    return total(c.l0 * c.x0 * c.of_ict)


def ceiling_by_skills(S: Array, LF: Array, p: Mapping[str, Array], a: Mapping[str, Array]) -> Array:
    """R5: adoption that the specialists can serve, a share of firms; infinite where the lever is blank."""
    cap = p["adoption_per_specialist"] * S / LF
    return np.where(np.isnan(a["ict_graduates"]), np.inf, cap)
