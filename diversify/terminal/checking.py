"""Checks of files before they are used: scenarios and anchors (TOML), tables (CSV)."""

from __future__ import annotations

from pathlib import Path

from diversify.errors import BalanceError, InputError
from diversify.model.economy.anchor_files import anchor_years
from diversify.model.economy.toml_files import read_toml
from diversify.text import _, format_number

ROWS_SHOWN = 5


def problems(path: Path) -> list[str]:
    """Return everything that is wrong with a file, one sentence each; nothing if it can be used."""
    try:
        if not path.is_file():
            return [_("there is no such file")]
    except OSError as error:  # impossible as a file name
        return [error.strerror or str(error)]
    kind = path.suffix.lower()
    if kind == ".csv":
        return _table(path)
    if kind == ".toml":
        return _anchors(path) if _looks_like_anchors(path) else _scenario(path)
    return [_("neither a scenario or anchors file (.toml) nor a table (.csv)")]


def remarks(path: Path) -> list[str]:
    """Return what is worth knowing of a file without problems, one sentence each."""
    if path.suffix.lower() != ".toml" or _looks_like_anchors(path):
        return []
    from diversify.model import load_scenario

    base, own = load_scenario(path.resolve()).base, anchor_years()
    if base in own:
        return []
    text = _(
        "The base year {base} is that of a table of your own (--table); Azerbaijan's bases are {bases}, to "
        "be chosen with --base."
    )
    return [text.format(base=base, bases=_(" and ").join(map(str, own)))]


def _scenario(path: Path) -> list[str]:
    from diversify.model import check_scenario_file, load_scenario, load_table
    from diversify.model.projection.assumptions import resolve
    from diversify.model.projection.scenario import BASE

    own = f"{path.name}: "  # faults of a parent keep the name of their file
    codes = load_table(BASE).codes
    faults = check_scenario_file(path.resolve(), codes)
    if faults:
        return [str(fault).removeprefix(own) for fault in faults]
    try:  # changes that are right one by one may be too much together
        scenario = load_scenario(path.resolve())
        resolve(scenario, codes, {}, scenario.base)
    except InputError as error:
        return [str(error)]
    return []


def _anchors(path: Path) -> list[str]:
    from diversify.model import read_anchors

    try:
        read_anchors(path)
    except InputError as error:
        return [str(error)]
    return []


def _table(path: Path) -> list[str]:
    from diversify.model import read_table

    try:
        read_table(path)
    except BalanceError as error:
        rows = [
            _("{row}: off by {residual}").format(row=row, residual=format_number(residual))
            for row, residual in error.rows[:ROWS_SHOWN]
        ]
        return [str(error), *rows]
    except InputError as error:
        return [str(error)]
    return []


def _looks_like_anchors(path: Path) -> bool:
    """Whether the file holds figures of an economy; a file that cannot be read counts as a scenario."""
    try:
        return "anchors" in read_toml(path)
    except InputError:
        return False
