"""The figures of the base year that no input-output table holds: budget, fund, labour force and roles.

They come from a TOML file; Azerbaijan's own lie in the data folder in the same format, as the example.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from diversify.errors import AnchorError
from diversify.frozen import FrozenDict
from diversify.text import N_, _

#: What every figure is for, for the message where it is missing.
PURPOSE = {
    "nonoil_revenue": N_("the tax rate on value added and the budget law"),
    "direct_oil_revenue": N_("the budget's direct revenue from oil and gas"),
    "expenditure": N_("the size of the budget"),
    "fund_oil_receipts": N_("the share of the oil surplus that the fund receives"),
    "current_account": N_("the external balance"),
    "fund_opening": N_("the assets of the fund at the start of the year"),
    "fund_closing": N_("the assets of the fund at the end of the year"),
    "labour_force": N_("employment and unemployment"),
    "unemployment": N_("the wage equation"),
    "investment_state": N_("the split of investment by investor"),
    "investment_oil": N_("the split of investment by investor"),
    "investment_total": N_("the split of investment by investor"),
    "exchange_rate": N_("figures in US dollars"),
    "population": N_("household demand and figures per head"),
    "oil_price": N_("the base of the oil price lever"),
    "crude_share": N_("the weights of crude oil and gas"),
    "gdp_growth": N_("the growth shown for the base year"),
    "nonoil_growth": N_("the growth shown for the base year"),
}

#: Figures that may be left out where there is no resource sector, and what they then are.
WITHOUT_RESOURCE = {
    "direct_oil_revenue": 0.0,
    "fund_oil_receipts": 0.0,
    "fund_opening": 0.0,
    "fund_closing": 0.0,
    "investment_oil": 0.0,
    "crude_share": 1.0,
}

#: Base years that can be projected; a later one leaves no year to project.
FIRST_BASE, LAST_BASE = 1990, 2049

#: Class of the sector whose volume is given from outside: crude oil and gas extraction.
RESOURCE_CLASS = "OILGAS"

#: What the weights of a class may add up to; within it they are made to add up to 1.
WEIGHTS = (0.99, 1.01)

ROLES = ("machinery", "ict", "construction", "business", "education")

Class = str | Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Anchors:
    """Figures of the base year beside its table.

    Parameters
    ----------
    nonoil_revenue, direct_oil_revenue, expenditure
        State budget, mln of the currency: revenue without oil, oil revenue paid directly (not by way of
        the fund), expenditure.
    fund_oil_receipts, fund_opening, fund_closing
        The resource fund, mln: receipts from oil, assets at the start and at the end of the year.
    current_account
        Current account balance, mln.
    labour_force, population
        Thousand persons.
    unemployment
        Share of the labour force, 0 to 1.
    investment_state, investment_oil, investment_total
        Investment in fixed capital, mln: by the state, in oil and gas, in all.
    exchange_rate
        Units of the currency for a US dollar.
    oil_price
        USD per barrel.
    crude_share
        Share of crude oil in the volume of the resource sector, 0 to 1.
    gdp_growth, nonoil_growth
        Growth of the base year, percent.
    resource, refining
        Codes of the sector whose volume is given from outside, and of the refinery; None if there is none.
    roles
        The sectors that build what AI investment buys: "machinery", "ict", "construction", "business",
        "education" by code.
    classes
        For every sector of the table the code among Azerbaijan's 23 whose parameters it takes, or several
        of them with weights that add up to 1.
    sources
        Where a figure comes from, by name.
    """

    year: int
    nonoil_revenue: float
    direct_oil_revenue: float
    expenditure: float
    fund_oil_receipts: float
    current_account: float
    fund_opening: float
    fund_closing: float
    labour_force: float
    unemployment: float
    investment_state: float
    investment_oil: float
    investment_total: float
    exchange_rate: float
    population: float
    oil_price: float
    crude_share: float
    gdp_growth: float
    nonoil_growth: float
    resource: str | None = None
    refining: str | None = None
    country: str = ""
    roles: Mapping[str, str] = field(default_factory=FrozenDict)
    classes: Mapping[str, Class] = field(default_factory=FrozenDict)
    sources: Mapping[str, str] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        frozen = {code: _whole(code, value) for code, value in self.classes.items()}
        object.__setattr__(self, "classes", FrozenDict(frozen))
        object.__setattr__(self, "roles", FrozenDict(self.roles))
        object.__setattr__(self, "sources", FrozenDict(self.sources))
        for name in PURPOSE:
            object.__setattr__(self, name, float(getattr(self, name)))
        self._check_values()

    def _check_values(self) -> None:
        if not FIRST_BASE <= self.year <= LAST_BASE:
            message = _("The year of the anchors is {year}; a base year is from {first} to {last}.")
            raise AnchorError(message.format(year=self.year, first=FIRST_BASE, last=LAST_BASE))
        for name in PURPOSE:
            if not math.isfinite(getattr(self, name)):
                _refuse(name, getattr(self, name), _("a number"))
        for name in (
            "labour_force",
            "population",
            "exchange_rate",
            "oil_price",
            "expenditure",
            "investment_total",
        ):
            if getattr(self, name) <= 0:
                _refuse(name, getattr(self, name), _("above 0"))
        if not 0 < self.unemployment < 1:
            _refuse("unemployment", self.unemployment, _("a share between 0 and 1, such as 0.052"))
        if not 0 <= self.crude_share <= 1:
            _refuse("crude_share", self.crude_share, _("a share from 0 to 1"))
        if self.investment_state + self.investment_oil > self.investment_total:
            _refuse("investment_total", self.investment_total, _("at least what the state and oil invest"))
        if self.labour_force > self.population:
            _refuse("labour_force", self.labour_force, _("at most the population"))

    def weights(self, code: str) -> Mapping[str, float]:
        """Return the classes of a sector with their weights: {"OILGAS": 1.0}."""
        value = self.classes[code]
        return {value: 1.0} if isinstance(value, str) else value

    def check_sectors(self, codes: Iterable[str]) -> None:
        """Raise AnchorError where a role, a class or the resource does not fit the sectors of the table."""
        known = tuple(codes)
        named = {_("role {name}").format(name=name): code for name, code in self.roles.items()}
        named |= {_("class {name}").format(name=code): code for code in self.classes}
        named |= {name: code for name in ("resource", "refining") if (code := getattr(self, name))}
        for name, code in named.items():
            if code not in known:
                message = _("The anchors name {code!r} for {name}, but the table has {codes}.")
                raise AnchorError(message.format(code=code, name=name, codes=", ".join(known)))
        for role in ROLES:
            if role not in self.roles:
                message = _("The anchors do not say which sector has the role {role}; add it to [roles].")
                raise AnchorError(message.format(role=role))
        for code in known:
            if code not in self.classes:
                message = _("The anchors do not say whose parameters {code} takes; add it to [classes].")
                raise AnchorError(message.format(code=code))
        for code, value in self.classes.items():
            if value == RESOURCE_CLASS and code != self.resource:
                message = _(
                    "The class of {code} is {name}, which is for the resource sector alone. Name {code} as "
                    "the resource, or give it another class, such as MINOTH."
                )
                raise AnchorError(message.format(code=code, name=RESOURCE_CLASS))

    def merged(self, groups: Mapping[str, str], output: Mapping[str, float]) -> Anchors:
        """Return the anchors of a table whose sectors were merged.

        Parameters
        ----------
        groups
            New code by old code.
        output
            Output by old code: the weights of the classes that are merged.
        """
        classes: dict[str, Class] = {}
        for new in dict.fromkeys(groups.values()):
            parts = [old for old, group in groups.items() if group == new]
            total = sum(output[old] for old in parts)
            sums: dict[str, float] = {}
            for old in parts:
                for name, weight in self.weights(old).items():
                    sums[name] = sums.get(name, 0.0) + weight * (
                        output[old] / total if total else 1 / len(parts)
                    )
            classes[new] = next(iter(sums)) if len(sums) == 1 else sums
        return replace(
            self,
            classes=classes,
            roles={role: groups[code] for role, code in self.roles.items()},
            resource=groups[self.resource] if self.resource else None,
            refining=groups[self.refining] if self.refining else None,
        )


def _whole(code: str, value: Class) -> Class:
    """Return a class, its weights made to add up to 1; AnchorError where they are not even near that."""
    if isinstance(value, str):
        return value
    total = math.fsum(value.values())
    if not WEIGHTS[0] <= total <= WEIGHTS[1]:
        message = _(
            "The weights of the class of {code} add up to {total:g}, but must add up to 1. Divide each by "
            "{total:g}, or give a list of codes for equal weights."
        )
        raise AnchorError(message.format(code=code, total=total))
    if len(value) == 1:
        return next(iter(value))
    return FrozenDict({name: weight / total for name, weight in value.items()})


def _refuse(name: str, value: float, wanted: str) -> NoReturn:
    message = _("The anchor {name} is {value:g}, but must be {wanted}.")
    raise AnchorError(message.format(name=name, value=value, wanted=wanted))
