"""The shape of a scenario file, checked by pydantic, and its faults in words. Imported only to read files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from diversify.model.projection.checks import Fault
from diversify.model.projection.parameters import LANGUAGES, levers
from diversify.model.projection.scenario import Closure, Mode, Shape
from diversify.text import N_, _


def _spread(value: object) -> object:
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


Texts = Annotated[dict[Literal["en", "az", "ru"], str], BeforeValidator(_spread)]
Point = Annotated[list[int | float], Field(min_length=2, max_length=2)]


class Strict(BaseModel):
    """No unknown keys, no silent conversions, no NaN or infinity."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class ChangeEntry(Strict):
    """One [[change]]."""

    lever: str
    unit: Annotated[str, Field(min_length=1)]
    value: float | None = None
    points: list[Point] = []
    mode: Mode = "set"
    sectors: list[str] = []
    start: int | None = None
    end: int | None = None
    until: int | None = None
    shape: Shape = "step"


class HistoryEntry(Strict):
    """One [[history]]: a version as it was saved. What has gone out of use since is no fault of the file."""

    date: datetime
    author: str = ""
    note: str = ""
    version: str = ""
    data: str = ""
    base: Annotated[int, Field(ge=1990, le=2049)]
    closure: str = "default"
    results: dict[str, list[float]] = {}
    parameters: dict[str, float | dict[str, float]] = {}
    change: list[ChangeEntry] = []


class StampEntry(Strict):
    """The [stamp]: program, accounts and records that the file was last saved with."""

    date: datetime
    version: str = ""
    data: str = ""
    records: str = ""


class ScenarioEntry(Strict):
    """One scenario file of format 1."""

    format: Literal[1]
    title: Texts = {}
    question: Texts = {}
    parent: str | None = None
    base: Annotated[int, Field(ge=1990, le=2049)] | None = None
    closure: Closure | None = None
    notes: Texts = {}
    sources: list[str] = []
    without: list[str] = []
    parameters: dict[str, Any] = {}
    change: list[ChangeEntry] = []
    history: list[HistoryEntry] = []
    stamp: StampEntry | None = None


_MODELS: Mapping[str, type[BaseModel]] = {"change": ChangeEntry, "history": HistoryEntry, "stamp": StampEntry}
_MESSAGES = {
    "missing": N_("is missing. Add it."),
    "float_type": N_("must be a number without quotes."),
    "int_type": N_("must be a whole number without quotes."),
    "string_type": N_("must be text in quotes."),
    "string_too_short": N_("must not be empty."),
    "list_type": N_("must be a list in square brackets."),
    "dict_type": N_("must be a table."),
    "model_type": N_("must be a table."),
    "datetime_type": N_("must be a date and time without quotes."),
    "finite_number": N_("must be a finite number."),
    "too_short": N_("must be a pair [year, value]."),
    "too_long": N_("must be a pair [year, value]."),
}


def validate(data: dict[str, Any]) -> tuple[ScenarioEntry | None, list[Fault]]:
    """Return the file's content if it has the right shape, and every fault of its shape otherwise."""
    try:
        return ScenarioEntry.model_validate(data), []
    except ValidationError as error:
        return None, list(_faults(error, data))


def _faults(error: ValidationError, data: dict[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for item in error.errors(include_url=False):
        place = item["loc"]
        if place[-1] == "int":  # a point is a whole number or any other: the second says it better
            continue
        key = key_path(place)
        if item["type"] in ("float_type", "finite_number") and place[-1] == "float":
            key = key_path(place[:-1])
        if key in seen:
            continue
        seen.add(key)
        yield Fault(key, _sentence(item["type"], place, item.get("ctx", {}), data))


def _sentence(kind: str, place: tuple[int | str, ...], context: Mapping[str, Any], data: Any) -> str:
    if kind == "extra_forbidden":
        inside = "change" if "change" in place[1:-1] else place[0]
        model = _MODELS.get(str(inside), ScenarioEntry) if len(place) > 1 else ScenarioEntry
        near = get_close_matches(str(place[-1]), model.model_fields, n=1)
        text = _("is not known here.")
        if near:
            return text + " " + _("Did you mean “{name}”?").format(name=near[0])
        return text + " " + _("Known are: {names}.").format(names=", ".join(model.model_fields))
    if kind == "literal_error":
        return _("must be {expected}.").format(expected=context.get("expected", ""))
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        text = _("must be at least {limit}.") if "ge" in context else _("must be at most {limit}.")
        return text.format(limit=limit)
    if kind in ("missing", "string_too_short") and place[-1] == "unit" and place[0] == "change":
        entry = data["change"][place[1]]
        record = levers().get(str(entry.get("lever")))
        if record is not None:
            right = "ratio" if entry.get("mode") == "scale" else record.unit
            return _('is missing. Write unit = "{unit}".').format(unit=right)
    message = _MESSAGES.get(kind)
    return _(message) if message else _("is not valid here ({kind}).").format(kind=kind)


def key_path(place: tuple[int | str, ...]) -> str:
    """Return a place in a file as people write it: change[2].value, entries counted from 1."""
    path = ""
    for step in place:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        elif step != "[key]":
            path += f".{step}" if path else str(step)
    return path
