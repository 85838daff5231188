"""The model in one place: `from diversify.model import load_economy, load_scenario, project`.

Names are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diversify.model.analysis.attribution import attribute
    from diversify.model.analysis.checked_against import checked_against
    from diversify.model.analysis.closures import compare_closures
    from diversify.model.analysis.decomposition import decompose
    from diversify.model.analysis.evidence import evidence
    from diversify.model.analysis.growth_accounting import growth_accounting
    from diversify.model.analysis.hindcast import hindcast
    from diversify.model.analysis.hindcast_records import hindcast_records
    from diversify.model.economy import (
        Accounts,
        Anchors,
        Economy,
        RegionalAccounts,
        Table,
        aggregate,
        azerbaijan_anchors,
        load_economy,
        load_table,
        read_anchors,
        read_table,
        roll_forward,
        write_table,
    )
    from diversify.model.projection.ensemble import Ensemble
    from diversify.model.projection.findings import findings
    from diversify.model.projection.parameters import indicators, levers, records
    from diversify.model.projection.result import Difference, Result
    from diversify.model.projection.runs import project, project_many
    from diversify.model.projection.scenario import Change, Scenario
    from diversify.model.projection.scenario_files import (
        check_scenario_file,
        load_scenario,
        shipped_scenarios,
    )
    from diversify.model.projection.scenario_writing import save_scenario

_ANALYSIS = "diversify.model.analysis"
_PROJECTION = "diversify.model.projection"
_MODULES = {
    "diversify.model.economy": (
        "Accounts Anchors Economy RegionalAccounts Table aggregate azerbaijan_anchors load_economy load_table"
        " read_anchors read_table roll_forward write_table"
    ),
    f"{_ANALYSIS}.attribution": "attribute",
    f"{_ANALYSIS}.checked_against": "checked_against",
    f"{_ANALYSIS}.closures": "compare_closures",
    f"{_ANALYSIS}.decomposition": "decompose",
    f"{_ANALYSIS}.evidence": "evidence",
    f"{_ANALYSIS}.growth_accounting": "growth_accounting",
    f"{_ANALYSIS}.hindcast": "hindcast",
    f"{_ANALYSIS}.hindcast_records": "hindcast_records",
    f"{_PROJECTION}.findings": "findings",
    f"{_PROJECTION}.ensemble": "Ensemble",
    f"{_PROJECTION}.parameters": "indicators levers records",
    f"{_PROJECTION}.result": "Difference Result",
    f"{_PROJECTION}.runs": "project project_many",
    f"{_PROJECTION}.scenario": "Change Scenario",
    f"{_PROJECTION}.scenario_files": "check_scenario_file load_scenario shipped_scenarios",
    f"{_PROJECTION}.scenario_writing": "save_scenario",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Accounts",
    "Anchors",
    "Change",
    "Difference",
    "Economy",
    "Ensemble",
    "RegionalAccounts",
    "Result",
    "Scenario",
    "Table",
    "aggregate",
    "attribute",
    "azerbaijan_anchors",
    "check_scenario_file",
    "checked_against",
    "compare_closures",
    "decompose",
    "evidence",
    "findings",
    "growth_accounting",
    "hindcast",
    "hindcast_records",
    "indicators",
    "levers",
    "load_economy",
    "load_scenario",
    "load_table",
    "project",
    "project_many",
    "read_anchors",
    "read_table",
    "records",
    "roll_forward",
    "save_scenario",
    "shipped_scenarios",
    "write_table",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
