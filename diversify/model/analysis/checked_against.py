"""The model beside figures that others have published: multipliers, growth, forecasts, stable coefficients.

Every line is computed when it is asked for. A difference is explained, not explained away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from diversify.model.analysis.hindcast import OIL_SECTION, hindcast
from diversify.model.analysis.past_tables import section_of, section_table
from diversify.model.analysis.series import forecast, macro
from diversify.model.economy import Table, aggregate, load_economy, load_table
from diversify.model.economy.margins import OFFICIAL_YEAR
from diversify.model.inputoutput.coefficients import leontief_inverse, solve_output, technical_coefficients
from diversify.model.projection.result import Result
from diversify.model.projection.runs import project
from diversify.model.projection.scenario_files import load_scenario
from diversify.model.projection.sources import sources
from diversify.resources import packaged_rows
from diversify.text import N_, _, localized

MULTIPLIERS_FILE = "io/lit_2016_iot_multipliers_partial.csv"
SECTORS_FILE = "io/lit_2016_sectors.csv"
STABILITY_FILE = "io/io_coefficient_stability_backtest.csv"
TOTAL = "TOTAL (all sectors)"
PERCENT, THOUSAND = 100.0, 1000.0

TOPICS = {
    "multipliers": N_("Output for 1 mln AZN of final demand, total flows (table of 2021, theirs of 2016)"),
    "long_run": N_("Mean growth of GDP to 2050"),
    "outturn": N_("The year 2025, projected from 2021 without knowing exports"),
    "forecasts": N_("Baseline against forecasts of the medium term"),
    "stability": N_("Output predicted with old coefficients: weighted error"),
}
WHY = {
    "multipliers": N_(
        "Five years and a price boom lie between the tables, and their 25 sectors are cut differently; both "
        "count imported inputs, so the level is too high for jobs and income at home."
    ),
    "long_run": N_(
        "Ours has no new reforms either, but lets private spending fill the room that oil leaves and world "
        "demand grow by 3 % a year; the World Bank figure holds trends of capital and schooling, the "
        "Economist's is of 2018, before the last fall of oil output."
    ),
    "outturn": N_(
        "After the pandemic non-oil exports nearly doubled and output per worker jumped; neither was to "
        "be known in 2021. What was given: oil, state spending, labour force."
    ),
    "forecasts": N_(
        "They see non-oil growth near 3.5 % a year; ours has productivity growth of 1.5 %, a labour force "
        "that grows by 1 % and less, and crude oil falling by 4 % a year from 2028. Private net lending was "
        "set so that 2026-27 come near official forecasts: those two years are no test."
    ),
    "stability": N_(
        "How far output is missed with old coefficients and the new final demand, on average. Ours is "
        "smaller partly because the table of 2025 was itself made from that of 2021."
    ),
}


@dataclass(frozen=True)
class Yardstick:
    """One published figure and ours.

    Attributes
    ----------
    topic
        Key of `TOPICS` and of `WHY`.
    item
        What is compared, in the current language.
    ours, theirs
        In `unit`.
    source_id
        Key of `sources()`.
    """

    topic: str
    item: str
    ours: float
    theirs: float
    unit: str
    source_id: str

    @property
    def difference(self) -> float:
        """Ours minus theirs: percent of theirs for flows, else in the unit (percentage points)."""
        if self.unit == "thousand AZN":
            return PERCENT * (self.ours / self.theirs - 1.0)
        return self.ours - self.theirs

    @property
    def why(self) -> str:
        """What the difference comes from."""
        return _(WHY[self.topic])

    def record(self) -> dict[str, str | float]:
        """The line for programs."""
        source = sources()[self.source_id]
        return {
            "yardstick": self.topic,
            "item": self.item,
            "ours": self.ours,
            "theirs": self.theirs,
            "difference": self.difference,
            "unit": self.unit,
            "source": source.title,
            "address": source.address,
            "why": self.why,
        }


@lru_cache(maxsize=1)
def _literature_sectors() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["codes"].split()) for row in packaged_rows(SECTORS_FILE)}


def _as_in_literature(table: Table) -> Table:
    """Our table with the sectors of the paper merged (mining is one sector there), the others as they are."""
    joined = {code: " ".join(codes) for codes in _literature_sectors().values() for code in codes}
    mapping = {code: joined.get(code, code) for code in table.codes}
    names = {sector.code: sector for sector in table.sectors if mapping[sector.code] == sector.code}
    by_section = section_table()
    for code, group in mapping.items():
        if group != code:
            section = section_of()[code]
            names[group] = replace(by_section.sectors[by_section.index(section)], code=group)
    return aggregate(table, mapping, names)


def _multipliers() -> Iterator[Yardstick]:
    table = _as_in_literature(load_table(OFFICIAL_YEAR))
    L = leontief_inverse(technical_coefficients(table.Z, table.x, table.codes), table.codes)
    known = {name: table.index(" ".join(codes)) for name, codes in _literature_sectors().items()}
    for row in packaged_rows(MULTIPLIERS_FILE):
        shock, answer = row["final_demand_shock_of_1_mln_azn_to"], row["responding_sector"]
        if shock not in known or (answer != TOTAL and answer not in known):
            continue  # waste management is part of water supply with us
        column = L[:, known[shock]]
        ours = column.sum() if answer == TOTAL else column[known[answer]]
        to, by = (
            localized(table.sectors[known[name]].name) if name in known else "" for name in (shock, answer)
        )
        item = f"{to} → {by or _('all sectors')}"
        theirs = float(row["output_change_io_model_thousand_azn"])
        yield Yardstick(
            "multipliers", item, THOUSAND * float(ours), theirs, "thousand AZN", "hasanli_rahimli_2023"
        )


@lru_cache(maxsize=1)
def _baseline() -> Result:
    return project(load_economy(), load_scenario("baseline"))


def _evidence(parameter: str) -> tuple[dict[str, float], str]:
    """Low, central and high of a line of the evidence, and its source."""
    row = next(r for r in packaged_rows("parameters.csv") if r["parameter"] == parameter)
    return {key: float(row[key]) for key in ("low", "central", "high") if row[key]}, row["source_id"]


def _long_run() -> Iterator[Yardstick]:
    ours = float(np.mean(_baseline().values("gdp_growth")[1:]))
    known, source = _evidence("GDP_growth_long_run_no_reform")
    unit = N_("% per year")
    yield Yardstick(
        "long_run", _("World Bank, long-term growth model, no reform"), ours, known["central"], unit, source
    )
    yield Yardstick("long_run", _("Economist Intelligence Unit (2018)"), ours, known["high"], unit, source)


def _outturn() -> Iterator[Yardstick]:
    h = hindcast()
    growth, nonoil = h.growth["gdp"], h.growth["nonoil_gdp"]
    oil = h.sections.index(OIL_SECTION)
    gva, out = h.levels["gva"], "ssc_na_sections"
    yield Yardstick(
        "outturn", _("GDP growth"), float(growth.model[-1]), float(growth.actual[-1]), "%", "oxlon_fr1"
    )
    yield Yardstick(
        "outturn", _("non-oil growth"), float(nonoil.model[-1]), float(nonoil.actual[-1]), "%", "oxlon_fr1"
    )
    yield Yardstick(
        "outturn",
        _("share of mining in value added"),
        float(h.shares[-1, oil]),
        float(h.actual_shares[-1, oil]),
        "%",
        out,
    )
    level = PERCENT * float(gva.model[-1] / gva.model[0] - 1.0)
    truth = PERCENT * float(gva.actual[-1] / gva.actual[0] - 1.0)
    yield Yardstick("outturn", _("value added at current prices, growth since 2021"), level, truth, "%", out)
    labour = float(h.result.values("unemployment")[-1])
    yield Yardstick(
        "outturn", _("unemployment"), labour, macro("unemployment_rate")[h.window.last], "%", "oxlon_fr1"
    )


def _forecasts() -> Iterator[Yardstick]:
    base = _baseline()
    years = base.years

    def ours(name: str, year: int) -> float:
        return float(base.values(name)[years.index(year)])

    known, source = _evidence("GDP_growth_forecast_2026")
    for label, key in ((_("lowest"), "low"), (_("central"), "central"), (_("highest"), "high")):
        item = _("GDP growth 2026, six forecasters of autumn 2025, {which}").format(which=label)
        yield Yardstick("forecasts", item, ours("gdp_growth", 2026), known[key], "%", source)
    for row in packaged_rows("checked_against.csv"):
        item = _("GDP growth {year}, Ministry of Economy, autumn 2025").format(year=row["year"])
        value = float(row["value"])
        yield Yardstick("forecasts", item, ours("gdp_growth", int(row["year"])), value, "%", row["source_id"])
    for series, name, title, source in (
        ("weo_2026-04.NGDP_RPCH", "gdp_growth", _("GDP growth {year}, IMF WEO April 2026"), "weo_2026_04"),
        (
            "imf_art4_2026.nonoil_realg",
            "nonoil_gdp_growth",
            _("non-oil growth {year}, IMF Article IV 2026"),
            "imf_art4_2026",
        ),
        ("weo_2026-04.LUR", "unemployment", _("unemployment {year}, IMF WEO April 2026"), "weo_2026_04"),
    ):
        for year, value in forecast(series).items():
            if year > base.economy.base:
                yield Yardstick("forecasts", title.format(year=year), ours(name, year), value, "%", source)


def _stability() -> Iterator[Yardstick]:
    table, later = load_table(OFFICIAL_YEAR), load_table(2025)
    A = technical_coefficients(table.Z, table.x, table.codes)
    predicted = solve_output(A, later.Y.sum(axis=1) - later.M, table.codes)
    ours = PERCENT * float(np.abs(predicted - later.x).sum() / later.x.sum())
    spans = dict.fromkeys(
        (r["coefficients_year"], r["predicted_year"]) for r in packaged_rows(STABILITY_FILE)
    )
    for old, new in spans:
        found = [
            r
            for r in packaged_rows(STABILITY_FILE)
            if (r["coefficients_year"], r["predicted_year"]) == (old, new)
        ]
        seen = np.array([float(r["output_observed_mln_azn"]) for r in found])
        said = np.array([float(r["output_predicted_old_coefficients_mln_azn"]) for r in found])
        theirs = PERCENT * float(np.abs(said - seen).sum() / seen.sum())
        item = _("2021 to 2025 with us, {old} to {new} with official tables").format(old=old, new=new)
        yield Yardstick("stability", item, ours, theirs, "%", "oxlon_stability")


_LINES: dict[str, Callable[[], Iterator[Yardstick]]] = {
    "multipliers": _multipliers,
    "long_run": _long_run,
    "outturn": _outturn,
    "forecasts": _forecasts,
    "stability": _stability,
}


def checked_against() -> list[Yardstick]:
    """Compute every comparison, topic by topic, in the order of `TOPICS`."""
    return [line for topic in TOPICS for line in _LINES[topic]()]
