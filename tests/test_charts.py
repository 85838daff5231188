"""Charts: numbers on the artists, labels and units, what tells them apart, and the files they make."""

from __future__ import annotations

import csv
import itertools
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.image import imread
from matplotlib.text import Text

from diversify.charts import Chart, Drawing, Run, Sheet, StructureError, chart, charts, draw, figure
from diversify.charts import labels as fit
from diversify.charts.lines import LineDrawing
from diversify.charts.moving_text import MovingText
from diversify.charts.runs import marks, reference_text, source_line
from diversify.charts.style import DARK, FONT, LIGHT, Theme, contrast, slot
from diversify.errors import InputError
from diversify.export.images import save_chart, save_numbers
from diversify.model import load_economy, load_scenario, project
from diversify.model.projection.result import Result
from diversify.text import set_language

DICHROMACY = {  # Machado, Oliveira and Fernandes (2009), severity 1, linear RGB
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


@pytest.fixture(scope="module")
def results() -> Callable[[str], Result]:
    """Projects a shipped scenario once; `name!` is its counterfactual."""
    economy, made = load_economy(), dict[str, Result]()

    def result(name: str) -> Result:
        if name not in made:
            scenario = load_scenario(name.removesuffix("!"))
            made[name] = project(economy, scenario.counterfactual() if name.endswith("!") else scenario)
        return made[name]

    return result


@pytest.fixture(scope="module")
def one(results: Callable[[str], Result]) -> tuple[Run, ...]:
    return (Run(results("ai-strategy"), reference=results("ai-strategy!")),)


@pytest.fixture(scope="module")
def two(results: Callable[[str], Result], one: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run(results("baseline"), reference=results("baseline!")), *one)


@pytest.fixture(scope="module")
def four(results: Callable[[str], Result], two: tuple[Run, ...]) -> tuple[Run, ...]:
    more = ("ai-ambitious", "no-reform")
    return (*two, *(Run(results(name), reference=results(f"{name}!")) for name in more))


def drawn(spec: Chart | str, runs: tuple[Run, ...], size: tuple[float, float] = (8.0, 5.0)) -> Drawing:
    return Sheet(Figure(figsize=size), [spec], runs).drawings[0]


def lines(drawing: Drawing) -> LineDrawing:
    assert isinstance(drawing, LineDrawing)
    return drawing


# --- numbers on the axes ---------------------------------------------------------------------------------


def test_a_line_shows_the_values_of_the_result_over_its_years(two: tuple[Run, ...]) -> None:
    drawing = lines(drawn("gdp", two))
    for line, run in zip(drawing.lines, two, strict=True):
        np.testing.assert_array_equal(line.get_xdata(), run.result.years)
        np.testing.assert_array_equal(line.get_ydata(), run.result.values("gdp"))
    assert drawing.axes.yaxis.label.get_text().startswith("mln AZN at prices of 2025")
    assert drawing.axes.get_title(loc="left") == "GDP, volume"


@pytest.mark.parametrize("name", ["gdp", "oil_share_gva", "ai_cost", "adoption"])
def test_a_difference_is_the_results_own_difference(name: str, one: tuple[Run, ...]) -> None:
    drawing = lines(drawn(f"{name}_difference", one))
    difference = one[0].result - one[0].reference
    wanted = difference.values(name)
    if wanted.ndim == 2:
        codes = [sector.code for sector in one[0].result.sectors]
        wanted = wanted[:, [codes.index(code) for code in drawing.sectors]]
    shown = np.array([line.get_ydata() for line in drawing.lines])
    np.testing.assert_array_equal(shown, np.atleast_2d(wanted.T))


def test_a_difference_chart_has_a_zero_line_and_says_what_it_is_against(one: tuple[Run, ...]) -> None:
    drawing = drawn("gdp_difference", one)
    zero = [line for line in drawing.axes.get_lines() if not line.get_animated()]
    assert any(np.array_equal(line.get_ydata(), [0.0, 0.0]) for line in zero)
    low, high = drawing.axes.get_ylim()
    assert low <= 0.0 < high
    assert "no lever moved" in drawing.heading[1].get_text()
    assert drawing.axes.yaxis.label.get_text() == "% difference"


def test_a_difference_from_a_picked_scenario_names_it(
    results: Callable[[str], Result], one: tuple[Run, ...]
) -> None:
    run = Run(results("ai-ambitious"), reference=one[0].result)
    assert "National AI strategy" in drawn("gdp_difference", (run,)).heading[1].get_text()


def test_units_of_a_difference_in_shares_are_percentage_points(one: tuple[Run, ...]) -> None:
    assert drawn("oil_share_gva_difference", one).axes.yaxis.label.get_text() == "percentage points"


def test_totals_of_a_sectoral_indicator_are_sums(one: tuple[Run, ...]) -> None:
    run = one[0]
    assert run.reference is not None
    own, other = (r.values("employment").sum(axis=1) for r in (run.result, run.reference))
    np.testing.assert_array_equal(lines(drawn("employment", one)).lines[0].get_ydata(), own)
    shown = lines(drawn("employment_difference", (run,))).lines[0].get_ydata()
    np.testing.assert_allclose(shown, 100.0 * (own / other - 1.0), rtol=0, atol=1e-12)


def test_results_of_two_bases_are_compared_in_the_years_both_have_and_marked(one: tuple[Run, ...]) -> None:
    old = project(load_economy(2021), load_scenario("ai-strategy"))
    run = Run(one[0].result, reference=old)
    shown = lines(drawn("employment_difference", (run,))).lines[0]
    assert list(shown.get_xdata()) == list(range(2025, 2051))
    assert marks([run]) == ("base",)
    assert "official (aggregated)" in source_line([Run(old)])
    assert lines(drawn("gdp", (run, Run(old)))).lines[1].get_xdata()[0] == 2021


def test_areas_add_up_to_everything_and_keep_oil_at_the_bottom(one: tuple[Run, ...]) -> None:
    drawing = drawn("sector_structure", one)
    shown = [s for s in drawing.series(one) if s.run == 0]
    assert [s.sector for s in shown[:2]] == ["OILGAS", "PETR"]
    np.testing.assert_allclose(sum(s.values for s in shown), 100.0, atol=1e-9)
    assert drawing.axes.get_ylim() == (0.0, 100.0)
    areas = [a for a in drawing.artists if isinstance(a, FillBetweenPolyCollection)]
    tops = [area.get_paths()[0].vertices[:, 1].max() for area in areas]
    assert tops[-1] == pytest.approx(100.0)
    assert len({tuple(area.get_facecolor()[0]) for area in areas}) == len(areas)


def test_stacks_of_chosen_years_start_where_the_one_below_ends(two: tuple[Run, ...]) -> None:
    drawing = drawn("sector_compare", two)
    shown = drawing.series(two)
    first = [s for s in shown if s.run == 0]
    for (s, parts), below in zip(zip(first, drawing.bars, strict=False), [None, *first], strict=False):
        corners = np.array([path.vertices[:4, 1] for path in parts.get_paths()])
        np.testing.assert_allclose(corners[:, 2] - corners[:, 1], s.values, atol=1e-9)
        if below is None:
            np.testing.assert_array_equal(corners[:, 0], 0.0)


def test_bars_start_at_zero_and_bear_their_numbers(two: tuple[Run, ...]) -> None:
    drawing = drawn("gdp_bars", two)
    assert drawing.axes.get_ylim()[0] == 0.0
    for run, bars, names in zip(two, drawing.rectangles, drawing.names, strict=True):
        years = [run.result.years.index(year) for year in (2030, 2035, 2050)]
        np.testing.assert_array_equal([bar.get_height() for bar in bars], run.result.values("gdp")[years])
        assert all(bar.get_y() == 0.0 for bar in bars)
        assert names[0].get_text() == f"{run.result.values('gdp')[years[0]]:,.0f}"


def test_five_measures_stand_beside_the_reference_and_the_base_year(one: tuple[Run, ...]) -> None:
    drawing = drawn("oil_dependence", one)
    run, measures = one[0], drawing.chart.indicators
    assert len(measures) == 5
    assert run.reference is not None
    wanted = [r.values(name)[-1] for r in (run.result, run.reference) for name in measures]
    np.testing.assert_array_equal([bar.get_width() for bar in drawing.bars], wanted)
    starts = [line.get_xdata()[0] for line in drawing.starts[:5]]
    np.testing.assert_array_equal(starts, [run.result.values(name)[0] for name in measures])
    assert drawing.axes.get_yticklabels()[0].get_text().startswith("Oil share")
    assert [name for name, _look in drawing.entries()][1].startswith("Counterfactual")


@pytest.mark.parametrize("name", [n for n in charts() if n.startswith("oil_share") or n == "nonoil_deficit"])
def test_every_measure_of_oil_dependence_names_its_definition(name: str, one: tuple[Run, ...]) -> None:
    shown = drawn(name, one).heading[1].get_text()
    assert "OILGAS" in shown or "budget deficit" in shown


@pytest.mark.parametrize("name", ["oil_share_gva", "unemployment", "adoption", "gdp_growth"])
def test_axes_of_shares_and_rates_have_their_zero(name: str, one: tuple[Run, ...]) -> None:
    low, high = drawn(name, one).axes.get_ylim()
    assert low <= 0.0 < high


def test_an_axis_without_zero_says_so(one: tuple[Run, ...]) -> None:
    drawing = drawn("gdp", one)
    assert drawing.axes.get_ylim()[0] > 0.0
    assert "does not start at 0" in drawing.axes.yaxis.label.get_text()


def test_a_difference_without_reference_says_why_it_is_empty(one: tuple[Run, ...]) -> None:
    drawing = drawn("gdp_difference", (Run(one[0].result),))
    assert not lines(drawing).lines
    assert "No scenario to compare with." in [t.get_text() for t in drawing.axes.texts]
    drawing.update((Run(one[0].result),))


# --- telling things apart --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gdp", "consumption_gni", "adoption", "exports"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_no_two_lines_look_the_same_even_in_grey(name: str, count: int, four: tuple[Run, ...]) -> None:
    looks = [
        (line.get_marker(), tuple(line._unscaled_dash_pattern[1] or ()))
        for line in lines(drawn(name, four[:count])).lines
    ]
    assert len(looks) >= count
    assert len(set(looks)) == len(looks)


def test_a_run_keeps_its_look_whatever_is_shown_beside_it(four: tuple[Run, ...]) -> None:
    kept = replace(four[2], slot=2)
    alone = lines(drawn("gdp", (kept,))).lines[0]
    beside = lines(drawn("gdp", four)).lines[2]
    assert (alone.get_color(), alone.get_marker()) == (beside.get_color(), beside.get_marker())


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_text_and_lines_stand_out_from_the_background(look: Theme) -> None:
    for color in (look.text, look.muted, look.warning):
        assert contrast(color, look.background) >= 4.5
    for color in (*look.series, look.axis):
        assert contrast(color, look.background) >= 3.0


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize("vision", DICHROMACY)
def test_colours_differ_for_every_kind_of_vision(look: Theme, vision: str) -> None:
    seen = [_lab(color, DICHROMACY[vision]) for color in look.series]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) >= 15.0


