"""`diversify io`: what it prints, what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import made_layouts as made
import pytest

from diversify.cli import main
from diversify.model import Accounts, load_table, write_table
from diversify.model.economy.importing import import_file
from diversify.terminal.toolbox import QUESTIONS

COUNTRY = Path(__file__).resolve().parent / "data" / "country" / "plain.csv"
Z = Accounts(load_table(2021)).table.Z
CAPITAL = "capital.csv"
NEEDS = {
    "dynamic_leontief": ["--capital", CAPITAL, "--growth", "0.02", "--periods", "4"],
    "ras": ["--flows", "total", "--rows", f"AGR={Z[0].sum()}", "--columns", f"AGR={Z[:, 0].sum()}"],
    "gras": ["--flows", "total", "--rows", f"AGR={Z[0].sum()}", "--columns", f"AGR={Z[:, 0].sum()}"],
    "aggregate": ["--groups", "OILGAS=OIL"],
    "disaggregate": ["--sector", "ICT", "--parts", "AI=1,IT=9"],
    "mixed_model": ["--given", "AGR=10000"],
    "structural_decomposition": ["--against", "2025"],
    "deflate": ["--prices", "OILGAS=1.5"],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(CAPITAL).write_text("code,CONS\nMACH,0.5\nCONS,0.8\n", encoding="utf-8")
    assert main(["io", name, "2021", "--format", "json", *NEEDS.get(name, [])]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) >= 23
    assert list(records[0]) == ["table", "year", "indicator", "sector", "column", "value", "unit"]
    assert {record["indicator"] for record in records} == {name}
    assert all(record["value"] is None or isinstance(record["value"], float) for record in records)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[tuple[str, str], float]:
    """Values by row and column."""
    assert main(["io", *arguments, "--format", "json"]) == 0
    return {(r["sector"], r["column"]): r["value"] for r in json.loads(capsys.readouterr().out)}


def test_other_tables_are_printed_with_all_their_flows(capsys: pytest.CaptureFixture[str]) -> None:
    old = load_table(2021)
    merged = asked(capsys, "aggregate", "2021", "--groups", "OILGAS=OIL,PETR=OIL")
    oil = [old.index("OILGAS"), old.index("PETR")]
    assert merged["OIL", "output"] == pytest.approx(old.x[oil].sum())
    assert merged["OIL", "OIL"] == pytest.approx(old.Z[oil][:, oil].sum())
    assert len({row for row, _column in merged}) == old.n - 1
    split = asked(capsys, "disaggregate", "2021", "--sector", "ICT", "--parts", "AI=1,IT=9")
    assert split["AI", "output"] == pytest.approx(0.1 * old.x[old.index("ICT")])


def test_ras_moves_what_is_said_and_keeps_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = Z[0].sum(), Z[3].sum()
    found = asked(
        capsys,
        *("ras", "2021", "--flows", "total", "--columns", f"AGR={Z[:, 0].sum()}"),
        *("--rows", f"AGR={first + 5},FOOD={second - 5}"),
    )
    assert sum(v for (row, _c), v in found.items() if row == "AGR") == pytest.approx(first + 5)
    assert sum(v for (row, _c), v in found.items() if row == "FOOD") == pytest.approx(second - 5)
    assert sum(v for (_r, column), v in found.items() if column == "ICT") == pytest.approx(
        Z[:, load_table(2021).index("ICT")].sum()
    )


def test_growth_by_capital(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "b.csv"
    path.write_text("code,CONS\nMACH,0.5\nCONS,0.8\n", encoding="utf-8")
    found = asked(capsys, "dynamic_leontief", "2021", "--capital", str(path), "--periods", "3")
    assert {column for _row, column in found} == {"1", "2", "3"}
    assert found["CONS", "1"] == pytest.approx(load_table(2021).x[load_table(2021).index("CONS")])
    path.write_text("code,GOLD\nMACH,0.5\n", encoding="utf-8")
    assert main(["io", "dynamic_leontief", "2021", "--capital", str(path)]) == 1
    assert "GOLD" in capsys.readouterr().err
    assert main(["io", "dynamic_leontief", "2021", "--capital", str(tmp_path / "none.csv")]) == 1
    assert "not a CSV file of numbers" in capsys.readouterr().err


def test_supply_and_use_become_symmetric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, use = made.bea()
    first = str(made.write_xlsx(tmp_path / "IOMake.xlsx", {"2017": make}))
    second = str(made.write_xlsx(tmp_path / "IOUse.xlsx", {"2017": use}))
    assert main(["io", "flow_table", first, "--use", second]) == 1
    assert "say --model A, B, C or D" in capsys.readouterr().err
    for model in "ABCD":
        found = asked(capsys, "flow_table", first, "--use", second, "--model", model)
        wanted = import_file(first, use=second).table(model=model)  # type: ignore[arg-type]  # one of four
        assert found["31G", "output"] == pytest.approx(wanted.x[1])
        assert found["111", "31G"] == pytest.approx(wanted.Z[0, 1])
    assert asked(capsys, "multipliers", first, "--use", second, "--model", "A", "--negatives", "almon")
    assert main(["io", "flow_table", "2021", "--model", "B"]) == 1
    assert "is not supply and use" in capsys.readouterr().err


def test_tables_of_several_regions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(made.write_text(tmp_path / "2019_SML.csv", made.oecd()))
    trade = asked(capsys, "value_added_in_trade", path)
    assert trade["AAA", "domestic"] + trade["AAA", "foreign"] == pytest.approx(trade["AAA", "exports"])
    inverse = asked(capsys, "leontief_inverse", path)
    assert len(inverse) == len(made.RX) ** 2
    one = asked(capsys, "output", path, "--region", "AAA")
    assert sorted(one.values())[-2:] == pytest.approx(sorted(made.RX[:2]))
    assert main(["io", "key_sectors", path]) == 1
    assert "choose --region" in capsys.readouterr().err
    assert main(["io", "output", "2021", "--region", "AZE"]) == 1
    assert "leave out --region" in capsys.readouterr().err
    assert main(["io", "structural_decomposition", "2021", "--against", path]) == 1
    assert "import it first" in capsys.readouterr().err


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
    for wrong in (["price_change", "2021", "--given", "AGR"], ["aggregate", "2021", "--groups", "AGR"]):
        assert main(["io", *wrong]) == 2
        assert "is not a list such as" in capsys.readouterr().err


def test_the_list_says_what_each_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["io", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(QUESTIONS)
    assert all(len(line.split()) > 2 for line in lines)
