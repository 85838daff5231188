"""Tables of the user's own as base: which scenarios rest on them, and the way back to the built-in ones.

The session holds one economy for each base year. A table of one's own takes the place of the built-in one of
its year, or adds a year; scenarios name the year, and the stamp of a saved file has the hash of the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from diversify.errors import DiversifyError
from diversify.gui import kept_tables
from diversify.gui.documents import Document
from diversify.gui.messages import log
from diversify.model.economy.anchor_files import anchor_years
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.gui.session import Session
    from diversify.model.economy import Economy, Table
    from diversify.model.projection.result import Result

STATUSES = {"official (aggregated)": N_("official"), "estimated": N_("estimated"), "user": N_("own table")}


def as_own(table: Table) -> Table:
    """Return a table as one of the user's own, whatever status its file gives it."""
    return replace(
        table, status="user", allow_unbalanced=not table.balanced, allow_negative=not table.nonnegative
    )


def use(session: Session, economy: Economy) -> bool:
    """Let scenarios of a table's year rest on it, and the active scenario take that year.

    Nothing changes, and a message says why, if a scenario of that year cannot be computed on it.
    """
    return _swap(session, economy.base, economy)


def take_back(session: Session, year: int) -> bool:
    """Let scenarios of a year rest on the built-in table again; of a year without one, on the latest."""
    if year not in session.calculator.own:
        return True
    if year in anchor_years():
        return _swap(session, year, None)
    return session.set_base(max(anchor_years()))


def base_years(session: Session) -> list[int]:
    """Return the years that scenarios can start from: the built-in ones, then those of own tables."""
    built_in = anchor_years()
    return [*built_in, *sorted(set(session.calculator.own) - set(built_in), reverse=True)]


def base_text(session: Session, year: int) -> str:
    """Return a base year and what kind of table it has: "2025, estimated"."""
    table = session.calculator.economy(year).table
    status = _(STATUSES.get(table.status, table.status))
    return _("{year}, {status}").format(year=year, status=status)


def keep_used(session: Session) -> list[str]:
    """Write the own tables that open scenarios rest on to files, for the next run; return their names.

    Raises
    ------
    OSError
        If one cannot be written.
    """
    used = {document.scenario.base for document in session.documents}
    return [kept_tables.keep(own) for year, own in session.calculator.own.items() if year in used]


def bring_back(session: Session, names: Iterable[str]) -> None:
    """Read the own tables of an earlier run, for the scenarios that rest on them; say which are lost."""
    for name in names:
        try:
            economy = kept_tables.kept(str(name))
        except (DiversifyError, OSError, ValueError, TypeError, LookupError) as error:
            log.error("own table not read: %s", error, exc_info=error)
            text = _("The own table {name} cannot be read any more. Bring it in again on the page Data.")
            session.messages.warning(text.format(name=name))
            continue
        if economy.base not in session.calculator.own:
            session.calculator.set_own(economy.base, economy)
            session.tables_changed.emit()


def _swap(session: Session, year: int, economy: Economy | None) -> bool:
    session.settle()
    calculator, before = session.calculator, session.calculator.own.get(year)
    known = before is not None or year in anchor_years()
    affected = [document for document in session.documents if document.scenario.base == year]
    fresh: list[tuple[Document, Result, Result]] = []
    try:
        calculator.set_own(year, economy)
        for document in affected:
            scenario = document.scenario
            fresh.append(
                (document, calculator.result(scenario), calculator.result(scenario.counterfactual()))
            )
        there = replace(session.scenario, base=year)
        calculator.result(there)
        calculator.result(there.counterfactual())
    except DiversifyError as error:
        calculator.set_own(year, before)
        session.messages.error(error)
        return False
    for document, result, counterfactual in fresh:
        document.result, document.counterfactual = result, counterfactual
    if known:  # what was done on the other table cannot be done again on this one
        for document in session.documents:
            document.stack.clear()
    session.tables_changed.emit()
    if session.scenario.base != year:
        return session.set_base(year)
    session.shown_changed.emit()
    session.marked_changed.emit()
    session.result_changed.emit(session.result)
    session.settled()
    return True
