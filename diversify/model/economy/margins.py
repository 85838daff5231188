"""Official totals of a year, brought to the products of the input-output table.

The accounts are by activity, the table is by product: the totals agree, the sectors do not. Every figure
of a later year is therefore moved to products by the ratio of the two in the year of the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.figures import by_label, by_year
from diversify.model.economy.table import Table
from diversify.resources import packaged_rows
from diversify.text import _

_RULES = "io/roll_forward_rules.csv"
_SECTIONS = "io/na_output_ic_gva_by_section_2005_2025.csv"
_BRANCHES = "io/industry_branch_output_gva_2021_2025.csv"
_EXPENDITURE = "io/gdp_by_expenditure_2005_2025.csv"
_TRADE = "io/trade_oil_macro_2015_2025.csv"
_CONSTANTS = "io/roll_forward_constants.csv"
OFFICIAL = "io/iot_2021_official_23sector.csv"
OFFICIAL_YEAR = 2021

#: Columns of the official expenditure account, in the order of the table's categories.
_EXPENDITURE_COLUMNS = (
    "hh_final_consumption_mln_azn",
    "gov_final_consumption_total_mln_azn",
    "npish_final_consumption_mln_azn",
    "gross_fixed_capital_formation_mln_azn",
    "change_in_inventories_mln_azn",
    "exports_goods_services_mln_azn",
)


@dataclass(frozen=True)
class Rule:
    """Which official series move one sector."""

    code: str
    sections: tuple[str, ...]
    divisions: tuple[str, ...]
    exports: str
    imports: str
    inventories: bool
    exports_are: str


@dataclass(frozen=True)
class Activity:
    """Output and value added of the 23 sectors, (n,) each, mln AZN."""

    output: Array
    gva: Array


@dataclass(frozen=True)
class Expenditure:
    """Official totals of the year, mln AZN; `final` at purchasers' prices in the order of the categories."""

    final: Array
    imports: float
    net_taxes: float


@dataclass(frozen=True)
class Trade:
    """Exports and imports by product, (n,) each, mln AZN, and the goods among exports as shares."""

    exports: Array
    imports: Array
    goods_share: Array


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules of the 23 sectors, in the order of the table."""
    return tuple(
        Rule(
            row["code"],
            tuple(row["sections"].split()),
            tuple(row["divisions"].split()),
            row["exports_rule"],
            row["imports_rule"],
            row["inventories"] == "1",
            row["exports_are"],
        )
        for row in packaged_rows(_RULES)
    )


@lru_cache(maxsize=1)
def printed() -> Activity:
    """Output and value added by product as the official table prints them, before rounding is absorbed."""
    rows = {row["code"]: row for row in packaged_rows(OFFICIAL)}
    columns = [f"{rule.code}_mln_azn" for rule in rules()]
    return Activity(
        np.array([float(rows["OUTPUT"][name]) for name in columns]),
        np.array([float(rows["GVA"][name]) for name in columns]),
    )


def expenditure(year: int) -> Expenditure:
    """Official final demand, imports and net product taxes of a year."""
    row = by_year(_EXPENDITURE, year)
    final = np.array([row[name] for name in _EXPENDITURE_COLUMNS])
    return Expenditure(
        final, row["imports_goods_services_mln_azn"], row["net_taxes_on_products_and_imports_mln_azn"]
    )


def activity(year: int) -> Activity:
    """Output and value added of a year by activity.

    Sections as published; B and C split by the output of their divisions, C by the value added of its
    divisions. In B, division 06 is published; the rest is split by branch output times the ratio of value
    added to branch output in the year of the table.
    """
    output = by_label(_SECTIONS, year, "nace_section", "output_mln_azn")
    gva = by_label(_SECTIONS, year, "nace_section", "gva_mln_azn")
    branch = by_label(_BRANCHES, year, "nace_division_or_section", "output_industry_statistics_mln_azn")
    branch_gva = by_label(_BRANCHES, year, "nace_division_or_section", "gva_national_accounts_mln_azn")
    if not branch:
        years = sorted({int(row["year"]) for row in packaged_rows(_BRANCHES)})
        message = _("There is no output of industrial branches for {year}; choose one of {years}.")
        raise TableError(message.format(year=year, years=", ".join(map(str, years))))
    all_rules = rules()
    x, g = np.zeros(len(all_rules)), np.zeros(len(all_rules))
    for i, rule in enumerate(all_rules):
        if not rule.divisions:
            x[i] = sum(output[section] for section in rule.sections)
            g[i] = sum(gva[section] for section in rule.sections)
            continue
        divisions = [d for other in all_rules if other.sections == rule.sections for d in other.divisions]
        section = rule.sections[0]
        x[i] = output[section] * sum(branch[d] for d in rule.divisions) / sum(branch[d] for d in divisions)
        if all(d in branch_gva for d in rule.divisions):
            g[i] = sum(branch_gva[d] for d in rule.divisions)
    _split_mining(g, gva["B"], branch, branch_gva)
    return Activity(x, g)


def _split_mining(g: Array, total: float, branch: dict[str, float], branch_gva: dict[str, float]) -> None:
    """Split section B's value added beyond division 06 between oil services and other mining, in place."""
    base = by_label(
        _BRANCHES, OFFICIAL_YEAR, "nace_division_or_section", "output_industry_statistics_mln_azn"
    )
    base_gva = by_label(_BRANCHES, OFFICIAL_YEAR, "nace_division_or_section", "gva_national_accounts_mln_azn")
    codes, old = [rule.code for rule in rules()], printed().gva
    oil, other = codes.index("OILGAS"), codes.index("MINOTH")
    other_divisions = rules()[other].divisions
    service_rate = (old[oil] - base_gva["06"]) / base["09"]
    other_rate = old[other] / sum(base[d] for d in other_divisions)
    services = branch["09"] * service_rate
    others = sum(branch[d] for d in other_divisions) * other_rate
    rest = total - branch_gva["06"]
    g[oil] = branch_gva["06"] + rest * services / (services + others)
    g[other] = rest * others / (services + others)


