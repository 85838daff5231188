"""The model held against history: a past base year projected to years whose outturn is known.

A hindcast is an ordinary projection (same records, same equations) of which only the window's oil and gas
volumes and prices, state expenditure, labour force and import prices are given, plus what its variant says.
No parameter was set on the test years; the one variant that was, `ex_post`, is labelled so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.analysis.past_tables import official, section_of, sections
from diversify.model.analysis.series import assumption, forecast, macro
from diversify.model.analysis.windows import WINDOWS, Window, economy, informed, window
from diversify.model.economy import load_table
from diversify.model.economy.margins import OFFICIAL_YEAR, expenditure, trade
from diversify.model.projection.batch import batch
from diversify.model.projection.flows import Flows
from diversify.model.projection.loop import run
from diversify.model.projection.result import Result
from diversify.model.projection.runs import checked
from diversify.model.projection.scenario import Change, Scenario
from diversify.model.projection.year import Closure
from diversify.text import _, kept_by_language

SETTINGS = ("default", "D")
REFERENCE = (
    "wage_curve_eta",
    "wage_drift_eta_i",
    "capital_response_kappa",
    "lag_to_gain",
    "automation_share_of_gain_lam",
)
"""Parameters that setting D of the reference calculation states otherwise than the records."""
OIL_SECTION = "B"
GROWTH = {
    "gdp": ("gdp_growth", "gdp_real_growth"),
    "nonoil_gdp": ("nonoil_gdp_growth", "gdp_nonoil_real_growth"),
}
"""Indicator of the model, and official series, by what grows."""
PAST = 10
"""Years up to the base whose median growth is the naive forecast."""
PERCENT = 100.0


@dataclass(frozen=True)
class Growth:
    """Growth of one thing over the window, percent, (Y - 1,).

    `model` is at prices of the base year, as the product's indicator; `chained` at prices of the year before,
    as official statistics measure it. `naive` is the median of the ten years to the base, `last` the growth
    of the base year, held.
    """

    model: Array
    chained: Array
    actual: Array
    naive: Array
    last: Array
    forecast: Array | None


@dataclass(frozen=True)
class Level:
    """A value at current prices, mln AZN, (Y,) from the base year; `naive` grows as the naive growth."""

    model: Array
    actual: Array
    naive: Array


@dataclass(frozen=True)
class Hindcast:
    """One window under one variant.

    Attributes
    ----------
    window, variant, settings
        What was run.
    sections
        Codes of the 17 sections.
    shares, actual_shares
        (Y, 17) shares of value added at current prices, percent; empty (Y, 0) where the window is for growth
        only. The model's are moved to activities by the ratio of the base year.
    growth, levels
        By "gdp", "nonoil_gdp"; by "gva", "exports", "nonoil_exports" (only for sections).
    result
        The run behind it.
    """

    window: Window
    variant: str
    settings: str
    sections: tuple[str, ...]
    shares: Array
    actual_shares: Array
    growth: Mapping[str, Growth]
    levels: Mapping[str, Level]
    result: Result

    def nonoil(self, shares: Array) -> Array:
        """(Y, 16) shares in value added without mining, percent."""
        kept = shares[:, [s != OIL_SECTION for s in self.sections]]
        out: Array = PERCENT * kept / kept.sum(axis=1, keepdims=True)
        return out


def hindcast_scenario(w: Window, variant: str, settings: str = "default") -> Scenario:
    """Return the scenario behind a hindcast: no lever moved and no parameter stated, but what is labelled."""
    if variant not in w.variants:
        message = _("The window {window} has no variant “{variant}”; choose one of {names}.")
        raise InputError(message.format(window=w.name, variant=variant, names=", ".join(w.variants)))
    if settings not in SETTINGS:
        message = _("There is no setting “{name}”; choose one of {names}.")
        raise InputError(message.format(name=settings, names=", ".join(SETTINGS)))
    name = f"hindcast {w.name} {variant}"
    stated = {k: assumption(None, k, "D") for k in REFERENCE} if settings == "D" else {}
    scenario = Scenario(
        name=name,
        title={"en": name},
        question={"en": ""},
        parent=None,
        base=w.base,
        parameters={k: v for k, v in stated.items() if v is not None},
    )
    added = assumption(w.name, "productivity", variant)
    if added is None:
        return scenario
    change = Change(
        "productivity",
        value=added,
        unit="%/yr",
        mode="add",
        start=w.base + 1,
        until=w.last,
        sectors=("nonoil",),
    )
    return replace(scenario, changes=(change,))


@kept_by_language(maxsize=16)
def hindcast(name: str = "2021-2025", variant: str = "unconditional", settings: str = "default") -> Hindcast:
    """Run one window under one variant and compare it with the outturn.

    Parameters
    ----------
    name
        Window: "2021-2025" (sections and growth, official table), "2014-2019" or "2018-2024" (growth only,
        sections rolled back: structure of 2021, from after the window).
    variant
        "unconditional", "recovery", "actual_exports" or "ex_post"; see `windows.VARIANTS`.
    settings
        "default" (the product's records) or "D" (those of the reference calculation).

    Raises
    ------
    InputError
        For an unknown window, variant or setting; the sentence names those that exist.
    """
    w = window(name)
    scenario, base = hindcast_scenario(w, variant, settings), economy(w)
    c, paths = batch(base, [scenario])
    trajectory = run(c, informed(paths, w, variant), w.years, Closure(scenario.closure))
    result = checked(Result(base, scenario, trajectory))
    shares, actual = _shares(result, w) if w.sectoral else (np.zeros((len(w.years), 0)),) * 2
    growth = {key: _growth(key, result, w) for key in GROWTH}
    levels = _levels(result, w, growth["gdp"].naive) if w.sectoral else {}
    return Hindcast(w, variant, settings, sections(), shares, actual, growth, levels, result)


def every_hindcast(settings: str = "default") -> list[Hindcast]:
    """Run all windows under all their variants."""
    return [hindcast(w.name, variant, settings) for w in WINDOWS.values() for variant in w.variants]


def _section_gva(result: Result, w: Window) -> Array:
    """(Y, 17) value added by activity: products summed, times activity over product of the base year."""
    own = list(section_of().values())
    S = np.array([[float(s == mine) for mine in own] for s in sections()])
    gva = result.flows.b.gva[:, 0, : len(own)] @ S.T
    out: Array = gva * (official(w.base, "gva_mln_azn") / gva[0])
    return out


def _percent(values: Array) -> Array:
    """Rows as percent of their sums."""
    out: Array = PERCENT * values / values.sum(axis=1, keepdims=True)
    return out


def _shares(result: Result, w: Window) -> tuple[Array, Array]:
    model = _section_gva(result, w)
    actual = np.array([official(year, "gva_mln_azn") for year in w.years])
    return _percent(model), _percent(actual)


def chained_growth(flows: Flows, nonoil: bool) -> Array:
    """(Y - 1,) growth of GDP, or of GDP without oil and refining, in prices of the year before, percent.

    Growth of every sector's value added (and of product taxes) weighted with its share of the year before.
    """
    c = flows.c
    kept = 1.0 - (c.resource + c.refining)[0] if nonoil else np.ones_like(c.resource[0])
    volume, value = flows.gva_volume[:, 0] * kept, flows.b.gva[:, 0] * kept
    volume = np.column_stack([volume, flows.product_tax_volume[:, 0, 0]])
    value = np.column_stack([value, flows.b.product_tax[:, 0, 0]])
    grown = volume[1:] / np.where(volume[:-1] == 0.0, 1.0, volume[:-1])
    out: Array = PERCENT * ((value[:-1] * grown).sum(axis=1) / value[:-1].sum(axis=1) - 1.0)
    return out


def _growth(key: str, result: Result, w: Window) -> Growth:
    indicator, series = GROWTH[key]
    known = macro(series)
    ahead = w.years[1:]
    expected = forecast(w.forecast) if w.forecast and key == "gdp" else None
    span = len(ahead)
    return Growth(
        model=result.values(indicator)[1:],
        chained=chained_growth(result.flows, key != "gdp"),
        actual=np.array([known[year] for year in ahead]),
        naive=np.full(span, median(known[year] for year in range(w.base - PAST + 1, w.base + 1))),
        last=np.full(span, known[w.base]),
        forecast=None if expected is None else np.array([expected[year] for year in ahead]),
    )


def _levels(result: Result, w: Window, naive: Array) -> dict[str, Level]:
    flows = result.flows
    c = flows.c
    grown = np.concatenate([[1.0], np.cumprod(1.0 + naive / PERCENT)])
    nonoil = (1.0 - c.resource - c.refining) * flows.exports_value
    foreign = np.array([expenditure(year).final[-1] for year in w.years])
    oil = _official_oil_exports(w)
    pairs = {
        "gva": (
            _section_gva(result, w).sum(axis=1),
            np.array([official(y, "gva_mln_azn").sum() for y in w.years]),
        ),
        "exports": (flows.exports_value[:, 0].sum(axis=-1), foreign),
        "nonoil_exports": (nonoil[:, 0].sum(axis=-1), foreign - oil),
    }
    return {key: Level(model, actual, actual[0] * grown) for key, (model, actual) in pairs.items()}


def _official_oil_exports(w: Window) -> Array:
    """(Y,) exports of crude oil, gas and refined products, mln AZN, at the scale of the table."""
    table = load_table(OFFICIAL_YEAR)
    at = [table.index("OILGAS"), table.index("PETR")]
    return np.array([trade(table, year).exports[at].sum() for year in w.years])
