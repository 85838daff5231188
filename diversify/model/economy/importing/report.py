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
class Block:
    """Where on a sheet a part of a table stands.

    Attributes
    ----------
    part
        Z, Y, V (value added), x, M, T (taxes on products) of the Table; S and U of supply and use.
    sheet, cells
        The sheet, and the range of cells from the first to the last, such as C7:AP46.
    whole
        Whether every cell of the range belongs to it: no total or spacer stands between.
    """

    part: str
    sheet: str
    cells: str
    whole: bool = True


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
    evidence
        Pairs of (sign of the layout, label of the file that has it), where the layout was found by its signs.
    blocks
        Where the parts of the table stand.
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
    evidence: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()

    def text(self) -> str:
        """Return the report for people."""
        lines = [
            _("{file}: {kind}, layout {layout}").format(file=self.file, kind=self.kind, layout=self.layout)
        ]
        if self.sheets:
            lines[0] += _(", sheet {sheets}").format(sheets=", ".join(self.sheets))
        if self.evidence:
            labels = ", ".join(f"“{label[:60]}”" for _sign, label in self.evidence)
            lines.append(_("The layout was found by {labels}.").format(labels=labels))
        lines += [_("Recognised:"), *(f"  {what}: {where}" for what, where in self.recognised)]
        for block in self.blocks:
            mark = "" if block.whole else " " + _("(with lines between that are left out)")
            lines.append(f"  {block.part}: {block.sheet}, {block.cells}{mark}")
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

        for sign, label in self.evidence:
            add("evidence", sign, label)
        for what, where in self.recognised:
            add("recognised", what, where)
        for block in self.blocks:
            add("block", block.part, f"{block.sheet}!{block.cells}")
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
