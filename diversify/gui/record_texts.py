"""Units and values of records as the window writes them."""

from __future__ import annotations

from diversify.model.projection.parameters import Record, unit_on
from diversify.text import _, format_number, translate_unit


def unit_text(record: Record, base: int | None = None, currency: str = "AZN") -> str:
    """Return the unit in the current language; money of a record is money of the base year."""
    unit = record.unit if base is None else unit_on(record.unit, base, currency)
    return _(unit) if unit == record.unit else translate_unit(unit)


def short_unit(record: Record, base: int) -> str:
    """Return the unit without the year of its prices, which takes more room than a row has."""
    unit = unit_on(record.unit, base, "AZN")
    money, of, _year = unit.partition(" of ")
    return translate_unit(money) if of and money.startswith("mln ") else unit_text(record, base)


def number_text(value: float, record: Record) -> str:
    """Return a value of a record as people read it: a year without separators."""
    if record.unit == "year":
        return str(int(value))
    return format_number(value, 0 if value == int(value) else None)
