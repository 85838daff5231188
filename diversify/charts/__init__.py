"""Charts of results as Matplotlib figures, for scripts, files and the window alike. No Qt here.

Names are loaded when first asked for: the list of charts costs no Matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diversify.charts.catalogue import chart, charts
    from diversify.charts.drawing import Drawing, StructureError
    from diversify.charts.history import HistoryChart, growth_chart, shares_chart
    from diversify.charts.making import draw
    from diversify.charts.parts import PartsChart, over_time, waterfall
    from diversify.charts.runs import Run
    from diversify.charts.sheet import Sheet, figure
    from diversify.charts.spec import Chart

_HOME = {
    "Chart": "spec",
    "chart": "catalogue",
    "charts": "catalogue",
    "Drawing": "drawing",
    "StructureError": "drawing",
    "HistoryChart": "history",
    "growth_chart": "history",
    "shares_chart": "history",
    "PartsChart": "parts",
    "over_time": "parts",
    "waterfall": "parts",
    "Run": "runs",
    "Sheet": "sheet",
    "draw": "making",
    "figure": "sheet",
}

__all__ = [
    "Chart",
    "Drawing",
    "HistoryChart",
    "PartsChart",
    "Run",
    "Sheet",
    "StructureError",
    "chart",
    "charts",
    "draw",
    "figure",
    "growth_chart",
    "over_time",
    "shares_chart",
    "waterfall",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
