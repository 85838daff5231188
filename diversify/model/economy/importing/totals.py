"""Printed totals held against what adds up: which sum a total is, and where it differs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from diversify.arrays import Array
from diversify.model.economy.importing.layout import IMPORTED, IMPORTS, OUTPUT, TAXES, TOTAL
from diversify.model.economy.importing.lines import Found, kind_lines
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Difference
from diversify.model.economy.importing.selecting import Line
from diversify.text import _


def check_total(
    label: str, printed: Array, sums: Mapping[str, Array], places: tuple[str, ...], tolerance: float
) -> tuple[str, tuple[Difference, ...]]:
    """Return which of the sums a printed total is, and where it differs from it.

    Parameters
    ----------
    label
        What the total is called.
    printed
        (n,) the total.
    sums
        (n,) each, by what they are; the nearest is taken.
    places
        Labels of the n places.
    tolerance
        Largest difference that is rounding.
    """
    if not sums or not len(printed):
        return label, ()
    name, nearest = min(
        sums.items(), key=lambda item: (int(_off(printed, item[1], tolerance).sum()), _size(printed, item[1]))
    )
    off = _off(printed, nearest, tolerance)
    what = _("{label} = {sum}").format(label=label, sum=name)
    if off.sum() * 2 > len(printed):
        return _("{label} (a total of something else; not compared)").format(label=label), ()
    found = (
        Difference(what, place, float(a - b))
        for place, a, b, wrong in zip(places, printed, nearest, off, strict=True)
        if wrong
    )
    return what, tuple(found)


def _off(printed: Array, nearest: Array, tolerance: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    allowed = max(tolerance, 1e-9 * float(np.abs(nearest).max(initial=0.0)))
    wrong: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.abs(printed - nearest) > allowed
    return wrong


def _size(printed: Array, nearest: Array) -> float:
    return float(np.abs(printed - nearest).sum())


def check_totals(
    part: Part,
    rows: tuple[Line, ...],
    columns: tuple[Line, ...],
    final: tuple[Line, ...],
    found: Found,
    tolerance: float,
) -> None:
    """Hold every printed total against the sums of what the file prints."""
    Z, Y = part.block(rows, columns), part.block(rows, final)
    inputs, uses = Z.sum(axis=1), Z.sum(axis=1) + Y.sum(axis=1)
    M = part.block(rows, part.selection.column(IMPORTS)).sum(axis=1)
    x = part.block(rows, part.selection.column(OUTPUT)).sum(axis=1)
    sums = {
        _("inputs"): inputs,
        _("final demand"): Y.sum(axis=1),
        _("all uses"): uses,
        _("uses minus imports"): uses - M,
        _("output plus imports"): x + M,
        _("uses minus inputs and exports"): Y.sum(axis=1) - _of(part, rows, "exports"),
        _("final consumption"): _of(part, rows, "households", "government", "npish"),
        _("capital formation"): _of(part, rows, "gfcf", "inventories"),
        _("exports"): _of(part, rows, "exports"),
    }
    for line in part.selection.column(TOTAL):
        printed = part.block(rows, [line])[:, 0]
        what, wrong = check_total(line.code, printed, sums, tuple(r.code for r in rows), tolerance)
        found.recognised.append((_("total"), _("column {code}").format(code=what)))
        found.differences += wrong
    across = (*columns, *final)
    goods = part.block(rows, across).sum(axis=0)
    taxes = part.block(part.selection.row(TAXES), across).sum(axis=0)
    bought = part.block(part.selection.row(IMPORTED), across).sum(axis=0)
    added = part.block(kind_lines(part), across).sum(axis=0)
    imports = part.block(part.selection.row(IMPORTS), across).sum(axis=0)
    sums = {
        _("inputs"): goods,
        _("inputs and taxes"): goods + taxes,
        _("inputs, imported ones and taxes"): goods + taxes + bought,
        _("value added"): added,
        _("value added and taxes"): added + taxes,
        _("output"): goods + taxes + bought + added,
        _("output plus imports"): goods + taxes + bought + added + imports,
    }
    n = len(columns)
    for line in part.selection.row(TOTAL):
        printed = part.block([line], across)[0]
        # Below final demand offices print some of the totals only: the sectors say which total it is.
        what, wrong = check_total(
            line.code,
            printed[:n],
            {k: v[:n] for k, v in sums.items()},
            tuple(c.code for c in columns),
            tolerance,
        )
        found.recognised.append((_("total"), _("row {code}").format(code=what)))
        found.differences += wrong


def _of(part: Part, rows: tuple[Line, ...], *roles: str) -> Array:
    total: Array = part.block(rows, part.selection.column(*roles)).sum(axis=1)
    return total
