"""The command line of the benchmarks."""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program runs; must come before numpy is imported
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # the screen that is none says so in every tick

import argparse
import json
from collections.abc import Callable, Mapping

from benchmarks.measuring import Measured
from benchmarks.model import MODEL
from benchmarks.window import WINDOW

BENCHMARKS: Mapping[str, Callable[[], Measured]] = {**MODEL, **WINDOW}
PEERS = "peers"


def main() -> int:
    """Run the named benchmarks, or all, and print the median of each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="name",
        help=f"which (default: all): {', '.join(BENCHMARKS)}; or peers alone",
    )
    parser.add_argument("--sizes", help="sectors of the tables that peers are compared on: 20,100,500,2000")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    arguments = parser.parse_args()
    if arguments.names == [PEERS]:
        return peers(arguments.sizes, arguments.format)
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; choose among {', '.join(BENCHMARKS)}")
    written = arguments.format == "json"
    if not written:
        print(f"{'of budget':>10}  {'name':24} {'median':>10} {'budget':>8}  unit (runs)", flush=True)
    found = []
    for name in arguments.names or BENCHMARKS:
        found.append(BENCHMARKS[name]())
        if not written:
            print(found[-1].text(), flush=True)
    if written:
        print(json.dumps([one.record() for one in found], indent=1))
    return 0


def peers(sizes: str | None, form: str) -> int:
    """Compare with other programs and print; no part of what runs by default."""
    from benchmarks.peers import SIZES, compare, text

    found = compare([int(n) for n in sizes.split(",")] if sizes else SIZES)
    print(json.dumps([one.record() for one in found], indent=1) if form == "json" else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
