"""The command line of the benchmarks."""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program runs; must come before numpy is imported
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import argparse
import json
import sys
from collections.abc import Callable, Mapping

from benchmarks.measuring import Measured
from benchmarks.model import MODEL
from benchmarks.window import WINDOW

BENCHMARKS: Mapping[str, Callable[[], Measured]] = {**MODEL, **WINDOW}
PEERS = "peers"


def main() -> int:
    """Run the named benchmarks, or all, and print their medians."""
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
    found = []
    for name in arguments.names or BENCHMARKS:
        if sys.stderr.isatty():
            print(f"\r\033[K{name}", end="", file=sys.stderr, flush=True)
        found.append(BENCHMARKS[name]())
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if arguments.format == "json":
        print(json.dumps([one.record() for one in found], indent=1))
    else:
        print(f"{'of budget':>10}  {'name':24} {'median':>10} {'budget':>8}  unit (runs)")
        print("\n".join(one.text() for one in found))
    return 0


def peers(sizes: str | None, form: str) -> int:
    """Compare with other programs and print; no part of what runs by default."""
    from benchmarks.peers import SIZES, compare, text

    found = compare([int(n) for n in sizes.split(",")] if sizes else SIZES)
    print(json.dumps([one.record() for one in found], indent=1) if form == "json" else text(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
