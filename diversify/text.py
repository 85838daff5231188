"""What people read: translation, names in three languages, numbers as the language writes them.

English is the language of the source. A language counts as available once its catalogue lies in
`diversify/locale/<language>/LC_MESSAGES/diversify.mo`; the environment selects only available ones,
so that nobody is shown half a translation.
"""

from __future__ import annotations

import gettext
import math
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import ParamSpec, Protocol, TypeVar

from diversify.resources import locale_folder

P = ParamSpec("P")
R = TypeVar("R")
LANGUAGES = ("en", "az", "ru")
_DOMAIN = "diversify"
_SEPARATORS = {"en": (",", "."), "az": (".", ","), "ru": ("\u00a0", ",")}  # thousands, decimal
_SIGNIFICANT = 3  # digits of a level
_EFFECT = 2  # digits of a difference


class Message(Protocol):
    """Anything with a message id and the numbers that belong into its sentence."""

    @property
    def id(self) -> str: ...

    @property
    def numbers(self) -> Mapping[str, float | str]: ...


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, locale_folder(), languages=[language], fallback=True)


def _from_environment() -> str:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = os.environ.get(variable, "")[:2].lower()
        if language in LANGUAGES:
            found = gettext.find(_DOMAIN, locale_folder(), languages=[language])
            return language if found else "en"
    return "en"


_language = _from_environment()
_translations = _catalogue(_language)


def set_language(language: str) -> None:
    """Speak `language` ("en", "az" or "ru") from now on; texts made before keep theirs.

    Raises
    ------
    ValueError
        If the language is none of the three.
    """
    global _language, _translations
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; choose one of {', '.join(LANGUAGES)}")
    _language, _translations = language, _catalogue(language)


def language() -> str:
    """Return the current language: "en", "az" or "ru"."""
    return _language


def kept_by_language(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a function returns, as `functools.lru_cache` does, apart for each language it was made in."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize * len(LANGUAGES))
        def kept(_language: str, *arguments: P.args, **named: P.kwargs) -> R:
            return function(*arguments, **named)

        @wraps(function)
        def asked(*arguments: P.args, **named: P.kwargs) -> R:
            return kept(language(), *arguments, **named)  # type: ignore[arg-type] # hashable, as for lru_cache

        return asked

    return decorate


def _(message: str) -> str:
    """Return `message` in the current language."""
    return _translations.gettext(message)


def N_(message: str) -> str:
    """Mark `message` for translation without translating it, for tables of messages."""
    return message


UNITS = (  # units as results name them, marked for translation
    N_("%"),
    N_("mln AZN"),
    N_("mln USD"),
    N_("AZN"),
    N_("thousand AZN"),
    N_("thousand persons"),
    N_("years"),
    N_("index"),
    N_("index, 0 to 1"),
    N_("index, base year = 1"),
    N_("share of GDP"),
    N_("0/1"),
)
_OF_YEAR = re.compile(r"(.*) of (\d{4})$")
_MONEY = re.compile(r"(mln|thousand) ([A-Z]{3})$")


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form of a message that fits the number `n`, in the current language."""
    return _translations.ngettext(singular, plural, n)


def in_every_language(said: str) -> tuple[str, ...]:
    """Return what a text of the current language is in all languages, for searching; itself if unknown."""
    catalogue: Mapping[object, object] = getattr(_translations, "_catalog", {})
    message = next((key for key, form in catalogue.items() if form == said and isinstance(key, str)), said)
    return (message, *(_catalogue(code).gettext(message) for code in LANGUAGES if code != "en"))


def localized(names: Mapping[str, str]) -> str:
    """Return the name in the current language, in English where that is missing."""
    return names.get(_language) or names.get("en", "")


def translate_unit(name: str) -> str:
    """Return a unit of a result in the current language, whatever its currency and base year."""
    if of_year := _OF_YEAR.match(name):
        return _("{unit} at prices of {year}").format(unit=translate_unit(of_year[1]), year=of_year[2])
    if name not in UNITS and (money := _MONEY.match(name)):
        text = _("mln {currency}") if money[1] == "mln" else _("thousand {currency}")
        return text.format(currency=money[2])
    return _(name) if name else ""


def printable(text: str, keep: str = "") -> str:
    """Return `text` with spaces for what steers a terminal, breaks a file or has no shape, but for `keep`."""
    return "".join(letter if letter.isprintable() or letter in keep else " " for letter in text)


_LETTERS = str.maketrans({"ı": "i", "ə": "e", "ё": "е"})


def folded(text: str) -> str:
    """Return text to search in: without case, dots on i or not, accents, and with ə as e."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def decimal_sign() -> str:
    """Return the decimal sign of the current language, as its spreadsheets expect it."""
    return _SEPARATORS[_language][1]


def format_number(value: float | None, digits: int | None = None, *, signed: bool = False) -> str:
    """Write a number the way the current language does.

    Parameters
    ----------
    value
        The number; None and anything not finite become a dash.
    digits
        Decimal places; if None, as many as show three significant digits, none from 100 on.
    signed
        Whether a positive number gets its plus sign, as in a difference.
    """
    if value is None or not math.isfinite(value):
        return "–"
    if digits is None:
        size = math.floor(math.log10(abs(value))) if value else 0
        digits = min(max(_SIGNIFICANT - 1 - size, 0), 8)
    text = format(round(value, digits) + 0.0, f"{'+' if signed else ''},.{digits}f")
    thousands, decimal = _SEPARATORS[_language]
    return text.translate({ord(","): thousands, ord("."): decimal})


def format_effect(value: float | None) -> str:
    """Write an effect, such as a difference between scenarios: signed, two significant digits."""
    if value is None or not math.isfinite(value):
        return "–"
    rounded = float(f"{value:.{_EFFECT - 1}e}")
    if not rounded:
        return "0"
    size = math.floor(math.log10(abs(rounded)))
    return format_number(rounded, max(_EFFECT - 1 - size, 0), signed=True)


def _written(name: str, number: float) -> str:
    if name.startswith("effect"):
        return format_effect(number)
    return format_number(number, 0 if float(number).is_integer() else None)


def sentence(message: Message) -> str:
    """Return the sentence of a finding in the current language, its numbers filled in.

    Raises
    ------
    KeyError
        If `diversify.sentences` has no sentence of that id.
    """
    from diversify.sentences import MARKS, SENTENCES

    numbers = {
        name: number if isinstance(number, str) else _written(name, number)
        for name, number in message.numbers.items()
    }
    if message.id == "comparison_marked":
        numbers["what"] = ", ".join(_(MARKS[mark]) for mark in numbers["what"].split(", "))
    return _(SENTENCES[message.id]).format_map(numbers)
