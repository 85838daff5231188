"""The dynamic Leontief model: capital coefficients B, growth, and paths of output.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 13.4; W. Leontief, "The
dynamic inverse" (1970); F. Duchin and D. Szyld, "A dynamic input-output model with assured positive output",
Metroeconomica 37 (1985) 269-282, for the capacity form; J. Tsukui, "On a theorem of relative stability",
International Economic Review 2 (1961) 229-230.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError, SingularError
from diversify.model.inputoutput.system import LeontiefSystem, name_of
from diversify.text import _

DynamicMethod = Literal["auto", "forward", "capacity", "backward"]
_SINGULAR = 1e-13


class DynamicPath(NamedTuple):
    """Output of every period, (T, n); capacity, (T, n), nan unless it was tracked; the method that was used.

    `growth` is the turnpike rate, the share by which balanced output grows per period without final demand.
    """

    x: Array
    capacity: Array
    method: str
    growth: float


def turnpike_growth(A: Array, B: Array, names: Sequence[str] = ()) -> float:
    """Return the rate g at which all output can grow alike: x = A x + g B x, so g = 1 / rho(L B).

    Final demand is 0; households may be a sector of A (Miller and Blair 2009, section 13.4.7). Infinite where
    nothing needs capital.

    Parameters
    ----------
    A, B
        (n, n) input coefficients, and capital coefficients: stock of product i per unit of j's output.
    names
        Names of the sectors for messages.

    Returns
    -------
    float
        Share by which output grows per period.

    Raises
    ------
    SingularError
        If I - A cannot be solved; names the sector.
    """
    values = np.linalg.eigvals(LeontiefSystem(A, names).solve(np.asarray(B, dtype=np.float64)))
    largest = float(np.abs(values).max(initial=0.0))
    return 1.0 / largest if largest > 0 else float("inf")


def is_forward_stable(A: Array, B: Array, names: Sequence[str] = ()) -> bool:
    """Whether the forward recursion x_t+1 = x_t + B^-1 ((I - A) x_t - f_t) keeps to balanced growth.

    Its roots are 1 + 1 / m, m = eigenvalues of L B, numbers. It is relatively stable if no root is larger
    than that of balanced growth, 1 + g (Tsukui 1961; Miller and Blair 2009, section 13.4); otherwise any
    deviation grows until output is negative. It needs a B that can be inverted.

    Parameters
    ----------
    A, B, names
        As `turnpike_growth`, (n, n) each.

    Raises
    ------
    SingularError
        If I - A cannot be solved; names the sector.
    """
    B = np.asarray(B, dtype=np.float64)
    if not len(B) or np.linalg.cond(B, 1) * _SINGULAR > 1:
        return False
    values = np.linalg.eigvals(LeontiefSystem(A, names).solve(B))
    roots = np.abs(1.0 + 1.0 / values)
    return bool(roots.max() <= (1.0 + 1.0 / np.abs(values).max()) * (1 + 1e-9))


def dynamic_leontief(
    A: Array,
    B: Array,
    f: Array,
    start: Array,
    *,
    method: DynamicMethod = "auto",
    max_growth: Array | float = 0.1,
    names: Sequence[str] = (),
) -> DynamicPath:
    """Return output over time where growth needs capital: x_t = A x_t + B (x_t+1 - x_t) + f_t.

    Parameters
    ----------
    A, B
        (n, n) input coefficients and capital coefficients, b_ij stock of product i per unit of j's output.
    f
        (T, n) final demand without investment, by period.
    start
        (n,) with "forward" and "capacity" output of the first period; with "backward" output of the period
        after the last.
    method
        "forward": x_t+1 = x_t + B^-1 ((I - A) x_t - f_t) (section 13.4). "backward": from a stated end,
        x_t = (I - A + B)^-1 (B x_t+1 + f_t), which is defined for any B (the dynamic inverse). "capacity":
        sectors order what they need for planned capacity and never sell what they have, so that output stays
        positive (Duchin and Szyld 1985, capital built within one period):
        c*_t+1 = min(1 + max_growth, (x_t-1 + x_t-2) / (x_t-2 + x_t-3)) ^ 2 x_t-1,
        o_t = max(0, c*_t+1 - c_t), x_t = A x_t + B o_t + f_t, c_t+1 = c_t + o_t.
        "auto": forward where it is stable, else capacity.
    max_growth
        Of planned capacity per period, by sector or for all; "capacity" only.
    names
        Names of the sectors for messages.

    Raises
    ------
    InputError
        Shapes that do not fit, an unknown method, or "forward" where output turns negative: names the sector
        and the period.
    SingularError
        "forward" with a B that cannot be inverted; a sector that supplies no capital makes it so.
    """
    A, B, f, x0 = (np.asarray(a, dtype=np.float64) for a in (A, B, f, start))
    if A.ndim != 2 or B.shape != A.shape or f.ndim != 2 or f.shape[1:] != x0.shape or len(x0) != len(A):
        raise InputError(_("A and B must be (n, n), final demand (periods, n) and the start (n,)."))
    if method not in ("auto", "forward", "capacity", "backward"):
        message = _("Unknown method {method!r}; choose auto, forward, capacity or backward.")
        raise InputError(message.format(method=method))
    growth = turnpike_growth(A, B, names)
    chosen = method
    if method == "auto":
        chosen = "forward" if is_forward_stable(A, B, names) else "capacity"
    if chosen == "forward":
        x = _forward(A, B, f, x0, names)
    elif chosen == "backward":
        x = _backward(A, B, f, x0, names)
    else:
        return DynamicPath(*_capacity(A, B, f, x0, max_growth, names), chosen, growth)
    return DynamicPath(x, np.full(x.shape, np.nan), chosen, growth)


def _forward(A: Array, B: Array, f: Array, x0: Array, names: Sequence[str]) -> Array:
    if np.linalg.cond(B, 1) * _SINGULAR > 1:
        empty = np.flatnonzero(~B.any(axis=1))
        name = name_of(names, int(empty[0])) if len(empty) else ""
        message = _(
            "The capital coefficients cannot be inverted: sector {name} supplies no capital, or two supply "
            "it alike. Choose the capacity or the backward form."
        )
        raise SingularError(message.format(name=name or "?"), sector=name)
    x = np.empty_like(f)
    x[0] = x0
    for t in range(len(f) - 1):
        x[t + 1] = x[t] + np.linalg.solve(B, x[t] - A @ x[t] - f[t])
        if (x[t + 1] < 0).any():
            i = int(x[t + 1].argmin())
            message = _(
                "The forward recursion leaves sector {name} with negative output in period {period}: it is "
                "not stable. Choose the capacity form."
            )
            raise InputError(message.format(name=name_of(names, i), period=t + 2))
    return x


def _backward(A: Array, B: Array, f: Array, end: Array, names: Sequence[str]) -> Array:
    system = LeontiefSystem(A - B, names)
    x, following = np.empty_like(f), end
    for t in reversed(range(len(f))):
        following = x[t] = system.solve(B @ following + f[t])
    return x


def _capacity(
    A: Array, B: Array, f: Array, x0: Array, max_growth: Array | float, names: Sequence[str]
) -> tuple[Array, Array]:
    system = LeontiefSystem(A, names)
    x, capacity = np.empty_like(f), np.empty_like(f)
    older = before = last = held = x0
    most = 1.0 + np.asarray(max_growth, dtype=np.float64)
    x[:1] = capacity[:1] = x0
    for t in range(1, len(f)):
        capacity[t] = held
        past = before + older
        recent = np.divide(last + before, past, out=np.ones_like(last), where=past > 0)
        orders = np.maximum(0.0, np.minimum(most, recent) ** 2 * last - held)
        x[t] = system.solve(B @ orders + f[t])
        held = held + orders
        older, before, last = before, last, x[t]
    return x, capacity
