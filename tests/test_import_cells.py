"""Text to number: every sign that offices use, and a refusal wherever two readings differ."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diversify.errors import TableError
from diversify.model.economy.importing.cells import Style, find_style, is_missing, number


@pytest.mark.parametrize(
    ("texts", "text", "value"),
    [
        (["1.234", "0.5"], "1.234", 1.234),
        (["1.234", "1.234.567"], "1.234", 1234.0),
        (["1.234,5"], "1.234,5", 1234.5),
        (["1,234.5", "12"], "1,234.5", 1234.5),
        (["1 234,5"], "1\u00a0234,5", 1234.5),
        (["1'234.5"], "1\u2019234.5", 1234.5),
        (["12,5"], "12,5", 12.5),
        (["12", "7"], "12", 12.0),
        (["1234.567"], "1234.567", 1234.567),
        (["(12.5)"], "(12.5)", -12.5),
        (["\u221212.5"], "\u221212.5", -12.5),
        (["1.5e-5"], "1.5e-5", 1.5e-5),
    ],
)
def test_the_only_reading_is_taken(texts: list[str], text: str, value: float) -> None:
    assert number(text, find_style(texts)) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,345", "-1.234"])
def test_two_readings_are_an_error_that_shows_both(text: str) -> None:
    with pytest.raises(TableError) as error:
        find_style([text, "5", "120"])
    plain = text.replace(",", ".")
    assert f"{float(plain):g}" in str(error.value)
    assert f"{float(plain) * 1000:g}" in str(error.value)


def test_two_ways_of_writing_in_one_table_are_an_error() -> None:
    with pytest.raises(TableError, match="not written in one way"):
        find_style(["1,234.5", "1.234,5"])


def test_what_is_said_settles_it() -> None:
    assert number("1.234", find_style(["1.234"], decimal=",", thousands=".")) == 1234.0
    assert number("1.234", find_style(["1.234"], decimal=".", thousands="")) == 1.234


def test_minus_zero_is_zero() -> None:
    for text in ("-0", "-0.0", "(0)"):
        assert math.copysign(1, number(text, Style())) == 1


@pytest.mark.parametrize("text", ["-", "---", "\u2013", "", " \u00a0 "])
def test_signs_for_nothing(text: str) -> None:
    assert is_missing(text, Style())


@pytest.mark.parametrize("text", ["..", ":", "NA", "n/a", "x"])
def test_not_known_is_not_nothing_unless_said(text: str) -> None:
    assert not is_missing(text, Style())
    assert is_missing(text, Style(missing=(text.upper(),)))


def test_flags_follow_a_number() -> None:
    style = Style(flags=("p", "e"), missing=(":",))
    assert number("12.5 p e", style) == 12.5
    assert is_missing(": e", style)
    with pytest.raises(ValueError, match=r"12\.5 q"):
        number("12.5 q", style)


@pytest.mark.parametrize("text", ["12*", "1 2", "1,23,456", "inf", "nan", "12 km", "--5", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        number(text, Style(thousands=","))


@given(
    st.floats(-1e9, 1e9).map(lambda value: round(value, 2)),
    st.sampled_from([(".", ","), (",", "."), (",", " ")]),
)
def test_what_is_written_is_read(value: float, signs: tuple[str, str]) -> None:
    decimal, thousands = signs
    text = f"{value:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert number(text, Style(decimal, thousands)) == value
