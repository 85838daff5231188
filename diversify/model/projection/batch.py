"""From scenarios and draws to the arrays of one batch: constants and paths with a draw axis, as narrow as
they can be."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import AnchorError, TableError
from diversify.model.projection.assumptions import Assumptions, resolve
from diversify.model.projection.calibration import calibrate
from diversify.model.projection.checks import HORIZON
from diversify.model.projection.constants import Calibration
from diversify.model.projection.exogenous import Exogenous, exogenous
from diversify.model.projection.parameters import levers
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diversify.model.economy import Anchors, Economy
    from diversify.model.projection.draws import Draws
    from diversify.model.projection.scenario import Scenario

SPEED = "adoption_speed"
HOME = "Azerbaijan"


def years_of(economy: Economy) -> tuple[int, ...]:
    """The base year and every year after it, to the horizon; a table of the horizon or later has none."""
    if economy.base >= HORIZON:
        raise TableError(
            _("The table is of {base}, and projections end in {last}: no year is left to project.").format(
                base=economy.base, last=HORIZON
            )
        )
    return tuple(range(economy.base, HORIZON + 1))


def anchored(economy: Economy) -> Anchors:
    """The anchors of an economy, or a sentence that says what a projection lacks."""
    if economy.anchors is None:
        raise AnchorError(
            _(
                "This table has no anchors (budget, fund, labour force ...): its algebra works, "
                "its projection does not. "
                "Give Economy(table, anchors) what read_anchors(file) returns."
            )
        )
    return economy.anchors


def at_home(economy: Economy) -> bool:
    """Whether the records describe this country: their fiscal and external paths are Azerbaijan's."""
    return anchored(economy).country == HOME


@lru_cache(maxsize=16)
def base_deficit(economy: Economy) -> float:
    """Non-oil primary deficit of the base year in % of non-oil GDP: what the default path starts from."""
    t, a = economy.table, anchored(economy)
    apart = [t.index(code) for code in (a.resource, a.refining) if code is not None]
    nonoil = t.gdp - float(t.gva[apart].sum())
    return 100.0 * (a.expenditure - a.nonoil_revenue) / nonoil


def assumptions(economy: Economy, scenario: Scenario) -> Assumptions:
    """What a scenario assumes about this economy, in the records' units."""
    a = anchored(economy)
    return resolve(
        scenario,
        economy.table.codes,
        a.classes,
        economy.base,
        years_of(economy),
        base_oil_price=a.oil_price,
        base_deficit=base_deficit(economy),
        steady=not at_home(economy),
    )


def _row(v: float | Array) -> Array:
    return np.array([[v]], dtype=float) if np.ndim(v) == 0 else np.asarray(v, dtype=float)[None, :]


def _column(v: Array) -> Array:
    return v[:, None, None] if v.ndim == 1 else v[:, None, :]


def _merged(values: Sequence[Array], axis: int) -> Array:
    """One array on the draw axis: one draw wide if all are the same."""
    first = values[0]
    if all(v is first or np.array_equal(v, first, equal_nan=True) for v in values[1:]):
        return first
    return np.concatenate(values, axis=axis)


@lru_cache(maxsize=32)
def _calibration(economy: Economy, key: object, scenario: Scenario) -> Calibration:
    """Constants of a deterministic run; levers do not touch them, so a moving slider finds them here."""
    del key
    par = {k: _row(v) for k, v in assumptions(economy, scenario).parameters.items()}
    return calibrate(economy, par, default_speed())


def default_speed() -> float:
    """Adoption speed of the record, which the years before the base followed whatever the lever says."""
    return float(levers()[SPEED].default or 0.0)


def batch(economy: Economy, scenarios: Sequence[Scenario]) -> tuple[Calibration, Exogenous]:
    """Constants and paths of several scenarios as one batch, one draw each."""
    resolved = [assumptions(economy, s) for s in scenarios]
    if len({s.parameters for s in scenarios}) == 1:
        world = scenarios[0].counterfactual()
        c = _calibration(economy, world.key, world)
    else:
        names = resolved[0].parameters
        par = {k: _merged([_row(r.parameters[k]) for r in resolved], 0) for k in names}
        c = calibrate(economy, par, default_speed())
    paths = {k: _merged([_column(r.paths[k]) for r in resolved], 1) for k in resolved[0].paths}
    return c, exogenous(c, years_of(economy), paths)


def drawn(economy: Economy, scenario: Scenario, draws: Draws) -> tuple[Calibration, Exogenous]:
    """Constants and paths of one scenario under many draws; what the scenario states itself is not drawn."""
    r = assumptions(economy, scenario)
    par = {k: _row(v) for k, v in r.parameters.items()}
    paths = {k: _column(v) for k, v in r.paths.items()}
    for name, values in draws.parameters.items():
        if name in scenario.parameters:
            continue
        wide = values[:, None] if values.ndim == 1 else values
        if name in par:
            par[name] = np.asarray(wide, dtype=float)
        elif name in paths and name not in r.changed:
            paths[name] = np.broadcast_to(wide[None, :, :], (len(r.years), *wide.shape)).copy()
    for lever in draws.shifts:
        paths[lever] = paths[lever] + draws.shift(lever, r.years).T[:, :, None]
    c = calibrate(economy, par, default_speed())
    return c, exogenous(c, r.years, paths)
