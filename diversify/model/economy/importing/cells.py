"""Text to number: decimal signs, thousands separators, signs for "nothing" and "not known"; never a guess.

What a text means can depend on the others: "1.234" is 1.234 beside "0.5" and 1234 beside "1.234.567".
`find_style` keeps the readings that fit every text and refuses where two of them give different numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from diversify.errors import TableError
from diversify.text import _

#: What offices print where there is no flow.
NOTHING = ("", "-", "--", "---", "\u2013", "\u2014", "\u2212")

#: What offices print where a figure is not known or not published. Zero only if a layout says so.
UNKNOWN = (".", "..", "...", "....", "\u2026", ":", "na", "n/a", "n.a.", "nan", "null", "none", "x", "c", "*")

_SPACES = "\u00a0\u202f\u2009\u2007"
_MINUS = "-\u2212\u2013"
_DECIMALS = (".", ",")
_THOUSANDS = ("", ",", ".", " ", "'")
_SHOWN = 3
_SIMPLE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{0,20})?")


@dataclass(frozen=True)
class Style:
    """How a file writes numbers.

    Attributes
    ----------
    decimal, thousands
        The signs; no thousands separator is an empty text.
    missing
        Texts, compared without case, that stand for no flow.
    flags
        Letters that may follow a number after a blank, such as Eurostat's "p" for provisional.
    """

    decimal: str = "."
    thousands: str = ""
    missing: tuple[str, ...] = NOTHING
    flags: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return text with every kind of blank as one plain blank, none at the ends, apostrophes alike."""
    for blank in _SPACES:
        text = text.replace(blank, " ")
    return " ".join(text.replace("\u2019", "'").split())


def is_missing(text: str, style: Style) -> bool:
    """Tell whether the text stands for no flow, flags apart."""
    return _bare(clean(text), style.flags).casefold() in {word.casefold() for word in (*style.missing, "")}


def number(text: str, style: Style) -> float:
    """Return a text as a number; minus zero is zero, brackets make a number negative.

    Raises
    ------
    ValueError
        If it is not a number in this style.
    """
    bare = _bare(clean(text), style.flags)
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    if bare[:1] and bare[0] in _MINUS:
        if negative:
            raise ValueError(text)
        negative, bare = True, bare[1:].strip()
    elif bare.startswith("+"):
        bare = bare[1:].strip()
    if not _pattern(style.decimal, style.thousands).fullmatch(bare):
        raise ValueError(text)
    value = float(bare.replace(style.thousands, "").replace(style.decimal, "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return (-value if negative else value) + 0.0


def looks_numeric(text: str) -> bool:
    """Tell whether a text is a number in some style."""
    if _SIMPLE.fullmatch(text):  # nearly all of them, and much faster than every style in turn
        return True
    return any(_fits(text, style) for style in _candidates("", "", (), ()))


def find_style(
    texts: Iterable[str],
    *,
    decimal: str | None = None,
    thousands: str | None = None,
    missing: tuple[str, ...] = NOTHING,
    flags: tuple[str, ...] = (),
) -> Style:
    """Return the one way of reading all texts that are numbers in some style.

    Parameters
    ----------
    texts
        The texts of the cells.
    decimal, thousands
        What is known already; None to find it.

    Raises
    ------
    TableError
        If no single style reads them all, or two styles read them differently: shows the candidates.
    """
    plain = Style(missing=missing, flags=flags)
    seen = dict.fromkeys(text for text in map(clean, texts) if not is_missing(text, plain))
    kept = [text for text in seen if looks_numeric(_bare(text, flags))]
    choices = [
        style
        for style in _candidates(decimal, thousands, missing, flags)
        if all(_fits(text, style) for text in kept)
    ]
    if not choices:
        message = _("The numbers are not written in one way: {texts}. Say decimal and thousands in a layout.")
        raise TableError(message.format(texts=_examples(kept, decimal, thousands)))
    first = choices[0]
    for text in kept:
        if len({number(text, style) for style in choices}) > 1:
            readings = " / ".join(
                _("{value:g} (decimal {decimal!r}, thousands {thousands!r})").format(
                    value=number(text, style), decimal=style.decimal, thousands=style.thousands
                )
                for style in _distinct(text, choices)
            )
            message = _("{text!r} can be read as {readings}. Say decimal and thousands in a layout.")
            raise TableError(message.format(text=text, readings=readings))
    return first


def _candidates(
    decimal: str | None, thousands: str | None, missing: tuple[str, ...], flags: tuple[str, ...]
) -> list[Style]:
    decimals = (decimal,) if decimal else _DECIMALS
    groups = _THOUSANDS if thousands is None or (thousands == "" and not decimal) else (thousands,)
    return [Style(d, t, missing, flags) for d in decimals for t in groups if d != t]


def _distinct(text: str, choices: list[Style]) -> list[Style]:
    found = {number(text, style): style for style in reversed(choices)}
    return list(found.values())[::-1]


def _examples(texts: list[str], decimal: str | None, thousands: str | None) -> str:
    odd = [text for text in texts if not text.isdecimal()]
    clashing = [t for t in odd if not any(_fits(t, s) for s in _candidates(decimal, thousands, (), ()))]
    return ", ".join(repr(text) for text in (clashing or odd)[:_SHOWN])


def _fits(text: str, style: Style) -> bool:
    try:
        number(text, style)
    except ValueError:
        return False
    return True


def _bare(text: str, flags: tuple[str, ...]) -> str:
    """Return the text without flags after a blank; a flag alone is a text."""
    head, blank, tail = text.rpartition(" ")
    return _bare(head, flags) if blank and flags and tail in flags else text


@lru_cache(maxsize=32)
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    d, t = re.escape(decimal), re.escape(thousands)
    whole = rf"\d{{1,3}}(?:{t}\d{{3}})+|\d+" if thousands else r"\d+"
    return re.compile(rf"(?:(?:{whole})(?:{d}\d*)?|{d}\d+)(?:[eE][+-]?\d{{1,3}})?")
