"""The command `io`: one question of the input-output toolbox, put to one table."""

from __future__ import annotations

import csv
import inspect
import math
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from diversify.errors import InputError
from diversify.model import Accounts, Table
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.regional_accounts import RegionalAccounts
from diversify.terminal.output import chosen_format, deliver, deliver_records, text_table
from diversify.terminal.toolbox_tables import one_economy, opened
from diversify.text import _, format_number

if TYPE_CHECKING:
    import pandas as pd

RATIO, MONEY, PER_UNIT, SHARE = "1", "money", "per unit", "share"

#: What can be asked, and what its answer is measured in.
QUESTIONS: Mapping[str, str] = {
    "flow_table": MONEY,
    "technical_coefficients": RATIO,
    "domestic_coefficients": RATIO,
    "import_coefficients": RATIO,
    "leontief_inverse": RATIO,
    "allocation_coefficients": RATIO,
    "ghosh_inverse": RATIO,
    "output": MONEY,
    "multipliers": PER_UNIT,
    "effects": PER_UNIT,
    "backward_linkage": RATIO,
    "forward_linkage": RATIO,
    "dispersion": RATIO,
    "key_sectors": RATIO,
    "field_of_influence": RATIO,
    "price_change": SHARE,
    "price_composition": SHARE,
    "mixed_model": MONEY,
    "hypothetical_extraction": MONEY,
    "structural_paths": MONEY,
    "structural_decomposition": MONEY,
    "footprint": MONEY,
    "value_added_in_trade": MONEY,
    "dynamic_leontief": MONEY,
    "ras": MONEY,
    "gras": MONEY,
    "aggregate": MONEY,
    "disaggregate": MONEY,
    "deflate": MONEY,
}

#: What can be asked of a table of several regions.
REGIONAL = ("technical_coefficients", "leontief_inverse", "multipliers", "footprint", "value_added_in_trade")

#: The option that gives each parameter of a question, if it is not called as the parameter.
_OPTIONS = {
    **{"cost_change": "change", "output": "given", "other": "against", "mapping": "groups", "B": "capital"},
    **{"row_totals": "rows", "column_totals": "columns", "code": "sector"},
}
_SETTABLE = (
    *("of", "kind", "basis", "income", "sectors", "own_final_demand", "given", "change", "prices"),
    *("against", "method", "form", "cutoff", "rows", "columns", "groups", "sector", "parts", "capital"),
    *("growth", "periods"),
)


def io(arguments: Namespace) -> int:
    """Compute and deliver: a table for people, or records with table, year, indicator, sector, column."""
    if arguments.list:
        for name in QUESTIONS:
            print(f"{name:26} {(inspect.getdoc(getattr(Accounts, name)) or '').splitlines()[0]}")
        return 0
    if not arguments.name or not arguments.table:
        raise InputError(
            _("Say what to compute and of which table; 'diversify io --list' lists what there is.")
        )
    if arguments.name not in QUESTIONS:
        message = _("There is nothing called {name!r} in the toolbox; it has {names}.")
        raise InputError(message.format(name=arguments.name, names=", ".join(QUESTIONS)))
    table = opened(arguments)
    question = _question(arguments, table)
    try:
        found = question(**_options(arguments, question, table))
    except ValueError as error:  # a word that the algebra does not know, such as a kind
        raise InputError(str(error)) from error
    if isinstance(found, Accounts):  # another table
        found = found.flow_table()
    frame = found.to_frame() if found.ndim == 1 else found
    if frame.index.name == "period":
        frame = frame.T
    if "path" in frame:
        frame = frame.set_index("path")
    wanted = chosen_format(arguments.format, arguments.output)
    if wanted == "text":
        text = "".join(f"{note}\n" for note in table.notes if not table.balanced) + _text(frame)
        deliver(text, arguments.output)
        return 0
    found_records = records(frame, arguments.name, _unit(arguments.name, arguments.of, table), table)
    deliver_records(found_records, wanted, arguments.output)
    return 0


