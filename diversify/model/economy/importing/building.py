"""What was read of a file, made an `Imported`: its table, its report, the year it is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from diversify.errors import AmbiguityError, BalanceError, TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.importing.blocks import blocks
from diversify.model.economy.importing.imported import AnyTable, Imported
from diversify.model.economy.importing.layout import Layout
from diversify.model.economy.importing.lines import Found
from diversify.model.economy.importing.plain import read_plain
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.recognising import Recognition
from diversify.model.economy.importing.regional import regional
from diversify.model.economy.importing.report import Difference, Report, sorted_differences
from diversify.model.economy.importing.sheets import Sheet
from diversify.model.economy.importing.supplying import supplying
from diversify.model.economy.importing.symmetric import symmetric
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.sectors import Sector
from diversify.model.economy.supply_use import SupplyUseTable
from diversify.model.economy.table import Table
from diversify.text import _

#: A year that is no part of a date, of a span of years or of a longer number.
_YEARS = re.compile(r"(?<![\d/.])(?<!\d-)(?:19|20)\d\d(?![\d/]|[.-]\d)")
_TITLES, _BESIDE = 6, 4
_BASIC = "basic"
Maker = Callable[[bool, bool], AnyTable]


def plain_table(file: Path, sheet: Sheet, about: Mapping[str, Any]) -> Imported:
    """Return a table in the plain layout."""

    def make(allow_unbalanced: bool, allow_negative: bool) -> Table:
        return read_plain(
            file, sheet, about, allow_unbalanced=allow_unbalanced, allow_negative=allow_negative
        )

    table = make(True, True)
    report = Report(
        file=file.name,
        layout=_("plain"),
        kind="siot",
        sheets=(sheet.name,),
        recognised=((_("sectors"), ", ".join(table.codes)), (_("final demand"), ", ".join(table.categories))),
        said=table.notes if table.balanced else (),
        differences=sorted_differences(_unbalanced(make)),
        unit=table.unit,
    )
    return Imported("siot", report, table.sectors, (), make)


def built_table(file: Path, recognition: Recognition, parts: Mapping[str, Part]) -> Imported:
    """Return the table of the sheets that a layout names."""
    layout = recognition.layout
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
    if layout.prices != _BASIC:
        found.said.append(_priced(layout.prices))
    fields = found.fields | _measured(file, layout)
    zeros: Counter[str] = Counter()
    for part in parts.values():
        zeros += part.zeros
    left_out = tuple(item for part in parts.values() for item in part.selection.left_out)
    notes = tuple(found.said)

    def make_table(allow_unbalanced: bool, allow_negative: bool) -> AnyTable:
        more: dict[str, Any] = {"allow_negative": allow_negative} if layout.kind == "siot" else {}
        return made(**fields, **more, notes=notes, allow_unbalanced=allow_unbalanced)

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
        evidence=recognition.evidence,
        blocks=blocks(parts),
    )
    return Imported(layout.kind, report, *_who(fields), make_table, layout.allow_negative)


def _priced(prices: str) -> str:
    message = _(
        "Flows are at {prices} prices, not basic ones: margins and taxes on products are where the file has "
        "them, and are not moved."
    )
    return message.format(prices=prices)


def _who(fields: Mapping[str, Any]) -> tuple[tuple[Sector, ...], tuple[str, ...]]:
    """Return sectors and regions out of the arguments of a table."""
    if "labels" in fields:
        names = fields.get("sectors", {})
        codes = dict.fromkeys(code for _region, code in fields["labels"])
        regions = tuple(dict.fromkeys(region for region, _code in fields["labels"]))
        return tuple(names.get(code, Sector(code)) for code in codes), regions
    return tuple(fields.get("sectors") or fields["products"]), ()


def _year(file: Path, sheets: list[Sheet], found: Found) -> int:
    """Return the only year that sheets, titles above the table and the file's name say; 0 if there is none.

    Dates (01/02/2024) say when a file was made and are not looked at.

    Raises
    ------
    TableError
        If they say several.
    """
    names = {match[0] for sheet in sheets for match in _YEARS.finditer(sheet.name)}
    titles = [
        cell
        for sheet in sheets
        for row in sheet.rows[:_TITLES]
        for cell in row[:_BESIDE]
        if isinstance(cell, str)
    ]
    said = {match[0] for text in (file.stem, *titles) for match in _YEARS.finditer(text)}
    years = sorted(names or said)
    if len(years) > 1:
        message = _("{file} can be of the years {years}. Say which.")
        raise AmbiguityError(message.format(file=file.name, years=" / ".join(years)), "year", tuple(years))
    if years:
        found.said.append(_("The year {year} is read off the name or title.").format(year=years[0]))
    return int(years[0]) if years else 0


def _measured(file: Path, layout: Layout) -> dict[str, Any]:
    """Return what the figures are; the unit and the year must be known."""
    missing = [name for name in ("year", "unit") if not getattr(layout, name)]
    if missing:
        message = _("{file} does not say its {what}. Say it in the layout or when importing.")
        raise AmbiguityError(message.format(file=file.name, what=_(" and ").join(missing)), missing[0])
    return {
        "year": layout.year,
        "unit": layout.unit,
        "currency": layout.currency or layout.unit.rpartition(" ")[2],
        "price_basis": layout.prices,
        "source": layout.source or layout.title or file.name,
        "tolerance": layout.tolerance,
    }


def _unbalanced(make: Maker) -> list[Difference]:
    try:
        make(False, True)
    except BalanceError as error:
        return [Difference(_("account"), label, by) for label, by in error.rows]
    except TableError:
        make(True, True)  # raises again where it is not the balance
    return []


def folder_table(file: Path, recognition: Recognition, found: Found, make: Maker) -> Imported:
    """Return the table of a folder or archive."""
    report = Report(
        file=file.name,
        layout=recognition.layout.name,
        kind="mrio",
        sheets=(),
        recognised=tuple(found.recognised),
        said=tuple(found.said),
        differences=sorted_differences([*found.differences, *_unbalanced(make)]),
        unit=str(found.fields.get("unit", "")),
        evidence=recognition.evidence,
    )
    return Imported("mrio", report, *_who(found.fields), make, recognition.layout.allow_negative)
