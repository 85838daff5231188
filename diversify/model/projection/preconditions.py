"""What a table and its anchors must hold before they can be projected; each refusal says what to add or
correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diversify.errors import AnchorError, TableError
from diversify.model.projection.parameters import levers
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.economy import Anchors, Economy, Table

MILLIONS = "mln"
KINDS = ("compensation", "social_contributions", "net_income", "consumption_of_fixed_capital")
"""Kinds of value added that the calibration reads."""
SIZES = (
    ("expenditure", 0.0, 1.0),
    ("current_account", -1.0, 1.0),
    ("nonoil_revenue", 0.0, 1.0),
    ("direct_oil_revenue", 0.0, 1.0),
    ("fund_oil_receipts", 0.0, 1.0),
    ("fund_opening", 0.0, 50.0),
    ("fund_closing", 0.0, 50.0),
    ("investment_state", 0.0, 1.0),
    ("investment_oil", 0.0, 1.0),
    ("investment_total", 0.0, 5.0),
)
"""Money anchors: the least and the most there may be, times GDP. Wide, for what is absurd and not for what is
rare: the largest funds are some ten times GDP."""
PLAIN = (
    ("exchange_rate", 1e-3, 1e8, N_("of the currency for a US dollar")),
    ("unemployment", 0.001, 0.8, N_("of the labour force")),
    ("gdp_growth", -95.0, 500.0, "%"),
    ("nonoil_growth", -95.0, 500.0, "%"),
)
"""Other anchors: the least and the most there may be, and the unit."""
JOBS = (0.2, 5.0)
"""Employment of the table over that of the anchors; the projection scales the one to the other."""
LEAST_ACTIVE = 0.02
"""Least share of the population that is in the labour force."""
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
    if not t.nonnegative:
        raise TableError(
            _(
                "The table has negative flows, which a projection cannot use. Move them to the other side of "
                "an account."
            )
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
    _check_sizes(t, a)
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


def _check_sizes(t: Table, a: Anchors) -> None:
    """Refuse figures that no economy of this size has."""
    for name, low, high in SIZES:
        value, bottom, top = getattr(a, name), low * t.gdp, high * t.gdp
        if not bottom <= value <= top:
            wanted = _("from {low:g} to {high:g}, which is {share:g} times GDP")
            _refuse(name, value, wanted.format(low=bottom, high=top, share=high), t)
    price = levers()["oil_price"]
    for name, low, high, unit in (*PLAIN, ("oil_price", price.min, price.max, price.unit)):
        value = getattr(a, name)
        if not low <= value <= high:
            message = _("The anchor {name} is {value:g}, but must be from {low:g} to {high:g} {unit}.")
            raise AnchorError(message.format(name=name, value=value, low=low, high=high, unit=_(unit)))
    if a.labour_force < LEAST_ACTIVE * a.population:
        message = _(
            "The anchor labour_force is {value:g}, but must be at least {share:g} of the population, "
            "{population:g}. Are both in thousand persons?"
        )
        raise AnchorError(message.format(value=a.labour_force, share=LEAST_ACTIVE, population=a.population))
    jobs = 0.0 if t.employment is None else float(t.employment.sum())
    employed = (1.0 - a.unemployment) * a.labour_force
    if not JOBS[0] <= jobs / employed <= JOBS[1]:
        message = _(
            "The anchor labour_force is {force:g}: {employed:g} thousand persons without the unemployed. The "
            "row EMPLOYMENT of the table adds up to {jobs:g}, but must be {low:g} to {high:g} times that. "
            "Give both in thousand persons."
        )
        raise AnchorError(
            message.format(force=a.labour_force, employed=employed, jobs=jobs, low=JOBS[0], high=JOBS[1])
        )


def _refuse(name: str, value: float, wanted: str, t: Table) -> None:
    raise AnchorError(
        _("The anchor {name} is {value:g}, but must be {wanted}. Are the anchors in {unit} too?").format(
            name=name, value=value, wanted=wanted, unit=t.unit
        )
    )
