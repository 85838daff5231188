"""From a scenario to numbers by year: default paths, moved levers and parameters for one economy's sectors.

`resolve` runs on every move of a slider: what does not depend on the levers is kept from call to call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.economy.anchors import RESOURCE_CLASS
from diversify.model.projection.checks import HORIZON, change_faults
from diversify.model.projection.classes import Class, Mix, mixes, only
from diversify.model.projection.default_paths import defaults
from diversify.model.projection.parameters import Record, levers, suggestion, unit_on
from diversify.model.projection.paths import point_values, weight
from diversify.model.projection.scenario import NONOIL, Change, Scenario
from diversify.text import _

RESOURCE = RESOURCE_CLASS


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything the projection needs from a scenario, in the units of the records (per cent stays per cent).

    Attributes
    ----------
    parameters
        Name -> number, or (n,) array for parameters by sector.
    paths
        Lever, or name in `FREE_PATHS` -> (Y,) array, (Y, n) for levers by sector. NaN = blank: for
        adoption_ceiling and adoption_path adoption follows its default, for budgets "as needed", for
        ai_stop_year "never". The nonoil_deficit is NaN where the ratio of the base year holds and was not
        given to `resolve`.
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
    classes: Mapping[str, Class],
    base: int,
    years: Sequence[int] | None = None,
    *,
    base_oil_price: float | None = None,
    base_deficit: float | None = None,
    steady: bool = False,
) -> Assumptions:
    """Return parameters and paths of a scenario on an economy.

    Parameters
    ----------
    sectors, classes
        Sector codes in table order, and for each the code whose parameters it takes, or codes with weights
        (itself where missing).
    base, years
        Base year, and the years from it on (default: to 2050).
    base_oil_price, base_deficit
        Oil price (USD/bbl) and non-oil budget deficit (% of non-oil GDP) of the base year. Without a price,
        Brent of that year; without a deficit, NaN in the base year.
    steady
        Hold the deficit ratio and private net lending at the base year, for a country whose fiscal and
        external paths the records do not describe.

    Raises
    ------
    ScenarioError
        If a change does not fit this economy or base year.
    """
    codes = tuple(sectors)
    when = tuple(range(base, HORIZON + 1)) if years is None else tuple(years)
    own = mixes(codes, classes)
    parameters = scenario.parameters
    key = parameters if isinstance(parameters, FrozenDict) else FrozenDict(parameters)
    values, unmoved, origins = defaults(key, codes, own, base, when, base_oil_price, base_deficit, steady)
    paths = dict(unmoved)
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
    classes: tuple[Mix, ...],
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
    return _in_bounds(after, path, levers()[change.lever], change, base)


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
        text = _(
            "{lever} is blank before it is set, so it has nothing to ramp up from. "
            'Use shape = "step" or points.'
        )
        raise ScenarioError(text.format(lever=change.lever))
    held = start if columns is None else start[columns]
    return np.where(blank, held, before)


def _in_bounds(path: Array, before: Array, record: Record, change: Change, base: int) -> Array:
    """Return the path; where the change moves it outside the lever's range is an error.

    What it leaves alone may lie outside: gas output grew by more in a year that has been observed.
    """
    if (((path < record.min) | (path > record.max)) & (path != before)).any():
        text = _(
            "{lever} would leave its range of {min:g} to {max:g} {unit} (mode {mode}). "
            "Choose a smaller change."
        )
        unit = unit_on(record.unit, base)
        raise ScenarioError(
            text.format(lever=record.name, min=record.min, max=record.max, unit=unit, mode=change.mode)
        )
    path.setflags(write=False)
    return path


@lru_cache(maxsize=256)
def _columns(
    chosen: tuple[str, ...], codes: tuple[str, ...], classes: tuple[Mix, ...]
) -> npt.NDArray[np.intp]:
    found: set[int] = set()
    for name in chosen:
        if name == NONOIL:
            here = [i for i, own in enumerate(classes) if not only(own, RESOURCE)]
        elif name in codes:
            here = [codes.index(name)]
        else:
            here = [i for i, own in enumerate(classes) if only(own, name)]
        if not here:
            text = _("This economy has no sector “{code}”.").format(code=name)
            raise ScenarioError(text + suggestion(name, dict.fromkeys((*codes, NONOIL))))
        found.update(here)
    return np.array(sorted(found), dtype=np.intp)
