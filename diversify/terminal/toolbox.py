"""The command `io`: one question of the input-output toolbox, put to one table."""

from __future__ import annotations

import inspect
import math
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from diversify.errors import InputError
from diversify.model import Accounts, Table, load_table, read_table
from diversify.terminal.output import chosen_format, deliver, deliver_records, text_table
from diversify.terminal.toolbox_arguments import is_year
from diversify.text import _, format_number

if TYPE_CHECKING:
    import pandas as pd

RATIO, MONEY, PER_UNIT, SHARE = "1", "money", "per unit", "share"

#: What can be asked, and what its answer is measured in.
QUESTIONS: Mapping[str, str] = {
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
    "deflate": MONEY,
}

#: The option that gives each parameter of a question, if it is not called as the parameter.
_OPTIONS = {"cost_change": "change", "output": "given", "other": "against"}
_SETTABLE = (
    *("of", "kind", "basis", "income", "sectors", "own_final_demand", "given", "change", "prices"),
    *("against", "method", "form", "cutoff"),
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
    table = _table(arguments.table)
    question = getattr(Accounts(table, arguments.flows), arguments.name)
    try:
        found = question(**_options(arguments, question))
    except ValueError as error:  # a word that the algebra does not know, such as a kind
        raise InputError(str(error)) from error
    frame = found.to_frame() if found.ndim == 1 else found
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


def records(frame: pd.DataFrame, name: str, unit: str, table: Table) -> list[dict[str, object]]:
    """Return a frame as records, one a cell; a word becomes the column "column=word" with the value 1."""
    found: list[dict[str, object]] = []
    columns = [str(column) for column in frame.columns]
    for row, cells in zip(frame.index, frame.to_numpy(dtype=object), strict=True):
        for column, cell in zip(columns, cells, strict=True):
            word = isinstance(cell, str)
            value = 1.0 if word else float(cell)
            found.append(
                {
                    "table": table.source_id or table.source or "table",
                    "year": table.year,
                    "indicator": name,
                    "sector": str(row),
                    "column": f"{column}={cell}" if word else column,
                    "value": value if math.isfinite(value) else None,
                    "unit": RATIO if column in ("links", "share") else unit,
                }
            )
    return found


def _table(text: str) -> Table:
    return load_table(int(text)) if is_year(text) else read_table(text)


def _options(arguments: Namespace, question: Callable[..., object]) -> dict[str, Any]:
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
        given["against"] = _table(given["against"])
    if given.get("income") == ("all",):
        given["income"] = "all"
    return {takes[option]: value for option, value in given.items()}


def _unit(name: str, of: str | None, table: Table) -> str:
    kind = QUESTIONS[name]
    counted = "thousand persons" if of == "employment" else table.unit
    if kind == MONEY:
        return counted
    if kind == PER_UNIT:
        return f"{counted} per {table.unit}"
    return RATIO


def _text(frame: pd.DataFrame) -> str:
    head = [str(frame.index.name or ""), *map(str, frame.columns)]
    rows = [
        [str(row), *(cell if isinstance(cell, str) else format_number(float(cell), 4) for cell in cells)]
        for row, cells in zip(frame.index, frame.to_numpy(dtype=object), strict=True)
    ]
    return text_table([head, *rows])
