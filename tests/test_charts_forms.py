"""Every kind and form of chart: numbers on the artists, units, what may be asked, and official targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from diversify.charts import Run, Sheet, chart, charts
from diversify.charts.areas import AreaDrawing
from diversify.charts.cursor import Cursor
from diversify.charts.drawing import Drawing, Limits
from diversify.charts.lines import LineDrawing
from diversify.charts.moving_bar import MovingBar
from diversify.charts.multiples import MultiplesDrawing
from diversify.charts.runs import source_line
from diversify.charts.spec import as_text, forms, kinds, settled
from diversify.charts.style import slot, theme
from diversify.errors import InputError
from diversify.model import load_economy, load_scenario, project
from diversify.model.projection.parameters import indicators
from diversify.model.projection.sources import sources
from diversify.model.projection.targets import targets
from diversify.text import set_language


@pytest.fixture(scope="module")
def runs() -> tuple[Run, ...]:
    economy, made = load_economy(), []
    for name in ("ai-strategy", "ai-ambitious"):
        scenario = load_scenario(name)
        made.append(Run(project(economy, scenario), reference=project(economy, scenario.counterfactual())))
    return tuple(made)


@pytest.fixture
def azerbaijani() -> Iterator[None]:
    set_language("az")
    yield
    set_language("en")


def drawn(text: str, runs: tuple[Run, ...], size: tuple[float, float] = (8.0, 5.0)) -> Drawing:
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    return Sheet(figure, [text], runs).drawings[0]


def line_values(drawing: Drawing) -> np.ndarray:
    assert isinstance(drawing, LineDrawing)
    return np.array([line.get_ydata() for line in drawing.lines])


def test_an_index_starts_at_100_in_the_base_year(runs: tuple[Run, ...]) -> None:
    drawing = drawn("gdp:index", runs)
    gdp = runs[0].result.values("gdp")
    np.testing.assert_allclose(line_values(drawing)[0], 100.0 * gdp / gdp[0])
    assert drawing.unit_text().startswith("index, 2025 = 100")
    assert drawing.axes.get_ylim()[0] <= 100.0


def test_a_difference_is_shown_in_the_measure_asked_for(runs: tuple[Run, ...]) -> None:
    run = runs[1]
    assert run.difference is not None
    percent, absolute = drawn("gdp:percent", (run,)), drawn("gdp:absolute", (run,))
    np.testing.assert_array_equal(line_values(percent)[0], run.difference.values("gdp", "percent"))
    np.testing.assert_array_equal(line_values(absolute)[0], run.difference.values("gdp", "absolute"))
    assert (percent.unit_text(), absolute.unit_text()) == ("% difference", "mln AZN at prices of 2025")
    assert drawn("oil_share_gva:points", (run,)).unit_text() == "percentage points"
    jobs = drawn("employment:lines:absolute", (run,))
    both = [r.values("employment").sum(axis=1) for r in (run.result, run.reference) if r is not None]
    np.testing.assert_allclose(line_values(jobs)[0], both[0] - both[1])


def test_a_share_is_of_all_sectors_or_of_gdp_at_the_same_prices(runs: tuple[Run, ...]) -> None:
    result = runs[0].result
    by_sector = drawn("employment:sectors:share@ICT,FIN", runs[:1])
    codes = [sector.code for sector in result.sectors]
    jobs = result.values("employment")
    wanted = (100.0 * jobs / jobs.sum(axis=1, keepdims=True))[:, [codes.index("ICT"), codes.index("FIN")]]
    np.testing.assert_allclose(line_values(by_sector), wanted.T)
    assert by_sector.unit_text() == "% of all sectors"
    fund, trade = drawn("sofaz_assets:share", runs[:1]), drawn("nonoil_exports:share", runs[:1])
    np.testing.assert_allclose(
        line_values(fund)[0], 100.0 * result.values("sofaz_assets") / result.values("gdp_current")
    )
    np.testing.assert_allclose(
        line_values(trade)[0], 100.0 * result.values("nonoil_exports") / result.values("gdp")
    )
    assert fund.unit_text() == "% of GDP"


def test_areas_of_amounts_pile_up_to_the_total(runs: tuple[Run, ...]) -> None:
    drawing = drawn("gva:areas", runs[:1])
    assert isinstance(drawing, AreaDrawing)
    total = runs[0].result.values("gva").sum(axis=1)
    area = drawing.areas[-1]
    assert isinstance(area, FillBetweenPolyCollection)
    assert area.get_paths()[0].vertices[:, 1].max() == pytest.approx(total.max())
    assert drawing.axes.get_ylim()[1] >= total.max()
    assert drawing.unit_text() == "mln AZN at prices of 2025"
    share = drawn("gva:areas:share", runs[:1])
    assert share.axes.get_ylim() == (0.0, 100.0)


@pytest.mark.parametrize(("text", "count"), [("employment:multiples", 9), ("gva:scenarios:index", 2)])
def test_small_charts_share_one_scale_and_show_the_numbers(
    text: str, count: int, runs: tuple[Run, ...]
) -> None:
    drawing = drawn(text, runs)
    assert isinstance(drawing, MultiplesDrawing)
    assert len(drawing.panels) == count
    assert len({panel.axes.get_ylim() for panel in drawing.panels}) == 1
    shown = drawing.series(runs)
    for s, line in zip(shown, drawing.lines, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), s.values)
    low, high = drawing.panels[0].axes.get_ylim()
    assert low <= min(s.values.min() for s in shown)
    assert high >= max(s.values.max() for s in shown)
    for panel in drawing.panels:
        assert {shown[i].sector if "multiples" in text else shown[i].run for i in panel.places} == {
            shown[panel.places[0]].sector if "multiples" in text else shown[panel.places[0]].run
        }
        box = panel.axes.get_position()
        assert 0.0 <= box.x0 < box.x1 <= 1.0
        assert 0.0 <= box.y0 < box.y1 <= 1.0
        assert panel.title.get_text()


def test_small_charts_do_not_cover_each_other(runs: tuple[Run, ...]) -> None:
    for size in ((3.4, 2.6), (5.0, 4.0), (12.0, 7.0)):
        drawing = drawn("employment:multiples", runs, size)
        assert isinstance(drawing, MultiplesDrawing)
        boxes = [panel.axes.get_position() for panel in drawing.panels]
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                apart = one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
                assert apart


def test_every_indicator_can_be_drawn_in_every_kind_and_form_offered(runs: tuple[Run, ...]) -> None:
    figure = Figure(figsize=(5.0, 3.5))
    FigureCanvasAgg(figure)
    drawn_ = 0
    for name in indicators():
        for kind in kinds(chart(name)):
            for form in forms(replace(chart(name), kind=kind)):
                sheet = Sheet(figure, [f"{name}:{kind}:{form}"], runs)
                (drawing,) = sheet.drawings
                assert (drawing.chart.kind, drawing.chart.form) == (kind, form)
                assert drawing.unit_text()
                assert drawing.tracks()
                header, rows = drawing.table()
                assert rows
                assert len(header) == len(rows[0])
                sheet.update(runs)
                drawn_ += 1
    assert drawn_ > 200


def test_a_chart_goes_into_a_text_and_back() -> None:
    for spec in charts().values():
        again = chart(as_text(spec))
        assert again == spec
    asked = chart("gva:areas:share@ICT,FIN")
    assert (asked.kind, asked.form, asked.sectors) == ("areas", "share", ("ICT", "FIN"))
    assert chart(as_text(asked)) == asked


def test_what_makes_no_sense_is_refused_with_what_there_is() -> None:
    for text in (
        "gdp_growth:index",
        "productivity:lines",
        "gdp:areas",
        "oil_share_gva:percent",
        "gdp:nonsense",
    ):
        with pytest.raises(InputError, match="It can be: "):
            chart(text)
    assert settled(replace(chart("gdp"), form="difference")).form == "percent"
    assert settled(replace(chart("nonoil_deficit"), form="index")).form == "level"


def test_targets_are_on_the_chart_with_value_and_name(runs: tuple[Run, ...]) -> None:
    drawing = drawn("nonoil_deficit", runs)
    assert isinstance(drawing, LineDrawing)
    (mark,) = drawing.targets.lines
    assert list(mark.get_xdata()) == [2029, 2029]
    assert list(mark.get_ydata()) == [13.0, 13.0]
    assert drawing.targets.names[0].get_text() == "Ceiling of the decree for 2029: at most 13 %"
    assert "at most 13 %" in drawing.describe()
    assert mark not in drawing.artists  # it does not move with levers
    growth = drawn("nonoil_gdp_growth", runs)
    assert isinstance(growth, LineDrawing)
    assert list(growth.targets.lines[0].get_xdata()) == [2025, 2026]
    assert growth.axes.get_ylim()[1] >= 5.0


def test_targets_can_be_left_out_and_do_not_stand_among_differences(runs: tuple[Run, ...]) -> None:
    for spec in (replace(chart("nonoil_deficit"), targets=False), chart("nonoil_deficit:points")):
        drawing = Sheet(Figure(figsize=(8.0, 5.0)), [spec], runs).drawings[0]
        assert isinstance(drawing, LineDrawing)
        assert drawing.targets.found == []


def test_every_target_has_an_indicator_a_source_and_words_in_three_languages() -> None:
    assert len(targets()) >= 3
    for target in targets():
        assert indicators()[target.indicator].unit == "%"
        assert target.source_id in sources()
        assert target.first <= target.last
        for text in (target.title, target.note):
            assert set(text) == {"en", "az", "ru"}
            assert all(text.values())
    ceiling = next(t for t in targets() if t.relation == "ceiling")
    assert ceiling.met(ceiling.value - 1.0)
    assert not ceiling.met(ceiling.value + 1.0)


def test_limits_that_are_kept_stay_and_say_what_lies_beyond(runs: tuple[Run, ...]) -> None:
    figure = Figure(figsize=(8.0, 5.0))
    FigureCanvasAgg(figure)
    sheet = Sheet(figure, ["gdp:percent"], runs[:1], limits=[Limits((0.0, 0.5), locked=True)])
    drawing = sheet.drawings[0]
    assert drawing.axes.get_ylim() == (0.0, 0.5)
    assert drawing.beyond is not None
    assert drawing.beyond.get_visible()
    assert "beyond" in drawing.beyond.get_text()
    sheet.fix_limits([(0.0, 9.0)])
    assert drawing.axes.get_ylim() == (0.0, 0.5)
    wide = Sheet(figure, ["gdp:percent"], runs[:1], limits=[Limits((-1.0, 9.0), locked=True)]).drawings[0]
    assert wide.beyond is not None
    assert not wide.beyond.get_visible()


def test_a_window_of_years_is_shown(runs: tuple[Run, ...]) -> None:
    figure = Figure(figsize=(8.0, 5.0))
    FigureCanvasAgg(figure)
    drawing = Sheet(figure, ["gdp"], runs, limits=[Limits(years=(2030, 2036))]).drawings[0]
    low, high = drawing.axes.get_xlim()
    assert (round(low), round(high)) == (2030, 2036)
    assert {int(t.get_text()) for t in drawing.axes.get_xticklabels()} <= set(range(2030, 2037))


def test_one_to_six_charts_fill_a_sheet_without_covering_each_other(runs: tuple[Run, ...]) -> None:
    names = ["gdp", "exports", "sofaz", "employment", "unemployment", "adoption"]
    for count, columns in ((1, 1), (2, 2), (4, 2), (6, 3)):
        sheet = Sheet(Figure(figsize=(12.0, 8.0)), names[:count], runs, bar=20.0)
        assert sheet.columns == columns
        tops = [cell[1] + cell[3] for cell in sheet.cells]
        for drawing, cell, top in zip(sheet.drawings, sheet.cells, tops, strict=True):
            heading = drawing.axes.bbox.y1 * 72.0 / sheet.figure.dpi
            assert heading < top - 20.0  # room for the bar above
            assert cell[0] <= drawing.axes.bbox.x0 * 72.0 / sheet.figure.dpi


def test_the_cursor_stands_where_the_number_is(runs: tuple[Run, ...]) -> None:
    figure = Figure(figsize=(8.0, 5.0))
    FigureCanvasAgg(figure)
    sheet = Sheet(figure, ["gva:areas"], runs[:1])
    cursor = Cursor(sheet)
    track = cursor.tracks[0]
    x, y = track.pixels()[5]
    assert cursor.point_at(float(x), float(y))
    assert (cursor.track, cursor.point) == (0, 5)
    assert "2030" in cursor.words()
    assert "Crude oil" in cursor.words()
    assert not cursor.point_at(-500.0, -500.0) or not cursor.shown


def test_the_source_is_said_in_the_readers_language(runs: tuple[Run, ...], azerbaijani: None) -> None:
    assert "Estimated by GRAS" not in source_line(runs)
    assert runs[0].result.economy.table.source.startswith("Estimated by GRAS from: State")


def test_a_hatched_bar_on_a_screen_is_the_bar_of_a_file(runs: tuple[Run, ...]) -> None:
    figure = Figure(figsize=(6.0, 4.0), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, 6.0)
    axes.set_ylim(0.0, 4.0)
    bar = MovingBar((1.0, 1.0), 3.0, 2.0, slot(1, theme()), theme().background)
    axes.add_patch(bar)
    canvas.draw()  # type: ignore[no-untyped-call]
    screen = np.array(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    Rectangle.draw(bar, canvas.get_renderer())  # type: ignore[no-untyped-call]
    patch = np.array(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
    inked = [np.argwhere((pixels != 255).any(axis=2)) for pixels in (screen, patch)]
    for end in ("min", "max"):
        np.testing.assert_allclose(getattr(inked[0], end)(axis=0), getattr(inked[1], end)(axis=0), atol=2)
    assert len(inked[0]) == pytest.approx(len(inked[1]), rel=0.05)
    bar.set_width(0.0)
    canvas.draw()  # type: ignore[no-untyped-call]
    assert (np.array(canvas.buffer_rgba())[..., :3] == 255).all()  # type: ignore[no-untyped-call]
