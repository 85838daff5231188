"""Charts of results as Matplotlib figures, for scripts, files and the window alike. No Qt here."""

from diversify.charts.catalogue import Chart, chart, charts
from diversify.charts.drawing import Drawing, StructureError
from diversify.charts.runs import Run
from diversify.charts.sheet import Sheet, draw, figure

__all__ = ["Chart", "Drawing", "Run", "Sheet", "StructureError", "chart", "charts", "draw", "figure"]
