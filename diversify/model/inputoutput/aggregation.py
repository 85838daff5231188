"""Merging and splitting sectors: sums of flows by groups, the bias of it, splits by stated weights.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 4.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.coefficients import solve_output, technical_coefficients
from diversify.text import _


class Bias(NamedTuple):
    """What merging does to output for a new final demand, (size,) each, money.

    `first` is the first-order bias (A* S - S A) f, `total` is (I - A*)^-1 S f - S (I - A)^-1 f.
    """

    first: Array
    total: Array


def aggregation_matrix(groups: Sequence[int], size: int) -> Array:
    """Return S, (size, n): S[g, i] = 1 where sector i belongs to group g (section 4.9).

    Parameters
    ----------
    groups
        (n,) number of the group of every sector, 0 to size - 1.
    size
        How many groups there are.

    Raises
    ------
    ValueError
        If a group is out of range or has no sector.
    """
    S = np.zeros((size, len(groups)))
    if not all(0 <= group < size for group in groups):
        raise ValueError(f"groups must be numbers from 0 to {size - 1}")
    S[list(groups), np.arange(len(groups))] = 1.0
    if not S.any(axis=1).all():
        raise ValueError("every group needs at least one sector")
    return S


def aggregate(Z: Array, S: Array) -> Array:
    """Return the flows between groups, (size, size): Z* = S Z S' (Miller and Blair 2009, section 4.9).

    Parameters
    ----------
    Z
        (n, n) flows; the result has their unit.
    S
        (size, n) of `aggregation_matrix`.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    flows: Array = S @ Z @ S.T
    return flows


def aggregation_bias(Z: Array, x: Array, S: Array, f: Array, names: Sequence[str] = ()) -> Bias:
    """Return by how much the merged table is wrong about the output that a final demand needs.

    first = (A* S - S A) f, total = (I - A*)^-1 S f - S (I - A)^-1 f (Miller and Blair 2009, section 4.9).
    It is 0 for the final demand of the table, for groups whose sectors have the same inputs by group, and for
    a demand in proportion to that of the table.

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) output.
    S
        (size, n) of `aggregation_matrix`.
    f
        (n,) final demand, money.

    Raises
    ------
    SingularError
        If one of the two systems has no solution; names the sector.
    """
    A = technical_coefficients(Z, x, names)
    merged = technical_coefficients(aggregate(Z, S), S @ x)
    small = S @ f
    return Bias(merged @ small - S @ (A @ f), solve_output(merged, small) - S @ solve_output(A, f, names))


def disaggregation_matrix(parts: Sequence[Sequence[float]]) -> Array:
    """Return R, (N, n): r_pi = share of part p in sector i, 0 elsewhere; N is the number of all parts.

    Its columns add up to 1; merging the parts again is the section 4.9 of Miller and Blair (2009).

    Parameters
    ----------
    parts
        For each sector the shares of its parts, which add up to 1; (1,) leaves it whole.

    Raises
    ------
    InputError
        Shares that do not add up to 1, or a sector without parts.
    """
    for i, shares in enumerate(parts):
        if not len(shares) or abs(sum(shares) - 1.0) > 1e-9:
            message = _("The parts of sector {number} have shares that add up to {total:g}, not to 1.")
            raise InputError(message.format(number=i + 1, total=sum(shares)))
    R = np.zeros((sum(len(shares) for shares in parts), len(parts)))
    row = 0
    for i, shares in enumerate(parts):
        R[row : row + len(shares), i] = shares
        row += len(shares)
    return R


def disaggregate(Z: Array, sales: Array, inputs: Array | None = None) -> Array:
    """Return the flows between parts, (N, N): R Z C', with R = `sales` and C = `inputs`, money.

    The inverse of merging (Miller and Blair 2009, section 4.9), exact where parts differ in size alone.

    Parameters
    ----------
    Z
        (n, n) flows.
    sales
        (N, n) of `disaggregation_matrix`: who makes what is sold; rows of final demand split alike, R Y.
    inputs
        (N, n) likewise for purchases and primary inputs, W C'; by default as `sales`. Row and column sums of
        a part agree if both have the same shares, otherwise balance the result with `gras`.

    Raises
    ------
    InputError
        If shares do not have one column for every sector.

    Notes
    -----
    Merging the parts returns Z. Parts that differ in size alone have the coefficients of the whole; for a
    part with inputs and customers of its own use `insert_sector`.
    """
    C = sales if inputs is None else inputs
    if sales.shape != C.shape or sales.shape[1] != len(Z):
        raise InputError(_("Shares of sales and of inputs need one column for every sector."))
    flows: Array = sales @ Z @ C.T
    return flows
