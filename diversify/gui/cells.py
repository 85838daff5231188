"""Numbers between window and spreadsheets: read with point or comma, written as the language does. No Qt."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from diversify.text import decimal_sign

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")


def read_number(text: str) -> float | None:
    """Return the number that a cell holds, None where it holds none.

    The decimal sign of the language is one; of point and comma together the last is. The other sign alone
    parts thousands where three digits follow each and no 0 leads, and decimals otherwise.
    """
    plain = _SPACES.sub("", text).replace("\u2212", "-").removesuffix("%")
    own = decimal_sign()
    other = "," if own == "." else "."
    if own in plain and other in plain:
        last = max(own, other, key=plain.rfind)
        plain = plain.replace(own if last == other else other, "").replace(last, ".")
    elif plain.count(own) > 1 or (
        other in plain and re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(\{other}\d{{3}})+", plain)
    ):
        plain = plain.replace(own, "").replace(other, "")
    else:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) and not plain.lower().startswith(("nan", "inf")) else None


def write_number(value: float | None) -> str:
    """Return a number in full for a spreadsheet in the language of the window; nothing for None."""
    return "" if value is None else format(value, ".10g").replace(".", decimal_sign())


def read_cells(text: str) -> list[list[str]]:
    """Return the cells of pasted text, row by row: parted by tabs, else by semicolons; no empty rows."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    sign = "\t" if any("\t" in line for line in lines) else ";"
    return [[cell.strip() for cell in line.split(sign)] for line in lines]


def write_cells(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as text that a spreadsheet takes."""
    return "\n".join("\t".join(row) for row in rows)
