"""Tables of past years on sections of activity: the official table of 2021 rolled back to official margins.

No table of 2014 or 2018 is published. Output, value added, final demand, taxes and trade of those years are
official; what goes where inside the table is the structure of 2021, from after the window of the hindcast.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from diversify.arrays import Array
from diversify.model.analysis.series import assumption, macro
from diversify.model.economy import Economy, Table, aggregate, azerbaijan_anchors, load_table, read_anchors
from diversify.model.economy.employment import employment
from diversify.model.economy.figures import by_label
from diversify.model.economy.margins import OFFICIAL_YEAR, expenditure, rules
from diversify.model.economy.sectors import Sector
from diversify.model.inputoutput.balancing import gras
from diversify.resources import data_folder
from diversify.text import _, kept_by_language

SECTIONS_FILE = "io/na_output_ic_gva_by_section_2005_2025.csv"
BALANCED = 4  # households, government, NPISH, investment
EXPORT_GROUPS = {
    "oil": "oil",
    "refining": "oil",
    "agricultural_goods": "nonoil",
    "industrial_goods": "nonoil",
    "margins": "nonoil",
    "margins_and_services": "services",
    "services": "services",
    "travel": "travel",
}
IMPORT_GROUPS = {"oil_goods": "oil", "nonoil_goods": "nonoil", "services": "services"}


def section_of() -> dict[str, str]:
    """Section of the accounts by sector code: "MN" for M and N, "RS" for R and S."""
    return {rule.code: "".join(rule.sections) for rule in rules()}


def sections() -> tuple[str, ...]:
    """The 17 sections in the order of the table."""
    return tuple(dict.fromkeys(section_of().values()))


def official(year: int, column: str) -> Array:
    """(17,) `output_mln_azn` or `gva_mln_azn` of a year by section, State Statistical Committee."""
    known = by_label(SECTIONS_FILE, year, "nace_section", column)
    return np.array([sum(known[letter] for letter in section) for section in sections()])


@kept_by_language(maxsize=1)
def section_table() -> Table:
    """The official table of 2021 on 17 sections."""
    full, names = load_table(OFFICIAL_YEAR), {}
    for code, section in section_of().items():
        first = full.sectors[full.index(code)]
        alone = list(section_of().values()).count(section) == 1
        names[section] = Sector(section, first.name if alone else _titles(section), first.nace, section)
    return aggregate(full, section_of(), names)


def _titles(section: str) -> dict[str, str]:
    return {
        "B": {"en": "Mining", "az": "Mədənçıxarma", "ru": "Добыча полезных ископаемых"},
        "C": {"en": "Manufacturing", "az": "Emal sənayesi", "ru": "Обрабатывающая промышленность"},
    }[section]


def _by_group(known: dict[str, float], rule_groups: dict[str, str], column: str, old: Array) -> Array:
    """(n,) trade by product: each group's value over its products in proportion to `old`."""
    groups = [rule_groups[getattr(rule, column)] for rule in rules()]
    out = np.zeros(len(groups))
    for name, value in known.items():
        members = np.array([group == name for group in groups]) & (old > 0.0)
        out[members] = value * old[members] / old[members].sum()
    return out


def trade(year: int, travel_year: int | None = None) -> tuple[Array, Array]:
    """(17,) exports and (17,) imports of a past year by section, mln AZN.

    Groups (oil and gas goods, other goods, services, travel) from the balance of payments at the average
    exchange rate; inside a group the shares of 2021; scaled to the official totals.

    Parameters
    ----------
    year
        The year.
    travel_year
        Year whose share of travel in exports of services is taken, where the year's own is not known. Part
        of travel is accommodation and catering (an assumption), the rest goes with the other services.
    """
    full, rate = load_table(OFFICIAL_YEAR), macro("fx_azn_per_usd")[year]
    services = macro("exports_services")[year]
    at = travel_year or year
    travel = services * macro("exports_travel")[at] / macro("exports_services")[at]
    lodging = assumption(None, "travel_accommodation_share")
    assert lodging is not None, "data/hindcast.csv states it for all windows"
    travel *= lodging / 100.0
    known = {
        "oil": macro("exports_goods_oilgas")[year],
        "nonoil": macro("exports_goods_nonoil")[year],
        "services": services - travel,
        "travel": travel,
    }
    bought = {
        "oil": macro("imports_goods_oilgas")[year],
        "nonoil": macro("imports_goods_nonoil")[year],
        "services": macro("imports_services")[year],
    }
    S = _membership()
    totals = expenditure(year)
    exports = S @ _by_group(known, EXPORT_GROUPS, "exports", full.exports) * rate
    imports = S @ _by_group(bought, IMPORT_GROUPS, "imports", full.M) * rate
    return exports * (totals.final[-1] / exports.sum()), imports * (totals.imports / imports.sum())