def records(
    frame: pd.DataFrame, name: str, unit: str, table: Table | MultiRegionalTable
) -> list[dict[str, object]]:
    """Return a frame as records, one a cell; a word becomes the column "column=word" with the value 1."""
    found: list[dict[str, object]] = []
    columns = [_label(column) for column in frame.columns]
    for row, cells in zip(frame.index, frame.to_numpy(dtype=object), strict=True):
        for column, cell in zip(columns, cells, strict=True):
            word = isinstance(cell, str)
            value = 1.0 if word else float(cell)
            found.append(
                {
                    "table": getattr(table, "source_id", "") or table.source or "table",
                    "year": table.year,
                    "indicator": name,
                    "sector": _label(row),
                    "column": f"{column}={cell}" if word else column,
                    "value": value if math.isfinite(value) else None,
                    "unit": RATIO if column in ("links", "share") else unit,
                }
            )
    return found


def _label(name: object) -> str:
    """A code; a region and a code with a space between."""
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _question(arguments: Namespace, table: Table | MultiRegionalTable) -> Callable[..., Any]:
    if isinstance(table, Table):
        return cast(Callable[..., Any], getattr(Accounts(table, arguments.flows), arguments.name))
    if arguments.name not in REGIONAL:
        message = _("{name} is for one economy; choose --region ({regions}), or ask for {names}.")
        regions = ", ".join(table.regions)
        raise InputError(message.format(name=arguments.name, regions=regions, names=", ".join(REGIONAL)))
    return cast(Callable[..., Any], getattr(RegionalAccounts(table), arguments.name))


def _options(
    arguments: Namespace, question: Callable[..., object], table: Table | MultiRegionalTable
) -> dict[str, Any]:
    """Return the parameters that were given, refusing those that the question does not take."""
    takes = {_OPTIONS.get(name, name): name for name in inspect.signature(question).parameters}
    given = {name: getattr(arguments, name) for name in _SETTABLE if getattr(arguments, name) is not None}
    for option in given:
        if option not in takes:
            able = [f"--{name.replace('_', '-')}" for name in _SETTABLE if name in takes]
            message = _("{question} does not take --{option}; it takes {able}.")
            said = {"question": arguments.name, "option": option.replace("_", "-")}
            raise InputError(message.format(**said, able=", ".join(able) or _("nothing")))
    for name, parameter in inspect.signature(question).parameters.items():
        option = _OPTIONS.get(name, name)
        if parameter.default is parameter.empty and option not in given:
            message = _("{question} needs --{option}.")
            raise InputError(message.format(question=arguments.name, option=option.replace("_", "-")))
    if "against" in given:
        given["against"] = one_economy(given["against"])
    if "groups" in given and isinstance(table, Table):  # sectors that are not named stay
        given["groups"] = {**{code: code for code in table.codes}, **given["groups"]}
    if "capital" in given:
        given["capital"] = _matrix(given["capital"])
    if given.get("income") == ("all",):
        given["income"] = "all"
    return {takes[option]: value for option, value in given.items()}


def _matrix(path: str) -> pd.DataFrame:
    """Read coefficients with codes in the first row and column."""
    import pandas as pd

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            (_corner, *columns), *rows = [row for row in csv.reader(file) if row]
        cells = np.array([[float(cell or 0) for cell in row[1:]] for row in rows])
        return pd.DataFrame(cells, index=[row[0] for row in rows], columns=columns)
    except (OSError, ValueError) as error:
        message = _("{file} is not a CSV file of numbers with codes in its first row and column: {error}")
        raise InputError(message.format(file=path, error=error)) from error


def _unit(name: str, of: str | None, table: Table | MultiRegionalTable) -> str:
    kind = QUESTIONS[name]
    counted = "thousand persons" if of == "employment" else table.unit
    if kind == MONEY:
        return counted
    if kind == PER_UNIT:
        return f"{counted} per {table.unit}"
    return RATIO


def _text(frame: pd.DataFrame) -> str:
    head = [str(frame.index.name or ""), *map(_label, frame.columns)]
    rows = [
        [_label(row), *(cell if isinstance(cell, str) else format_number(float(cell), 4) for cell in cells)]
        for row, cells in zip(frame.index, frame.to_numpy(dtype=object), strict=True)
    ]
    return text_table([head, *rows])
