"""Hatched bars that follow a lever: on a screen a piece of a picture, ten times faster than hatched anew."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from diversify.charts.moving_text import SCREEN_DPI
from diversify.charts.style import HATCH_WIDTH, Slot

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

_STEP = 64  # pixels by which pictures grow, so that few are made


class MovingBar(Rectangle):
    """A bar on axes. Files get a real hatch; a screen gets a piece of a picture of it, kept between draws."""

    def __init__(
        self, corner: tuple[float, float], width: float, height: float, own: Slot, edge: str
    ) -> None:
        super().__init__(corner, width, height, facecolor=own.color, edgecolor=edge)
        self.set_hatch_linewidth(HATCH_WIDTH)
        self.set(hatch=own.hatch, linewidth=0.0, zorder=2)
        self._look = to_hex(own.color), edge, own.hatch

    def draw(self, renderer: RendererBase) -> None:
        """Draw the bar on a screen from its picture, on anything else as a patch."""
        if not isinstance(renderer, RendererAgg) or renderer.dpi > SCREEN_DPI or not self._look[2]:
            super().draw(renderer)
            return
        ends = self.get_transform().transform(np.array([[0.0, 0.0], [1.0, 1.0]]))
        if self.get_visible() and np.isfinite(ends).all():
            low, high = np.rint(ends.min(axis=0)).astype(int), np.rint(ends.max(axis=0)).astype(int)
            wide, tall = (int(part) for part in np.maximum(high - low, 0))
            picture = _picture(
                *self._look, -(-wide // _STEP) * _STEP, -(-tall // _STEP) * _STEP, renderer.dpi
            )
            context = renderer.new_gc()
            if self.axes is not None:
                context.set_clip_rectangle(self.axes.bbox)
            if wide and tall:
                piece = np.ascontiguousarray(picture[:tall, :wide])
                renderer.draw_image(context, int(low[0]), int(low[1]), piece)
        self.stale = False


@lru_cache(maxsize=128)
def _picture(color: str, edge: str, hatch: str, wide: int, tall: int, dpi: float) -> NDArray[np.uint8]:
    """Return RGBA pixels of a hatched area, bottom row first."""
    if not wide or not tall:
        return np.zeros((1, 1, 4), dtype=np.uint8)
    scratch = Figure(figsize=(wide / dpi, tall / dpi), dpi=dpi, facecolor=color)
    canvas = FigureCanvasAgg(scratch)
    area = Rectangle((0, 0), 1, 1, facecolor=color, edgecolor=edge, hatch=hatch, linewidth=0.0)
    area.set_hatch_linewidth(HATCH_WIDTH)
    area.set_transform(scratch.transFigure)
    scratch.add_artist(area)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(pixels[::-1])
