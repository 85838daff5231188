"""From a scenario to numbers by year: default paths, moved levers and parameters for one economy's sectors.

`resolve` runs on every move of a slider: what does not depend on the levers is kept from call to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from diversify.errors import ScenarioError
from diversify.model.projection.checks import STATES, Value, change_faults
from diversify.model.projection.frozen import FrozenDict
from diversify.model.projection.parameters import Record, levers, records, suggestion
from diversify.model.projection.paths import point_values, through_points, weight
from diversify.model.projection.scenario import HORIZON, Change, Scenario
from diversify.text import _

Array = npt.NDArray[np.float64]

RESOURCE = "OILGAS"
"""Class of the sector whose volume is exogenous: crude oil and gas extraction."""
NONOIL = "nonoil"
"""Written as a sector in a change: every sector but crude oil and gas extraction."""
STEPS = {"oil_price": "oil_price_step_2026", "gas_price": "gas_price_step_2026"}
"""Levers whose default is their last known value times a parameter from then on."""
FROM_TABLE = "nonoil_deficit"
"""Lever whose value in the base year comes from the accounts."""
FREE_PATHS = ("population_growth", "private_lending_shift")
"""Paths that the model uses but no lever moves."""
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything the projection needs from a scenario, in the units of the records (per cent stays per cent).

    Attributes
    ----------
    parameters
        Name -> number, or (n,) array for parameters by sector.
    paths
        Lever, or name in `FREE_PATHS` -> (Y,) array, (Y, n) for levers by sector. NaN = blank: for adoption_ceiling and
        adoption_path adoption follows its default, for budgets "as needed", for ai_stop_year "never". The
        nonoil_deficit is NaN where the ratio of the base year holds and was not given to `resolve`.
    changed
        Levers that the scenario moves.
    """

    years: tuple[int, ...]
    sectors: tuple[str, ...]
    parameters: Mapping[str, float | Array]
    paths: Mapping[str, Array]
    changed: frozenset[str]


def resolve(
    scenario: Scenario,
    sectors: Sequence[str],
    classes: Mapping[str, str],
    base: int,
    years: Sequence[int] | None = None,
    *,
    base_oil_price: float | None = None,
    base_deficit: float | None = None,
) -> Assumptions:
    """Return parameters and paths of a scenario on an economy.

    Parameters
    ----------
    sectors, classes
        Sector codes in table order, and for each the code whose parameters it takes (itself where missing).
    base, years
        Base year, and the years from it on (default: to 2050).
    base_oil_price, base_deficit
        Oil price (USD/bbl) and non-oil budget deficit (% of non-oil GDP) of the base year. Without a price, Brent of
        that year; without a deficit, NaN in the base year.

    Raises
    ------
    ScenarioError
        If a change does not fit this economy or base year.
    """
    codes = tuple(sectors)
    when = tuple(range(base, HORIZON + 1)) if years is None else tuple(years)
    own = tuple(classes.get(code, code) for code in codes)
    parameters = scenario.parameters
    key = parameters if isinstance(parameters, FrozenDict) else FrozenDict(parameters)
    values, defaults, origins = _defaults(key, codes, own, base, when, base_oil_price, base_deficit)
    paths = dict(defaults)
    for change in scenario.changes:
        _check(change, base)
        paths[change.lever] = _moved(paths[change.lever], change, codes, own, base, when, origins)
    changed = frozenset(change.lever for change in scenario.changes)
    return Assumptions(when, codes, values, FrozenDict(paths), changed)


def _check(change: Change, base: int) -> None:
    faults = change_faults(change, base)
    if faults:
        raise ScenarioError(" ".join(fault.message for fault in faults))


def _moved(
    path: Array,
    change: Change,
    codes: tuple[str, ...],
    classes: tuple[str, ...],
    base: int,
    years: tuple[int, ...],
    origins: Mapping[str, Array],
) -> Array:
    if change.points:
        value, w = point_values(change.points, change.until, years)
    else:
        start = base + 1 if change.start is None else change.start
        value = np.full(len(years), change.value)
        w = weight(change.shape, start, change.end, change.until, years)
    columns = _columns(change.sectors, codes, classes) if change.sectors else None
    before = path if columns is None else path[:, columns]
    if path.ndim == 2:
        value, w = value[:, None], w[:, None]
    if change.mode == "add":
        after = before + w * value
    elif change.mode == "scale":
        after = before * (1.0 + w * (value - 1.0))
    else:
        origin = before
        if change.shape != "step":
            origin = _origin(before, w, change, columns, origins)
        ramp = (1.0 - w) * origin + w * value
        after = np.where(w == 1.0, value, np.where(w == 0.0, before, ramp))
    if columns is not None:
        whole = path.copy()
        whole[:, columns] = after
        after = whole
    return _in_bounds(after, levers()[change.lever], change)


