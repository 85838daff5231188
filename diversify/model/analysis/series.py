"""Official series by year for looking back: the preferred source of each, its gaps filled by the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from diversify.errors import InputError
from diversify.resources import packaged_rows
from diversify.text import _

SERIES_FILE = "macro/macro_timeseries.csv"
CATALOGUE = "macro/series_catalog.csv"
TRADE_FILE = "io/trade_oil_macro_2015_2025.csv"
VINTAGES_FILE = "macro/weo_vintages.csv"
FROM_TRADE = {
    "exports_travel": "bop_travel_exports_mln_usd",
    "customs_gas_value": "customs_exports_gas_mln_usd",
    "customs_gas_volume": "gas_export_volume_bcm",
}
"""Series that only the trade file has."""


@lru_cache(maxsize=64)
def macro(name: str) -> Mapping[int, float]:
    """Return a series by year.

    Raises
    ------
    InputError
        If there is no such series.
    """
    if name in FROM_TRADE:
        column = FROM_TRADE[name]
        return MappingProxyType(
            {int(r["year"]): float(r[column]) for r in packaged_rows(TRADE_FILE) if r[column]}
        )
    first = {
        row["source_id"]
        for row in packaged_rows(CATALOGUE)
        if row["series"] == name and row["preferred"] == "yes"
    }
    rows = [row for row in packaged_rows(SERIES_FILE) if row["series"] == name and row["value"]]
    if not rows:
        raise InputError(_("There is no official series “{name}”.").format(name=name))
    rows.sort(key=lambda row: row["source_id"] in first)
    return MappingProxyType({int(row["year"]): float(row["value"]) for row in rows})


@lru_cache(maxsize=16)
def forecast(series: str) -> Mapping[int, float]:
    """Return a published forecast by year, such as "weo_2015-04.NGDP_RPCH" (percent)."""
    rows = [row for row in packaged_rows(VINTAGES_FILE) if row["series"] == series]
    if not rows:
        raise InputError(_("There is no published forecast “{name}”.").format(name=series))
    return MappingProxyType({int(row["year"]): float(row["value"]) for row in rows})


def assumption(window: str | None, name: str, variant: str = "") -> float | None:
    """Return what is assumed for a window of the hindcast (None: for all), from data/hindcast.csv.

    The variant's own number goes before that of the window; None where nothing is assumed.
    """
    found: dict[str, float] = {}
    for row in packaged_rows("hindcast.csv"):
        if row["window"] == (window or "") and row["name"] == name:
            found[row["variant"]] = float(row["value"])
    return found.get(variant, found.get(""))
