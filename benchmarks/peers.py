"""Side by side with pymrio and MARIO: the same files, an environment for each, runs interleaved.

`python -m benchmarks peers [--sizes 20,100,500,2000]`. A peer runs if its environment is found, a folder with
its name under build/peers or under the folder that DIVERSIFY_PEERS names:

    python -m venv build/peers/pymrio && build/peers/pymrio/bin/pip install pymrio
    python -m venv build/peers/mario && build/peers/mario/bin/pip install mariopy

Ratios of medians come first; what could not be run is said.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from benchmarks.measuring import Measured

ROOT = Path(__file__).resolve().parent.parent
OURS = "diversify"
PEERS = ("pymrio", "mario")
SIZES = (20, 100, 500, 2000)
#: How many times ahead of a peer we want to be, by task, peer and size; of dgemm: the share of its rate.
BUDGETS = MappingProxyType(
    {
        ("accounts", "pymrio", 20): 10.0,
        ("accounts", "pymrio", 100): 10.0,
        ("accounts", "pymrio", 500): 3.5,
        ("accounts", "pymrio", 2000): 2.5,
        ("accounts", "pymrio", 4000): 2.5,
        ("without_inverse", "pymrio", 2000): 8.0,
        ("ras", "mario", 2000): 4.0,
        ("accounts", "dgemm", 2000): 0.75,
    }
)
TASKS = ("dgemm", "accounts", "without_inverse", "linkages", "extraction", "ras")
_WHOLE = 100  # up to this size a peer extracts every sector; beyond, a few, and the time is scaled
_FEW = 2


@dataclass
class Contender:
    """A program in its own interpreter, waiting for jobs."""

    name: str
    process: subprocess.Popen[str]

    def run(self, task: str, file: Path, count: int) -> tuple[float, float] | None:
        """Return (seconds, check) of one run; None if it has no such function or failed."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"task": task, "file": str(file), "count": count}) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:  # peers print as they go; the answer begins with @
            if line.startswith("@"):
                answer = json.loads(line[1:])
                return None if "missing" in answer else (answer["seconds"], answer["check"])
        return None


def interpreter(name: str) -> str | None:
    """Return the Python of a contender; None if its environment is not there."""
    if name == OURS:
        return sys.executable
    folder = Path(os.environ.get("DIVERSIFY_PEERS", ROOT / "build" / "peers")) / name
    for python in (folder / "bin" / "python", folder / "Scripts" / "python.exe"):
        if python.exists():
            return str(python)
    return None


@contextlib.contextmanager
def contenders() -> Iterator[list[Contender]]:
    """Start every contender that is there, and end them all."""
    found = []
    for name in (OURS, *PEERS):
        python = interpreter(name)
        if python is None:
            print(f"{name}: not run, no environment (see benchmarks/peers.py)", file=sys.stderr)
            continue
        command = [python, "-P", str(ROOT / "benchmarks" / "peer_worker.py"), name]
        environment = os.environ | ({"PYTHONPATH": str(ROOT)} if name == OURS else {})
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        found.append(Contender(name, process))
    try:
        yield found
    finally:
        for one in found:
            one.process.terminate()
            one.process.wait()


def make_file(folder: Path, n: int) -> Path:
    """Write a productive economy of n sectors, and totals to balance its flows to."""
    draw = np.random.default_rng(n)
    x = draw.uniform(10, 1000, n)
    Z = draw.random((n, n)) * x
    Z *= draw.uniform(0.3, 0.7, n) * x / Z.sum(axis=0)
    Z *= np.minimum(1.0, 0.8 * x / Z.sum(axis=1))[:, None]  # final demand is positive everywhere
    u = Z.sum(axis=1) * draw.uniform(0.8, 1.2, n)
    v = Z.sum(axis=0) * draw.uniform(0.8, 1.2, n)
    path = folder / f"table_{n}.npz"
    np.savez(path, Z=Z, x=x, u=u, v=v * u.sum() / v.sum())
    return path


def compare(sizes: Sequence[int] = SIZES) -> list[Measured]:
    """Run everything and return our medians, and for each peer how many times ahead of it we are."""
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as name, contenders() as running:
        for n in sizes:
            file = make_file(Path(name), n)
            times = {}
            for task in TASKS:
                found += (measured := _one(running, task, n, file))
                times[task] = measured[0].value
            # An inverse by LU takes the 2 n^3 operations of a product, so the times' ratio is that of rates.
            share = times["dgemm"] / times["accounts"]
            found.append(Measured(f"accounts_{n}_dgemm", share, "of the rate of dgemm", 1))
    return found


def _one(running: Sequence[Contender], task: str, n: int, file: Path) -> list[Measured]:
    rounds = 15 if n <= 100 else 7 if n <= 500 else 3
    times: dict[str, list[float]] = {one.name: [] for one in running}
    checks: dict[str, float] = {}
    for turn in range(rounds + 1):  # the first turn warms up
        for one in running:
            few = task == "extraction" and one.name != OURS and n > _WHOLE
            if few and turn > 1:
                continue
            answer = one.run(task, file, _FEW if few else n)
            if answer is None:
                continue
            checks[one.name] = answer[1]
            if turn:
                times[one.name].append(answer[0] * (n / _FEW if few else 1))
    ours = statistics.median(times[OURS])
    found = [Measured(f"{task}_{n}_ms", 1000 * ours, "ms", len(times[OURS]))]
    for peer in PEERS:
        if not times.get(peer):
            continue
        ahead = statistics.median(times[peer]) / ours
        agree = abs(checks[peer] - checks[OURS]) <= 1e-6 * abs(checks[OURS])
        note = "" if agree else " DIFFERENT ANSWER"
        unit = f"times ahead{' (scaled)' if task == 'extraction' and n > _WHOLE else ''}{note}"
        found.append(Measured(f"{task}_{n}_{peer}", ahead, unit, len(times[peer])))
    return found


def text(found: Sequence[Measured]) -> str:
    """Return the results as lines, what was aimed at beside what was reached."""
    lines = [f"{'name':28} {'value':>10} {'aim':>8}  unit (runs)"]
    for one in found:
        task, _sep, rest = one.name.rpartition("_")
        task, _sep, size = task.rpartition("_")
        aim = BUDGETS.get((task, rest, int(size))) if size.isdecimal() else None
        lines.append(f"{one.name:28} {one.value:10.4g} {aim or '-':>8}  {one.unit} ({one.runs})")
    return "\n".join(lines)