def _lab(color: str, vision: np.ndarray) -> np.ndarray:
    srgb = np.array([int(color[i : i + 2], 16) / 255.0 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(vision @ linear, 0.0, 1.0) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


def test_slots_differ_in_colour_and_in_dash_marker_and_hatch() -> None:
    made = [slot(i, LIGHT) for i in range(7)]
    for part in ("color", "dash", "marker", "hatch"):
        assert len({getattr(s, part) for s in made}) == len(made)


def test_the_font_has_every_letter_of_the_three_languages() -> None:
    known = get_font(findfont(FontProperties(family=FONT), fallback_to_default=False)).get_charmap()
    russian = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё"
    assert {c for c in "ƏəĞğİıÖöŞşÜüÇç…–" + russian if ord(c) not in known} == set()


# --- labels ----------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 0.08)), min_size=1, max_size=12))
def test_labels_pushed_apart_do_not_overlap_stay_inside_and_keep_their_order(
    wanted: list[tuple[float, float]],
) -> None:
    centres, heights = (np.array(part) for part in zip(*wanted, strict=True))
    placed = fit.spread(centres, heights, 0.0, 1.0)
    order = np.argsort(centres, kind="stable")
    edges = np.stack([placed - heights / 2, placed + heights / 2])[:, order]
    assert (edges[0, 1:] >= edges[1, :-1] - 1e-9).all()
    assert edges.min() >= -1e-9
    assert edges.max() <= 1.0 + 1e-9


def test_labels_with_room_stay_where_they_are() -> None:
    np.testing.assert_allclose(fit.spread([0.8, 0.2], [0.1, 0.1], 0.0, 1.0), [0.8, 0.2])
    np.testing.assert_allclose(fit.spread([0.5, 0.5], [0.2, 0.2], 0.0, 1.0), [0.4, 0.6])
    assert fit.spread([], [], 0.0, 1.0).size == 0


def test_text_is_wrapped_or_cut_to_its_room() -> None:
    text = "Национальная стратегия искусственного интеллекта, центральный вариант"
    wrapped = fit.wrap(text, 120.0, 8.0, 2)
    assert wrapped.count("\n") == 1
    assert wrapped.endswith("…")
    assert all(fit.text_width(row, 8.0) <= 120.0 for row in wrapped.split("\n"))
    assert fit.wrap("GDP", 120.0, 8.0) == "GDP"


SIZES = [(6.0, 4.0), (12.0, 8.0)]
LAYOUTS = [
    ["gdp_difference"],
    ["sector_structure"],
    ["oil_dependence", "adoption"],
    ["gdp", "consumption_gni", "oil_dependence", "sector_structure"],
    ["gdp_bars", "sector_compare", "oil_share_gva", "employment"],
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", LAYOUTS, ids="+".join)
@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_nothing_is_clipped_and_no_two_texts_cover_each_other(
    size: tuple[float, float], layout: list[str], language: str, two: tuple[Run, ...]
) -> None:
    set_language(language)
    made = Figure(figsize=size, dpi=100.0)
    renderer = FigureCanvasAgg(made).get_renderer()
    sheet = Sheet(made, layout, two)
    made.canvas.draw()
    boxes = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in made.findobj(Text)
        if text.get_text().strip() and text.get_visible() and _inside_its_axis(text)
    ]
    for text, box in boxes:
        assert box.x0 >= -1.0, text
        assert box.y0 >= -1.0, text
        assert box.x1 <= made.bbox.width + 1.0, text
        assert box.y1 <= made.bbox.height + 1.0, text
    headings = {t.get_text() for d in sheet.drawings for t in d.heading}
    for (one_text, a), (other_text, b) in itertools.combinations(boxes, 2):
        if one_text in headings or other_text in headings:
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            up = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1.0 or up <= 3.0, (one_text, other_text)


def _inside_its_axis(text: Text) -> bool:
    return text.axes is None or text not in [
        tick for axis in (text.axes.xaxis, text.axes.yaxis) for tick in axis.get_ticklabels(minor=True)
    ]


def test_a_picture_of_moving_text_is_the_text_in_its_place() -> None:
    pictures = []
    for kind in (MovingText.draw, Text.draw):
        made = Figure(figsize=(2.0, 1.0), dpi=100.0)
        canvas = FigureCanvasAgg(made)
        text = MovingText(made.add_subplot(), 9.0, "#123456", "center", "bottom")
        text.set(text="İqtisadiyyat\nЭкономика", transform=None)
        text.put(90.0, 40.0, "top")
        canvas.draw()
        canvas.get_renderer().clear()
        kind(text, canvas.get_renderer())
        pictures.append(np.asarray(canvas.buffer_rgba()).astype(int))
    assert pictures[0].any()
    np.testing.assert_allclose(pictures[0][..., 3], pictures[1][..., 3], atol=2)


# --- updates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gdp", "consumption_gni", "adoption", "oil_dependence", "sector_structure",
                                  "sector_compare", "gdp_bars"])  # fmt: skip
