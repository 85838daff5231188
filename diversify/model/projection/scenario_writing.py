"""Writing scenario files: only what a scenario states itself; comments and order of an old file are kept."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diversify.errors import ScenarioError
from diversify.files import write_text
from diversify.frozen import FrozenDict
from diversify.model.projection.checks import Value, parameter_value
from diversify.model.projection.history import Log
from diversify.model.projection.history_files import read_log, write_log
from diversify.model.projection.parameters import records
from diversify.model.projection.scenario import Change, Own, Scenario
from diversify.model.projection.scenario_entries import change_entry, number
from diversify.model.projection.scenario_files import FORMAT, SUFFIX, load_scenario, texts
from diversify.resources import scenarios_folder
from diversify.text import _

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

SHOWN = 100
"""Letters of a file name in a message."""


def save_scenario(scenario: Scenario, path: str | os.PathLike[str], *, log: Log | None = None) -> Scenario:
    """Write a scenario and return it as it is now on disk.

    A file that is there, or else the file the scenario was read from, gives comments, order and layout. The
    file is replaced in one step: after a crash the old one or the new one is there, never half of one.

    Parameters
    ----------
    log
        The history to keep in the file; None leaves the one that is there.

    Raises
    ------
    ScenarioError
        If the file cannot be written.
    """
    from tomlkit import TOMLDocument
    from tomlkit.exceptions import TOMLKitError

    target = _target(path)
    parent, own = _parent(scenario, target)
    try:
        text = _edited(*_template(scenario, target), scenario, own, parent, log)
    except (TOMLKitError, LookupError, AttributeError, TypeError, ValueError):
        # tomlkit cannot change every layout, such as a table that stands in several pieces: a plain one, then
        text = _edited(TOMLDocument(), None, scenario, own, parent, log or _log_of(target))
    try:
        write_text(target, text)
    except (OSError, ValueError) as error:
        raise _refusal(target, error) from error
    titled = "title" in tomllib.loads(text)  # else it is called after the file
    title = scenario.title if titled else FrozenDict[str, str]()
    above = None if parent is None else scenario.inherits
    return replace(scenario, name=target.stem, title=title, parent=parent, inherits=above, file=target)


def _edited(
    document: TOMLDocument,
    before: Scenario | None,
    scenario: Scenario,
    own: Own,
    parent: str | None,
    log: Log | None,
) -> str:
    """Bring a document to what the scenario states; `before` is what it says so far.

    Raises
    ------
    ValueError, LookupError, AttributeError, TypeError
        If tomlkit cannot.
    """
    _head(document, scenario, own, parent)
    _parameters(document, scenario, own, before)
    _changes(document, scenario, own, before)
    if log is not None:
        write_log(document, log)
    text = document.as_string()
    if tomllib.loads(text) != document.unwrap():
        raise ValueError("the document does not read as it was written")
    return text


def _log_of(target: Path) -> Log | None:
    """Return the history of a file whose layout has to go."""
    try:
        return read_log(target) if target.is_file() else None
    except ScenarioError:
        return None


def _target(path: str | os.PathLike[str]) -> Path:
    """Return the file to write: a symbolic link keeps pointing to it."""
    try:
        target = Path(path).resolve()
        target.exists()  # says whether such a name can be
    except (OSError, ValueError, RuntimeError) as error:  # too long, a zero byte, links in a circle
        raise _refusal(Path(path), error) from error
    return target


def _refusal(path: Path, error: Exception) -> ScenarioError:
    reason = getattr(error, "strerror", None) or error
    text = _("The scenario cannot be saved as {path}: {reason}. Choose another place.")
    return ScenarioError(text.format(path=path.name[:SHOWN], reason=reason))


def _parent(scenario: Scenario, target: Path) -> tuple[str | None, Own]:
    """Return how the file names its parent from its new place, and what it states itself."""
    parent = scenario.inherits
    if parent is None or parent.file is None or parent.file == target:
        alone = replace(scenario, inherits=None)
        return None, alone.own
    names = [parent.file.name]
    if parent.file.suffix == SUFFIX:
        names.insert(0, parent.name)
    for name in names:  # a name is looked for beside the child first, then among the shipped ones
        beside = [place for ending in ("", SUFFIX) if (place := target.parent / (name + ending)).is_file()]
        first = target if target.name == name + SUFFIX else beside[0] if beside else _shipped(name)
        if first == parent.file:
            return name, scenario.own
    try:
        return Path(os.path.relpath(parent.file, target.parent)).as_posix(), scenario.own
    except ValueError:  # on another drive
        return parent.file.as_posix(), scenario.own


def _shipped(name: str) -> Path:
    return scenarios_folder().resolve() / (name + SUFFIX)


def _template(scenario: Scenario, target: Path) -> tuple[TOMLDocument, Scenario | None]:
    import tomlkit

    for path in (target, scenario.file):
        if path is not None and path.is_file():
            try:
                return tomlkit.parse(path.read_text(encoding="utf-8-sig")), load_scenario(path)
            except (ScenarioError, ValueError, RecursionError):  # what cannot be read gives no layout
                continue
    return tomlkit.document(), None


def _head(document: TOMLDocument, scenario: Scenario, own: Own, parent: str | None) -> None:
    _put(document, "format", FORMAT)
    _put(document, "parent", parent)
    _put(document, "base", own.base if "base" not in document else scenario.base)
    _put(document, "closure", own.closure if "closure" not in document else scenario.closure)
    _put(document, "sources", list(scenario.sources) or None)
    _put(document, "without", list(own.without) or None)
    for key in ("title", "question", "notes"):
        text = dict(getattr(scenario, key))
        present: Any = document.get(key)
        plain = present.unwrap() if hasattr(present, "unwrap") else present
        if plain and texts(plain if isinstance(plain, dict) else {"en": plain}) == text:
            continue
        single = len(set(text.values())) == 1
        value: object = (next(iter(text.values())) if single else text) if text else None
        if key == "title" and value == scenario.name:
            value = None
        _put(document, key, value)


def _put(document: TOMLDocument, key: str, value: object) -> None:
    import tomlkit

    present: Any = document.get(key)
    plain = present.unwrap() if hasattr(present, "unwrap") else present
    if value is None:
        if key in document:
            document.remove(key)
    elif isinstance(value, Mapping) and isinstance(plain, dict) and isinstance(present, dict):
        for language, text in value.items():
            if plain.get(language) != text:
                present[language] = text
    elif plain != value:
        if isinstance(value, Mapping):
            table = tomlkit.table()
            table.update(value)
            value = table
        if key in document:
            document.remove(key)
        _insert(document, key, value)


def _insert(document: TOMLDocument, key: str, value: object) -> None:
    """Add a key; a plain one goes before the first table, where it belongs to the document."""
    import tomlkit
    from tomlkit.items import AoT, Table

    if isinstance(value, Table | AoT):
        document.add(key, value)
        return
    tail = [(k, v) for k, v in document.items() if isinstance(v, Table | AoT)]
    for name, _item in tail:
        document.remove(name)
    document.add(key, tomlkit.item(value))
    for name, item in tail:
        document.add(name, item)


def _parameters(document: TOMLDocument, scenario: Scenario, own: Own, before: Scenario | None) -> None:
    import tomlkit

    if before is not None and before.parameters == scenario.parameters and "parameters" in document:
        return
    table: Any = document.get("parameters")
    if table is None:
        if not own.parameters:
            return
        table = tomlkit.table()
        document.add("parameters", table)
    for name in list(table):
        if name not in own.parameters:
            del table[name]
    for name, value in own.parameters.items():
        present: Any = table.get(name)
        plain = present.unwrap() if hasattr(present, "unwrap") else present
        if plain is None or parameter_value(name, plain) != value:
            table[name] = _written(name, value)
    if not table:
        document.remove("parameters")


def _written(name: str, value: Value) -> object:
    """Return a parameter as a file states it: one word where it is the record's low, central or high."""
    if isinstance(value, Mapping):
        if records()[name].by_sector:
            for word in ("low", "central", "high"):
                if all(v is not None for v in _marks(name, word)) and parameter_value(name, word) == value:
                    return word
        return {code: number(amount) for code, amount in value.items()}
    return number(value)


