"""Scenarios side by side: the results' numbers on one scale, with names, legend and warning."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.figure import Figure

from diversify.charts import Run
from diversify.charts.side_by_side import STACKED, side_by_side
from diversify.charts.style import DARK, slot, theme
from diversify.errors import InputError
from diversify.model import load_economy, load_scenario, project
from diversify.text import set_language, translate_unit


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    names = ("ai-strategy", "oil-windfall", "fast-oil-decline")
    made = [project(load_economy(), load_scenario(name)) for name in names]
    return [Run(result, slot=place) for place, result in enumerate(made)]


def drawn(width: float = 9.0, height: float = 6.0) -> Figure:
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


@pytest.mark.parametrize("indicator", STACKED)
def test_every_run_has_a_chart_and_all_have_one_scale(runs: list[Run], indicator: str) -> None:
    figure = drawn()
    side_by_side(figure, runs, indicator)
    assert len(figure.axes) == 3
    assert len({axes.get_ylim() for axes in figure.axes}) == 1
    assert len({axes.get_xlim() for axes in figure.axes}) == 1
    top = max(float(np.asarray(run.result.values(indicator)).sum(axis=1).max()) for run in runs)
    assert figure.axes[0].get_ylim()[1] >= top - 1e-6


def test_bands_are_the_results_numbers(runs: list[Run]) -> None:
    figure = drawn()
    plate = side_by_side(figure, runs, "gva")
    for run, axes in zip(runs, figure.axes, strict=True):
        bands = [a for a in axes.collections if isinstance(a, FillBetweenPolyCollection)]
        assert len(bands) == 7
        crude = np.asarray(run.result.frame("gva")["OILGAS"])
        edge = {x: y for x, y in bands[0].get_paths()[0].vertices if y > 0.0}
        assert np.allclose([edge[float(year)] for year in run.result.years], crude)
        total = np.asarray(run.result.values("gva")).sum(axis=1)
        last = [track for track in plate.tracks() if track.axes is axes][-1]
        assert np.allclose(last.y, total)
    (table,) = plate.tables()
    assert len(table[1]) == 3 * 7 * 26


def test_each_chart_is_named_with_its_line_and_a_single_run_is_no_special_case(runs: list[Run]) -> None:
    figure = drawn()
    side_by_side(figure, runs)
    look = theme()
    for place, axes in enumerate(figure.axes):
        assert axes.lines[0].get_color() == slot(place, look).color
        assert runs[place].name.startswith(axes.texts[0].get_text().split("\n")[0].rstrip("…"))
    alone = drawn(4.0, 3.0)
    side_by_side(alone, runs[:1], dark=True)
    assert len(alone.axes) == 1
    assert alone.get_facecolor()[:3] == pytest.approx(
        [int(DARK.background[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    )


def test_unlike_worlds_are_marked(runs: list[Run]) -> None:
    other = project(load_economy(2021), load_scenario("baseline").with_change("oil_price", 80.0))
    unlike = project(load_economy(), load_scenario("ai-ambitious"))
    figure = drawn()
    plate = side_by_side(figure, [*runs, Run(unlike)])
    texts = " ".join(text.get_text() for text in figure.texts)
    assert "Not like for like" in texts
    assert unlike.scenario.title["en"] in plate.describe()
    figure = drawn()
    side_by_side(figure, [runs[0], Run(other)])
    assert figure.axes[0].get_xlim() == (2021.0, 2050.0)
    figure = drawn()
    plate = side_by_side(figure, [runs[0], Run(other)], "gva")
    units = {row[0]: row[4] for row in plate.table[1]}
    expected = {run.name: translate_unit(run.result.units["gva"]) for run in (runs[0], Run(other))}
    assert units == expected
    assert len(set(expected.values())) == 2
    assert " / ".join(expected.values()) in [text.get_text() for text in figure.texts]
    figure = drawn()
    side_by_side(figure, runs)
    assert "Not like for like" not in " ".join(text.get_text() for text in figure.texts)


@pytest.mark.parametrize("language", ["en", "az", "ru"])
@pytest.mark.parametrize("count", [1, 2, 5, 12])
@pytest.mark.parametrize("size", [(3.2, 2.6), (6.2, 4.5), (16.0, 10.0)])
def test_charts_stay_inside_and_apart(
    runs: list[Run], language: str, count: int, size: tuple[float, float]
) -> None:
    set_language(language)
    figure = drawn(*size)
    side_by_side(figure, [runs[i % 3] for i in range(count)])
    figure.canvas.draw()
    boxes = [axes.get_position() for axes in figure.axes]
    assert len(boxes) == count
    for i, one in enumerate(boxes):
        assert one.x0 >= 0.0
        assert one.x1 <= 1.0
        for other in boxes[:i]:
            assert one.x0 >= other.x1 or other.x0 >= one.x1 or one.y1 <= other.y0 or other.y1 <= one.y0


def test_what_does_not_add_up_is_not_stacked(runs: list[Run]) -> None:
    with pytest.raises(InputError, match="cannot be stacked"):
        side_by_side(drawn(), runs, "adoption")
    with pytest.raises(InputError, match="nothing to draw"):
        side_by_side(drawn(), [])
