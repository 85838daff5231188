"""What a table is, in words: its year, status, unit, source and notes. No Qt."""

from __future__ import annotations

from diversify.charts.runs import source_text
from diversify.model.economy import Table
from diversify.text import N_, _, ngettext, translate_unit

STATUSES = {
    "official (aggregated)": N_("official, aggregated"),
    "estimated": N_("estimated"),
    "user": N_("own table"),
}


def status_text(table: Table) -> str:
    """Return the year of a table and what kind it is: "2025, estimated"."""
    status = _(STATUSES.get(table.status, table.status))
    return _("{year}, {status}").format(year=table.year, status=status)


def about(table: Table) -> str:
    """Return in a few lines what a table is: status, size, unit, source, notes."""
    sectors = ngettext("{n} sector", "{n} sectors", table.n).format(n=table.n)
    prices = _("at basic prices") if table.price_basis == "basic" else table.price_basis
    lines = [f"{status_text(table)} · {sectors} · {translate_unit(table.unit)}, {prices}"]
    if table.source:
        lines.append(_("Source: {source}.").format(source=source_text(table.source)))
    lines += [f"– {note}" for note in table.notes]
    return "\n".join(lines)