def _membership() -> Array:
    """(17, 23) 1 where a sector belongs to a section."""
    return np.array([[float(own == s) for own in section_of().values()] for s in sections()])


@kept_by_language(maxsize=4)
def past_table(year: int, travel_year: int | None = None) -> Table:
    """Return the section table of 2021 rolled back to the official margins of `year` by GRAS.

    Parameters
    ----------
    year
        2014 or 2018 in the hindcasts; any year from 2010 on.
    travel_year
        See `trade`.

    Returns
    -------
    Table
        Status "estimated"; its notes say that the structure is that of 2021.
    """
    base, totals = section_table(), expenditure(year)
    output = official(year, "output_mln_azn") * base.x / official(OFFICIAL_YEAR, "output_mln_azn")
    gva = official(year, "gva_mln_azn") * base.gva / official(OFFICIAL_YEAR, "gva_mln_azn")
    output *= official(year, "output_mln_azn").sum() / output.sum()
    gva *= official(year, "gva_mln_azn").sum() / gva.sum()
    on_inputs = base.taxes_on_inputs / (base.x - base.gva) * (output - gva)
    on_final = base.taxes_on_final / (base.Y.sum(axis=0) + base.taxes_on_final) * totals.final
    factor = totals.net_taxes / (on_inputs.sum() + on_final.sum())
    on_inputs, on_final = on_inputs * factor, on_final * factor
    final = totals.final - on_final
    exports, imports = trade(year, travel_year)
    # what the expenditure side lacks to GDP, the published discrepancy, is left in inventories
    gap = gva.sum() + totals.net_taxes - (totals.final.sum() - totals.imports)
    stocked = _membership() @ np.array([float(rule.inventories) for rule in rules()]) > 0.0
    held = np.where(stocked, output + imports, 0.0)
    inventories = held * ((final[BALANCED] + gap) / held.sum())
    rows = output + imports - exports - inventories
    columns = np.concatenate([output - gva - on_inputs, final[:BALANCED]])
    names = (base.codes, base.codes + base.categories[:BALANCED])
    start = np.hstack([base.Z, base.Y[:, :BALANCED]])
    found = gras(
        start, rows, columns * (rows.sum() / columns.sum()), row_names=names[0], column_names=names[1]
    )
    Z, demand = found.matrix[:, : base.n], found.matrix[:, base.n :]
    Y = np.column_stack([demand, inventories, exports])
    x = Z.sum(axis=1) + Y.sum(axis=1) - imports
    value = x - Z.sum(axis=0) - on_inputs
    return Table(
        sectors=base.sectors,
        Z=Z,
        Y=Y,
        M=imports,
        x=x,
        value_added=base.value_added / base.gva * value,
        taxes_on_inputs=on_inputs,
        taxes_on_final=on_final,
        employment=_membership() @ employment(year)[0],
        year=year,
        status="estimated",
        source=base.source,
        source_id="est_gras_2021",
        notes=(
            _(
                "Structure of 2021, from after the window: margins of {year} are official, cells are not."
            ).format(year=year),
        ),
        extensions={"goods_export_share": base.extensions["goods_export_share"]},
    )


@kept_by_language(maxsize=4)
def past_economy(year: int, travel_year: int | None = None) -> Economy:
    """Return the economy of a past year on 17 sections, with its anchors (data/past/anchors_YEAR.toml)."""
    full = load_table(OFFICIAL_YEAR)
    weights = dict(zip(full.codes, map(float, full.x), strict=True))
    classes = azerbaijan_anchors(OFFICIAL_YEAR).merged(section_of(), weights).classes
    anchors = read_anchors(data_folder() / "past" / f"anchors_{year}.toml")
    return Economy(past_table(year, travel_year), replace(anchors, classes=classes))
