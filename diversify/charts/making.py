"""Which drawing shows a chart: one class for each family of kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.axes import Axes

from diversify.charts.areas import AreaDrawing
from diversify.charts.bars import BarDrawing
from diversify.charts.catalogue import Chart, chart
from diversify.charts.drawing import Drawing
from diversify.charts.history import HistoryChart
from diversify.charts.history_drawings import GrowthDrawing, SharesDrawing
from diversify.charts.lines import LineDrawing
from diversify.charts.measures import MeasureDrawing
from diversify.charts.multiples import MultiplesDrawing
from diversify.charts.parts import PartsChart
from diversify.charts.runs import Run, as_runs
from diversify.charts.stack_drawing import StackDrawing
from diversify.charts.structure import StructureDrawing
from diversify.charts.style import DRAWING_SETTINGS, Theme, theme
from diversify.charts.waterfall_drawing import WaterfallDrawing
from diversify.errors import InputError
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

NAMES = 0.26  # part of a chart's width that names at line ends may take


def draw(
    axes: Axes,
    spec: Chart | str,
    runs: Sequence[Run | Result],
    *,
    dark: bool = False,
    direct: bool = True,
) -> Drawing:
    """Draw a chart on axes and return it; `Drawing.artists` are animated.

    Parameters
    ----------
    axes
        Empty axes; their place on the figure is kept.
    spec
        A chart, or its name.
    runs
        Runs, or plain results where no difference is shown.
    dark
        Whether to use the dark theme.
    direct
        Whether runs are named at the ends of their lines (else a legend must do it).

    Raises
    ------
    InputError
        If there is no chart of that name, or no run.
    """
    spec = chart(spec) if isinstance(spec, str) else spec
    shown = checked(runs)
    figure = axes.get_figure(root=True)
    width = axes.bbox.width * 72.0 / (figure.dpi if figure is not None else 72.0)
    with mpl.rc_context(DRAWING_SETTINGS):
        made = make(axes, spec, shown, theme(dark), width, direct)
        made.set_heading(width, made.height)
        made.right(width * NAMES)
        made.arrange()
    return made


def checked(runs: Sequence[Run | Result]) -> tuple[Run, ...]:
    """Return runs; at least one."""
    shown = as_runs(runs)
    if not shown:
        raise InputError(_("There is nothing to draw: give at least one result."))
    return shown


def make(axes: Axes, spec: Chart, runs: tuple[Run, ...], look: Theme, width: float, direct: bool) -> Drawing:
    """Draw a chart on axes that will be `width` points wide; `direct` names runs at their lines."""
    if isinstance(spec, HistoryChart):
        of_history = SharesDrawing if spec.kind == "measures" else GrowthDrawing
        return of_history(axes, spec, runs, look, width)
    if spec.kind in ("lines", "sectors"):
        return LineDrawing(axes, spec, runs, look, width, direct)
    if isinstance(spec, PartsChart):
        of_parts = WaterfallDrawing if spec.kind == "waterfall" else StackDrawing
        return of_parts(axes, spec, runs, look, width)
    kinds: dict[
        str, type[AreaDrawing | BarDrawing | StructureDrawing | MeasureDrawing | MultiplesDrawing]
    ] = {
        "multiples": MultiplesDrawing,
        "scenarios": MultiplesDrawing,
        "areas": AreaDrawing,
        "bars": BarDrawing,
        "structure": StructureDrawing,
        "measures": MeasureDrawing,
    }
    return kinds[spec.kind](axes, spec, runs, look, width)
