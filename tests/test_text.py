"""What people read: numbers, languages, sentences."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from diversify import sentences, text


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1234567.891, 1, "1,234,567.9"),
        (1234.4, None, "1,234"),
        (0.0123456, None, "0.0123"),
        (9.8765, None, "9.88"),
        (-0.00001, 1, "0.0"),
        (0.0, None, "0.00"),
        (None, None, "–"),
        (float("nan"), 2, "–"),
        (float("-inf"), 2, "–"),
    ],
)
def test_numbers(value: float | None, digits: int | None, expected: str) -> None:
    assert text.format_number(value, digits) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "+1,234.5"), ("az", "+1.234,5"), ("ru", "+1\u00a0234,5")]
)
def test_numbers_follow_the_language(language: str, expected: str) -> None:
    text.set_language(language)
    assert text.format_number(1234.5, 1, signed=True) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.123, "+0.12"),
        (-1.25, "-1.2"),
        (1234.0, "+1,200"),
        (0.0, "0"),
        (12.0, "+12"),
        (None, "–"),
        (0.999, "+1.0"),
    ],
)
def test_effects_have_two_significant_digits(value: float | None, expected: str) -> None:
    assert text.format_effect(value) == expected


def test_names_fall_back_to_english() -> None:
    names = {"en": "Education", "az": "Təhsil", "ru": ""}
    text.set_language("az")
    assert text.localized(names) == "Təhsil"
    text.set_language("ru")
    assert text.localized(names) == "Education"
    assert text.language() == "ru"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of en, az, ru"):
        text.set_language("fr")


@dataclass
class Finding:
    id: str
    numbers: dict[str, float | str] = field(default_factory=dict)


def test_sentence_fills_numbers_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "SENTENCES", {"gdp": "GDP is {change} % in {year}."})
    assert text.sentence(Finding("gdp", {"change": 1.23, "year": "2050"})) == "GDP is 1.23 % in 2050."


def test_a_language_without_catalogue_is_not_half_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sector names exist in Azerbaijani, the rest only once the catalogue is there."""
    code = (
        "from diversify import text;"
        "print(text.language(), bool(text.gettext.find('diversify', text.locale_folder(), ['az'])))"
    )
    monkeypatch.setenv("LANGUAGE", "az_AZ:az")
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert shown == (["az", "True"] if shown[1] == "True" else ["en", "False"])


def test_what_is_kept_is_kept_apart_by_language() -> None:
    made: list[str] = []

    @text.kept_by_language(maxsize=1)
    def note(year: int) -> str:
        made.append(text.language())
        return f"{text.language()} {year}"

    assert note(2025) == note(2025) == "en 2025"
    text.set_language("az")
    assert note(2025) == "az 2025"
    text.set_language("en")
    assert note(2025) == "en 2025"
    assert made == ["en", "az"]
