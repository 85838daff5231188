"""What can be typed: commands, options and their help."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diversify import __version__
from diversify.terminal import explaining_arguments, history_arguments, importing_arguments, toolbox_arguments
from diversify.text import LANGUAGES, _

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("text", "csv", "json")
YEAR_DIGITS = 4
MOST_DRAWS = 100_000


def years(text: str) -> tuple[int, ...]:
    """Read `2030,2035,2050` or `2030-2035`, in ascending order.

    Raises
    ------
    argparse.ArgumentTypeError
        If a part is neither a year nor a span of years.
    """
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not _is_year(first) or (dash and not _is_year(last)):
            raise argparse.ArgumentTypeError(
                _("{text!r} is not a list of years such as 2030,2035,2050 or 2030-2035").format(text=text)
            )
        found.update(range(int(first), int(last or first) + 1))
    if not found:
        raise argparse.ArgumentTypeError(_("the span {text!r} is empty").format(text=text))
    return tuple(sorted(found))


def _is_year(text: str) -> bool:
    return text.isdecimal() and len(text) == YEAR_DIGITS  # a longer span would fill the memory


def names(text: str) -> tuple[str, ...]:
    """Read a list of names separated by commas, each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def count(text: str) -> int:
    """Read a number of draws: a whole number of at least one, and not so many that memory runs out.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not one.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("{text!r} is not a whole number above zero").format(text=text))
    if len(text) > len(str(MOST_DRAWS)) or int(text) > MOST_DRAWS:
        raise argparse.ArgumentTypeError(_("at most {most} draws can be made").format(most=MOST_DRAWS))
    return int(text)


def seed(text: str) -> int:
    """Read a whole number from 0 on.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not one.
    """
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("{text!r} is not a whole number from 0 on").format(text=text))
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, its help in the current language."""
    top = argparse.ArgumentParser(
        prog="diversify",
        description=_("Scenarios for Azerbaijan's economy. Without a command the window opens."),
        epilog=_(
            "examples:\n"
            "  diversify                                    open the window\n"
            "  diversify run ai-strategy                    project one scenario\n"
            "  diversify compare scenarios/*.toml           compare scenarios in 2030, 2035 and 2050\n"
            "  diversify table gdp baseline ai-strategy     one indicator: years down, scenarios across\n"
            "  diversify chart gdp ai-strategy -o gdp.svg   a chart as a file\n"
            "  diversify decompose ai-strategy              what moved oil dependence\n"
            "  diversify attribute no-reform                what each lever did\n"
            "  diversify check my-scenario.toml             check a file before using it\n\n"
            "Scenarios are files, or the names of shipped ones. 'diversify COMMAND --help' tells more.\n"
            "exit codes: 0 done, 1 the input is at fault, 2 usage, 3 computed but a check failed, 130 stopped"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"diversify {__version__}")
    top.add_argument("--language", choices=LANGUAGES, help=_("language of what is printed"))
    commands = top.add_subparsers(dest="command", title=_("commands"), metavar="COMMAND")
    _run(commands)
    _compare(commands)
    _table(commands)
    _chart(commands)
    explaining_arguments.add(partial(_new, commands), _economy, _output, years, names)
    history_arguments.add(partial(_new, commands), _output)
    toolbox_arguments.add(partial(_new, commands), _output, names)
    importing_arguments.add(partial(_new, commands), FORMATS)
    _check(commands)
    return top


def _new(commands: Commands, name: str, summary: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"{_('examples:')}\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _run(commands: Commands) -> None:
    examples = (
        "  diversify run ai-strategy\n"
        "  diversify run ai-strategy --indicators gdp,oil_share_gva --years 2025-2050 --format csv\n"
        "  diversify run ai-strategy --indicators employment --sectors AGR,EDU\n"
        "  diversify run ai-strategy --draws 200"
    )
    command = _new(commands, "run", _("project one scenario and print its indicators"), examples)
    command.add_argument("scenario", help=_("a scenario file, or the name of a shipped scenario"))
    _economy(command)
    _indicators(command)
    command.add_argument(
        "--draws",
        type=count,
        metavar="N",
        help=_("also sample N draws of the parameters: 5, 50 and 95 %% quantiles"),
    )
    command.add_argument("--seed", type=seed, default=0, help=_("seed of the draws (default: 0)"))
    _output(command)


def _compare(commands: Commands) -> None:
    examples = (
        "  diversify compare scenarios/*.toml\n"
        "  diversify compare ai-strategy ai-low --against baseline --years 2030-2050 --format csv"
    )
    summary = _("compare scenarios, each with the difference to its own counterfactual")
    command = _new(commands, "compare", summary, examples)
    _scenarios(command)
    command.add_argument(
        "--against",
        type=explaining_arguments.scenario,
        metavar="SCENARIO",
        help=_("take differences against this scenario instead of each scenario's own counterfactual"),
    )
    _economy(command)
    _indicators(command)
    _output(command)


def _table(commands: Commands) -> None:
    examples = (
        "  diversify table gdp baseline ai-strategy\n"
        "  diversify table employment baseline ai-strategy --sector EDU --years 2025-2050 --format csv"
    )
    summary = _("print one indicator: years down, scenarios across")
    command = _new(commands, "table", summary, examples)
    command.add_argument("indicator", help=_("name of the indicator, such as gdp"))
    _scenarios(command)
    command.add_argument("--sector", metavar="CODE", help=_("the sector, for an indicator by sector"))
    _economy(command)
    command.add_argument("--years", type=years, help=_("years to print, such as 2025-2050 (default: all)"))
    _output(command)


def _chart(commands: Commands) -> None:
    examples = (
        "  diversify chart --list\n"
        "  diversify chart gdp baseline ai-strategy --output gdp.svg\n"
        "  diversify chart all scenarios/*.toml --output out/"
    )
    summary = _("write a chart as PNG, SVG or PDF, or its numbers as CSV")
    command = _new(commands, "chart", summary, examples)
    command.add_argument("name", nargs="?", help=_("name of the chart, or 'all' for every chart"))
    command.add_argument("scenarios", nargs="*", metavar="scenario", help=_("scenario files or names"))
    command.add_argument("--list", action="store_true", help=_("list the charts and stop"))
    _economy(command)
    command.add_argument(
        "-o", "--output", type=Path, help=_("file to write; a folder for 'all' (default: NAME.png here)")
    )


def _check(commands: Commands) -> None:
    examples = "  diversify check scenarios/*.toml\n  diversify check my-table.csv my-anchors.toml"
    summary = _("check scenario, table and anchors files without computing anything")
    command = _new(commands, "check", summary, examples)
    command.add_argument("files", nargs="+", type=Path, metavar="file", help=_("TOML or CSV files"))


def _scenarios(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenarios", nargs="+", metavar="scenario", help=_("scenario files, or names of shipped scenarios")
    )


def _economy(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group(_("economy"))
    group.add_argument(
        "--base",
        type=int,
        metavar="YEAR",
        help=_("base year: 2025 (estimated) or 2021 (official); default: the scenario's"),
    )
    group.add_argument(
        "--table", type=Path, metavar="FILE", help=_("a table of your own instead of Azerbaijan's")
    )
    group.add_argument("--anchors", type=Path, metavar="FILE", help=_("the anchors that go with --table"))


def _indicators(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--years", type=years, help=_("years to print, such as 2030,2035,2050 (the default)")
    )
    command.add_argument(
        "--indicators", type=names, metavar="NAMES", help=_("indicators to print, such as gdp,employment")
    )
    command.add_argument(
        "--sectors",
        type=names,
        metavar="CODES",
        help=_("sectors to print of indicators by sector (default: all)"),
    )


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=FORMATS,
        help=_(
            "text for people, csv or json records for programs (default: by the output's name, else text)"
        ),
    )
    command.add_argument("-o", "--output", type=Path, help=_("file to write instead of printing"))
