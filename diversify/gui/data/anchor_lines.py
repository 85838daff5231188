"""The figures that a table of one's own needs beside it: which a file gives, which are missing. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diversify.errors import DiversifyError
from diversify.model.economy import Anchors, Table, azerbaijan_anchors, read_anchors
from diversify.model.economy.anchor_files import anchor_years
from diversify.model.economy.anchors import PURPOSE, ROLES, WITHOUT_RESOURCE
from diversify.model.economy.toml_files import read_toml
from diversify.text import N_, _

ROLE_PURPOSE = N_("the sector that builds what AI investment buys")
OUTSIDE_PURPOSE = N_("codes of the sector whose volume is given from outside, and of the refinery, if any")
CLASS_PURPOSE = N_("whose parameters the sector takes, among Azerbaijan's 23")


@dataclass(frozen=True)
class AnchorLine:
    """One thing that is needed: section and name, what it is for, and what the file says, "" if nothing."""

    section: str
    name: str
    purpose: str
    value: str
    needed: bool = True


@dataclass(frozen=True)
class AnchorFile:
    """What a file of anchors gives for a table.

    Attributes
    ----------
    anchors
        None as long as anything is missing or wrong.
    problem
        One sentence; empty if there is none.
    """

    lines: tuple[AnchorLine, ...]
    anchors: Anchors | None
    problem: str

    @property
    def missing(self) -> tuple[AnchorLine, ...]:
        """What is needed and not said."""
        return tuple(line for line in self.lines if line.needed and not line.value)


def look_at_anchors(path: Path | None, codes: Sequence[str]) -> AnchorFile:
    """Return what a file gives for a table with these sectors; without a file everything is missing."""
    content: Mapping[str, Any] = {}
    anchors, problem = None, ""
    if path is not None:
        try:
            content = read_toml(path)
            anchors = read_anchors(path)
            anchors.check_sectors(codes)
        except (DiversifyError, OSError) as error:
            anchors, problem = None, str(error)
    return AnchorFile(tuple(_lines(content, codes)), anchors, problem)


def built_in(table: Table) -> Anchors | None:
    """Return the built-in anchors of a table's year, if its sectors are Azerbaijan's."""
    if table.year not in anchor_years():
        return None
    anchors = azerbaijan_anchors(table.year)
    try:
        anchors.check_sectors(table.codes)
    except DiversifyError:
        return None
    return anchors


def template(table: Table) -> str:
    """Return a TOML file for a table, every line to be filled in and what it is for."""
    lines = [
        f"# {_('Anchors of a table: fill in what stands after = and take away the # before it.')}",
        "format = 1",
        f"year = {table.year}",
        'country = ""',
        f"# {_(OUTSIDE_PURPOSE)}",
        '# resource = ""',
        '# refining = ""',
        "",
        "[anchors]",
    ]
    for name, purpose in PURPOSE.items():
        free = f" ({_('not needed without a resource')})" if name in WITHOUT_RESOURCE else ""
        lines.append(f"# {name} =   # {_(purpose)}{free}")
    lines += ["", f"# {_(ROLE_PURPOSE)}", "[roles]", *(f'# {role} = ""' for role in ROLES)]
    lines += ["", f"# {_(CLASS_PURPOSE)}", "[classes]"]
    lines += [f'# "{sector.code}" = ""   # {sector.title}' for sector in table.sectors]
    return "\n".join(lines) + "\n"


def _lines(content: Mapping[str, Any], codes: Sequence[str]) -> list[AnchorLine]:
    parts = {
        name: part if isinstance(part := content.get(name), Mapping) else {}
        for name in ("anchors", "roles", "classes")
    }
    resource = bool(content.get("resource"))
    found = [AnchorLine("", "year", _("the base year"), _said(content.get("year")))]
    for name, purpose in PURPOSE.items():
        needed = resource or (name not in WITHOUT_RESOURCE and name != "nonoil_growth")
        found.append(AnchorLine("[anchors]", name, _(purpose), _said(parts["anchors"].get(name)), needed))
    for role in ROLES:
        found.append(AnchorLine("[roles]", role, _(ROLE_PURPOSE), _said(parts["roles"].get(role))))
    for code in codes:
        found.append(AnchorLine("[classes]", code, _(CLASS_PURPOSE), _said(parts["classes"].get(code))))
    return found


def _said(value: object) -> str:
    return "" if value is None else str(value)
