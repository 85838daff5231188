"""Scenario files: inheritance, every fault named, nothing half-loaded, saving keeps what people wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diversify.errors import ParameterError, ScenarioError
from diversify.model.projection import scenario_files
from diversify.model.projection.parameters import levers
from diversify.model.projection.scenario import Change, Scenario
from diversify.model.projection.scenario_files import check_scenario_file, load_scenario, shipped_scenarios
from diversify.model.projection.scenario_writing import save_scenario
from diversify.resources import scenarios_folder

STRATEGY = load_scenario("ai-strategy")


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    problems = [str(problem) for problem in check_scenario_file(path)]
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    assert str(raised.value).splitlines() == problems
    return problems


CHANGE = '[[change]]\nlever = "oil_price"\nvalue = 50\nunit = "USD/bbl"\n'


def test_a_child_states_only_what_differs(tmp_path: Path) -> None:
    write(
        tmp_path,
        'format = 1\nbase = 2025\n[parameters]\nlag_to_gain = 3\ntheta = "high"\n'
        + CHANGE
        + '[[change]]\nlever = "adoption_ceiling"\nvalue = 40\nunit = "%"\nsectors = ["AGR", "FIN"]\n',
        "parent.toml",
    )
    child = load_scenario(
        write(
            tmp_path,
            'format = 1\nparent = "parent"\nwithout = ["oil_price"]\n[parameters.theta]\nAGR = 2\n'
            '[[change]]\nlever = "adoption_ceiling"\nvalue = 60\nunit = "%"\nsectors = ["FIN", "AGR"]\n'
            '[[change]]\nlever = "adoption_ceiling"\nvalue = 30\nunit = "%"\nsectors = ["ICT"]\n',
        )
    )
    assert [(change.lever, change.value, change.sectors) for change in child.changes] == [
        ("adoption_ceiling", 60, ("FIN", "AGR")),
        ("adoption_ceiling", 30, ("ICT",)),
    ]
    assert child.parameters["lag_to_gain"] == 3
    assert child.parameters["theta"]["AGR"] == 2
    assert child.parameters["theta"]["ICT"] == 15
    assert child.inherits is not None
    assert child.inherits.name == child.parent == "parent"


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    found = faults(
        write(
            tmp_path,
            'format = 1\nbase = 2025\nfraction = 1\nclosure = "typo"\nsources = "P001"\n'
            '[[change]]\nlever = "oil_price"\nvalue = "50"\nunit = "USD/bbl"\n'
            '[[change]]\nlever = "oil_price"\nvalue = 50\nshpe = "linear"\n',
        )
    )
    text = "\n".join(found)
    assert len(found) == 6
    for part in ("fraction", "closure: must be", "sources", "change[1].value", "change[2].shpe", "“shape”"):
        assert part in text
    assert 'change[2].unit: is missing. Write unit = "USD/bbl".' in text
    assert all(line.startswith("mine.toml: ") for line in found)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "format: is missing"),
        ("format = 2\nnew_thing = 1", "format 2"),
        ('format = "1"', "format: must be 1"),
        ("format = true", "format"),
        ("format = 1\nbase = 1066", "base: must be at least 1990"),
        ("format = 1\na = ", "not valid TOML"),
        ("format = 1\na = " + "[" * 100_000, "nested too deeply"),
        ("format = 1\n" + ".".join("a" * 100_000) + " = 1", "nested too deeply"),  # else gigabytes
        ("format = 1\n[parameters]\nlag_to_gain = 1" + "0" * 5000, "not valid TOML"),
        ("format = 1\n[parameters]\nlag_to_gain = 1" + "0" * 400, "not a number"),
        (CHANGE.replace("50", "1" + "0" * 400), "must be a number"),
        (CHANGE + "start = " + "9" * 30, "by 2050"),
        ("[[parameters]]\ntheta = 1", "must be a table"),
        ("change = [1]", "change[1]: must be a table"),
        ('[title]\nde = "Titel"', "title.de: must be"),
        ('[[change]]\nlever = "{x}"\nvalue = 1\nunit = "{y}"', "no lever “{x}”"),
        ('parent = "' + "x" * 3000 + '"', "does not exist"),
        ('format = 1\nparent = "nowhere"', "parent: The parent “nowhere” does not exist"),
        ('format = 1\nparent = "ai-stratgy"', "Did you mean “ai-strategy”"),
        ('format = 1\nparent = "mine"', "each other's parents"),
        ('format = 1\nparent = "a\\u0000b"', "does not exist"),
        ('format = 1\n[[change]]\nlever = "oil_prise"\nvalue = 50\nunit = "x"', "Did you mean “oil_price”"),
        (CHANGE.replace("USD/bbl", "EUR/bbl"), 'unit = "USD/bbl"'),
        (CHANGE.replace("50", "5000"), "between 10 and 250"),
        (CHANGE.replace("50", "nan"), "finite"),
        (CHANGE.replace("50", "true"), "must be a number"),
        (CHANGE + "start = 2025", "after the base year 2025"),
        (CHANGE + "start = 2051", "by 2050"),
        (CHANGE + "start = 2030.0", "whole number"),
        (CHANGE + "start = 2030\nuntil = 2029", "before it starts"),
        (CHANGE + 'shape = "linear"', "in which year it is complete"),
        (CHANGE + "end = 2030", "is a step"),
        (CHANGE + 'shape = "linear"\nstart = 2030\nend = 2028', "before it starts"),
        (CHANGE + 'sectors = ["AGR"]', "Leave out sectors"),
        (CHANGE + "points = [[2030, 50]]", "either a value or points"),
        (CHANGE.replace("value = 50", "points = [[2030, 50], [2030, 60]]"), "must rise"),
        (CHANGE.replace("value = 50", "points = [[2030.5, 50]]"), "whole years"),
        (CHANGE.replace("value = 50", "points = [[2030]]"), "pair [year, value]"),
        (CHANGE.replace("value = 50", "points = [[2024, 50]]"), "after the base year"),
        (CHANGE.replace("value = 50\n", ""), "either a value or points"),
        (
            CHANGE.replace("value = 50", 'mode = "scale"\nvalue = 9').replace("USD/bbl", "ratio"),
            "must stay between",
        ),
        (CHANGE.replace("value = 50", 'mode = "scale"\nvalue = 1.5'), 'unit = "ratio"'),
        (
            '[[change]]\nlever = "adoption_ceiling"\nmode = "add"\nvalue = 5\nunit = "%"',
            "blank unless it is set",
        ),
        ('[[change]]\nlever = "ai_stop_year"\nvalue = 2024\nunit = "year"', "later year"),
        ("[parameters]\ntheeta = 1", "Did you mean “theta”"),
        ("[parameters]\noil_price = 1", "is a lever"),
        ('[parameters]\ntheta = "hihg"', "“hihg” is not known"),
        ("[parameters]\nlag_to_gain = 99", "between 0 and 10"),
        ("[parameters]\nlag_to_gain = 2030-01-01", "not a number"),
        ("[parameters]\ncrude_volume_growth = 3", "is a path"),
        ("[parameters.lag_to_gain]\nAGR = 3", "whole economy"),
        ("parameters = 3", "must be a table"),
        ('without = ["oil"]', "no lever “oil”"),
    ],
)
def test_faults_name_the_place_and_the_remedy(tmp_path: Path, content: str, part: str) -> None:
    text = content if "format" in content or not content else "format = 1\n" + content
    found = faults(write(tmp_path, text))
    assert any(part in line for line in found), found


def test_cycles_over_several_files_and_faulty_parents_are_named(tmp_path: Path) -> None:
    write(tmp_path, 'format = 1\nparent = "b"', "a.toml")
    write(tmp_path, 'format = 1\nparent = "c"', "b.toml")
    write(tmp_path, 'format = 1\nparent = "a"', "c.toml")
    (line,) = faults(tmp_path / "a.toml")
    assert "a.toml → b.toml → c.toml → a.toml" in line
    write(tmp_path, "format = 1\nwrong = 1", "parent.toml")
    found = faults(write(tmp_path, 'format = 1\nparent = "parent"\nalso_wrong = 1'))
    assert any(line.startswith("parent.toml: wrong") for line in found)
    assert any(line.startswith("mine.toml: also_wrong") for line in found)


def test_a_later_base_year_may_overtake_inherited_changes(tmp_path: Path) -> None:
    (line,) = faults(write(tmp_path, 'format = 1\nparent = "fast-oil-decline"\nbase = 2030'))
    assert "base:" in line
    assert "2028" in line


def test_files_that_are_no_scenarios(tmp_path: Path) -> None:
    big = write(tmp_path, "#" * (1024 * 1024 + 1))
    assert "larger than" in faults(big)[0]
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in faults(binary)[0]
    for name in ("no-such", "", "a\0b", "x" * 5000, str(tmp_path)):
        with pytest.raises(ScenarioError, match="There is no scenario"):
            load_scenario(name)
    bom = tmp_path / "bom.toml"
    bom.write_bytes(b"\xef\xbb\xbfformat = 1\r\n")
    assert load_scenario(bom).name == "bom"


@pytest.mark.parametrize(
    "name", ["təhsil və səhiyyə", "сценарий 1", "a.b.c", "quote'\"", "-x", "100%", "{base}", "=1+1"]
)
def test_odd_names_survive(tmp_path: Path, name: str) -> None:
    saved = save_scenario(STRATEGY.with_change("oil_price", 50), tmp_path / f"{name}.toml")
    assert saved.name == name
    child = load_scenario(tmp_path / f"{name}.toml").with_change("gas_price", 1.2)
    again = load_scenario(save_scenario(child, tmp_path / "child.toml").file or "")
    assert again.key != saved.key
    (tmp_path / "kid.toml").write_text(f"format = 1\nparent = '''{name}'''\n", encoding="utf-8")
    assert load_scenario(tmp_path / "kid.toml").key == saved.key


def test_saving_keeps_comments_and_changes_only_what_changed(tmp_path: Path) -> None:
    text = (
        '# why we did this\nformat = 1   # always\nparent = "baseline"\n\n[title]\nen = "Mine"\n\n'
        '[[change]]\n# from the budget\nlever = "oil_price"\nvalue = 50  # low\nunit = "USD/bbl"\n\n'
        '[[change]]\nlever = "world_demand"\nvalue = 2\nunit = "%/yr"\n'
    )
    path = write(tmp_path, text)
    save_scenario(load_scenario(path), path)
    assert path.read_text(encoding="utf-8") == text
    save_scenario(load_scenario(path).with_change("oil_price", 40.5), path)
    after = path.read_text(encoding="utf-8")
    for kept in ("# why we did this", "# always", "# from the budget", "# low", "value = 40.5"):
        assert kept in after
    save_scenario(load_scenario(path).without("oil_price").with_parameter("theta", "high"), path)
    after = path.read_text(encoding="utf-8")
    assert "oil_price" not in after
    assert 'theta = "high"' in after
    assert "# why we did this" in after
    assert load_scenario(path).parameters["theta"]["ICT"] == 15  # type: ignore[index]


def test_a_lever_put_back_in_a_child_stays_back(tmp_path: Path) -> None:
    child = load_scenario("ai-money-short").without("adoption_speed")
    again = load_scenario(save_scenario(child, tmp_path / "x.toml").file or "")
    assert again.key == child.key
    assert "without" in (tmp_path / "x.toml").read_text()


def test_the_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tmp_path / "real"
    real.mkdir()
    target = write(real, "format = 1\n")
    target.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    save_scenario(STRATEGY, link)
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    before = target.read_text()

    def broken(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(ScenarioError, match="No space left"):
        save_scenario(STRATEGY.with_change("oil_price", 50), link)
    assert target.read_text() == before
    assert sorted(path.name for path in real.iterdir()) == ["mine.toml"]
    with pytest.raises(ScenarioError, match="cannot be saved"):
        save_scenario(STRATEGY, tmp_path / "no" / "folder.toml")


def test_a_parent_is_found_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    parent = save_scenario(Scenario().with_change("oil_price", 50), tmp_path / "one" / "p.toml")
    (tmp_path / "one" / "c.toml").write_text('format = 1\nparent = "p"\n' + CHANGE.replace("50", "60"))
    moved = save_scenario(load_scenario(tmp_path / "one" / "c.toml"), tmp_path / "two" / "c.toml")
    assert moved.parent == "../one/p.toml"
    assert load_scenario(tmp_path / "two" / "c.toml").changes[0].value == 60
    assert parent.file == tmp_path / "one" / "p.toml"


NUMBERS = st.floats(0.01, 0.99, allow_nan=False)
TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    base = draw(st.sampled_from([2021, 2025]))
    scenario = Scenario(
        title=dict.fromkeys(("en", "az", "ru"), draw(TEXT)) | {"az": draw(TEXT)},
        question={"en": draw(TEXT), "az": draw(TEXT), "ru": draw(TEXT)},
        notes=draw(TEXT),
        base=base,
        closure=draw(st.sampled_from(["default", "type2"])),
        sources=tuple(draw(st.lists(TEXT, max_size=2))),
    )
    for name in draw(st.lists(st.sampled_from(list(levers())), max_size=6)):
        record = levers()[name]
        low = max(record.min, base + 1) if record.unit == "year" else record.min
        sectors = draw(st.sets(st.sampled_from(["AGR", "ICT", "OILGAS"]))) if record.sectoral else ()
        start = draw(st.integers(base + 1, 2045))
        value = low + draw(NUMBERS) * (record.max - low)
        if draw(st.booleans()):
            scenario = scenario.with_change(
                name, points=[(start, value), (start + 2, value)], sectors=sectors
            )
        else:
            shape = draw(st.sampled_from(["step", "linear", "s-curve"]))
            end = None if shape == "step" else start + draw(st.integers(0, 5))
            until = draw(st.one_of(st.none(), st.integers(start, 2060)))
            scenario = scenario.with_change(
                name,
                value,
                sectors=sectors,
                start=start,
                end=end,
                until=until,
                shape=shape,  # type: ignore[arg-type]
            )
    for name, value in draw(
        st.dictionaries(st.sampled_from(["wage_curve_eta", "ai_wage_indexation"]), st.floats(0, 0.5))
    ).items():
        scenario = scenario.with_parameter(name, value)
    if draw(st.booleans()):
        scenario = scenario.with_parameter("theta", draw(st.sampled_from(["low", "high"])))
    return scenario


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scenario=scenarios(), child=scenarios())
def test_a_scenario_comes_back_as_it_was_saved(tmp_path: Path, scenario: Scenario, child: Scenario) -> None:
    path = tmp_path / "round.toml"
    path.unlink(missing_ok=True)
    saved = save_scenario(scenario, path)
    loaded = load_scenario(path)
    assert loaded.key == scenario.key == saved.key
    for field in ("title", "question", "notes", "sources"):
        assert getattr(loaded, field) == getattr(scenario, field)
    text = path.read_text(encoding="utf-8")
    save_scenario(loaded, path)
    assert path.read_text(encoding="utf-8") == text

    (tmp_path / "kid.toml").write_text('format = 1\nparent = "round"\n', encoding="utf-8")
    kid = load_scenario(tmp_path / "kid.toml")
    assert kid.key == scenario.key
    if kid.base == child.base:
        for change in child.changes:
            kid = kid.with_change(
                change.lever,
                change.value,
                points=change.points,
                sectors=change.sectors,
                start=None if change.points else change.start,
                end=change.end,
                until=change.until,
                shape=None if change.points else change.shape,
            )
        for change in scenario.changes[:1]:
            kid = kid.without(change.lever)
        save_scenario(kid, tmp_path / "kid.toml")
        assert load_scenario(tmp_path / "kid.toml").key == kid.key


def test_a_slider_keeps_the_timing_and_its_own_place() -> None:
    ramp = Scenario().with_change("adoption_ceiling", 40, start=2028, end=2035, shape="linear")
    moved = ramp.with_change("adoption_ceiling", 60)
    assert moved.changes == (Change("adoption_ceiling", 60, start=2028, end=2035, shape="linear"),)
    both = moved.with_change("adoption_ceiling", 70, sectors=["ICT"]).with_change("adoption_ceiling", 50)
    assert [(change.value, change.sectors) for change in both.changes] == [(50, ()), (70, ("ICT",))]
    assert both.with_change("adoption_ceiling", 80, start=2040).changes[-1].start == 2040
    assert both.without("adoption_ceiling", ["ICT"]).changes == both.changes[:1]
    with pytest.raises(ScenarioError, match="between 0 and 95"):
        both.with_change("adoption_ceiling", 99)
    with pytest.raises(ParameterError, match="adoption_ceiling"):
        both.with_change("adoption_ceilng", 1)
    assert both.changes[0].value == 50


def test_a_parameter_goes_back_to_its_parent() -> None:
    low = load_scenario("ai-low")
    child = load_scenario("ai-low").with_parameter("lag_to_gain", 5)
    assert child.with_parameter("lag_to_gain", None).parameters.get("lag_to_gain") is None
    assert low.counterfactual().parameters == low.parameters
    assert not low.counterfactual().changes
    assert low.counterfactual().is_counterfactual
    assert low.counterfactual().title["ru"] != low.title["ru"]


def test_reading_loads_pydantic_and_writing_tomlkit_only_then() -> None:
    code = (
        "import sys; from diversify.model.projection import assumptions, draws, scenario_files;"
        "from diversify.model.projection import scenario_writing;"
        "print([m for m in ('pydantic', 'tomlkit', 'pandas', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_files_that_come_with_the_program_are_read_as_any_other(name: str, tmp_path: Path) -> None:
    for shipped in shipped_scenarios():  # parents are looked for beside the child
        path = scenarios_folder() / f"{shipped}.toml"
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    checked, taken = load_scenario(tmp_path / f"{name}.toml"), load_scenario(name)
    assert replace(taken, file=checked.file, inherits=checked.inherits) == checked
    assert taken.key == checked.key
    assert [type(change.value) for change in taken.changes] == [type(c.value) for c in checked.changes]


def test_files_that_come_with_the_program_are_read_without_pydantic() -> None:
    code = (
        "import sys; from diversify.model import load_scenario; load_scenario('ai-strategy');"
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_file_of_the_program_that_was_written_into_is_checked_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenario_files, "scenarios_folder", lambda: tmp_path)
    (tmp_path / "odd.toml").write_text('format = 1\ncolour = "red"\n', encoding="utf-8")
    with pytest.raises(ScenarioError, match="colour"):
        load_scenario("odd")


def test_shipped_names_start_with_the_baseline() -> None:
    assert shipped_scenarios()[0] == "baseline"


def test_what_python_states_is_checked_as_what_files_state() -> None:
    scenario = Scenario()
    for wrong in (
        {"value": float("nan")},
        {"value": "50"},
        {"value": None},
        {"value": 50, "start": "2030"},
        {"value": 50, "start": 2030.5},
        {"value": 50, "mode": "multiply"},
        {"value": 50, "shape": "ramp"},
        {"points": [("2030", 50)]},
    ):
        with pytest.raises(ScenarioError, match="oil_price"):
            scenario.with_change("oil_price", **wrong)  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match=r"type_2.*type2"):
        Scenario(closure="type_2")
    with pytest.raises(ParameterError, match="not a number"):
        scenario.with_parameter("lag_to_gain", True)
