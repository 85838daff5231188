"""What a save adds to the history of a scenario, and when it must not happen. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from diversify import model
from diversify.errors import DiversifyError, ScenarioError
from diversify.gui.documents import Document, free_name
from diversify.model.projection.history import Log, Version, restored, since, stamp_of, version_of
from diversify.text import _, ngettext

if TYPE_CHECKING:
    from diversify.gui.messages import Messages
    from diversify.gui.session import Session


def signature(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from what it was before; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def take_history(document: Document, messages: Messages) -> None:
    """Read the history of a file just opened; say so where the program has changed since it was saved."""
    if document.path is None:
        return
    from diversify.model.projection.history_files import read_log

    try:
        document.log = read_log(document.path)
    except ScenarioError as error:  # it has gone, or become another, in the meantime
        messages.error(error)
        return
    document.seen = signature(document.path)
    document.since = since(document.log, document.result)
    if document.since is None:
        return
    count = len(document.since.records) + len(document.since.gone) + len(document.since.added)
    text = ngettext(
        "“{title}” was saved with other data: {n} record differs, {results}. See Compare, History.",
        "“{title}” was saved with other data: {n} records differ, {results}. See Compare, History.",
        count,
    )
    moved = len(document.since.results)
    results = ngettext("{n} headline number moved", "{n} headline numbers moved", moved)
    messages.notice(text.format(title=document.title, n=count, results=results.format(n=moved)))


def may_write(document: Document, path: Path, documents: Iterable[Document]) -> None:
    """Refuse to write over what another open scenario or another program has written.

    Raises
    ------
    ScenarioError
        If that would be lost; the sentence says what to do.
    """
    target = path.resolve()
    other = next((one for one in documents if one is not document and one.path == target), None)
    if other is not None:
        text = _("{file} is the file of “{title}”, which is open. Choose another name.")
        raise ScenarioError(text.format(file=path.name, title=other.title))
    if document.path == target and document.seen is not None:
        present = signature(target)
        if present is not None and present != document.seen:
            text = _(
                "{file} has been changed by another program since it was opened. "
                "Save under another name, or close it and open it again."
            )
            raise ScenarioError(text.format(file=path.name))


def next_log(document: Document, author: str) -> Log:
    """Return the history that a save now leaves in the file."""
    now, result = datetime.now(UTC), document.result
    version = version_of(document.scenario, result, author, document.note, now)
    return document.log.with_version(version, stamp_of(result, now))


def annotated(log: Log, place: int, **fields: str) -> Log:
    """Return a log with another note or author of one version."""
    versions = list(log.versions)
    versions[place] = replace(versions[place], **{name: text.strip() for name, text in fields.items()})  # type: ignore[arg-type]  # note and author are texts
    return replace(log, versions=tuple(versions))


def open_beside(session: Session, version: Version, date: str) -> tuple[str, ...]:
    """Open a version of the active scenario as one of its own; return what no longer exists of it."""
    scenario, lost = restored(session.scenario, version)
    title = {code: f"{text} ({date})" for code, text in scenario.title.items()}
    name = free_name(scenario.name, session.names())
    try:
        document = session.add(replace(scenario, name=name, title=title))
    except DiversifyError as error:
        session.messages.error(error)
        return ()
    document.saved = None
    session.activate(document)
    return lost


def write_notes(document: Document, log: Log) -> None:
    """Write a log with other notes into the file of a scenario; its unsaved changes stay unsaved.

    Raises
    ------
    ScenarioError
        If there is no file, or it cannot be written.
    """
    if document.path is None or document.saved is None:
        raise ScenarioError(_("Save the scenario first: notes are kept in its file."))
    may_write(document, document.path, (document,))
    model.save_scenario(document.saved, document.path, log=log)
    document.log, document.seen = log, signature(document.path)
