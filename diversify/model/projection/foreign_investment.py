"""Firms that come or are founded: foreign investors in technology and in tradables, start-ups (R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import total
from diversify.model.projection.stocks import stock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0


class Firms(NamedTuple):
    """What new firms invest, own, sell abroad and take out; mln at base prices, (year, draw or 1, ...)."""

    inflow: Array
    stock: Array
    exports: Array
    profits: Array
    productivity: Array


def shared(amount: Array, weights: Array) -> Array:
    """An amount spread over sectors by weights; nothing where no sector has a weight."""
    whole = total(weights)
    return np.asarray(amount * weights / np.where(whole > 0.0, whole, 1.0))


def response(governance: Array, strictness: Array, p: Mapping[str, Array]) -> Array:
    """R6: FDI / FDI0 = exp(b dG - c S): better governance draws investors, stricter data rules keep some
    away."""
    better = 10.0 * (governance - governance[0])  # the record is per 0.1 of the index
    b, c = p["fdi_governance_response"] / PERCENT, p["fdi_strictness_response"] / PERCENT
    return np.asarray(np.exp(b * better - c * strictness))


def foreign(c: Calibration, p: Mapping[str, Array], offered: Array, drawn: Array, scope: str) -> Firms:
    """R6: a stock of foreign capital, the exports that come with it, the profits that leave, and what firms
    around it learn: productivity rises by `fdi_spillover` times stock over output.

    Parameters
    ----------
    offered, drawn : ndarray
        Yearly inflow of the lever, mln, and the response factor of governance and rules.
    scope : str
        Record with the weights of the sectors.
    """
    inflow = offered * drawn
    capital = stock(inflow, p["fdi_depreciation"] / PERCENT)
    works = np.concatenate([capital[:1] * 0.0, capital[:-1]])  # what was built this year works from the next
    weights = p[scope] * c.x0 * c.non
    output = total(weights)
    spill = p["fdi_spillover"] * works / np.where(output > 0.0, output, 1.0)
    return Firms(
        inflow=inflow,
        stock=capital,
        exports=shared(p["fdi_exports_per_stock"] * works, weights),
        profits=p["fdi_profit_rate"] / PERCENT * works,
        productivity=1.0 + spill * p[scope] * c.non,
    )


def startups(c: Calibration, p: Mapping[str, Array], a: Mapping[str, Array]) -> Firms:
    """R6: founders' money; what survives sells abroad, bounded by the size of the ICT sector.

    Stricter data rules cost deals, as in the European Union after 2018.
    """
    survives = p["startup_survival"] / PERCENT
    deals = np.maximum(1.0 - p["startup_strictness_response"] / PERCENT * a["regulation_strictness"], 0.0)
    inflow = a["startup_funding"] * deals
    capital = stock(inflow * survives, p["fdi_depreciation"] / PERCENT)
    works = np.concatenate([capital[:1] * 0.0, capital[:-1]])
    ict = c.x0 * c.of_ict
    most = p["startup_exports_limit"] / PERCENT * total(ict)
    sold = p["startup_exports_per_stock"] * works
    sold = most * sold / np.where(sold + most > 0.0, sold + most, 1.0)  # levels off towards the limit
    return Firms(inflow, capital, shared(sold, ict), works * 0.0, np.ones_like(works))
