"""Measures of concentration and of linkage that the indicators use: Herfindahl, Theil, Shannon, hypothetical
extraction."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array


def shares(v: Array) -> Array:
    """Shares of non-negative parts in their sum along the last axis; what is negative counts as zero.

    Not a number where there is nothing to share.
    """
    v = np.maximum(v, 0.0)
    whole = v.sum(-1, keepdims=True)
    return v / np.where(whole > 0.0, whole, np.nan)


def herfindahl(v: Array) -> Array:
    """Normalised Herfindahl-Hirschman index (H - 1/n)/(1 - 1/n) in 0..1; n = number of parts (UNCTAD's
    form)."""
    s = shares(v)
    n = s.shape[-1]
    if n == 1:
        return np.ones(s.shape[:-1])
    return ((s * s).sum(-1) - 1.0 / n) / (1.0 - 1.0 / n)


def theil(v: Array) -> Array:
    """Theil index 1/n sum (x/mu) ln(x/mu) in 0..ln n; higher is less diversified (IMF's diversification
    toolkit)."""
    r = shares(v) * v.shape[-1]
    return np.where(r == 0.0, 0.0, r * np.log(np.where(r == 0.0, 1.0, r))).mean(-1)


def shannon(v: Array) -> Array:
    """Shannon entropy -sum s ln s in 0..ln n; higher is more diversified."""
    s = shares(v)
    return -np.where(s == 0.0, 0.0, s * np.log(np.where(s == 0.0, 1.0, s))).sum(-1)


def extraction_loss(
    A: Array, v: Array, x: Array, f: Array, spending: Array, out: npt.NDArray[np.bool_]
) -> tuple[Array, Array]:
    """Share of value added lost when some sectors are extracted, 1 - v (I - A*)^-1 f* / v x.

    Parameters
    ----------
    A : ndarray, (..., n, n)
        Domestic input coefficients.
    v, x : ndarray, (..., n)
        Value added per unit of output, and output.
    f, spending : ndarray, (..., n)
        Final demand for domestic output: all of it, and the part bought by households and government.
    out : ndarray of bool, (n,)
        The sectors extracted: their rows, columns and final demand are removed.

    Returns
    -------
    upstream, with_spending : ndarray, (...)
        With final demand of the rest as it was; and with what households and government buy falling in
        proportion to value added.

    Notes
    -----
    Hypothetical extraction, Dietzenbacher, van der Linden and Steenge (1993); Miller and Lahr (2001).
    """
    keep = ~out
    I_A = np.eye(int(keep.sum())) - A[..., keep, :][..., :, keep]
    rhs = np.stack([(f - spending)[..., keep], spending[..., keep]], axis=-1)
    made = (v[..., keep][..., None] * np.linalg.solve(I_A, rhs)).sum(-2)
    whole = (v * x).sum(-1)
    # spending is scaled by s = value added left / value added, so s = made by the rest / (whole - made by it)
    return 1.0 - made.sum(-1) / whole, 1.0 - made[..., 0] / (whole - made[..., 1])
