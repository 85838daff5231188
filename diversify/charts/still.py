"""Which artists of a sheet look the same at all positions of a lever, so that they can be drawn once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diversify.charts.runs import Run
from diversify.charts.sheet import Sheet


def still_artists(sheet: Sheet, positions: Sequence[Sequence[Run]]) -> frozenset[Artist]:
    """Return the lines and bars that look the same at all positions of a lever, the last of which is shown.

    They go into the background. Names and leaders are left out: they make way for each other at any position.
    """
    looks: dict[Artist, list[bytes]] = {}
    for runs in positions:
        sheet.update(runs)
        for drawing in sheet.drawings:
            for artist in drawing.artists:
                axes = artist.axes
                if axes is not None and artist.get_transform().contains_branch(axes.transData):
                    looks.setdefault(artist, []).append(_look(artist))
    return frozenset(artist for artist, seen in looks.items() if seen[0] and len(set(seen)) == 1)


def _look(artist: Artist) -> bytes:
    """Return what tells one position of a line or a bar from another; nothing for what may always move."""
    if isinstance(artist, Line2D):
        return np.asarray(artist.get_xydata()).tobytes()
    if isinstance(artist, Rectangle):
        return np.array([*artist.get_xy(), artist.get_width(), artist.get_height()]).tobytes()
    return b""
