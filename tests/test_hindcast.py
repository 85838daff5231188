"""The model against history: nothing is tuned on the test years, inputs are met, results are as recorded."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from diversify.charts import Sheet, growth_chart, shares_chart
from diversify.cli import main
from diversify.errors import InputError
from diversify.model import Scenario, load_economy, load_table
from diversify.model.analysis.forecast_errors import bias, mae, mape, rmse, theil_u
from diversify.model.analysis.hindcast import (
    REFERENCE,
    every_hindcast,
    hindcast,
    hindcast_scenario,
)
from diversify.model.analysis.hindcast_records import hindcast_records
from diversify.model.analysis.past_tables import official, past_economy, section_table, sections, trade
from diversify.model.analysis.series import forecast, macro
from diversify.model.analysis.windows import WINDOWS, economy, exports, informed, window
from diversify.model.economy.margins import expenditure
from diversify.model.economy.margins import trade as trade_of_products
from diversify.model.projection.batch import batch
from diversify.model.projection.loop import run
from diversify.model.projection.year import Closure
from diversify.resources import packaged_rows

ALL = [(w.name, v) for w in WINDOWS.values() for v in w.variants]
KNOWN = {"2021-2025": {"pm", "E", "X"}}
KNOWN_BEFORE_2021 = {"pm", "E", "X", "q", "P_star", "N", "LF"}


def plain(base: int) -> Scenario:
    """A scenario that states nothing: what a projection from that base assumes."""
    return Scenario(name="plain", title={"en": "plain"}, question={"en": ""}, parent=None, base=base)


def measured(window_name: str, variant: str, section: str, measure: str, settings: str = "default") -> dict:
    found = hindcast_records([hindcast(window_name, variant, settings)])
    return next(r for r in found if (r["section"], r["measure"]) == (section, measure))


# --- no tuning on the test years


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_a_hindcast_is_a_projection_with_the_same_records(name: str, variant: str) -> None:
    w = window(name)
    scenario = hindcast_scenario(w, variant)
    assert not scenario.parameters
    assert bool(scenario.changes) == (variant == "ex_post")
    constants, paths = batch(economy(w), [scenario])
    same, usual = batch(economy(w), [plain(w.base)])
    for field in fields(constants):
        if field.name != "programme":
            assert np.array_equal(getattr(constants, field.name), getattr(same, field.name)), field.name
    assert all(np.array_equal(v, same.programme[k]) for k, v in constants.programme.items())
    told = informed(paths, w, variant)
    differs = set()
    assert told.programme is None
    for field in (f for f in fields(told) if f.name != "programme"):
        ours, theirs = np.broadcast_arrays(getattr(told, field.name), getattr(usual, field.name))
        if not np.array_equal(ours, theirs, equal_nan=True):
            differs.add(field.name)
    allowed = KNOWN.get(name, KNOWN_BEFORE_2021) | ({"pi"} if variant == "ex_post" else set())
    assert differs <= allowed, "a number of the test years has come in by another way"
    assert {"pm", "E"} <= differs


def test_only_what_is_labelled_goes_beyond_the_outturn() -> None:
    rows = packaged_rows("hindcast.csv")
    for row in rows:
        assert row["mark"] in ("V", "M", "D", "A")
        assert len(row["note"]) > 20, row["name"]
    productivity = [row["variant"] for row in rows if row["name"] == "productivity"]
    assert productivity == ["ex_post"], (
        "productivity of the window may be stated in the labelled variant only"
    )
    assert {row["name"] for row in rows if row["variant"] == "D"} == set(REFERENCE)
    recovery = next(row for row in rows if row["variant"] == "recovery")
    assert int(float(recovery["value"])) < window(recovery["window"]).base, "it may not look into the window"


def test_the_recovery_uses_no_export_of_the_window() -> None:
    w = window("2021-2025")
    path = exports(w, "recovery", np.ones(len(w.years)))
    at = load_table(2021).index("ACCOM")
    assert np.isnan(np.delete(path, at, axis=1)).all()
    start, level = load_table(2021).exports[at], macro("exports_travel")
    full = start * level[2019] / level[2021]
    assert path[1:, at] == pytest.approx(
        [start + (full - start) / 3, start + (full - start) * 2 / 3, full, full]
    )


# --- what is given is met, accounts close


@pytest.mark.parametrize(("name", "variant"), ALL)
def test_accounts_close(name: str, variant: str) -> None:
    assert hindcast(name, variant).result.worst_residual[2] < 1e-9


def test_state_expenditure_and_exports_are_the_recorded_ones() -> None:
    h = hindcast("2021-2025", "actual_exports")
    f = h.result.flows
    spent = [macro("budget_expenditure")[year] for year in h.window.years[1:]]
    assert f.f.E[1:, 0, 0] == pytest.approx(spent, rel=1e-12)
    table = load_table(2021)
    for t, year in enumerate(h.window.years[1:], start=1):
        wanted = trade_of_products(table, year).exports
        for code in ("FOOD", "TRANS", "ACCOM", "MACH"):
            i = table.index(code)
            assert f.exports_value[t, 0, i] == pytest.approx(wanted[i], rel=1e-9), (code, year)
    assert h.levels["nonoil_exports"].model[1:] == pytest.approx(
        h.levels["nonoil_exports"].actual[1:], rel=1e-9
    )


def test_the_base_year_is_the_outturn() -> None:
    h = hindcast()
    assert h.shares[0] == pytest.approx(h.actual_shares[0], rel=1e-9)
    for level in h.levels.values():
        assert level.model[0] == pytest.approx(level.actual[0], rel=2e-3)


def test_foreign_inflation_alone_changes_no_volume() -> None:
    """Prices abroad and of oil rise by 5 % a year: all that is fixed in money moves, so money is neutral."""
    c, paths = batch(load_economy(2021), [plain(2021)])
    years, k = tuple(range(2021, 2036)), (1.05 ** np.arange(paths.pm.shape[0]))[:, None, None]
    usual = run(c, paths, years, Closure("default"))
    inflated = run(c, replace(paths, pm=k, P_star=paths.P_star * k), years, Closure("default"))
    assert np.abs(inflated.y.x / usual.y.x - 1.0).max() < 1e-9
    money = np.exp(inflated.y.lnw - usual.y.lnw) / k[: len(years)]
    assert np.abs(money - 1.0).max() < 1e-9
    assert np.abs(inflated.F / usual.F / k[: len(years)] - 1.0).max() < 1e-9


# --- measures


def test_measures_of_error_by_hand() -> None:
    actual, model, naive = np.array([2.0, 4.0]), np.array([3.0, 3.0]), np.array([0.0, 4.0])
    assert bias(model, actual) == 0.0
    assert mae(model, actual) == 1.0
    assert rmse(naive, actual) == pytest.approx(np.sqrt(2.0))
    assert mape(model, actual) == pytest.approx(37.5)
    assert theil_u(model, naive, actual) == pytest.approx(1.0 / np.sqrt(2.0))
    assert np.isnan(theil_u(model, actual, actual))


def test_chained_growth_starts_as_growth_at_base_prices() -> None:
    """In the first year the weights are those of the base year, so both ways of measuring agree."""
    for name, variant in ALL:
        for g in hindcast(name, variant).growth.values():
            assert g.chained[0] == pytest.approx(g.model[0], abs=1e-9)
            assert not np.allclose(g.chained[1:], g.model[1:], atol=1e-6)


def test_naive_and_published_forecasts() -> None:
    """Errors by hand from the outturn 4.7 1.4 4.2 1.4, and the WEO figures as printed."""
    assert measured("2021-2025", "unconditional", "gdp", "growth_mae")["naive"] == pytest.approx(1.525)
    assert measured("2021-2025", "unconditional", "gdp", "growth_mae_last_year_held")[
        "naive"
    ] == pytest.approx(2.675)
    for name, said, came in (
        ("2014-2019", (0.631, 2.465, 2.577, 3.592, 3.545), (1.1, -3.1, 0.2, 1.5, 2.5)),
        ("2018-2024", (3.381, 3.075, 2.097, 1.573, 1.495, 1.659), (2.5, -4.2, 5.6, 4.7, 1.4, 4.2)),
    ):
        record = measured(name, "unconditional", "gdp", "growth_mae")
        assert record["weo"] == pytest.approx(np.mean(np.abs(np.array(said) - came)), abs=1e-9)
        assert hindcast(name).growth["gdp"].actual == pytest.approx(came)
    shares = measured("2021-2025", "unconditional", "all", "rmse")
    assert shares["naive"] == pytest.approx(2.01, abs=0.01)
    assert measured("2021-2025", "unconditional", "nonoil", "rmse")["naive"] == pytest.approx(0.78, abs=0.01)


# --- results, frozen

FROZEN = [
    ("2021-2025", "unconditional", "all", "theil_u", 0.289),
    ("2021-2025", "unconditional", "nonoil", "theil_u", 0.858),
    ("2021-2025", "unconditional", "gdp", "growth_mae", 1.770),
    ("2021-2025", "unconditional", "gdp", "growth_mae_chained", 1.977),
    ("2021-2025", "recovery", "all", "theil_u", 0.202),
    ("2021-2025", "recovery", "nonoil", "theil_u", 0.660),
    ("2021-2025", "recovery", "gdp", "growth_mae", 1.650),
    ("2021-2025", "actual_exports", "all", "theil_u", 0.229),
    ("2021-2025", "actual_exports", "nonoil", "theil_u", 0.743),
    ("2021-2025", "actual_exports", "gdp", "growth_mae", 1.182),
    ("2021-2025", "actual_exports", "gdp", "growth_mae_chained", 1.402),
    ("2021-2025", "ex_post", "nonoil", "theil_u", 0.821),
    ("2021-2025", "ex_post", "gdp", "growth_mae", 0.709),
    ("2014-2019", "unconditional", "gdp", "growth_mae", 1.764),
    ("2014-2019", "actual_exports", "gdp", "growth_mae", 1.767),
    ("2018-2024", "unconditional", "gdp", "growth_mae", 3.035),
    ("2018-2024", "actual_exports", "gdp", "growth_mae", 2.090),
]


@pytest.mark.parametrize(("name", "variant", "section", "measure", "value"), FROZEN)
def test_results_are_as_recorded(name: str, variant: str, section: str, measure: str, value: float) -> None:
    assert measured(name, variant, section, measure)["model"] == pytest.approx(value, abs=0.01)


def test_acceptance() -> None:
    for settings in ("default", "D"):
        assert measured("2021-2025", "unconditional", "all", "theil_u", settings)["model"] < 0.6
        assert measured("2021-2025", "unconditional", "nonoil", "theil_u", settings)["model"] < 0.95
        assert measured("2021-2025", "actual_exports", "nonoil", "theil_u", settings)["model"] < 0.76
    assert measured("2021-2025", "actual_exports", "nonoil", "theil_u")["model"] < 0.75
    for measure in ("growth_mae", "growth_mae_chained"):
        record = measured("2021-2025", "actual_exports", "gdp", measure)
        assert record["model"] < record["naive"]


# --- tables rolled back


@pytest.mark.parametrize(("year", "travel_year"), [(2014, 2015), (2018, None)])
def test_a_table_rolled_back_has_the_official_margins(year: int, travel_year: int | None) -> None:
    table = past_economy(year, travel_year).table
    totals = expenditure(year)
    assert table.balanced
    assert table.status == "estimated"
    assert "from after the window" in table.notes[0]
    assert table.codes == sections() == section_table().codes
    assert table.x.sum() == pytest.approx(official(year, "output_mln_azn").sum(), rel=1e-7)
    assert table.gva.sum() == pytest.approx(official(year, "gva_mln_azn").sum(), rel=1e-7)
    assert table.gdp == pytest.approx(macro("gdp_nominal")[year], rel=1e-5)
    assert table.exports.sum() == pytest.approx(totals.final[-1], rel=1e-9)
    assert table.M.sum() == pytest.approx(totals.imports, rel=1e-9)
    assert np.all(
        np.abs(table.x / official(year, "output_mln_azn") - 1.0) < 0.03
    )  # products against activities
    assert (table.Z >= 0.0).all()


def test_sections_of_2021_add_up_to_the_official_table() -> None:
    full, merged = load_table(2021), section_table()
    assert merged.n == 17
    assert merged.gdp == pytest.approx(full.gdp, rel=1e-12)
    assert merged.gva[merged.index("B")] == pytest.approx(
        full.gva[full.index("OILGAS")] + full.gva[full.index("MINOTH")]
    )


def test_travel_is_split() -> None:
    known = trade(2018)[0]
    assert known[sections().index("I")] == pytest.approx(
        0.5 * 2634.163 * macro("fx_azn_per_usd")[2018], rel=0.02
    )


def test_series_take_the_preferred_source() -> None:
    assert macro("gdp_real_growth")[2024] == 4.2  # not 4.07 of the other source
    assert forecast("weo_2019-04.NGDP_RPCH")[2020] == 3.075
    with pytest.raises(InputError, match="no_such_series"):
        macro("no_such_series")
    with pytest.raises(InputError, match="no_such_forecast"):
        forecast("no_such_forecast")


# --- records, terminal, charts


def test_records() -> None:
    found = hindcast_records(every_hindcast())
    assert set(found[0]) == {"window", "variant", "section", "measure", "model", "naive", "weo"}
    assert {r["window"] for r in found} == set(WINDOWS)
    for record in found:
        for key in ("model", "naive", "weo"):
            assert record[key] is None or np.isfinite(record[key])
        assert (record["weo"] is not None) == (record["section"] == "gdp" and record["window"] != "2021-2025")
    keys = [(r["window"], r["variant"], r["section"], r["measure"]) for r in found]
    assert len(set(keys)) == len(keys)
    per_section = {r["section"] for r in found if r["measure"] == "mape" and r["window"] == "2021-2025"}
    assert set(sections()) < per_section


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("2020-2025", "unconditional", "default"), "2014-2019"),
        (("2014-2019", "ex_post", "default"), "actual_exports"),
        (("2021-2025", "unconditional", "E"), "default, D"),
    ],
)
def test_what_does_not_exist_is_named(arguments: tuple[str, str, str], named: str) -> None:
    with pytest.raises(InputError, match=named):
        hindcast(*arguments)


def test_terminal(capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    assert main(["hindcast"]) == 0
    text = capsys.readouterr().out
    assert "structure of 2021, from after the window" in text
    assert "2022*" in text
    assert "No parameter was set on the test years" in text
    assert main(["hindcast", "--window", "2021-2025", "--variant", "actual_exports", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["variant"] for row in rows} == {"actual_exports"}
    pictures = [tmp_path / "growth.svg", tmp_path / "shares.png"]
    asked = ["--chart", str(pictures[0]), "--shares", str(pictures[1])]
    assert main(["hindcast", "--format", "json", "--output", str(tmp_path / "all.json"), *asked]) == 0
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))[0]["window"] == "2021-2025"
    assert all(path.stat().st_size > 1000 for path in pictures)
    assert main(["hindcast", "--variant", "wishful"]) == 1
    assert "actual_exports" in capsys.readouterr().err
    assert main(["hindcast", "--window", "2014-2019", "--variant", "ex_post"]) == 1


def test_growth_chart_shows_the_numbers() -> None:
    found = [hindcast("2014-2019", v) for v in ("unconditional", "actual_exports")]
    chart = growth_chart(found)
    drawing = Sheet(Figure(figsize=(9, 5.6)), [chart], chart.runs()).drawings[0]
    lines = {
        s.sector: line.get_ydata()
        for s, line in zip(drawing.series(drawing.runs), drawing.lines, strict=True)
    }
    assert lines["actual"] == pytest.approx(found[0].growth["gdp"].actual)
    assert lines["actual_exports"] == pytest.approx(found[1].growth["gdp"].model)
    assert lines["weo"] == pytest.approx(found[0].growth["gdp"].forecast)
    assert drawing.unit_text() == "%"
    assert "from after the window" in drawing.subtitle()
    assert "2014-2019" in drawing.describe()
    assert len(drawing.table()[1]) == 5 * len(lines)
    with pytest.raises(InputError, match="one window"):
        growth_chart([hindcast(), found[0]])


def test_shares_chart_shows_the_numbers() -> None:
    h = hindcast("2021-2025", "actual_exports")
    chart = shares_chart(h, 2023)
    drawing = Sheet(Figure(figsize=(9, 5.6)), [chart], chart.runs()).drawings[0]
    held, model, actual = (np.asarray(mark.get_xdata()) for mark in drawing.marks)
    assert sorted(model) == pytest.approx(sorted(h.nonoil(h.shares)[2]))
    assert list(actual) == sorted(actual, reverse=True)
    assert held.sum() == pytest.approx(100.0)
    assert len(drawing.table()[1]) == 3 * 16
    assert f"{h.shares[2, 1]:.1f}" in drawing.subtitle()
    with pytest.raises(InputError, match="growth only"):
        shares_chart(hindcast("2014-2019"))
