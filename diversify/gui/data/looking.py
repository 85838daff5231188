"""Looking at a table file in a job: the preview, and the table where nothing is open. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from diversify.errors import BalanceError, DiversifyError, NegativeError
from diversify.model.economy import Table
from diversify.model.economy.importing import ImportPreview, preview

#: What `preview` is told by name; the rest is said when the table is made.
_ABOUT = ("year", "unit")


@dataclass(frozen=True)
class Wish:
    """A file and what has been answered about it.

    Attributes
    ----------
    said
        Answers by question: layout, sheet, year, unit, region, model, allow_unbalanced, allow_negative.
    use
        File with the use table, where the first holds supply only.
    """

    path: Path
    said: Mapping[str, Any] = field(default_factory=dict)
    use: Path | None = None

    def answered(self, name: str, value: object) -> Wish:
        """Return the wish with another answer; an empty one takes it back."""
        kept = {key: old for key, old in self.said.items() if key != name}
        return replace(self, said={**kept, name: value} if value not in ("", None, False) else kept)


@dataclass(frozen=True)
class Look:
    """What a file turned out to be.

    Attributes
    ----------
    open
        Questions that keep it from being used, by name.
    problem
        Why there is no table, one sentence; empty if there is one.
    """

    wish: Wish
    seen: ImportPreview
    table: Table | None
    open: tuple[str, ...]
    problem: str


def look(wish: Wish, stop: Callable[[], bool]) -> Look:
    """Read a file as far as it can be read without guessing."""
    said = wish.said
    about = {name: said[name] for name in _ABOUT if name in said}
    seen = preview(
        wish.path, said.get("layout") or None, use=wish.use, sheet=str(said.get("sheet", "")), **about
    )
    needs = [name for name in seen.needs if not said.get(name)]
    if seen.imported is None or needs or stop():
        return Look(wish, seen, None, tuple(needs), seen.problem)
    if seen.regions and not said.get("region"):
        needs.append("region")
    if seen.imported.kind in ("sut", "make-use") and not said.get("model"):
        needs.append("model")
    try:
        table = seen.imported.table(
            region=str(said.get("region", "")),
            model=said.get("model"),
            allow_unbalanced=bool(said.get("allow_unbalanced")),
            allow_negative=bool(said.get("allow_negative")),
        )
    except DiversifyError as error:
        if isinstance(error, BalanceError):
            needs.append("allow_unbalanced")
        if isinstance(error, NegativeError):
            needs.append("allow_negative")
        return Look(wish, seen, None, tuple(needs), str(error))
    return Look(wish, seen, table, (), "")
