"""The documentation does not lie: examples run, pages match the data, equations are where it says."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

from diversify.manual import anchor, sections
from diversify.manual import equation as section_of
from diversify.model import check_scenario_file, load_scenario, project
from diversify.model.analysis.equations import Equation, equations
from diversify.model.economy import load_economy
from diversify.model.projection.history_files import read_log
from diversify.model.projection.parameters import records

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PROJECTION = ROOT / "diversify" / "model" / "projection"
EQUATIONS = tuple(name for name in equations() if re.match(r"[A-Z]\d", name))
LETTERS = "".join(sorted({name[0] for name in EQUATIONS}))
MODULES = {path.stem for path in PROJECTION.glob("*.py")}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page(name), flags=re.DOTALL)


def references(text: str) -> list[str]:
    """Names such as `module.function` of modules of the projection."""
    found = re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", text)
    return [name for name in found if name.split(".")[0] in MODULES]


def find(name: str) -> object:
    """Return what `module.function` of the projection names."""
    module, *path = name.split(".")
    found: object = importlib.import_module(f"diversify.model.projection.{module}")
    for step in path:
        assert hasattr(found, step), f"docs/model.md names {name}, which does not exist"
        found = getattr(found, step)
    return found


def citing() -> list[tuple[str, frozenset[str]]]:
    """Every function and class of the projection whose docstring cites equations, and which."""
    found = []
    for path in sorted(PROJECTION.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes: list[tuple[str, ast.stmt]] = [("", node) for node in tree.body]
        for prefix, node in nodes:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            name = prefix + node.name
            if isinstance(node, ast.ClassDef):
                nodes.extend((f"{name}.", child) for child in node.body)
            cited = cited_in(ast.get_docstring(node) or "")
            if cited:
                found.append((f"{path.stem}.{name}", cited))
    return found


def cited_in(text: str) -> frozenset[str]:
    """Equations that a text names, ranges such as "A1 to A4" written out."""
    spans = re.findall(rf"\b([{LETTERS}])(\d+) to \1(\d+)\b", text)
    inside = {f"{letter}{i}" for letter, low, high in spans for i in range(int(low), int(high) + 1)}
    return frozenset((inside | set(re.findall(rf"\b[{LETTERS}]\d+b?\b", text))) & set(EQUATIONS))


def test_the_lists_of_equations_agree() -> None:
    """data/equations.csv, the sections of the page and what records name: one list."""
    numbered = [one.title for one in sections("model.md") if re.match(r"[A-Z]\d", one.title)]
    assert sorted(title.split()[0] for title in numbered) == sorted(EQUATIONS)
    assert {name[0] for name in EQUATIONS} == set("ADLPRW")
    for name, equation in equations().items():
        title = section_of(name).title
        assert title == (f"{name} {equation.title['en']}" if name in EQUATIONS else equation.title["en"])
    cited = {part.strip() for record in records().values() for part in record.equation.split(",")}
    assert cited - {"check"} <= set(equations())
    assert {"A1", "W3", "exogenous"} <= cited


@pytest.mark.parametrize("equation", equations().values(), ids=lambda one: one.id)
def test_every_equation_is_drawn_and_names_its_functions(equation: Equation) -> None:
    text = section_of(equation.id).text
    assert "```math\n" in text or equation.id == "base year"
    named = references(text)
    assert equation.places
    for place in equation.places:
        assert any(name == place or name.startswith(f"{place}.") for name in named), f"{place} is not named"
    assert any(callable(find(name)) for name in named)


def test_every_function_named_in_the_model_exists() -> None:
    named = references(page("model.md"))
    assert len(named) > 50
    for name in named:
        assert find(name)


def test_every_module_of_the_model_is_in_the_reference() -> None:
    named = {name.split(".")[0] for name in references(page("model.md"))}
    shown = set(re.findall(r"automodule:: diversify\.model\.projection\.(\w+)", page("reference.md")))
    assert named - shown == set()


def test_every_function_that_cites_an_equation_is_in_the_model() -> None:
    cites = citing()
    assert len(cites) > 25
    assert {"labour.wage", "year.price_block"} <= {name for name, _cited in cites}
    assert len({equation for _name, cited in cites for equation in cited}) > len(EQUATIONS) * 0.8
    missing = {name: sorted(cited) for name, cited in cites if f"`{name}`" not in page("model.md")}
    assert not missing, f"name these in docs/model.md: {missing}"


def test_pages_made_from_the_data_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    pages: dict[str, str] = build.pages()
    assert {"levers.md", "parameters.md", "indicators.md", "series.md", "checked-against.md"} <= set(pages)
    for name, text in pages.items():
        assert page(name) == text, f"docs/{name} is out of date: run python docs/build.py"


def anchors(path: Path) -> set[str]:
    """Anchors of the headings of a page; where a heading comes again, the later ones have a number."""
    found: set[str] = set()
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for heading in re.findall(r"^#{1,4} +(.+?) *$", text, flags=re.MULTILINE):
        made, number = anchor(heading), 1
        while made in found:
            made, number = f"{anchor(heading)}-{number}", number + 1
        found.add(made)
    return found


def test_links_between_pages_lead_somewhere() -> None:
    checked = 0
    for path in [*DOCS.glob("*.md"), ROOT / "README.md"]:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target, place in re.findall(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)", text):
            file = path.parent / target if target else path
            assert file.exists(), f"{path.name} links to {target}"
            if place:
                assert place in anchors(file), f"{path.name} links to {target}#{place}"
                checked += 1
    assert checked > 100


def test_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for suffix in ("csv", "toml"):
        shutil.copy(ROOT / "tests" / "data" / "country" / f"plain.{suffix}", tmp_path / f"land.{suffix}")
    space: dict[str, object] = {}
    examples = blocks("python.md", "python")
    assert len(examples) == 7
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), space)
    printed = capsys.readouterr().out
    assert "oil_price would be 5" in printed
    assert "% of GDP in 2050" in printed


def test_examples_of_extending_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for suffix in ("csv", "toml"):
        shutil.copy(ROOT / "tests" / "data" / "country" / f"plain.{suffix}", tmp_path / f"land.{suffix}")
    country, split = (textwrap.dedent(example) for example in re.findall(
        r"^( *```python\n.*?)^ *```$", page("extending.md"), flags=re.DOTALL | re.MULTILINE
    ))  # fmt: skip
    for example in (country, split):
        exec(compile(example.partition("\n")[2], "docs/extending.md", "exec"), {})
    assert "24 True" in capsys.readouterr().out


def test_files_that_extending_names_exist() -> None:
    named = re.findall(
        r"`((?:tests|diversify|docs|projection|charts|gui|model)/[\w/.-]+)`", page("extending.md")
    )
    assert len(named) > 15
    places = (ROOT, ROOT / "diversify", ROOT / "diversify" / "model")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_complete_scenario_is_right_and_projects(tmp_path: Path) -> None:
    example, _history, _wrong = blocks("scenarios.md", "toml")
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    assert check_scenario_file(path) == []
    scenario = load_scenario(path)
    assert "energy_opex" not in {change.lever for change in scenario.changes}
    assert {change.mode for change in scenario.changes} == {"set", "add", "scale"}
    assert set(tomllib.loads(example)) >= {
        "format",
        "parent",
        "base",
        "closure",
        "sources",
        "without",
        "parameters",
        "change",
    }
    assert project(load_economy(), scenario).worst_residual[2] < 1e-8


def test_the_history_shown_can_be_read(tmp_path: Path) -> None:
    _right, history, _wrong = blocks("scenarios.md", "toml")
    path = tmp_path / "history.toml"
    path.write_text(f"format = 1\n{history}", encoding="utf-8")
    assert check_scenario_file(path) == []
    log = read_log(path)
    assert log.versions[0].changes[0].value == 90
    assert log.stamp is not None
    assert set(log.stamp.records) == {"oil_price", "theta"}


def test_a_wrong_scenario_says_what_is_written(tmp_path: Path) -> None:
    _right, _history, wrong = blocks("scenarios.md", "toml")
    (said,) = blocks("scenarios.md", "text")
    path = tmp_path / "wrong.toml"
    path.write_text(wrong, encoding="utf-8")
    assert [f"{problem.key}: {problem.message}" for problem in check_scenario_file(path)] == said.splitlines()


def test_every_dependency_is_explained() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *table["dependencies"],
        *(p for extra in table["optional-dependencies"].values() for p in extra),
    ]
    names = {re.match(r"[\w-]+", entry).group().lower() for entry in wanted}  # type: ignore[union-attr]
    cells = re.findall(r"^\| ([^|]+) \|", page("dependencies.md"), flags=re.MULTILINE)
    explained = {name.strip().lower() for cell in cells for name in cell.split(",")} - {"package"}
    assert explained == names


def test_floors_are_those_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    named = {name for layer in layers for name in re.findall(r"\w+", layer)} - {"__main__", "model"}
    text = page("architecture.md")
    assert {name for name in named if not re.search(rf"[`/]{name}(?:/|\.py)?`", text)} == set()
    paths = re.findall(r"gui/(?:levers/)?\w+\.py", text)
    assert len(paths) > 5
    assert all((ROOT / "diversify" / path).is_file() for path in paths)


def test_the_documentation_builds_offline_without_warnings(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "html")],
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "html").glob("*.html")}
    assert {path.stem for path in DOCS.glob("*.md")} <= set(html)
    for name, text in html.items():
        loaded = re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+", text)
        assert not loaded, f"{name}.html loads {loaded}"
    assert 'href="model.html#r9-export-support"' in html["reference"]
    assert html["model"].count('class="equation"') == page("model.md").count("```math")
    assert 'href="reference.html#diversify.model.projection.adoption.gain"' in html["model"]
    assert 'href="model.html#a4-the-gain"' in html["reference"]
