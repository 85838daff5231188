"""What can be typed after the commands that explain a result."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from diversify.text import _

New = Callable[[str, str, str], argparse.ArgumentParser]
Part = Callable[[argparse.ArgumentParser], None]
Reader = Callable[[str], tuple[object, ...]]


def add(new: New, economy: Part, output: Part, years: Reader, names: Reader) -> None:
    """Add decompose, attribute, closures, growth-accounting and programme with what all commands share."""
    for make in (_decompose, _attribute, _closures, _growth_accounting):
        command = make(new, years, names)
        economy(command)
        output(command)
        command.add_argument("--chart", type=Path, metavar="FILE", help=_("also draw it: .png, .svg or .pdf"))
        if make is not _closures:
            command.add_argument(
                "--over-time", type=Path, metavar="FILE", help=_("also draw the parts of all years, stacked")
            )
    command = _programme(new)
    economy(command)
    output(command)


def _programme(new: New) -> argparse.ArgumentParser:
    command = new(
        "programme",
        _("list the initiatives of the national programme: lever, channel, size of effect"),
        "  diversify programme\n"
        "  diversify programme --row 15\n"
        "  diversify programme --format csv --output programme.csv",
    )
    command.add_argument("--row", type=int, metavar="N", help=_("one row in full, with its sources"))
    return command


def _scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument("scenario", help=_("a scenario file, or the name of a shipped scenario"))


def scenario(text: str) -> str:
    """Read the file or name of a scenario, which is not empty.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError(_("name a scenario, such as baseline"))
    return text


def _decompose(new: New, years: Reader, names: Reader) -> argparse.ArgumentParser:
    command = new(
        "decompose",
        _("say what moved oil dependence: volumes and prices, and by whose doing"),
        "  diversify decompose ai-strategy\n"
        "  diversify decompose ai-strategy --from 2030 --to 2040 --measures oil_share_gva\n"
        "  diversify decompose no-reform --against ai-strategy --format csv",
    )
    _scenario(command)
    command.add_argument(
        "--against",
        type=scenario,
        metavar="SCENARIO",
        help=_("the difference from this scenario, instead of the change over years"),
    )
    command.add_argument(
        "--from", dest="since", type=int, metavar="YEAR", help=_("first year (default: the base year)")
    )
    command.add_argument("--to", type=int, metavar="YEAR", help=_("last year (default: the last there is)"))
    command.add_argument(
        "--measures",
        type=names,
        metavar="NAMES",
        help=_("measures of oil dependence, such as oil_share_gva (default: all; a chart draws the first)"),
    )
    return command


def _attribute(new: New, years: Reader, names: Reader) -> argparse.ArgumentParser:
    command = new(
        "attribute",
        _("credit the difference between two scenarios to their levers, without a rest"),
        "  diversify attribute no-reform\n"
        "  diversify attribute no-reform ai-strategy --indicator gdp,oil_share_gva --years 2035,2050\n"
        "  diversify attribute ai-strategy --group banks=adoption_ceiling@FIN --group health="
        "adoption_ceiling@HEALTH",
    )
    _scenario(command)
    command.add_argument(
        "other",
        nargs="?",
        type=scenario,
        metavar="against",
        help=_("the scenario that the difference is taken from (default: the counterfactual)"),
    )
    command.add_argument(
        "--indicator",
        type=names,
        default=("gdp",),
        metavar="NAMES",
        help=_("indicators (default: gdp; a chart draws the first)"),
    )
    command.add_argument("--sector", metavar="CODE", help=_("the sector, for an indicator by sector"))
    command.add_argument("--years", type=years, help=_("years to print, such as 2035,2050"))
    command.add_argument(
        "--by",
        choices=("group", "lever"),
        default="group",
        help=_("groups of levers as the program shows them (the default), or every lever by itself"),
    )
    command.add_argument(
        "--group",
        action="append",
        metavar="NAME=LEVERS",
        help=_(
            "a group of your own, such as oil=oil_price,oil_output or banks=adoption_ceiling@FIN+BUS; repeat "
            "it for more, up to ten"
        ),
    )
    return command


def _closures(new: New, years: Reader, names: Reader) -> argparse.ArgumentParser:
    command = new(
        "closures",
        _("show a scenario under every closure of the model, and which limit binds"),
        "  diversify closures ai-strategy\n"
        "  diversify closures ai-strategy --indicators gdp,employment --years 2030-2050 --format csv",
    )
    _scenario(command)
    command.add_argument("--indicators", type=names, metavar="NAMES", help=_("indicators to print"))
    command.add_argument("--years", type=years, help=_("years to print, such as 2030,2035,2050"))
    return command


def _growth_accounting(new: New, years: Reader, names: Reader) -> argparse.ArgumentParser:
    command = new(
        "growth-accounting",
        _("split an effect on GDP into productivity, capital, labour, taxes and oil"),
        "  diversify growth-accounting ai-strategy\n"
        "  diversify growth-accounting ai-ambitious --years 2030-2050 --format csv",
    )
    _scenario(command)
    command.add_argument("--years", type=years, help=_("years to print, such as 2030,2035,2050"))
    return command
