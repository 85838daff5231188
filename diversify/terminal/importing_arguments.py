"""What can be typed after the command that reads what offices publish."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from diversify.text import _

New = Callable[[str, str, str], argparse.ArgumentParser]


def add(new: New, formats: tuple[str, ...]) -> None:
    """Add the command `import`."""
    command = new(
        "import",
        _("read a table as statistical offices publish it; say what was recognised and what was not"),
        "  diversify import --list\n"
        "  diversify import table.xlsx                            look, write nothing\n"
        "  diversify import table.xlsx --layout my.toml -o table.csv\n"
        "  diversify import 2020.csv --layout oecd-icio --year 2020 --region AZE -o aze.csv\n"
        "  diversify import make.xlsx --use use.xlsx --layout bea --sheet 2017 --model D -o us.csv",
    )
    command.add_argument(
        "file", nargs="?", type=Path, help=_("CSV or XLSX file, or a folder or zip archive of a database")
    )
    command.add_argument("--list", action="store_true", help=_("list the layouts that are known and stop"))
    command.add_argument(
        "--layout", metavar="NAME", help=_("name of a known layout or path of a layout file (default: found)")
    )
    command.add_argument(
        "--use", type=Path, metavar="FILE", help=_("file with the use table, where it stands apart")
    )
    command.add_argument("--sheet", metavar="NAME", help=_("sheet of the workbook to read"))
    command.add_argument(
        "--year", type=int, metavar="YEAR", help=_("year of the figures, if the file does not say")
    )
    command.add_argument("--unit", metavar="UNIT", help=_("unit of the figures, such as 'mln EUR'"))
    command.add_argument(
        "--scale",
        type=float,
        metavar="FACTOR",
        help=_("what money is multiplied by, such as 0.001 with --unit 'mln USD' where a file has thousands"),
    )
    command.add_argument("--region", metavar="CODE", help=_("economy to take out of a multi-regional table"))
    command.add_argument(
        "--model",
        choices=("A", "B", "C", "D"),
        help=_("how supply and use become one table: A, B products; C, D industries"),
    )
    command.add_argument(
        "--allow-unbalanced", action="store_true", help=_("write the table even if it does not balance")
    )
    command.add_argument(
        "--allow-negative",
        action="store_true",
        help=_("write the table even if inputs or demand are negative"),
    )
    command.add_argument(
        "--largest",
        type=float,
        default=64,
        metavar="MIB",
        help=_("largest file that is read, unpacked (default: %(default)s)"),
    )
    command.add_argument("--format", choices=formats, help=_("how the report is printed (default: text)"))
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=_("write the table: .csv, or .xlsx for a workbook")
    )
