"""Where an effect on GDP comes from: productivity itself, capital that follows, labour, taxes, oil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.analysis.coalitions import comparable
from diversify.model.analysis.parts import Part, Parts
from diversify.model.projection.arrays import total
from diversify.model.projection.runs import project
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.result import Result
    from diversify.model.projection.scenario import Scenario

TERMS: Mapping[str, str] = {
    "hulten": N_("Productivity itself (Hulten)"),
    "capital": N_("Capital that follows output"),
    "labour": N_("Labour"),
    "taxes": N_("Product taxes"),
    "resource": N_("Oil and gas volume"),
    "hub": N_("Data centres, less the gas they burn"),
}
EXPLAINED = N_(
    "Hulten: what the saving of labour and inputs is worth at base-year prices, had nothing else changed. "
    "GDP moves by more than that where capital follows output, more output and spending pay product taxes, "
    "and jobs move; the terms add up, so there is no further effect hidden in the ratio."
)
PERCENT = 100.0


@dataclass(frozen=True)
class GrowthAccounting:
    """The difference of GDP between two runs, in terms at base-year prices.

    Attributes
    ----------
    result, other : Result
        The run that is explained, and the one it is compared with.
    values : ndarray, (year, term)
        mln AZN of the base year, in the order of `TERMS`.
    """

    result: Result
    other: Result
    values: Array

    @property
    def years(self) -> tuple[int, ...]:
        """The years of both runs."""
        return self.result.years

    @property
    def effect(self) -> Array:
        """Difference of GDP as the runs report it, mln AZN of the base year, (year,)."""
        return np.asarray(self.result.values("gdp") - self.other.values("gdp"))

    @property
    def ratio(self) -> Array:
        """Effect over the Hulten term, (year,); NaN where productivity did not move."""
        hulten = self.values[:, 0]
        moved = np.abs(hulten) > 1e-6 * self.other.values("gdp") / PERCENT
        return np.asarray(np.where(moved, self.effect / np.where(moved, hulten, 1.0), np.nan))

    @property
    def explained(self) -> Array:
        """Sum of terms over the effect, (year,): 1 but for rounding; NaN where GDP did not move."""
        moved = np.abs(self.effect) > 1e-6 * self.other.values("gdp") / PERCENT
        return np.asarray(np.where(moved, self.values.sum(1) / np.where(moved, self.effect, 1.0), np.nan))

    def parts(self) -> Parts:
        """The terms in percent of the other run's GDP."""
        scale = PERCENT / self.other.values("gdp")
        return Parts(
            scenario=self.result.scenario.name,
            against=self.other.scenario.name,
            since=None,
            indicator="gdp",
            sector=None,
            unit="%",
            years=self.years,
            parts=tuple(Part(name, "", title, "") for name, title in TERMS.items()),
            values=self.values * scale[:, None],
            start=np.zeros(len(self.years)),
            end=self.effect * scale,
        )


@dataclass(frozen=True)
class _State:
    """One run at base-year prices, (year, sector); taxes and value added of data centres in all, (year,);
    index of resource volume and gas that data centres take from exports, (year, 1)."""

    x: Array
    hours: Array
    output_per_hour: Array
    inputs: Array
    gain: Array
    taxes: Array
    volume: Array
    hub: Array
    lost_gas: Array

    @classmethod
    def of(cls, result: Result) -> _State:
        w = result.flows
        f, c = w.f, w.c

        def wide(v: Array) -> Array:
            return np.asarray(np.broadcast_to(_own(v, result.draw), (len(result.years), c.x0.shape[-1])))

        x, lab = wide(w.y.x), wide(f.lab)
        resource = c.x0 * wide(f.q)
        extra = w.run.programme
        lost = np.zeros((len(x), 1)) if extra is None else _own(extra.lost_gas, result.draw)
        here = (c.resource > 0.0) & (resource > 0.0)
        return cls(
            x=x,
            hours=lab * x,
            output_per_hour=1.0 / lab,
            inputs=wide(c.A0.sum(0) * f.cf + f.sd + f.si),
            gain=np.where(here, (x + lost) / np.where(here, resource, 1.0), 1.0),
            taxes=_own(w.product_tax_volume, result.draw)[:, 0],
            volume=_own(f.q, result.draw),
            hub=_own(f.hub - total(f.hub_inputs), result.draw)[:, 0],
            lost_gas=np.broadcast_to(lost, (len(x), 1)),
        )


