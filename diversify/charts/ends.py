"""Names at the right edge of a chart, each led to its line or area, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from diversify.charts import labels
from diversify.charts.moving_text import MovingText
from diversify.charts.style import Theme

LEADER = 12.0  # points between the edge of the axes and the names
GAP = 4.0
LOW, ROOM = -0.01, 1.07  # where names may stand, in parts of the height of the axes


class EndLabels:
    """One name and one leader per colour given. All of them are animated: they follow the lines."""

    def __init__(self, axes: Axes, colors: Sequence[str], look: Theme, size: float) -> None:
        self.axes, self.size = axes, size
        self.leaders = [
            Line2D([], [], color=color, linewidth=1.2, transform=axes.transAxes) for color in colors
        ]
        self.names = list[MovingText]()
        for leader in self.leaders:
            axes.add_artist(leader)
            leader.set_clip_on(False)
            name = MovingText(axes, size, look.text)
            name.set_transform(axes.transAxes)
            self.names.append(name)

    @property
    def artists(self) -> list[Artist]:
        """Leaders and names."""
        return [*self.leaders, *self.names]

    def fit(self, texts: Sequence[str], width: float, height: float, shown: int = 0) -> float:
        """Wrap the names into `width` points beside axes `height` points high; return the width taken.

        `shown` is how many of them are seen at a time, if not all.
        """
        if not texts:
            return GAP
        lines = min(max(int(height / ((shown or len(texts)) * labels.LINE * self.size)), 1), 3)
        for name, text in zip(self.names, texts, strict=True):
            name.set_text(labels.wrap(text, width - LEADER - GAP, self.size, lines))
        rows = [row for name in self.names for row in name.get_text().split("\n")]
        return LEADER + GAP + max(labels.text_width(row, self.size) for row in rows)

    def _that_fit(self, wanted: NDArray[np.float64], height: float) -> list[int]:
        """Return which visible names there is room for; of two that crowd each other the upper one goes."""
        kept = [i for i, name in enumerate(self.names) if name.get_visible()]
        kept.sort(key=lambda i: wanted[i])
        tall = {i: labels.text_height(self.names[i].get_text(), self.size) / height for i in kept}
        while len(kept) > 1 and sum(tall[i] for i in kept) > ROOM:
            gaps = [wanted[b] - wanted[a] for a, b in pairwise(kept)]
            gone = kept.pop(int(np.argmin(gaps)) + 1)
            self.names[gone].set_visible(False)
            self.leaders[gone].set_visible(False)
        return sorted(kept)

    def place(
        self, wanted: NDArray[np.float64], width: float, height: float, shown: Sequence[bool] | None = None
    ) -> None:
        """Put names near the `wanted` heights (parts of the axes, which are `width` x `height` points)."""
        for i, (leader, name) in enumerate(zip(self.leaders, self.names, strict=True)):
            visible = shown is None or shown[i]
            leader.set_visible(visible)
            name.set_visible(visible)
        kept = self._that_fit(wanted, height)
        sizes = [labels.text_height(self.names[i].get_text(), self.size) / height for i in kept]
        places = labels.spread(wanted[kept], sizes, LOW, LOW + ROOM)
        x = 1.0 + LEADER / width
        for i, at in zip(kept, places, strict=True):
            self.leaders[i].set_data([1.0, x - 2.0 / width], [wanted[i], at])
            self.names[i].put(x, float(at))
