"""Numbers of tiles as people read them: levels, effects with two significant digits, ranges."""

from __future__ import annotations

import math

from diversify.text import _, format_number

_NOTHING = 5e-4  # effects below this are rounding, not economics
_SIGNIFICANT = 2


def level(value: float, unit: str) -> str:
    """Return a level with its unit: "152.3 bn AZN", "170 mln AZN", "22.8 %"."""
    if not math.isfinite(value):
        return "–"
    if unit.startswith("mln AZN"):
        if abs(value) >= 10_000.0:
            return _("{value} bn AZN").format(value=format_number(value / 1000.0, 1))
        return _("{value} mln AZN").format(value=_significant(value, signed=False))
    if unit.startswith("%"):
        return _("{value} %").format(value=format_number(value, 1))
    return f"{format_number(value)} {_(unit)}"


def effect(value: float, kind: str, unit: str) -> str:
    """Return a difference with its unit: "+0.18 %", "−0.03 pp", "+120 mln AZN"."""
    return f"{two_digits(value)} {effect_unit(kind, unit)}"


def span(low: float, high: float, kind: str, unit: str) -> str:
    """Return a 5-95 % range: "5–95 %: +0.05 … +0.31"."""
    return _("5–95 %: {low} … {high}").format(low=two_digits(low), high=two_digits(high))


def effect_unit(kind: str, unit: str) -> str:
    """Return the unit of a difference."""
    if kind == "percent":
        return "%"
    if kind == "points" and unit.startswith("%"):
        return _("pp")
    return _("mln AZN") if unit.startswith("mln AZN") else _(unit)


def two_digits(value: float) -> str:
    """Write a signed effect with two significant digits; what rounds to nothing is 0."""
    return _significant(value, signed=True)


def _significant(value: float, signed: bool) -> str:
    if not math.isfinite(value):
        return "–"
    if abs(value) < _NOTHING:
        return format_number(0.0, 0)
    rounded = round(value, _SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    digits = _SIGNIFICANT - 1 - math.floor(math.log10(abs(rounded)))  # 0.0996 became 0.10
    return format_number(rounded, max(digits, 0), signed=signed)
