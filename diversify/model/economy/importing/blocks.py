"""Where on its sheet each part of a table stands, as ranges of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diversify.model.economy.importing.layout import IMPORTS, OUTPUT, SECTORS, TAXES
from diversify.model.economy.importing.lines import final_lines, kind_lines
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Block
from diversify.model.economy.importing.selecting import Line
from diversify.model.economy.importing.sheets import place_name

_FLOWS = {"table": "Z", "imports": "Z (imports)", "supply": "S", "make": "S", "use": "U"}


def blocks(parts: Mapping[str, Part]) -> tuple[Block, ...]:
    """Return the ranges of every part of the tables; ranges of a turned sheet are those of the file."""
    found: list[Block] = []
    for name, part in parts.items():
        rows, columns = part.selection.row(SECTORS), part.selection.column(SECTORS)
        final = final_lines(part)
        found += _block(_FLOWS[name], part, rows, columns)
        found += _block("Y", part, rows, final)
        found += _block("V", part, kind_lines(part), columns)
        for what, role in (("x", OUTPUT), ("M", IMPORTS), ("T", TAXES)):
            found += _block(what, part, rows, part.selection.column(role))
            found += _block(what, part, part.selection.row(role), columns)
    return tuple(found)


def _block(what: str, part: Part, rows: Sequence[Line], columns: Sequence[Line]) -> list[Block]:
    if not rows or not columns:
        return []
    down, across = [line.index for line in rows], [line.index for line in columns]
    top, bottom, left, right = min(down), max(down), min(across), max(across)
    whole = bottom - top + 1 == len(down) and right - left + 1 == len(across)
    if part.turned:
        top, bottom, left, right = left, right, top, bottom
    first, last = place_name(top, left), place_name(bottom, right)
    return [Block(what, part.sheet.name, first if first == last else f"{first}:{last}", whole)]
