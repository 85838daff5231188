"""The terminal: what it prints, what it writes, and how it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diversify import cli
from diversify.errors import Cancelled, IdentityError
from diversify.model import indicators, load_economy, load_scenario, project
from diversify.terminal import runs
from diversify.terminal.output import chosen_format, csv_text, text_table
from diversify.terminal.progress import Progress

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
RECORD = {"scenario", "year", "indicator", "sector", "value", "unit"}


def call(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    """Run a command line in this process; return stdout, or stderr where it is to fail."""
    assert cli.main(argv) == code
    out, err = capsys.readouterr()
    assert bool(err) == bool(code), err
    return err if code else out


def test_compare_prints_what_the_analyst_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "compare", *map(str, sorted(SCENARIOS.glob("*.toml"))))
    for name in (
        "gdp",
        "gdp_growth",
        "oil_share_gva",
        "oil_share_exports",
        "oil_share_revenue",
        "nonoil_exports",
    ):
        assert indicators()[name].title["en"] in shown
    header = next(line for line in shown.splitlines() if "2030" in line and "2050" in line)
    assert header.split() == ["2030", "2035", "2050"]
    assert "estimated" in shown
    assert "counterfactual" in shown
    for path in SCENARIOS.glob("*.toml"):
        assert path.stem in shown


def test_compare_numbers_are_those_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = load_scenario("ai-strategy")
    economy = load_economy(scenario.base)
    result = project(economy, scenario)
    difference = result - project(economy, scenario.counterfactual())
    text = call(
        capsys,
        "compare",
        "ai-strategy",
        "--years",
        "2035",
        "--indicators",
        "gdp,unemployment",
        "--format",
        "json",
    )
    gdp, unemployment = json.loads(text)
    assert gdp.keys() > RECORD
    assert gdp["value"] == result.series("gdp")[2035]
    assert gdp["difference"] == pytest.approx(difference.percent("gdp")[2035], rel=1e-12)
    assert (gdp["difference_unit"], gdp["marks"]) == ("%", "")
    assert unemployment["difference"] == pytest.approx(difference.points("unemployment")[2035], rel=1e-12)
    assert unemployment["difference_unit"] == "pp"


def test_no_lever_moved_is_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    records = json.loads(call(capsys, "compare", "baseline", "--format", "json"))
    assert {record["difference"] for record in records if record["value"] is not None} == {0.0}


def test_comparison_across_parameters_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no-reform *" in call(capsys, "compare", "baseline", "no-reform")
    records = json.loads(call(capsys, "compare", "no-reform", "--against", "baseline", "--format", "json"))
    assert {record["marks"] for record in records} == {"parameters"}
    assert {record["against"] for record in records} == {"baseline"}


def test_run_as_records_holds_every_indicator_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(call(capsys, "run", "ai-strategy", "--format", "csv"))))
    assert rows[0].keys() == RECORD
    assert {row["indicator"] for row in rows} == set(indicators())
    assert {int(row["year"]) for row in rows} == set(range(2025, 2051))
    assert not {row["value"] for row in rows} & {"nan", "inf", "None"}
    adoption = {row["sector"] for row in rows if row["indicator"] == "adoption"}
    assert adoption == set(load_economy().table.codes)


def test_sectors_add_up_to_the_economy(capsys: pytest.CaptureFixture[str]) -> None:
    text = call(
        capsys, "run", "baseline", "--indicators", "employment", "--years", "2030", "--format", "json"
    )
    total, *sectors = json.loads(text)
    assert total["sector"] is None
    assert total["value"] == pytest.approx(sum(record["value"] for record in sectors))
    only = call(
        capsys, "run", "baseline", "--indicators", "employment", "--sectors", "EDU", "--format", "json"
    )
    assert {record["sector"] for record in json.loads(only)} == {"EDU"}


def test_run_text_names_base_residual_and_units(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "run", "ai-strategy", "--years", "2030,2050")
    assert "Base year 2025: estimated." in shown
    assert "of GDP" in shown
    assert "mln AZN" in shown
    assert " 2031" not in shown


def test_other_base_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert "2021: official" in call(capsys, "run", "baseline", "--base", "2021")
    assert "2021" in call(capsys, "run", "baseline", "--base", "2021", "--years", "2021-2022")
    marked = call(
        capsys, "compare", "baseline", "--against", "ai-strategy", "--base", "2021", "--format", "json"
    )
    assert {record["marks"] for record in json.loads(marked)} == {""}


def test_draws_give_ordered_quantiles_and_repeat(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ("run", "ai-strategy", "--draws", "16", "--seed", "3", "--indicators", "gdp", "--years", "2050")
    text = call(capsys, *argv, "--format", "json")
    records = json.loads(text)
    assert [record["quantile"] for record in records] == [None, 0.05, 0.5, 0.95]
    low, middle, high = (record["value"] for record in records[1:])
    assert low < middle < high
    assert call(capsys, *argv, "--format", "json") == text
    assert "draws" in call(capsys, *argv)
    assert "Employment" in call(capsys, "run", "ai-strategy", "--draws", "2")


def test_table_has_years_down_and_scenarios_across(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(
        csv.reader(io.StringIO(call(capsys, "table", "gdp", "baseline", "ai-strategy", "--format", "csv")))
    )
    assert rows[0] == ["year", "baseline", "ai-strategy"]
    assert [row[0] for row in rows[1:]] == [str(year) for year in range(2025, 2051)]
    assert float(rows[1][1]) == float(rows[1][2])
    assert float(rows[-1][1]) != float(rows[-1][2])
    assert "ai-strategy" in call(capsys, "table", "adoption", "ai-strategy", "--sector", "EDU")
    assert {"scenario", "value"} < json.loads(call(capsys, "table", "gdp", "baseline", "--format", "json"))[
        0
    ].keys()


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_chart_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"gdp.{suffix}"
    call(capsys, "chart", "gdp", "baseline", "ai-strategy", "--output", str(path))
    start = path.read_bytes()[:100]
    assert {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[suffix] in start


def test_numbers_of_a_chart_are_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    call(capsys, "chart", "gdp", "baseline", "ai-strategy", "--output", str(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + 2 * len(range(2025, 2051))


def test_charts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [line.split()[0] for line in call(capsys, "chart", "--list").splitlines()]
    assert "gdp" in listed
    assert len(listed) > 10


def test_output_file_decides_the_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert call(capsys, "compare", "baseline", "--output", str(path)) == ""
    assert path.read_text(encoding="utf-8").startswith("scenario,year,indicator")
    assert chosen_format(None, Path("a.JSON")) == "json"
    assert chosen_format("text", Path("a.csv")) == "text"
    assert chosen_format(None, Path("a.txt")) == "text"


def test_shipped_scenarios_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(map(str, SCENARIOS.glob("*.toml")))
    shown = call(capsys, "check", *paths).splitlines()
    assert shown == [f"{path}: fine" for path in paths]


def test_check_names_every_fault(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'format = 1\ntitle.en = "Bad"\n'
        '[[change]]\nlever = "oil_prise"\nvalue = 80\nunit = "USD/bbl"\nstart = 2030\n'
        '[[change]]\nlever = "oil_price"\nvalue = 1e9\nunit = "USD/bbl"\nstart = 2030\n',
        encoding="utf-8",
    )
    assert cli.main(["check", str(bad), str(SCENARIOS / "baseline.toml"), str(tmp_path / "none.toml")]) == 1
    out, err = capsys.readouterr()
    assert "oil_prise" in out
    assert "oil_price" in out
    assert "baseline.toml: fine" in out
    assert "none.toml: there is no such file" in out
    assert "Traceback" not in out + err


def test_check_reads_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from diversify.model import load_table, write_table

    good = tmp_path / "good.csv"
    write_table(load_table(2021), good)
    assert call(capsys, "check", str(good)) == f"{good}: fine\n"
    rows = list(csv.reader(io.StringIO(good.read_text(encoding="utf-8"))))
    line = next(k for k, row in enumerate(rows) if row and row[0] == "AGR")
    total = rows[next(k for k, row in enumerate(rows) if row[0] == "code")].index("fd_exports_mln_azn")
    rows[line][total] = str(float(rows[line][total]) + 100)
    bad = tmp_path / "bad.csv"
    with bad.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert cli.main(["check", str(bad)]) == 1
    assert "AGR" in capsys.readouterr().out


def test_table_of_ones_own_projects(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from diversify.model import load_table, write_table
    from diversify.resources import data_folder

    table = tmp_path / "mine.csv"
    write_table(load_table(2021), table)
    anchors = data_folder() / "anchors_2021.toml"
    argv = ("run", "baseline", "--table", str(table), "--indicators", "gdp", "--format", "json")
    mine = json.loads(call(capsys, *argv, "--anchors", str(anchors)))
    official = json.loads(
        call(capsys, "run", "baseline", "--base", "2021", "--indicators", "gdp", "--format", "json")
    )
    assert [record["value"] for record in mine] == pytest.approx(
        [record["value"] for record in official], rel=1e-6
    )
    assert "anchors" in call(capsys, *argv, code=1)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["run", "no-such"], "no-such"),
        (["run", "baseline", "--years", "2030,2060"], "2060 lies outside"),
        (["run", "baseline", "--indicators", "gpd"], "gdp"),
        (["run", "baseline", "--indicators", "output", "--sectors", "XYZ"], "XYZ"),
        (["run", "baseline", "--base", "1999"], "1999"),
        (["run", "baseline", "--anchors", "a.toml"], "--table"),
        (["run", "baseline", "--table", "a.csv", "--base", "2021"], "--base"),
        (["table", "adoption", "baseline"], "--sector"),
        (["chart", "no-such-chart", "baseline"], "no-such-chart"),
        (["chart", "gdp"], "at least one scenario"),
        (["run", "baseline", "--output", "/no/such/folder/out.csv"], "/no/such/folder/out.csv"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_1(
    capsys: pytest.CaptureFixture[str], argv: list[str], says: str
) -> None:
    err = call(capsys, *argv, code=1)
    assert says in err
    assert err.startswith("diversify: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["walk"],
        ["run"],
        ["run", "baseline", "--years", "soon"],
        ["run", "baseline", "--years", "2035-2030"],
        ["run", "baseline", "--draws", "0"],
        ["compare", "baseline", "--format", "xml"],
    ],
)
def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    assert "usage: diversify" in call(capsys, *argv, code=2)


def test_without_a_display_the_window_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no display" in call(capsys, code=1)


def test_two_files_of_one_name_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = tmp_path / "baseline.toml"
    copy.write_bytes((SCENARIOS / "baseline.toml").read_bytes())
    assert "Two of the scenarios are called baseline" in call(
        capsys, "compare", "baseline", str(copy), code=1
    )


def test_exit_codes_of_what_goes_wrong_inside(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, code in (
        (IdentityError("gdp does not add up in 2030"), 3),
        (Cancelled("stopped"), 130),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("oh"), 3),
    ):

        def fail(*_arguments: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(runs, "project", fail)
        err = call(capsys, "run", "baseline", code=code)
        assert "Traceback" not in err
        assert err.count("\n") == 1
    monkeypatch.setenv(cli.DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["run", "baseline"])


@pytest.mark.parametrize("command", ["run", "compare", "table", "chart", "check"])
def test_help_has_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert f"  diversify {command} " in call(capsys, command, "--help")
    assert f"  diversify {command} " in call(capsys, "--help")


def test_cells_that_a_spreadsheet_would_run_are_prefixed() -> None:
    text = csv_text(
        [{"scenario": "=cmd|' /C calc'!A0", "value": -1.5, "unit": "+x"}, {"a": "@a", "b": None, "c": "-"}]
    )
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["'=cmd|' /C calc'!A0", "-1.5", "'+x"]
    assert rows[2] == ["'@a", "", "'-"]


def test_columns_are_aligned() -> None:
    assert (
        text_table([["", "2030"], ["gdp", "1.5"], ["x", "12,345"]])
        == "       2030\ngdp     1.5\nx    12,345\n"
    )


def test_progress_is_shown_to_people_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Progress("projecting") as progress:
        progress(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress("projecting") as progress:
        progress(1, 2)
    shown = capsys.readouterr().err
    assert "projecting 1/2" in shown
    assert shown.endswith("\r\033[K")


def test_it_is_a_program() -> None:
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "diversify", "run", "baseline", "--indicators", "gdp", "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, env=environment, cwd="/")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("scenario,year,indicator,sector,value,unit\nbaseline,2025,gdp,,")


def test_it_may_be_cut_short_by_its_reader() -> None:
    code = (
        "import sys; from diversify.cli import main; sys.exit(main(['run', 'baseline', '--format', 'csv']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
