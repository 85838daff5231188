"""What people do to files and commands that nobody meant: one sentence each time, and nothing lost."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
import warnings
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import pytest
from matplotlib.figure import Figure

from diversify import cli
from diversify.charts import Run, Sheet
from diversify.errors import AnchorError, InputError, ScenarioError, TableError
from diversify.export.images import save_chart
from diversify.files import write_text
from diversify.model import load_economy, load_scenario, project, read_anchors, read_table
from diversify.model.economy.toml_files import LARGEST, read_toml
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_files import check_scenario_file
from diversify.model.projection.scenario_writing import save_scenario
from diversify.terminal import checking
from diversify.terminal.arguments import MOST_DRAWS
from diversify.text import printable

COUNTRY = Path(__file__).parent / "data" / "country"
STRATEGY = load_scenario("ai-strategy")
CODES = load_economy().table.codes
CHANGE = '[[change]]\nlever = "oil_price"\nvalue = 50\nunit = "USD/bbl"\n'


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


# scenario files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (CHANGE.replace("value = 50", f"points = [[2030, 1{'0' * 400}]]"), "is not a number"),
        (CHANGE.replace("value = 50", "points = [[2030, nan]]"), "points[1][2]: must be a finite number"),
        (CHANGE.replace("value = 50", 'points = [["2030", 50]]'), "points[1][1]: must be a number without"),
        (CHANGE.replace("USD/bbl", ""), 'unit: is missing. Write unit = "USD/bbl"'),
        ('[parameters.crude_volume_growth]\n"²" = 1', "“²” is not a year"),
        ("[parameters.crude_volume_growth]\n" + "9" * 5000 + " = 1", "is a path; “9999"),
        ("[parameters.crude_volume_growth]\n02030 = 1", "“02030” is not a year"),
    ],
)
def test_odd_numbers_are_named(tmp_path: Path, content: str, part: str) -> None:
    path = write(tmp_path, "format = 1\n" + content)
    assert part in "\n".join(map(str, check_scenario_file(path)))
    with pytest.raises(ScenarioError):
        load_scenario(path)


def test_a_format_is_a_whole_number(tmp_path: Path) -> None:
    assert "format: must be 1" in str(check_scenario_file(write(tmp_path, "format = 1.0"))[0])


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("[parameters.theta]\nagr = 2\n", "parameters.theta: There is no sector “agr”"),
        (CHANGE.replace("50", '120\nmode = "add"') * 2, "would leave its range"),
    ],
)
def test_the_check_finds_what_a_run_would(tmp_path: Path, content: str, part: str) -> None:
    path = write(tmp_path, "format = 1\n" + content)
    assert part in "\n".join(checking.problems(path))
    with pytest.raises(ScenarioError):
        project(load_economy(), load_scenario(path))


def test_years_of_a_path_are_no_sectors(tmp_path: Path) -> None:
    path = write(tmp_path, "format = 1\n[parameters.crude_volume_growth]\n2030 = 1\n2040 = 1\n")
    assert check_scenario_file(path, CODES) == []


# saving ---------------------------------------------------------------------------------------------------

LAYOUTS = {
    "a list of changes in one line": (
        "change = [{lever = 'oil_price', value = 50, unit = 'USD/bbl'}]\nparameters = {lag_to_gain = 3}\n"
    ),
    "a table in pieces": (
        f"[parameters]\nlag_to_gain = 3\n{CHANGE}[notes]\nen = 'n'\n[parameters.theta]\nAGR = 3\n"
    ),
    "dotted keys in pieces": (
        f"title.en = 'x'\nsources = []\ntitle.az = 'y'\nparameters.lag_to_gain = 3\nclosure = 'default'\n"
        f"parameters.theta.AGR = 3\nparameters.theta.ICT = 3\n{CHANGE}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_can_be_saved(tmp_path: Path, layout: str) -> None:
    path = write(tmp_path, "format = 1\n" + layout)
    here = load_scenario(path)
    for there in (
        here,
        here.with_parameter("lag_to_gain", None),
        here.with_parameter("lag_to_gain", None).with_parameter("theta", {"AGR": 7}),
        here.with_change("oil_price", 77).with_change("gas_price", 2),
        replace(here, base=2021, closure="type2", title={"en": "new", "az": "yeni", "ru": "новое"}),
    ):
        write(tmp_path, "format = 1\n" + layout)
        saved = save_scenario(there, path)
        assert saved.key == there.key
        assert load_scenario(path) == saved


@pytest.mark.parametrize("name", ["baseline", "ai-strategy"])
def test_a_child_may_be_called_like_its_parent(tmp_path: Path, name: str) -> None:
    parent = load_scenario(name)
    child = replace(parent, parent=name, inherits=parent).with_change("gas_price", 2, start=2030)
    for _time in range(2):
        save_scenario(child, tmp_path / f"{name}.toml")
        assert load_scenario(tmp_path / f"{name}.toml").key == child.key


@pytest.mark.parametrize("name", ["parent.txt", "parent", "my parent.v2.toml", "ə.toml"])
def test_a_parent_is_found_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    parent = load_scenario(write(tmp_path, "format = 1\n" + CHANGE, name))
    child = replace(parent, parent=name, inherits=parent).with_change("gas_price", 2, start=2030)
    saved = save_scenario(child, tmp_path / "child.toml")
    found = load_scenario(tmp_path / "child.toml")
    assert found == saved
    assert found.inherits is not None
    assert found.inherits.file == parent.file


def test_an_untitled_scenario_is_called_after_its_file(tmp_path: Path) -> None:
    saved = save_scenario(Scenario(name="a"), tmp_path / "b.toml")
    assert saved == load_scenario(tmp_path / "b.toml")
    assert saved.title["en"] == "b"


@pytest.mark.parametrize("name", ["x" * 300 + ".toml", "a\0b.toml", "round.toml"])
def test_impossible_places_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "about.toml").symlink_to(tmp_path / "round.toml")
    (tmp_path / "round.toml").symlink_to(tmp_path / "about.toml")
    with pytest.raises(ScenarioError, match="cannot be saved as"):
        save_scenario(STRATEGY, tmp_path / name)


@pytest.mark.parametrize("name", ["x" * 250 + ".toml", "ə" * 125 + ".toml", "a." + "x" * 250])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    write_text(tmp_path / name, "whole")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_read_only_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # as root nothing is read-only
    with pytest.raises(ScenarioError, match="Permission denied"):
        save_scenario(STRATEGY, path)
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


SAVES = """
import sys
from diversify.model import load_scenario
from diversify.model.projection.scenario_writing import save_scenario
path, scenario = sys.argv[1], load_scenario("ai-strategy")
for price in range(20, 40):
    save_scenario(scenario.with_change("oil_price", price, start=2030), path)
    load_scenario(path)
