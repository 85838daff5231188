"""The page of the toolbox does not lie: its example runs and every name in its table exists."""

from __future__ import annotations

import inspect
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


def test_labelled_forms_and_types_say_what_they_are() -> None:
    for name in inputoutput.__all__:
        thing = getattr(inputoutput, name)
        if callable(thing) and getattr(thing, "__module__", "").startswith("diversify"):
            assert thing.__doc__, name
    assert all(getattr(Accounts, name).__doc__ for name in QUESTIONS)


#: Functions that refuse nothing.
QUIET = {
    *("closed_coefficients", "dispersion", "field_of_influence", "import_shares", "rescaled_to_ghosh"),
    *("spectral_radius", "split_imports"),
}


@pytest.mark.parametrize("name", [name for name in inputoutput.__all__ if name[0].islower()])
def test_every_function_says_identity_shapes_units_errors_and_source(name: str) -> None:
    function = getattr(inputoutput, name)
    text = inspect.getdoc(function) or ""
    module = inspect.getmodule(function).__doc__ or ""  # type: ignore[union-attr]  # it was imported
    assert "=" in text, "the identity"
    assert re.search(r"\(([nNRkTpmrv]|size)\b[^)]*\)|, a number|, numbers", text), "shapes"
    assert re.search(r"\b(unit|money|share|shares|per|position|number|numbers|coefficients?)\b", text), (
        "units"
    )
    assert re.search(r"Raises|[Pp]arameters, (result and )?errors", text) or name in QUIET, "errors"
    assert re.search(r"Sources?", module), "source"
    assert re.search(r"equation|section|chapter|box|\b(19|20)\d\d\b", text), "where in the source"
    if not re.search(r"as `\w+`|As `\w+`|those of `", text):
        missing = [p for p in inspect.signature(function).parameters if not re.search(rf"\b{p}\b", text)]
        assert missing == []
