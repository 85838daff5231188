"""One chart of the page as it is remembered: what it shows, its locked scale, chart or numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from diversify.charts.catalogue import chart
from diversify.charts.spec import Chart, as_text
from diversify.errors import DiversifyError


@dataclass(frozen=True)
class Place:
    """A chart and how it is looked at; `scale` are values from low to high that stay."""

    chart: Chart
    scale: tuple[float, float] | None = None
    table: bool = False

    def record(self) -> dict[str, Any]:
        """Return what settings keep: plain values."""
        return {
            "chart": as_text(self.chart),
            "targets": self.chart.targets,
            "scale": None if self.scale is None else list(self.scale),
            "table": self.table,
        }


def places(texts: list[str] | tuple[str, ...]) -> list[Place]:
    """Return charts of the catalogue, by their texts, as places."""
    return [Place(chart(text)) for text in texts]


def from_record(record: object) -> Place | None:
    """Return the place that a record describes; None for what this version cannot show."""
    try:
        assert isinstance(record, dict)
        shown = replace(chart(str(record["chart"])), targets=bool(record.get("targets", True)))
        scale = record.get("scale")
        kept = None if scale is None else (float(scale[0]), float(scale[1]))
        return Place(shown, kept, bool(record.get("table", False)))
    except (AssertionError, KeyError, TypeError, ValueError, IndexError, DiversifyError):
        return None