def test_an_update_shows_what_a_new_drawing_shows(
    name: str, one: tuple[Run, ...], results: Callable[[str], Result]
) -> None:
    later = (Run(results("ai-ambitious"), "x", reference=results("ai-strategy!")),)
    moved = Sheet(Figure(figsize=(8.0, 5.0)), [name], (replace(one[0], label="x"),))
    fresh = Sheet(Figure(figsize=(8.0, 5.0)), [name], later)
    spans = [sheet.extents([*one, *later]) for sheet in (moved, fresh)]
    moved.update(later)
    pictures = []
    for sheet, span in zip((moved, fresh), spans, strict=True):
        sheet.fix_limits(span)
        canvas = FigureCanvasAgg(sheet.figure)
        canvas.draw()
        background = np.asarray(canvas.buffer_rgba()).copy()
        for artist in sheet.artists:
            sheet.figure.draw_artist(artist)
        pictures.append(np.asarray(canvas.buffer_rgba()).copy())
        assert (pictures[-1] != background).any()
    np.testing.assert_array_equal(*pictures)
    assert all(artist.get_animated() for artist in moved.artists)


def test_an_update_moves_no_axis_and_prescanned_limits_hold_all_runs(
    one: tuple[Run, ...], results: Callable[[str], Result]
) -> None:
    later = (Run(results("ai-ambitious"), reference=results("ai-strategy!")),)
    sheet = Sheet(Figure(), ["gdp_difference", "oil_dependence"], one)
    low, high = sheet.drawings[0].extent([*one, *later])
    assert high == pytest.approx(np.nanmax(later[0].difference.values("gdp")))
    sheet.fix_limits(sheet.extents([*one, *later]))
    fixed = sheet.drawings[0].axes.get_ylim()
    assert fixed[0] <= low
    assert fixed[1] >= high
    sheet.update(later)
    assert sheet.drawings[0].axes.get_ylim() == fixed
    assert sheet.runs == later


