"""Between the values of a lever and the whole-number positions of its slider."""

from __future__ import annotations

import math
from dataclasses import dataclass

from diversify.model.projection.parameters import Record

_POSITIONS = 150  # at least, where the unit allows
_ADDED = {"set": 0.0, "add": 0.0, "scale": 1.0}  # what leaves the default as it is


@dataclass(frozen=True)
class Scale:
    """A slider from `low` to `high` in steps of `step`; values are shown with `decimals` places."""

    low: float
    high: float
    step: float
    decimals: int

    @property
    def last(self) -> int:
        """The highest position; the lowest is 0."""
        return round((self.high - self.low) / self.step)

    def position(self, value: float) -> int:
        """Return the position nearest to `value`, inside the range."""
        return min(max(round((value - self.low) / self.step), 0), self.last)

    def value(self, position: int) -> float:
        """Return the value of a position, free of binary dust."""
        return min(max(round(self.low + position * self.step, self.decimals + 2), self.low), self.high)

    def spread(self, count: int) -> tuple[float, ...]:
        """Return `count` values evenly over the range, both ends included."""
        return tuple(self.value(round(self.last * k / (count - 1))) for k in range(count))


def scale_of(record: Record, mode: str = "set") -> Scale:
    """Return the scale of a lever's slider when its value is set, added to the default, or multiplies it."""
    if mode == "add":
        reach = _reach(record)
        return _made(-reach, reach, whole=False)
    if mode == "scale":
        return _made(0.0, 3.0, whole=False)
    return _made(record.min, record.max, whole=record.unit == "year")


def neutral(mode: str) -> float:
    """Return the value of a change of this mode that changes nothing ("set" has none: 0)."""
    return _ADDED[mode]


def _reach(record: Record) -> float:
    return round((record.max - record.min) / 2.0, 10)  # 0.35, not 0.35000000000000003


def _made(low: float, high: float, whole: bool) -> Scale:
    if whole:
        return Scale(low, high, 1.0, 0)
    rough = (high - low) / _POSITIONS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s for s in (5.0, 2.0, 1.0) if s * power <= rough * (1.0 + 1e-9)) * power
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return Scale(low, high, step, decimals)
