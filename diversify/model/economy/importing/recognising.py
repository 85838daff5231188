"""Which layout a file has: shipped ones by their signs; an ambiguity shows the candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diversify.errors import AmbiguityError
from diversify.model.economy.importing.cells import NOTHING, clean
from diversify.model.economy.importing.layout import Area, Layout, matches
from diversify.model.economy.importing.layout_files import load_layout, shipped_layouts
from diversify.model.economy.importing.sheets import Sheet
from diversify.text import _

_HEAD = 12  # rows that may hold the codes of thousands of columns
_DEEP, _WIDE = 60, 60  # titles and codes that tell whose file it is stand near the top left
_FIGURES = tuple("0123456789-.")

#: What is assumed of a file that no shipped layout fits: one symmetric table with labels that are known.
PLAIN = Layout(name="by its labels", kind="siot", areas={"table": Area()}, missing=NOTHING)


@dataclass(frozen=True)
class Recognition:
    """A layout, and what told that it is the one: pairs of (sign, label of the file that has it)."""

    layout: Layout
    evidence: tuple[tuple[str, str], ...] = ()


def recognise(file: str, sheets: Iterable[Sheet]) -> Recognition:
    """Return the shipped layout whose signs a file has, or the plain one.

    Raises
    ------
    AmbiguityError
        If several layouts fit: names them.
    """
    labels = {file: None}
    for sheet in sheets:
        labels[sheet.name] = None
        for r, row in enumerate(sheet.rows):
            part = row if r < _HEAD else row[:_WIDE] if r < _DEEP else row[:4]
            labels |= {clean(cell): None for cell in part if isinstance(cell, str) and not _figure(cell)}
    return fitting(file, labels, files="") or Recognition(PLAIN)


def fitting(file: str, labels: Iterable[str], *, files: str) -> Recognition | None:
    """Return the only shipped layout all of whose signs are among the labels; None if there is none.

    Parameters
    ----------
    files
        What layouts are for: "" for one file, else their kind of folder.

    Raises
    ------
    AmbiguityError
        If several layouts fit: names them.
    """
    found = []
    for name in shipped_layouts():
        layout = load_layout(name)
        if layout.files != files or not layout.signs:
            continue
        evidence = tuple(
            (sign, label) for sign in layout.signs if (label := _first(tuple(sign.split("|")), labels))
        )
        if len(evidence) == len(layout.signs):
            found.append(Recognition(layout, evidence))
    if len(found) > 1:
        names = tuple(item.layout.name for item in found)
        message = _("{file} can be read by the layouts {names}. Say which.").format(
            file=file, names=" / ".join(names)
        )
        raise AmbiguityError(message, "layout", names)
    return found[0] if found else None


def _first(patterns: tuple[str, ...], labels: Iterable[str]) -> str:
    return next((label for label in labels if matches(patterns, label)), "")


def _figure(cell: str) -> bool:
    """Tell whether a cell of a text file is a figure, of which there may be millions."""
    return cell[:1] in _FIGURES or not cell
