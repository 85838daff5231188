"""Which layout a file has: shipped ones by their signs; an ambiguity shows the candidates."""

from __future__ import annotations

from collections.abc import Iterable

from diversify.errors import TableError
from diversify.model.economy.importing.cells import NOTHING, clean
from diversify.model.economy.importing.layout import Area, Layout, matches
from diversify.model.economy.importing.layout_files import load_layout, shipped_layouts
from diversify.model.economy.importing.sheets import Sheet
from diversify.text import _

_DEEP, _WIDE = 60, 60  # titles and codes that tell whose file it is stand near the top left

#: What is assumed of a file that no shipped layout fits: one symmetric table with labels that are known.
PLAIN = Layout(name="by its labels", kind="siot", areas={"table": Area()}, missing=NOTHING)


def recognise(file: str, sheets: Iterable[Sheet]) -> Layout:
    """Return the shipped layout whose signs a file has, or the plain one.

    Raises
    ------
    TableError
        If several layouts fit: names them.
    """
    labels = {file}
    for sheet in sheets:
        labels.add(sheet.name)
        for r, row in enumerate(sheet.rows):
            part = row[:_WIDE] if r < _DEEP else row[:4]
            labels.update(clean(cell) for cell in part if isinstance(cell, str))
    found = []
    for name in shipped_layouts():
        layout = load_layout(name)
        if layout.signs and all(any(matches((sign,), label) for label in labels) for sign in layout.signs):
            found.append(layout)
    if len(found) > 1:
        message = _("{file} can be read by the layouts {names}. Say which.")
        raise TableError(message.format(file=file, names=" / ".join(layout.name for layout in found)))
    return found[0] if found else PLAIN
