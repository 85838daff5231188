"""Passes over a matrix that is scaled by rows and columns: each reads memory once, and one writes.

The matrix is P - N, its positive and negative part (N is None where there is none); scaled it is
r P s - N / (r s). Blocks of rows fit into the cache, so that both sides of a pass cost one reading.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from diversify.arrays import Array

_BLOCK = 65_536  # entries read together, half a megabyte


class Survey(NamedTuple):
    """What one reading of a matrix tells before it is scaled.

    Attributes
    ----------
    lowest
        The lowest entry, 0 if none is below.
    rows, columns
        (n,), (m,) sums.
    factors, left
        (n,), (m,) of the first round of RAS: row factors, and column sums once rows were scaled.
    """

    lowest: float
    rows: Array
    columns: Array
    factors: Array
    left: Array


def survey(matrix: Array, totals: Array) -> Survey:
    """Read the matrix once; the first round is that of a matrix without negative entries."""
    n, m = matrix.shape
    lowest, rows, columns = 0.0, np.empty(n), np.zeros(m)
    factors, left = np.empty(n), np.zeros(m)
    ones = np.ones(max(n, m))
    with np.errstate(invalid="ignore", over="ignore"):
        for block in _blocks(matrix):
            part = matrix[block]
            lowest = min(lowest, float(part.min(initial=0.0)))
            rows[block] = sums = part @ ones[:m]
            factors[block] = first = row_factors(sums, None, totals[block])
            columns += ones[: len(part)] @ part
            left += first @ part
    return Survey(lowest, rows, columns, factors, left)


def sweep(
    P: Array, N: Array | None, u: Array, r: Array, s: Array
) -> tuple[Array, Array, tuple[Array, Array | None]]:
    """Adjust the rows to u.

    Returns the new row factors for the column factors `s`, by how much rows are off with the old ones, and
    what the new ones leave for the columns (p and n of the formula).
    """
    new, gaps = np.empty_like(r), np.empty_like(r)
    positive, negative = np.zeros_like(s), None if N is None else np.zeros_like(s)
    for block in _blocks(P):
        p = P[block] @ s
        n = None if N is None else N[block] @ _inverse(s)
        gaps[block] = sums_of(p, n, r[block]) - u[block]
        new[block] = factors = row_factors(p, n, u[block])
        positive += factors @ P[block]
        if N is not None and negative is not None:
            negative += _inverse(factors) @ N[block]
    return new, gaps, (positive, negative)


def write(P: Array, N: Array | None, u: Array, r: Array, s: Array) -> tuple[Array, Array]:
    """Return the scaled matrix, written once, and by how much its rows are off."""
    new, gaps = np.empty(P.shape), np.empty_like(r)
    for block in _blocks(P):
        part = new[block]
        p = P[block] @ s
        n = None if N is None else N[block] @ _inverse(s)
        gaps[block] = sums_of(p, n, r[block]) - u[block]
        np.multiply(P[block], s, out=part)
        part *= r[block, None]
        if N is not None:
            both = r[block, None] * s
            part -= np.divide(N[block], both, out=np.zeros_like(both), where=N[block] > 0)
    return new, gaps


def row_factors(p: Array, n: Array | None, totals: Array) -> Array:
    """Return r with r p - n / r = totals, 1 where there is nothing to scale (Lenzen et al. 2007, eq. 6)."""
    if n is None:
        return np.divide(totals, p, out=np.ones_like(totals), where=p > 0)
    root = np.sqrt(totals**2 + 4.0 * p * n)
    # For a negative total the textbook root loses digits; its conjugate is the same number.
    below = np.where(totals < 0, root - totals, 1.0)
    large = np.where(totals < 0, 2.0 * n / below, totals + root)
    factors = np.divide(large, np.where(totals < 0, 1.0, 2.0 * p), out=np.ones_like(totals), where=p > 0)
    only_negative = (p <= 0) & (n > 0)
    return np.where(only_negative, -n / np.where(only_negative, totals, 1.0), factors)


def sums_of(p: Array, n: Array | None, factors: Array) -> Array:
    """Return what rows (or columns) add up to with these factors."""
    if n is None:
        return factors * p
    return factors * p - np.divide(n, factors, out=np.zeros_like(n), where=factors > 0)


def _blocks(matrix: Array) -> list[slice]:
    step = max(1, _BLOCK // max(1, matrix.shape[1]))
    return [slice(start, start + step) for start in range(0, matrix.shape[0], step)]


def _inverse(factors: Array) -> Array:
    return np.divide(1.0, factors, out=np.zeros_like(factors), where=factors > 0)
