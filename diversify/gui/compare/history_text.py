"""Versions, and what has changed since a file was saved, in words. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from diversify.gui.compare.wording import exact
from diversify.model.projection.history import RecordChange, Since, Version
from diversify.model.projection.parameters import indicators, records
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_differences import input_differences
from diversify.text import N_, _, format_effect, format_number, language, localized, ngettext

_WHAT = {"default": N_("default"), "min": N_("lower bound"), "max": N_("upper bound")}
_NAMED = 6  # inputs named in one line


def date_text(date: datetime) -> str:
    """Return date and time where the user is, as the language writes them."""
    local = date.astimezone()
    return f"{local:%Y-%m-%d %H:%M}" if language() == "en" else f"{local:%d.%m.%Y %H:%M}"


def changed_text(version: Version, other: Scenario) -> str:
    """Return which inputs a scenario has otherwise than a version."""
    found = input_differences(other, version.scenario())
    if not found:
        return _("nothing")
    names = dict.fromkeys(_title(item.name) for item in found)
    shown = ", ".join(list(names)[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} (+{more})" if more > 0 else shown


def report(since: Since) -> list[str]:
    """Return what has changed since a file was saved, line by line."""
    return list(_lines(since))


def _lines(since: Since) -> Iterator[str]:
    then, now = since.program
    if then != now:
        yield _("Saved with diversify {then}; this is {now}.").format(then=then or "–", now=now)
    if since.data:
        yield _("The accounts of the base year are not the ones it was saved with.")
    for item in since.results:
        of = indicators()[item.indicator]
        gap = item.now - item.then
        if of.difference == "percent" and item.then:
            gap = 100.0 * gap / abs(item.then)
        unit = "%" if of.difference == "percent" else _("pp") if of.unit.startswith("%") else ""
        yield _("{indicator} {year}: {then} then, {now} now ({gap})").format(
            indicator=localized(of.title),
            year=item.year,
            then=format_number(item.then),
            now=format_number(item.now),
            gap=f"{format_effect(gap)} {unit}".strip(),
        )
    for change in since.records:
        yield _record(change)
    for text, names in ((_("Gone: {names}."), since.gone), (_("New: {names}."), since.added)):
        if names:
            yield text.format(names=", ".join(map(_title, names)))


def heading(since: Since) -> str:
    """Return the report in one line."""
    count = len(since.records) + len(since.gone) + len(since.added)
    text = ngettext(
        "Saved with other data: {n} record differs since, {m} headline numbers moved.",
        "Saved with other data: {n} records differ since, {m} headline numbers moved.",
        count,
    )
    return text.format(n=count, m=len(since.results))


def _record(change: RecordChange) -> str:
    if change.what == "rest":
        return _("{record}: other values by sector or year").format(record=_title(change.name))
    return _("{record}, {what}: {then} then, {now} now").format(
        record=_title(change.name),
        what=_(_WHAT[change.what]),
        then="–" if change.then is None else exact(change.then),
        now="–" if change.now is None else exact(change.now),
    )


def _title(name: str) -> str:
    if name == "base":
        return _("Base year")
    if name == "closure":
        return _("Closure")
    record = records().get(name)
    return name if record is None else localized(record.title)
