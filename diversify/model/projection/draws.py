"""Draws of the uncertain parameters: which vary, how they are distributed, and how they move together.

Every sampled record has a triangular distribution between its low, default and high value. One quantile is
drawn per record and used in all its sectors: where the gain of adopters is high, it is high everywhere.
Records are independent of each other. The same seed gives the same draws of a record whichever other records
are drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from diversify.arrays import Array
from diversify.errors import ParameterError
from diversify.frozen import FrozenDict
from diversify.model.projection.classes import Class, Mix, mixes
from diversify.model.projection.default_paths import STEPS
from diversify.model.projection.parameters import Record, levers, records
from diversify.text import _


@dataclass(frozen=True, slots=True)
class Draws:
    """A batch of draws.

    Attributes
    ----------
    parameters
        Name -> (D,), or (D, n) for parameters by sector. Levers drawn on request are here too.
    shifts
        Lever -> (first year, (D,)): what to add, from that year on, to the lever's path in the unit of the
        lever, in the scenario and in its counterfactual alike, so that their difference stays fair.
    """

    count: int
    parameters: Mapping[str, Array]
    shifts: Mapping[str, tuple[int, Array]]

    def shift(self, lever: str, years: Sequence[int]) -> Array:
        """Return what to add to the path of a lever, (D, Y)."""
        first, values = self.shifts.get(lever, (0, np.zeros(self.count)))
        return values[:, None] * (np.asarray(years) >= first)[None, :]


def sample(
    draws: int,
    seed: int = 0,
    *,
    sectors: Sequence[str] | None = None,
    classes: Mapping[str, Class] | None = None,
    base: int = 2025,
    base_oil_price: float | None = None,
    names: Collection[str] | None = None,
    held: Collection[str] = (),
) -> Draws:
    """Draw the uncertain parameters.

    Parameters
    ----------
    sectors, classes
        Sector codes in table order and the codes whose parameters they take; by default those of the records.
    base, base_oil_price
        Base year and its oil price (USD/bbl, by default Brent), from which a draw of the price step is
        measured.
    names
        Records to draw; by default every record marked as sampled. Levers with a low and a high may be named.
    held
        Names to leave out: what a scenario states itself.

    Raises
    ------
    ParameterError
        If a name is unknown or has no low and high value.
    """
    chosen = [name for name, record in records().items() if record.sampled] if names is None else list(names)
    codes = tuple(records()["theta"].by_sector) if sectors is None else tuple(sectors)
    own = mixes(codes, classes)
    followers = {record.path: lever for lever, record in levers().items() if record.path != lever}
    steps = {step: lever for lever, step in STEPS.items()}
    parameters: dict[str, Array] = {}
    shifts: dict[str, tuple[int, Array]] = {}
    for name in chosen:
        if name in held:
            continue
        record = records().get(name)
        if record is None or not _has_range(record):
            text = _("“{name}” cannot be drawn: it has no low and high value.")
            raise ParameterError(text.format(name=name))
        q = np.random.default_rng([seed, zlib.crc32(name.encode())]).random(draws)
        if record.by_sector:
            parameters[name] = np.stack(
                [sum((w * _sector(record, code, q) for code, w in mix), np.zeros(draws)) for mix in own],
                axis=1,
            )
        elif record.shift and record.kind != "lever":
            first, low, high = record.shift
            shifts[followers[name]] = first, triangular(q, low, 0.0, high)
        else:
            centre = record.default if record.default is not None else record.central
            value = triangular(q, _known(record.low), _known(centre), _known(record.high))
            if record.distribution.endswith("whole years"):
                value = np.rint(value)
            if name in followers:
                shifts[followers[name]] = base + 1, value - _known(record.default)
            elif name in steps:
                points = records()[steps[name]].by_year
                last = max(points)
                level = _known(points[last])
                if base_oil_price is not None and steps[name] == "oil_price":
                    level *= base_oil_price / _known(points.get(base, level))
                shifts[steps[name]] = max(last, base) + 1, (value - _known(record.default)) * level
            else:
                parameters[name] = value
    return Draws(draws, FrozenDict(parameters), FrozenDict(shifts))


def triangular(q: Array, low: float, middle: float, high: float) -> Array:
    """Return the quantiles of the triangular distribution, (D,); a point where low equals high."""
    if high <= low:
        return np.full_like(q, middle)
    split = (middle - low) / (high - low)
    left = low + np.sqrt(q * (high - low) * (middle - low))
    right = high - np.sqrt((1.0 - q) * (high - low) * (high - middle))
    return np.where(q < split, left, right)


def _has_range(record: Record) -> bool:
    if record.by_sector:
        return any(v.low is not None and v.high is not None for v in record.by_sector.values())
    return record.shift is not None or (record.low is not None and record.high is not None)


def _mixed(record: Record, mix: Mix, q: Array) -> Array:
    return sum((w * _sector(record, code, q) for code, w in mix), np.zeros_like(q))


def _sector(record: Record, code: str, q: Array) -> Array:
    values = record.by_sector.get(code)
    if values is None or values.default is None:
        text = _("Sector class “{code}” has no {name}.")
        raise ParameterError(text.format(code=code, name=record.name))
    if values.low is None or values.high is None:
        return np.full_like(q, values.default)
    return triangular(q, values.low, values.default, values.high)


def _known(value: float | None) -> float:
    if value is None:
        raise ParameterError(_("A value needed for drawing is missing."))
    return value
