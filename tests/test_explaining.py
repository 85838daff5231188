"""Explanations at the terminal and as charts: what is printed, written, drawn, and refused."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Rectangle

from diversify import cli
from diversify.charts import Run, Sheet, over_time, waterfall
from diversify.charts.parts import CREDITED, PartsChart, condensed
from diversify.charts.stack_drawing import StackDrawing
from diversify.charts.waterfall_drawing import WaterfallDrawing
from diversify.errors import InputError
from diversify.export.images import save_chart, save_numbers
from diversify.model import attribute, decompose, load_economy, load_scenario, project
from diversify.model.analysis.parts import Parts
from diversify.text import set_language

RECORD = {"scenario", "year", "indicator", "sector", "value", "unit"}


def call(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    assert cli.main(argv) == code
    out, err = capsys.readouterr()
    assert bool(err) == bool(code), err
    return err if code else out


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    s, economy = load_scenario("no-reform"), load_economy()
    return [Run(project(economy, s), reference=project(economy, s.counterfactual()))]


@pytest.fixture(scope="module")
def moved() -> Parts:
    return decompose(load_economy(), load_scenario("no-reform")).parts("oil_share_gva")


@pytest.fixture(scope="module")
def credited() -> Parts:
    return attribute(load_economy(), load_scenario("no-reform"), indicators=["gdp"]).parts("gdp")


# terminal ------------------------------------------------------------------------------------------------


def test_decompose_prints_terms_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "decompose", "ai-strategy")
    for text in (
        "oil volume",
        "non-oil price",
        "Without levers",
        "AI in oil",
        "AI elsewhere",
        "29.8 % (2025)",
    ):
        assert text in shown
    assert shown.count("change in percentage points") == 8


def test_decompose_records_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    text = call(
        capsys, "decompose", "no-reform", "--from", "2030", "--to", "2035", "--format", "json",
        "--measures", "oil_share_gva,nonoil_deficit",
    )  # fmt: skip
    records = json.loads(text)
    assert {r["year"] for r in records} == set(range(2031, 2036))
    for indicator in ("oil_share_gva", "nonoil_deficit"):
        own = [r for r in records if r["indicator"] == indicator and r["year"] == 2035]
        assert own[0].keys() >= RECORD
        change = [r["value"] for r in own if r["source"] == "change"]
        assert sum(r["value"] for r in own if r["source"] != "change") == pytest.approx(change[0], abs=1e-9)
        assert {r["since"] for r in own} == {2030}


def test_attribute_two_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    args = (
        "attribute",
        "no-reform",
        "ai-strategy",
        "--indicator",
        "gdp,oil_share_gva",
        "--years",
        "2035,2050",
    )
    shown = call(capsys, *args)
    assert "State of the world" in shown
    assert "taken back" in shown
    assert "16 runs" in shown
    rows = list(csv.DictReader(io.StringIO(call(capsys, *args, "--format", "csv"))))
    assert {r["against"] for r in rows} == {"ai-strategy"}
    own = [r for r in rows if r["indicator"] == "gdp" and r["year"] == "2050"]
    change = next(float(r["value"]) for r in own if r["source"] == "change")
    assert sum(float(r["value"]) for r in own if r["source"] != "change") == pytest.approx(change, abs=1e-9)


def test_attribute_own_groups(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(
        capsys, "attribute", "ai-strategy", "--group", "banks=adoption_ceiling@FIN+BUS", "--years", "2050"
    )
    assert "banks" in shown
    assert "Other levers" in shown
    said = call(capsys, "attribute", "ai-strategy", "--group", "banks", code=1)
    assert "NAME=LEVER" in said
    twice = ("--group", "a=oil_price", "--group", "a=gas_price")
    assert "rename" in call(capsys, "attribute", "ai-strategy", *twice, code=1)


def test_closures_say_which_limit_binds(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "closures", "ai-strategy", "--indicators", "gdp,employment")
    for text in ("Demand-led", "Default", "Market-clearing", "Type II", "Labour is the limit in 2026–2050"):
        assert text in shown
    records = json.loads(
        call(capsys, "closures", "ai-strategy", "--indicators", "gdp", "--years", "2050", "--format", "json")
    )
    assert [r["closure"] for r in records] == ["demand_led", "default", "market_clearing", "type2"]
    assert all(RECORD | {"difference", "against"} <= r.keys() and r["marks"] == "" for r in records)


def test_growth_accounting_prints_the_raw_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "growth-accounting", "ai-strategy")
    assert "raw ratio" in shown
    assert shown.count("1.00000") >= 4
    records = json.loads(
        call(capsys, "growth-accounting", "ai-strategy", "--years", "2050", "--format", "json")
    )
    assert [r["term"] for r in records] == ["hulten", "capital", "labour", "taxes", "resource", "hub", None]


def test_nothing_moved_is_said_without_a_crash(capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "attribute", "baseline")
    call(capsys, "growth-accounting", "baseline")
    call(capsys, "decompose", "baseline", "--against", "baseline")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("decompose", "ai-strategy", "--to", "2060"), "lies outside"),
        (("decompose", "ai-strategy", "--to", "2020"), "lies outside"),
        (("decompose", "ai-strategy", "--from", "2010"), "lies outside"),
        (("decompose", "ai-strategy", "--from", "2030", "--against", "baseline"), "not counted from"),
        (("decompose", "ai-strategy", "--measures", "gdp"), "no measure"),
        (("attribute", "ai-strategy", "--indicator", "gpd"), "gdp"),
        (("attribute", "ai-strategy", "--indicator", "adoption"), "by sector"),
        (("attribute", "ai-strategy", "--years", "2060"), "lies outside"),
        (("closures", "ai-strategy", "--indicators", "gpd"), "gdp"),
        (("closures", "nowhere"), "nowhere"),
        (("growth-accounting", "ai-strategy", "--years", "2010"), "lies outside"),
    ],
)
def test_refusals_are_one_sentence(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    text = call(capsys, *argv, code=1)
    assert said in text
    assert text.count("\n") == 1


def test_charts_are_written_on_request(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one, all_, lines = (str(tmp_path / name) for name in ("one.png", "all.svg", "lines.png"))
    call(capsys, "decompose", "no-reform", "--measures", "oil_share_gva", "--chart", one, "--over-time", all_)
    call(capsys, "closures", "ai-strategy", "--indicators", "gdp", "--chart", lines)
    assert imread(one).std() > 0.01
    assert "<svg" in Path(all_).read_text(encoding="utf-8")
    assert imread(lines).std() > 0.01


# charts --------------------------------------------------------------------------------------------------


def drawn(spec: PartsChart, runs: list[Run], size: tuple[float, float] = (9.0, 5.6)) -> Sheet:
    return Sheet(Figure(figsize=size), [spec], runs)


def test_waterfall_goes_from_start_to_end(moved: Parts, runs: list[Run]) -> None:
    drawing = drawn(waterfall(moved, 2040), runs).drawings[0]
    assert isinstance(drawing, WaterfallDrawing)
    bars = [p for p in drawing.axes.patches if isinstance(p, Rectangle)]
    t = moved.years.index(2040)
    assert bars[0].get_width() == pytest.approx(moved.start[t])
    assert bars[-1].get_width() == pytest.approx(moved.end[t])
    steps = drawing.steps
    assert all(one.end == pytest.approx(two.start) for one, two in pairwise(steps[:-1]))
    assert steps[-2].end == pytest.approx(moved.end[t])
    assert [s.label for s in steps][0::9] == ["2025", "2040"]


def test_waterfall_of_a_difference_starts_from_nothing(credited: Parts, runs: list[Run]) -> None:
    drawing = drawn(waterfall(credited, 2050, CREDITED), runs).drawings[0]
    assert isinstance(drawing, WaterfallDrawing)
    assert drawing.steps[0].start == 0.0
    assert drawing.steps[-1].end == pytest.approx(credited.change[-1])
    assert drawing.chart.title == "What each lever did: GDP, volume"
    assert "no lever moved" in drawing.subtitle()


@pytest.mark.parametrize("kind", ["moved", "credited"])
def test_stack_adds_up_in_every_year(kind: str, request: pytest.FixtureRequest, runs: list[Run]) -> None:
    parts: Parts = request.getfixturevalue(kind)
    drawing = drawn(over_time(parts), runs).drawings[0]
    assert isinstance(drawing, StackDrawing)
    assert drawing.line.get_ydata() == pytest.approx(parts.change)
    heights = np.zeros(len(parts.years))
    low, high = np.zeros(len(parts.years)), np.zeros(len(parts.years))
    bars = [c for c in drawing.axes.collections if isinstance(c, PolyCollection)]
    assert len(bars) == len(condensed(parts).parts)
    for one, values in zip(bars, condensed(parts).values.T, strict=True):
        y = np.array([path.vertices[:4, 1] for path in one.get_paths()])
        size = y[:, 2] - y[:, 1]
        assert size == pytest.approx(np.abs(values))
        heights += size * np.sign(values)
        low, high = np.minimum(low, y.min(1)), np.maximum(high, y.max(1))
    assert heights == pytest.approx(parts.change)
    assert high + low == pytest.approx(parts.change)


def test_condensed_keeps_the_sum_and_drops_what_is_zero(moved: Parts) -> None:
    short = condensed(moved)
    assert short.values.sum(1) == pytest.approx(moved.change)
    assert [p.source for p in short.parts][:4] == ["no_lever"] * 4
    assert len(short.parts) <= 9


@pytest.mark.parametrize("language", ["en", "az", "ru"])
@pytest.mark.parametrize("size", [(9.0, 5.6), (3.4, 2.6)])
def test_names_stay_inside_in_every_language(
    language: str, size: tuple[float, float], credited: Parts, runs: list[Run]
) -> None:
    set_language(language)
    for spec in (waterfall(credited, 2050, CREDITED), over_time(credited, CREDITED)):
        sheet = drawn(spec, runs, size)
        box = sheet.figure.bbox
        sheet.figure.canvas.draw()
        axes = sheet.drawings[0].axes
        texts = [*axes.get_yticklabels(), *axes.get_xticklabels(), axes.title]
        for text in texts:
            if text.get_visible() and text.get_text():
                own = text.get_window_extent()
                assert own.x0 >= box.x0 - 1
                assert own.x1 <= box.x1 + 1


def test_numbers_and_words_of_a_chart(moved: Parts, runs: list[Run], tmp_path: Path) -> None:
    drawing = drawn(waterfall(moved, 2050), runs).drawings[0]
    save_numbers(drawing, tmp_path / "parts.csv")
    rows = list(csv.DictReader((tmp_path / "parts.csv").read_text(encoding="utf-8").splitlines()))
    assert sum(float(r["value"]) for r in rows) == pytest.approx(moved.change[-1])
    assert {r["year"] for r in rows} == {"2050"}
    assert "AI in oil" in drawing.describe()
    drawing.update(runs)


def test_nothing_to_show_is_said(runs: list[Run], tmp_path: Path) -> None:
    nothing = attribute(load_economy(), load_scenario("baseline")).parts("gdp")
    for i, spec in enumerate((waterfall(nothing), over_time(nothing))):
        save_chart(spec, runs, tmp_path / f"{i}.png")
        assert "Nothing" in drawn(spec, runs).drawings[0].describe()
    with pytest.raises(InputError, match="lies outside"):
        waterfall(nothing, 2010)
    with pytest.raises(InputError, match="no numbers"):
        PartsChart("x", "stack", ("gdp",)).parts  # noqa: B018
