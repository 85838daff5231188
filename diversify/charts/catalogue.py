"""The list of charts that can be asked for by name, and what each of them shows."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.text import N_, _, localized

Kind = Literal["lines", "sectors", "areas", "bars", "structure", "measures", "waterfall", "stack"]
DIFFERENCE, BARS = "_difference", "_bars"
COMPARE_YEARS = (2030, 2035, 2050)


@dataclass(frozen=True)
class Chart:
    """One chart: what it shows and how. Change a choice with `dataclasses.replace`.

    Attributes
    ----------
    name
        What it is asked for by.
    kind
        lines: one line per run and indicator; sectors: one line per run and sector; areas: shares of sectors
        over time; bars: runs side by side in chosen years; structure: shares of sectors in chosen years;
        measures: indicators side by side in one year; waterfall, stack: a change in parts, of one year and
        over time (see `diversify.charts.parts`).
    indicators
        Names of the indicators shown.
    difference
        Whether differences from each run's reference are shown, not levels.
    sectors
        Sector codes to show; empty means the largest of the base year.
    years
        Years to show where the kind asks for some; empty means 2030, 2035 and 2050, or the last.
    message
        Title in English; empty means the indicator's own title.
    subtitle
        A sentence under the title, such as a finding.
    """

    name: str
    kind: Kind
    indicators: tuple[str, ...]
    difference: bool = False
    sectors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    message: str = ""
    subtitle: str = ""

    @property
    def title(self) -> str:
        """Title in the current language."""
        title = _(self.message) if self.message else localized(indicators()[self.indicators[0]].title)
        return _("{title}: difference").format(title=title) if self.difference else title


OIL_DEPENDENCE = "Oil dependence"  # group of indicators whose definition a chart always states
OIL_MEASURES = (
    "oil_share_gva",
    "oil_share_goods_exports",
    "oil_share_revenue",
    "nonoil_deficit",
    "oil_dependence_extraction",
)


def _difference(name: str, *shown: str, message: str = "") -> Chart:
    return Chart(name + DIFFERENCE, "lines", shown or (name,), difference=True, message=message)


_SHIPPED = (
    Chart("gdp", "lines", ("gdp",)),
    _difference("gdp"),
    Chart("gdp_bars", "bars", ("gdp",)),
    Chart("gdp_growth", "lines", ("gdp_growth",)),
    Chart("nonoil_gdp", "lines", ("nonoil_gdp",)),
    _difference("nonoil_gdp"),
    Chart(
        "consumption_gni",
        "lines",
        ("gdp", "consumption", "gni"),
        difference=True,
        message=N_("GDP, consumption and GNI"),
    ),
    Chart("oil_dependence", "measures", OIL_MEASURES, message=N_("Five measures of oil dependence")),
    *(Chart(name, "lines", (name,)) for name in OIL_MEASURES),
    _difference("oil_share_gva"),
    Chart("oil_share_exports", "lines", ("oil_share_exports",)),
    Chart("oil_share_gva_constant", "lines", ("oil_share_gva_constant",)),
    Chart("sector_structure", "areas", ("gva_share",), message=N_("Sectors' shares of value added")),
    Chart("sector_compare", "structure", ("gva_share",), message=N_("Sectors' shares compared")),
    Chart("employment", "lines", ("employment",)),
    _difference("employment"),
    Chart("unemployment", "lines", ("unemployment",)),
    Chart("adoption", "sectors", ("adoption",)),
    Chart("adoption_effective", "sectors", ("adoption_effective",)),
    Chart("ai_cost_saving", "lines", ("ai_cost", "ai_saving"), message=N_("Cost and saving of AI")),
    Chart("sofaz", "lines", ("sofaz_assets",)),
    Chart("exports", "lines", ("exports", "nonoil_exports"), message=N_("Exports, all and without oil")),
    _difference("nonoil_exports"),
)


@cache
def charts() -> Mapping[str, Chart]:
    """Return the charts on offer by name, in the order a menu shows them."""
    return MappingProxyType({item.name: item for item in _SHIPPED})


def chart(name: str) -> Chart:
    """Return the chart of a name: one of `charts()`, or one made for any indicator.

    `NAME` draws an indicator as lines, by sector where it is sectoral. Endings: `_difference` from the
    reference, `_bars` for chosen years (of a sectoral indicator its total), `_difference_bars` for both.

    Raises
    ------
    InputError
        If there is neither a chart nor an indicator of that name; it names near ones.
    """
    if name in charts():
        return charts()[name]
    known = indicators()
    stem = name.removesuffix(BARS)
    bars, stem = stem != name, stem.removesuffix(DIFFERENCE)
    if stem in known:
        of = known[stem]
        if not (bars and of.sectoral and of.unit.startswith("%")):  # shares of sectors have no total
            kind: Kind = "bars" if bars else "sectors" if of.sectoral else "lines"
            return Chart(name, kind, (stem,), difference=DIFFERENCE in name.removeprefix(stem))
    near = difflib.get_close_matches(name, dict.fromkeys([*charts(), *known]), n=3, cutoff=0.4)
    hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
    raise InputError(
        _("There is no chart or indicator called {name!r}. {hint}").format(name=name, hint=hint).strip()
    )