def _origin(
    before: Array,
    w: Array,
    change: Change,
    columns: npt.NDArray[np.intp] | None,
    origins: Mapping[str, Array],
) -> Array:
    """Return where a ramp starts: the path so far; a blank adoption lever starts from base-year adoption."""
    blank = np.isnan(before) & (w > 0.0) & (w < 1.0)
    if not blank.any():
        return before
    start = origins.get(change.lever)
    if start is None:
        text = _("{lever} is blank before it is set, so it has nothing to ramp up from. "
                 "Use shape = \"step\" or points.")
        raise ScenarioError(text.format(lever=change.lever))
    held = start if columns is None else start[columns]
    return np.where(blank, held, before)


def _in_bounds(path: Array, record: Record, change: Change) -> Array:
    if (path < record.min).any() or (path > record.max).any():
        text = _("{lever} would leave its range of {min:g} to {max:g} {unit} (mode {mode}). "
                 "Choose a smaller change.")
        raise ScenarioError(
            text.format(
                lever=record.name, min=record.min, max=record.max, unit=record.unit, mode=change.mode
            )
        )
    path.setflags(write=False)
    return path


@lru_cache(maxsize=256)
def _columns(chosen: tuple[str, ...], codes: tuple[str, ...], classes: tuple[str, ...]) -> npt.NDArray[np.intp]:
    found: set[int] = set()
    for name in chosen:
        if name == NONOIL:
            here = [i for i, own in enumerate(classes) if own != RESOURCE]
        elif name in codes:
            here = [codes.index(name)]
        else:
            here = [i for i, own in enumerate(classes) if own == name]
        if not here:
            text = _("This economy has no sector “{code}”.").format(code=name)
            raise ScenarioError(text + suggestion(name, dict.fromkeys((*codes, NONOIL))))
        found.update(here)
    return np.array(sorted(found), dtype=np.intp)


@lru_cache(maxsize=64)
def _defaults(
    stated: FrozenDict[str, Value],
    codes: tuple[str, ...],
    classes: tuple[str, ...],
    base: int,
    years: tuple[int, ...],
    base_oil_price: float | None,
    base_deficit: float | None,
) -> tuple[Mapping[str, float | Array], Mapping[str, Array], Mapping[str, Array]]:
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
        paths[FROM_TABLE] = np.where(np.isnan(paths[FROM_TABLE]), base_deficit, paths[FROM_TABLE])
    for name in FREE_PATHS:
        paths[name] = _points(records()[name], stated, base, years)
    paths["private_lending_shift"] = paths["private_lending_shift"] - paths["private_lending_shift"][0]
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
    record: Record, stated: Value | None, codes: tuple[str, ...], classes: tuple[str, ...]
) -> float | Array | None:
    if not record.by_sector:
        if stated is None:
            return record.default
        return float(stated) if not isinstance(stated, Mapping) else None
    if stated is not None and not isinstance(stated, Mapping):
        return np.full(len(codes), float(stated))
    chosen = stated or {}
    numbers = []
    for code, own in zip(codes, classes, strict=True):
        known = record.by_sector.get(own)
        number = chosen.get(code, chosen.get(own, known.default if known else None))
        if number is None:
            text = _("Sector “{code}” takes its parameters from “{own}”, which has no {name}. "
                     "Give it the class of one of: {known}.")
            raise ScenarioError(
                text.format(code=code, own=own, name=record.name, known=", ".join(record.by_sector))
            )
        numbers.append(number)
    return np.array(numbers)


def _refuse_unknown_sectors(
    stated: Mapping[str, Value], codes: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    for name, value in stated.items():
        known = {*codes, *classes, *records()[name].by_sector}
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
        path = np.broadcast_to(np.asarray(values[source.name]), (len(years), n) if lever.sectoral else len(years))
    if lever.sectoral and path.ndim == 1:
        path = np.broadcast_to(path[:, None], (len(years), n))
    return np.array(path)


def _points(record: Record, stated: Mapping[str, Value], base: int, years: tuple[int, ...]) -> Array:
    """Return the path of a record over years; a record of the same name with _BASE at its end goes before it."""
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


def sector_classes(sectors: Iterable[str]) -> dict[str, str]:
    """Return the identity: every sector takes the parameters of its own code."""
    return {code: code for code in sectors}