@pytest.mark.parametrize("name", ["gdp", "oil_dependence", "sector_structure", "sector_compare", "gdp_bars"])
def test_runs_that_do_not_fit_the_artists_are_refused(
    name: str, one: tuple[Run, ...], two: tuple[Run, ...]
) -> None:
    with pytest.raises(StructureError):
        drawn(name, (Run(one[0].result),)).update((*two, *two))


def test_a_band_follows_its_run_and_disappears_while_there_is_none(one: tuple[Run, ...]) -> None:
    level = one[0].result.values("gdp")
    band = np.stack([level * 0.99, level * 1.02])
    banded = (replace(one[0], band={"gdp": band}),)
    drawing = lines(drawn("gdp", banded))
    fill = drawing.bands[0]
    assert fill is not None
    assert fill.get_paths()[0].vertices[:, 1].max() == pytest.approx(band[1].max())
    assert drawing.extent(banded) == (pytest.approx(band.min()), pytest.approx(band.max()))
    assert "5-95 %" in drawing.heading[1].get_text()
    drawing.update(one)
    np.testing.assert_allclose(fill.get_paths()[0].vertices[:, 1].max(), level.max())
    with pytest.raises(StructureError, match="range"):
        drawn("gdp", one).update(banded)


# --- sheets ----------------------------------------------------------------------------------------------


