"""Tables that are folders or archives of files: which kind it is, what they measure, what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from diversify.errors import AmbiguityError, TableError
from diversify.model.economy.importing.eora_files import EORA_TABLE, eora
from diversify.model.economy.importing.layout import Layout
from diversify.model.economy.importing.layout_files import load_layout
from diversify.model.economy.importing.lines import Found, say_negative
from diversify.model.economy.importing.places import Place, open_place
from diversify.model.economy.importing.pymrio_files import PARAMETERS, parameters, pymrio
from diversify.model.economy.importing.recognising import Recognition, fitting
from diversify.model.economy.importing.sheets import LARGEST
from diversify.model.economy.importing.vocabulary import meanings
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.text import _

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_GENERAL = "pymrio"  # what fits a folder that the signs of no other layout fit
_MONEY = ("Z", "Y", "x", "value_added", "taxes_on_inputs", "imported_inputs")
_NEEDED = ("Z.txt", "A.txt", "Z.parquet", "A.parquet")

Read = tuple[Recognition, Found, Callable[[bool, bool], MultiRegionalTable]]


def holds_table(place: Place) -> bool:
    """Tell whether a folder or archive holds a table in several files."""
    return PARAMETERS in place or any(name in _NEEDED or EORA_TABLE.fullmatch(name) for name in place.files)


def read_folder(
    path: Path, about: Mapping[str, Any], layout: Layout | None = None, largest: float = LARGEST
) -> Read:
    """Return how it was recognised, what was found and a maker of the table of a folder or archive.

    Parameters
    ----------
    about
        year, unit, currency, source, tolerance, scale: instead of what the folder or the layout says.
    layout
        Its layout; by default the shipped one whose signs it has.
    largest
        Largest file of an archive that is read, MiB.

    Raises
    ------
    TableError
        If it is no such folder, or anything in it is missing.
    """
    with open_place(path, largest) as place:
        recognition = Recognition(layout) if layout else _recognised_layout(place)
        chosen = recognition.layout
        if not chosen.files:
            message = _("Layout {name} is for one file; {folder} holds several.")
            raise TableError(message.format(name=chosen.name, folder=place.name))
        found = eora(place, chosen) if chosen.files == "eora26" else pymrio(place, chosen)
    found.fields |= _about(place.name, found.fields, about, chosen)
    scale = about.get("scale") or chosen.scale
    if scale != 1.0:
        found.fields |= {name: found.fields[name] * scale for name in _MONEY}
    _recognised(found)
    say_negative(found)

    def make(allow_unbalanced: bool, _allow_negative: bool) -> MultiRegionalTable:
        return MultiRegionalTable(**found.fields, notes=tuple(found.said), allow_unbalanced=allow_unbalanced)

    return recognition, found, make


def _recognised_layout(place: Place) -> Recognition:
    if any(EORA_TABLE.fullmatch(name) for name in place.files):
        table = next(name for name in place.files if EORA_TABLE.fullmatch(name))
        return Recognition(load_layout("eora26"), ((EORA_TABLE.pattern, table),))
    if not holds_table(place):
        message = _(
            "{folder} is neither a folder or archive that pymrio or EXIOBASE saved (file_parameters.json, "
            "Z.txt or A.txt) nor Eora26 (Eora26_YEAR_bp_T.txt and labels)."
        )
        raise TableError(message.format(folder=place.name))
    labels = [place.name, *place.files, *place.folders, *_headings(place)]
    found = fitting(place.name, labels, files=_GENERAL)
    return found or Recognition(load_layout(_GENERAL))


def _headings(place: Place) -> list[str]:
    """Return the labels of final demand: the first lines of Y.txt."""
    name = str(parameters(place).get("Y", {}).get("name", "Y.txt"))
    if name not in place or not name.endswith(".txt"):
        return []
    with place.open(name) as stream:
        lines = [stream.readline(2**22).decode("utf-8", errors="replace") for _line in range(3)]
    return list(dict.fromkeys(cell.strip() for line in lines for cell in line.split("\t")))


def _about(name: str, fields: Mapping[str, Any], about: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    years = {match[0] for match in _YEAR.finditer(name)}
    year = about.get("year") or fields.get("year") or (int(years.pop()) if len(years) == 1 else 0)
    given = str(fields.get("unit") or "")
    known = meanings("unit", given)
    unit = about.get("unit") or (known[0] if len(known) == 1 else given) or layout.unit
    if not year or not unit:
        what, word = ("year", _("year")) if not year else ("unit", _("unit"))
        message = _("{folder} does not say its {what}; say it.")
        raise AmbiguityError(message.format(folder=name, what=word), what)
    tolerance = about.get("tolerance")
    return {
        "year": year,
        "unit": unit,
        "currency": about.get("currency") or layout.currency or str(unit).rpartition(" ")[2],
        "source": about.get("source") or layout.source or layout.title,
        "price_basis": about.get("prices") or fields.get("price_basis") or layout.prices,
        "tolerance": layout.tolerance if tolerance is None else tolerance,
    }


def _recognised(found: Found) -> None:
    regions = list(dict.fromkeys(region for region, _code in found.fields["labels"]))
    codes = list(dict.fromkeys(code for _region, code in found.fields["labels"]))
    finals = list(dict.fromkeys(name for _region, name in found.fields["final_labels"]))
    found.recognised[:0] = [
        (_("regions"), ", ".join(regions)),
        (_("sectors"), f"{codes[0]} … {codes[-1]} ({len(codes)})"),
        (_("final demand"), ", ".join(finals)),
        (_("value added"), ", ".join(found.fields["value_added_kinds"])),
    ]
