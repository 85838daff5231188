"""Where a parameter enters the model: the equations that its record names, the functions that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diversify.frozen import FrozenDict
from diversify.model.projection.parameters import Record, Text
from diversify.resources import packaged_rows


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation of the model.

    Attributes
    ----------
    id
        As the documentation of the model and the records call it: "A2b".
    title
        In three languages; empty where the id is not listed.
    places
        Functions and classes in `diversify.model.projection` that hold it, "module.name".
    """

    id: str
    title: Text
    places: tuple[str, ...]


@cache
def equations() -> Mapping[str, Equation]:
    """Return every listed equation by its id."""
    return FrozenDict({row["equation"]: _equation(row) for row in packaged_rows("equations.csv")})


def entered(record: Record) -> tuple[Equation, ...]:
    """Return the equations that a record enters, in the order in which it names them."""
    ids = [part.strip() for part in record.equation.split(",") if part.strip()]
    return tuple(equations().get(name, Equation(name, FrozenDict({}), ())) for name in ids)


def _equation(row: Mapping[str, str]) -> Equation:
    title = FrozenDict({language: row[f"title_{language}"] for language in ("en", "az", "ru")})
    places = tuple(place.strip() for place in row["places"].split(";") if place.strip())
    return Equation(row["equation"], title, places)
