"""Text that follows a lever: drawn once, then moved as a picture, ten times faster than written anew."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from diversify.charts import labels
from diversify.charts.style import FONT

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

SCREEN_DPI = 200.0  # above it a file is written, once: no need for pictures
SPACING = 1.05

_Across = Literal["left", "center"]
_Up = Literal["bottom", "center", "top"]


class MovingText(Text):
    """Horizontal text on axes. Files get real text; a screen gets a picture of it, kept between draws."""

    def __init__(
        self, axes: Axes, size: float, color: str, across: _Across = "left", up: _Up = "center"
    ) -> None:
        super().__init__(
            0.0, 0.0, "", family=FONT, size=size, color=color, linespacing=SPACING,
            horizontalalignment=across, verticalalignment=up, parse_math=False,
        )  # fmt: skip
        self._look: tuple[float, str, _Across, _Up] = (size, color, across, up)
        axes.add_artist(self)
        self.set_clip_on(False)

    def put(self, x: float, y: float, up: _Up = "center") -> None:
        """Move the text."""
        self._look = (*self._look[:3], up)
        self.set(position=(x, y), verticalalignment=up)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the text on a screen from its picture, on anything else as text."""
        if not isinstance(renderer, RendererAgg) or renderer.dpi > SCREEN_DPI:
            super().draw(renderer)
            return
        written = self.get_text()
        x, y = self.get_transform().transform(self.get_position())
        if self.get_visible() and written and np.isfinite(x) and np.isfinite(y):
            picture, left, bottom = _picture(written, float(renderer.dpi), *self._look)
            renderer.draw_image(renderer.new_gc(), round(x) + left, round(y) + bottom, picture)
        self.stale = False


@lru_cache(maxsize=1024)
def _picture(
    text: str, dpi: float, size: float, color: str, across: _Across, up: _Up
) -> tuple[NDArray[np.uint8], int, int]:
    """Return RGBA pixels, bottom row first, and where they start from the text's position, in pixels."""
    wide = max(labels.text_width(row, size) for row in text.split("\n")) * dpi / 72.0
    x, y = int(wide) + 8, int(labels.text_height(text, size) * dpi / 72.0) + 8
    scratch = Figure(figsize=(2 * x / dpi, 2 * y / dpi), dpi=dpi, facecolor="none")
    canvas = FigureCanvasAgg(scratch)
    scratch.text(
        x, y, text, transform=None, color=color, family=FONT, size=size, linespacing=SPACING,
        horizontalalignment=across, verticalalignment=up, parse_math=False,
    )  # fmt: skip
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    down, right = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    if not down.size:
        return np.zeros((1, 1, 4), dtype=np.uint8), 0, 0
    cut = pixels[down[0] : down[-1] + 1, right[0] : right[-1] + 1]
    return np.ascontiguousarray(cut[::-1]), int(right[0]) - x, len(pixels) - int(down[-1]) - 1 - y
