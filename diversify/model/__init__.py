"""The model in one place: `from diversify.model import load_economy, load_scenario, project`.

Names are loaded when they are first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

_ECONOMY = "diversify.model.economy"
_PROJECTION = "diversify.model.projection"
_HOME = {
    **dict.fromkeys(
        ("Economy", "Table", "aggregate", "load_economy", "load_table", "read_table", "roll_forward"),
        _ECONOMY,
    ),
    **dict.fromkeys(("write_table", "Anchors", "azerbaijan_anchors", "read_anchors"), _ECONOMY),
    **dict.fromkeys(("Change", "Scenario"), f"{_PROJECTION}.scenario"),
    **dict.fromkeys(
        ("check_scenario_file", "load_scenario", "save_scenario", "shipped_scenarios"),
        f"{_PROJECTION}.scenario_files",
    ),
    **dict.fromkeys(("levers", "records"), f"{_PROJECTION}.parameters"),
    **dict.fromkeys(("project", "project_many"), f"{_PROJECTION}.loop"),
    **dict.fromkeys(("Difference", "Result"), f"{_PROJECTION}.result"),
    "Ensemble": f"{_PROJECTION}.ensemble",
    "indicators": f"{_PROJECTION}.indicators",
    "findings": f"{_PROJECTION}.findings",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
