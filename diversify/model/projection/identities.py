"""The accounting identities that every run is checked against, as people read them."""

from __future__ import annotations

from diversify.text import N_, _

TITLES = {
    "production_income": N_("GDP by production = by income"),
    "production_expenditure": N_("GDP by production = by expenditure"),
    "volume": N_("volume of GDP = volume of its uses"),
    "saving_investment": N_("net lending = current account"),
    "row_balance": N_("supply = use of every product"),
    "price_cost": N_("price = cost in every sector"),
    "fund": N_("change of the fund = its flows"),
    "capital": N_("change of capital = investment less wear"),
    "budget": N_("revenue = expenditure of the budget"),
    "wage_equation": N_("wage curve"),
    "spending": N_("household spending = income"),
}
"""Title of every identity of `Flows.identities`."""


def identity_title(name: str) -> str:
    """Return what people read for an identity, in the current language; an unknown name as it is."""
    title = TITLES.get(name)
    return _(title) if title else name