def test_a_sheet_states_its_source_base_status_version_and_residual(two: tuple[Run, ...]) -> None:
    from diversify import __version__

    text = " ".join(t.get_text().replace("\n", " ") for t in figure("gdp", two, size=(14.0, 6.0)).texts)
    assert two[0].result.economy.table.source in text
    assert "2025, estimated" in text
    assert f"diversify {__version__}" in text
    assert f"{max(run.result.worst_residual[2] for run in two):.0e} of GDP" in text
    assert "Not like for like" not in text


def test_a_comparison_across_parameters_is_marked(four: tuple[Run, ...]) -> None:
    assert marks(four) == ("parameters",)
    text = " ".join(t.get_text() for t in figure("gdp", four).texts)
    assert "Not like for like: the runs differ in parameters" in text


def test_the_same_without_levers_is_only_what_has_the_same_base() -> None:
    result = project(load_economy(2021), load_scenario("ai-strategy"))
    zero = load_scenario("baseline")
    other = Run(result, reference=project(load_economy(), zero))
    assert reference_text([other]) == f"Against: {zero.title['en']}."
    own = Run(result, reference=project(load_economy(2021), zero))
    assert reference_text([own]) == "Against the same, no lever moved."


def test_one_legend_explains_all_charts(two: tuple[Run, ...]) -> None:
    made = figure(["gdp", "unemployment"], two, size=(12.0, 5.0))
    assert len(made.legends) == 1
    legend = made.legends[0]
    assert [t.get_text() for t in legend.get_texts()] == [run.name for run in two]
    shown = lines(Sheet(Figure(), ["gdp"], two).drawings[0]).lines
    handles = legend.legend_handles
    assert [h.get_color() for h in handles] == [line.get_color() for line in shown]
    assert [h.get_marker() for h in handles] == [line.get_marker() for line in shown]


