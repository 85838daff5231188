"""One chart as it is asked for: indicators, kind, sectors, form; what fits what; its text for files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from diversify.errors import InputError
from diversify.model.projection.parameters import Indicator, indicators
from diversify.text import N_, _, localized

Kind = Literal[
    "lines", "sectors", "areas", "multiples", "scenarios",
    "bars", "structure", "measures", "waterfall", "stack",
]  # fmt: skip
Form = Literal["level", "difference", "absolute", "percent", "points", "index", "share"]
BY_SECTOR = ("sectors", "areas", "multiples", "scenarios", "structure")
DIFFERENCES = ("difference", "absolute", "percent", "points")
_FORMED = ("lines", "sectors", "multiples", "scenarios", "bars", "areas", "structure")
_TOTALS = ("mln", "thousand persons")  # units of amounts: the sum over sectors means something

KINDS = {
    "lines": N_("Lines"),
    "sectors": N_("Lines by sector"),
    "areas": N_("Areas stacked by sector"),
    "multiples": N_("Small charts, one a sector"),
    "scenarios": N_("Small charts, one a scenario"),
    "bars": N_("Bars of chosen years"),
    "structure": N_("Stacked bars of chosen years"),
    "measures": N_("Bars of one year"),
}
FORMS = {
    "level": N_("Level"),
    "absolute": N_("Difference, in its unit"),
    "percent": N_("Difference, per cent"),
    "points": N_("Difference, percentage points"),
    "index": N_("Index, base year = 100"),
    "share": N_("Share of the total"),
}
_TITLES = {
    "difference": N_("{title}: difference"),
    "index": N_("{title}: index"),
    "share": N_("{title}: share"),
}


@dataclass(frozen=True)
class Chart:
    """One chart: what it shows and how. Change a choice with `dataclasses.replace`.

    Attributes
    ----------
    name
        What it is asked for by.
    kind
        lines: one line per run and indicator; sectors: one line per run and sector; areas: sectors stacked
        over time; multiples: a small chart per sector; scenarios: a small chart per run; bars: runs side by
        side in chosen years; structure: shares of sectors in chosen years; measures: indicators side by side
        in one year; waterfall, stack: a change in parts, of one year and over time (see
        `diversify.charts.parts`).
    indicators
        Names of the indicators shown.
    form
        level; difference: from each run's reference in the indicator's own measure; absolute, percent,
        points: that difference in a chosen measure; index: base year = 100; share: per cent of all sectors,
        or of GDP where there are no sectors.
    sectors
        Sector codes to show; empty means the largest of the base year.
    years
        Years to show where the kind asks for some; empty means 2030, 2035 and 2050, or the last.
    message
        Title in English; empty means the indicator's own title.
    subtitle
        A sentence under the title, such as a finding.
    targets
        Whether official targets are drawn where there are any.
    """

    name: str
    kind: Kind
    indicators: tuple[str, ...]
    form: Form = "level"
    sectors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    message: str = ""
    subtitle: str = ""
    targets: bool = True

    @property
    def difference(self) -> bool:
        """Whether differences from each run's reference are shown."""
        return self.form in DIFFERENCES

    @property
    def title(self) -> str:
        """Title in the current language."""
        title = _(self.message) if self.message else localized(indicators()[self.indicators[0]].title)
        key = "difference" if self.difference else self.form
        return _(_TITLES[key]).format(title=title) if key in _TITLES else title

    @property
    def by_sector(self) -> bool:
        """Whether sectors are shown one by one where the indicator has them."""
        return self.kind in BY_SECTOR


def kinds(chart: Chart) -> tuple[Kind, ...]:
    """Return the kinds that a chart of these indicators may have, its own first."""
    own: tuple[Kind, ...] = (chart.kind,)
    if chart.kind not in _FORMED or len(chart.indicators) != 1:
        return own
    of = indicators()[chart.indicators[0]]
    wanted: tuple[Kind, ...] = ("lines", "bars", "scenarios")
    if of.sectoral:
        plain: tuple[Kind, ...] = ("lines", "bars") if is_amount(of) else ()
        stacked: tuple[Kind, ...] = ("areas", "structure") if adds_up(of) else ()
        wanted = (*plain, "sectors", "multiples", "scenarios", *stacked)
    return (*own, *(kind for kind in wanted if kind != chart.kind))


def forms(chart: Chart) -> tuple[Form, ...]:
    """Return the forms that a chart may have."""
    if chart.kind not in _FORMED:
        return ("level",)
    each = [_forms_of(indicators()[name], chart) for name in chart.indicators]
    return tuple(form for form in each[0] if all(form in other for other in each))


def _forms_of(of: Indicator, chart: Chart) -> tuple[Form, ...]:
    if chart.kind == "structure":
        return ("share",) if is_amount(of) else ("level",)
    made: list[Form] = ["level"]
    if chart.kind != "areas":
        if of.unit.startswith("%"):
            made.append("points")
        else:
            made.append("absolute")
            if of.difference == "percent":
                made += ["percent", "index"]
    if of.name != "gdp" and (is_amount(of) if of.sectoral else of.unit.startswith("mln AZN")):
        made.append("share")
    if chart.kind == "bars" and "index" in made:
        made.remove("index")
    return tuple(made)


def natural(chart: Chart) -> Form:
    """Return the form that "difference" stands for in a chart."""
    form: Form = indicators()[chart.indicators[0]].difference
    return form


def settled(chart: Chart) -> Chart:
    """Return the chart with a form that it may have: the natural difference by its name, else the level."""
    form = natural(chart) if chart.form == "difference" else chart.form
    return replace(chart, form=form if form in forms(chart) else forms(chart)[0])


def is_amount(of: Indicator) -> bool:
    """Whether the sectors' numbers may be added up and shared out."""
    return of.sectoral and of.unit.startswith(_TOTALS)


def adds_up(of: Indicator) -> bool:
    """Whether sectors may be stacked: amounts, and shares that make a whole."""
    return is_amount(of) or of.name == "gva_share"


def as_text(chart: Chart) -> str:
    """Return a chart as one word for settings, scripts and file names: name:kind:form@sectors.

    `catalogue.chart` reads it. A title or subtitle of one's own is not in it.
    """
    codes = "@" + ",".join(chart.sectors) if chart.sectors else ""
    return f"{chart.name}:{chart.kind}:{chart.form}{codes}"


def with_words(chart: Chart, words: str) -> Chart:
    """Return the chart with what `:kind:form@sectors` says, in any order; an empty text changes nothing.

    Raises
    ------
    InputError
        If a word is neither a kind nor a form that this chart may have.
    """
    text, _at, codes = words.partition("@")
    if codes:
        chart = replace(chart, sectors=tuple(code for code in codes.split(",") if code))
    wanted = [word for word in text.split(":") if word]
    for word in sorted(wanted, key=lambda w: w not in get_args(Kind)):  # the kind decides which forms fit
        if word in kinds(chart):
            chart = replace(chart, kind=word)
        elif word in forms(chart) or (word == "difference" and natural(chart) in forms(chart)):
            chart = replace(chart, form=cast(Form, word))
        else:
            known = ", ".join(dict.fromkeys([*kinds(chart), *forms(chart)]))
            raise InputError(
                _("The chart {name!r} cannot be shown as {word!r}. It can be: {known}.").format(
                    name=chart.name, word=word, known=known
                )
            )
    if chart.form not in forms(chart) and not (chart.form == "difference" and natural(chart) in forms(chart)):
        chart = settled(chart)
    return chart
