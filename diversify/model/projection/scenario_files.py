"""Reading scenario files (TOML, format 1): inheritance, every fault at once, nothing half-loaded.

A child names its ``parent`` and states only what differs. Its changes of a lever for a set of sectors replace
all of the parent's with the same lever and the same set; its parameters replace the parent's, sector by
sector where both are tables; ``base`` and ``closure`` replace the parent's; ``without = [levers]`` puts
inherited levers back to their default. Title, question, notes and sources are each file's own.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from diversify.errors import InputError, ParameterError, ScenarioError
from diversify.model.economy.toml_files import read_toml
from diversify.model.projection.checks import Fault, Value, change_faults, parameter_value
from diversify.model.projection.inheritance import merge, merge_parameters
from diversify.model.projection.parameters import levers, records, suggestion
from diversify.model.projection.scenario import BASE, NONOIL, Change, Scenario
from diversify.model.projection.shipped_entries import Entry, File, taken
from diversify.resources import scenarios_folder
from diversify.text import _, ngettext

if TYPE_CHECKING:
    from diversify.model.projection.scenario_schema import ChangeEntry, ScenarioEntry

FORMAT = 1
DEEPEST = 20
"""Longest chain of parents."""
SUFFIX = ".toml"
MOST_SHOWN = 20
"""Faults of one file that are shown."""
KEY_LENGTH, MESSAGE_LENGTH = 200, 1000
"""What is shown of a key and a message, which may hold what a broken file holds."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a scenario file: where, and what to do about it."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.message) if part)


