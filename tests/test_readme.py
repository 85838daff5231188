"""The README does not lie: its script runs, its commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from diversify.terminal.arguments import parser

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


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
