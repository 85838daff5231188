"""The page of the toolbox does not lie: its example runs and every name in its table exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diversify.model import Accounts, inputoutput
from diversify.terminal.toolbox import QUESTIONS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "toolbox.md").read_text(encoding="utf-8")


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(compile(example, "docs/toolbox.md", "exec"), {})
    assert "OILGAS" in capsys.readouterr().out


def test_every_name_exists_and_none_is_left_out() -> None:
    rows = [line.split("|")[2:4] for line in PAGE.splitlines() if re.match(r"\| [^|]+\| `", line)]
    assert len(rows) > 12
    named = set(re.findall(r"`(\w+)`", " ".join(row[0] for row in rows)))
    missing = {name for name in named if not hasattr(inputoutput, name)}
    assert missing == set()
    public = {name for name in inputoutput.__all__ if name[0].islower()}
    helpers = {"import_shares", "closed_coefficients", "aggregation_matrix", "disaggregation_matrix"}
    helpers |= {"rescaled_to_ghosh", "solve_output", "spectral_radius"}
    assert public - named == helpers
    labelled = set(re.findall(r"`(\w+)`", " ".join(row[1] for row in rows)))
    assert {name for name in labelled if not hasattr(Accounts, name)} == set()


def test_every_function_says_what_it_is_and_where_it_comes_from() -> None:
    for name in inputoutput.__all__:
        thing = getattr(inputoutput, name)
        if callable(thing) and getattr(thing, "__module__", "").startswith("diversify"):
            assert thing.__doc__, name
    assert all(getattr(Accounts, name).__doc__ for name in QUESTIONS)
