"""The README does not lie: its script runs, its commands exist, its figures are what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from diversify.gui.pages import PAGES
from diversify.model import load_economy, load_scenario, project
from diversify.model.analysis.checked_against import checked_against
from diversify.model.analysis.hindcast import every_hindcast
from diversify.model.analysis.hindcast_records import hindcast_records
from diversify.terminal.arguments import parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_script_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (script,) = blocks("python")
    assert len([line for line in script.splitlines() if line]) <= 12
    exec(compile(script, "README.md", "exec"), {})
    gdp, effect, oil, *jobs = capsys.readouterr().out.splitlines()
    assert float(gdp.split()[0]) > 150_000
    assert 0 < float(effect.split()[0]) < 5
    assert abs(float(oil.split()[0])) < 1
    assert len(jobs) > 5


def test_commands_parse() -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("diversify")]
    assert len(commands) > 5
    for command in commands:
        arguments = shlex.split(command, comments=True)[1:]
        assert vars(parser().parse_args(arguments))["command"] in (None, *arguments[:1])


def cells(line: str) -> list[str]:
    return [cell.strip().strip("*") for cell in line.strip("|").split("|")]


def tables(text: str, head: str) -> list[list[str]]:
    """Rows of the table whose head begins with a text."""
    (body,) = re.findall(rf"^\| {re.escape(head)}.*\n\|[-:|]+\n((?:\|.*\n)+)", text, flags=re.MULTILINE)
    return [cells(line) for line in body.splitlines()]


def close(said: str, found: float) -> bool:
    """Whether a figure is a number rounded to the digits that it shows."""
    digits = said.replace(",", "")
    return f"{found:.{len(digits.partition('.')[2])}f}" == digits


def test_the_hindcast_is_what_the_command_says() -> None:
    found = {
        (r["window"], r["variant"], r["section"], r["measure"]): r for r in hindcast_records(every_hindcast())
    }

    def figure(
        variant: str, section: str, measure: str, who: str = "model", window: str = "2021-2025"
    ) -> float:
        value = found[window, variant, section, measure][who]
        assert isinstance(value, float)
        return value

    def check(row: list[str], variant: str, who: str, order: tuple[str, ...]) -> None:
        asked = {
            "growth": figure(variant, "gdp", "growth_mae", who),
            "all": figure(variant, "all", "theil_u", who),
            "nonoil": figure(variant, "nonoil", "theil_u", who),
            "chained": figure(variant, "gdp", "growth_mae_chained", who),
        }
        for said, name in zip(row[1:], order, strict=True):
            assert close(said, asked[name]), f"{row}: {name} is {asked[name]}"

    names = {
        "model, unconditional": "unconditional",
        "model, travel expected to recover": "recovery",
        "model, with actual non-oil exports": "actual_exports",
        "model, ex post (no test)": "ex_post",
        "naive: median growth of ten years, shares of 2021": "naive",
    }
    rows = tables(README, "2021-2025")
    assert [row[0] for row in rows] == list(names)
    for row in rows:
        variant = names[row[0]]
        known, who = ("unconditional", "naive") if variant == "naive" else (variant, "model")
        check(row, known, who, order=("growth", "all", "nonoil"))
    text = (ROOT / "docs" / "hindcast.md").read_text(encoding="utf-8")
    rows = tables(text, "2021-2025")
    assert [row[0] for row in rows] == list(names.values())
    for row in rows:
        known, who = ("unconditional", "naive") if row[0] == "naive" else (row[0], "model")
        check(row, known, who, order=("all", "nonoil", "growth", "chained"))
    for window, *shown in tables(text, "growth error, points | unconditional | actual_exports | naive"):
        measure = ("gdp", "growth_mae")
        assert close(shown[0], figure("unconditional", *measure, window=window))
        assert close(shown[1], figure("actual_exports", *measure, window=window))
        assert close(shown[2].split()[0], figure("unconditional", *measure, "naive", window))
        assert close(shown[3], figure("unconditional", *measure, "weo", window))


def test_the_comparison_with_others_is_what_the_command_says() -> None:
    found = [(f"{y.topic}: {y.item}", y.ours, y.theirs) for y in checked_against()]
    wanted = (
        r"multipliers: (Mining|Food.*|Non-met.*|Machinery.*) → all",
        r"long_run: ",
        r"forecasts: GDP growth 2026, (IMF|Ministry)",
        r"forecasts: GDP growth 2030",
        r"outturn: (GDP growth|share of mining)",
    )
    rows = tables(README, "| ours")
    assert len(rows) == len(wanted)
    for row, pattern in zip(rows, wanted, strict=True):
        lines = [line for line in found if re.match(pattern, line[0])]
        assert lines, pattern
        for column, which in ((1, 1), (2, 2)):
            numbers = {float(line[which]) for line in lines}
            said = re.findall(r"[\d.,]*\d", row[column])
            assert all(any(close(one, number) for number in numbers) for one in said), f"{row}: {numbers}"
            assert all(any(close(one, number) for one in said) for number in numbers), f"{row}: {numbers}"


def test_what_ai_does_is_what_the_model_says() -> None:
    strategy = load_scenario("ai-strategy")
    result = project(load_economy(), strategy)
    effect = result - project(load_economy(), strategy.counterfactual())
    text = " ".join(README.split())
    assert f"({effect.percent('gdp')[2050]:+.1f} % of GDP in 2050 in the central case" in text
    assert effect.points("oil_share_gva").abs().max() < 0.1
    assert "moves it by less than a tenth of a point" in text
    fall = result.series("oil_share_gva")[2025] - result.series("oil_share_gva")[2050]
    assert f"by about {fall:.0f} points to 2050" in text


def test_it_says_first_what_it_is_not_and_names_every_page() -> None:
    heads = re.findall(r"^## (.+)$", README, flags=re.MULTILINE)
    assert heads[0] == "What this tool is not"
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", index, flags=re.MULTILINE)[0] == "What this tool is not"
    for kind in PAGES:
        assert f"**{kind.title}**" in README
