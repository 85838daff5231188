"""Azerbaijan's own accounts: the packaged official table, and the years made from it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from diversify.errors import TableError
from diversify.model.economy.aggregation import aggregate
from diversify.model.economy.ai_services import split_ai_services
from diversify.model.economy.anchor_files import azerbaijan_anchors
from diversify.model.economy.economy import Economy
from diversify.model.economy.employment import employment
from diversify.model.economy.margins import OFFICIAL, OFFICIAL_YEAR, margin_exports, rules
from diversify.model.economy.readers import read_table
from diversify.model.economy.rolling import roll_forward
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.resources import data_folder, packaged_rows
from diversify.text import N_, _

YEARS = (2021, 2023, 2024, 2025)
REGION = "AZ"
_SOURCE = N_(  # in English in every file; charts translate it
    "State Statistical Committee of Azerbaijan, 2021 table, 81 products aggregated to 23 by a third party"
)


def named_sectors(number: int = 23) -> tuple[Sector, ...]:
    """The sectors of Azerbaijan's table, 23 or merged to 19, with names in three languages."""
    rows = packaged_rows("sectors.csv")
    if number == 23:
        return tuple(
            Sector(
                row["code"],
                {key: row[f"name_{key}"] for key in ("en", "az", "ru")},
                row["nace"],
                row["section"],
            )
            for row in rows
        )
    merged: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        merged.setdefault(row["code19"], []).append(row)
    return tuple(
        Sector(
            code,
            {key: parts[0][f"name19_{key}"] for key in ("en", "az", "ru")},
            "; ".join(part["nace"] for part in parts),
            " ".join(dict.fromkeys(word for part in parts for word in part["section"].split())),
        )
        for code, parts in sorted(merged.items(), key=lambda pair: rows.index(pair[1][-1]))
    )


def groups_of_19() -> dict[str, str]:
    """The code among 19 sectors by the code among 23."""
    return {row["code"]: row["code19"] for row in packaged_rows("sectors.csv")}


@lru_cache(maxsize=8)
def load_table(year: int = 2025, sectors: int = 23) -> Table:
    """Return Azerbaijan's input-output table of a year.

    Parameters
    ----------
    year
        2021 is official; 2023, 2024 and 2025 are estimated from it (`roll_forward`).
    sectors
        23, or 19, which merges them.

    Raises
    ------
    TableError
        For any other year or number of sectors.
    InfeasibleError
        For 2022, whose official totals no table meets.
    """
    if sectors not in (23, 19):
        raise TableError(_("Azerbaijan's table has 23 sectors, or 19; not {n}.").format(n=sectors))
    if sectors == 19:
        return aggregate(
            load_table(year), groups_of_19(), {sector.code: sector for sector in named_sectors(19)}
        )
    if year == OFFICIAL_YEAR:
        return _official()
    if year not in YEARS and year != 2022:
        message = _("There is no table of Azerbaijan for {year}; choose one of {years}.")
        raise TableError(message.format(year=year, years=", ".join(map(str, YEARS))))
    return roll_forward(load_table(OFFICIAL_YEAR), year)


@lru_cache(maxsize=4)
def load_economy(base: int = 2025, sectors: int = 23, ai_services: bool = False) -> Economy:
    """Return Azerbaijan's economy in a base year: 2025 (estimated) or 2021 (official), 23 or 19 sectors.

    With `ai_services` AI and data-centre services are a sector of their own, split out of ICT by assumed
    shares (23 sectors only).

    Raises
    ------
    AnchorError, TableError
        For a year without anchors, or another number of sectors.
    """
    anchors, table = azerbaijan_anchors(base), load_table(base, sectors)
    if sectors == 19:
        full = load_table(base)
        anchors = anchors.merged(groups_of_19(), dict(zip(full.codes, map(float, full.x), strict=True)))
    economy = Economy(table, anchors)
    return split_ai_services(economy) if ai_services else economy


def _official() -> Table:
    """The table as printed, with the names, the employment and the goods share that it lacks."""
    printed = read_table(
        data_folder() / OFFICIAL,
        year=OFFICIAL_YEAR,
        status="official (aggregated)",
        source=_SOURCE,
        source_id="ssc_iot_2021",
    )
    jobs, _note = employment(OFFICIAL_YEAR)
    goods = [
        margin_exports(printed) / x if rule.exports_are == "margins" else float(rule.exports_are == "goods")
        for rule, x in zip(rules(), printed.exports, strict=True)
    ]
    return Table(
        sectors=named_sectors(),
        Z=printed.Z,
        Y=printed.Y,
        M=printed.M,
        x=printed.x,
        value_added=printed.value_added,
        taxes_on_inputs=printed.taxes_on_inputs,
        taxes_on_final=printed.taxes_on_final,
        employment=jobs,
        region=REGION,
        year=printed.year,
        status=printed.status,
        source=printed.source,
        source_id=printed.source_id,
        notes=printed.notes,
        extensions={"goods_export_share": np.array(goods)},
    )
