"""A change in parts that add up: what attribution and decomposition return, charts draw and files hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.parameters import Text
from diversify.text import _, localized


@dataclass(frozen=True)
class Part:
    """One part of a change: through what (`term`), by whom (`source`)."""

    term: str
    source: str
    term_title: Text | str = ""
    source_title: Text | str = ""

    @property
    def label(self) -> str:
        """Source and term in the current language."""
        source, term = titled(self.source_title), titled(self.term_title)
        return _("{source}: {term}").format(source=source, term=term) if source and term else source or term


def titled(title: Text | str) -> str:
    """A title in the current language: one of three, or English translated."""
    return localized(title) if isinstance(title, Mapping) else _(title) if title else ""


@dataclass(frozen=True)
class Parts:
    """The change of one indicator in every year, in parts without a rest.

    Attributes
    ----------
    scenario, against
        Names of what is explained and of what it is taken from; `against` is "" for a change over years.
    since
        Year that the change is counted from; None for a difference between scenarios.
    unit
        Unit of values, start and end: "%" of the other scenario, "percentage points", or the indicator's.
    years : tuple of int
    parts : tuple of Part
    values : ndarray, (year, part)
    start, end : ndarray, (year,)
        Where the change starts and ends; start + parts = end.
    """

    scenario: str
    against: str
    since: int | None
    indicator: str
    sector: str | None
    unit: str
    years: tuple[int, ...]
    parts: tuple[Part, ...]
    values: Array
    start: Array
    end: Array

    @property
    def change(self) -> Array:
        """What is explained, (year,)."""
        return self.end - self.start

    @property
    def residual(self) -> float:
        """Largest distance of the sum of parts from the change; rounding of the machine, nothing else."""
        off = np.abs(self.values.sum(1) - self.change)
        return float(np.nanmax(off)) if np.isfinite(off).any() else 0.0

    def at(self, year: int) -> Array:
        """Parts of one year, (part,)."""
        return np.asarray(self.values[self.years.index(year)])

    def by(self, key: str) -> Parts:
        """Parts added up by "source" or by "term"."""
        kept: dict[str, Part] = {}
        for p in self.parts:
            name = getattr(p, key)
            if key == "source":
                kept.setdefault(name, Part("", p.source, "", p.source_title))
            else:
                kept.setdefault(name, Part(p.term, "", p.term_title, ""))
        adds = np.array([[float(getattr(p, key) == name) for name in kept] for p in self.parts])
        values = self.values @ adds if self.parts else np.zeros((len(self.years), 0))
        return Parts(
            self.scenario, self.against, self.since, self.indicator, self.sector, self.unit, self.years,
            tuple(kept.values()), values, self.start, self.end,
        )  # fmt: skip

    def records(self, years: Sequence[int] | None = None) -> list[dict[str, Any]]:
        """Long form: one record per year and part, then the change; a number that does not exist is None."""
        out: list[dict[str, Any]] = []
        for t, year in enumerate(self.years):
            if years is not None and year not in years:
                continue
            rows = [
                (p.term or None, p.source or None, v) for p, v in zip(self.parts, self.values[t], strict=True)
            ]
            for term, source, value in [*rows, (None, "change", self.change[t])]:
                out.append(
                    {
                        "scenario": self.scenario,
                        "year": year,
                        "indicator": self.indicator,
                        "sector": self.sector,
                        "value": float(value) if np.isfinite(value) else None,
                        "unit": self.unit,
                        "against": self.against or None,
                        "since": self.since,
                        "source": source,
                        "term": term,
                    }
                )
        return out
