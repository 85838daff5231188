"""The windows of the hindcast: the base economy and what is known of the years after it.

Everything else of a hindcast is what a projection from that base would assume: the same records, the same
equations. What a variant assumes beyond the outturn is in data/hindcast.csv with a mark and a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.analysis.past_tables import past_economy
from diversify.model.analysis.past_tables import trade as section_trade
from diversify.model.analysis.series import assumption, macro
from diversify.model.economy import Economy, load_economy, load_table
from diversify.model.economy.margins import OFFICIAL_YEAR, trade
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.projection.exogenous import Exogenous

VARIANTS = {
    "unconditional": N_("oil, fiscal data and labour force as they came; everything else by the model"),
    "recovery": N_("as unconditional, and travel exports return to 2019, as was expected in 2022"),
    "actual_exports": N_("as unconditional, and exports other than oil as they came"),
    "ex_post": N_(
        "as actual exports, with import prices and productivity chosen after the outturn was known"
    ),
}
"""What each variant knows; the last one is no test."""


@dataclass(frozen=True)
class Window:
    """One stretch of history: from the base year (exclusive) to the last year.

    Attributes
    ----------
    name, base, last
        "2021-2025" and so on.
    sectoral
        Whether shares of sections are compared; otherwise growth only.
    shocks
        Years marked in tables and charts.
    forecast
        Series of a published forecast made in the window's first year, or "".
    variants
        Those that the window has.
    """

    name: str
    base: int
    last: int
    sectoral: bool
    shocks: tuple[int, ...]
    forecast: str
    variants: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The base year and every year to the last."""
        return tuple(range(self.base, self.last + 1))


WINDOWS = {
    w.name: w
    for w in (
        Window("2021-2025", 2021, 2025, True, (2022,), "", tuple(VARIANTS)),
        Window(
            "2014-2019", 2014, 2019, False, (2015, 2016), "weo_2015-04.NGDP_RPCH",
            ("unconditional", "actual_exports"),
        ),
        Window(
            "2018-2024", 2018, 2024, False, (2020, 2022), "weo_2019-04.NGDP_RPCH",
            ("unconditional", "actual_exports"),
        ),
    )
}  # fmt: skip


def window(name: str) -> Window:
    """Return a window by name; an unknown name is an error that lists them."""
    if name not in WINDOWS:
        message = _("There is no hindcast window “{name}”; choose one of {names}.")
        raise InputError(message.format(name=name, names=", ".join(WINDOWS)))
    return WINDOWS[name]


def economy(w: Window) -> Economy:
    """Return the economy of the base year: the official table of 2021, or sections rolled back."""
    if w.base == OFFICIAL_YEAR:
        return load_economy(OFFICIAL_YEAR)
    return past_economy(w.base, _travel_year(w))


def _travel_year(w: Window) -> int | None:
    year = assumption(w.name, "first_travel_year")
    return None if year is None else int(year)


def import_prices(w: Window, variant: str) -> Array:
    """(Y,) import prices in AZN, base year 1.

    From 2021 on an even rise to the assumed total; before, import unit values in dollars (export unit value
    over terms of trade, World Development Indicators) times the exchange rate.
    """
    unit_value, terms, rate = (
        macro("wdi_export_unit_value"),
        macro("wdi_terms_of_trade"),
        macro("fx_azn_per_usd"),
    )
    total = assumption(w.name, "import_prices", variant)
    last, out = max(WINDOWS["2021-2025"].years), []
    for year in w.years:
        known = min(year, OFFICIAL_YEAR)
        index = unit_value[known] / terms[known] * rate[known]
        if total is not None and year > OFFICIAL_YEAR:
            index *= (1.0 + total / 100.0) ** ((year - OFFICIAL_YEAR) / (last - OFFICIAL_YEAR))
        out.append(index)
    return np.array(out) / out[0]


def expenditure(w: Window) -> Array:
    """(Y,) state budget expenditure, mln AZN, Ministry of Finance; NaN in the base year."""
    known = macro("budget_expenditure")
    return np.array([np.nan, *(known[year] for year in w.years[1:])])


