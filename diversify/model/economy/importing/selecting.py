"""Which row and column of a sheet is what: sectors, final demand, value added, totals; nothing by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diversify.errors import TableError
from diversify.model.economy.importing.cells import Style, is_missing, looks_numeric
from diversify.model.economy.importing.finding import Frame
from diversify.model.economy.importing.layout import GVA, SECTORS, SKIP, TOTAL, Area, matches, named
from diversify.model.economy.importing.report import LeftOut
from diversify.model.economy.importing.sheets import Sheet, column_name, span
from diversify.model.economy.importing.vocabulary import meanings
from diversify.text import _

_SHOWN = 12

#: Which block holds which role, on each axis; "" is any role that no block is for.
_ROW_BLOCKS = {"Z": SECTORS, "U": SECTORS, "S": SECTORS, "V": ""}
_COLUMN_BLOCKS = {"Z": SECTORS, "U": SECTORS, "S": SECTORS, "Y": ""}
_LINES = {"x": "output", "M": "imports", "T": "taxes"}


@dataclass(frozen=True)
class Line:
    """A row or column with numbers: its index on the sheet, its labels and what it is."""

    index: int
    code: str
    name: str
    region: str
    role: str


@dataclass(frozen=True)
class Selection:
    """The rows and columns of a table by what they are, and what was left out."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]

    def row(self, *roles: str) -> tuple[Line, ...]:
        """Return the rows of these roles, in the order of the sheet."""
        return tuple(line for line in self.rows if line.role in roles)

    def column(self, *roles: str) -> tuple[Line, ...]:
        """Return the columns of these roles, in the order of the sheet."""
        return tuple(line for line in self.columns if line.role in roles)


def select(
    sheet: Sheet, frame: Frame, area: Area, style: Style, symmetric: bool, turned: bool = False
) -> Selection:
    """Say of every row and column of the frame what it is.

    Parameters
    ----------
    symmetric
        Whether labels that rows and columns share are sectors where the layout does not say.
    turned
        Whether rows of the sheet are columns of the file; lines are then called as in the file.

    Raises
    ------
    TableError
        If a line with numbers is nothing that is known, or can be two things: names all of them.
    """
    rows, gone = _raw(sheet, frame, area, style, "row", turned)
    columns, gone_columns = _raw(sheet, frame, area, style, "column", turned)
    if area.region_separator:
        columns = _regions_first(columns, {line.region for line in rows})
    shared = _shared(rows, columns) if symmetric else set()
    places = {name: span(text) for name, text in area.blocks.items()}
    faults: list[str] = []
    row_lines = _roles(rows, area.rows, area, "row", _in_blocks(places, "row"), shared, turned, faults)
    column_lines = _roles(
        columns, area.columns, area, "column", _in_blocks(places, "column"), shared, turned, faults
    )
    if faults:
        more = len(faults) - _SHOWN
        shown = faults[:_SHOWN] + ([_("and {n} more").format(n=more)] if more > 0 else [])
        message = _("{sheet}: not everything is recognised. {faults}. Say in a layout what they are.")
        raise TableError(message.format(sheet=sheet.name, faults="; ".join(shown)))
    left = [*gone, *gone_columns]
    for axis, lines in (("row", row_lines), ("column", column_lines)):
        skipped = (line for line in lines if line.role == SKIP)
        left += [LeftOut(_called(axis, k.index, turned), k.code or k.name, SKIP) for k in skipped]
    kinds = {line.role for line in row_lines} - {SKIP, TOTAL}
    rest = [GVA] if GVA in kinds and kinds & _KINDS else []
    row_lines = [Line(r.index, r.code, r.name, r.region, TOTAL) if r.role in rest else r for r in row_lines]
    return Selection(
        tuple(r for r in row_lines if r.role != SKIP),
        tuple(c for c in column_lines if c.role != SKIP),
        tuple(left),
    )


_KINDS = {"compensation", "social_contributions", "net_income", "other_taxes", "consumption_of_fixed_capital"}


def _shared(rows: Sequence[Line], columns: Sequence[Line]) -> set[str]:
    """Return the codes of sectors: those of a row and a column, but for a label that means one thing in both.

    "Total" and "Output" may stand beside and below a table and are no sectors.
    """
    below = {line.code: meanings("row", line.code, line.name) for line in rows}
    beside = {line.code: meanings("column", line.code, line.name) for line in columns}
    return {
        code for code, said in below.items() if code in beside and (len(said) != 1 or said != beside[code])
    }


def _called(axis: str, index: int, turned: bool) -> str:
    """Return what a line is called in the file."""
    if (axis == "row") != turned:
        return _("row {n}").format(n=index + 1)
    return _("column {n}").format(n=column_name(index))


def _regions_first(lines: list[Line], regions: set[str]) -> list[Line]:
    """Return lines whose label names the region last (HFCE_AUS) as if it named it first."""
    return [
        Line(line.index, line.region, line.name, line.code, line.role)
        if line.region not in regions and line.code in regions
        else line
        for line in lines
    ]


