"""Backward against forward linkage of every sector, with the quarter of the key sectors (Rasmussen 1956)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from diversify.arrays import Array
from diversify.charts.labels import wrap
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import number
from diversify.charts.style import sizes, slot, theme
from diversify.text import _, format_number

_MARGIN = 0.06  # of the span, around the outermost sectors
_LARGEST = 420.0  # points squared, of the largest sector's dot
_ALONG = 0.65  # part of the picture's side that the name of an axis may take, on each of two lines
_NEAR = 1.15  # heights of a letter below which two names are pushed apart


def linkage_map(
    figure: Figure,
    dark: bool,
    backward: Array,
    forward: Array,
    weight: Array,
    codes: Sequence[str],
    names: Sequence[str],
    *,
    title: str,
) -> Plate:
    """Draw sectors as dots.

    Parameters
    ----------
    backward, forward
        (n,) linkages relative to their mean: power and sensitivity of dispersion.
    weight
        (n,) size of the dots, such as value added.
    codes, names
        What stands beside a dot, and what is read out.
    """
    look = theme(dark)
    size = sizes(figure.get_figwidth() * 72.0)
    figure.patch.set_facecolor(look.background)
    axes = figure.add_subplot()
    axes.set_facecolor(look.background)
    key = (backward > 1.0) & (forward > 1.0)
    area = _LARGEST * np.maximum(weight, 0.0) / max(float(weight.max(initial=0.0)), 1e-12) + 12.0
    for chosen, number_, label in ((key, 1, _("key sector")), (~key, 0, _("other sector"))):
        one = slot(number_, look)
        axes.scatter(
            backward[chosen], forward[chosen], s=area[chosen], color=one.color, marker=one.marker,
            alpha=0.75, label=label, edgecolors=look.background, zorder=3,
        )  # fmt: skip
    low_x, high_x = min(backward.min(), 1.0), max(backward.max(), 1.0)
    low_y, high_y = min(forward.min(), 1.0), max(forward.max(), 1.0)
    pad_x, pad_y = _MARGIN * (high_x - low_x), _MARGIN * (high_y - low_y)
    axes.set_xlim(low_x - pad_x, high_x + 2.5 * pad_x)
    axes.set_ylim(low_y - pad_y, high_y + pad_y)
    axes.axvline(1.0, color=look.axis, linewidth=1.0, zorder=1)
    axes.axhline(1.0, color=look.axis, linewidth=1.0, zorder=1)
    long, high = figure.get_figwidth() * 72.0, figure.get_figheight() * 72.0
    below = wrap(_("backward linkage: pull on suppliers (mean = 1)"), _ALONG * long, size.text)
    beside = wrap(_("forward linkage: push to users (mean = 1)"), _ALONG * high, size.text)
    axes.set_xlabel(below, fontsize=size.text, color=look.text)
    axes.set_ylabel(beside, fontsize=size.text, color=look.text)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(_written))
    axes.set_title(title, fontsize=size.title, color=look.text, loc="left", fontweight="bold")
    axes.tick_params(labelsize=size.small, labelcolor=look.text, color=look.axis)
    for spine in axes.spines.values():
        spine.set_color(look.axis)
    legend = axes.legend(loc="upper right", fontsize=size.small, frameon=False, labelcolor=look.text)
    for handle in legend.legend_handles:
        if handle is not None:
            handle.set_sizes([40.0])  # type: ignore[attr-defined] # handles of a scatter are collections
    figure.set_layout_engine("constrained")
    _name(figure, backward, forward, codes, size.small, look.text)
    tracks = [
        Track(axes, _("backward linkage"), "", "", tuple(names), backward, forward, backward),
        Track(axes, _("forward linkage"), "", "", tuple(names), backward, forward, forward),
    ]
    keys = ", ".join(n for n, on in zip(names, key, strict=True) if on) or _("none")
    words = _("{title}. Key sectors, above the mean both ways: {names}.").format(title=title, names=keys)
    header = ("", _("backward linkage"), _("forward linkage"), _("key sector"))
    lines: list[tuple[Cell, ...]] = [
        (n, float(b), float(f), _("yes") if k else _("no"))
        for n, b, f, k in zip(names, backward, forward, key, strict=True)
    ]
    return Plate(figure, look, title, words, (header, lines), tracks)


def _name(figure: Figure, x: Array, y: Array, codes: Sequence[str], points: float, color: str) -> None:
    """Write the codes beside their dots; names that would lie on each other move apart, up and down."""
    axes = figure.axes[0]
    figure.draw_without_rendering()  # the layout decides where data lie in pixels
    pixels = np.asarray(axes.transData.transform(np.column_stack([x, y])))
    high = points * figure.dpi / 72.0 * _NEAR
    order = np.argsort(pixels[:, 1])
    taken: list[tuple[float, float]] = []
    for i in order:
        px, py = pixels[i]
        wide = (len(codes[i]) + 2) * high
        while any(abs(py - q) < high and abs(px - p) < wide for p, q in taken):
            py += high / 2.0
        taken.append((px, py))
        axes.annotate(
            codes[i], (x[i], y[i]), xytext=(8.0, (py - pixels[i][1]) * 72.0 / figure.dpi),
            textcoords="offset points", fontsize=points, color=color, va="center", zorder=4,
        )  # fmt: skip


def _written(value: float, _place: int | None = None) -> str:
    return format_number(value, 1)


def linkage_text(name: str, backward: float, forward: float) -> str:
    """Return what the linkages of a sector mean, in one sentence."""
    kinds = {
        (True, True): _(
            "{name}: key sector. Pull on suppliers ({b}) and push to users ({f}) above the mean."
        ),
        (True, False): _("{name}: pull on suppliers above the mean ({b}), push to users below it ({f})."),
        (False, True): _("{name}: push to users above the mean ({f}), pull on suppliers below it ({b})."),
        (False, False): _("{name}: pull on suppliers ({b}) and push to users ({f}) below the mean."),
    }
    return kinds[backward > 1.0, forward > 1.0].format(name=name, b=number(backward), f=number(forward))
