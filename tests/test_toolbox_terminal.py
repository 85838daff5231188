"""`diversify io`: what it prints, what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from diversify.cli import main
from diversify.model import Accounts, load_table, write_table
from diversify.terminal.toolbox import QUESTIONS

COUNTRY = Path(__file__).resolve().parent / "data" / "country" / "plain.csv"
NEEDS = {
    "mixed_model": ["--given", "AGR=10000"],
    "structural_decomposition": ["--against", "2025"],
    "deflate": ["--prices", "OILGAS=1.5"],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", name, "2021", "--format", "json", *NEEDS.get(name, [])]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) >= 23
    assert list(records[0]) == ["table", "year", "indicator", "sector", "column", "value", "unit"]
    assert {record["indicator"] for record in records} == {name}
    assert all(record["value"] is None or isinstance(record["value"], float) for record in records)


def test_a_file_gives_what_python_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.csv"
    write_table(load_table(2021), path)
    assert (
        main(["io", "multipliers", str(path), "--of", "employment", "--kind", "II", "--format", "csv"]) == 0
    )
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    wanted = Accounts(load_table(2021)).multipliers("employment", "II")
    assert {row["sector"]: float(row["value"]) for row in rows} == pytest.approx(wanted.to_dict())
    assert {row["unit"] for row in rows} == {"thousand persons per mln AZN"}


def test_a_table_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", "key_sectors", str(COUNTRY)]) == 0
    assert "backward" in capsys.readouterr().out.splitlines()[0]


def test_options_reach_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["io", "hypothetical_extraction", "2021", "--sectors", "OILGAS,PETR", "--own-final-demand"]
    assert main([*asked, "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    wanted = Accounts(load_table(2021)).hypothetical_extraction(["OILGAS", "PETR"], own_final_demand=True)
    found = {r["sector"]: r["value"] for r in records if r["column"] == "loss"}
    assert found == pytest.approx(wanted["loss"].to_dict())
    assert main(["io", "price_change", "2021", "--change", "ENERGY=0.1", "--flows", "total"]) == 0
    assert main(["io", "effects", "2021", "--income", "all"]) == 0


def test_words_become_flags(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", "key_sectors", "2021", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert {r["column"] for r in records if r["sector"] == "OILGAS"} == {"backward", "forward", "class=weak"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["gold", "2021"], "nothing called 'gold'"),
        ([], "Say what to compute"),
        (
            ["multipliers", "2021", "--cutoff", "0.1"],
            "does not take --cutoff; it takes --of, --kind, --income",
        ),
        (["output", "2021", "--kind", "I"], "it takes nothing"),
        (["structural_decomposition", "2021"], "needs --against"),
        (["multipliers", "2021", "--kind", "III"], "Unknown kind 'III'"),
        (["multipliers", "2021", "--of", "gold"], "nothing called 'gold' in this table"),
        (["multipliers", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_answered_is_said(
    asked: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["io", *asked]) == 1
    assert words in capsys.readouterr().err


def test_numbers_that_are_none_are_a_matter_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", "price_change", "2021", "--given", "AGR"]) == 2
    assert "is not a list such as" in capsys.readouterr().err


def test_the_list_says_what_each_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(QUESTIONS)
    assert all(len(line.split()) > 2 for line in lines)