def _raw(
    sheet: Sheet, frame: Frame, area: Area, style: Style, axis: str, turned: bool
) -> tuple[list[Line], list[LeftOut]]:
    """Return the lines with labels and numbers, and what is left out for having none."""
    lines: list[Line] = []
    gone: list[LeftOut] = []
    down = axis == "row"
    first, last = (frame.top, frame.bottom) if down else (frame.left, frame.right)
    others = range(frame.left, frame.right + 1) if down else range(frame.top, frame.bottom + 1)
    for index in range(first, last + 1):
        if down:
            at = [(index, k) for k in (frame.code_column, frame.name_column, frame.region_column)]
        else:
            at = [(k, index) for k in (frame.code_row, frame.name_row, frame.region_row)]
        code, name, region = (sheet.text(r, c) if min(r, c) >= 0 else "" for r, c in at)
        cells = ((index, k) if down else (k, index) for k in others)
        numbers = _has_numbers(sheet, cells, style)
        where = _called(axis, index, turned)
        if not numbers:
            kept = bool(code or name) and _is_nothing(sheet, index, others, down, style)
            if not kept:
                if code or name:
                    gone.append(LeftOut(where, (code or name)[:80], _("no numbers")))
                elif index < last and not (down and not any(sheet.rows[index : index + 1])):
                    gone.append(LeftOut(where, "", _("spacer")))
                continue
        elif down and index - first < 2 and _is_numbering(sheet, index, frame):
            gone.append(LeftOut(where, "", _("numbers of the columns")))
            continue
        if area.region_separator and area.region_separator in code:
            region, _sign, code = code.partition(area.region_separator)
        lines.append(Line(index, code or name, name, region, ""))
    return lines, gone


def _has_numbers(sheet: Sheet, cells: Iterable[tuple[int, int]], style: Style) -> bool:
    for row, column in cells:
        value = sheet.cell(row, column)
        if isinstance(value, float):
            return True
        if value and not is_missing(value, style) and looks_numeric(value):
            return True
    return False


def _is_nothing(sheet: Sheet, index: int, others: range, down: bool, style: Style) -> bool:
    """Tell whether a labelled line holds only signs for no flow: a sector without any, not a heading."""
    texts = [sheet.text(index, k) if down else sheet.text(k, index) for k in others]
    signs = [text for text in texts if text]
    return bool(signs) and all(is_missing(text, style) for text in signs) and 2 * len(signs) >= len(texts)


def _is_numbering(sheet: Sheet, row: int, frame: Frame) -> bool:
    """Tell whether a row counts the columns: 1, 2, 3, ... from the first or second of them."""
    texts = [sheet.text(row, column) for column in range(frame.left, frame.right + 1)]
    texts = [text for text in texts if text]
    if len(texts) < 3 or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= frame.left + 1


def _in_blocks(places: Mapping[str, tuple[int, int, int, int]], axis: str) -> dict[int, str]:
    """Return the block of each row or column that one holds."""
    found: dict[int, str] = {}
    for name, (top, left, bottom, right) in places.items():
        lines = range(top, bottom + 1) if axis == "row" else range(left, right + 1)
        if name in _LINES:
            if (bottom == top) != (axis == "row") or (top, left) == (bottom, right):
                continue
        elif name not in (_ROW_BLOCKS if axis == "row" else _COLUMN_BLOCKS):
            continue
        for index in lines:
            found[index] = name
    return found


def _roles(
    lines: Sequence[Line],
    patterns: Mapping[str, tuple[str, ...]],
    area: Area,
    axis: str,
    blocks: Mapping[int, str],
    shared: set[str],
    turned: bool,
    faults: list[str],
) -> list[Line]:
    found = []
    for line in lines:
        labels = (line.code, line.name, f"{line.region} {line.code}" if line.region else "")
        block = blocks.get(line.index, "")
        if matches(area.skip, *labels):
            roles: tuple[str, ...] = (SKIP,)
        elif matches(area.total, *labels):
            roles = (TOTAL,)
        elif blocks and not block and not named(patterns, labels):
            roles = (SKIP,)
        else:
            roles = named(patterns, labels)
            if not roles and block in _LINES:
                roles = (_LINES[block],)
            elif not roles and block and (_ROW_BLOCKS if axis == "row" else _COLUMN_BLOCKS)[block]:
                roles = (SECTORS,)
            elif not roles and block:
                roles = _free(axis, labels) or (_slug(line.name or line.code),)
            elif not roles and line.code in shared and SECTORS not in patterns:
                roles = (SECTORS,)
            elif not roles:
                roles = meanings(axis, *labels)
        if len(roles) == 1:
            found.append(Line(line.index, line.code, line.name, line.region, roles[0]))
            continue
        label = " ".join(dict.fromkeys(part for part in (line.region, line.code, line.name) if part))
        what = _("can be {roles}").format(roles=" / ".join(roles)) if roles else _("is unknown")
        faults.append(f"{_called(axis, line.index, turned)} “{label[:60]}” {what}")
    return found


def _free(axis: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the vocabulary says, if it says one thing."""
    said = meanings(axis, *labels)
    return said if len(said) == 1 else ()


def _slug(text: str) -> str:
    return "_".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())[:40]
