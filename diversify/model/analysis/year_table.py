"""The accounts of any year of a projection as an input-output table, for all that the toolbox can ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.economy.table import CATEGORIES, Table
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

KINDS = ("compensation", "net_income")
_ROUNDING = 1e-6  # share of the year's output by which a solved year may miss an identity


def year_table(result: Result, year: int) -> Table:
    """Return the table of one year of a result, at basic prices of that year.

    Parameters
    ----------
    result : Result
    year : int
        A year of the result; the base year gives the table that the projection started from, with value
        added in two kinds only.

    Returns
    -------
    Table
        Flows domestic and imported together. Households hold non-profit institutions, gross capital formation
        holds AI and outside projects. Compensation holds the labour part of mixed income, as in the model;
        all else of value added is net income.

    Raises
    ------
    InputError
        If the result has no such year.

    Notes
    -----
    Uses at composite prices pq, output at home prices p, imports at import prices pm; exports of the resource
    at the world price. The row identity is L1 times prices, the column identity is P3 times output.
    """
    if year not in result.years:
        raise InputError(
            _("The projection runs from {first} to {last}; {year} lies outside.").format(
                first=result.years[0], last=result.years[-1], year=year
            )
        )
    w, t, k = result.flows, result.years.index(year), result.draw
    c, f, v, b, d = w.c, w.f, w.v, w.b, w.d

    def at(values: Array) -> Array:
        """One year and draw of an array (year or 1, draw or 1, ...); constants have no year."""
        values = np.asarray(values, dtype=np.float64)
        if values.ndim == 3:
            values = values[min(t, values.shape[0] - 1)]
        return values[min(k, values.shape[0] - 1)] if values.ndim == 2 else values

    x, pq, p, pm, ict = at(w.y.x), at(v.pq), at(v.p), at(f.pm), c.ict
    pm = np.broadcast_to(pm, pq.shape)
    Z = pq[:, None] * c.A0 * (at(f.cf) * x)
    Z[ict] += (pq[ict] * at(f.sd) + pm[ict] * at(f.si)) * x
    hub_inputs = np.broadcast_to(pq * at(f.hub_inputs), pq.shape)
    Z[:, ict] += hub_inputs
    tax = at(c.tau) * at(v.inputs) * x
    C, G, I, inventories = pq * at(b.C), pq * at(d.G), pq * at(d.I), pq * at(c.inv0)  # noqa: E741
    projects = p * (at(f.ai_home) + at(f.outside_home)) + pm * (at(f.ai_abroad) + at(f.outside_abroad))
    support = pq * at(f.support) - hub_inputs
    Y = np.stack([C, G, 0.0 * C, I + projects + support, inventories, at(w.exports_value)], axis=1)
    M = np.array(at(w.imports_value))
    output = Z.sum(1) + Y.sum(1) - M
    gva = at(b.gva)
    labour = at(v.wages) * x
    taxes = np.zeros(len(CATEGORIES))
    for name, rate, value in (("households", c.tC, C), ("government", c.tG, G), ("gfcf", c.tI, I)):
        taxes[CATEGORIES.index(name)] = float(at(rate).ravel()[0]) * value.sum()
    base = result.economy.table
    return Table(
        sectors=base.sectors,
        Z=Z,
        Y=Y,
        M=M,
        x=output,
        value_added=np.stack([labour, gva - labour]),
        taxes_on_inputs=tax,
        taxes_on_final=taxes,
        employment=None if base.employment is None else np.broadcast_to(at(w.labour), x.shape),
        value_added_kinds=KINDS,
        year=year,
        status="estimated",
        unit=base.unit,
        currency=base.currency,
        source=_("projection of {scenario} from the table of {year}").format(
            scenario=result.scenario.name, year=base.year
        ),
        source_id=base.source_id,
        tolerance=_ROUNDING * float(output.sum()),
        notes=(
            _("Projected, not observed. Compensation holds the labour part of mixed income."),
            _("Gross capital formation holds spending on AI and outside projects."),
        ),
        extensions=base.extensions,
    )
