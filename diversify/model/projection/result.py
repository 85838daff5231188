"""What a projection returns: one immutable object with every variable labelled, its units, flags, residuals
and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from diversify import __version__
from diversify.arrays import Array, read_only
from diversify.errors import InputError
from diversify.frozen import FrozenDict
from diversify.model.projection import indicators as formulas
from diversify.model.projection.flows import Flows
from diversify.model.projection.parameters import Indicator, indicators, levers, suggestion, unit_on
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

    from diversify.model.economy import Economy
    from diversify.model.projection.loop import Trajectory
    from diversify.model.projection.scenario import Scenario

RECORDED = "AZN"
"""Currency in the units of the records; results are in the currency of their table."""
Kind = Literal["absolute", "percent", "points"]
Record = dict[str, Any]


def indicator(name: str) -> Indicator:
    """The description of an indicator; an unknown name is an error that suggests the nearest."""
    known = indicators()
    if name not in known:
        raise InputError(_("There is no indicator “{name}”.").format(name=name) + suggestion(name, known))
    return known[name]


def units(economy: Economy) -> Mapping[str, str]:
    """Unit of every indicator on an economy, with its base year and currency."""
    written = {k: i.unit.format(base=economy.base) for k, i in indicators().items()}
    return FrozenDict({k: unit.replace(RECORDED, economy.table.currency) for k, unit in written.items()})


def lever_units(economy: Economy) -> Mapping[str, str]:
    """Unit of every lever on an economy: money of a record is money of the base year in its currency."""
    base, currency = economy.base, economy.table.currency
    return FrozenDict({name: unit_on(record.unit, base, currency) for name, record in levers().items()})


def percent(a: Array, b: Array) -> Array:
    """How much `a` is above `b`, percent of the size of `b`; not a number where that is 0."""
    return np.asarray(100.0 * (a - b) / np.where(b == 0.0, np.nan, np.abs(b)))


class Result:
    """One projection of one scenario.

    Attributes
    ----------
    economy, scenario
        What was projected.
    years : tuple of int
        The base year and every year to 2050.
    sectors : tuple of Sector
        In the order of the columns of every frame.
    """

    __slots__ = ("__dict__", "_draw", "_flows", "_values", "economy", "scenario", "sectors", "years")

    def __init__(
        self, economy: Economy, scenario: Scenario, run: Trajectory, flows: Flows | None = None, draw: int = 0
    ) -> None:
        self.economy, self.scenario = economy, scenario
        self.years, self.sectors = run.years, economy.sectors
        self._flows = Flows(run) if flows is None else flows
        self._draw = draw
        self._values: dict[str, Array] = {}

    def __repr__(self) -> str:
        return f"Result({self.scenario.name!r}, base {self.economy.base}, {self.years[0]}-{self.years[-1]})"

    # --- numbers
    def values(self, name: str) -> Array:
        """Values of an indicator, (year,) or (year, sector), read-only; NaN where there is none."""
        if name not in self._values:
            indicator(name)
            v = np.array(formulas.compute(name, self._flows, self.economy)[:, self._draw])
            v.setflags(write=False)
            self._values[name] = v
        return self._values[name]

    def series(self, name: str) -> pd.Series[float]:
        """A scalar indicator by year; a sectoral one is an error that points to `frame`."""
        import pandas as pd

        if indicator(name).sectoral:
            raise InputError(_("{name} has a value for every sector; use frame({name!r}).").format(name=name))
        out = pd.Series(self.values(name), index=pd.Index(self.years, name="year"), name=name)
        out.attrs["unit"] = self.units[name]
        return out

    def frame(self, name: str) -> pd.DataFrame:
        """A sectoral indicator, year x sector code; a scalar one as a single column."""
        import pandas as pd

        v = self.values(name)
        columns = pd.Index([s.code for s in self.sectors], name="sector") if v.ndim == 2 else pd.Index([name])
        out = pd.DataFrame(
            v if v.ndim == 2 else v[:, None], index=pd.Index(self.years, name="year"), columns=columns
        )
        out.attrs["unit"] = self.units[name]
        return out

    @property
    def names(self) -> tuple[str, ...]:
        """Every indicator of a result."""
        return tuple(indicators())

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Unit of every indicator, with the base year and the currency of the table."""
        return units(self.economy)

    # --- checks
    @cached_property
    def residuals(self) -> Mapping[str, Array]:
        """Residual of every identity, (year,), share of GDP."""
        every = self._flows.identities()
        return FrozenDict({k: read_only(v[:, min(self._draw, v.shape[1] - 1)]) for k, v in every.items()})

    @cached_property
    def worst_residual(self) -> tuple[str, int, float]:
        """(identity, year, share of GDP) of the largest residual of the run."""
        every = np.stack(list(self.residuals.values()))
        at = int(np.where(np.isfinite(every), every, np.inf).argmax())
        row, t = divmod(at, every.shape[1])
        return list(self.residuals)[row], self.years[t], float(every[row, t])

    @cached_property
    def flags(self) -> Mapping[str, npt.NDArray[np.bool_]]:
        """Warnings by year: domestic oil shortage, transfer guard, unemployment under 2 %, AI money not
        absorbed."""
        flags = {k: self.values(k) > 0.5 for k in formulas.FLAGS}
        for when in flags.values():
            when.setflags(write=False)
        return FrozenDict(flags)

    @cached_property
    def labour_response(self) -> Array:
        """dlnL/dlnw of every year after the base, (year - 1,); below zero where the wage can balance the
        labour market."""
        e = self._flows.run.elasticity[:, :, 0]
        return read_only(e[:, min(self._draw, e.shape[1] - 1)])

    @property
    def flows(self) -> Flows:
        """All flows behind the indicators, (year, draw, sector); for those who check everything."""
        return self._flows

    @property
    def draw(self) -> int:
        """Which draw of `flows` this result is; arrays that are the same in every draw are one draw wide."""
        return self._draw

    # --- origin
    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """Base year and its status, data hash, program version, closure and the scenario in full."""
        s, t, written = self.scenario, self.economy.table, lever_units(self.economy)
        return FrozenDict(
            {
                "version": __version__,
                "base": self.economy.base,
                "status": t.status,
                "source": t.source,
                "data_hash": t.data_hash,
                "scenario": s.name,
                "closure": s.closure,
                "parameters": dict(s.parameters),
                "changes": list(s.changes),
                "lever_units": {name: written[name] for name in dict.fromkeys(c.lever for c in s.changes)},
                "balanced": t.balanced,
                "notes": t.notes,
            }
        )

    def records(self, names: Sequence[str] | None = None, years: Sequence[int] | None = None) -> list[Record]:
        """Long form: scenario, year, indicator, sector, value, unit; a missing value is None, never NaN."""
        names = [names] if isinstance(names, str) else names
        unknown = sorted(set(years or ()) - set(self.years))
        if unknown:
            raise InputError(
                _("This projection has no year {year}; it runs from {first} to {last}.").format(
                    year=unknown[0], first=self.years[0], last=self.years[-1]
                )
            )
        out: list[Record] = []
        rows = [(t, y) for t, y in enumerate(self.years) if years is None or y in set(years)]
        for name in self.names if names is None else names:
            v, unit = self.values(name), self.units[name]
            codes: Sequence[str | None] = [s.code for s in self.sectors] if v.ndim == 2 else [None]
            for t, y in rows:
                for code, value in zip(codes, np.atleast_1d(v[t]), strict=True):
                    out.append(
                        {
                            "scenario": self.scenario.name,
                            "year": y,
                            "indicator": name,
                            "sector": code,
                            "value": float(value) if np.isfinite(value) else None,
                            "unit": unit,
                        }
                    )
        return out

    def __sub__(self, other: Result) -> Difference:
        return Difference(self, other)


