"""The accounts of a base year: reading, checking, rolling forward, and Azerbaijan's own data."""

from __future__ import annotations

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
