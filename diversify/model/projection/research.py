"""Public research: a stock of knowledge that arrives years after the money and wears out (R3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import total
from diversify.model.projection.stocks import delayed, stock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0


def knowledge(spent: Array, base: Array, p: Mapping[str, Array]) -> Array:
    """R3: stock over its base, R/R0, with R = (1-d) R[-1] + RD[-lag] added to what is there anyway; `base` in
    mln."""
    added = stock(delayed(spent, p["rd_lag"]), p["rd_depreciation"] / PERCENT)
    return np.asarray(1.0 + added / base)


def productivity(c: Calibration, p: Mapping[str, Array], a: Mapping[str, Array]) -> Array:
    """R3: factor on labour productivity by sector, (R/R0)^(elasticity x absorption), shared out by the focus.

    The focus allocates: weighted by labour cost, the mean over sectors is the same whatever the focus.
    """
    gva = total((c.ul + c.r0) * c.x0)
    ratio = knowledge(a["public_rd"], p["rd_stock_base"] / PERCENT * gva, p)
    gain = ratio ** (p["rd_elasticity"] * p["rd_absorption"]) - 1.0
    cost = c.ul * c.x0 * c.non
    focus = np.where(np.isnan(a["rd_focus"]), 0.0, a["rd_focus"])
    aimed = total(cost * focus)
    share = np.where(aimed > 0.0, focus * total(cost) / np.where(aimed > 0.0, aimed, 1.0), 0.0)
    return np.asarray(1.0 + gain * share * c.non)
