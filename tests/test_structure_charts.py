"""Charts of a table: heat map, linkage map, who sells to whom; their numbers, words and looks."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from diversify.charts.heat_map import heat_map
from diversify.charts.linkage_map import linkage_map, linkage_text
from diversify.charts.sankey import Flow, largest_flows, sankey
from diversify.charts.style import theme
from diversify.model.economy import load_economy
from diversify.text import LANGUAGES, localized, set_language


def empty(width: float = 9.0, height: float = 6.0) -> Figure:
    figure = Figure((width, height))
    FigureCanvasAgg(figure)
    return figure


@pytest.mark.parametrize("dark", [False, True])
def test_heat_map_shows_every_cell(dark: bool) -> None:
    table = load_economy().table
    names = [s.name["en"] for s in table.sectors]
    codes = table.codes
    plate = heat_map(
        empty(), dark, table.Z, codes, codes, title="Flows", unit="mln AZN",
        long_rows=names, long_columns=names,
    )  # fmt: skip
    ((header, rows),) = plate.tables()
    assert header[1:] == tuple(names)
    np.testing.assert_array_equal([row[1:] for row in rows], table.Z)
    assert len(plate.tracks()) == table.n
    np.testing.assert_array_equal(plate.tracks()[3].values, table.Z[3])
    i, j = np.unravel_index(table.Z.argmax(), table.Z.shape)
    assert f"{names[i]} to {names[j]}" in plate.describe()
    assert plate.figure.get_facecolor()[:3] == pytest.approx(
        tuple(int(theme(dark).background[k : k + 2], 16) / 255 for k in (1, 3, 5))
    )
    image = plate.figure.axes[0].images[0].get_array()
    assert image is not None
    assert np.ma.getmaskarray(image)[table.Z == 0.0].all()


def test_heat_map_of_nothing_is_drawn() -> None:
    plate = heat_map(empty(), False, np.zeros((2, 2)), "ab", "ab", title="t", unit="u")
    plate.figure.canvas.draw()


def test_linkage_map_names_the_key_sectors() -> None:
    backward, forward = np.array([1.2, 0.8, 1.1, 0.9]), np.array([1.3, 1.1, 0.7, 0.6])
    plate = linkage_map(
        empty(), False, backward, forward, np.ones(4), "ABCD", ("one", "two", "three", "four"), title="Map"
    )
    assert "both ways: one." in plate.describe()
    ((_header, rows),) = plate.tables()
    assert [row[3] for row in rows] == ["yes", "no", "no", "no"]
    assert {text.get_text() for text in plate.figure.axes[0].texts} == set("ABCD")
    for b, f, said in zip(backward, forward, ("key sector", "below it", "below it", "below"), strict=True):
        assert said in linkage_text("x", b, f)


def test_names_on_the_linkage_map_do_not_cover_each_other() -> None:
    same = np.array([1.0, 1.0, 1.0, 1.4])
    plate = linkage_map(
        empty(), False, same, same, np.ones(4), ("AA", "BB", "CC", "DD"), tuple("abcd"), title=""
    )
    plate.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in plate.figure.axes[0].texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_largest_flows_keep_the_sum() -> None:
    flows = [
        Flow("a", 5.0),
        Flow("b", 3.0, 1),
        Flow("c", 2.0),
        Flow("d", 1.0, 1),
        Flow("e", 0.5),
        Flow("f", 0.0),
    ]
    found = largest_flows(flows, 2, "rest")
    assert [(f.name, f.value, f.kind) for f in found] == [
        ("a", 5.0, 0), ("b", 3.0, 1), ("rest", 2.5, 0), ("rest", 1.0, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [5.0, 9.0, 16.0])
def test_sankey_names_stay_inside_and_apart(language: str, width: float) -> None:
    set_language(language)
    table = load_economy().table
    names = [localized(s.name) for s in table.sectors]
    i = table.index("FOOD")
    bought = largest_flows([Flow(n, v) for n, v in zip(names, table.Z[:, i], strict=True)], 10, "others")
    sold = largest_flows([Flow(n, v) for n, v in zip(names, table.Z[i], strict=True)], 10, "others")
    plate = sankey(
        empty(width), False, names[i], bought, sold, title=names[i], unit="mln AZN", kinds=["industries"]
    )
    figure = plate.figure
    figure.canvas.draw()
    page = figure.bbox
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert all(page.x0 <= box.x0 and box.x1 <= page.x1 + 1.0 for box in boxes)
    for side in (boxes[: len(bought)], boxes[len(bought) :]):
        assert not any(a.overlaps(b) for k, a in enumerate(side) for b in side[:k])
    assert len([p for p in figure.axes[0].patches if isinstance(p, PathPatch)]) == len(bought) + len(sold)
    ((_header, rows),) = plate.tables()
    assert sum(float(str(row[3])) for row in rows) == pytest.approx(table.Z[:, i].sum() + table.Z[i].sum())
