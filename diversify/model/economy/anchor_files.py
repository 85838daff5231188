"""Anchors from TOML files: every problem named with the file and the key."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from diversify.errors import AnchorError, InputError
from diversify.model.economy.anchors import PURPOSE, ROLES, WITHOUT_RESOURCE, Anchors, Class
from diversify.model.economy.toml_files import read_toml
from diversify.resources import data_folder, packaged_rows
from diversify.text import _

FORMAT = 1
_TOP = ("format", "country", "year", "resource", "refining", "anchors", "roles", "classes", "sources")


@cache
def anchor_years() -> tuple[int, ...]:
    """Return the years that Azerbaijan has anchors for, the latest first."""
    found = (int(file.stem.removeprefix("anchors_")) for file in data_folder().glob("anchors_*.toml"))
    return tuple(sorted(found, reverse=True))


@lru_cache(maxsize=2)
def azerbaijan_anchors(year: int = 2025) -> Anchors:
    """Return Azerbaijan's anchors of 2025 or 2021 for the table of 23 sectors."""
    path = data_folder() / f"anchors_{year}.toml"
    if not path.exists():
        years = ", ".join(map(str, sorted(anchor_years())))
        message = _("There are no anchors of Azerbaijan for {year}; choose one of {years}.")
        raise AnchorError(message.format(year=year, years=years))
    return read_anchors(path)


def read_anchors(path: str | Path) -> Anchors:
    """Read anchors from a TOML file.

    Raises
    ------
    AnchorError
        If the file cannot be read, a figure is missing (named, with what it is for), a key is unknown or
        a value impossible.
    """
    file = Path(path)
    try:
        return _anchors(read_toml(file))
    except InputError as error:
        raise AnchorError(f"{file.name}: {error}") from None


def _anchors(content: Mapping[str, Any]) -> Anchors:
    _known(content, _TOP, _("the file"))
    version = content.get("format")
    if version != FORMAT or isinstance(version, bool):
        message = _("The format is {found}, this version reads format {wanted}; add 'format = 1' or update.")
        raise AnchorError(message.format(found=version, wanted=FORMAT))
    if not isinstance(content.get("year"), int) or isinstance(content["year"], bool):
        raise AnchorError(_("The year is missing; add 'year = 2021' at the top."))
    parts = {name: content.get(name, {}) for name in ("anchors", "roles", "classes", "sources")}
    for name, part in parts.items():
        if not isinstance(part, Mapping):
            raise AnchorError(_("{name} must be a table of keys: [{name}].").format(name=name))
    _known(parts["anchors"], PURPOSE, "[anchors]")
    _known(parts["roles"], ROLES, "[roles]")
    resource, refining = content.get("resource") or None, content.get("refining") or None
    return Anchors(
        year=content["year"],
        country=str(content.get("country", "")),
        resource=resource,
        refining=refining,
        roles={role: str(code) for role, code in parts["roles"].items()},
        classes={code: _class(code, value) for code, value in parts["classes"].items()},
        sources={name: str(text) for name, text in parts["sources"].items()},
        **_figures(parts["anchors"], resource),
    )


def _figures(given: Mapping[str, Any], resource: str | None) -> dict[str, float]:
    figures: dict[str, float] = {} if resource else dict(WITHOUT_RESOURCE)
    if not resource and "gdp_growth" in given:
        figures["nonoil_growth"] = given["gdp_growth"]
    for name, value in given.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise AnchorError(
                _("The anchor {name} must be a number, not {value!r}.").format(name=name, value=value)
            )
        figures[name] = _finite(value)
    missing = [name for name in PURPOSE if name not in figures]
    if missing:
        lacking = "; ".join(f"{name} ({_(PURPOSE[name])})" for name in missing)
        raise AnchorError(_("These anchors are missing from [anchors]: {missing}.").format(missing=lacking))
    return figures


def _finite(value: int | float) -> float:
    """Return a number as a float, infinity where it is a whole number too large for one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _class(code: str, value: Any) -> Class:
    """Read a class: a code, a list of codes with equal weights, or codes with weights."""
    if isinstance(value, str):
        classes: dict[str, float] = {value: 1.0}
    elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        classes = {name: value.count(name) / len(value) for name in value}
    elif (
        isinstance(value, Mapping)
        and value
        and all(isinstance(w, int | float) and 0 < _finite(w) < math.inf for w in value.values())
    ):
        classes = {name: float(weight) for name, weight in value.items()}
    else:
        message = _("The class of {code} must be a code, a list of codes, or codes with weights above 0.")
        raise AnchorError(message.format(code=code))
    known = [row["code"] for row in packaged_rows("sectors.csv")]
    for name in classes:
        if name not in known:
            message = _("The class of {code} is {name!r}, but must be among {known}.")
            raise AnchorError(message.format(code=code, name=name, known=", ".join(known)))
    return classes


def _known(given: Mapping[str, Any], names: Any, place: str) -> None:
    for key in given:
        if key not in names:
            message = _("There is no key {key!r} in {place}; choose among {names}.")
            raise AnchorError(message.format(key=key, place=place, names=", ".join(names)))
