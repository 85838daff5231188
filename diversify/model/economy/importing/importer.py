"""Files of statistical offices to tables: the layout is found or given, everything done is reported."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from diversify.errors import BalanceError, TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.importing.layout import Kind, Layout
from diversify.model.economy.importing.layout_files import load_layout
from diversify.model.economy.importing.lines import Found
from diversify.model.economy.importing.plain import is_plain, read_plain
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.recognising import recognise
from diversify.model.economy.importing.regional import regional
from diversify.model.economy.importing.report import Difference, Report, sorted_differences
from diversify.model.economy.importing.sheets import LARGEST, Sheet
from diversify.model.economy.importing.sources import opened
from diversify.model.economy.importing.supplying import supplying
from diversify.model.economy.importing.symmetric import symmetric
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.supply_use import SupplyUseTable
from diversify.model.economy.table import Table
from diversify.text import _

SutModel = Literal["A", "B", "C", "D"]
AnyTable = Table | SupplyUseTable | MultiRegionalTable
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TITLES = 6
_ABOUT = ("year", "unit", "currency", "source", "prices", "tolerance")


@dataclass(frozen=True)
class Imported:
    """A file that was read: what was found, and the table once it is asked for.

    Attributes
    ----------
    kind
        What the file holds: "siot", "sut", "make-use" or "mrio".
    report
        What was recognised, left out and taken as zero, and which account fails where.
    """

    kind: Kind
    report: Report
    _make: Callable[[bool], AnyTable]

    def raw(self, *, allow_unbalanced: bool = False) -> AnyTable:
        """Return what the file holds: a Table, SupplyUseTable or MultiRegionalTable.

        Raises
        ------
        BalanceError
            If an account does not balance, unless `allow_unbalanced`.
        """
        return self._make(allow_unbalanced)

    def table(
        self, *, region: str = "", model: SutModel | None = None, allow_unbalanced: bool = False
    ) -> Table:
        """Return the symmetric table of one economy.

        Parameters
        ----------
        region
            Whose, for a multi-regional table.
        model
            How it is made of supply and use: A, B (products), C or D (industries).

        Raises
        ------
        TableError
            If the file needs a region or model that was not given, or the table cannot be.
        """
        found = self.raw(allow_unbalanced=allow_unbalanced)
        if isinstance(found, MultiRegionalTable):
            if not region:
                message = _("The file holds {n} regions: {regions}. Say which.")
                raise TableError(message.format(n=len(found.regions), regions=", ".join(found.regions)))
            return found.national(region)
        if isinstance(found, SupplyUseTable):
            if model is None:
                raise TableError(
                    _(
                        "The file holds supply and use. Say the model: A or B for products by products "
                        "(product or industry technology), C or D for industries by industries (fixed "
                        "industry or product sales structure)."
                    )
                )
            return found.symmetric(model)
        return found


def import_file(
    path: str | os.PathLike[str],
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    use: str | os.PathLike[str] | None = None,
    sheet: str = "",
    largest: float = LARGEST,
    **about: Any,
) -> Imported:
    """Read a file or folder in the layout of a statistical office, of a database, or of one's own.

    Parameters
    ----------
    path
        A CSV or XLSX file, or a folder as Eora, EXIOBASE and pymrio have them.
    layout
        Name of a shipped layout, path of a layout file, or a Layout; by default it is found.
    use
        The file with the use table, where `path` holds only supply or make.
    sheet
        Sheet to read, instead of the layout's.
    largest
        Largest file that is read (of a workbook: unpacked), MiB.
    **about
        year, unit, currency, source, prices, tolerance: instead of the layout's.

    Raises
    ------
    TableError
        If it cannot be read without guessing: says what is not clear, and the candidates.
    """
    file = Path(path)
    unknown = [name for name in about if name not in _ABOUT]
    if unknown:
        message = _("{name} cannot be said of a table; choose among {names}.")
        raise TableError(message.format(name=unknown[0], names=", ".join(_ABOUT)))
    if file.is_dir():
        from diversify.model.economy.importing.folders import read_folder

        return _folder(file, *read_folder(file, about))
    given = load_layout(layout) if isinstance(layout, (str, os.PathLike)) else layout
    with ExitStack() as stack:
        sheets = stack.enter_context(opened(file, given, largest))
        second = stack.enter_context(opened(Path(use), given, largest)) if use else sheets
        if given is None and len(sheets) == 1 and is_plain(sheets.only()):
            return _plain(file, sheets.only(), about)
        every = [*sheets.all(), *(second.all() if use else ())] if given is None else []
        chosen = given or recognise(file.name, every)
        chosen = replace(chosen, **{key: value for key, value in about.items() if value is not None})
        parts = {
            name: Part(
                (second if name == "use" else sheets).of(area, sheet, name),
                area,
                chosen,
                symmetric=chosen.kind in ("siot", "mrio"),
            )
            for name, area in chosen.areas.items()
        }
    return _built(file, chosen, parts)


def _plain(file: Path, sheet: Sheet, about: Mapping[str, Any]) -> Imported:
    table = read_plain(file, sheet, about)
    differences = []
    try:
        read_plain(file, sheet, about, allow_unbalanced=False)
    except BalanceError as error:
        differences = [Difference(_("account"), label, by) for label, by in error.rows]
    report = Report(
        file=file.name,
        layout=_("plain"),
        kind="siot",
        sheets=(sheet.name,),
        recognised=((_("sectors"), ", ".join(table.codes)), (_("final demand"), ", ".join(table.categories))),
        said=table.notes if table.balanced else (),
        differences=tuple(differences),
        unit=table.unit,
    )
    return Imported("siot", report, lambda allow: read_plain(file, sheet, about, allow_unbalanced=allow))


def _built(file: Path, layout: Layout, parts: Mapping[str, Part]) -> Imported:
    made: Callable[..., AnyTable]
    if layout.kind == "siot":
        found = symmetric(parts["table"], parts.get("imports"), layout.tolerance, layout.residual)
        made = Table
    elif layout.kind == "mrio":
        found = regional(parts["table"], layout.tolerance, layout.residual)
        made = MultiRegionalTable
    else:
        make = layout.kind == "make-use"
        found = supplying(parts["make" if make else "supply"], parts["use"], layout.tolerance, make=make)
        made = SupplyUseTable
    if not layout.year:
        layout = replace(layout, year=_year(file, [part.sheet for part in parts.values()], found))
    fields = found.fields | _measured(file, layout)
    zeros: Counter[str] = Counter()
    for part in parts.values():
        zeros += part.zeros
    left_out = tuple(item for part in parts.values() for item in part.selection.left_out)
    notes = tuple(found.said)

    def make_table(allow_unbalanced: bool) -> AnyTable:
        return made(**fields, notes=notes, allow_unbalanced=allow_unbalanced)

    report = Report(
        file=file.name,
        layout=layout.name,
        kind=layout.kind,
        sheets=tuple(dict.fromkeys(part.sheet.name for part in parts.values())),
        recognised=tuple(found.recognised),
        left_out=left_out,
        zeros=FrozenDict(zeros),
        said=notes,
        differences=sorted_differences([*found.differences, *_unbalanced(make_table)]),
        unit=layout.unit,
    )
    return Imported(layout.kind, report, make_table)


def _year(file: Path, sheets: list[Sheet], found: Found) -> int:
    """Return the only year that sheets, titles above the table and the file's name say; 0 if there is none.

    Raises
    ------
    TableError
        If they say several.
    """
    names = {match[0] for sheet in sheets for match in _YEARS.finditer(sheet.name)}
    titles = [
        cell for sheet in sheets for row in sheet.rows[:_TITLES] for cell in row[:2] if isinstance(cell, str)
    ]
    said = {match[0] for text in (file.stem, *titles) for match in _YEARS.finditer(text)}
    years = sorted(names or said)
    if len(years) > 1:
        message = _("{file} can be of the years {years}. Say which.")
        raise TableError(message.format(file=file.name, years=" / ".join(years)))
    if years:
        found.said.append(_("The year {year} is read off the name or title.").format(year=years[0]))
    return int(years[0]) if years else 0


def _measured(file: Path, layout: Layout) -> dict[str, Any]:
    """Return what the figures are; the unit and the year must be known."""
    missing = [name for name in ("year", "unit") if not getattr(layout, name)]
    if missing:
        message = _("{file} does not say its {what}. Say it in the layout or when importing.")
        raise TableError(message.format(file=file.name, what=_(" and ").join(missing)))
    return {
        "year": layout.year,
        "unit": layout.unit,
        "currency": layout.currency or layout.unit.rpartition(" ")[2],
        "price_basis": layout.prices,
        "source": layout.source or layout.title or file.name,
        "tolerance": layout.tolerance,
    }


def _unbalanced(make: Callable[[bool], AnyTable]) -> list[Difference]:
    try:
        make(False)
    except BalanceError as error:
        return [Difference(_("account"), label, by) for label, by in error.rows]
    except TableError:
        make(True)  # raises again where it is not the balance
    return []


def _folder(file: Path, layout: str, found: Found, make: Callable[[bool], AnyTable]) -> Imported:
    report = Report(
        file=file.name,
        layout=layout,
        kind="mrio",
        sheets=(),
        recognised=tuple(found.recognised),
        said=tuple(found.said),
        differences=sorted_differences([*found.differences, *_unbalanced(make)]),
        unit=str(found.fields.get("unit", "")),
    )
    return Imported("mrio", report, make)
