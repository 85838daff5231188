"""What tables of supply and use and of several regions check alike: shapes, accounts that must balance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import BalanceError, TableError
from diversify.text import _

_SHOWN = 5

Residuals = tuple[tuple[str, float], ...]


def check_arrays(arrays: Mapping[str, Array], shapes: Sequence[tuple[int, ...]]) -> None:
    """Raise TableError if an array has another shape than it should, or holds no number somewhere."""
    for (name, values), shape in zip(arrays.items(), shapes, strict=True):
        if values.shape != shape or not np.isfinite(values).all():
            message = _("{name} must hold finite numbers in the shape {wanted}; it has {found}.")
            raise TableError(message.format(name=name, wanted=shape, found=values.shape))


def beyond(tolerance: float, accounts: Iterable[tuple[str, str, Array, Sequence[str]]]) -> Residuals:
    """Return (account, residual) of what is off by more than the tolerance, the largest first.

    Each of `accounts` is a text such as "row {label}", the field that it has, residuals, and their names.
    """
    found = [
        (text.format(**{field: names[i]}), float(residuals[i]))
        for text, field, residuals, names in accounts
        for i in np.flatnonzero(np.abs(residuals) > tolerance).tolist()
    ]
    return tuple(sorted(found, key=lambda pair: -abs(pair[1])))


def note_of(bad: Residuals, unit: str, allow_unbalanced: bool) -> str:
    """Return the note of a table that is opened although accounts do not balance; empty if all do.

    Raises
    ------
    BalanceError
        If some do not and that is not allowed: names the worst and by how much.
    """
    if not bad:
        return ""
    shown = ", ".join(f"{label} ({by:+.6g} {unit})" for label, by in bad[:_SHOWN])
    message = _("{n} accounts do not balance, the worst: {shown}.").format(n=len(bad), shown=shown)
    if not allow_unbalanced:
        advice = _("Correct the figures, or open the table with allow_unbalanced=True.")
        raise BalanceError(f"{message} {advice}", rows=bad)
    return _("Opened as it is: {message}").format(message=message)
