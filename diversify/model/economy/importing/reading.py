"""Numbers out of the cells of a selected table: every cell that is no number is counted or is an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.cells import Style, clean, find_style, is_missing, number
from diversify.model.economy.importing.finding import Frame, find
from diversify.model.economy.importing.layout import Area, Layout
from diversify.model.economy.importing.selecting import Line, Selection, select
from diversify.model.economy.importing.sheets import Cell, Sheet, place_name
from diversify.text import _

_SHOWN = 5


class Part:
    """One table on one sheet with its rows and columns named; hands out blocks of numbers.

    Raises
    ------
    TableError
        If the table is not found, or anything in it is not recognised.
    """

    def __init__(self, sheet: Sheet, area: Area, layout: Layout, *, symmetric: bool) -> None:
        self.turned = area.orientation == "columns"
        if self.turned:
            sheet, area = turned(sheet, area)
        self.sheet, self.layout = sheet, layout
        self.frame = find(sheet, area, layout)
        self.style = _style(sheet, self.frame, layout)
        self.selection: Selection = select(sheet, self.frame, area, self.style, symmetric, self.turned)
        self._zeros: dict[tuple[int, int], str] = {}
        self._plain = self.style.decimal == "." and not self.style.thousands

    @property
    def zeros(self) -> Counter[str]:
        """How often each text was taken as no flow so far; "" is an empty cell."""
        return Counter(self._zeros.values())

    def block(self, rows: Sequence[Line], columns: Sequence[Line], *, scaled: bool = True) -> Array:
        """Return the numbers where rows and columns meet, (rows, columns), scaled to the table's unit.

        Raises
        ------
        TableError
            If a cell is neither a number nor known to stand for no flow: shows the first.
        """
        values = np.zeros((len(rows), len(columns)))
        faults: list[str] = []
        picked = [line.index for line in columns]
        for i, line in enumerate(rows):
            source = self.sheet.rows[line.index] if line.index < self.sheet.height else ()
            width = len(source)
            cells = [source[k] if k < width else None for k in picked]
            whole = self._whole(cells)
            if whole is not None:
                values[i] = whole
                continue
            for j, cell in enumerate(cells):
                if isinstance(cell, float):
                    values[i, j] = cell
                elif cell is None or is_missing(cell, self.style):
                    self._zeros[line.index, picked[j]] = clean(cell or "")
                else:
                    values[i, j] = self._number(cell, line.index, picked[j], faults)
        if faults:
            more = len(faults) - _SHOWN
            shown = faults[:_SHOWN] + ([_("and {n} more").format(n=more)] if more > 0 else [])
            message = _(
                "{sheet}: {cells} is no number. Correct it, or list the sign in the layout's missing (taken "
                "as no flow) or flags (follows a number)."
            )
            raise TableError(message.format(sheet=self.sheet.name, cells=", ".join(shown)))
        values += 0.0  # no minus zero
        return values * self.layout.scale if scaled else values

    def _whole(self, cells: Sequence[Cell]) -> Array | None:
        """Return a row whose cells are all plain numbers, else None; much faster than cell by cell."""
        if None in cells or not (self._plain or all(isinstance(cell, float) for cell in cells)):
            return None
        try:
            found = np.array(cells, dtype=np.float64)
        except ValueError:
            return None
        return found if np.isfinite(found).all() else None

    def _number(self, text: str, row: int, column: int, faults: list[str]) -> float:
        try:
            return number(text, self.style)
        except ValueError:
            at = place_name(column, row) if self.turned else place_name(row, column)
            faults.append(f"{at} {text.strip()[:40]!r}")
            return 0.0


def turned(sheet: Sheet, area: Area) -> tuple[Sheet, Area]:
    """Return the sheet and its layout with rows and columns exchanged."""
    from dataclasses import replace

    from diversify.model.economy.importing.sheets import column_index, column_name, place, span

    width = sheet.width
    rows = [[sheet.cell(r, c) for r in range(sheet.height)] for c in range(width)]

    def cell(text: str) -> str:
        return place_name(*reversed(place(text))) if text else ""

    def cells(text: str) -> str:
        top, left, bottom, right = span(text)
        return f"{place_name(left, top)}:{place_name(right, bottom)}"

    headers = [column_index(c) + 1 for c in (area.code_column, area.name_column) if c]
    letters = [*(column_name(row - 1) for row in area.header_rows), "", ""]
    new = replace(
        area,
        orientation="rows",
        header_rows=tuple(headers),
        code_column=letters[0],
        name_column=letters[1],
        region_row=column_index(area.region_column) + 1 if area.region_column else 0,
        region_column=column_name(area.region_row - 1) if area.region_row else "",
        first_cell=cell(area.first_cell),
        last_cell=cell(area.last_cell),
        blocks={name: cells(text) for name, text in area.blocks.items()},
        rows=area.columns,
        columns=area.rows,
    )
    return Sheet(sheet.name, rows), new


def _style(sheet: Sheet, frame: Frame, layout: Layout) -> Style:
    if layout.decimal is not None:
        return Style(layout.decimal, layout.thousands or "", layout.missing, layout.flags)
    texts = {
        cell
        for row in range(frame.top, frame.bottom + 1)
        for cell in (sheet.rows[row][frame.left : frame.right + 1] if row < sheet.height else ())
        if isinstance(cell, str)
    }
    return find_style(
        texts, decimal=None, thousands=layout.thousands, missing=layout.missing, flags=layout.flags
    )
