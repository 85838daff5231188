"""Supply (or make) and use tables out of their selected sheets."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import IMPORTS, MARGINS, OUTPUT, SECTORS, TAXES
from diversify.model.economy.importing.lines import Found, categories_of, described, final_lines, kind_lines
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Difference
from diversify.model.economy.importing.selecting import Line
from diversify.model.economy.sectors import Sector
from diversify.text import _


def supplying(supply: Part, use: Part, tolerance: float, *, make: bool) -> Found:
    """Return the arrays of supply and use tables.

    Parameters
    ----------
    supply
        Products by industries; industries by products if `make`.
    use
        Products by industries, with final demand and value added.

    Raises
    ------
    TableError
        If the two do not name the same products and industries.
    """
    found = Found()
    products, industries = use.selection.row(SECTORS), use.selection.column(SECTORS)
    rows, columns = supply.selection.row(SECTORS), supply.selection.column(SECTORS)
    made, makers = (columns, rows) if make else (rows, columns)
    made = _ordered(made, products, supply, _("products"))
    makers = _ordered(makers, industries, supply, _("industries"))
    S = supply.block(makers, made).T if make else supply.block(made, makers)
    found.recognised += [
        (_("products"), described(products, _("rows"))),
        (_("industries"), described(industries, _("columns"))),
    ]
    final = final_lines(use)
    categories = categories_of(final)
    Y = use.block(products, final) @ categories.sums
    for k, name in enumerate(categories.names):
        of = [line.code for line, used in zip(final, categories.sums[:, k], strict=True) if used]
        found.recognised.append((name, _("column {codes}").format(codes=" + ".join(of))))
    M = _beside(supply, made, IMPORTS, make) + _beside(use, products, IMPORTS, False)
    if (M <= 0).all() and (M < 0).any():
        M = -M
        found.said.append(_("Imports are printed as negative numbers; their sign is turned."))
    lines = kind_lines(use)
    if not lines:
        raise TableError(_("{sheet} has no value added.").format(sheet=use.sheet.name))
    kinds = tuple(dict.fromkeys(line.role for line in lines))
    value_added = np.zeros((len(kinds), len(industries)))
    for line, row in zip(lines, use.block(lines, industries), strict=True):
        value_added[kinds.index(line.role)] += row
        found.recognised.append((line.role, _("row {codes}").format(codes=line.code)))
    taxes = use.selection.row(TAXES)
    for part, output, lines_of in ((supply, S.sum(axis=0), makers), (use, S.sum(axis=0), industries)):
        for line in part.selection.row(OUTPUT) if not (make and part is supply) else ():
            printed = part.block([line], lines_of)[0]
            for i in np.flatnonzero(np.abs(printed - output) > tolerance):
                what = _("output in {sheet} minus supply").format(sheet=part.sheet.name)
                found.differences.append(Difference(what, industries[i].code, float(printed[i] - output[i])))
    found.fields = {
        "products": _sectors(products),
        "industries": _sectors(industries),
        "supply": S,
        "use": use.block(products, industries),
        "Y": Y,
        "categories": categories.names,
        "M": M,
        "value_added": value_added,
        "value_added_kinds": kinds,
        "taxes_on_inputs": use.block(taxes, industries).sum(axis=0),
        "taxes_on_final": use.block(taxes, final).sum(axis=0) @ categories.sums,
        "product_taxes": _beside(supply, made, TAXES, make),
        "margins": _beside(supply, made, MARGINS, make),
    }
    return found


def _beside(part: Part, products: tuple[Line, ...], role: str, make: bool) -> Array:
    """Return a vector by product that stands beside the products (below them in a make table)."""
    if make:
        below: Array = part.block(part.selection.row(role), products).sum(axis=0)
        return below
    beside: Array = part.block(products, part.selection.column(role)).sum(axis=1)
    return beside


def _ordered(lines: tuple[Line, ...], wanted: tuple[Line, ...], part: Part, what: str) -> tuple[Line, ...]:
    """Return the lines in the order of the use table."""
    places = {line.code: line for line in lines}
    missing = [line.code for line in wanted if line.code not in places]
    known = {line.code for line in wanted}
    extra = [line.code for line in lines if line.code not in known]
    if missing or extra or len(places) < len(lines):
        message = _(
            "{sheet}: the {what} are not those of the use table; lacking: {missing}; too many: {extra}. Say "
            "in a layout which are sectors, and which to skip."
        )
        nothing = _("none")
        raise TableError(
            message.format(
                sheet=part.sheet.name,
                what=what,
                missing=", ".join(missing[:8]) or nothing,
                extra=", ".join(extra[:8]) or nothing,
            )
        )
    return tuple(places[line.code] for line in wanted)


def _sectors(lines: tuple[Line, ...]) -> tuple[Sector, ...]:
    return tuple(
        Sector(line.code, {"en": line.name} if line.name and line.name != line.code else {}) for line in lines
    )
