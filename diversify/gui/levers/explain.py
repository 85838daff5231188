"""What a lever means, in the words of its record: the tooltip of its row and the line in its details."""

from __future__ import annotations

from html import escape

from diversify.gui.record_texts import number_text, unit_text
from diversify.model.analysis.evidence import evidence
from diversify.model.projection.parameters import Record
from diversify.model.projection.sources import ASSUMPTION, sources
from diversify.text import N_, _, localized

MARKS = {
    "V": N_("V: taken from the source as published"),
    "D": N_("D: derived from published numbers"),
    "M": N_("M: commonly cited, not checked in the source"),
    "A": N_("A: an assumption of this model"),
}

SUPPORT = {
    "assumption": N_("That it has an effect is common ground; its size is assumed."),
    "none": N_("No evidence of an effect: it is off unless a scenario turns it on."),
}


def marks_text(record: Record) -> str:
    """Return the evidence on one line, "low 30 · central 55 · high 80"; else its range in words."""
    known = [
        _("{name} {value}").format(name=name, value=number_text(value, record))
        for name, value in ((_("low"), record.low), (_("central"), record.central), (_("high"), record.high))
        if value is not None
    ]
    return " · ".join(known) or evidence(record.name).range


def explain(record: Record, blank: str = "", unit: str = "") -> str:
    """Return meaning, range, evidence, source and quality of a lever as rich text for a tooltip."""
    unit = unit or unit_text(record)
    lines = [f"<b>{escape(localized(record.title))}</b> ({escape(unit)})", escape(localized(record.note))]
    span = _("Range: {low} to {high}").format(
        low=number_text(record.min, record), high=number_text(record.max, record)
    )
    if blank:
        span += "; " + _("without a value: {blank}").format(blank=blank)
    lines.append(escape(span))
    lines.append(escape(_("Evidence: {values} [{mark}]").format(values=marks_text(record), mark=record.mark)))
    source = sources().get(record.source_id)
    named = _("assumed") if source is None or source.id == ASSUMPTION else source.title
    lines.append(
        escape(_("Source: {source}. Equation {equation}.").format(source=named, equation=record.equation))
    )
    if record.support in SUPPORT:
        lines.append(escape(_(SUPPORT[record.support])))
    if record.off not in ("blank", "none"):
        off = number_text(float(record.off), record)
        lines.append(escape(_("Without effect at {value}.").format(value=off)))
    lines.append(escape(_("Quality {mark}").format(mark=_(MARKS.get(record.mark, record.mark)))))
    return "<br>".join(lines)