def _marks(name: str, word: str) -> list[float | None]:
    field = "default" if word == "central" else word
    return [getattr(values, field) for values in records()[name].by_sector.values()]


def _changes(document: TOMLDocument, scenario: Scenario, own: Own, before: Scenario | None) -> None:
    import tomlkit
    from tomlkit.items import AoT

    if before is not None and before.changes == scenario.changes and own.changes == before.own.changes:
        return
    entries: Any = document.get("change")
    old = list(entries) if isinstance(entries, AoT) else []  # a list in one line is written anew
    tables = []
    for change in own.changes:
        wanted = change_entry(change)
        match = next((table for table in old if _same(table, change)), None)
        if match is None:
            match = tomlkit.table()
        else:
            old.remove(match)
        for key in [key for key in match if key not in wanted]:
            match.remove(key)
        for key, value in wanted.items():
            if key not in match or match[key] != value:
                match[key] = value
        tables.append(match)
    if entries is not None and [id(table) for table in entries] == [id(table) for table in tables]:
        return
    if entries is not None:
        document.remove("change")
    if tables:
        array = tomlkit.aot()
        for table in tables:
            array.append(table)
        document.add("change", array)


def _same(table: Mapping[str, Any], change: Change) -> bool:
    key = str(table.get("lever")), frozenset(table.get("sectors", ()))
    return key == change.key
