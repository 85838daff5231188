"""Whose parameters a sector takes: one of the classes of the records, or a weighted mix of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Class = str | Mapping[str, float]
Mix = tuple[tuple[str, float], ...]
"""Class codes with their weights, which add up to 1."""


def mixes(sectors: Sequence[str], classes: Mapping[str, Class] | None) -> tuple[Mix, ...]:
    """Return the mix of every sector, in order; a sector that is not listed is its own class."""
    known = classes or {}
    return tuple(_mix(known.get(code, code)) for code in sectors)


def _mix(value: Class) -> Mix:
    return ((value, 1.0),) if isinstance(value, str) else tuple(value.items())


def only(mix: Mix, code: str) -> bool:
    """Whether a sector belongs to one class and to no other."""
    return len(mix) == 1 and mix[0][0] == code
