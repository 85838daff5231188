"""The manual that comes with the program: its pages, and the section of an equation, lever or indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from diversify.errors import InputError
from diversify.resources import manual_folder, packaged_rows
from diversify.text import _

_HEADING = re.compile(r"^(#{1,4}) +(.+?) *$")
_FENCE = re.compile(r"^ *```")
_NUMBERED = re.compile(r"[A-Z]\d")


class ManualError(InputError):
    """The manual has no such page or section."""


@dataclass(frozen=True)
class Section:
    """A heading of a page with what stands below it, down to the next heading of its level.

    Attributes
    ----------
    page
        File name, such as "model.md".
    title
        The heading as written, such as "A1 Adoption" or "`oil_price`".
    level
        1 for the title of the page.
    text
        Markdown, with the heading.
    """

    page: str
    title: str
    level: int
    text: str


@lru_cache(maxsize=64)
def page(name: str) -> str:
    """Return the Markdown of a page.

    Raises
    ------
    ManualError
        If the manual has no such page.
    """
    path = manual_folder() / name
    if path.name != name or not path.is_file():
        raise ManualError(
            _("The manual has no page {page}. It has {pages}.").format(page=name, pages=", ".join(pages()))
        )
    return path.read_text(encoding="utf-8")


def pages() -> tuple[str, ...]:
    """Return the names of all pages, in alphabetical order."""
    return tuple(sorted(path.name for path in manual_folder().glob("*.md")))


@lru_cache(maxsize=64)
def sections(name: str) -> tuple[Section, ...]:
    """Return all sections of a page in order; a section contains its subsections.

    Raises
    ------
    ManualError
        If the manual has no such page.
    """
    lines = page(name).splitlines()
    heads: list[tuple[int, int, str]] = []
    fenced = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _HEADING.match(line)
        if found:
            heads.append((number, len(found[1]), found[2]))
    made = []
    for place, (start, level, title) in enumerate(heads):
        end = next((line for line, deep, _title in heads[place + 1 :] if deep <= level), len(lines))
        made.append(Section(name, title, level, "\n".join(lines[start:end]).strip()))
    return tuple(made)


def section(name: str, title: str) -> Section:
    """Return the section of a page whose heading is `title`, or begins with it as a word.

    Raises
    ------
    ManualError
        If there is no such page or section.
    """
    for found in sections(name):
        heading = found.title.strip("`")
        if heading == title or heading.startswith(f"{title} "):
            return found
    raise ManualError(_("Page {page} of the manual has no section “{title}”.").format(page=name, title=title))


def equation(identifier: str) -> Section:
    """Return the section of the model that states an equation, such as "A2b" or "base year".

    Raises
    ------
    ManualError
        If the model has no such equation.
    """
    titles = {row["equation"]: row["title_en"] for row in packaged_rows("equations.csv")}
    if _NUMBERED.match(identifier) or identifier not in titles:
        return section("model.md", identifier)
    return section("model.md", titles[identifier])


def anchor(heading: str) -> str:
    """Return the anchor that a link to a heading uses: small letters, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def equation_link(identifier: str) -> str:
    """Return a link in Markdown to the section of an equation; the bare identifier where there is none."""
    try:
        found = equation(identifier)
    except ManualError:
        return identifier
    return f"[{identifier}](model.md#{anchor(found.title)})"


def equation_links(text: str) -> str:
    """Make every equation in a list such as "A1 to A5, P3" a link to its section."""
    parts = re.split(r"(, | to )", text)
    return "".join(part if i % 2 else equation_link(part) for i, part in enumerate(parts))
