"""Who sells to whom, as bands between three columns: suppliers, one sector, its users (Sankey 1898)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from diversify.charts.labels import LINE, shorten, spread, text_width
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import number
from diversify.charts.style import sizes, slot, theme
from diversify.text import _

_COLUMN = 0.03  # width of a node
_GAP = 0.018  # between two nodes of a column, share of its height, where there is room
_LEFT, _MIDDLE, _RIGHT = 0.31, 0.5, 0.69
_HEIGHT = 0.86  # of the figure, below title and legend


@dataclass(frozen=True)
class Flow:
    """One band: who is at the other end, and how much flows; `kind` groups bands by look (0, 1, 2)."""

    name: str
    value: float
    kind: int = 0


def largest_flows(flows: Sequence[Flow], most: int, rest: str) -> list[Flow]:
    """Return the largest flows, the smaller ones of each kind added up under the name `rest`."""
    order = sorted((f for f in flows if f.value > 0.0), key=lambda flow: -flow.value)
    kept, others = order[:most], order[most:]
    kinds = sorted({flow.kind for flow in others})
    return kept + [Flow(rest, sum(f.value for f in others if f.kind == kind), kind) for kind in kinds]


def sankey(
    figure: Figure,
    dark: bool,
    sector: str,
    inflows: Sequence[Flow],
    outflows: Sequence[Flow],
    *,
    title: str,
    unit: str,
    kinds: Sequence[str],
) -> Plate:
    """Draw what a sector buys and pays on the left, whom it sells to on the right.

    Parameters
    ----------
    sector
        Whose flows they are, as read out.
    inflows, outflows
        Positive flows; both sides are drawn at one scale.
    kinds
        What the kinds of bands are called, in the legend.
    """
    look = theme(dark)
    size = sizes(figure.get_figwidth() * 72.0)
    figure.patch.set_facecolor(look.background)
    axes = figure.add_axes((0.0, 0.02, 1.0, _HEIGHT))
    axes.set_axis_off()
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(1.0, 0.0)
    total = max(sum(f.value for f in inflows), sum(f.value for f in outflows), 1e-12)
    points = figure.get_figwidth() * 72.0
    line = LINE * size.small / (figure.get_figheight() * 72.0 * _HEIGHT)  # height of a name, as a share
    scale = _scale((inflows, outflows), line, total)
    room = (_LEFT - _COLUMN - 0.02) * points
    tracks = []
    for side, flows in ((-1, inflows), (1, outflows)):
        thick = np.array([f.value * scale for f in flows])
        inner = (1.0 - thick.sum()) / 2.0 + np.concatenate([[0.0], np.cumsum(thick)[:-1]])
        wanted = np.cumsum(thick + _GAP) - thick / 2.0 + (1.0 - thick.sum() - _GAP * len(flows)) / 2.0
        centres = spread(wanted, list(np.maximum(thick + _GAP / 2.0, line)), 0.0, 1.0)
        x = _LEFT - _COLUMN if side < 0 else _RIGHT
        for flow, high, y, end in zip(flows, thick, centres, inner, strict=True):
            color = slot(flow.kind, look).color
            _band(axes, side, (float(y - high / 2.0), float(end), float(high)), color)
            axes.add_patch(Rectangle((x, y - high / 2.0), _COLUMN, high, color=color, linewidth=0))
            value = f"  {number(flow.value)}"
            name = shorten(flow.name, room - text_width(value, size.small), size.small)
            axes.text(
                x - 0.008 if side < 0 else x + _COLUMN + 0.008, y, name + value,
                ha="right" if side < 0 else "left", va="center", fontsize=size.small, color=look.text,
            )  # fmt: skip
        what = _("bought and paid") if side < 0 else _("sold")
        tracks.append(
            Track(axes, what, sector, unit, tuple(f.name for f in flows),
                  np.full(len(flows), x + _COLUMN / 2.0), centres, np.array([f.value for f in flows]),
                  rows=True)
        )  # fmt: skip
    tall = total * scale
    middle = Rectangle((_MIDDLE - _COLUMN / 2, (1 - tall) / 2), _COLUMN, tall, color=look.text, linewidth=0)
    axes.add_patch(middle)
    head = shorten(title, 0.97 * points, size.title, bold=True)
    figure.text(0.012, 0.985, head, fontsize=size.title, color=look.text, fontweight="bold", va="top")
    handles = [Rectangle((0, 0), 1, 1, color=slot(kind, look).color) for kind in range(len(kinds))]
    figure.legend(
        handles, list(kinds), loc="upper left", bbox_to_anchor=(0.005, 0.95), ncols=len(kinds),
        fontsize=size.small, frameon=False, labelcolor=look.text,
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (side, flow.name, kinds[flow.kind], float(flow.value))
        for side, flows in ((_("bought and paid"), inflows), (_("sold"), outflows))
        for flow in flows
    ]
    words = f"{title}. " + " ".join(
        _("{side}: {flows}.").format(
            side=side, flows=", ".join(f"{f.name} {number(f.value)}" for f in flows) or _("nothing")
        )
        for side, flows in ((_("bought and paid"), inflows), (_("sold"), outflows))
    )
    return Plate(figure, look, title, words, (("", "", "", unit), rows), tracks)


def _scale(sides: Sequence[Sequence[Flow]], line: float, total: float) -> float:
    """Return the height of a unit at which every side has room, thin bands that of their names (`line`)."""
    low, high = 0.1 / total, 1.0 / total
    for _halving in range(30):
        middle = (low + high) / 2.0
        if max(sum(max(f.value * middle + _GAP / 2.0, line) for f in side) for side in sides) <= 1.0:
            low = middle
        else:
            high = middle
    return low


def _band(axes: Axes, side: int, where: tuple[float, float, float], color: str) -> None:
    """Draw a band between a node outside, at height y, and the middle, at height inner."""
    y, inner, thick = where
    x0 = _LEFT if side < 0 else _RIGHT
    x1 = _MIDDLE + side * _COLUMN / 2.0
    half = (x0 + x1) / 2.0
    points = [
        (x0, y), (half, y), (half, inner), (x1, inner),
        (x1, inner + thick), (half, inner + thick), (half, y + thick), (x0, y + thick), (x0, y),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=color, alpha=0.45, linewidth=0))