def trade(table: Table, year: int) -> Trade:
    """Exports and imports of a year by product, from the balance of payments and customs."""
    then, now = by_year(_TRADE, table.year), by_year(_TRADE, year)
    exports, margin = _exports(table, then, now)
    official = expenditure(year)
    scale = official.final[-1] / exports.sum()
    exports, margin = exports * scale, margin * scale
    goods = np.array([float(rule.exports_are == "goods") for rule in rules()])
    transport = [i for i, rule in enumerate(rules()) if rule.exports_are == "margins"]
    for i in transport:
        goods[i] = margin / exports[i]
    return Trade(exports, _imports(table, now, official.imports), goods)


def margin_exports(table: Table) -> float:
    """Transport margins inside the exports of TRANS in the year of the official table, mln AZN."""
    values = {row["name"]: row for row in packaged_rows(_CONSTANTS)}
    return float(values["transport_margins_in_exports"]["value"])


def _rate(row: dict[str, float]) -> float:
    return row["azn_per_usd_end_of_period"]


def _exports(table: Table, then: dict[str, float], now: dict[str, float]) -> tuple[Array, float]:
    """Exports by product before the last scaling, and the transport margins among them."""
    old, by_rule = table.exports, [rule.exports for rule in rules()]
    oil, refining = by_rule.index("oil"), by_rule.index("refining")

    def growth(key: str) -> float:
        return now[key] * _rate(now) / (then[key] * _rate(then))

    def products(row: dict[str, float]) -> float:
        return (
            row["customs_exports_oil_gas_mln_usd"]
            - row["customs_exports_crude_mln_usd"]
            - (row["customs_exports_gas_mln_usd"])
        )

    new = np.zeros(table.n)
    ratio = (old[oil] + old[refining]) / (then["bop_goods_exports_oil_gas_mln_usd"] * _rate(then))
    group = now["bop_goods_exports_oil_gas_mln_usd"] * _rate(now) * ratio
    new[refining] = old[refining] * products(now) * _rate(now) / (products(then) * _rate(then))
    new[oil] = group - new[refining]

    keys = {
        "agricultural_goods": "customs_exports_agricultural_mln_usd",
        "industrial_goods": "customs_exports_industrial_non_oil_mln_usd",
        "margins": "bop_goods_exports_non_oil_mln_usd",
    }
    factors = np.array([growth(keys[rule]) if rule in keys else 0.0 for rule in by_rule])
    nonoil = old * factors
    margin_old = margin_exports(table)
    margin = margin_old * growth(keys["margins"])
    scale = (now["bop_goods_exports_mln_usd"] * _rate(now) - group) / (nonoil.sum() + margin)
    new += nonoil * scale
    margin *= scale

    travel = np.array([rule == "travel" for rule in by_rule])
    new += np.where(travel, old * growth("bop_travel_exports_mln_usd"), 0.0)
    rest = np.where([rule in ("services", "margins_and_services") for rule in by_rule], old, 0.0)
    transport = by_rule.index("margins_and_services")
    rest[transport] -= margin_old
    services = now["bop_services_exports_mln_usd"] * _rate(now) - new[travel].sum()
    new += rest * (services / rest.sum())
    new[transport] += margin
    return new, float(margin)


def _imports(table: Table, now: dict[str, float], total: float) -> Array:
    """Imports by product: three groups of the balance of payments by the table's shares, then scaled."""
    keys = {
        "oil_goods": "bop_goods_imports_oil_gas_mln_usd",
        "nonoil_goods": "bop_goods_imports_non_oil_mln_usd",
        "services": "bop_services_imports_mln_usd",
    }
    groups = np.array([rule.imports for rule in rules()])
    new = np.zeros(table.n)
    for group, key in keys.items():
        old = np.where(groups == group, table.M, 0.0)
        new += old * (now[key] * _rate(now) / old.sum())
    scaled: Array = new * (total / new.sum())
    return scaled
