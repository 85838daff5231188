"""Results as text for people: aligned columns, units, and what every difference is taken against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from diversify.model.projection.identities import identity_title
from diversify.terminal.lines import Line
from diversify.terminal.output import text_table
from diversify.terminal.runs import Run
from diversify.text import N_, _, format_effect, format_number, localized, printable, translate_unit

MARKS: Mapping[str, str] = {"base": N_("base year"), "closure": N_("closure"), "parameters": N_("parameters")}


def run_text(run: Run, lines: Sequence[Line], years: Sequence[int]) -> str:
    """Return the indicators of one run: one row each, years across."""
    rows = [[_("indicator"), _("unit"), *map(str, years)]]
    for line in lines:
        name = _label(line)
        if line.quantile is not None:
            name = "  " + _("{percent} % of draws below").format(
                percent=format_number(100 * line.quantile, 0)
            )
        rows.append([name, translate_unit(line.unit), *(format_number(line.at(year)) for year in years)])
    head = [printable(f"{localized(run.result.scenario.title)} ({run.name})"), _base(run), _residual([run])]
    return "\n".join(head) + "\n\n" + text_table(rows, left=2)


def compare_text(
    runs: Sequence[Run], lines: Sequence[Line], years: Sequence[int], against: str | None
) -> str:
    """Return one block per indicator: scenarios down, years across, each level with its difference."""
    common = _common(runs)
    apart = {run.name: run.marks if against else (run.result - common.result).marks for run in runs}
    blocks = []
    order = {run.name: k for k, run in enumerate(runs)}
    place = _by_indicator(lines)
    for _place, group in groupby(sorted(lines, key=place), key=place):
        block = sorted(group, key=lambda line: order[line.scenario])
        rows = [["", *(cell for year in years for cell in (str(year), ""))]]
        for line in block:
            marked = line.scenario + (" *" if apart[line.scenario] else "")
            cells = [cell for year in years for cell in (format_number(line.at(year)), _effect(line, year))]
            rows.append([marked, *cells])
        blocks.append(f"{_label(block[0])}, {translate_unit(block[0].unit)}\n{text_table(rows)}")
    if against:
        what = _("Differences: against {name}.").format(name=against)
    else:
        what = _(
            "Differences: against each scenario's own counterfactual"
            " (same base year, closure and parameters, no lever moved)."
        )
    head = [*dict.fromkeys(_base(run) for run in runs), what, _residual(runs)]
    return "\n".join(head) + "\n\n" + "\n".join(blocks) + _footnotes(apart, against or common.name)


def table_text(lines: Sequence[Line], years: Sequence[int]) -> str:
    """Return one indicator: years down, scenarios across."""
    rows = [[_("year"), *(line.scenario for line in lines)]]
    rows += [[str(year), *(format_number(line.at(year)) for line in lines)] for year in years]
    return f"{_label(lines[0])}, {translate_unit(lines[0].unit)}\n{text_table(rows)}"


def _by_indicator(lines: Sequence[Line]) -> Callable[[Line], int]:
    keys = list(dict.fromkeys((line.indicator.name, line.sector) for line in lines))
    return lambda line: keys.index((line.indicator.name, line.sector))


def _label(line: Line) -> str:
    title = localized(line.indicator.title)
    return f"{title} {line.sector}" if line.sector else title


def _effect(line: Line, year: int) -> str:
    text = format_effect(line.difference_at(year))
    return f"{text} {_(line.difference_unit)}" if line.difference_unit in ("%", "pp") else text


def _base(run: Run) -> str:
    economy = run.result.economy
    return _("Base year {year}: {status}.").format(year=economy.base, status=_(economy.table.status))


def _residual(runs: Sequence[Run]) -> str:
    worst = max((run.result.worst_residual for run in runs), key=lambda residual: abs(residual[2]))
    identity, year, share = worst
    message = _("Worst identity residual: {share} of GDP ({identity}, {year}).")
    return message.format(share=f"{share:.1e}", identity=identity_title(identity), year=year)


def _common(runs: Sequence[Run]) -> Run:
    """Return the first run of the world that most runs share: base year, closure and parameters."""
    return min(runs, key=lambda run: sum(bool((other.result - run.result).marks) for other in runs))


def _footnotes(apart: Mapping[str, tuple[str, ...]], first: str) -> str:
    notes = [
        _("* {name}: other {what} than {first}; their levels do not differ by levers alone.").format(
            name=name, what=", ".join(_(MARKS[mark]) for mark in marks), first=first
        )
        for name, marks in apart.items()
        if marks
    ]
    return "\n" + "\n".join(notes) + "\n" if notes else ""
