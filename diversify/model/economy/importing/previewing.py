"""A look at a file before it is used: what was recognised, what is unclear, what does not add up."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from diversify.errors import AmbiguityError, BalanceError, DiversifyError, NegativeError
from diversify.model.economy.importing.imported import AnyTable, Imported
from diversify.model.economy.importing.importer import Seen, read_file
from diversify.model.economy.importing.layout import Layout
from diversify.model.economy.importing.report import Block, Difference, LeftOut, Report
from diversify.model.economy.importing.sheets import LARGEST, Sheet
from diversify.model.economy.sectors import Sector

_ROWS, _COLUMNS = 40, 20  # of each sheet, to be shown
_CELL = 80
#: What stands for a year or unit that is not known, only to see whether all else can be read.
_STAND_INS: dict[str, Any] = {"year": 2000, "unit": "?"}


@dataclass(frozen=True)
class SheetPreview:
    """A sheet as it is: its name, size, and the texts of its first cells, row by row."""

    name: str
    rows: int
    columns: int
    head: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ImportPreview:
    """What can be said of a file without using it.

    Attributes
    ----------
    file
        Its name.
    layout
        The layout that was recognised or given; None if none was.
    evidence
        Pairs of (sign of the layout, label of the file that has it); empty if the layout was given.
    needs
        What has to be said before the file can be used: "layout", "sheet", "year", "unit", that
        negative flows are allowed ("allow_negative"); empty if nothing.
    candidates
        What there is to choose among, by what has to be said; no entry where anything may be said.
    problem
        Why there is no table, one sentence; empty if there is one, or if only accounts do not balance.
    sheets
        The sheets that were looked at.
    imported
        What was read, None if nothing could be. Where a year or unit is needed it is not to be used yet.
    """

    file: str
    layout: Layout | None
    evidence: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    candidates: dict[str, tuple[str, ...]]
    problem: str
    sheets: tuple[SheetPreview, ...]
    imported: Imported | None

    @property
    def report(self) -> Report | None:
        """What was recognised, left out and taken as no flow."""
        return self.imported.report if self.imported else None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Where the parts of the table stand."""
        return self.report.blocks if self.report else ()

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Rows and columns that are no part of the table."""
        return self.report.left_out if self.report else ()

    @property
    def residuals(self) -> tuple[Difference, ...]:
        """Accounts and printed totals that do not add up, the largest first."""
        return self.report.differences if self.report else ()

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors (of supply and use: the products)."""
        return self.imported.sectors if self.imported else ()

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions; empty for one economy."""
        return self.imported.regions if self.imported else ()

    @cached_property
    def table(self) -> AnyTable | None:
        """Table, SupplyUseTable or MultiRegionalTable; None if anything has to be said or does not balance.

        `imported.table(region=..., model=..., allow_unbalanced=...)` gives the table of one economy.
        """
        if self.imported is None or self.needs:
            return None
        try:
            return self.imported.raw()
        except (BalanceError, NegativeError):
            return None


def preview(
    path: str | os.PathLike[str],
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    use: str | os.PathLike[str] | None = None,
    sheet: str = "",
    largest: float = LARGEST,
    **about: Any,
) -> ImportPreview:
    """Look at a file, folder or archive; nothing about it raises, what is wrong is said in `problem`.

    Parameters
    ----------
    path, layout, use, sheet, largest, **about
        As for `import_file`.
    """
    seen = Seen()
    said = {key: value for key, value in about.items() if value is not None}
    needs: list[str] = []
    candidates: dict[str, tuple[str, ...]] = {}
    problem, imported = "", None
    while True:
        seen = Seen()
        try:
            imported = read_file(
                Path(path), layout, use=use, sheet=sheet, largest=largest, about=said, seen=seen
            )
        except AmbiguityError as error:
            problem = problem or str(error)
            needs.append(error.what)
            if error.candidates:
                candidates[error.what] = error.candidates
            if error.what in _STAND_INS and error.what not in said:
                said[error.what] = _STAND_INS[error.what]
                continue
        except DiversifyError as error:
            problem = problem or str(error)
        break
    if imported is not None and not needs:
        try:
            imported.raw(allow_unbalanced=True)
        except NegativeError as error:
            problem = str(error)
            needs.append("allow_negative")
    recognition = seen.recognition
    return ImportPreview(
        file=Path(path).name,
        layout=recognition.layout if recognition else None,
        evidence=recognition.evidence if recognition else (),
        needs=tuple(needs),
        candidates=candidates,
        problem=problem,
        sheets=tuple(_shown(item) for item in seen.sheets),
        imported=imported,
    )


def _shown(sheet: Sheet) -> SheetPreview:
    rows = range(min(sheet.height, _ROWS))
    columns = range(min(sheet.width, _COLUMNS))
    head = tuple(tuple(sheet.text(r, c)[:_CELL] for c in columns) for r in rows)
    return SheetPreview(sheet.name, sheet.height, sheet.width, head)
