"""What reading a file found: what was recognised, left out, taken as zero; which account fails where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from diversify.frozen import FrozenDict
from diversify.text import _, ngettext

_SHOWN = 8


@dataclass(frozen=True)
class LeftOut:
    """A row or column that is no part of the table: where, its label, and why."""

    where: str
    label: str
    why: str


@dataclass(frozen=True)
class Difference:
    """An account or a printed total that does not add up.

    Attributes
    ----------
    identity
        "row", "column", or the label of the printed total.
    where
        Sector, or row or column of the total.
    by
        What is too much, in the table's unit.
    """

    identity: str
    where: str
    by: float


@dataclass(frozen=True)
class Report:
    """What is to be said of a file that was read.

    Attributes
    ----------
    file, layout, sheets
        What was read, and how.
    recognised
        Pairs of (what, where and how many).
    left_out
        Rows and columns that are no part of the table.
    zeros
        Number of cells by the text that was taken as no flow ("" is an empty cell).
    said
        What else was decided, one sentence each.
    differences
        Accounts and printed totals that do not add up, the largest first.
    """

    file: str
    layout: str
    kind: str
    sheets: tuple[str, ...]
    recognised: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    zeros: Mapping[str, int] = field(default_factory=FrozenDict)
    said: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    unit: str = ""

    def text(self) -> str:
        """Return the report for people."""
        lines = [
            _("{file}: {kind}, layout {layout}").format(file=self.file, kind=self.kind, layout=self.layout)
        ]
        if self.sheets:
            lines[0] += _(", sheet {sheets}").format(sheets=", ".join(self.sheets))
        lines += [_("Recognised:"), *(f"  {what}: {where}" for what, where in self.recognised)]
        if self.left_out:
            lines.append(_("Left out:"))
            shown = [f"  {item.where} “{item.label}” ({item.why})" for item in self.left_out]
            lines += _short(shown)
        for sign, count in self.zeros.items():
            cells = ngettext("{n} cell", "{n} cells", count).format(n=count)
            if sign:
                lines.append(_("Taken as no flow: {cells} with {sign!r}").format(cells=cells, sign=sign))
            else:
                lines.append(_("Taken as no flow: {cells} without anything").format(cells=cells))
        lines += self.said
        if self.differences:
            lines.append(_("Does not add up:"))
            shown = [f"  {d.identity}, {d.where}: {d.by:+.6g} {self.unit}".rstrip() for d in self.differences]
            lines += _short(shown)
        else:
            lines.append(_("Every account and every printed total adds up."))
        return "\n".join(lines) + "\n"

    def records(self) -> list[dict[str, object]]:
        """Return the report for programs: one record for each thing that is said."""
        found: list[dict[str, object]] = []

        def add(topic: str, what: str, where: str, value: float | None = None) -> None:
            found.append({"topic": topic, "what": what, "where": where, "value": value})

        for what, where in self.recognised:
            add("recognised", what, where)
        for item in self.left_out:
            add("left_out", item.label, item.where)
        for sign, count in self.zeros.items():
            add("taken_as_zero", sign, self.file, float(count))
        for sentence in self.said:
            add("said", sentence, self.file)
        for difference in self.differences:
            add("difference", difference.identity, difference.where, difference.by)
        return found


def sorted_differences(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return differences, the largest first."""
    return tuple(sorted(found, key=lambda difference: -abs(difference.by)))


def _short(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _SHOWN:
        return list(lines)
    return [*lines[:_SHOWN], "  " + _("and {n} more").format(n=len(lines) - _SHOWN)]