def _own(v: Array, draw: int) -> Array:
    """(year, ...) of one draw from (year, draw or 1, ...)."""
    return np.asarray(v[:, min(draw, v.shape[1] - 1)])


def accounting(result: Result, other: Result) -> GrowthAccounting:
    """Split the difference of GDP between two runs of one economy, each a projection by itself.

    With base-year prices as weights and every product split at the mean of both runs (Bennet 1920):

    * hulten: base-year cost of the labour and inputs that a unit of output needs less of, AI services bought
      deducted; of the resource sector its higher availability;
    * labour: more or fewer workers, at their base-year output;
    * capital: the rest of value added per unit, times output; capital follows output (D4);
    * taxes: product taxes on more output and spending at unchanged technique;
    * resource: oil and gas volume by depletion or by its levers;
    * hub: value added of data centres, which stand beside the table, less the gas they keep from export.

    Raises
    ------
    InputError
        If the two runs do not share the structure of the base year.

    Notes
    -----
    Hulten (1978), Growth accounting with intermediate inputs: to first order a saving moves GDP by its cost
    share, all else equal; here capital, labour and product taxes are not equal, and are shown.
    """
    w = result.flows
    if not all(np.array_equal(getattr(w.c, k), getattr(other.flows.c, k)) for k in ("ul", "tau", "A0", "x0")):
        raise InputError(
            _(
                "{one} and {other} do not start from the same labour shares, taxes and inputs, so they have "
                "no common base-year prices to weigh with."
            ).format(one=result.scenario.name, other=other.scenario.name)
        )
    a, b = _State.of(result), _State.of(other)
    tau, ul = (np.asarray(v[0]) for v in (w.c.tau, w.c.ul))
    o = np.asarray(w.c.resource).reshape(-1)
    x, hours, per_hour = (a.x + b.x) / 2, (a.hours + b.hours) / 2, (a.output_per_hour + b.output_per_hour) / 2
    inputs, gain, q = (a.inputs + b.inputs) / 2, (a.gain + b.gain) / 2, (a.volume + b.volume) / 2
    kept = 1.0 - inputs * (1.0 + tau)  # value added per unit of output
    saved = -x * (a.inputs - b.inputs)
    x0 = np.asarray(w.c.x0[0])
    of_resource = o * kept * x0
    terms = [
        (1.0 - o) * ul * hours * (a.output_per_hour - b.output_per_hour)
        + saved
        + of_resource * q * (a.gain - b.gain),
        (1.0 - o) * (kept - ul) * (a.x - b.x),
        (1.0 - o) * ul * per_hour * (a.hours - b.hours),
        saved * tau,
        of_resource * gain * (a.volume - b.volume),
        -o * kept * (a.lost_gas - b.lost_gas),
    ]
    values = np.stack([term.sum(-1) for term in terms], axis=-1)
    values[:, 3] += a.taxes - b.taxes
    values[:, 5] += a.hub - b.hub
    return GrowthAccounting(result, other, values)


def growth_accounting(
    economy: Economy, scenario: Scenario, other: Scenario | None = None
) -> GrowthAccounting:
    """Project a scenario and its counterfactual (or another scenario) and split the effect on GDP.

    Raises
    ------
    InputError
        If base year or closure of the two scenarios differ.
    """
    against = scenario.counterfactual() if other is None else other
    comparable(scenario, against)
    return accounting(project(economy, scenario), project(economy, against))
