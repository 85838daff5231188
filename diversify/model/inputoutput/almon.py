"""Almon's procedure: product technology without negative flows, by taking away no more than there is."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.errors import InfeasibleError
from diversify.text import _

_ENOUGH = 1e-13  # change of a round, as a share of the largest flow
_ROUNDS = 10_000


def without_negatives(use: Array, shares: Array) -> Array:
    """Return flows between products, (r, n), that product technology would give if it made none negative.

    With m_jk the share of product j that industry k makes, product technology solves u = z M for every input
    (row of `use`). The rounds, from z = u,

        z_j <- u_j - s_j sum_k<>j m_kj z_k + z_j sum_k<>j m_jk s_k,
        s_j = min(1, u_j / sum_k<>j m_kj z_k)

    move the inputs of secondary products to where they are primary; s_j keeps an industry from giving away
    more of an input than it has. Where s = 1 throughout, the result is that of product technology. Row sums
    stay; column sums may change.

    Parameters
    ----------
    use
        (r, n) inputs by industry, not negative, money.
    shares
        (n, n) of `M`: products by industries, rows add up to 1.

    Raises
    ------
    InfeasibleError
        Negative use, or rounds that do not settle: products that are mostly made elsewhere.

    Notes
    -----
    Source: C. Almon, "Product-to-product tables via product-technology with no negative flows", Economic
    Systems Research 12 (2000) 27-43; Eurostat (2008), chapter 11, boxes 11.4 and 11.7.
    """
    u = np.asarray(use, dtype=np.float64)
    if (u < 0).any():
        raise InfeasibleError(
            _("Almon's procedure needs a use table without negative cells; choose balance or keep."), "use"
        )
    elsewhere = np.array(shares, dtype=np.float64)
    np.fill_diagonal(elsewhere, 0.0)
    z = u.copy()
    enough = _ENOUGH * float(u.max(initial=0.0))
    for _round in range(_ROUNDS):
        taken = z @ elsewhere
        kept = np.minimum(1.0, np.divide(u, taken, out=np.ones_like(u), where=taken > 0))
        new = u - kept * taken + z * (kept @ elsewhere.T)
        change = float(np.abs(new - z).max(initial=0.0))
        z = new
        if change <= enough:
            return np.maximum(z, 0.0)
    raise InfeasibleError(
        _("Almon's procedure does not settle: some products are mostly made elsewhere. Choose model B."),
        "supply",
    )
