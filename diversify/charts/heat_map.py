"""A table of flows as a heat map: who sells how much to whom, dark where much flows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from diversify.arrays import Array
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import number
from diversify.charts.style import sizes, theme
from diversify.text import _

_DECADES = 4.0  # powers of ten that the colours span
_MAPS = {True: "cividis", False: "cividis_r"}  # read without colour vision; empty cells take the background


def heat_map(
    figure: Figure,
    dark: bool,
    values: Array,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    title: str,
    unit: str,
    long_rows: Sequence[str] = (),
    long_columns: Sequence[str] = (),
) -> Plate:
    """Draw a matrix.

    Parameters
    ----------
    values
        (n, k); colours are logarithmic, what is not positive stays empty.
    rows, columns
        Short names beside the matrix.
    long_rows, long_columns
        Names as read out; default the short ones.
    """
    look = theme(dark)
    size = sizes(figure.get_figwidth() * 72.0)
    figure.patch.set_facecolor(look.background)
    figure.set_layout_engine("constrained")
    axes = figure.add_subplot()
    axes.set_facecolor(look.background)
    values = np.asarray(values, dtype=np.float64)
    top = float(values.max(initial=0.0)) or 1.0
    shown = np.ma.masked_less_equal(values, top * 10.0**-_DECADES)
    image = axes.imshow(shown, cmap=_MAPS[dark], norm=LogNorm(top * 10.0**-_DECADES, top), aspect="auto")
    axes.set_xticks(range(len(columns)), columns, rotation=90, fontsize=size.small, color=look.text)
    axes.set_yticks(range(len(rows)), rows, fontsize=size.small, color=look.text)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_color(look.axis)
    axes.set_xticks(np.arange(-0.5, len(columns)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(rows)), minor=True)
    axes.grid(which="minor", color=look.grid, linewidth=0.4)
    axes.tick_params(which="minor", length=0)
    bar = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02)
    bar.ax.tick_params(labelsize=size.small, labelcolor=look.text, color=look.axis)
    bar.ax.minorticks_off()
    bar.set_label(unit, fontsize=size.small, color=look.text)
    bar.outline.set_edgecolor(look.axis)
    axes.set_title(title, fontsize=size.title, color=look.text, loc="left", fontweight="bold")
    wide = tuple(long_columns or columns)
    tracks = [
        Track(
            axes,
            name,
            "",
            unit,
            wide,
            np.arange(len(columns), dtype=np.float64),
            np.full(len(columns), float(i)),
            values[i],
            rows=False,
        )
        for i, name in enumerate(long_rows or rows)
    ]
    i, j = map(int, np.unravel_index(int(values.argmax()), values.shape))
    words = _("{title}. The largest cell is {row} to {column}, {value} {unit}.").format(
        title=title, row=(long_rows or rows)[i], column=wide[j], value=number(float(values[i, j])), unit=unit
    )
    lines: list[tuple[Cell, ...]] = [
        (n, *map(float, r)) for n, r in zip(long_rows or rows, values, strict=True)
    ]
    return Plate(figure, look, title, words, (("", *wide), lines), tracks)
