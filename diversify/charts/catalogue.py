"""The list of charts that can be asked for by name, and what each of them shows."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from diversify.charts.spec import Chart, Form, Kind, as_text, is_amount, with_words
from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.text import N_, _

__all__ = ["BARS", "COMPARE_YEARS", "DIFFERENCE", "OIL_DEPENDENCE", "Chart", "as_text", "chart", "charts"]

DIFFERENCE, BARS = "_difference", "_bars"
COMPARE_YEARS = (2030, 2035, 2050)


OIL_DEPENDENCE = "Oil dependence"  # group of indicators whose definition a chart always states
OIL_MEASURES = (
    "oil_share_gva",
    "oil_share_goods_exports",
    "oil_share_revenue",
    "nonoil_deficit",
    "oil_dependence_extraction",
)


def _difference(name: str, *shown: str, message: str = "") -> Chart:
    return Chart(name + DIFFERENCE, "lines", shown or (name,), form="difference", message=message)


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
        form="difference",
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
    After the name, `:KIND`, `:FORM` and `@SECTORS` change what is shown (see `Chart`): `gva:areas:share`,
    `gdp:index`, `employment:multiples@ICT,FIN`.

    Raises
    ------
    InputError
        If there is neither a chart nor an indicator of that name; it names near ones.
    """
    end = min((i for i in (name.find(":"), name.find("@")) if i >= 0), default=len(name))
    return with_words(_named(name[:end]), name[end:])


def _named(name: str) -> Chart:
    if name in charts():
        return charts()[name]
    known = indicators()
    stem = name.removesuffix(BARS)
    bars, stem = stem != name, stem.removesuffix(DIFFERENCE)
    if stem in known:
        of = known[stem]
        if not (bars and of.sectoral and not is_amount(of)):  # shares of sectors have no total
            kind: Kind = "bars" if bars else "sectors" if of.sectoral else "lines"
            form: Form = "difference" if DIFFERENCE in name.removeprefix(stem) else "level"
            return Chart(name, kind, (stem,), form=form)
    near = difflib.get_close_matches(name, dict.fromkeys([*charts(), *known]), n=3, cutoff=0.4)
    hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
    raise InputError(
        _("There is no chart or indicator called {name!r}. {hint}").format(name=name, hint=hint).strip()
    )
