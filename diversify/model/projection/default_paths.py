"""Parameters and paths of an economy when no lever is moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from diversify.arrays import Array
from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.projection.checks import STATES, Value
from diversify.model.projection.classes import Mix
from diversify.model.projection.parameters import Record, levers, records, suggestion
from diversify.model.projection.paths import through_points
from diversify.text import _

STEPS = {"oil_price": "oil_price_step_2026", "gas_price": "gas_price_step_2026"}
"""Levers whose default is their last known value times a parameter from then on."""
FROM_TABLE = "nonoil_deficit"
"""Lever whose value in the base year comes from the accounts."""
LENDING = "private_lending_shift"
FREE_PATHS = ("population_growth", LENDING)
"""Paths that the model uses but no lever moves."""


@lru_cache(maxsize=64)
def defaults(
    stated: FrozenDict[str, Value],
    codes: tuple[str, ...],
    classes: tuple[Mix, ...],
    base: int,
    years: tuple[int, ...],
    base_oil_price: float | None,
    base_deficit: float | None,
    steady: bool,
) -> tuple[Mapping[str, float | Array], Mapping[str, Array], Mapping[str, Array]]:
    """Return what holds when no lever is moved: parameters, paths, and where ramps of blank levers start.

    Kept from call to call; every array is read-only.
    """
    values: dict[str, float | Array] = {}
    for name, record in records().items():
        if record.kind in STATES and not record.by_year:
            value = _by_sector(record, stated.get(name), codes, classes)
            if value is not None:
                values[name] = value
    _refuse_unknown_sectors(stated, codes, classes)
    paths = {
        name: _default_path(record, values, stated, len(codes), base, years)
        for name, record in levers().items()
    }
    paths["oil_price"] = _rebased(paths["oil_price"], base_oil_price)
    if base_deficit is not None:
        if steady and FROM_TABLE not in stated:
            paths[FROM_TABLE] = np.full(len(years), base_deficit)
        paths[FROM_TABLE] = np.where(np.isnan(paths[FROM_TABLE]), base_deficit, paths[FROM_TABLE])
    for name in FREE_PATHS:
        paths[name] = _points(records()[name], stated, base, years)
    paths[LENDING] = paths[LENDING] - paths[LENDING][0]
    if steady and LENDING not in stated:
        paths[LENDING] = np.zeros(len(years))
    index, start = values["relative_adoption_index"], values["adoption_a0"]
    cap = values["adoption_cap"]
    origins = {
        "adoption_ceiling": np.full(len(codes), start),
        "adoption_path": np.minimum(cap, np.asarray(start) * index),
    }
    for array in (*values.values(), *paths.values(), *origins.values()):
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return FrozenDict(values), FrozenDict(paths), FrozenDict(origins)


def _by_sector(
    record: Record, stated: Value | None, codes: tuple[str, ...], classes: tuple[Mix, ...]
) -> float | Array | None:
    if not record.by_sector:
        if stated is None:
            return record.default
        return float(stated) if not isinstance(stated, Mapping) else None
    if stated is not None and not isinstance(stated, Mapping):
        return np.full(len(codes), float(stated))
    chosen = stated or {}
    numbers = []
    for code, mix in zip(codes, classes, strict=True):
        if code in chosen:
            numbers.append(chosen[code])
        else:
            numbers.append(sum(w * _of_class(record, code, own, chosen) for own, w in mix))
    return np.array(numbers)


def _of_class(record: Record, code: str, own: str, chosen: Mapping[str, float]) -> float:
    known = record.by_sector.get(own)
    number = chosen.get(own, known.default if known else None)
    if number is None:
        text = _(
            "Sector “{code}” takes its parameters from “{own}”, which has no {name}. "
            "Give it the class of one of: {known}."
        )
        raise ScenarioError(
            text.format(code=code, own=own, name=record.name, known=", ".join(record.by_sector))
        )
    return number


def _refuse_unknown_sectors(
    stated: Mapping[str, Value], codes: tuple[str, ...], classes: tuple[Mix, ...]
) -> None:
    for name, value in stated.items():
        known = {*codes, *(own for mix in classes for own, _w in mix), *records()[name].by_sector}
        if isinstance(value, Mapping) and not records()[name].by_year:
            for code in value:
                if code not in known:
                    text = _("{name}: this economy has no sector “{code}”.").format(name=name, code=code)
                    raise ScenarioError(text + suggestion(code, dict.fromkeys(codes)))


def _default_path(
    lever: Record,
    values: Mapping[str, float | Array],
    stated: Mapping[str, Value],
    n: int,
    base: int,
    years: tuple[int, ...],
) -> Array:
    source = records()[lever.path]
    if source.by_year:
        path = _points(source, stated, base, years)
        if lever.name in STEPS:
            after = np.array(years) > max(source.by_year)
            path = np.where(after, path * np.asarray(values[STEPS[lever.name]]), path)
    elif source is lever:
        path = np.full(len(years), np.nan if lever.default is None else lever.default)
    else:
        shape = (len(years), n) if lever.sectoral else (len(years),)
        path = np.broadcast_to(np.asarray(values[source.name]), shape)
    if lever.sectoral and path.ndim == 1:
        path = np.broadcast_to(path[:, None], (len(years), n))
    return np.array(path)


def _points(record: Record, stated: Mapping[str, Value], base: int, years: tuple[int, ...]) -> Array:
    """Return the path of a record over years; a record named NAME_BASE goes before NAME."""
    record = records().get(f"{record.name}_{base}", record)
    given = stated.get(record.name)
    points: dict[int, float | None] = dict(record.by_year)
    if isinstance(given, Mapping):
        points = {int(year): value for year, value in given.items()}
    known = {year: value for year, value in points.items() if value is not None}
    if not known:
        return np.full(len(years), np.nan)
    path = through_points(known, record.interpolation, years)
    if record.name == FROM_TABLE:
        path = np.where(np.array(years) <= base, np.nan, path)
    return path


def _rebased(path: Array, price: float | None) -> Array:
    return path if price is None else path * (price / path[0])