class Difference:
    """One projection against another; `marks` says what beside the levers differs, empty for a fair
    comparison."""

    __slots__ = ("other", "result")

    def __init__(self, result: Result, other: Result) -> None:
        if result.years[-1] != other.years[-1] or [s.code for s in result.sectors] != [
            s.code for s in other.sectors
        ]:
            raise InputError(
                _(
                    "These two projections do not have the same sectors and horizon, so they have "
                    "no difference."
                )
            )
        self.result, self.other = result, other

    @property
    def marks(self) -> tuple[str, ...]:
        """Subset of ("base", "closure", "parameters") that differs."""
        a, b = self.result, self.other
        differs = {
            "base": a.economy.base != b.economy.base
            or a.economy.table.data_hash != b.economy.table.data_hash,
            "closure": a.scenario.closure != b.scenario.closure,
            "parameters": a.scenario.parameters != b.scenario.parameters,
        }
        return tuple(k for k, v in differs.items() if v)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that both have."""
        return tuple(y for y in self.result.years if y in self.other.years)

    def values(self, name: str, kind: Kind | None = None) -> Array:
        """Difference in the indicator's own kind, or in `kind`: (year,) or (year, sector).

        "percent" is relative to the size of the other run's value, so that its sign is that of the change
        also where the value is negative; "points" and "absolute" are plain differences.
        """
        kind = kind or indicator(name).difference
        a = self.result.values(name)[-len(self.years) :]
        b = self.other.values(name)[-len(self.years) :]
        if kind != "percent":
            return np.asarray(a - b)
        return percent(a, b)

    def _labelled(self, name: str, kind: Kind) -> pd.Series[float] | pd.DataFrame:
        import pandas as pd

        v = self.values(name, kind)
        index = pd.Index(self.years, name="year")
        if v.ndim == 1:
            return pd.Series(v, index=index, name=name)
        return pd.DataFrame(
            v, index=index, columns=pd.Index([s.code for s in self.result.sectors], name="sector")
        )

    def absolute(self, name: str) -> pd.Series[float] | pd.DataFrame:
        """Plain difference in the indicator's unit."""
        return self._labelled(name, "absolute")

    def percent(self, name: str) -> pd.Series[float] | pd.DataFrame:
        """Relative difference, percent of the other run."""
        return self._labelled(name, "percent")

    def points(self, name: str) -> pd.Series[float] | pd.DataFrame:
        """Difference of shares and rates, percentage points."""
        return self._labelled(name, "points")
