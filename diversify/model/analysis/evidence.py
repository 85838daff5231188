"""The evidence card of a record: what it is, what it may be, why, by whom, and how to switch it off.

A card holds nothing of its own: every line is read from the one record that also feeds the slider, its
tooltip, the draws and the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diversify.errors import ParameterError
from diversify.model.projection.parameters import Record, Values, records, suggestion
from diversify.model.projection.sources import ASSUMPTION, sources
from diversify.text import N_, _, format_number, localized

KINDS = ("lever", "parameter", "calibration")
"""Kinds of records that have a card; bands and observations do not enter the model."""
MARKS = {
    "V": N_("value read in the source or in a copy of it"),
    "M": N_("commonly cited, not checked in the source"),
    "D": N_("derived from sources"),
    "A": N_("assumption"),
}
SUPPORT = {
    "source": N_("A source speaks for this effect."),
    "assumption": N_("That there is such an effect is common ground; its size is an assumption."),
    "none": N_("No evidence supports this effect: it is off unless a scenario turns it on."),
}
BLANK, NONE = "blank", "none"


@dataclass(frozen=True)
class Card:
    """What is known of one record, in words.

    Attributes
    ----------
    record
        The record itself.
    title, why, unit
        In the current language.
    default, range
        As text: a number, "blank", "by sector", "by year"; "no range known" where there is none.
    source, address
        Title and address of the source; "assumption" and "" where there is none.
    quality
        What the mark of the record means.
    support
        A sentence on what the effect rests on.
    off
        A sentence on how to switch the effect off.
    """

    record: Record
    title: str
    unit: str
    default: str
    range: str
    why: str
    source: str
    address: str
    quality: str
    support: str
    off: str

    def as_record(self) -> dict[str, object]:
        """The card as one line for programs; numbers as numbers, None where there is none."""
        r = self.record
        return {
            "name": r.name,
            "kind": r.kind,
            "title": self.title,
            "symbol": r.symbol,
            "equation": r.equation,
            "unit": r.unit,
            "low": r.low,
            "default": r.default,
            "high": r.high,
            "min": r.min,
            "max": r.max,
            "range": self.range,
            "why": self.why,
            "mark": r.mark,
            "source_id": r.source_id,
            "source": self.source,
            "address": self.address,
            "support": r.support,
            "off": r.off,
        }


def evidence(name: str) -> Card:
    """Return the card of a lever, parameter or constant.

    Raises
    ------
    ParameterError
        If there is no such record; the sentence names the nearest one.
    """
    known = carded()
    if name not in known:
        text = _("There is no lever or parameter “{name}”.").format(name=name)
        raise ParameterError(text + suggestion(name, known))
    record = known[name]
    source = sources()[record.source_id]
    assumed = record.source_id == ASSUMPTION
    return Card(
        record=record,
        title=localized(record.title),
        unit=_(record.unit),
        default=_default(record),
        range=_range(record),
        why=localized(record.note),
        source=_("assumption") if assumed else source.title,
        address="" if assumed else source.address,
        quality=_(MARKS[record.mark]),
        support=_(SUPPORT[record.support]),
        off=_off(record),
    )


def carded() -> Mapping[str, Record]:
    """Every record that has a card, by name, in display order."""
    return {name: record for name, record in records().items() if record.kind in KINDS}


def lacking(record: Record) -> list[str]:
    """Names of what a card needs and this record does not say; nothing if it is complete."""
    texts = {
        "title": localized(record.title),
        "symbol": record.symbol,
        "equation": record.equation,
        "unit": record.unit,
        "why": localized(record.note),
    }
    missing = [name for name, text in texts.items() if not text.strip()]
    if record.support not in SUPPORT:
        missing.append("support")
    if not _readable(record.off):
        missing.append("off")
    if record.source_id not in sources():
        missing.append("source")
    elif record.source_id != ASSUMPTION and not sources()[record.source_id].address:
        missing.append("address")
    if record.support == "source" and record.source_id == ASSUMPTION:
        missing.append("source")
    return missing


def _readable(off: str) -> bool:
    try:
        return off in (BLANK, NONE) or float(off) is not None
    except ValueError:
        return False


def _default(record: Record) -> str:
    if record.default is not None:
        return _number(record.default)
    if record.by_sector:
        return _("by sector: {values}").format(values=_sectors(record.by_sector))
    if record.by_year:
        if all(value is None for value in record.by_year.values()):
            return _("as in the base year")
        pairs = [f"{year} {_number(value)}" for year, value in record.by_year.items() if value is not None]
        return _("by year: {values}").format(values=", ".join(pairs))
    if record.path != record.name:
        return _("the values of {name}").format(name=record.path)
    return _("blank")


def _sectors(values: Mapping[str, Values]) -> str:
    """Sector values with equal ones named together, the most common last as "others"."""
    groups: dict[float | None, list[str]] = {}
    for code, value in values.items():
        groups.setdefault(value.default, []).append(code)
    ordered = sorted(groups.items(), key=lambda pair: len(pair[1]))
    parts = [f"{', '.join(codes)} {_number(value)}" for value, codes in ordered[:-1]]
    last, codes = ordered[-1]
    name = _("others") if parts else _("all")
    return "; ".join([*parts, f"{name if len(codes) > 1 else codes[0]} {_number(last)}"])


def _range(record: Record) -> str:
    if record.low is not None and record.high is not None:
        return _("{low} to {high}").format(low=_number(record.low), high=_number(record.high))
    lows = [v.low for v in record.by_sector.values() if v.low is not None]
    highs = [v.high for v in record.by_sector.values() if v.high is not None]
    if lows and highs:
        text = _("by sector, {low} to {high} in all")
        return text.format(low=_number(min(lows)), high=_number(max(highs)))
    if record.shift is not None:
        first, low, high = record.shift
        return _("from {year} on {low} to {high} beside the default").format(
            year=first, low=format_number(low, signed=True), high=format_number(high, signed=True)
        )
    if record.path != record.name:
        return _range(records()[record.path])
    return _("no range known")


def _off(record: Record) -> str:
    if record.off == BLANK:
        return _("Leave it blank: then it does nothing.")
    if record.off == NONE:
        return _("There is no switch: an equation needs this number.")
    return _("Set it to {value} {unit}: then it does nothing.").format(
        value=_number(float(record.off)), unit=_(record.unit)
    )


def _number(value: float | None) -> str:
    return format_number(value) if value is None or abs(value) >= 1000 else f"{value:g}"