class _Faulty(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems


def shipped_scenarios() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the program, the baseline first."""
    names = sorted(path.stem for path in scenarios_folder().glob("*" + SUFFIX))
    return tuple(sorted(names, key=lambda name: name != "baseline"))


def load_scenario(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario by the name of a shipped one or by its path.

    Raises
    ------
    ScenarioError
        If it cannot be found or anything in it, or in a parent, is at fault: one line for each fault.
    """
    try:
        return _load(_find(name_or_path, None), ())
    except _Faulty as faulty:
        raise ScenarioError("\n".join(shortened(map(str, faulty.problems)))) from None


def check_scenario_file(
    path: str | os.PathLike[str], sectors: Collection[str] | None = None
) -> list[Problem]:
    """Return everything that is wrong with a scenario file and its parents; nothing if it can be used.

    Parameters
    ----------
    sectors
        Sector codes of the economy it is meant for; codes are not checked without them.
    """
    try:
        scenario = _load(_find(path, None), ())
    except _Faulty as faulty:
        return faulty.problems
    return [] if sectors is None else list(_unknown_sectors(scenario, Path(path).name, sectors))


def shortened(lines: Iterable[str]) -> list[str]:
    """Return the first lines of many, and how many more there are."""
    every = list(lines)
    more = len(every) - MOST_SHOWN
    if more <= 0:
        return every
    text = ngettext("and {n} more", "and {n} more", more)
    return [*every[:MOST_SHOWN], text.format(n=more)]


def _unknown_sectors(scenario: Scenario, file: str, sectors: Collection[str]) -> Iterator[Problem]:
    stated = [
        (f"change[{place}].sectors", code, {*sectors, NONOIL})
        for place, change in enumerate(scenario.changes, 1)
        for code in change.sectors
    ]
    stated += [
        (f"parameters.{name}", code, {*sectors, *records()[name].by_sector})
        for name, value in scenario.parameters.items()
        if isinstance(value, Mapping) and not records()[name].by_year
        for code in value
    ]
    for key, code, known in stated:
        if code not in known:
            text = _("There is no sector “{code}”.").format(code=code)
            yield Problem(file, key, text + suggestion(code, dict.fromkeys(sorted(known))))


def _find(name: str | os.PathLike[str], child: Path | None) -> Path:
    """Return the file of a name or path; a parent is looked for beside its child first."""
    text = os.fspath(name)
    folder = Path() if child is None else child.parent
    choices = [folder / text, folder / (text + SUFFIX)]
    if not (os.sep in text or "/" in text or text.endswith(SUFFIX)):
        shipped = scenarios_folder() / (text + SUFFIX)
        choices = [shipped, *choices] if child is None else [*choices, shipped]
    for path in choices:
        try:
            if text and path.is_file():
                return path.resolve()
        except (OSError, ValueError):  # impossible as a file name
            continue
    what = _("There is no scenario “{name}”.") if child is None else _("The parent “{name}” does not exist.")
    found = what.format(name=text) + suggestion(text, dict.fromkeys(shipped_scenarios()))
    raise _Faulty([Problem("" if child is None else child.name, "" if child is None else "parent", found)])


def _load(path: Path, children: tuple[Path, ...]) -> Scenario:
    if path in children or len(children) > DEEPEST:
        chain = " → ".join(item.name for item in (*children, path))
        text = _("The scenarios are each other's parents: {chain}. Remove one parent.")
        if path not in children:
            text = _("The chain of parents is too long: {chain}. Shorten it.")
        raise _Faulty([Problem(children[-1].name, "parent", text.format(chain=chain))])
    data = _toml(path)
    entry, faults = _shipped(path, data) or _validated(data)
    problems = [_problem(path, fault) for fault in faults]
    parent, name = None, data.get("parent")
    if isinstance(name, str) and not any(fault.field == "format" for fault in faults):
        try:
            parent = _load(_find(name, path), (*children, path))
        except _Faulty as faulty:
            problems += faulty.problems
    if entry is None or problems:
        raise _Faulty(problems)
    return _built(path, entry, parent)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except InputError as error:
        raise _Faulty([Problem(path.name, "", str(error))]) from None


def _shipped(path: Path, data: dict[str, Any]) -> tuple[File, list[Fault]] | None:
    """Return the content of a file that comes with the program; None where its shape has to be checked."""
    if path.parent != scenarios_folder().resolve() or data.get("format") != FORMAT:
        return None
    try:
        return taken(data), []
    except (TypeError, AttributeError):  # written into since
        return None


def _validated(data: dict[str, Any]) -> tuple[ScenarioEntry | None, list[Fault]]:
    from diversify.model.projection.scenario_schema import validate  # pydantic: only when a file is read

    form = data.get("format")
    if isinstance(form, bool | float):
        return None, [Fault("format", _("must be {expected}.").format(expected=FORMAT))]
    if isinstance(form, int) and form > FORMAT:
        text = _(
            "The file has format {form}; this version of diversify reads format {known}. Update diversify."
        )
        return None, [Fault("format", text.format(form=form, known=FORMAT))]
    if form is None:
        return None, [
            Fault("format", _("is missing. Write format = {known} at the top.").format(known=FORMAT))
        ]
    return validate(data)


def _built(path: Path, entry: ScenarioEntry | File, parent: Scenario | None) -> Scenario:
    base = entry.base or (parent.base if parent else BASE)
    faults: list[Fault] = []
    changes: list[Change] = []
    entries: Sequence[ChangeEntry | Entry] = entry.change
    for place, item in enumerate(entries, 1):
        change = as_change(item)
        if change is None:
            text = _("must be pairs [year, value] with whole years.")
            faults.append(Fault(f"change[{place}].points", text))
            continue
        changes.append(change)
        faults += [Fault(f"change[{place}].{f.field}", f.message) for f in change_faults(change, base)]
    if parent and base != parent.base:
        faults += [Fault("base", f.message) for change in parent.changes for f in change_faults(change, base)]
    inherited = {change.lever for change in parent.changes} if parent else set()
    for name in entry.without:
        if name not in levers():
            text = _("There is no lever “{name}”.").format(name=name) + suggestion(name, levers())
            faults.append(Fault("without", text))
        elif name not in inherited:
            text = _("{name} is not moved by a parent, so nothing is to be taken back. Leave it out.")
            faults.append(Fault("without", text.format(name=name)))
    own: dict[str, Value] = {}
    for name, value in entry.parameters.items():
        try:
            own[name] = parameter_value(name, value)
        except ParameterError as error:
            faults.append(Fault(f"parameters.{name}", str(error)))
    if faults:
        raise _Faulty([_problem(path, fault) for fault in faults])
    return Scenario(
        name=path.stem,
        title=texts(entry.title),
        question=texts(entry.question),
        parent=entry.parent,
        base=base,
        closure=entry.closure or (parent.closure if parent else "default"),
        notes=texts(entry.notes),
        sources=tuple(entry.sources),
        parameters=merge_parameters(parent.parameters if parent else {}, own),
        changes=merge(parent.changes if parent else (), changes, entry.without),
        inherits=parent,
        file=path,
    )


def _problem(path: Path, fault: Fault) -> Problem:
    return Problem(path.name, fault.field[:KEY_LENGTH], fault.message[:MESSAGE_LENGTH])


def as_change(entry: ChangeEntry | Entry) -> Change | None:
    """Return a [[change]] as the model takes it; None if a point's year is not a whole number."""
    if any(not isinstance(year, int) for year, _value in entry.points):
        return None
    return Change(
        lever=entry.lever,
        value=entry.value,
        points=tuple((int(year), value) for year, value in entry.points),
        unit=entry.unit,
        mode=entry.mode,
        sectors=tuple(entry.sectors),
        start=entry.start,
        end=entry.end,
        until=entry.until,
        shape=entry.shape,
    )


def texts(given: Mapping[Literal["en", "az", "ru"], str]) -> Mapping[str, str]:
    """Return a text in all three languages: what is missing is taken from English, or from what there is."""
    if not given:
        return {}
    spare = given.get("en") or next(iter(given.values()))
    return {"en": spare, "az": spare, "ru": spare} | dict(given)
