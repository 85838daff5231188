"""The model without a window: one projection, many draws, the import; and what the machine does at best."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from benchmarks.measuring import Measured, median, seconds

DRAWS = 10_000
SIZE = 1000  # rows of the matrices that are multiplied
FAN = (0.05, 0.25, 0.5, 0.75, 0.95)
IMPORT = """
import time
start = time.perf_counter()
from diversify.model import load_economy, load_scenario, project, project_many
print(time.perf_counter() - start)
"""


def projection() -> Measured:
    """Project the strategy once: 23 sectors, 2025 to 2050, identities checked."""
    from diversify.model import load_economy, load_scenario, project

    economy, scenario = load_economy(), load_scenario("ai-strategy")
    return median("projection_ms", seconds(lambda: project(economy, scenario), 50, warm=5), "ms", 8)


def beside() -> Measured:
    """Project what a dragged lever passes through, each time from the run before."""
    from diversify.model import load_economy, load_scenario, project

    economy, scenario = load_economy(), load_scenario("ai-strategy")
    last = project(economy, scenario)
    moved = [scenario.with_change("adoption_ceiling", 40.0 + k) for k in range(20)]
    passed = itertools.cycle([*moved, *reversed(moved)])

    def work() -> None:
        nonlocal last
        last = project(economy, next(passed), last)

    return median("projection_beside_ms", seconds(work, 80, warm=5), "ms", 8)


def draws() -> Measured:
    """Draw 10,000 times, every scalar indicator kept, and take the quantiles of a fan from each."""
    from diversify.model import load_economy, load_scenario, project_many

    economy, scenario = load_economy(), load_scenario("ai-strategy")

    def work() -> None:
        ensemble = project_many(economy, scenario, draws=DRAWS)
        for name in ("gdp", "nonoil_gdp", "consumption", "gni", "oil_share_gva", "unemployment"):
            ensemble.quantiles(name, FAN)

    return median("draws_10000_s", seconds(work, 3, warm=0), "s", 3)


def importing() -> Measured:
    """Import what a projection needs, each time in a new interpreter."""

    def child() -> float:
        done = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
        return float(done.stdout)

    child()
    return median("import_model_s", [child() for _ in range(7)], "s", 0.4)


def dgemm() -> Measured:
    """Multiply two matrices on one thread: the speed that nothing here can beat."""
    import numpy as np

    a = np.random.default_rng(0).random((SIZE, SIZE))
    best = median("dgemm_gflops", seconds(lambda: a @ a, 15, warm=3), "s", None)
    return Measured("dgemm_gflops", 2 * SIZE**3 / best.value / 1e9, "GFLOP/s", best.runs)


MODEL: Mapping[str, Callable[[], Measured]] = MappingProxyType(
    {
        "projection_ms": projection,
        "projection_beside_ms": beside,
        "draws_10000_s": draws,
        "import_model_s": importing,
        "dgemm_gflops": dgemm,
    }
)
