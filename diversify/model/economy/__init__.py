"""The accounts of a base year: reading, checking, rolling forward, and Azerbaijan's own data.

Names are loaded when they are first asked for: who reads a table does without the toolbox.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diversify.model.economy.accounts import Accounts
    from diversify.model.economy.aggregation import aggregate
    from diversify.model.economy.ai_services import split_ai_services
    from diversify.model.economy.anchor_files import azerbaijan_anchors, read_anchors
    from diversify.model.economy.anchors import Anchors
    from diversify.model.economy.azerbaijan import load_economy, load_table
    from diversify.model.economy.economy import Economy
    from diversify.model.economy.readers import check_table_file, read_table, write_table
    from diversify.model.economy.regional_accounts import RegionalAccounts
    from diversify.model.economy.rolling import roll_forward
    from diversify.model.economy.sectors import Sector
    from diversify.model.economy.table import Table

_MODULES = {
    "accounts": "Accounts",
    "aggregation": "aggregate",
    "ai_services": "split_ai_services",
    "anchor_files": "azerbaijan_anchors read_anchors",
    "anchors": "Anchors",
    "azerbaijan": "load_economy load_table",
    "economy": "Economy",
    "readers": "check_table_file read_table write_table",
    "regional_accounts": "RegionalAccounts",
    "rolling": "roll_forward",
    "sectors": "Sector",
    "table": "Table",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Accounts",
    "Anchors",
    "Economy",
    "RegionalAccounts",
    "Sector",
    "Table",
    "aggregate",
    "azerbaijan_anchors",
    "check_table_file",
    "load_economy",
    "load_table",
    "read_anchors",
    "read_table",
    "roll_forward",
    "split_ai_services",
    "write_table",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
