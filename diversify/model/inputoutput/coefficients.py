"""Technical coefficients, their split into domestic and imported, and the Leontief system.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), chapter 2 and section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import SingularError
from diversify.model.inputoutput.system import LeontiefSystem, name_of
from diversify.text import _


def technical_coefficients(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return A, (n, n), with a_ij = z_ij / x_j (Miller and Blair 2009, equation 2.4).

    Parameters
    ----------
    Z
        (n, n) flows, supplying by using sector, money.
    x
        (n,) gross output in the same unit. A sector without output must have no inputs; its column of A is 0.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If a sector uses inputs but has no output; names it.
    """
    flows, output = np.asarray(Z, dtype=np.float64), np.asarray(x, dtype=np.float64)
    none = output == 0
    if none.any() and (idle := none & (flows != 0).any(axis=0)).any():
        name = name_of(names, int(idle.argmax()))
        message = _("Sector {name} uses inputs but has no output; give its output or remove its inputs.")
        raise SingularError(message.format(name=name), sector=name)
    return _divide(flows, output)


def import_shares(M: Array, x: Array, exports: Array) -> Array:
    """Return m, (n,): m_i = M_i / (x_i + M_i - e_i), imports over domestic use; 0 where there is no use.

    Parameters
    ----------
    M, x, exports
        (n,) imports, gross output and exports by product, money (Miller and Blair 2009, section 4.2).
    """
    use = np.asarray(x + M - exports, dtype=np.float64)
    shares: Array = np.divide(M, use, out=np.zeros(len(use)), where=use > 0)
    return shares


def split_imports(A: Array, shares: Array) -> tuple[Array, Array]:
    """Return A_d = (I - m^) A and A_m = m^ A, (n, n) each: every user has the same import share of a product.

    That is the import-proportionality assumption (Miller and Blair 2009, section 4.2).

    Parameters
    ----------
    A
        (n, n) coefficients, domestic and imported inputs together.
    shares
        (n,) share of imports in the use of each product, of `import_shares`.
    """
    imported = shares[:, None] * A
    return A - imported, imported


def solve_output(A: Array, f: Array, names: Sequence[str] = ()) -> Array:
    """Return x with x = A x + f, (n,) or (n, m) like `f`, by LU decomposition (equation 2.10).

    For many questions to one A make a `LeontiefSystem`, which is factored once.

    Parameters
    ----------
    A
        (n, n) coefficients.
    f
        (n,) or (n, m) final demand, money; output has its unit.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If the economy cannot deliver: see `LeontiefSystem`.
    """
    return LeontiefSystem(A, names).solve(f)


def leontief_inverse(A: Array, names: Sequence[str] = ()) -> Array:
    """Return L = (I - A)^-1, (n, n) (Miller and Blair 2009, equation 2.12).

    For one final demand use `solve_output`, which needs no inverse.

    Parameters
    ----------
    A
        (n, n) coefficients.
    names
        Names of the sectors for messages.

    Returns
    -------
    ndarray
        l_ij: output of sector i per unit of final demand for product j; read-only.

    Raises
    ------
    SingularError
        If the economy cannot deliver: see `LeontiefSystem`.
    """
    return LeontiefSystem(A, names).inverse


def spectral_radius(A: Array) -> float:
    """Return rho = max |lambda|, the largest absolute eigenvalue of A, a number.

    Below 1, every final demand can be met and L = I + A + A A + ... ends (section 2.4).

    Parameters
    ----------
    A
        (n, n) coefficients.
    """
    return float(np.abs(np.linalg.eigvals(A)).max(initial=0.0))


def _divide(flows: Array, by: Array) -> Array:
    """Divide the columns of `flows`, leaving 0 where there is nothing to divide by."""
    return flows / np.where(by == 0, 1.0, by)
