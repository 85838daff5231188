"""The model as the window uses it: economies read once, recent results kept, a lever's range in one batch.

The model is loaded with the first question to it, so that the window is on screen before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from diversify import model
from diversify.errors import AnchorError
from diversify.model.economy.anchor_files import anchor_years
from diversify.text import _

if TYPE_CHECKING:
    from diversify.arrays import Array
    from diversify.model.economy import Economy
    from diversify.model.projection.result import Result
    from diversify.model.projection.scenario import Scenario

_KEPT = 24  # results, enough for undo and redo around the present


@lru_cache(maxsize=4)
def economy(base: int) -> Economy:
    """Return Azerbaijan's economy in a base year; read once."""
    return model.load_economy(base)


class Calculator:
    """Projects scenarios; the same scenario gives the same object while it is remembered."""

    def __init__(self) -> None:
        self._own: dict[int, Economy] = {}
        self._results: OrderedDict[Scenario, Result] = OrderedDict()
        self._passing: Result | None = None
        self._defaults: tuple[object, Mapping[str, float | None]] = None, {}

    @property
    def own(self) -> Mapping[int, Economy]:
        """Economies of the user's own by base year; they go before the built-in one of that year."""
        return self._own

    def economy(self, base: int) -> Economy:
        """Return the economy that scenarios of a base year rest on.

        Raises
        ------
        AnchorError
            If there is none of that year.
        """
        if base in self._own:
            return self._own[base]
        if base not in anchor_years():
            text = _(
                "This rests on a table of {year}, which does not come with the program. Bring that table in "
                "on the page Data, then open the scenario again."
            )
            raise AnchorError(text.format(year=base))
        return economy(base)

    def set_own(self, base: int, own: Economy | None) -> None:
        """Let scenarios of a base year rest on the user's own economy, or (None) on the built-in one."""
        if own is None:
            self._own.pop(base, None)
        else:
            self._own[base] = own
        for scenario in [kept for kept in self._results if kept.base == base]:
            del self._results[scenario]
        self._passing, self._defaults = None, (None, {})

    def result(self, scenario: Scenario) -> Result:
        """Return the projection of a scenario.

        Raises
        ------
        DiversifyError
            If it cannot be projected.
        """
        found = self._results.get(scenario)
        if found is None:
            found = model.project(self.economy(scenario.base), scenario)
            self._results[scenario] = found
            while len(self._results) > _KEPT:
                self._results.popitem(last=False)
        self._results.move_to_end(scenario)
        return found

    def passing(self, scenario: Scenario, near: Result) -> Result:
        """Return the projection of a scenario that a moving lever passes through, started from its neighbour.

        It agrees with `result` to 1e-9 and is kept only until the next one: what stays on screen is `result`.
        """
        found = self._results.get(scenario)
        if found is not None:
            return found
        if self._passing is None or self._passing.scenario != scenario:
            self._passing = model.project(self.economy(scenario.base), scenario, near)
        return self._passing

    def prepare(self, near: Result) -> None:
        """Make a result ready for its neighbours to start from; no tick of a drag waits for it then."""
        from diversify.model.projection.runs import prepare

        prepare(near)

    def sweep(self, scenarios: Sequence[Scenario]) -> tuple[Result, ...]:
        """Return the projections of scenarios of one base year, from one batch."""
        if not scenarios:
            return ()
        batch = model.project_many(self.economy(scenarios[0].base), scenarios)
        return tuple(batch.result(i) for i in range(len(scenarios)))

    def defaults(self, scenario: Scenario) -> Mapping[str, float | None]:
        """Return every lever's last value if nothing is moved; None for blank ones and those by sector."""
        world = scenario.counterfactual()
        if self._defaults[0] != world.key:
            import numpy as np

            paths = self.paths(world)
            last = {name: np.unique(np.atleast_1d(path[-1])) for name, path in paths.items()}
            found = {n: float(v[0]) if v.size == 1 and np.isfinite(v[0]) else None for n, v in last.items()}
            self._defaults = world.key, found
        return self._defaults[1]

    def paths(self, scenario: Scenario) -> Mapping[str, Array]:
        """Return every lever's path in the record's unit, (Y,) or (Y, n) by sector, as the model takes it.

        Raises
        ------
        DiversifyError
            If a change does not fit.
        """
        from diversify.model.projection.batch import assumptions

        return assumptions(self.economy(scenario.base), scenario).paths
