"""One change as a scenario file states it: what is taken for granted is left out."""

from __future__ import annotations

from dataclasses import fields

from diversify.model.projection.scenario import Change


def change_entry(change: Change) -> dict[str, object]:
    """Return a change as a file states it, without what is taken for granted."""
    entry: dict[str, object] = {}
    for field in fields(Change):
        value = getattr(change, field.name)
        if value is None or value == () or (field.name in ("mode", "shape") and value == field.default):
            continue
        if field.name == "points":
            value = [[year, number(amount)] for year, amount in value]
        elif field.name == "sectors":
            value = list(value)
        elif field.name == "value":
            value = number(value)
        entry[field.name] = value
    return entry


def number(value: float) -> float | int:
    """Return a whole number without its point, so that files stay as people write them."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value
