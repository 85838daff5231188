"""Many projections at once: a list of scenarios, or draws of the uncertain parameters, with quantiles over
the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.projection import indicators as formulas
from diversify.model.projection.result import Kind, Result, indicator, percent
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diversify.model.economy import Economy
    from diversify.model.projection.flows import Flows
    from diversify.model.projection.scenario import Scenario

BAND = (0.05, 0.5, 0.95)
"""Quantiles of a fan: what is shown as the 5-95 % range, with the median."""

ENDLESS = ("sofaz_years_left",)
"""Indicators without a value where what they count never ends: a fund lasts for ever while it grows."""


class Ensemble:
    """Runs of several scenarios under the same draws, so that differences between scenarios are draw by draw.

    Attributes
    ----------
    scenarios : tuple of Scenario
    draws : int
        Draws per scenario; 1 for a deterministic list.
    years : tuple of int
    worst_residual : float
        Largest identity residual of all draws and years, share of GDP.
    """

    def __init__(
        self,
        economy: Economy,
        scenarios: Sequence[Scenario],
        draws: int,
        years: tuple[int, ...],
        kept: dict[str, Array],
        worst: float,
        results: tuple[Result, ...] = (),
    ) -> None:
        self.economy, self.scenarios, self.draws, self.years = economy, tuple(scenarios), draws, years
        self.worst_residual = worst
        self._kept, self._results = kept, results

    def __len__(self) -> int:
        return len(self.scenarios)

    def result(self, i: int = 0) -> Result:
        """The whole result of scenario `i`; only a list without draws keeps whole results."""
        if not self._results:
            raise InputError(
                _("An ensemble of draws keeps indicators, not whole results; project the scenario by itself.")
            )
        if not -len(self._results) <= i < len(self._results):
            raise InputError(_("There is no scenario “{name}”.").format(name=i))
        return self._results[i]

    def values(self, name: str) -> Array:
        """A scalar indicator, (scenario, draw, year)."""
        if self._results:
            return np.stack([r.values(name) for r in self._results])[:, None]
        if name not in self._kept:
            indicator(name)
            raise InputError(
                _(
                    "The ensemble kept {kept}; {name} is not among them. Ask for it with "
                    "project_many(keep=...)."
                ).format(kept=", ".join(sorted(self._kept)), name=name)
            )
        return self._kept[name]

    def _of(self, name: str, scenario: int) -> Array:
        every = self.values(name)
        if not -len(every) <= scenario < len(every):
            raise InputError(_("There is no scenario “{name}”.").format(name=scenario))
        return np.asarray(every[scenario])

    def quantiles(self, name: str, q: Sequence[float] = BAND, scenario: int = 0) -> Array:
        """Quantiles over draws, (quantile, year); of `ENDLESS` a draw without a value is above all others."""
        for share in q:
            if not 0.0 <= share <= 1.0:
                text = _("{name} is {value:g}; it must stay between {min:g} and {max:g} {unit}.")
                raise InputError(text.format(name="q", value=share, min=0, max=1, unit="").replace(" .", "."))
        return quantiles(self._of(name, scenario), q, endless=name in ENDLESS)

    def difference(self, name: str, kind: Kind | None = None, scenario: int = 0, against: int = 1) -> Array:
        """Difference of two scenarios draw by draw, (draw, year)."""
        kind = kind or indicator(name).difference
        a, b = self._of(name, scenario), self._of(name, against)
        if kind != "percent":
            return np.asarray(a - b)
        return percent(a, b)


def quantiles(v: Array, q: Sequence[float], *, endless: bool = False) -> Array:
    """Linear-interpolated quantiles along the first axis; sorting beats np.quantile here.

    NaN where a draw has none. With `endless` a NaN is endless instead: above every number, so that only those
    quantiles are NaN that lie among such draws.
    """
    s = np.sort(np.ascontiguousarray(v.T), axis=-1)
    at = np.asarray(q, dtype=float) * (s.shape[-1] - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, s.shape[-1] - 1)
    part = at - low
    out = np.where(part == 0.0, s[..., low], s[..., low] + part * (s[..., high] - s[..., low]))
    if endless:  # the sort puts NaN last
        return np.asarray(out.T)
    return np.where(np.any(np.isnan(v), axis=0)[:, None], np.nan, out).T


def scalars(names: Sequence[str], flows: Flows, economy: Economy) -> dict[str, Array]:
    """Scalar indicators of a batch, (draw, year) each."""
    return {k: np.ascontiguousarray(formulas.compute(indicator(k).name, flows, economy).T) for k in names}
