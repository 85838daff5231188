"""What a finished picture offers a window and a file, whatever drew it: charts or a drawing of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diversify.arrays import Array
from diversify.charts.style import Theme

Cell = str | float | int | None
Table = tuple[tuple[str, ...], list[tuple[Cell, ...]]]


@dataclass(frozen=True)
class Track:
    """The points of one series that a reader can stand on, such as the years of a line.

    Attributes
    ----------
    axes
        Where it is drawn.
    name, what
        Whose numbers they are, such as the scenario's title, and what they measure; either may be empty.
    labels
        What each point stands for: the year, or a category.
    x, y
        (n,) places in data coordinates of the axes.
    values
        (n,) the numbers, in `unit`; they differ from the places where series are stacked.
    signed
        Whether the numbers are differences.
    rows
        Whether points lie one under the other, so that the height tells them apart.
    """

    axes: Axes
    name: str
    what: str
    unit: str
    labels: tuple[str, ...]
    x: Array
    y: Array
    values: Array
    signed: bool = False
    rows: bool = False

    def pixels(self) -> Array:
        """Return (n, 2) the places in pixels from the lower left corner of the figure."""
        return np.asarray(self.axes.transData.transform(np.column_stack([self.x, self.y])), dtype=np.float64)


class Picture(Protocol):
    """A picture on a figure. Animated artists are drawn over the rest."""

    figure: Figure
    look: Theme

    @property
    def artists(self) -> Sequence[Artist]:
        """The animated artists."""

    def titles(self) -> list[str]:
        """Return the title of each chart."""

    def describe(self) -> str:
        """Return the picture in words, for people who cannot see it."""

    def tables(self) -> list[Table]:
        """Return the numbers of each chart: header and rows."""

    def tracks(self) -> list[Track]:
        """Return the points that a reader can stand on, chart by chart."""


@dataclass
class Plate:
    """A picture made by a function of one's own; what it does not give is empty."""

    figure: Figure
    look: Theme
    title: str
    words: str = ""
    table: Table | None = None
    points: Sequence[Track] = ()
    artists: Sequence[Artist] = field(default_factory=tuple)

    def titles(self) -> list[str]:
        """Return its title."""
        return [self.title]

    def describe(self) -> str:
        """Return what was given as words, or else the title."""
        return self.words or self.title

    def tables(self) -> list[Table]:
        """Return the table given, if any."""
        return [] if self.table is None else [self.table]

    def tracks(self) -> list[Track]:
        """Return the points given."""
        return list(self.points)


Draw = Callable[[Figure, bool], Picture]
"""Draws a picture on an empty figure, in dark colours or not."""
