"""Files of statistical offices to tables: the layout is found or given, everything done is reported."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from diversify.errors import TableError
from diversify.model.economy.importing.building import built_table, folder_table, plain_table
from diversify.model.economy.importing.imported import Imported
from diversify.model.economy.importing.layout import Area, Layout
from diversify.model.economy.importing.layout_files import load_layout
from diversify.model.economy.importing.places import is_archive, open_place
from diversify.model.economy.importing.plain import is_plain
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.recognising import Recognition, recognise
from diversify.model.economy.importing.sheets import LARGEST, Sheet
from diversify.model.economy.importing.sources import Sheets, opened
from diversify.text import _

_ABOUT = ("year", "unit", "currency", "source", "prices", "tolerance", "scale")


def import_file(
    path: str | os.PathLike[str],
    layout: str | os.PathLike[str] | Layout | None = None,
    *,
    use: str | os.PathLike[str] | None = None,
    sheet: str = "",
    largest: float = LARGEST,
    **about: Any,
) -> Imported:
    """Read a file or folder in the layout of a statistical office, of a database, or of one's own.

    Parameters
    ----------
    path
        A CSV or XLSX file, or a folder or zip archive as Eora, EXIOBASE and pymrio have them.
    layout
        Name of a shipped layout, path of a layout file, or a Layout; by default it is found.
    use
        The file with the use table, where `path` holds only supply or make.
    sheet
        Sheet to read, instead of the layout's.
    largest
        Largest file that is read (of a workbook or archive: unpacked), MiB.
    **about
        year, unit, currency, source, prices, tolerance, scale (what money is multiplied by, such as 0.001
        for thousands that are to be millions): instead of the layout's.

    Raises
    ------
    TableError
        If it cannot be read without guessing: says what is not clear, and the candidates.
    """
    return read_file(Path(path), layout, use=use, sheet=sheet, largest=largest, about=about, seen=Seen())


@dataclass
class Seen:
    """What was seen of a file before it was read, or before reading failed."""

    sheets: list[Sheet] = field(default_factory=list)
    recognition: Recognition | None = None


def read_file(
    file: Path,
    layout: str | os.PathLike[str] | Layout | None,
    *,
    use: str | os.PathLike[str] | None,
    sheet: str,
    largest: float,
    about: Mapping[str, Any],
    seen: Seen,
) -> Imported:
    """Read a file as `import_file` does, noting on the way what was seen of it."""
    unknown = [name for name in about if name not in _ABOUT]
    if unknown:
        message = _("{name} cannot be said of a table; choose among {names}.")
        raise TableError(message.format(name=unknown[0], names=", ".join(_ABOUT)))
    scale = about.get("scale")
    if scale is not None and not 0.0 < scale < float("inf"):
        raise TableError(_("The scale must be a number above 0."))
    given = load_layout(layout) if isinstance(layout, (str, os.PathLike)) else layout
    if _in_several_files(file, largest):
        from diversify.model.economy.importing.folders import read_folder

        seen.recognition, found, make = read_folder(file, about, given, largest)
        return folder_table(file, seen.recognition, found, make)
    if given is not None and given.files:
        message = _("Layout {name} is for a folder or archive of files; {file} is neither.")
        raise TableError(message.format(name=given.name, file=file.name))
    with ExitStack() as stack:
        sheets = stack.enter_context(opened(file, given, largest))
        second = stack.enter_context(opened(Path(use), given, largest)) if use else sheets
        if given is None and len(sheets) == 1 and is_plain(sheets.only()):
            seen.sheets.append(sheets.only())
            if about.get("scale") is not None:
                raise TableError(_("{file} is a plain table, which has no scale.").format(file=file.name))
            return plain_table(file, sheets.only(), about)
        if given is None:
            seen.sheets += [*_looked_at(sheets, sheet), *(second.all() if use else ())]
        seen.recognition = Recognition(given) if given else recognise(file.name, seen.sheets)
        said = {key: value for key, value in about.items() if value is not None}
        chosen = replace(seen.recognition.layout, **said)
        parts = {}
        for name, area in chosen.areas.items():
            found_on = (second if name == "use" else sheets).of(area, sheet, name)
            if found_on not in seen.sheets:
                seen.sheets.append(found_on)
            parts[name] = Part(found_on, area, chosen, symmetric=chosen.kind in ("siot", "mrio"))
    return built_table(file, replace(seen.recognition, layout=chosen), parts)


def _in_several_files(file: Path, largest: float) -> bool:
    if not is_archive(file) or not file.is_file():
        return file.is_dir()
    from diversify.model.economy.importing.folders import holds_table

    with open_place(file, largest) as place:
        return holds_table(place)


def _looked_at(sheets: Sheets, wanted: str) -> list[Sheet]:
    """Return the sheets whose labels may tell the layout: of an archive only the one that is to be read."""
    if is_archive(sheets.file):
        return [sheets.of(Area(), wanted, "table")]
    return sheets.all()
