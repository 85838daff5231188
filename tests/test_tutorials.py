"""The tutorials can be followed: examples and commands run, numbers are the model's, pictures are there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from diversify.cli import main
from diversify.model import load_economy, load_scenario, project
from diversify.terminal.arguments import parser

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TUTORIALS = sorted(path.name for path in DOCS.glob("tutorial-*.md"))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page(name), flags=re.DOTALL)


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the two files that the economist's tutorial speaks of."""
    monkeypatch.chdir(tmp_path)
    for suffix in ("csv", "toml"):
        shutil.copy(ROOT / "tests" / "data" / "country" / f"plain.{suffix}", tmp_path / f"land.{suffix}")


def test_there_is_a_tutorial_for_each_user() -> None:
    assert TUTORIALS == [
        "tutorial-analyst.md",
        "tutorial-economist.md",
        "tutorial-presenter.az.md",
        "tutorial-presenter.md",
        "tutorial-presenter.ru.md",
    ]
    first = page("index.md").split("```{toctree}")[1]
    assert all(name.removesuffix(".md") in first for name in TUTORIALS)


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_has_ten_steps(name: str) -> None:
    steps = re.findall(r"^## (\d+)\. ", page(name), flags=re.MULTILINE)
    assert steps == [str(number) for number in range(1, 11)]


def test_the_economists_examples_run(land: None, capsys: pytest.CaptureFixture[str]) -> None:
    space: dict[str, object] = {}
    examples = blocks("tutorial-economist.md", "python")
    assert len(examples) == 7
    for example in examples:
        exec(compile(example, "docs/tutorial-economist.md", "exec"), space)
    said = capsys.readouterr().out
    assert "5 sectors, base year 2021" in said
    assert "of GDP" in said


def test_the_economists_commands_run(land: None, capsys: pytest.CaptureFixture[str]) -> None:
    commands = "".join(blocks("tutorial-economist.md", "sh")).splitlines()
    assert len(commands) >= 9
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    for line in "".join(blocks("tutorial-economist.md", "text")).splitlines():
        parser().parse_args(shlex.split(line, comments=True)[1:])


def test_the_analysts_numbers_are_the_models() -> None:
    text = page("tutorial-analyst.md")
    economy, strategy = load_economy(), load_scenario("ai-strategy")
    wider = strategy.with_change("adoption_ceiling", 70, start=2026)
    rows = dict(re.findall(r"^\| (GDP|oil share[\w ]+)[^|]*\|([^\n]+)\|$", text, flags=re.MULTILINE))
    shown = {"GDP": "gdp", "oil share of value added ": "oil_share_gva"}
    shown["oil share of goods exports "] = "oil_share_goods_exports"
    assert set(rows) == set(shown)
    for place, scenario in enumerate((strategy, wider)):
        result = project(economy, scenario)
        effect = result - project(economy, scenario.counterfactual())
        for label, name in shown.items():
            found = effect.percent(name)[2050] if name == "gdp" else effect.points(name)[2050]
            said = re.findall(r"[+-][\d.]+", rows[label])[place]
            assert f"{found:+.{len(said.partition('.')[2])}f}" == said, label
        assert round(result.series("oil_share_gva")[2050]) == 13
        assert round(result.series("oil_share_gva")[2025]) == 30
    push = load_scenario("export-push")
    effect = project(economy, push) - project(economy, push.counterfactual())
    assert f"by {-effect.points('oil_share_goods_exports')[2050]:.1f} points in 2050" in text
    assert f"and GDP by {-effect.percent('gdp')[2050]:.2f} %" in text


def test_every_picture_is_there_and_used() -> None:
    used = set()
    for path in [*DOCS.glob("*.md"), ROOT / "README.md"]:
        for said, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert len(said) > 10, f"{path.name}: {target} needs words for those who cannot see it"
            assert (path.parent / target).is_file(), f"{path.name} shows {target}"
            used.add(Path(target).name)
    assert {path.name for path in (DOCS / "pictures").iterdir()} <= used
