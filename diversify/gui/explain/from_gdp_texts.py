"""Sentences and rows of the way from GDP to its source. No Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.charts.runs import source_text
from diversify.gui.explain.phrases import level_cell
from diversify.gui.tables import Cell
from diversify.model.analysis.drill import CUTOFF, LONGEST, Chains, Drill, Factor, is_estimated
from diversify.model.analysis.year_structure import CATEGORIES
from diversify.model.economy.margins import OFFICIAL_YEAR
from diversify.model.projection.sources import sources
from diversify.text import N_, _, format_number, ngettext, translate_unit

Rows = tuple[list[str | Cell], list[list[Cell]]]
_COEFFICIENT = 4  # decimal places
KINDS = {
    "compensation": N_("Compensation of employees"),
    "social_contributions": N_("Social contributions"),
    "net_income": N_("Net income"),
    "other_taxes": N_("Other taxes on production"),
    "consumption_of_fixed_capital": N_("Consumption of fixed capital"),
}


def path(drill: Drill, codes: Sequence[str]) -> str:
    """Return a chain in words: who earns, for whom, for whose final demand."""
    return " → ".join(drill.name(code) for code in reversed(codes))


def onward(drill: Drill, codes: Sequence[str]) -> str:
    """Return a chain without the sector that earns: for whom, or that it is demanded itself."""
    rest = [drill.name(code) for code in reversed(codes[:-1])]
    return "→ " + " → ".join(rest) if rest else _("its own final demand")


def factor_code(factor: Factor) -> str:
    """Return a factor in short."""
    if factor.kind == "demand":
        return _("final demand")
    return _("value added") if factor.kind == "earned" else f"{factor.supplier} → {factor.user}"


def gdp(drill: Drill) -> list[str]:
    """Return what GDP is made of."""
    return [
        _("GDP of {year} is {gdp} {unit}: value added {gva} and net product taxes {taxes}.").format(
            year=drill.year,
            gdp=format_number(drill.table.gdp),
            gva=format_number(float(drill.table.gva.sum())),
            taxes=format_number(drill.taxes),
            unit=translate_unit(drill.table.unit),
        ),
        _("Choose a sector: Enter or a double click goes deeper, Backspace goes back."),
    ]


def gdp_rows(drill: Drill, names: Sequence[str], values: Array) -> Rows:
    """Return one row for each sector, then taxes."""
    unit = translate_unit(drill.table.unit)
    rows = [
        [Cell(name), level_cell(float(v), unit=unit), level_cell(100.0 * float(v) / drill.table.gdp, 1, "%")]
        for name, v in zip(names, values, strict=True)
    ]
    return [_("Sector"), unit, _("% of GDP")], rows


def sector(drill: Drill, found: Chains) -> list[str]:
    """Return what the chains of a sector explain, with the cut-off."""
    count = len(found.chains)
    return [
        _("{sector} earns {value} {unit} in {year}, {share} % of GDP.").format(
            sector=drill.name(found.code),
            value=format_number(found.total),
            unit=translate_unit(drill.table.unit),
            year=drill.year,
            share=format_number(100.0 * found.total / drill.table.gdp, 1),
        ),
        ngettext(
            "{count} chain of supply carries {share} % of it: each above {cutoff} % and no longer than "
            "{links} links. The rest is spread over thinner and longer ones.",
            "{count} chains of supply carry {share} % of it: each above {cutoff} % and no longer than "
            "{links} links. The rest is spread over thinner and longer ones.",
            count,
        ).format(
            count=count,
            share=format_number(100.0 * found.explained, 1),
            cutoff=format_number(100.0 * CUTOFF, 1),
            links=LONGEST,
        ),
        "" if found.complete else _("The search ended early: there are more."),
    ]


def chain_rows(drill: Drill, found: Chains) -> Rows:
    """Return one row for each chain."""
    unit = translate_unit(drill.table.unit)
    rows = [
        [
            Cell(path(drill, c.codes), tip=path(drill, c.codes)),
            Cell(str(len(c.codes) - 1), float(len(c.codes) - 1)),
            level_cell(c.value, unit=unit),
            level_cell(100.0 * c.share, 1, "%"),
        ]
        for c in found.chains
    ]
    return [Cell(_("Who earns → for whom → product demanded")), _("links"), unit, _("% of the sector")], rows


def factor_name(drill: Drill, factor: Factor) -> str:
    """Return what a factor is."""
    if factor.kind == "demand":
        return _("Final demand for {sector}").format(sector=drill.name(factor.supplier))
    if factor.kind == "earned":
        return _("Value added per output, {sector}").format(sector=drill.name(factor.supplier))
    return _("Input from {supplier} per output of {user}").format(
        supplier=drill.name(factor.supplier), user=drill.name(factor.user)
    )


def chain(drill: Drill, factors: Sequence[Factor]) -> list[str]:
    """Return a chain as a product."""
    value = float(np.prod([factor.value for factor in factors]))
    product = " × ".join(
        format_number(f.value) if f.kind == "demand" else format_number(f.value, _COEFFICIENT)
        for f in factors
    )
    return [
        _("{product} = {value} {unit}: the value added that this chain brings in {year}.").format(
            product=product,
            value=format_number(value),
            unit=translate_unit(drill.table.unit),
            year=drill.year,
        ),
        _("Choose a factor to see its source."),
    ]


def factor_rows(drill: Drill, factors: Sequence[Factor]) -> Rows:
    """Return one row for each factor, then their product."""
    unit = translate_unit(drill.table.unit)
    rows = [
        [
            Cell(factor_name(drill, f)),
            level_cell(f.value, None if f.kind == "demand" else _COEFFICIENT),
            Cell(unit if f.kind == "demand" else _("per unit of output")),
        ]
        for f in factors
    ]
    value = float(np.prod([f.value for f in factors]))
    rows.append([Cell(_("Product: value added"), strong=True), level_cell(value), Cell(unit)])
    return [_("Factor"), _("How much"), _("Unit")], rows


def source(drill: Drill, factor: Factor) -> tuple[list[str], list[list[Cell]]]:
    """Return what a factor rests on: sentences and rows (what, how much, unit, where from)."""
    base = drill.result.economy.table
    now = _("projection, {year}").format(year=drill.year)
    of_base = _("base table of {year}, {status}").format(year=base.year, status=_(base.status))
    money = translate_unit(base.unit)
    if factor.kind == "demand":
        said, rows = _demand(drill, factor, now, money)
    elif factor.kind == "earned":
        said, rows = _earned(drill, factor, now, of_base, money)
    else:
        said, rows = _coefficient(drill, factor, now, of_base, money)
    return [*said, _status(drill)], [*rows, *_origin(drill)]


def _row(what: str, value: float, unit: str, where: str, digits: int | None = None) -> list[Cell]:
    return [Cell(what), level_cell(value, digits), Cell(unit), Cell(where, tip=where)]


def _demand(drill: Drill, factor: Factor, now: str, money: str) -> tuple[list[str], list[list[Cell]]]:
    table, k = drill.table, drill.table.index(factor.supplier)
    home = 1.0 - float(table.import_shares[k])
    rows = []
    for name, value in zip(table.categories, table.Y[k], strict=True):
        own = float(value) if name == "exports" else home * float(value)
        rows.append(_row(_(CATEGORIES.get(name, name)), own, money, now))
    rows.append(_row(_("Made at home, of use at home"), 100.0 * home, "%", now, 1))
    said = [
        _("Final demand for products of {sector} made at home is {value} {unit} in {year}.").format(
            sector=drill.name(factor.supplier),
            value=format_number(factor.value),
            unit=money,
            year=drill.year,
        )
    ]
    return said, rows


def _earned(
    drill: Drill, factor: Factor, now: str, of_base: str, money: str
) -> tuple[list[str], list[list[Cell]]]:
    table, base, k = drill.table, drill.result.economy.table, drill.table.index(factor.supplier)
    per = _("per unit of output")
    x = float(table.x[k]) or 1.0
    rows = [
        _row(_(KINDS.get(name, name)), float(row[k]) / x, per, now, _COEFFICIENT)
        for name, row in zip(table.value_added_kinds, table.value_added, strict=True)
    ]
    before = float(base.gva[k]) / (float(base.x[k]) or 1.0)
    rows += [
        _row(_("Value added per output in the base year"), before, per, of_base, _COEFFICIENT),
        _row(_("Value added"), float(base.gva[k]), money, of_base),
        _row(_("Output"), float(base.x[k]), money, of_base),
    ]
    said = [
        _(
            "Of a unit of output {sector} keeps {now} as value added in {year}; in {base} it kept {before}."
        ).format(
            sector=drill.name(factor.supplier),
            now=format_number(factor.value, _COEFFICIENT),
            year=drill.year,
            base=base.year,
            before=format_number(before, _COEFFICIENT),
        )
    ]
    return said, rows


def _coefficient(
    drill: Drill, factor: Factor, now: str, of_base: str, money: str
) -> tuple[list[str], list[list[Cell]]]:
    found = drill.coefficient(factor.supplier, factor.user)
    per = _("per unit of output")
    supplier, user = drill.name(found.supplier), drill.name(found.user)
    rows = [
        _row(_("From home"), found.value, per, now, _COEFFICIENT),
        _row(_("Made at home, of use at home"), 100.0 * found.home_share, "%", now, 1),
        _row(_("From home and abroad"), found.total, per, now, _COEFFICIENT),
        _row(_("In the base table"), found.base, per, of_base, _COEFFICIENT),
        _row(_("Left after savings of inputs"), 100.0 * found.saving, "%", now, 2),
        _row(_("Price of the input over that of the output, base = 1"), found.price, _("ratio"), now, 3),
        _row(_("Bought AI services and the like"), found.services, per, now, _COEFFICIENT),
        _row(
            _("Cell: {supplier} to {user}").format(supplier=supplier, user=user), found.cell, money, of_base
        ),
        _row(_("Output of {user}").format(user=user), found.output, money, of_base),
    ]
    if found.official is not None:
        where = _("official table of {year}").format(year=OFFICIAL_YEAR)
        rows.append(_row(_("The same cell"), found.official, money, where))
    said = [
        _(
            "{user} needs {total} of {supplier} per unit of output in {year}, {home} % of it from home. In "
            "the base table it was {base}: {cell} over {output} {unit}."
        ).format(
            user=user,
            supplier=supplier,
            year=drill.year,
            total=format_number(found.total, _COEFFICIENT),
            home=format_number(100.0 * found.home_share, 1),
            base=format_number(found.base, _COEFFICIENT),
            cell=format_number(found.cell),
            output=format_number(found.output),
            unit=money,
        )
    ]
    return said, rows


def _status(drill: Drill) -> str:
    """Return how sure the base table is."""
    base = drill.result.economy.table
    if is_estimated(base):
        return _(
            "The cells of {year} are estimated: the official table of {official} was balanced (GRAS) to "
            "official totals of {year}. Totals are sure, single cells are not."
        ).format(year=base.year, official=OFFICIAL_YEAR)
    if base.status == "user":
        return _("The base table is your own; its cells are as you gave them.")
    return _("The base table of {year} is {status}.").format(year=base.year, status=_(base.status))


def _origin(drill: Drill) -> list[list[Cell]]:
    """Return rows that name the source of the base table."""
    base = drill.result.economy.table
    rows = [
        [Cell(_("Base table")), Cell(str(base.year)), Cell(_(base.status)), _long(source_text(base.source))]
    ]
    found = sources().get(base.source_id)
    if found is not None:
        rows.append([Cell(_("Source")), Cell(found.id), Cell(), _long(found.title)])
        if found.address:
            rows.append([Cell(_("Address")), Cell(), Cell(), _long(found.address)])
    return rows + [[Cell(_("Note")), Cell(), Cell(), _long(note)] for note in base.notes]


def _long(text: str) -> Cell:
    return Cell(text, tip=text)
