"""Supply and use tables to symmetric tables: models A, B, C and D, and what is done with negative cells.

Sources: Eurostat Manual of Supply, Use and Input-Output Tables (2008), chapter 11; UN Handbook on Supply, Use
and Input-Output Tables (2018), chapter 12; Miller and Blair 2009, chapter 5; C. Almon, "Product-to-product
tables via product-technology with no negative flows", Economic Systems Research 12 (2000) 27-43.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InfeasibleError, InputError, SingularError
from diversify.model.inputoutput.almon import without_negatives
from diversify.model.inputoutput.balancing import gras
from diversify.model.inputoutput.system import name_of
from diversify.text import _

SutModel = Literal["A", "B", "C", "D"]
Negatives = Literal["keep", "balance", "almon", "raise"]
NEGATIVES: tuple[Negatives, ...] = ("keep", "balance", "almon", "raise")
_ZERO = 1e-12  # cells below this share of the largest are rounding of the inverse, not negative flows


class SymmetricTable(NamedTuple):
    """A symmetric table made from supply and use.

    Attributes
    ----------
    Z
        (n, n) intermediate flows, products by products (A, B) or industries by industries (C, D).
    Y
        (n, k) final demand; for C and D of the industries' output.
    W
        (v, n) primary inputs.
    x
        (n,) output.
    negatives
        (m, 2) positions in Z that the model made negative, before anything was done about them.
    negative_sum
        Their sum, money: 0 or less.
    """

    Z: Array
    Y: Array
    W: Array
    x: Array
    negatives: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    negative_sum: float


def siot_from_sut(
    supply: Array,
    use: Array,
    final: Array,
    primary: Array,
    model: SutModel,
    *,
    negatives: Negatives = "keep",
    products: Sequence[str] = (),
    industries: Sequence[str] = (),
) -> SymmetricTable:
    """Return the symmetric table of a supply and a use table, both at basic prices.

    With V' the supply table (products by industries), U the use table, q and g the outputs of products and
    industries (Eurostat 2008, section 11.2):

    * A, product technology, products by products: Z = U T, T = (V')^-1 q^
    * B, industry technology, products by products: Z = U T, T = g^-1 V
    * C, fixed industry sales structure, industries by industries: Z = T U, Y* = T Y, T = g^ (V')^-1
    * D, fixed product sales structure, industries by industries: Z = T U, Y* = T Y, T = V q^-1

    Primary inputs are W T for A and B and stay W for C and D.

    Parameters
    ----------
    supply
        (p, m) domestic output, products by industries; not negative.
    use
        (p, m) intermediate use, products by industries: of domestic output, or of all with imports as a
        negative column of `final`.
    final
        (p, k) final demand, money like the other tables.
    primary
        (v, m) primary inputs of industries, so that columns of use and primary add up to output.
    model
        A and C need as many products as industries, and a supply table that can be inverted; they may make
        negative flows, B and D never do from flows that are not.
    negatives
        "keep": as they come. "balance": set to 0, and the rest is scaled by GRAS to the same row and column
        sums, so that output, final demand and primary inputs stay. "almon" (model A only): inputs are moved
        as product technology asks, but no more than there are (Almon 2000), then scaled to the same sums.
        "raise": an error.
    products, industries
        Names for messages.

    Raises
    ------
    InputError
        Shapes that do not fit, or an unknown model or treatment.
    SingularError
        A supply table that cannot be inverted, or a product or industry without output: names it.
    InfeasibleError
        With "raise" where a flow is negative; with "balance" where the sums cannot be met.
    """
    S, U, Y, W = (np.asarray(a, dtype=np.float64) for a in (supply, use, final, primary))
    if S.ndim != 2 or U.shape != S.shape or Y.shape[:1] != S.shape[:1] or W.shape[-1:] != S.shape[1:]:
        raise InputError(
            _("Supply, use, final demand and primary inputs need the same products and industries.")
        )
    if model not in ("A", "B", "C", "D") or negatives not in NEGATIVES:
        message = _("Unknown model {model!r} or treatment {negatives!r}; choose A to D; {treatments}.")
        said = {"model": model, "negatives": negatives, "treatments": ", ".join(NEGATIVES)}
        raise InputError(message.format(**said))
    if negatives == "almon" and model != "A":
        raise InputError(_("Almon's procedure belongs to product technology; choose model A."))
    q, g = S.sum(axis=1), S.sum(axis=0)
    _check_output(q, products, _("product"))
    _check_output(g, industries, _("industry"))
    if model in ("A", "B"):
        T = _inverted(S, products) * q if model == "A" else S.T / g[:, None]
        Z, Y, W, x = U @ T, Y, W @ T, q
        labels = products
    else:
        T = g[:, None] * _inverted(S, products) if model == "C" else S.T / q
        Z, Y, W, x = T @ U, T @ Y, W, g
        labels = industries
    below = -_ZERO * float(np.abs(Z).max(initial=0.0))
    Z[(Z < 0) & (below <= Z)] = 0.0
    found = np.argwhere(Z < 0)
    total = float(Z[Z < 0].sum())
    if len(found) and negatives == "raise":
        i, j = divmod(int(Z.argmin()), len(Z))
        message = _(
            "Model {model} makes {count} negative flows, {total:,.4g} together, the largest from {row} to "
            "{column}. Choose model B or D, or let them be kept or balanced."
        )
        where = {"row": name_of(labels, i), "column": name_of(labels, j), "total": total}
        raise InfeasibleError(message.format(model=model, count=len(found), **where), name_of(labels, i))
    if len(found) and negatives in ("balance", "almon"):
        sums = Z.sum(axis=1), Z.sum(axis=0)
        start = without_negatives(U, S / q[:, None]) if negatives == "almon" else np.maximum(Z, 0.0)
        Z = gras(start, *sums, row_names=labels, column_names=labels).matrix
    return SymmetricTable(Z, Y, W, x, found, total)


def _check_output(output: Array, names: Sequence[str], kind: str) -> None:
    idle = output <= 0
    if idle.any():
        name = name_of(names, int(idle.argmax()))
        message = _("The {kind} {name} has no output in the supply table; leave it out or merge it.")
        raise SingularError(message.format(kind=kind, name=name), sector=name)


def _inverted(S: Array, products: Sequence[str]) -> Array:
    if S.shape[0] != S.shape[1]:
        message = _(
            "Models A and C need as many products as industries, but there are {p} and {m}; merge some, or "
            "choose model B or D."
        )
        raise InputError(message.format(p=S.shape[0], m=S.shape[1]))
    if np.linalg.cond(S / S.sum(axis=0), 1) > 1e13:
        left, sizes, _right = np.linalg.svd(S / S.sum(axis=0))
        name = name_of(products, int(np.abs(left[:, int(sizes.argmin())]).argmax()))
        message = _(
            "The supply table cannot be inverted: product {name} is made in the same proportions as others. "
            "Merge them, or choose model B or D."
        )
        raise SingularError(message.format(name=name), sector=name)
    return np.asarray(np.linalg.inv(S), dtype=np.float64)
