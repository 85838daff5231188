"""Official targets for indicators: what a law or a strategy of the state asks for, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from diversify.frozen import FrozenDict
from diversify.model.projection.parameters import LANGUAGES, Text
from diversify.resources import packaged_rows

Relation = Literal["target", "ceiling", "floor"]


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the state has set itself.

    Attributes
    ----------
    indicator
        Name of the indicator whose level it is, in that indicator's unit.
    first, last
        The years it is for.
    relation
        target: to be met; ceiling: not to be exceeded; floor: not to be fallen short of.
    mark
        How good the number is, as in the records: V taken from the source as published.
    title, note
        Its name, and what must be known to compare it with the model, in three languages.
    """

    indicator: str
    first: int
    last: int
    relation: Relation
    value: float
    mark: str
    source_id: str
    title: Text
    note: Text

    def met(self, value: float) -> bool:
        """Whether a value of the indicator keeps to it."""
        return value <= self.value if self.relation == "ceiling" else value >= self.value


@cache
def targets() -> tuple[Target, ...]:
    """Return every official target, as the data list them."""
    return tuple(
        Target(
            indicator=row["indicator"],
            first=int(row["first"]),
            last=int(row["last"]),
            relation=cast(Relation, row["relation"]),
            value=float(row["value"]),
            mark=row["mark"],
            source_id=row["source_id"],
            title=FrozenDict({code: row[f"title_{code}"] for code in LANGUAGES}),
            note=FrozenDict({code: row[f"note_{code}"] for code in LANGUAGES}),
        )
        for row in packaged_rows("targets.csv")
    )