def test_a_single_chart_names_its_runs_at_their_lines(two: tuple[Run, ...]) -> None:
    made = figure("gdp", two)
    assert not made.legends
    names = [t.get_text().replace("\n", " ") for t in made.axes[0].texts]
    assert all(run.name in names for run in two)


@pytest.mark.parametrize("name", charts())
def test_every_chart_draws_in_both_themes_and_describes_itself(name: str, four: tuple[Run, ...]) -> None:
    for dark, look in ((False, LIGHT), (True, DARK)):
        made = figure(name, four, dark=dark)
        assert made.get_facecolor()[:3] == pytest.approx(
            [int(look.background[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        )
    drawing = drawn(name, four)
    words = drawing.describe()
    assert chart(name).title in words
    assert "2050" in words
    assert all(run.name in words for run in drawing.table_runs())
    assert drawing.axes.yaxis.label.get_text()


def test_a_subtitle_such_as_a_finding_is_shown(one: tuple[Run, ...]) -> None:
    drawing = drawn(replace(chart("gdp"), subtitle="AI adds 0.8 % by 2050."), one)
    assert drawing.heading[1].get_text() == "AI adds 0.8 % by 2050."


def test_any_indicator_has_a_chart_and_a_wrong_name_gets_a_hint() -> None:
    assert chart("wage").kind == "lines"
    assert chart("imports").kind == "sectors"
    assert chart("wage_difference").difference
    assert (chart("wage_difference_bars").kind, chart("wage_difference_bars").difference) == ("bars", True)
    with pytest.raises(InputError, match="unemployment"):
        chart("unemploymnt")
    with pytest.raises(InputError):
        chart("adoption_bars")


def test_draw_works_on_plain_axes_with_plain_results(one: tuple[Run, ...]) -> None:
    axes = Figure().add_subplot()
    drawing = draw(axes, "gdp", [one[0].result])
    assert axes.get_title(loc="left") == "GDP, volume"
    assert lines(drawing).lines[0] in axes.get_lines()
    with pytest.raises(InputError, match="at least one result"):
        draw(axes, "gdp", [])
    with pytest.raises(InputError, match="at least one chart"):
        figure([], one)


# --- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_chart_is_saved_by_its_suffix_and_the_same_twice(
    suffix: str, start: bytes, one: tuple[Run, ...], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{i}.{suffix}" for i in range(2)]
    for path in paths:
        save_chart("gdp", one, path, size=(6.0, 4.0))
    first, second = (path.read_bytes() for path in paths)
    assert first.startswith(start)
    assert first == second
    if suffix == "png":
        assert imread(paths[0]).shape[:2] == (1200, 1800)
    if suffix == "svg":
        assert b"GDP, volume" in first
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_the_same_chart_is_light_or_dark_in_a_file(one: tuple[Run, ...], tmp_path: Path) -> None:
    for dark, look in ((False, LIGHT), (True, DARK)):
        save_chart("gdp", one, tmp_path / "c.png", dark=dark, size=(3.0, 2.0))
        corner = imread(tmp_path / "c.png")[0, 0, :3]
        np.testing.assert_allclose(corner * 255.0, [int(look.background[i : i + 2], 16) for i in (1, 3, 5)])


@pytest.mark.parametrize("name", ["chart.jpg", "chart", "chart.csv"])
def test_an_unknown_suffix_is_refused_before_anything_is_written(
    name: str, one: tuple[Run, ...], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"\.png, \.svg or \.pdf"):
        save_chart("gdp", one, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named_and_an_old_file_survives_a_wrong_chart(
    one: tuple[Run, ...], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="Cannot write"):
        save_chart("gdp", one, tmp_path / "nowhere" / "c.png")
    old = tmp_path / "old.svg"
    old.write_text("old")
    old.chmod(0o600)
    with pytest.raises(InputError):
        save_chart("no such chart", one, old)
    assert old.read_text() == "old"
    save_chart("gdp", one, old)
    assert old.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [old]


def test_numbers_go_to_csv_and_back_unchanged(two: tuple[Run, ...], tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    save_numbers(drawn("gdp_difference", two), path)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    own = [row for row in rows if row["scenario"] == "ai-strategy"]
    assert [int(row["year"]) for row in own] == list(two[1].result.years)
    assert [float(row["value"]) for row in own] == list(two[1].difference.values("gdp"))
    assert {(row["unit"], row["measure"], row["base_status"]) for row in own} == {
        ("%", "percent", "2025, estimated")
    }
    assert own[0]["reference"] == two[1].reference.scenario.name


def test_numbers_of_bands_and_marks_are_in_the_table(four: tuple[Run, ...]) -> None:
    level = four[0].result.values("gdp")
    runs = (replace(four[0], band={"gdp": np.stack([level - 1.0, level + 1.0])}), *four[1:])
    header, rows = drawn("gdp", runs).table()
    low, high, mark = (header.index(name) for name in ("low", "high", "differs_in"))
    assert [(row[low], row[high]) for row in rows[:26]] == [(x - 1.0, x + 1.0) for x in level]
    assert rows[26][low] is None
    assert {row[0]: row[mark] for row in rows}["no-reform"] == "parameters"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_label_that_a_spreadsheet_would_run_is_made_harmless(
    start: str, one: tuple[Run, ...], tmp_path: Path
) -> None:
    path = tmp_path / "n.csv"
    save_numbers(drawn("gdp", (replace(one[0], label=f"{start}SUM(A1)"),)), path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["label"] == f"'{start}SUM(A1)"
    with pytest.raises(InputError, match=r"\.csv"):
        save_numbers(drawn("gdp", one), tmp_path / "n.xlsx")


def test_charts_load_no_qt_and_their_list_no_matplotlib() -> None:
    code = (
        "import sys, diversify.charts as c; list(c.charts().values())[0].title;"
        "assert 'matplotlib' not in sys.modules; c.figure; import diversify.export.images;"
        "assert not [m for m in sys.modules if 'PySide' in m or m == 'pandas']"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
