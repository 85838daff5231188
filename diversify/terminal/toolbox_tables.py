"""Tables that the command `io` is asked about: years, files, one economy out of several, symmetric ones."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diversify.errors import InputError
from diversify.model import Table, load_table, read_table
from diversify.model.economy.importing import import_file
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.supply_use import SupplyUseTable
from diversify.model.inputoutput.supply_use import Negatives
from diversify.terminal.toolbox_arguments import is_year
from diversify.text import _


def opened(arguments: Namespace) -> Table | MultiRegionalTable:
    """Return the table asked about: symmetric, or of several regions where none is chosen.

    Raises
    ------
    InputError
        If supply and use need a model, or --region, --model or --negatives have nothing to act on.
    """
    found = _any_table(arguments.table, arguments.layout, arguments.use)
    if isinstance(found, SupplyUseTable):
        if arguments.model is None:
            message = _("{table} holds supply and use; say --model A, B, C or D.")
            raise InputError(message.format(table=arguments.table))
        treatment: Negatives = arguments.negatives or "raise"
        return found.symmetric(
            arguments.model, negatives=treatment, allow_negative=arguments.negatives == "keep"
        )
    if arguments.model is not None or arguments.negatives is not None:
        message = _("{table} is not supply and use; leave out --model and --negatives.")
        raise InputError(message.format(table=arguments.table))
    if isinstance(found, MultiRegionalTable):
        return found if arguments.region is None else found.national(arguments.region)
    if arguments.region is not None:
        message = _("{table} is the table of one economy; leave out --region.")
        raise InputError(message.format(table=arguments.table))
    return found


def one_economy(text: str) -> Table:
    """Return the table named by its year or file; a file in an office's layout must be of one economy."""
    found = _any_table(text, None, None)
    if isinstance(found, Table):
        return found
    message = _("{table} is not the symmetric table of one economy; import it first.")
    raise InputError(message.format(table=text))


def _any_table(text: str, layout: str | None, use: str | None) -> Table | MultiRegionalTable | SupplyUseTable:
    if is_year(text):
        return load_table(int(text))
    path = Path(text)
    if layout is None and use is None and path.suffix.lower() == ".csv" and _is_plain(path):
        return read_table(path)
    if not path.exists():
        return read_table(path)  # it says what is wrong with the name
    return import_file(path, layout, use=use).raw()


def _is_plain(path: Path) -> bool:
    """Whether a CSV file is in the plain layout: its first line says something about the table."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.readline().startswith("#")
    except (OSError, UnicodeDecodeError):
        return False