"""


def test_two_processes_may_save_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "shared.toml"
    both = [subprocess.Popen([sys.executable, "-c", SAVES, str(path)]) for _number in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert load_scenario(path).changes[-1].value == 39
    assert [*tmp_path.iterdir()] == [path]


# tables and anchors ---------------------------------------------------------------------------------------


def test_an_endless_cell_is_refused(tmp_path: Path) -> None:
    text = (COUNTRY / "plain.csv").read_text(encoding="utf-8")
    path = write(tmp_path, text + '"' + "x" * 200_000, "land.csv")
    with pytest.raises(TableError, match=r"land\.csv, after line \d+: this is not CSV"):
        read_table(path)
    with pytest.raises(TableError, match="null byte"):
        read_table(tmp_path / "a\0b.csv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_what_has_no_end_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="zero is not a text file"):
        read_table("/dev/zero")
    workbook = tmp_path / "land.xlsx"
    workbook.write_bytes(b"PK\x03\x04\x14\x00" + b"\x00" * 100)
    with pytest.raises(TableError, match=r"land\.xlsx is not a text file"):
        read_table(workbook)
    with pytest.raises(TableError, match="cannot be read: Is a directory"):
        read_table(tmp_path)
    utf16 = tmp_path / "land.csv"
    utf16.write_bytes((COUNTRY / "plain.csv").read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(TableError, match="Save the table as CSV in UTF-8"):
        read_table(utf16)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("suffix", ["pdf", "svg", "png", "csv", "xlsx"])
def test_a_full_disk_is_said_whatever_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, suffix: str
) -> None:
    place = tmp_path / f"full.{suffix}"
    place.symlink_to("/dev/full")
    command = ["chart", "gdp", "baseline"]
    if suffix == "xlsx":
        command = ["import", str(COUNTRY / "plain.csv")]
    assert cli.main([*command, "-o", str(place)]) == 1
    said = capsys.readouterr().err
    assert "Cannot write" in said
    assert "No space left on device" in said


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("unemployment = 1" + "0" * 400, "must be a number"),
        ("unemployment = 1" + "0" * 5000, "not valid TOML"),
        ("unemployment = " + "[" * 100_000, "nested too deeply"),
        (".".join("a" * 5000) + " = 1", "nested too deeply"),  # else gigabytes
    ],
)
def test_odd_anchors_are_named(tmp_path: Path, new: str, words: str) -> None:
    text = (COUNTRY / "resource.toml").read_text(encoding="utf-8")
    path = write(tmp_path, text.replace("unemployment = 0.067", new), "land.toml")
    with pytest.raises(AnchorError, match=words):
        read_anchors(path)
    assert any(words in problem for problem in checking.problems(path))


def test_a_weight_of_a_class_is_finite(tmp_path: Path) -> None:
    text = (COUNTRY / "resource.toml").read_text(encoding="utf-8")
    path = write(tmp_path, text.replace("{ TRADE = 0.5,", "{ TRADE = inf,"), "land.toml")
    with pytest.raises(AnchorError, match="class of SERV"):
        read_anchors(path)


def test_anchors_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = (COUNTRY / "resource.toml").read_text(encoding="utf-8")
    path = write(tmp_path, "\ufeff" + text.replace("\n", "\r\n"), "land.toml")
    assert read_anchors(path) == read_anchors(COUNTRY / "resource.toml")
    assert checking.problems(path) == []


def test_a_toml_file_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="larger than 1024 KiB"):
        read_toml(write(tmp_path, "#" * (LARGEST + 1)))


# terminal -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        ["--years", "1-99999999999"],  # else all memory
        ["--draws", str(MOST_DRAWS + 1)],
        ["--draws", "2", "--seed", "-1"],
    ],
)
def test_numbers_beyond_reason_are_usage_errors(
    capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert cli.main(["run", "baseline", *options]) == 2
    assert f"argument {options[-2]}" in capsys.readouterr().err


def test_names_given_twice_count_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "baseline", "--indicators", "gdp,gdp", "--years", "2030", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_text_is_not_written_into_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["run", "baseline", "-o", str(tmp_path / "gdp.XLSX")]) == 1
    assert "give gdp.XLSX the suffix .csv" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_a_sector_of_what_has_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["table", "gdp", "baseline", "--sector", "AGR"]) == 1
    assert "leave out --sector" in capsys.readouterr().err


def test_one_unreadable_file_does_not_keep_the_others_from_being_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good = write(tmp_path, "format = 1\n")
    assert cli.main(["check", "x" * 300 + ".toml", str(tmp_path), str(good)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == [
        "File name too long",
        "there is no such file",
        "fine",
    ]


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, closed, None)
    assert cli.main(["run", "baseline", "--indicators", "gdp", "--draws", "2"]) == 0
    getattr(sys, closed).close()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_encoding_without_the_letters_is_no_fault(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diversify", "--language", "az", "run", "baseline", "--indicators", "gdp"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u0259" in done.stdout


def test_too_little_memory_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("diversify.terminal.commands.project_many", full)
    assert cli.main(["run", "baseline", "--draws", "2"]) == 1
    assert "not enough memory" in capsys.readouterr().err


def test_a_file_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    title = write(tmp_path, 'format = 1\ntitle = "a\\u001b[31mb\\u0007"\n', "title.toml")
    lever = write(tmp_path, "format = 1\n" + CHANGE.replace("oil_price", "\\u001b[31m"), "lever.toml")
    assert cli.main(["run", str(title), "--indicators", "gdp"]) == 0
    assert cli.main(["run", str(lever)]) == 1
    assert cli.main(["check", str(lever)]) == 1
    said = "".join(capsys.readouterr())
    assert "\x1b" not in said
    assert "\x07" not in said


def test_what_cannot_be_printed_becomes_a_space() -> None:
    assert printable("ə\x1b[0m\ud800\n") == "ə [0m  "
    assert printable("a\tb\0", keep="\t") == "a\tb "


# charts ---------------------------------------------------------------------------------------------------

TITLES = {
    "mathematics": "$x^$ and \\frac{",
    "markup": "a & b <c> \"d\" 'e' ]]>",
    "control": "a\x01b\x1b[31m\x0c",
    "surrogate": "a\ud800b",
    "long": "very long title " * 60,
    "one word": "x" * 600,
    "other letters": "AI 😀 中文",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("chart", ["gdp", "oil_dependence"])
def test_any_title_can_be_drawn(tmp_path: Path, title: str, chart: str) -> None:
    economy = load_economy()
    plain = Run(project(economy, STRATEGY), reference=project(economy, STRATEGY.counterfactual()))
    run = replace(plain, label=title)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        for suffix in ("svg", "png", "pdf"):
            save_chart([chart, "employment"], [run, plain], tmp_path / f"chart.{suffix}")
        sheet = Sheet(Figure(), [chart], [run])
        sheet.update([plain])
        sheet.layout()
    assert minidom.parse(str(tmp_path / "chart.svg")).documentElement.tagName == "svg"


def test_a_saved_scenario_is_what_any_reader_of_toml_reads(tmp_path: Path) -> None:
    title = {"en": "=cmd|' /C calc'!A0", "az": "ə\"'\\\n\t\x01", "ru": "😀"}
    path = tmp_path / "odd.toml"
    save_scenario(replace(STRATEGY, title=title), path)
    assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == title
