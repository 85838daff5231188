"""Technical coefficients, their split into domestic and imported, and the Leontief system.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), chapter 2 and section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import SingularError
from diversify.text import _

_SINGULAR = 1e-13  # a reciprocal condition below this leaves no digit to trust


def technical_coefficients(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return A, (n, n), with a_ij = z_ij / x_j (Miller and Blair 2009, equation 2.4).

    Parameters
    ----------
    Z
        (n, n) flows, supplying by using sector.
    x
        (n,) gross output. A sector without output must have no inputs; its column of A is 0.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If a sector uses inputs but has no output; names it.
    """
    flows, output = np.asarray(Z, dtype=np.float64), np.asarray(x, dtype=np.float64)
    idle = (output == 0) & (flows != 0).any(axis=0)
    if idle.any():
        name = _name(names, int(idle.argmax()))
        message = _("Sector {name} uses inputs but has no output; give its output or remove its inputs.")
        raise SingularError(message.format(name=name), sector=name)
    return _divide(flows, output)


def import_shares(M: Array, x: Array, exports: Array) -> Array:
    """Return m, (n,): m_i = M_i / (x_i + M_i - e_i), imports over domestic use; 0 where there is no use."""
    use = np.asarray(x + M - exports, dtype=np.float64)
    shares: Array = np.divide(M, use, out=np.zeros(len(use)), where=use > 0)
    return shares


def split_imports(A: Array, shares: Array) -> tuple[Array, Array]:
    """Return A_d = (I - m^) A and A_m = m^ A, (n, n) each: every user has the same import share of a product.

    That is the import-proportionality assumption (Miller and Blair 2009, section 4.2).
    """
    imported = shares[:, None] * A
    return A - imported, imported


def solve_output(A: Array, f: Array, names: Sequence[str] = ()) -> Array:
    """Return x with x = A x + f, (n,) or (n, m) like `f`, by LU decomposition (equation 2.10).

    Raises
    ------
    SingularError
        If the economy cannot deliver: see `check_productive`.
    """
    check_productive(A, names)
    return np.asarray(np.linalg.solve(np.eye(len(A)) - A, f), dtype=np.float64)


def leontief_inverse(A: Array, names: Sequence[str] = ()) -> Array:
    """Return L = (I - A)^-1, (n, n) (Miller and Blair 2009, equation 2.12).

    For one final demand use `solve_output`, which needs no inverse.

    Raises
    ------
    SingularError
        If the economy cannot deliver: see `check_productive`.
    """
    return solve_output(A, np.eye(len(A)), names)


def spectral_radius(A: Array) -> float:
    """Return the largest absolute eigenvalue of A; below 1, every final demand can be met."""
    return float(np.abs(np.linalg.eigvals(A)).max(initial=0.0))


def check_productive(A: Array, names: Sequence[str] = ()) -> None:
    """Raise SingularError unless I - A has a non-negative inverse and a trustworthy one.

    For A >= 0 that is a spectral radius below 1 (Hawkins and Simon; Miller and Blair 2009, section 2.A.2).
    The sector named is the one whose own weight in the dominant eigenvalue is largest: the product of its
    left and right eigenvector.
    """
    matrix = np.asarray(A, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not np.isfinite(matrix).all():
        raise SingularError(_("The coefficients must be a square matrix of numbers."))
    system = np.eye(len(matrix)) - matrix
    condition = float(np.linalg.cond(system, 1)) if len(matrix) else 1.0
    productive = spectral_radius(matrix) < 1 or bool((matrix < 0).any())
    if productive and condition * _SINGULAR < 1:
        return
    name = _name(names, _heaviest(matrix))
    message = _(
        "The system has no solution that makes sense: sector {name} needs, directly and by way of others, at "
        "least as much of its own product as it makes. Check the inputs in its column."
    )
    raise SingularError(message.format(name=name), sector=name)


def _heaviest(A: Array) -> int:
    """Index of the sector that weighs most in the eigenvalue of A nearest to 1 or above it."""
    values, right = np.linalg.eig(A)
    k = int(values.real.argmax())
    values_left, left = np.linalg.eig(A.T)
    j = int(np.abs(values_left - values[k]).argmin())
    return int(np.abs(right[:, k] * left[:, j]).argmax())


def _divide(flows: Array, by: Array) -> Array:
    """Divide the columns of `flows`, leaving 0 where there is nothing to divide by."""
    return np.divide(flows, by, out=np.zeros_like(flows), where=by != 0)


def _name(names: Sequence[str], i: int) -> str:
    return names[i] if i < len(names) else str(i + 1)
