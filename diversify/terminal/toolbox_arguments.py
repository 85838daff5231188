"""What can be typed after `diversify io`: a question of the input-output toolbox, a table, and options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from diversify.text import _

New = Callable[[str, str, str], argparse.ArgumentParser]
Part = Callable[[argparse.ArgumentParser], None]
Names = Callable[[str], tuple[str, ...]]


def add(new: New, output: Part, names: Names) -> None:
    """Add the command; `new` makes it, `output` adds where its answer goes."""
    examples = (
        "  diversify io --list\n"
        "  diversify io leontief_inverse my-table.csv --format csv\n"
        "  diversify io multipliers 2021 --of employment --kind total\n"
        "  diversify io hypothetical_extraction 2025 --sectors OILGAS,PETR --kind backward\n"
        "  diversify io price_change 2025 --given ENERGY=0.1\n"
        "  diversify io structural_decomposition 2021 --against 2025 --of value_added\n"
        "  diversify io aggregate 2025 --groups OILGAS=ENERGY,PETR=ENERGY\n"
        "  diversify io multipliers supply-use.xlsx --model A --negatives almon\n"
        "  diversify io value_added_in_trade icio.csv"
    )
    command = new("io", _("put a question of the input-output toolbox to a table"), examples)
    command.add_argument("name", nargs="?", help=_("what to compute; --list lists what there is"))
    command.add_argument(
        "table", nargs="?", help=_("a table file, or the year of one of Azerbaijan's tables")
    )
    command.add_argument("--list", action="store_true", help=_("list what can be computed and stop"))
    command.add_argument(
        "--flows",
        choices=("domestic", "total"),
        default="domestic",
        help=_("imports are leakage (domestic, the default), or as if made at home (total)"),
    )
    command.add_argument(
        "--of", metavar="WHAT", help=_("what is counted: output, value_added, employment, an extension ...")
    )
    command.add_argument("--kind", help=_("of multipliers (simple, total, I, II ...) or extraction"))
    command.add_argument("--basis", help=_("of linkages or forward extraction: leontief, ghosh or direct"))
    command.add_argument(
        "--income", type=names, metavar="KINDS", help=_("kinds of value added that households earn, or all")
    )
    command.add_argument("--sectors", type=names, metavar="CODES", help=_("the group of sectors to extract"))
    command.add_argument(
        "--own-final-demand",
        action=argparse.BooleanOptionalAction,
        help=_("whether the final demand of extracted sectors is still served"),
    )
    command.add_argument(
        "--given", type=numbers, metavar="CODE=X", help=_("prices that are set, or output that is given")
    )
    command.add_argument(
        "--change", type=numbers, metavar="CODE=X", help=_("changes of cost per unit of output")
    )
    command.add_argument("--prices", type=numbers, metavar="CODE=X", help=_("price indices to deflate with"))
    command.add_argument("--against", metavar="TABLE", help=_("the later table of a decomposition"))
    command.add_argument("--method", help=_("of a decomposition: average, polar, interaction ..."))
    command.add_argument("--form", help=_("of a decomposition: level, growth or factor"))
    command.add_argument("--cutoff", type=float, metavar="SHARE", help=_("smallest share of a path to list"))
    command.add_argument(
        "--rows", type=numbers, metavar="CODE=X", help=_("new totals of intermediate sales, for ras and gras")
    )
    command.add_argument(
        "--columns", type=numbers, metavar="CODE=X", help=_("new totals of intermediate purchases")
    )
    command.add_argument(
        "--groups", type=words, metavar="OLD=NEW", help=_("sectors to merge; the others stay as they are")
    )
    command.add_argument("--sector", metavar="CODE", help=_("the sector to split"))
    command.add_argument("--parts", type=numbers, metavar="CODE=X", help=_("its parts and their weights"))
    command.add_argument(
        "--capital", metavar="FILE", help=_("CSV file of capital per unit of output, codes in row and column")
    )
    command.add_argument("--growth", type=float, metavar="SHARE", help=_("growth of final demand per period"))
    command.add_argument("--periods", type=int, help=_("how many periods to compute"))
    command.add_argument("--region", help=_("one economy of a table of several"))
    command.add_argument("--layout", help=_("layout of the file, instead of the one that is found"))
    command.add_argument(
        "--use", metavar="FILE", help=_("the use table, where the file holds supply or make")
    )
    command.add_argument(
        "--model", choices=("A", "B", "C", "D"), help=_("how supply and use become a symmetric table")
    )
    command.add_argument(
        "--negatives",
        choices=("keep", "balance", "almon", "raise"),
        help=_("what is done with negative flows that the model makes"),
    )
    output(command)


def words(text: str) -> dict[str, str]:
    """Read `AGR=PRIMARY,OILGAS=PRIMARY`.

    Raises
    ------
    argparse.ArgumentTypeError
        If a part is not two codes.
    """
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(old.strip() and new.strip() for old, _sign, new in pairs):
        message = _("{text!r} is not a list such as AGR=PRIMARY,OILGAS=PRIMARY")
        raise argparse.ArgumentTypeError(message.format(text=text))
    return {old.strip(): new.strip() for old, _sign, new in pairs}


def numbers(text: str) -> dict[str, float]:
    """Read `AGR=0.1,ENERGY=0.2`.

    Raises
    ------
    argparse.ArgumentTypeError
        If a part is not a code and a number.
    """
    found: dict[str, float] = {}
    for part in text.split(","):
        code, _sign, value = part.partition("=")
        try:
            found[code.strip()] = float(value)
        except ValueError:
            message = _("{text!r} is not a list such as AGR=0.1,ENERGY=0.2")
            raise argparse.ArgumentTypeError(message.format(text=text)) from None
    return found


def is_year(text: str) -> bool:
    """Whether a table is named by its year rather than by its file."""
    return text.isdecimal() and not Path(text).exists()
