"""The shape of a layout file, checked by pydantic, and its faults in words. Imported only to read files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from diversify.model.economy.importing.layout import BLOCKS
from diversify.model.economy.importing.sheets import place, span
from diversify.text import _

Fault = tuple[str, str]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _first_cell(value: str) -> str:
    place(value)
    return value


def _range(value: str) -> str:
    span(value)
    return value


Words = Annotated[list[Annotated[str, Field(max_length=200)]], BeforeValidator(_listed)]
Roles = dict[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")], Words]
Letters = Annotated[str, Field(pattern=r"^[A-Za-z]{1,3}$")]
Row = Annotated[int, Field(ge=1, le=1_048_576)]


class Strict(BaseModel):
    """No unknown keys, no silent conversions, no NaN or infinity."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class AreaEntry(Strict):
    """One table on one sheet."""

    sheet: str = ""
    below: str = ""
    until: str = ""
    header_rows: Annotated[list[Row], Field(max_length=4)] = []
    code_column: Letters | None = None
    name_column: Letters | None = None
    region_column: Letters | None = None
    region_row: Row | None = None
    region_separator: Annotated[str, Field(max_length=3)] = ""
    first_cell: str | None = None
    last_cell: str | None = None
    orientation: Literal["rows", "columns"] = "rows"
    blocks: dict[str, str] = {}
    rows: Roles = {}
    columns: Roles = {}
    skip: Words = []
    total: Words = []


class LayoutEntry(AreaEntry):
    """One layout file of format 1; what it says of an area holds for all its areas."""

    format: Literal[1]
    kind: Literal["siot", "sut", "make-use", "mrio"]
    title: str = ""
    notes: str = ""
    decimal: Literal[".", ","] | None = None
    thousands: Literal["", ".", ",", " ", "'"] | None = None
    missing: list[str] | None = None
    flags: list[str] = []
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: str = "utf-8-sig"
    scale: Annotated[float, Field(gt=0)] = 1.0
    unit: str = ""
    currency: str = ""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    prices: str = "basic"
    source: str = ""
    tolerance: Annotated[float, Field(ge=0)] = 1e-3
    residual: str = ""
    signs: Words = []
    allow_negative: bool = False
    files: Literal["pymrio", "eora26"] | None = None
    supply: AreaEntry | None = None
    make: AreaEntry | None = None
    use: AreaEntry | None = None
    imports: AreaEntry | None = None


PARTS = {"siot": (), "mrio": (), "sut": ("supply", "use"), "make-use": ("make", "use")}


def validate(data: dict[str, Any]) -> tuple[LayoutEntry | None, list[Fault]]:
    """Return the entry, or every fault as (place in the file, sentence)."""
    try:
        entry = LayoutEntry.model_validate(data)
    except ValidationError as error:
        return None, [_sentence(fault) for fault in error.errors(include_url=False)]
    return entry, list(_more(entry))


def _sentence(fault: Any) -> Fault:
    where = ".".join(str(part) for part in fault["loc"])
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return where, _("is not known; see the list of keys in docs/importing.md.")
    if kind == "missing":
        return where, _("is missing.")
    if kind == "literal_error":
        return where, _("must be {expected}.").format(expected=limits.get("expected", ""))
    return where, f"{fault['msg']}."


def _more(entry: LayoutEntry) -> Iterator[Fault]:
    """Yield what no single field can know."""
    if entry.decimal is not None and entry.decimal == entry.thousands:
        yield "thousands", _("must differ from decimal.")
    needed = PARTS[entry.kind]
    for part in ("supply", "make", "use"):
        given = getattr(entry, part) is not None
        if part in needed and not given:
            yield part, _("is missing; a layout of kind {kind} needs it.").format(kind=entry.kind)
        if given and part not in needed:
            yield part, _("does not belong into a layout of kind {kind}.").format(kind=entry.kind)
    if entry.files is not None and entry.kind != "mrio":
        yield "files", _("belongs only into a layout of kind mrio.")
    if entry.imports is not None and entry.kind != "siot":
        yield "imports", _("belongs only into a layout of kind siot.")
    areas = [("", entry), *((p, getattr(entry, p)) for p in ("supply", "make", "use", "imports"))]
    for name, area in areas:
        if area is not None:
            yield from _places(f"{name}." if name else "", area)


def _places(prefix: str, area: AreaEntry) -> Iterator[Fault]:
    for key in ("first_cell", "last_cell"):
        text = getattr(area, key)
        if text is not None and _wrong(_first_cell, text):
            yield prefix + key, _("{text!r} is not a cell such as C7.").format(text=text)
    for name, text in area.blocks.items():
        if name not in BLOCKS:
            message = _("is not known; blocks are {blocks}.")
            yield f"{prefix}blocks.{name}", message.format(blocks=", ".join(BLOCKS))
        elif _wrong(_range, text):
            message = _("{text!r} is not a range such as C7:F10.")
            yield f"{prefix}blocks.{name}", message.format(text=text)


def _wrong(check: Any, text: str) -> bool:
    try:
        check(text)
    except ValueError:
        return True
    return False
