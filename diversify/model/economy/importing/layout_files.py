"""Layout files (TOML, format 1): the shipped ones and a user's own; every fault at once."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diversify.errors import TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.importing.cells import NOTHING
from diversify.model.economy.importing.layout import Area, Layout
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.economy.importing.layout_schema import AreaEntry, LayoutEntry

FORMAT = 1
LARGEST = 2**20
MOST_DOTS = 200
SUFFIX = ".toml"
_FOLDER = files("diversify.model.economy.importing") / "formats"


def shipped_layouts() -> tuple[str, ...]:
    """Return the names of the layouts that come with the program."""
    names = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def load_layout(name_or_path: str | os.PathLike[str]) -> Layout:
    """Read a layout by the name of a shipped one or by its path.

    Raises
    ------
    TableError
        If there is none, or anything in it is at fault: one line for each fault.
    """
    text = os.fspath(name_or_path)
    if text in shipped_layouts():
        return _shipped(text)
    path = Path(text)
    if not path.is_file():
        message = _("There is no layout {name!r}. Give the path of a file, or one of {names}.")
        raise TableError(message.format(name=text, names=", ".join(shipped_layouts())))
    if path.stat().st_size > LARGEST:
        raise TableError(_("{file} is larger than 1 MiB, which no layout is.").format(file=path.name))
    return _parsed(path.name, path.read_bytes())


@lru_cache(maxsize=64)
def _shipped(name: str) -> Layout:
    return _parsed(name + SUFFIX, (_FOLDER / (name + SUFFIX)).read_bytes())


def _parsed(file: str, content: bytes) -> Layout:
    from diversify.model.economy.importing.layout_schema import validate  # pydantic: only to read files

    data = _toml(file, content)
    form = data.get("format")
    if isinstance(form, int) and form > FORMAT:
        message = _("{file} has format {form}; this version reads format {known}. Update diversify.")
        raise TableError(message.format(file=file, form=form, known=FORMAT))
    entry, faults = validate(data)
    if faults or entry is None:
        raise TableError("\n".join(f"{file}: {where}: {sentence}" for where, sentence in faults))
    return _layout(file.removesuffix(SUFFIX), entry)


def _toml(file: str, content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        if max((line.count(".") for line in text.split("\n")), default=0) > MOST_DOTS:
            raise RecursionError
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise TableError(_("{file} is not UTF-8 text. Save it as UTF-8.").format(file=file)) from None
    except ValueError as error:
        message = _("{file} is not valid TOML: {reason}.")
        raise TableError(message.format(file=file, reason=error)) from None
    except RecursionError:
        raise TableError(_("{file} is nested too deeply.").format(file=file)) from None


def _layout(name: str, entry: LayoutEntry) -> Layout:
    parts = {part: getattr(entry, part) for part in ("supply", "make", "use", "imports")}
    areas = {part: _area(entry, area) for part, area in parts.items() if area is not None}
    if entry.kind in ("siot", "mrio"):
        areas["table"] = _area(entry, entry)
    return Layout(
        name=name,
        kind=entry.kind,
        areas=FrozenDict(areas),
        title=entry.title,
        notes=entry.notes,
        decimal=entry.decimal,
        thousands=entry.thousands,
        missing=NOTHING if entry.missing is None else ("", *entry.missing),
        flags=tuple(entry.flags),
        delimiter=entry.delimiter,
        encoding=entry.encoding,
        scale=entry.scale,
        unit=entry.unit,
        currency=entry.currency,
        year=entry.year or 0,
        prices=entry.prices,
        source=entry.source,
        tolerance=entry.tolerance,
        residual=entry.residual,
        signs=tuple(entry.signs),
        allow_negative=entry.allow_negative,
        files=entry.files or "",
    )


def _area(common: AreaEntry, own: AreaEntry) -> Area:
    """Return an area: what it says itself, else what the file says for all."""

    def said(key: str) -> Any:
        return getattr(own if key in own.model_fields_set else common, key)

    return Area(
        sheet=said("sheet"),
        below=said("below"),
        until=said("until"),
        header_rows=tuple(said("header_rows")),
        code_column=said("code_column") or "",
        name_column=said("name_column") or "",
        region_column=said("region_column") or "",
        region_row=said("region_row") or 0,
        region_separator=said("region_separator"),
        first_cell=said("first_cell") or "",
        last_cell=said("last_cell") or "",
        orientation=said("orientation"),
        blocks=FrozenDict(said("blocks")),
        rows=FrozenDict({role: tuple(words) for role, words in said("rows").items()}),
        columns=FrozenDict({role: tuple(words) for role, words in said("columns").items()}),
        skip=tuple(said("skip")),
        total=tuple(said("total")),
    )
