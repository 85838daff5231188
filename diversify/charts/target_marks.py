"""Official targets on a chart of levels: a line over their years, a mark at the last, and what they are."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from diversify.charts import labels
from diversify.charts.runs import Series
from diversify.charts.spec import Chart
from diversify.charts.style import FONT, Theme
from diversify.model.projection.targets import Target, targets
from diversify.text import N_, _, format_number, localized

MARKERS = {"target": "D", "ceiling": "v", "floor": "^"}
TEXTS = {
    "target": N_("{title}: {value} %"),
    "ceiling": N_("{title}: at most {value} %"),
    "floor": N_("{title} {value} %"),
}
SIGNS = {"target": "", "ceiling": "≤", "floor": "≥"}
AWAY = 4.0  # points between mark and words


def shown(chart: Chart, first: int, last: int) -> list[Target]:
    """Return the targets that a chart of the years `first` to `last` can show."""
    if not chart.targets or chart.kind != "lines" or chart.form != "level":
        return []
    return [t for t in targets() if t.indicator in chart.indicators and t.last >= first and t.first <= last]


def words(target: Target) -> str:
    """Return a target in words, with its value."""
    return _(TEXTS[target.relation]).format(title=localized(target.title), value=_number(target))


def value(target: Target) -> str:
    """Return only what a target asks for."""
    return f"{SIGNS[target.relation]} {_number(target)} %".strip()


def _number(target: Target) -> str:
    return format_number(target.value, 0 if target.value == round(target.value) else 1)


class TargetMarks:
    """Marks that stay where they are while levers move."""

    def __init__(self, axes: Axes, found: list[Target], first: int, look: Theme, size: float) -> None:
        self.axes, self.found, self.size = axes, found, size
        self.lines, self.names = list[Line2D](), list[Text]()
        edge = withStroke(linewidth=2.0, foreground=look.background)  # words stay legible over a line
        for target in found:
            start = max(target.first, first)
            line = Line2D(
                [start, target.last], [target.value] * 2, color=look.warning, linewidth=1.6,
                linestyle=(0, (1.5, 1.5)), marker=MARKERS[target.relation], markersize=6, markevery=[1],
                zorder=3.5, label=words(target),
            )  # fmt: skip
            axes.add_line(line)
            line.set_clip_on(False)
            self.lines.append(line)
            name = Text(
                target.last, target.value, "", family=FONT, size=size, color=look.warning,
                parse_math=False, zorder=3.6, path_effects=[edge],
            )  # fmt: skip
            axes.add_artist(name)
            self.names.append(name)

    def arrange(self, width: float, height: float, lines: Sequence[Series]) -> None:
        """Write the words beside each mark, where fewest points of `lines` are; all in axes of this size."""
        figure = self.axes.get_figure(root=True)
        assert figure is not None
        (first, last), (low, high) = self.axes.get_xlim(), self.axes.get_ylim()
        for target, name in zip(self.found, self.names, strict=True):
            part = (target.last - first) / (last - first)
            right = part < 0.5
            room = width * ((1.0 - part) if right else part) - 2 * AWAY
            text = words(target)
            if labels.text_width(text, self.size) > room:
                text = labels.shorten(value(target), room, self.size)
            long = (labels.text_width(text, self.size) + 2 * AWAY) / width * (last - first)
            tall = (labels.LINE * self.size + 2 * AWAY) / height * (high - low)
            across = (target.last, target.last + long) if right else (target.last - long, target.last)
            above = _points_in(lines, across, (target.value, target.value + tall))
            below = _points_in(lines, across, (target.value - tall, target.value))
            up = target.value + tall <= high and (above <= below or target.value - tall < low)
            name.set_text(text)
            name.set_horizontalalignment("left" if right else "right")
            name.set_verticalalignment("bottom" if up else "top")
            shift = (AWAY if right else -AWAY) / 72.0, (AWAY if up else -AWAY) / 72.0
            name.set_transform(self.axes.transData + ScaledTranslation(*shift, figure.dpi_scale_trans))
            seen = first <= target.last <= last and low <= target.value <= high
            name.set_visible(seen)
            self.lines[self.names.index(name)].set_visible(seen)


def _points_in(lines: Sequence[Series], across: tuple[float, float], up: tuple[float, float]) -> int:
    """Count the points of lines in a box of data coordinates."""
    return sum(
        int(
            (
                (s.years >= across[0]) & (s.years <= across[1]) & (s.values >= up[0]) & (s.values <= up[1])
            ).sum()
        )
        for s in lines
    )
