"""What a table and its anchors must hold before they can be projected; each refusal says what to add or
correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diversify.errors import AnchorError, TableError
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.economy import Anchors, Economy, Table

MILLIONS = "mln"
KINDS = ("compensation", "social_contributions", "net_income", "consumption_of_fixed_capital")
"""Kinds of value added that the calibration reads."""
BOUGHT = ("households", "government", "gfcf")
"""Final demand whose tax rate and basket the calibration divides by."""


def check(economy: Economy) -> None:
    """Refuse what would otherwise end in numbers that mean nothing.

    Raises
    ------
    TableError
        The table is not in millions, or lacks value added by kind, employment, final demand or capital.
    AnchorError
        The anchors do not fit the table, or name refining where there is no resource.
    """
    _check_table(economy.table)
    if economy.anchors is not None:
        _check_employment(economy.table)
        _check_capital(economy.table, economy.anchors)
        _check_anchors(economy.table, economy.anchors)


def _check_table(t: Table) -> None:
    if not t.unit.startswith(MILLIONS):
        raise TableError(
            _(
                "The table is in “{unit}”, but a projection counts money in millions and persons in "
                "thousands. Convert table and anchors and write the unit as “mln {currency}”."
            ).format(unit=t.unit, currency=t.currency)
        )
    missing = [kind for kind in KINDS if kind not in t.value_added_kinds]
    if missing:
        raise TableError(
            _(
                "A projection needs value added by kind; the table lacks {kinds}. Add the rows VA_*, with "
                "0 where there is none."
            ).format(kinds=", ".join(missing))
        )
    for category in BOUGHT:
        if t.final(category).sum() <= 0.0:
            raise TableError(
                _("The table has no final demand of “{category}”; a projection needs some.").format(
                    category=category
                )
            )


def _check_employment(t: Table) -> None:
    if t.employment is None or t.employment.sum() <= 0.0:
        raise TableError(
            _("The table has no employment; a projection needs the row EMPLOYMENT, thousand persons.")
        )
    for code, jobs, made in zip(t.codes, t.employment, t.x, strict=True):
        if jobs > 0.0 and made <= 0.0:
            raise TableError(
                _(
                    "Sector {code} employs {jobs:g} thousand persons but makes nothing. Move them to the "
                    "sector they work in, or merge the two."
                ).format(code=code, jobs=jobs)
            )


def _check_capital(t: Table, a: Anchors) -> None:
    worn = t.value_added[t.value_added_kinds.index("consumption_of_fixed_capital")]
    if sum(v for code, v in zip(t.codes, worn, strict=True) if code != a.resource) <= 0.0:
        raise TableError(
            _(
                "The table has no consumption of fixed capital outside the resource; investment is "
                "distributed over sectors by it. Fill the row VA_CONSUMPTION_OF_FIXED_CAPITAL."
            )
        )


def _check_anchors(t: Table, a: Anchors) -> None:
    if a.refining is not None and a.resource is None:
        raise AnchorError(
            _(
                "The anchors name {code} for refining but no resource; its exports would follow an oil "
                "output that is not there. Leave refining out."
            ).format(code=a.refining)
        )
    if a.refining is not None and a.refining == a.resource:
        raise AnchorError(
            _(
                "The anchors name {code} both for resource and for refining, which would count it twice. "
                "Leave refining out."
            ).format(code=a.refining)
        )
    for name in ("expenditure", "current_account"):
        if abs(getattr(a, name)) > t.gdp:
            _refuse(name, getattr(a, name), _("at most GDP, {gdp:g}").format(gdp=t.gdp), t)
    categories = dict(zip(t.categories, t.taxes_on_final, strict=True))
    bought = float(t.final("government").sum() + categories["government"])
    bought += float(t.final("gfcf").sum() + categories["gfcf"]) * a.investment_state / a.investment_total
    if a.expenditure < bought:
        wanted = _("at least what the state consumes and invests, {bought:g}").format(bought=bought)
        _refuse("expenditure", a.expenditure, wanted, t)
    if a.resource is not None:
        made, taken = float(t.gva[t.index(a.resource)]), a.direct_oil_revenue + a.fund_oil_receipts
        if taken > made:
            wanted = _("at most the value added of {code}, {made:g}").format(code=a.resource, made=made)
            _refuse("direct_oil_revenue + fund_oil_receipts", taken, wanted, t)


def _refuse(name: str, value: float, wanted: str, t: Table) -> None:
    raise AnchorError(
        _("The anchor {name} is {value:g}, but must be {wanted}. Are the anchors in {unit} too?").format(
            name=name, value=value, wanted=wanted, unit=t.unit
        )
    )
