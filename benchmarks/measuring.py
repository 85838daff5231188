"""What is measured and how: medians of repeated runs, told against their budget."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One number: the median of some runs (or another quantile of many) and what it may be.

    Attributes
    ----------
    budget
        What it may be at most; None where more is better or nothing is asked.
    """

    name: str
    value: float
    unit: str
    runs: int
    budget: float | None = None

    def record(self) -> dict[str, str | float | int | None]:
        """Return it as it is printed for programs."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "runs": self.runs,
            "budget": self.budget,
        }

    def text(self) -> str:
        """Return it as a line for people, the share of the budget first."""
        ratio = f"{self.value / self.budget:.2f} x" if self.budget else "-"
        budget = f"{self.budget:g}" if self.budget else "-"
        return f"{ratio:>10}  {self.name:24} {self.value:10.4g} {budget:>8}  {self.unit} ({self.runs})"


def seconds(work: Callable[[], object], runs: int, warm: int = 1) -> list[float]:
    """Return the time of each of `runs` calls, after `warm` calls that are not counted."""
    for _ in range(warm):
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def median(name: str, times: list[float], unit: str, budget: float | None) -> Measured:
    """Return the median of `times` in seconds as "s" or "ms"."""
    scale = 1000.0 if unit == "ms" else 1.0
    return Measured(name, scale * statistics.median(times), unit, len(times), budget)
