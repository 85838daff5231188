"""Which scenarios there are and whose child each is: open ones, their parents, shipped ones. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from diversify.gui.documents import Document
from diversify.model import load_scenario, shipped_scenarios
from diversify.model.projection.inheritance import ancestors, has_file
from diversify.model.projection.scenario import Scenario
from diversify.text import localized


@dataclass
class Member:
    """One scenario of the tree.

    Attributes
    ----------
    scenario
        As it is open, else as its file has it.
    document
        The open scenario; None if it is not open.
    children
        Those that inherit from it.
    """

    scenario: Scenario
    document: Document | None = None
    children: list[Member] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its title in the current language."""
        return localized(self.scenario.title) or self.scenario.name

    @property
    def file_state(self) -> Scenario | None:
        """What a child would inherit: what its file says; None if it has no file."""
        if self.document is None:
            return self.scenario
        saved = self.document.saved
        return saved if saved is not None and has_file(saved) else None


@cache
def shipped() -> tuple[Scenario, ...]:
    """Return the scenarios that come with the program; read once."""
    return tuple(load_scenario(name) for name in shipped_scenarios())


def family(documents: Sequence[Document]) -> list[Member]:
    """Return the scenarios without a parent, each with its children below it.

    An open scenario stands for its file; a copy that is not saved yet stands beside the original.
    """
    members: list[Member] = []
    by_file: dict[Path, Member] = {}
    for document in documents:
        member = Member(document.scenario, document)
        members.append(member)
        file = document.scenario.file
        if file is not None and member.file_state is not None:
            by_file.setdefault(file, member)
    closed = list(shipped())
    for document in documents:
        closed += ancestors(document.scenario)
    for scenario in closed:
        if scenario.file is not None and scenario.file not in by_file:
            by_file[scenario.file] = Member(scenario)
            members.append(by_file[scenario.file])
    roots = []
    for member in members:
        above = member.scenario.inherits
        file = None if above is None else above.file
        parent_member = None if file is None else by_file.get(file)
        if parent_member is None or parent_member is member:
            roots.append(member)
        else:
            parent_member.children.append(member)
    return roots


def every(roots: Sequence[Member]) -> list[Member]:
    """Return all members, parents before their children."""
    found = []
    for member in roots:
        found += [member, *every(member.children)]
    return found
