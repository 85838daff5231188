"""Structural decomposition: how much of a change each factor of an identity explains, without a residual.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 13.1; E. Dietzenbacher and
B. Los, "Structural decomposition techniques: sense and sensitivity", Economic Systems Research 10 (1998)
307-323; on the mean over all orders as a Shapley value: J. Albrecht, D. François and K. Schoors, "A Shapley
decomposition of carbon emissions without residuals", Energy Policy 30 (2002) 727-736; on its multiplicative
form: E. Dietzenbacher, A. Hoen and B. Los, "Labor productivity in Western Europe 1975-1985", Journal of
Regional Science 40 (2000) 425-452.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.text import _

Method = Literal["average", "polar", "polar_first", "polar_last", "interaction"]
Form = Literal["level", "growth", "factor"]
METHODS: tuple[Method, ...] = ("average", "polar", "polar_first", "polar_last", "interaction")
_MOST = 12  # factors; the value is needed in 2^k mixtures


class StructuralDecomposition(NamedTuple):
    """What each factor contributed.

    Attributes
    ----------
    start, end
        The value before and after, any shape s.
    effects
        (k, *s): one row per factor.
    interaction
        (*s): with the method "interaction" what no single factor explains, otherwise 0 (1 in the form
        "factor").
    interactions
        With the method "interaction": the part that exactly these factors make together, by their positions.
    """

    start: Array
    end: Array
    effects: Array
    interaction: Array
    interactions: Mapping[tuple[int, ...], Array]


def structural_decomposition(
    start: Sequence[Array],
    end: Sequence[Array],
    value: Callable[..., Array] | None = None,
    *,
    method: Method = "average",
    form: Form = "level",
) -> StructuralDecomposition:
    """Return by how much each factor changed a value y = value(factor_1, ..., factor_k).

    Parameters
    ----------
    start, end
        The k factors before and after, arrays of any shape.
    value
        Makes y from the factors; by default their matrix product, so that (L, f) gives x = L f and
        (v, L, f) gives v' L f.
    method
        "average": mean over all k! orders of change (Dietzenbacher and Los 1998), from the 2^k mixtures by
        Shapley's weights. "polar": mean of the two polar forms, the usual approximation. "polar_first",
        "polar_last": factors change in the order given, or in the reverse order. "interaction": every factor
        changes alone from the start, and what they make together is stated apart.
    form
        "level": effects add up to end - start, in the unit of the value. "growth": the same over start, nan
        where that is 0. "factor": effects multiply to end / start (geometric mean over orders); nan unless
        all mixtures are positive.

    Raises
    ------
    InputError
        Factors that do not pair, too many of them, or an unknown method or form.
    """
    k = len(start)
    if k != len(end) or not 0 < k <= _MOST:
        message = _("Give 1 to {most} factors, before and after; there are {start} and {end}.")
        raise InputError(message.format(most=_MOST, start=k, end=len(end)))
    if method not in METHODS or form not in ("level", "growth", "factor"):
        message = _("Unknown method {method!r} or form {form!r}; choose {methods}; level, growth or factor.")
        raise InputError(message.format(method=method, form=form, methods=", ".join(METHODS)))
    make = value or _product
    before, after = (
        [np.asarray(a, dtype=np.float64) for a in start],
        [np.asarray(a, dtype=np.float64) for a in end],
    )
    found: dict[frozenset[int], Array] = {}

    def of(changed: frozenset[int]) -> Array:
        if changed not in found:
            mixture = [after[i] if i in changed else before[i] for i in range(k)]
            found[changed] = np.asarray(make(*mixture), dtype=np.float64)
        return found[changed]

    def scaled(changed: frozenset[int]) -> Array:
        if form != "factor":
            return of(changed)
        y = of(changed)
        return np.log(np.where(y > 0, y, np.nan))

    everyone = frozenset(range(k))
    first, last = of(frozenset()), of(everyone)
    if method == "interaction":
        parts = _together(scaled, k)
        effects = np.stack([parts.pop((i,)) for i in range(k)])
    else:
        parts = {}
        effects = _effects(scaled, k, method)
    together = sum(parts.values(), np.zeros_like(first))
    if form == "growth":
        base = np.where(first == 0, np.nan, first)
        effects, together = effects / base, together / base
        parts = {who: part / base for who, part in parts.items()}
    elif form == "factor":
        effects, together = np.exp(effects), np.exp(together)
        parts = {who: np.exp(part) for who, part in parts.items()}
    return StructuralDecomposition(first, last, effects, together, parts)


def _product(*factors: Array) -> Array:
    """The matrix product from the right: vectors stay vectors, so that no large product is made early."""
    result = factors[-1]
    for factor in reversed(factors[:-1]):
        result = factor @ result
    return result


def _effects(of: Callable[[frozenset[int]], Array], k: int, method: Method) -> Array:
    if method == "average":
        return np.stack([_mean_over_orders(of, i, k) for i in range(k)])
    forward = [of(frozenset(range(i + 1))) - of(frozenset(range(i))) for i in range(k)]
    if method == "polar_first":
        return np.stack(forward)
    backward = [of(frozenset(range(i, k))) - of(frozenset(range(i + 1, k))) for i in range(k)]
    if method == "polar_last":
        return np.stack(backward)
    return (np.stack(forward) + np.stack(backward)) / 2.0


def _mean_over_orders(of: Callable[[frozenset[int]], Array], i: int, k: int) -> Array:
    """Mean over all k! orders of what factor i changes: a set of m goes before in m! (k - m - 1)! of them."""
    others = [j for j in range(k) if j != i]
    total = np.zeros_like(of(frozenset()))
    for m in range(k):
        weight = 1.0 / (k * comb(k - 1, m))
        for before in combinations(others, m):
            total = total + weight * (of(frozenset({*before, i})) - of(frozenset(before)))
    return total


def _together(of: Callable[[frozenset[int]], Array], k: int) -> dict[tuple[int, ...], Array]:
    """Part of every set of factors that none of its subsets makes (Harsanyi's dividends); they add up."""
    parts: dict[tuple[int, ...], Array] = {}
    for m in range(1, k + 1):
        for who in combinations(range(k), m):
            smaller = (p for size in range(1, m) for p in combinations(who, size))
            parts[who] = of(frozenset(who)) - of(frozenset()) - sum((parts[p] for p in smaller), 0.0)
    return parts
