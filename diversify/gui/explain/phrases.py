"""Cells and sentences of answers: numbers as people read them, the largest parts in words. No Qt widgets."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from diversify.gui.tables import Cell
from diversify.model.analysis.parts import Parts
from diversify.text import _, format_effect, format_number, translate_unit

NOTHING = 5e-7  # what is smaller is rounding of the machine
_SAID = 3  # parts named in a sentence


def effect_cell(value: float, unit: str = "") -> Cell:
    """Return a cell of a difference: signed, two significant digits, all of them in the tooltip."""
    if not math.isfinite(value):
        return Cell("–", tip=_("There is no such number here."))
    shown = 0.0 if abs(value) < NOTHING else value
    return Cell(format_effect(shown), value, tip=f"{format_number(value, 6, signed=True)} {unit}".strip())


def level_cell(value: float, digits: int | None = None, unit: str = "") -> Cell:
    """Return a cell of a level."""
    if not math.isfinite(value):
        return Cell("–", tip=_("There is no such number here."))
    return Cell(format_number(value, digits), value, tip=f"{format_number(value, 6)} {unit}".strip())


def effect_unit(unit: str) -> str:
    """Return the unit of parts in the current language."""
    return translate_unit(unit)


def with_unit(value: float, unit: str) -> str:
    """Return an effect with its unit."""
    return f"{format_effect(0.0 if abs(value) < NOTHING else value)} {effect_unit(unit)}".strip()


def largest(parts: Parts, year: int, most: int = _SAID) -> str:
    """Return the largest parts of a year in words: "AI adoption +0.3, Fiscal −0.1"."""
    values = np.nan_to_num(parts.at(year))
    order = [i for i in np.argsort(-np.abs(values), kind="stable") if abs(values[i]) >= NOTHING][:most]
    return ", ".join(f"{parts.parts[i].label} {format_effect(float(values[i]))}" for i in order)


def sums_to(values: Sequence[float], whole: float, unit: str) -> str:
    """Return the sentence that says that parts add up, and how exactly."""
    total = float(np.nansum(values))
    return _("The parts add up to {total} {unit}; the whole is {whole} (rest {rest}).").format(
        total=format_effect(total),
        unit=effect_unit(unit),
        whole=format_effect(whole),
        rest=f"{abs(total - whole):.0e}" if total != whole else "0",
    )
