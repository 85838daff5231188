"""Balancing a matrix to given totals: RAS, and GRAS for matrices with negative entries.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 7.4 (RAS); T. Junius and
J. Oosterhaven, "The solution of updating or regionalizing a matrix with both positive and negative
entries", Economic Systems Research 15 (2003) 87-96; M. Lenzen, R. Wood and B. Gallego, "Some comments on
the GRAS method", Economic Systems Research 19 (2007) 461-465, which removes the factor e of the former.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diversify.arrays import Array
from diversify.errors import InfeasibleError
from diversify.text import _

_MISMATCH = 1e-6  # the two sets of totals may differ by this share: the rounding of printed figures
_BLOCK = 32_768  # entries read together, a quarter of a megabyte
_RUNAWAY = 1e100  # multipliers that grow without end chase totals that the zeros forbid


@dataclass(frozen=True)
class Balanced:
    """A matrix that meets its totals, and how it came to.

    Attributes
    ----------
    matrix
        (n, m) the balanced matrix.
    rows, columns
        (n,), (m,) multipliers r and s: matrix = r P s - N / (r s), P and N the positive and the negative
        part of the old one. Only their product is determined; the mean of `columns`, weighted by the
        column totals of the old matrix, is 1.
    rounds
        How many times all rows and columns were adjusted.
    residual
        The largest difference from a total that is left, in the unit of the matrix.
    rescaled
        Factor on the row totals that made them add up to the column totals; 1 if they did.
    """

    matrix: Array
    rows: Array
    columns: Array
    rounds: int
    residual: float
    rescaled: float


def ras(
    matrix: Array,
    row_totals: Array,
    column_totals: Array,
    *,
    row_names: Sequence[str] = (),
    column_names: Sequence[str] = (),
    tolerance: float = 1e-12,
    max_rounds: int = 2000,
) -> Balanced:
    """Scale the rows and columns of a non-negative matrix to given totals: X = r A s.

    Parameters, result and errors are those of `gras`; a negative entry raises InfeasibleError too.
    """
    return _balance(
        matrix, row_totals, column_totals, row_names, column_names, tolerance, max_rounds, signed=False
    )


def gras(
    matrix: Array,
    row_totals: Array,
    column_totals: Array,
    *,
    row_names: Sequence[str] = (),
    column_names: Sequence[str] = (),
    tolerance: float = 1e-12,
    max_rounds: int = 2000,
) -> Balanced:
    """Balance a matrix with entries of either sign to given totals, as close to the old one as can be.

    With A = P - N, the result is X = r P s - N / (r s), where (Lenzen et al. 2007, equation 6)

        r_i = (u_i + sqrt(u_i^2 + 4 p_i n_i)) / (2 p_i),  p_i = sum_j P_ij s_j,  n_i = sum_j N_ij / s_j

    and r_i = -n_i / u_i where p_i = 0; s likewise by columns. Without negative entries this is RAS.

    Parameters
    ----------
    matrix
        (n, m) the old matrix.
    row_totals, column_totals
        (n,), (m,) the totals to meet. Where their sums differ by no more than a millionth, the rows are
        rescaled and the result says so.
    row_names, column_names
        Names for messages.
    tolerance
        Largest difference from a total that is accepted, as a share of the largest total.
    max_rounds
        When to give up.

    Raises
    ------
    InfeasibleError
        Totals that no such matrix can meet: the message and `what` name the row or column and its total.
    """
    return _balance(matrix, row_totals, column_totals, row_names, column_names, tolerance, max_rounds)


def _balance(
    matrix: Array,
    row_totals: Array,
    column_totals: Array,
    row_names: Sequence[str],
    column_names: Sequence[str],
    tolerance: float,
    max_rounds: int,
    *,
    signed: bool = True,
) -> Balanced:
    old = np.asarray(matrix, dtype=np.float64)
    u, v = np.array(row_totals, dtype=np.float64), np.array(column_totals, dtype=np.float64)
    if old.ndim != 2 or u.shape != old.shape[:1] or v.shape != old.shape[1:]:
        message = _(
            "A matrix of {shape} needs as many row and column totals; there are {rows} and {columns}."
        )
        raise InfeasibleError(message.format(shape=old.shape, rows=u.shape, columns=v.shape), what="shape")
    lowest, along_rows, along_columns = _survey(old)
    parts: tuple[Array, Array | None] = (old, None)
    sizes = (along_rows, np.zeros_like(u)), (along_columns, np.zeros_like(v))
    if lowest < 0.0 and not signed:
        i, j = (int(k) for k in np.argwhere(old < 0)[0])
        message = _(
            "RAS needs a matrix without negative entries, but the one in row {row}, column {column} is "
            "negative; use GRAS."
        )
        row = _name(row_names, i)
        raise InfeasibleError(message.format(row=row, column=_name(column_names, j)), what=row)
    if lowest < 0.0:
        P, N = parts = np.maximum(old, 0.0), np.maximum(-old, 0.0)
        sizes = (P.sum(axis=1), N.sum(axis=1)), (P.sum(axis=0), N.sum(axis=0))
    if not (np.isfinite(along_columns).all() and np.isfinite(u).all() and np.isfinite(v).all()):
        raise InfeasibleError(_("The matrix and its totals must be numbers, without gaps."), what="numbers")
    _check_totals(*sizes[0], u, row_names, _("row"))
    _check_totals(*sizes[1], v, column_names, _("column"))
    size = max(float(np.abs(u).max(initial=0.0)), float(np.abs(v).max(initial=0.0)), 1e-300)
    u, rescaled = _same_sum(u, v, size)

    s, r = np.ones(old.shape[1]), np.ones(old.shape[0])
    off = np.inf  # by how much columns are off after they were adjusted
    for rounds in range(max_rounds + 1):
        new_r, gaps, along = _sweep(*parts, u, r, s)
        residual = max(off, float(np.abs(gaps).max(initial=0.0)))
        if residual <= tolerance * size:
            weights = sizes[1][0] + sizes[1][1]
            mean = float(np.average(s, weights=weights)) if weights.any() else 1.0
            return Balanced(_apply(*parts, r, s), r * mean, s / mean, rounds, residual, rescaled)
        if rounds == max_rounds:
            break
        r, s = new_r, _factors(*along, v)
        off = float(np.abs(_sums(*along, s) - v).max(initial=0.0))
        if max(r.max(initial=1.0), s.max(initial=1.0)) > _RUNAWAY:
            break
    raise _not_reached(gaps, u, row_names, rounds)


def _survey(matrix: Array) -> tuple[float, Array, Array]:
    """The lowest entry (0 if none is below), row sums and column sums, read once."""
    lowest, rows, columns = 0.0, np.empty(matrix.shape[0]), np.zeros(matrix.shape[1])
    ones = np.ones(matrix.shape[1])
    with np.errstate(invalid="ignore"):
        for block in _blocks(matrix):
            part = matrix[block]
            lowest = min(lowest, float(part.min(initial=0.0)))
            rows[block] = part @ ones
            columns += part.sum(axis=0)
    return lowest, rows, columns


def _blocks(matrix: Array) -> list[slice]:
    """Rows that fit into the cache together, so that both sides of a round read memory once."""
    step = max(1, _BLOCK // max(1, matrix.shape[1]))
    return [slice(start, start + step) for start in range(0, matrix.shape[0], step)]


def _sweep(
    P: Array, N: Array | None, u: Array, r: Array, s: Array
) -> tuple[Array, Array, tuple[Array, Array | None]]:
    """One reading of the matrix.

    Returns the new row factors for the column factors `s`, by how much rows are off with the old ones, and
    what the new ones leave for the columns (p and n of the formula).
    """
    new, gaps = np.empty_like(r), np.empty_like(r)
    positive, negative = np.zeros_like(s), None if N is None else np.zeros_like(s)
    for block in _blocks(P):
        p = P[block] @ s
        n = None if N is None else N[block] @ _inverse(s)
        gaps[block] = _sums(p, n, r[block]) - u[block]
        new[block] = factors = _factors(p, n, u[block])
        positive += factors @ P[block]
        if N is not None and negative is not None:
            negative += _inverse(factors) @ N[block]
    return new, gaps, (positive, negative)


def _inverse(factors: Array) -> Array:
    return np.divide(1.0, factors, out=np.zeros_like(factors), where=factors > 0)


def _factors(p: Array, n: Array | None, totals: Array) -> Array:
    if n is None:
        return np.divide(totals, p, out=np.ones_like(totals), where=p > 0)
    root = np.sqrt(totals**2 + 4.0 * p * n)
    # For a negative total the textbook root loses digits; its conjugate is the same number.
    below = np.where(totals < 0, root - totals, 1.0)
    large = np.where(totals < 0, 2.0 * n / below, totals + root)
    factors = np.divide(large, np.where(totals < 0, 1.0, 2.0 * p), out=np.ones_like(totals), where=p > 0)
    only_negative = (p <= 0) & (n > 0)
    return np.where(only_negative, -n / np.where(only_negative, totals, 1.0), factors)


def _sums(p: Array, n: Array | None, factors: Array) -> Array:
    """What rows (or columns) add up to with these factors."""
    if n is None:
        return factors * p
    return factors * p - np.divide(n, factors, out=np.zeros_like(n), where=factors > 0)


def _apply(P: Array, N: Array | None, r: Array, s: Array) -> Array:
    """The balanced matrix, written once."""
    new = np.empty_like(P)
    for block in _blocks(P):
        both = r[block, None] * s
        np.multiply(P[block], both, out=new[block])
        if N is not None:
            new[block] -= np.divide(N[block], both, out=np.zeros_like(both), where=N[block] > 0)
    return new


def _check_totals(P: Array, N: Array, totals: Array, names: Sequence[str], kind: str) -> None:
    positive, negative = P > 0, N > 0
    signs = np.where(totals > 0, positive, np.where(totals < 0, negative, positive | ~negative))
    for i in np.flatnonzero(~signs).tolist():
        total = totals[i]
        name = _name(names, i)
        what = f"{name} {total:.1f}"
        if total < 0:
            message = _(
                "No table can meet the total {total:,.1f} of {kind} {name}: it is negative, and all entries "
                "are positive. Check the total, or choose another year."
            )
        elif total > 0:
            message = _(
                "No table can meet the total {total:,.1f} of {kind} {name}: it has no positive entry to "
                "scale. Give it a starting value, or set the total to 0."
            )
        else:
            message = _(
                "No table can meet the total {total:,.1f} of {kind} {name}: it has only negative entries. "
                "Remove them, or give a negative total."
            )
        raise InfeasibleError(message.format(total=total, kind=kind, name=name), what=what)


def _same_sum(u: Array, v: Array, size: float) -> tuple[Array, float]:
    rows, columns = float(u.sum()), float(v.sum())
    if abs(rows - columns) > _MISMATCH * max(float(np.abs(u).sum()), float(np.abs(v).sum()), size):
        message = _(
            "The row totals add up to {rows:,.4f} and the column totals to {columns:,.4f}; no table meets "
            "both. Correct one of them by {difference:,.4f}."
        )
        text = message.format(rows=rows, columns=columns, difference=rows - columns)
        raise InfeasibleError(text, what=f"sum of totals {rows - columns:.4f}")
    if rows == columns:
        return u, 1.0
    if rows * columns <= 0:  # sums of nothing but rounding cannot be rescaled: shift instead
        return u - (rows - columns) * np.abs(u) / np.abs(u).sum(), 1.0
    return u * (columns / rows), columns / rows


def _not_reached(gaps: Array, totals: Array, names: Sequence[str], rounds: int) -> InfeasibleError:
    """The error for totals that go on missing; columns are adjusted last, so it is rows that show it."""
    i = int(np.abs(gaps).argmax())
    name = _name(names, i)
    message = _(
        "The totals cannot be met together with the zeros of the matrix: after {rounds} rounds row {name} "
        "is off its total {total:,.1f} by {gap:,.4g}. Fill cells that must not be zero, or check this total."
    )
    text = message.format(rounds=rounds, name=name, total=totals[i], gap=gaps[i])
    return InfeasibleError(text, what=f"{name} {totals[i]:.1f}")


def _name(names: Sequence[str], i: int) -> str:
    return names[i] if i < len(names) else str(i + 1)