def exports(w: Window, variant: str, world: Array) -> Array:
    """(Y, n) exports by sector as values, mln AZN; NaN where the model's own equation holds.

    Parameters
    ----------
    world
        (Y,) index of world demand, which carries a recovered level on.
    """
    base = economy(w)
    out = np.full((len(w.years), base.table.n), np.nan)
    if variant == "recovery":
        _recovery(out, w, base, world)
    elif variant != "unconditional":
        anchors = base.anchors
        assert anchors is not None, "every window has anchors"
        oil = [base.table.index(code) for code in (anchors.resource, anchors.refining) if code]
        for t, year in enumerate(w.years[1:], start=1):
            out[t] = _official_exports(w, year)
            out[t, oil] = np.nan
    return out


def _official_exports(w: Window, year: int) -> Array:
    if w.base == OFFICIAL_YEAR:
        return trade(load_table(OFFICIAL_YEAR), year).exports
    known = macro("exports_travel")
    return section_trade(year, None if year in known else min(known))[0]


def _recovery(out: Array, w: Window, base: Economy, world: Array) -> None:
    """Travel exports back to a normal year's in equal steps, then with world demand; in place."""
    normal, back = assumption(w.name, "travel_year", "recovery"), _recovered_by(w)
    at, travel = base.table.index("ACCOM"), macro("exports_travel")
    assert normal is not None, "the variant is offered only where its year is stated"
    now = base.table.exports[at]
    full = now * travel[int(normal)] / travel[w.base]
    for t, year in enumerate(w.years[1:], start=1):
        part = min((year - w.base) / (back - w.base), 1.0)
        reached = w.years.index(min(year, back))
        out[t, at] = (now + part * (full - now)) * world[t] / world[reached]


def _recovered_by(w: Window) -> int:
    from diversify.resources import packaged_rows

    rows = [r for r in packaged_rows("hindcast.csv") if r["window"] == w.name and r["name"] == "travel_year"]
    return int(rows[0]["year"])


def informed(paths: Exogenous, w: Window, variant: str) -> Exogenous:
    """Return the paths of a projection with what is known of the window put in; nothing else changes."""
    span = len(w.years)

    def within(own: Array, known: Array) -> Array:
        """`own` (all years, 1, 1 or n) with the window's years replaced by `known`, (Y,) or (Y, n)."""
        wide = known[:, None, None] if known.ndim == 1 else known[:, None, :]
        out = np.broadcast_to(own, (own.shape[0], 1, max(own.shape[2], wide.shape[2]))).copy()
        out[:span] = wide
        return out

    paths = replace(
        paths,
        pm=within(paths.pm, import_prices(w, variant)),
        E=within(paths.E, expenditure(w)),
        X=within(paths.X, exports(w, variant, paths.Yw[:span, 0, 0])),
    )
    if w.base == OFFICIAL_YEAR:  # oil, gas and labour force after 2021 are in the records of every projection
        return paths
    crude, gas, people, workers = (
        _index(name, w)
        for name in ("oil_production", "gas_production_commercial", "population_avg", "labour_force")
    )
    base = economy(w).anchors
    assert base is not None, "every window has anchors"
    s, oil = base.crude_share, _index("brent_price", w)
    price = (s * oil + (1.0 - s) * _gas_price(w, oil)) * _index("fx_azn_per_usd", w)
    return replace(
        paths,
        q=within(paths.q, s * crude + (1.0 - s) * gas),
        P_star=within(paths.P_star, price),
        N=within(paths.N, people),
        LF=within(paths.LF, base.labour_force * workers),
    )


def _index(name: str, w: Window) -> Array:
    known = macro(name)
    return np.array([known[year] for year in w.years]) / known[w.base]


def _gas_price(w: Window, oil: Array) -> Array:
    """Dollar value of a cubic metre exported, base year 1; the oil price where customs have no base year."""
    value, volume = macro("customs_gas_value"), macro("customs_gas_volume")
    if w.base not in value:
        return oil
    return np.array([value[y] / volume[y] for y in w.years]) * volume[w.base] / value[w.base]
