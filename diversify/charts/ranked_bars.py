"""Numbers of many things under each other, the largest first, with their sum: a drawing of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diversify.arrays import Array
from diversify.charts.labels import LINE, shorten, text_height, text_width, wrap
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import number
from diversify.charts.style import FONT, HATCH_WIDTH, sizes, slot, theme
from diversify.text import _

_THICK = 0.66  # part of a row that its bar takes
_NAMES = 0.4  # part of the width that names may take
_FOOT = 0.85  # letters of the source, of small ones
_EDGE = 10.0  # points around the picture


def ranked_bars(
    figure: Figure,
    dark: bool,
    names: Sequence[str],
    values: Array,
    *,
    title: str,
    unit: str,
    signed: bool = False,
    total: str = "",
    note: str = "",
    source: str = "",
    most: int = 24,
) -> Plate:
    """Draw one bar for each name in the order given; negative ones are of another colour and not hatched.

    Parameters
    ----------
    names, values
        (n,) what the bars are called, and how long they are, in `unit`.
    signed
        Whether the numbers are differences: written with their signs.
    total
        What the sum is called, stated in the subtitle; empty where a sum makes no sense.
    note
        What follows in the subtitle.
    source
        Where the numbers come from, at the foot.
    most
        How many bars are drawn; the table has all.
    """
    look = theme(dark)
    wide, high = figure.get_figwidth() * 72.0, figure.get_figheight() * 72.0
    size = sizes(wide)
    figure.patch.set_facecolor(look.background)
    values = np.asarray(values, dtype=np.float64)
    head = [shorten(title, wide - 2 * _EDGE, size.title, bold=True)]
    stated = [unit]
    if total:
        stated.append(
            _("{total}: {sum}").format(total=total, sum=number(float(np.nansum(values)), signed=signed))
        )
    below = wrap(". ".join(filter(None, ["; ".join(stated), note])), wide - 2 * _EDGE, size.small, 2)
    y = high - _EDGE
    figure.text(
        _EDGE / wide, y / high, head[0], fontsize=size.title, family=FONT, color=look.text,
        fontweight="bold", va="top",
    )  # fmt: skip
    y -= LINE * size.title + 2.0
    figure.text(_EDGE / wide, y / high, below, fontsize=size.small, family=FONT, color=look.muted, va="top")
    y -= LINE * size.small * (below.count("\n") + 1) + 6.0
    foot = wrap(source, wide - 2 * _EDGE, _FOOT * size.small, 2) if source else ""
    figure.text(
        _EDGE / wide, 0.5 * _EDGE / high, foot, fontsize=_FOOT * size.small, family=FONT, color=look.muted,
        va="bottom",
    )  # fmt: skip
    under = _EDGE + text_height(foot, _FOOT * size.small)
    room = max(y - under, 20.0)
    count = max(min(len(names), most, int(room / (LINE * size.small))), 1)
    shown = values[:count]
    labels = [shorten(name, _NAMES * wide, size.small) for name in names[:count]]
    left = max((text_width(label, size.small) for label in labels), default=0.0) + _EDGE + 8.0
    axes = figure.add_axes((left / wide, under / high, max(wide - left - _EDGE, 20.0) / wide, room / high))
    axes.set_facecolor(look.background)
    rows = np.arange(len(shown), dtype=np.float64)
    for row, value in zip(rows, np.nan_to_num(shown), strict=True):
        own = slot(1 if value >= 0.0 else 0, look)
        bar = axes.barh(row, value, _THICK, color=own.color, edgecolor=look.background, linewidth=0.0)[0]
        bar.set_hatch_linewidth(HATCH_WIDTH)
        bar.set_hatch(own.hatch if value >= 0.0 else "")
        axes.text(
            value, row, f" {number(float(value), signed=signed)} ", fontsize=size.small, family=FONT,
            color=look.text, va="center", ha="left" if value >= 0.0 else "right",
        )  # fmt: skip
    numbers = max(
        (text_width(f" {number(float(v), signed=signed)} ", size.small) for v in shown), default=0.0
    )
    _limits(axes, shown, numbers, wide - left - _EDGE)
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks(rows, labels, fontsize=size.small, family=FONT, color=look.text)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.axvline(0.0, color=look.axis, linewidth=1.0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    track = Track(
        axes, "", title, unit, tuple(names[:count]), np.nan_to_num(shown), rows, shown, signed, rows=True
    )
    table: list[tuple[Cell, ...]] = [
        (name, float(v) if np.isfinite(v) else None) for name, v in zip(names, values, strict=True)
    ]
    read = ", ".join(
        f"{name} {number(float(v), signed=signed)}" for name, v in zip(names[:5], values[:5], strict=True)
    )
    words = _("{title}, {unit}. {note} The first: {read}.").format(
        title=title, unit="; ".join(stated), note=note, read=read or _("none")
    )
    return Plate(figure, look, title, words, (("", unit), table), [track])


def _limits(axes: Axes, values: Array, numbers: float, width: float) -> None:
    """Leave room for the numbers at the ends of the bars, `numbers` points of `width`."""
    low = min(float(np.nanmin(values, initial=0.0)), 0.0)
    high = max(float(np.nanmax(values, initial=0.0)), 0.0)
    span = high - low or 1.0
    part = min(numbers / max(width, 1.0), 0.3)
    sides = (low < 0.0) + (high > 0.0)
    room = part * span / max(1.0 - part * sides, 0.2)
    axes.set_xlim(low - room * (low < 0.0), (high or span * (low == 0.0)) + room * (high > 0.0))
