"""The first scenarios of a run: what a crash left, the files asked for, or what was open last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diversify import model
from diversify.errors import DiversifyError
from diversify.gui.documents import Document
from diversify.gui.kept_scenario import unpacked
from diversify.gui.messages import log
from diversify.gui.own_tables import bring_back, keep_used
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.shelf import abandoned
from diversify.gui.versions import take_history
from diversify.text import _, ngettext

_STRANGE = (DiversifyError, OSError, ValueError, TypeError, LookupError, AttributeError)


def restore(session: Session, state: Mapping[str, Any]) -> int:
    """Open what a kept state has, beside what is open; return how many of them hold unsaved work.

    Raises
    ------
    DiversifyError, ValueError, TypeError, LookupError, AttributeError
        If a scenario cannot be read or computed; those before it are open.
    """
    bring_back(session, state.get("tables", ()))
    opened, unsaved = [], 0
    for item in state["documents"]:
        scenario = unpacked(item["scenario"])
        document = session.add(scenario)
        saved = item["saved"]
        document.saved = scenario if saved is True else None if saved is None else unpacked(saved)
        document.path = None if item["path"] is None else Path(item["path"])
        document.shown = bool(item["shown"])
        document.note = str(item.get("note", ""))
        _compare_with_file(session, document)
        unsaved += document.dirty
        opened.append(document)
    session.counterfactual_shown = bool(state["counterfactual_shown"])
    if state["active"] is not None:
        session.activate(opened[state["active"]])
    if state["against"] is not None:
        session.compare_with(opened[state["against"]])
    return unsaved


def _compare_with_file(session: Session, document: Document) -> None:
    """Take the history of its file, and let a file that has changed meanwhile count as changed."""
    if document.path is None or not document.path.is_file():
        return
    take_history(document, session.messages)
    try:
        same = model.load_scenario(document.path) == document.saved
    except DiversifyError:
        same = False
    if not same:
        document.seen = 0, 0


def recover(session: Session, root: Path) -> list[Mapping[str, Any]]:
    """Open what programs that were killed had open, and say so; return their states.

    The folders stay until the caller has kept the work anew and calls `forget`.
    """
    states: list[Mapping[str, Any]] = []
    for place in abandoned(root):
        try:
            state = place.read()
            if state is None:
                place.leave()
                continue
            unsaved = restore(session, state)
        except _STRANGE as error:
            log.error("not recovered: %s", error, exc_info=error)
            kept = place.set_aside()
            text = _("Not everything could be recovered from the last time. It is kept in {folder}.")
            session.messages.warning(text.format(folder=kept))
            continue
        _say(session, state, unsaved)
        states.append({**state, "place": place})
    return states


def forget(states: list[Mapping[str, Any]]) -> None:
    """Remove the folders of recovered states: their work is kept elsewhere now."""
    for state in states:
        state["place"].leave()


def remember(session: Session, settings: Settings) -> None:
    """Note which files and shipped scenarios are open, for the next start."""
    items = [
        [str(document.path) if document.path else document.scenario.name, bool(document.path), document.shown]
        for document in session.documents
        if document.path is not None
        or (document.scenario.name in model.shipped_scenarios() and not document.dirty)
    ]
    active = session.active
    name = "" if active is None else str(active.path) if active.path else active.scenario.name
    settings.store.setValue("session", json.dumps([items, name]))
    try:
        settings.store.setValue("tables", json.dumps(keep_used(session)))
    except OSError as error:
        log.error("own tables not kept: %s", error)


def reopen(session: Session, settings: Settings) -> None:
    """Open what was open when the program ended; a file that is gone is left out."""
    try:
        items, active = json.loads(str(settings.store.value("session", "")))
        wanted = [(str(where), bool(is_file), bool(shown)) for where, is_file, shown in items]
        bring_back(session, list(json.loads(str(settings.store.value("tables", "[]")))))
    except (ValueError, TypeError):
        return
    last = None
    for where, is_file, shown in wanted:
        if is_file and not Path(where).is_file():
            continue
        document = session.open(Path(where) if is_file else where)
        if document is not None:
            document.shown = shown
            last = document if where == active else last
    if last is not None:
        session.activate(last)
        session.shown_changed.emit()


def _say(session: Session, state: Mapping[str, Any], unsaved: int) -> None:
    text = _("The program ended unexpectedly; everything is open again.")
    if unsaved:
        found = ngettext(
            "{count} scenario has unsaved changes.", "{count} scenarios have unsaved changes.", unsaved
        )
        text = f"{text} {found.format(count=unsaved)}"
    half = state.get("typing")
    if half:
        text = f"{text} {_('Half typed in “{field}”: {text}').format(**half)}"
    session.messages.warning(text)
