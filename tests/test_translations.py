"""Azerbaijani and Russian: nothing untranslated, placeholders kept, plurals right, compiled as written."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog

from diversify import text
from diversify.sentences import SENTENCES

LANGUAGES = messages.LANGUAGES
# Same in every language: signs, placeholders alone, proper names.
_ALIKE = re.compile(r"[^A-Za-z]*|EconomistIntelligenceUnit\(2018\)|&?[Mm]odel|Region|[Ss]tatus|OK|&HTML:")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return messages.collect()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return messages.read(request.param)


def ids(entry_id: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (entry_id,) if isinstance(entry_id, str) else tuple(entry_id)


def entries(catalog: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for entry in catalog:
        if entry.id:
            yield ids(entry.id), messages.forms(entry)


def test_every_message_is_translated(template: Catalog, catalog: Catalog) -> None:
    missing = []
    for entry in template:
        if entry.id:
            found = catalog.get(entry.id)
            if found is None or found.fuzzy or not all(messages.forms(found)):
                missing.append(entry.id)
    assert not missing, f"{catalog.locale}: translate these (make messages collects them): {missing}"


def test_nothing_is_translated_that_the_program_no_longer_says(template: Catalog, catalog: Catalog) -> None:
    unused = [entry.id for entry in catalog if entry.id and entry.id not in template]
    assert not unused, f"{catalog.locale}: make messages drops these: {unused}"


def test_placeholders_are_kept(catalog: Catalog) -> None:
    wrong = [
        (said, form)
        for said, translated in entries(catalog)
        for form in translated
        if form and messages.fields(form) != messages.fields(said[0])
    ]
    assert not wrong


def test_translations_can_be_formatted(catalog: Catalog) -> None:
    for _said, translated in entries(catalog):
        for form in translated:
            list(string.Formatter().parse(form))  # raises ValueError on a stray brace


def test_spaces_at_the_ends_and_menu_keys_are_kept(catalog: Catalog) -> None:
    for said, translated in entries(catalog):
        for form in filter(None, translated):
            assert (form[0].isspace(), form[-1].isspace()) == (said[0][0].isspace(), said[0][-1].isspace())
            assert form.count("&") == said[0].count("&"), form


def test_nothing_is_left_in_english(catalog: Catalog) -> None:
    same = [said for said, translated in entries(catalog) if said[0] in translated]
    bare = [re.sub("|".join(map(re.escape, messages.fields(said[0]) or [" "])), "", said[0]) for said in same]
    assert not [left for left in bare if not _ALIKE.fullmatch(left)]


@pytest.mark.parametrize(("language", "count"), [("az", 2), ("ru", 3)])
def test_every_plural_has_its_forms(language: str, count: int) -> None:
    catalog = messages.read(language)
    assert catalog.num_plurals == count
    plurals = [entry for entry in catalog if isinstance(entry.id, (tuple, list)) and entry.id]
    assert plurals
    assert {len(messages.forms(entry)) for entry in plurals} == {count}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("az", ["1 dəyişib", "2 dəyişib", "5 dəyişib", "21 dəyişib"]),
        ("ru", ["1 сдвинут", "2 сдвинуты", "5 сдвинуто", "21 сдвинут"]),
    ],
)
def test_plurals(language: str, expected: list[str]) -> None:
    text.set_language(language)
    said = [text.ngettext("{count} moved", "{count} moved", n).format(count=n) for n in (1, 2, 5, 21)]
    assert said == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = messages.po_path(language)
    shipped = GNUTranslations(BytesIO(path.with_suffix(".mo").read_bytes()))
    fresh = GNUTranslations(BytesIO(messages.compiled(messages.read(language))))
    assert shipped._catalog == fresh._catalog, "run make messages"  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_finding_speaks(language: str) -> None:
    text.set_language(language)
    for sentence in SENTENCES.values():
        names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        written = text._(sentence).format_map(dict.fromkeys(names, "7"))
        assert "{" not in written
        assert language == "en" or written != sentence.format_map(dict.fromkeys(names, "7"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_has_no_english_in_it(language: str) -> None:
    """English words are those that no translation uses."""
    shown = subprocess.run(
        [sys.executable, "-m", "diversify", "--language", language, "compare", "baseline", "ai-strategy"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert shown.strip()
    catalog = messages.read(language)
    english = {word for said, _ in entries(catalog) for word in words(" ".join(said))}
    own = {word for _, translated in entries(catalog) for word in words(" ".join(translated))}
    names = words(" ".join(messages.PACKAGE.joinpath("model/data/indicators.csv").read_text("utf-8").split()))
    left = (words(shown) & english) - own - (names if language == "az" else set())
    assert not left - {"diversify", "baseline", "strategy"}


def words(shown: str) -> set[str]:
    """Return the lower-case words of Latin letters, four letters and more."""
    return set(re.findall(r"\b[a-z]{4,}\b", shown.lower()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_follows_the_environment(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", f"{language}_{language.upper()}.UTF-8")
    code = "from diversify import text; print(text.language())"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == [language]


def test_catalogues_are_in_the_package() -> None:
    for language in LANGUAGES:
        assert Path(messages.po_path(language)).with_suffix(".mo").is_file()
