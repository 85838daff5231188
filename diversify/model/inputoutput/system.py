"""The Leontief system factored once: every solution, and the inverse only where it is asked for.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), sections 2.2 and 2.A.2; A. Berman and
R. Plemmons, Nonnegative Matrices in the Mathematical Sciences (1994), chapter 6, theorem 2.3 (I27), for the
test of productivity by one solution.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import SingularError
from diversify.text import _

_SINGULAR = 1e-13  # a reciprocal condition below this leaves no digit to trust
_ROUNDS = 500  # of the power iteration that finds whom to name


class LeontiefSystem:
    """I - A, factored by LU; solutions cost n^2 each, the inverse is built once and only if asked for.

    Parameters
    ----------
    A
        (n, n) coefficients, share of output.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        Unless I - A has a trustworthy inverse, non-negative for A >= 0; names the sector. For A >= 0 the
        proof is a positive x with x - A x > 0: column sums below 1, or x = L i (Hawkins and Simon).
    """

    def __init__(self, A: Array, names: Sequence[str] = ()) -> None:
        from scipy.linalg.lapack import dgetrf

        matrix = np.asarray(A, dtype=np.float64)
        if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
            raise SingularError(_("The coefficients must be a square matrix of numbers."))
        self.n = len(matrix)
        self._inverse: Array | None = None
        with np.errstate(invalid="ignore"):
            sums = matrix.sum(axis=0)
        if not np.isfinite(sums).all():
            raise SingularError(_("The coefficients must be a square matrix of numbers."))
        if self.n == 0:
            return
        bounded = bool(matrix.min() >= 0.0)
        largest = float(sums.max())
        # A in C order is its transpose in Fortran order, so (I - A)' is factored and nothing is transposed.
        factors = np.asfortranarray(np.negative(matrix.T))
        factors.T.reshape(-1)[:: self.n + 1] += 1.0
        size = 1.0 + largest if bounded else _norm(factors)
        self._lu, self._pivots, info = dgetrf(factors, overwrite_a=True)
        if info == 0 and self._trustworthy(bounded, largest, size):
            return
        name = _heaviest_name(matrix, names)
        message = _(
            "The system has no solution that makes sense: sector {name} needs, directly and by way of "
            "others, at least as much of its own product as it makes. Check the inputs in its column."
        )
        raise SingularError(message.format(name=name), sector=name)

    def _trustworthy(self, nonnegative: bool, largest: float, size: float) -> bool:
        """Whether A is productive (if it is non-negative) and the condition leaves digits to trust.

        With A >= 0 the norm of L is its largest column sum, p = A' p + i, or at most 1 / (1 - largest sum).
        """
        if not nonnegative:
            from scipy.linalg.lapack import dgecon

            reciprocal, _info = dgecon(self._lu, size, norm="1")
            return bool(reciprocal > _SINGULAR)
        if largest < 1.0:
            return size * _SINGULAR < 1.0 - largest
        p = self.solve_transposed(np.ones(self.n))
        return bool(np.isfinite(p).all() and p.min() > 0.0 and size * float(p.max()) * _SINGULAR < 1.0)

    def solve(self, f: Array) -> Array:
        """Return x with x = A x + f, (n,) or (n, m) like `f` (equation 2.10)."""
        return self._solve(f, 1)

    def solve_transposed(self, v: Array) -> Array:
        """Return p with p = A' p + v, (n,) or (n, m) like `v` (equation 2.33): v' L without L."""
        return self._solve(v, 0)

    def _solve(self, right: Array, transposed: int) -> Array:
        from scipy.linalg.lapack import dgetrs

        right = np.asarray(right, dtype=np.float64)
        if self.n == 0 or right.size == 0:
            return np.zeros_like(right)
        x, _info = dgetrs(self._lu, self._pivots, right, trans=transposed)
        return np.asarray(x, dtype=np.float64)

    @property
    def inverse(self) -> Array:
        """L = (I - A)^-1, (n, n), read-only; built when it is first asked for (equation 2.12)."""
        if self._inverse is None:
            if self.n == 0:
                self._inverse = np.zeros((0, 0))
            else:
                from scipy.linalg.lapack import dgetri

                inverse, _info = dgetri(self._lu, self._pivots, lwork=64 * self.n)
                self._inverse = np.asarray(inverse, dtype=np.float64).T
            self._inverse.flags.writeable = False
        return self._inverse


def name_of(names: Sequence[str], i: int) -> str:
    """Return the name of a sector, its number from 1 where it has none."""
    return names[i] if i < len(names) else str(i + 1)


def _norm(matrix: Array) -> float:
    from scipy.linalg.lapack import dlange

    return float(dlange("1", matrix))  # type: ignore[call-arg] # the stub asks for an optional argument


def _heaviest_name(A: Array, names: Sequence[str]) -> str:
    """Return whose own weight in the dominant eigenvalue is largest: left times right eigenvector."""
    if A.min() >= 0.0:
        right, left = _dominant(A), _dominant(A.T)
        return name_of(names, int((right * left).argmax()))
    values, vectors = np.linalg.eig(A)
    k = int(values.real.argmax())
    values_left, vectors_left = np.linalg.eig(A.T)
    j = int(np.abs(values_left - values[k]).argmin())
    return name_of(names, int(np.abs(vectors[:, k] * vectors_left[:, j]).argmax()))


def _dominant(A: Array) -> Array:
    """The dominant eigenvector of A >= 0; the identity is added so that cycles converge too."""
    vector = np.full(len(A), 1.0 / len(A))
    for _round in range(_ROUNDS):
        new = vector + A @ vector
        new /= new.sum()
        if np.abs(new - vector).max() < 1e-14:
            return new
        vector = new
    return vector
