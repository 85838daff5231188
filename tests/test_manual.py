"""The manual as the program reads it, and the equations it draws."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from diversify import manual
from diversify.charts.equations import EquationError, equation_lines, equation_svg
from diversify.manual import ManualError
from diversify.model.projection.parameters import indicators, records


def equations() -> list[str]:
    return [
        block
        for name in manual.pages()
        for block in re.findall(r"^```math\n(.*?)\n```$", manual.page(name), flags=re.DOTALL | re.MULTILINE)
    ]


def test_every_equation_of_the_manual_can_be_drawn() -> None:
    found = equations()
    assert len(found) >= 23
    for text in found:
        root = ElementTree.fromstring(equation_svg(text))
        assert float(root.attrib["height"].removesuffix("pt")) > 8.0 * len(equation_lines(text))
        assert float(root.attrib["width"].removesuffix("pt")) < 720.0, f"too wide for a page: {text}"


def test_equations_are_the_same_bytes_each_time_and_take_their_colour() -> None:
    text = r"a = \frac{b}{c} \\" + "\n" + r"d = \ln e"
    assert equation_lines(text) == (r"a = \frac{b}{c}", r"d = \ln e")
    first = equation_svg(text, "#102030")
    equation_svg.cache_clear()
    assert equation_svg(text, "#102030") == first
    assert b"#102030" in first
    assert b"#102030" not in equation_svg(text, "#ffffff")


def test_what_cannot_be_drawn_is_named() -> None:
    with pytest.raises(EquationError, match="begin"):
        equation_svg(r"\begin{cases} a \end{cases}")


def test_sections_end_where_the_next_of_their_level_begins() -> None:
    found = manual.equation("A2")
    assert found.title == "A2 AI capital"
    assert "A2b" not in found.text
    assert "### A2b" in manual.section("model.md", "Artificial intelligence").text
    whole = manual.sections("scenarios.md")[0]
    assert whole.level == 1
    assert whole.text == manual.page("scenarios.md").strip()


def test_comments_inside_code_are_no_headings() -> None:
    for name in manual.pages():
        code = "".join(re.findall(r"```.*?```", manual.page(name), flags=re.DOTALL))
        comments = {line.lstrip("# ") for line in code.splitlines() if line.startswith("#")}
        assert not comments & {section.title for section in manual.sections(name)}


def test_every_lever_parameter_and_indicator_has_its_section() -> None:
    for record in records().values():
        if record.kind in ("lever", "parameter", "calibration"):
            page = "levers.md" if record.kind == "lever" else "parameters.md"
            assert record.title["en"] in manual.section(page, record.name).text
    for name, indicator in indicators().items():
        assert indicator.title["en"] in manual.section("indicators.md", name).text


@pytest.mark.parametrize("name", ["nowhere.md", "../README.md", "build.py/../model.md"])
def test_a_page_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(ManualError, match=re.escape(name)):
        manual.page(name)
    with pytest.raises(ManualError, match="no section"):
        manual.section("model.md", "Z9")
