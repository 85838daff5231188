"""What a lever means, in the words of its record: the tooltip of its row."""

from __future__ import annotations

from html import escape

from diversify.model.projection.parameters import Record
from diversify.model.projection.sources import sources
from diversify.text import N_, _, format_number, localized

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


def unit_text(record: Record) -> str:
    """Return the unit in the current language."""
    return _(record.unit)


def explain(record: Record, blank: str = "") -> str:
    """Return meaning, range, evidence, source and quality of a lever as rich text for a tooltip."""
    unit = unit_text(record)
    lines = [f"<b>{escape(localized(record.title))}</b> ({escape(unit)})", escape(localized(record.note))]
    span = _("Range: {low} to {high}").format(low=_number(record.min, unit), high=_number(record.max, unit))
    if blank:
        span += "; " + _("without a value: {blank}").format(blank=blank)
    lines.append(escape(span))
    known = [
        _("{name} {value}").format(name=name, value=_number(value, unit))
        for name, value in ((_("low"), record.low), (_("central"), record.central), (_("high"), record.high))
        if value is not None
    ]
    if known:
        lines.append(escape(_("Marks on the slider: {values}").format(values=" · ".join(known))))
    source = sources().get(record.source_id)
    named = _("assumed") if source is None else source.title
    lines.append(
        escape(_("Source: {source}. Equation {equation}.").format(source=named, equation=record.equation))
    )
    if record.support in SUPPORT:
        lines.append(escape(_(SUPPORT[record.support])))
    if record.off not in ("blank", "none"):
        lines.append(escape(_("Without effect at {value}.").format(value=_number(float(record.off), unit))))
    lines.append(escape(_("Quality {mark}").format(mark=_(MARKS.get(record.mark, record.mark)))))
    return "<br>".join(lines)


def _number(value: float, unit: str) -> str:
    if unit == _("year"):
        return str(int(value))
    return format_number(value, 0 if value == int(value) else None)
