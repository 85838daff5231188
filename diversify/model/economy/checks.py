"""What must hold of a table before anything is computed from it: shapes, signs and the two identities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import BalanceError, NegativeError, TableError
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.economy.table import Table

_EXACT = 1e-13  # residuals below this share of the largest output are those of adding up, not of the figures
_MAY_BE_NEGATIVE = ("gfcf", "inventories", "valuables", "purchases_abroad", "discrepancy")
_SHOWN = 5


@dataclass(frozen=True)
class Balance:
    """Output and value added after rounding was absorbed, and what is to be said about it."""

    x: Array
    value_added: Array
    balanced: bool
    notes: tuple[str, ...]


def check_shapes(table: Table) -> None:
    """Raise TableError unless codes are unique, shapes agree and every value is finite."""
    n, k, v = len(table.sectors), len(table.categories), len(table.value_added_kinds)
    if n == 0:
        raise TableError(_("The table has no sectors."))
    if v == 0:
        raise TableError(_("The table has no value added; give at least one kind, such as gva."))
    for words in (table.codes, table.categories, table.value_added_kinds):
        twice = sorted({word for word in words if words.count(word) > 1})
        if twice:
            raise TableError(
                _("{names} appears more than once; every name must be unique.").format(names=twice[0])
            )
    if "exports" not in table.categories:
        raise TableError(
            _("The table has no exports among its final demand; add them, as zeros if there are none.")
        )
    wanted: dict[str, tuple[int, ...]] = {
        "Z": (n, n),
        "Y": (n, k),
        "M": (n,),
        "x": (n,),
        "value_added": (v, n),
        "taxes_on_inputs": (n,),
        "taxes_on_final": (k,),
        "employment": (n,),
    }
    arrays: list[tuple[str, Array | None]] = [(name, getattr(table, name)) for name in wanted]
    arrays += list(table.extensions.items())
    for name, values in arrays:
        if values is None:
            continue
        shape = wanted.get(name, (n,))
        if values.shape != shape:
            message = _("{name} has the shape {found}, but {n} sectors need {wanted}.")
            raise TableError(message.format(name=name, found=values.shape, n=n, wanted=shape))
        if not np.isfinite(values).all():
            at = tuple(int(i) for i in np.argwhere(~np.isfinite(values))[0])
            message = _("{name} has a value that is not a number at {place}; write 0 where there is no flow.")
            raise TableError(message.format(name=name, place=_place(table, name, at)))
    if not (np.isfinite(table.tolerance) and table.tolerance >= 0):
        raise TableError(_("The tolerance must be a number from 0 upwards."))


def check_signs(table: Table, allow_negative: bool = False) -> str:
    """Return what is to be said of negative flows; empty if there are none.

    Raises
    ------
    NegativeError
        If inputs, final demand or imports are negative and that is not allowed: names the cells.
    TableError
        If output or employment is.
    """
    free = [name in _MAY_BE_NEGATIVE for name in table.categories]
    final = np.where(free, 0.0, table.Y)
    flows = _negative(table, ("Z", table.Z), ("Y", final), ("M", table.M))
    never = _negative(table, ("x", table.x), ("employment", table.employment))
    shown = ", ".join(f"{label} ({value:g}) {where}" for label, value, where in (never or flows)[:_SHOWN])
    more = len(never or flows) - _SHOWN
    if more > 0:
        shown += _(" and {n} more").format(n=more)
    if never:
        message = _("{cells}; output and employment cannot be. Check the sign.")
        raise TableError(message.format(cells=shown))
    if not flows:
        return ""
    if allow_negative:
        return _("Negative flows are kept as they are: {cells}.").format(cells=shown)
    message = _(
        "{cells}; only investment, inventories, taxes and value added may be. Check the sign, move the flow "
        "to the other side of the account, or open the table with allow_negative=True."
    )
    cells = tuple((where, value) for _label, value, where in flows)
    raise NegativeError(message.format(cells=shown), cells)


def _negative(table: Table, *arrays: tuple[str, Array | None]) -> list[tuple[str, float, str]]:
    """Return (what is negative, value, where) of every cell below 0."""
    found = []
    for name, values in arrays:
        if values is not None and (values < 0).any():
            for at in np.argwhere(values < 0):
                index = tuple(int(i) for i in at)
                where = _("at {place}").format(place=_place(table, name, index))
                found.append((_("{name} is negative").format(name=name), float(values[index]), where))
    return found


def check_imported(table: Table) -> None:
    """Raise TableError unless the imported part of the flows lies within them and adds up to imports."""
    Z_m, Y_m = table.Z_m, table.Y_m
    if Z_m is None and Y_m is None:
        return
    if Z_m is None or Y_m is None:
        raise TableError(_("Give both imported inputs (Z_m) and imported final demand (Y_m), or neither."))
    for name, part, whole in (("Z", Z_m, table.Z), ("Y", Y_m, table.Y)):
        if part.shape != whole.shape or not np.isfinite(part).all():
            message = _("{name} must hold finite numbers in the shape {wanted}; it has {found}.")
            raise TableError(message.format(name=f"{name}_m", wanted=whole.shape, found=part.shape))
        over = np.abs(part) > np.abs(whole) + table.tolerance
        if over.any():
            at = tuple(int(i) for i in np.argwhere(over)[0])
            message = _("{name} at {place} is {part:g}, but the whole flow is {whole:g}.")
            place = _place(table, name, at)
            raise TableError(message.format(name=f"{name}_m", place=place, part=part[at], whole=whole[at]))
    off = Z_m.sum(axis=1) + Y_m.sum(axis=1) - table.M
    worst = int(np.argmax(np.abs(off)))
    if abs(off[worst]) > table.tolerance:
        message = _("Imported flows of {code} add up to {off:+g} {unit} more than its imports.")
        raise TableError(message.format(code=table.codes[worst], off=off[worst], unit=table.unit))


def balance(table: Table, allow_unbalanced: bool = False) -> Balance:
    """Check both identities; absorb rounding; raise BalanceError, or say so, where one fails."""
    Z, unit = table.Z, table.unit
    supply = Z.sum(axis=1) + table.Y.sum(axis=1) - table.M
    rows = supply - table.x
    columns = table.x - Z.sum(axis=0) - table.taxes_on_inputs - table.value_added.sum(axis=0)
    bad = [(code, float(r)) for code, r in zip(table.codes, rows, strict=True) if abs(r) > table.tolerance]
    bad += [
        (_("column {code}").format(code=code), float(r))
        for code, r in zip(table.codes, columns, strict=True)
        if abs(r) > table.tolerance
    ]
    if bad:
        message = _unbalanced(sorted(bad, key=lambda pair: -abs(pair[1])), unit, table.tolerance)
        if not allow_unbalanced:
            advice = _("Correct the figures, or open the table with allow_unbalanced=True.")
            raise BalanceError(f"{message} {advice}", rows=tuple(sorted(bad, key=lambda pair: -abs(pair[1]))))
        note = _("Does not balance, opened as it is: {message}").format(message=message)
        return Balance(table.x, table.value_added, False, (note,))
    exact = _EXACT * float(np.abs(table.x).max(initial=0.0))
    off_rows = np.abs(rows) > exact
    x = np.where(off_rows, supply, table.x)
    columns = x - Z.sum(axis=0) - table.taxes_on_inputs - table.value_added.sum(axis=0)
    off_columns = np.abs(columns) > exact
    value_added = np.where(
        off_columns, table.value_added + _spread(table.value_added) * columns, table.value_added
    )
    notes = []
    if off_rows.any():
        note = _("Rounding of up to {size:.2g} {unit} a row is absorbed in output.")
        notes.append(note.format(size=float(np.abs(rows[off_rows]).max()), unit=unit))
    if off_columns.any():
        note = _("Rounding of up to {size:.2g} {unit} a column is absorbed in value added.")
        notes.append(note.format(size=float(np.abs(columns[off_columns]).max()), unit=unit))
    return Balance(x, value_added, True, tuple(notes))


def _spread(value_added: Array) -> Array:
    """Shares of the kinds in the size of value added, (v, n); equal where there is none."""
    size = np.abs(value_added)
    total = size.sum(axis=0)
    return np.where(total > 0, size / np.where(total > 0, total, 1.0), 1.0 / len(value_added))


def _unbalanced(bad: Iterable[tuple[str, float]], unit: str, tolerance: float) -> str:
    rows = list(bad)
    text = ", ".join(f"{row} ({residual:+.6g} {unit})" for row, residual in rows[:_SHOWN])
    if len(rows) > _SHOWN:
        text += _(" and {n} more").format(n=len(rows) - _SHOWN)
    message = _(
        "Supply and use do not agree in {rows}; a row is uses minus imports minus output, a column is output "
        "minus inputs, taxes and value added, and at most {tolerance:g} is taken as rounding."
    )
    return message.format(rows=text, tolerance=tolerance)


def _place(table: Table, name: str, at: tuple[int, ...]) -> str:
    codes = table.codes
    across: dict[str, tuple[tuple[str, ...], ...]] = {
        "Z": (codes, codes),
        "Y": (codes, table.categories),
        "value_added": (table.value_added_kinds, codes),
        "taxes_on_final": (table.categories,),
    }
    labels = across.get(name, (codes,))
    return _(" to ").join(words[i] for words, i in zip(labels, at, strict=True))
