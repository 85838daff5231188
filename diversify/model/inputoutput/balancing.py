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
from diversify.model.inputoutput.scaling import Survey, row_factors, sums_of, survey, sweep, write
from diversify.text import _

_MISMATCH = 1e-6  # the two sets of totals may differ by this share: the rounding of printed figures
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
    """Scale the rows and columns of a non-negative matrix to given totals, (n, m): X = r A s.

    Rows and columns are adjusted in turn (Miller and Blair 2009, section 7.4); the unit is that of totals.

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
    seen = survey(old, u)
    parts: tuple[Array, Array | None] = (old, None)
    sizes = (seen.rows, np.zeros_like(u)), (seen.columns, np.zeros_like(v))
    if seen.lowest < 0.0 and not signed:
        i, j = (int(k) for k in np.argwhere(old < 0)[0])
        message = _(
            "RAS needs a matrix without negative entries, but the one in row {row}, column {column} is "
            "negative; use GRAS."
        )
        row = _name(row_names, i)
        raise InfeasibleError(message.format(row=row, column=_name(column_names, j)), what=row)
    if seen.lowest < 0.0:
        P, N = parts = np.maximum(old, 0.0), np.maximum(-old, 0.0)
        sizes = (P.sum(axis=1), N.sum(axis=1)), (P.sum(axis=0), N.sum(axis=0))
    if not (np.isfinite(seen.columns).all() and np.isfinite(u).all() and np.isfinite(v).all()):
        raise InfeasibleError(_("The matrix and its totals must be numbers, without gaps."), what="numbers")
    _check_totals(*sizes[0], u, row_names, _("row"))
    _check_totals(*sizes[1], v, column_names, _("column"))
    size = max(float(np.abs(u).max(initial=0.0)), float(np.abs(v).max(initial=0.0)), 1e-300)
    u, rescaled = _same_sum(u, v, size)
    return _scaled(parts, u, v, seen, sizes, rescaled, tolerance * size, max_rounds, row_names)


def _scaled(
    parts: tuple[Array, Array | None],
    u: Array,
    v: Array,
    seen: Survey,
    sizes: tuple[tuple[Array, Array], tuple[Array, Array]],
    rescaled: float,
    accepted: float,
    max_rounds: int,
    row_names: Sequence[str],
) -> Balanced:
    """Adjust rows and columns in turn until all totals are met."""
    weights = sizes[1][0] + sizes[1][1]

    def result(matrix: Array, r: Array, s: Array, rounds: int, residual: float) -> Balanced:
        mean = float(np.average(s, weights=weights)) if weights.any() else 1.0
        return Balanced(matrix, r * mean, s / mean, rounds, residual, rescaled)

    r, s = np.ones(len(u)), np.ones(len(v))
    gaps = seen.rows - u
    residual = max(_largest(gaps), _largest(seen.columns - v))
    if residual <= accepted:
        return result(write(*parts, u, r, s)[0], r, s, 0, residual)
    if parts[1] is None:  # the first reading was a round already
        new_r = rescaled * seen.factors
        along: tuple[Array, Array | None] = (rescaled * seen.left, None)
    else:
        new_r, _gaps, along = sweep(*parts, u, r, s)
    rounds = 0
    pace, hopeful = 1.0, True  # by how much a round made the gaps of rows smaller; whether that was so
    for rounds in range(1, max_rounds + 1):
        r, s = new_r, row_factors(*along, v)
        if max(r.max(initial=1.0), s.max(initial=1.0)) > _RUNAWAY:
            break
        off = _largest(sums_of(*along, s) - v)
        gap = _largest(gaps)
        if hopeful and gap * pace <= accepted:  # at this pace the totals are met now: write and see
            matrix, gaps = write(*parts, u, r, s)
            residual = max(off, _largest(gaps))
            if residual <= accepted:
                return result(matrix, r, s, rounds, residual)
            hopeful = False
        new_r, gaps, along = sweep(*parts, u, r, s)
        pace = min(1.0, _largest(gaps) / gap) if gap > 0 else 1.0
        residual = max(off, _largest(gaps))
        if residual <= accepted:
            return result(write(*parts, u, r, s)[0], r, s, rounds, residual)
    raise _not_reached(gaps, u, row_names, rounds)


def _largest(values: Array) -> float:
    return float(np.abs(values).max(initial=0.0))


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
