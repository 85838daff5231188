"""What can be typed after the commands that check the model: hindcast, checked-against, evidence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from diversify.text import _

New = Callable[[str, str, str], argparse.ArgumentParser]
Part = Callable[[argparse.ArgumentParser], None]


def add(new: New, output: Part) -> None:
    """Add the commands with the options that all commands share."""
    for make in (_hindcast, _checked_against, _evidence):
        output(make(new))


def _hindcast(new: New) -> argparse.ArgumentParser:
    command = new(
        "hindcast",
        _("hold the model against history: past base years projected to years that are known"),
        "  diversify hindcast\n"
        "  diversify hindcast --window 2021-2025 --variant actual_exports\n"
        "  diversify hindcast --format csv --output hindcast.csv\n"
        "  diversify hindcast --window 2014-2019 --chart growth.png",
    )
    command.add_argument("--window", metavar="YEARS", help=_("one window, such as 2021-2025 (default: all)"))
    command.add_argument(
        "--variant", metavar="NAME", help=_("one variant, such as actual_exports (default: all)")
    )
    command.add_argument(
        "--settings",
        choices=("default", "D"),
        default="default",
        help=_("parameters: the defaults, or those of the reference calculation (D)"),
    )
    command.add_argument(
        "--chart", type=Path, metavar="FILE", help=_("also draw growth in one window: .png, .svg or .pdf")
    )
    command.add_argument(
        "--shares", type=Path, metavar="FILE", help=_("also draw the sections' shares: .png, .svg or .pdf")
    )
    return command


def _checked_against(new: New) -> argparse.ArgumentParser:
    return new(
        "checked-against",
        _("set the model beside published multipliers, growth, forecasts and coefficient stability"),
        "  diversify checked-against\n  diversify checked-against --format json",
    )


def _evidence(new: New) -> argparse.ArgumentParser:
    command = new(
        "evidence",
        _("print the evidence card of a parameter: value, range, why, source, off switch"),
        "  diversify evidence theta\n  diversify evidence --format csv --output evidence.csv",
    )
    command.add_argument(
        "name", nargs="?", help=_("name of a lever, parameter or constant (default: list all)")
    )
    return command
