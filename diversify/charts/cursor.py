"""The reading cursor: where a reader stands on a picture, the mark at that point, and its number in words."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from diversify.charts import labels
from diversify.charts.picture import Picture, Track
from diversify.charts.runs import number
from diversify.charts.style import FONT
from diversify.text import _

SIZE = 8.0  # points of the label's text
NEAR = 24.0  # pixels around axes that still belong to them
PAD = 5.0  # pixels around the label's text
AWAY = 12.0  # pixels between point and label
WIDEST = 230.0  # points of a label's line


class Cursor:
    """A point of a picture's tracks. Draw `artists` over the picture; they do not belong to it."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.tracks = picture.tracks()
        self.track = -1
        self.point = 0
        look, figure = picture.look, picture.figure
        plain = IdentityTransform()
        self.line = Line2D([], [], color=look.muted, linewidth=0.9, linestyle=(0, (2, 2)), transform=plain)
        self.dot = Line2D(
            [], [], color=look.text, marker="o", markersize=7, markerfacecolor="none", markeredgewidth=1.6,
            transform=plain,
        )  # fmt: skip
        self.box = FancyBboxPatch(
            (0, 0), 1, 1, boxstyle="round,pad=0,rounding_size=3", facecolor=look.background,
            edgecolor=look.axis, linewidth=0.9, transform=plain,
        )  # fmt: skip
        self.text = Text(0, 0, "", family=FONT, size=SIZE, color=look.text, va="bottom", parse_math=False)
        self.text.set_transform(plain)
        for artist in self.artists:
            artist.set_figure(figure)

    @property
    def artists(self) -> list[Artist]:
        """What marks the point, in the order to draw."""
        return [self.line, self.dot, self.box, self.text]

    @property
    def shown(self) -> bool:
        """Whether the reader stands anywhere."""
        return 0 <= self.track < len(self.tracks)

    @property
    def place(self) -> Track | None:
        """The series that the reader stands on."""
        return self.tracks[self.track] if self.shown else None

    # movement ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the picture's numbers again, staying on the same point."""
        self.tracks = self.picture.tracks()
        if not self.shown:
            self.hide()
        else:
            self.point = min(self.point, len(self.tracks[self.track].x) - 1)

    def hide(self) -> None:
        """Stand nowhere."""
        self.track = -1

    def point_at(self, x: float, y: float) -> bool:
        """Go to the point nearest to a pixel of the figure; return whether anything has changed."""
        before = self.track, self.point
        best = (np.inf, -1, 0)
        for i, track in enumerate(self.tracks):
            room = track.axes.bbox
            if not (room.x0 - NEAR <= x <= room.x1 + NEAR and room.y0 - NEAR <= y <= room.y1 + NEAR):
                continue
            away = np.abs(track.pixels() - (x, y))
            if track.rows:
                away = away[:, ::-1]
            cost = 1000.0 * np.round(away[:, 0]) + away[:, 1]  # the year first, then the nearest line
            cost[~np.isfinite(cost)] = np.inf
            if cost.size and cost.min() < best[0]:
                best = (float(cost.min()), i, int(cost.argmin()))
        self.track, self.point = best[1], best[2]
        return (self.track, self.point) != before

    def step(self, by: int) -> None:
        """Go along the series; from nowhere, to the first point of the first one."""
        if not self.shown:
            self.track, self.point = (0, 0) if self.tracks else (-1, 0)
            return
        self.point = int(np.clip(self.point + by, 0, len(self.tracks[self.track].x) - 1))

    def turn(self, by: int) -> bool:
        """Go to another series, to the same year where it has it; return whether there was one."""
        to = self.track + by
        if not self.shown or not 0 <= to < len(self.tracks):
            return False
        label = self.tracks[self.track].labels[self.point]
        self.track = to
        names = self.tracks[to].labels
        self.point = names.index(label) if label in names else min(self.point, len(names) - 1)
        return True

    # words -------------------------------------------------------------------------------------------

    def words(self) -> str:
        """Return the point in one sentence; nothing if the reader stands nowhere."""
        track = self.place
        if track is None:
            return ""
        who = ", ".join(part for part in (track.name, track.what) if part)
        return _("{name}, {point}: {value} {unit}").format(
            name=who, point=track.labels[self.point], value=self._number(track), unit=track.unit
        )

    def _number(self, track: Track) -> str:
        return number(float(track.values[self.point]), signed=track.signed)

    # drawing -----------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Put the marks where the reader stands; call before the artists are drawn."""
        for artist in self.artists:
            artist.set_visible(self.shown)
        track = self.place
        if track is None:
            return
        x, y = track.pixels()[self.point]
        room = track.axes.bbox
        inside = bool(np.isfinite(y)) and room.y0 - 1 <= y <= room.y1 + 1 and room.x0 - 1 <= x <= room.x1 + 1
        self.dot.set_visible(inside)
        self.dot.set_data([x], [y])
        if track.rows:
            self.line.set_data([room.x0, room.x1], [y, y])
        else:
            self.line.set_data([x, x], [room.y0, room.y1])
        self._label(track, float(x), float(np.clip(np.nan_to_num(y), room.y0, room.y1)))

    def _label(self, track: Track, x: float, y: float) -> None:
        who = [labels.shorten(part, WIDEST, SIZE) for part in (track.name, track.what) if part]
        rows = [f"{track.labels[self.point]}: {self._number(track)} {track.unit}", *who]
        dpi = float(self.picture.figure.dpi)
        scale = dpi / 72.0
        wide = max(labels.text_width(row, SIZE) for row in rows) * scale + 2 * PAD
        high = len(rows) * labels.LINE * SIZE * scale + 2 * PAD
        whole = self.picture.figure.bbox
        left = x + AWAY if x + AWAY + wide <= whole.x1 else x - AWAY - wide
        low = min(max(y + AWAY, whole.y0), whole.y1 - high)
        left = min(max(left, whole.x0), max(whole.x1 - wide, whole.x0))
        self.box.set_bounds(round(left), round(low), round(wide), round(high))
        self.text.set(text="\n".join(rows), position=(round(left + PAD), round(low + PAD)))
