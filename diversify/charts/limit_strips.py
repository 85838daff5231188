"""Which limit binds in which year: one strip a limit, a block for each year in which it binds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from diversify.charts.labels import LINE, shorten, text_height, text_width, wrap
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.style import FONT, HATCH_WIDTH, sizes, slot, theme
from diversify.text import _

_EDGE = 10.0  # points around the picture
_THICK = 0.7  # part of a row that a block takes
_NAMES = 0.34  # part of the width that names may take
_FOOT = 0.85


def limit_strips(
    figure: Figure,
    dark: bool,
    names: Sequence[str],
    years: Sequence[int],
    binds: npt.NDArray[np.bool_],
    *,
    title: str,
    year: int,
    source: str = "",
) -> Plate:
    """Draw strips.

    Parameters
    ----------
    names
        (n,) names of the limits.
    years
        (k,) the years.
    binds
        (n, k) whether a limit binds in a year.
    year
        The year that a line marks.
    """
    look = theme(dark)
    wide, high = figure.get_figwidth() * 72.0, figure.get_figheight() * 72.0
    size = sizes(wide)
    figure.patch.set_facecolor(look.background)
    figure.text(
        _EDGE / wide, 1.0 - _EDGE / high, shorten(title, wide - 2 * _EDGE, size.title, bold=True),
        fontsize=size.title, family=FONT, color=look.text, fontweight="bold", va="top",
    )  # fmt: skip
    foot = wrap(source, wide - 2 * _EDGE, _FOOT * size.small, 2) if source else ""
    figure.text(
        _EDGE / wide, 0.5 * _EDGE / high, foot, fontsize=_FOOT * size.small, family=FONT, color=look.muted,
        va="bottom",
    )  # fmt: skip
    labels = [shorten(name, _NAMES * wide, size.small) for name in names]
    left = max((text_width(label, size.small) for label in labels), default=0.0) + _EDGE + 8.0
    under = _EDGE + text_height(foot, _FOOT * size.small) + LINE * size.small + 6.0
    room = max(high - 2 * _EDGE - LINE * size.title - under, 20.0)
    axes = figure.add_axes(
        (left / wide, under / high, max(wide - left - 2 * _EDGE, 20.0) / wide, room / high)
    )
    axes.set_facecolor(look.background)
    own = slot(1, look)
    for row, strip in enumerate(binds):
        axes.axhline(row, color=look.grid, linewidth=1.0, zorder=1)
        when = np.asarray(years)[strip]
        bars = axes.bar(
            when, _THICK, 0.92, row - _THICK / 2, color=own.color, edgecolor=look.background, zorder=2
        )
        for bar in bars:
            bar.set_hatch(own.hatch)
            bar.set_hatch_linewidth(HATCH_WIDTH)
            bar.set_linewidth(0.0)
    axes.axvline(year, color=look.text, linewidth=1.0, linestyle=(0, (4, 2)), zorder=3)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), labels, fontsize=size.small, family=FONT, color=look.text)
    every = [y for y in years if y % 5 == 0]
    axes.set_xticks(every, [str(y) for y in every], fontsize=size.small, family=FONT, color=look.text)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    x = np.asarray(years, dtype=np.float64)
    marked = tuple(str(y) for y in years)
    tracks = [
        Track(axes, name, "", _("1 = binds"), marked, x, np.full(len(x), float(row)), strip.astype(float))
        for row, (name, strip) in enumerate(zip(names, binds, strict=True))
    ]
    table: list[tuple[Cell, ...]] = [(y, *(int(on) for on in binds[:, k])) for k, y in enumerate(years)]
    now = [name for name, strip in zip(names, binds, strict=True) if strip[list(years).index(year)]]
    words = _("{title}. In {year}: {names}.").format(
        title=title, year=year, names=", ".join(now) or _("nothing binds")
    )
    return Plate(figure, look, title, words, (("", *names), table), tracks)
