"""Levers, their changes and stated values in words, and what people type read back. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from diversify.errors import InputError
from diversify.gui.lever_state import blank_text
from diversify.model.projection.parameters import Record, levers, records, unit_on
from diversify.model.projection.result import Result
from diversify.model.projection.scenario import NONOIL, Change
from diversify.model.projection.scenario_differences import Stated
from diversify.text import N_, _, decimal_sign, format_number, language, localized, translate_unit

CLOSURES = {
    "default": N_("wage curve"),
    "demand_led": N_("demand-led"),
    "market_clearing": N_("market clearing"),
    "type2": N_("Type II households"),
}
EXPLICIT, INHERITED = "● ", "○ "  # marks beside the font, so that neither font nor colour is alone
_DIGITS = 8
_GROUPS = {
    "en": r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?",
    "az": r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?",
    "ru": r"[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?",
}


def exact(value: float, signed: bool = False) -> str:
    """Write a number as a person stated it, with all its digits."""
    _whole, _point, part = f"{value:.{_DIGITS}f}".rstrip("0").partition(".")
    return format_number(value, len(part), signed=signed)


def read_number(text: str) -> float:
    """Read a number with a point or a comma, with or without thousands as the language writes them.

    Raises
    ------
    InputError
        If it is none.
    """
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", text.strip()).replace("−", "-")
    sign, body = (plain[0], plain[1:].strip()) if plain[:1] in ("+", "-") else ("", plain)
    if re.fullmatch(_GROUPS[language()], body):
        thousands = "," if language() == "en" else "." if language() == "az" else " "
        body = body.replace(thousands, "")
    body = body.replace(",", ".")
    if not re.fullmatch(r"[0-9]+(\.[0-9]*)?|\.[0-9]+", body):
        raise InputError(
            _("“{text}” is not a number. Write it like {example}.").format(
                text=text.strip(), example=f"12{decimal_sign()}5"
            )
        )
    return float(sign + body)


def read_points(text: str) -> tuple[tuple[int, float], ...]:
    """Read a path such as "2026: 40; 2030: 55".

    Raises
    ------
    InputError
        If it is none.
    """
    points = []
    for part in filter(str.strip, text.split(";")):
        year, colon, value = part.partition(":")
        if not colon or not re.fullmatch(r"\s*[0-9]{4}\s*", year):
            raise InputError(
                _("“{text}” is no path. Write it like “2026: 40; 2030: 55”.").format(text=text.strip())
            )
        points.append((int(year), read_number(value)))
    return tuple(points)


def sector_names(sectors: Iterable[str], result: Result) -> str:
    """Return the names of sectors in words; all of them if none is given."""
    names = {sector.code: localized(sector.name) for sector in result.sectors}
    names[NONOIL] = _("all but oil and gas extraction")
    return ", ".join(names.get(code, code) for code in sorted(sectors)) or _("all sectors")


def value_text(change: Change) -> str:
    """Return what a change sets a lever to, without its timing: "80", "+0.5", "×1.2", or a path."""
    if change.points:
        return "; ".join(f"{year}: {exact(value)}" for year, value in change.points)
    value = change.value or 0.0
    if levers()[change.lever].unit == "year":
        return str(int(value))
    if change.mode == "scale":
        return f"×{exact(value)}"
    return exact(value, signed=change.mode == "add")


def timing_text(change: Change, base: int) -> str:
    """Return when and how a change comes about; empty if at once, for all time, and for everybody."""
    parts = []
    start = base + 1 if change.start is None else change.start
    if change.shape != "step" and not change.points:
        text = _("{start}–{end}, S-curve") if change.shape == "s-curve" else _("{start}–{end}, linear")
        parts.append(text.format(start=start, end=change.end))
    elif start != base + 1 and not change.points:
        parts.append(_("from {start}").format(start=start))
    if change.until is not None:
        parts.append(_("until {until}").format(until=change.until))
    return "; ".join(parts)


def change_text(change: Change, base: int) -> str:
    """Return a change with its timing: "80 (from 2030)"."""
    timing = timing_text(change, base)
    return f"{value_text(change)} ({timing})" if timing else value_text(change)


def changes_text(changes: Sequence[Change], base: int) -> str:
    """Return all changes of a lever for the same sectors in one line."""
    return " | ".join(change_text(change, base) for change in changes)


def default_text(record: Record, last: float | None) -> str:
    """Return what a lever is where nobody moves it; `last` is its default in the last year."""
    if last is None:
        return blank_text(record) or "–"
    return str(int(last)) if record.unit == "year" else exact(float(f"{last:.4g}"))


def stated_text(stated: Stated, kind: str, record: Record | None, base: int, last: float | None) -> str:
    """Return one side of a difference in words."""
    if kind == "base":
        return f"{stated.value:.0f}" if isinstance(stated.value, float) else "–"
    if kind == "closure":
        return _(CLOSURES[str(stated.value)])
    if stated.changes:
        return changes_text(stated.changes, base)
    if isinstance(stated.value, float):
        return exact(stated.value)
    if kind == "lever" and record is not None:
        return default_text(record, last)
    return _("off")


def stated_number(stated: Stated, last: float | None) -> float | None:
    """Return the number to sort by: the value, or the last of a path."""
    if stated.changes:
        change = stated.changes[-1]
        return change.points[-1][1] if change.points else change.value
    return stated.value if isinstance(stated.value, float) else last


def unit_text(name: str, base: int, scaled: bool = False) -> str:
    """Return the unit of a record in the current language."""
    if scaled:
        return _("ratio")
    record = records().get(name)
    return translate_unit(unit_on(record.unit, base)) if record else ""
