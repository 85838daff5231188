"""Where on a sheet a table stands: its rows and columns of labels, and the first and last of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diversify.errors import TableError
from diversify.model.economy.importing.cells import Style, clean, is_missing, looks_numeric
from diversify.model.economy.importing.layout import Area, Layout, matches
from diversify.model.economy.importing.sheets import Sheet, column_index, place, place_name, span
from diversify.text import _

_DEEP, _WIDE = 100, 12  # how far down and to the right labels are looked for
_NEAR = 4  # rows or columns between codes and names of one table
_LEAST = 2
_ALIKE = 0.7
_NONE = Style()


@dataclass(frozen=True)
class Frame:
    """Indices, from 0, of the labels and of the first and last number; -1 where there is no such label."""

    code_row: int
    code_column: int
    name_row: int
    name_column: int
    region_row: int
    region_column: int
    top: int
    left: int
    bottom: int
    right: int


def find(sheet: Sheet, area: Area, layout: Layout) -> Frame:
    """Return where the table of an area stands.

    Raises
    ------
    TableError
        If there is none, or more than one place fits: shows the candidates.
    """
    first, last = _bounds(sheet, area)
    rows = [row - 1 for row in area.header_rows]
    column = column_index(area.code_column) if area.code_column else -1
    names = [column_index(area.name_column)] if area.name_column else []
    if rows and column >= 0:
        code_row, code_column = rows[0], column
        below = [row for row in range(code_row + 1, last) if _same_labels(sheet, row, code_row, column)]
    else:
        code_row, code_column, below = _search(sheet, area, layout, first, last, rows, column)
    last = min([last, *below])
    region_row = area.region_row - 1
    region_column = column_index(area.region_column) if area.region_column else -1
    top, left = max([code_row, region_row, *rows]) + 1, max([code_column, region_column, *names]) + 1
    bottom, right = last - 1, sheet.width - 1
    if area.first_cell:
        top, left = place(area.first_cell)
    if area.last_cell:
        bottom, right = place(area.last_cell)
    name_row = rows[1] if len(rows) > 1 else -1
    name_column = names[0] if names else -1
    taken_rows, taken = (code_row, region_row), (code_column, region_column)
    if name_column < 0:
        beside = range(max(0, code_column - _NEAR), min(sheet.width, max(left, code_column + _NEAR)))
        name_column = _names(
            [(k, [sheet.text(r, k) for r in _labelled(sheet, top, bottom, code_column)]) for k in beside],
            taken,
        )
        if not area.first_cell:
            left = max(left, name_column + 1)
    if name_row < 0:
        across = [k for k in range(left, right + 1) if sheet.text(code_row, k)]
        over = range(max(0, code_row - _NEAR), min(sheet.height, max(top, code_row + _NEAR)))
        name_row = _names([(r, [sheet.text(r, k) for k in across]) for r in over], taken_rows)
        if not area.first_cell:
            top = max(top, name_row + 1)
    return Frame(
        code_row, code_column, name_row, name_column, region_row, region_column, top, left, bottom, right
    )


def _bounds(sheet: Sheet, area: Area) -> tuple[int, int]:
    """Return the first row that may belong to the table and the row after the last."""
    first, last = 0, sheet.height
    if area.below:
        found = list(_labels_like(sheet, area.below, 0))
        if len(found) != 1:
            message = _("{sheet}: {text!r} stands in {places}; it must stand above one table.")
            places = ", ".join(place_name(*at) for at in found) or _("no cell")
            raise TableError(message.format(sheet=sheet.name, text=area.below, places=places))
        first = found[0][0]
    if area.until:
        after = next(_labels_like(sheet, area.until, first + 1), None)
        if after is None:
            message = _("{sheet}: {text!r} stands in no cell below the table.")
            raise TableError(message.format(sheet=sheet.name, text=area.until))
        last = after[0]
    return first, last


def _labels_like(sheet: Sheet, pattern: str, first: int) -> Iterator[tuple[int, int]]:
    for row in range(first, sheet.height):
        for column, value in enumerate(sheet.rows[row]):
            if isinstance(value, str) and matches((pattern,), clean(value)):
                yield row, column
                break


def _search(
    sheet: Sheet, area: Area, layout: Layout, first: int, last: int, rows: list[int], column: int
) -> tuple[int, int, list[int]]:
    """Return the row and column of codes, and the rows where later tables of the same labels begin."""
    if area.blocks:  # a block bounds the numbers, so labels stand outside it
        tops = [span(text) for text in area.blocks.values()]
        limit = (min(t[0] for t in tops), min(t[1] for t in tops))
    else:
        limit = (last, sheet.width)
    places_r = rows[:1] or range(first, min(first + _DEEP, last, limit[0]))
    places_c = [column] if column >= 0 else range(min(_WIDE, limit[1], sheet.width))
    across = {r: _row_labels(sheet, r) for r in places_r}
    across = {r: [] if not rows and _counts(labels) else labels for r, labels in across.items()}
    scores: dict[tuple[int, int], int] = {}
    for c in places_c:
        down = [(r, sheet.text(r, c)) for r in range(first, last) if _is_label(sheet, r, c)]
        for r in places_r:
            there = {label for k, label in across[r] if k > c}
            here = {label for k, label in down if k > r}
            scores[r, c] = _score(there, here, area, layout)
    best = max(scores.values(), default=0)
    if best < _LEAST:
        message = _(
            "{sheet} has no row and column with the labels of a table in common. Say header_rows and "
            "code_column in a layout."
        )
        raise TableError(message.format(sheet=sheet.name))
    found = [at for at, score in scores.items() if score == best]
    first_found = found[0]
    near = [
        at
        for at, score in scores.items()
        if score >= _ALIKE * best and all(abs(a - b) <= _NEAR for a, b in zip(at, first_found, strict=True))
    ]
    # Names may share a total that codes do not: of labels nearly as good the shorter ones are the codes.
    row, code = min(near, key=lambda at: (_length(sheet, at[0], at[1], last), -at[0]))
    far = [at for at in found if abs(at[0] - row) > _NEAR]
    if far and not area.below:
        places = " / ".join(place_name(*at) for at in sorted({(r, code) for r, _c in (*far, (row, code))}))
        message = _("{sheet} has several tables, their labels at {places}. Say below in a layout.")
        raise TableError(message.format(sheet=sheet.name, places=places))
    if far:
        row = min(r for r, c in found if c == code)
    return row, code, sorted({r for r, _c in found if r > row + _NEAR})


def _score(there: set[str], here: set[str], area: Area, layout: Layout) -> int:
    down, across = area.rows.get("sectors", ()), area.columns.get("sectors", ())
    if layout.kind in ("siot", "mrio") or "*" in (*down, *across):
        shared = there & here
        return 0 if _are_figures(shared) else len(shared)
    a = sum(matches(across, label) for label in there)
    b = sum(matches(down, label) for label in here)
    return a + b if a >= _LEAST and b >= _LEAST else 0


def _are_figures(labels: set[str]) -> bool:
    """Tell whether labels are figures that lines have in common by chance: numbers, not 1, 2, 3 ..."""
    if not all(label.isdecimal() and not (label[0] == "0" and len(label) > 1) for label in labels):
        return False
    numbers = sorted(int(label) for label in labels)
    return numbers != list(range(1, len(numbers) + 1))


def _is_label(sheet: Sheet, row: int, column: int) -> bool:
    value = sheet.cell(row, column)
    if value is None or value == "":
        return False
    if isinstance(value, float):
        return value == int(value) and value >= 0
    text = clean(value)
    return text.isalnum() or not looks_numeric(text)


def _row_labels(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    return [(k, sheet.text(row, k)) for k in range(len(sheet.rows[row])) if _is_label(sheet, row, k)]


def _counts(labels: list[tuple[int, str]]) -> bool:
    """Tell whether a row only counts the columns."""
    return all(label.isdecimal() for _k, label in labels)


def _length(sheet: Sheet, row: int, column: int, last: int) -> float:
    """Return the mean length of the labels that row and column share: codes are shorter than names."""
    shared = {label for k, label in _row_labels(sheet, row) if k > column}
    shared &= {sheet.text(r, column) for r in range(row + 1, last)}
    return sum(map(len, shared)) / max(len(shared), 1)


def _same_labels(sheet: Sheet, row: int, header: int, column: int) -> bool:
    wanted = {text for k, text in _row_labels(sheet, header) if k > column}
    found = {text for k, text in _row_labels(sheet, row) if k > column}
    return len(wanted) >= _LEAST and wanted <= found


def _labelled(sheet: Sheet, top: int, bottom: int, column: int) -> list[int]:
    return [row for row in range(top, min(bottom + 1, sheet.height)) if sheet.text(row, column)]


def _names(lines: list[tuple[int, list[str]]], taken: tuple[int, ...]) -> int:
    """Return which line holds names: words in at least half its cells, most of them different; -1 if none."""
    best, most = -1, 0
    for index, texts in lines:
        words = {text for text in texts if text and not looks_numeric(text) and not is_missing(text, _NONE)}
        if index not in taken and len(words) > most and 2 * len(words) >= len(texts) > 0:
            best, most = index, len(words)
    return best
