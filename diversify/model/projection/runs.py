"""`project` and `project_many`: the way in for scripts, the terminal and the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from diversify.errors import Cancelled, ConvergenceError, IdentityError, InputError
from diversify.model.projection.batch import anchored, batch, drawn, years_of
from diversify.model.projection.draws import Draws, sample
from diversify.model.projection.ensemble import Ensemble, scalars
from diversify.model.projection.flows import Flows
from diversify.model.projection.identities import identity_title
from diversify.model.projection.indicators import COSTLY
from diversify.model.projection.loop import Trajectory, jacobians, run
from diversify.model.projection.parameters import indicators, levers, records
from diversify.model.projection.programme import GROUPS
from diversify.model.projection.result import Result
from diversify.model.projection.year import Closure
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.arrays import Array
    from diversify.model.economy import Economy
    from diversify.model.projection.checks import Value
    from diversify.model.projection.scenario import Scenario

IDENTITY_LIMIT = 1e-8
"""A run whose worst identity residual exceeds this share of GDP is an error."""
CHUNK = 1024
"""Draws per batch: large enough that calls cost nothing, small enough for the cache."""
WORKERS = 2

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


def project(economy: Economy, scenario: Scenario, near: Result | None = None) -> Result:
    """Project one scenario from the base year of `economy` to 2050.

    Parameters
    ----------
    economy : Economy
        Table and anchors; its base year holds, whatever base the scenario names.
    scenario : Scenario
        Levers moved, parameters stated, closure.
    near : Result, optional
        A result of the same economy and closure with almost the same levers, to start from: for a lever that
        is being dragged. The answer agrees with the one without it to 1e-9, at about half the time.

    Returns
    -------
    Result

    Raises
    ------
    IdentityError
        An accounting identity fails by more than 1e-8 of GDP; the error carries the result.
    ConvergenceError
        A year has no solution under this scenario.
    AnchorError
        The economy lacks a figure that the projection needs.
    """
    anchored(economy)
    start = None
    if near is not None and near.economy is economy and near.scenario.closure == scenario.closure:
        start = near.flows.run if near.flows.run.y.lnw.shape[1] == 1 else None
    if start is None:
        start = unmoved(economy, scenario)
    c, paths = batch(economy, [scenario])
    trajectory = run(c, paths, years_of(economy), Closure(scenario.closure), near=start)
    return checked(Result(economy, scenario, trajectory))


def prepare(near: Result) -> None:
    """Make ready what runs that start from `near` need of it; the first of them does not wait for it then."""
    if near.flows.run.y.lnw.shape[1] == 1:
        jacobians(near.flows.run)


def alone(economy: Economy, scenario: Scenario) -> Trajectory | None:
    """The run of a scenario without draws, from which draws of it start; None where it has no solution."""
    c, paths = batch(economy, [scenario])
    try:
        return run(c, paths, years_of(economy), Closure(scenario.closure), near=unmoved(economy, scenario))
    except ConvergenceError:
        return None


def unmoved(economy: Economy, scenario: Scenario) -> Trajectory | None:
    """The run of a scenario's counterfactual, from which every run of the same parameters starts; None where
    that has no solution."""
    return _unmoved(economy, scenario.base, scenario.closure, scenario.parameters)


@lru_cache(maxsize=8)
def _unmoved(economy: Economy, base: int, closure: str, parameters: Mapping[str, Value]) -> Trajectory | None:
    from diversify.model.projection.scenario import Scenario as One

    world = One(name="unmoved", base=base, closure=closure, parameters=parameters)
    c, paths = batch(economy, [world])
    try:
        return run(c, paths, years_of(economy), Closure(world.closure))
    except ConvergenceError:
        return None


def checked(result: Result) -> Result:
    """The result, or an IdentityError that carries it."""
    identity, year, worst = result.worst_residual
    if not worst <= IDENTITY_LIMIT:
        raise IdentityError(
            _(
                "The identity “{identity}” of {scenario} fails in {year} by {worst:.1e} of GDP "
                "(limit {limit:.0e}). "
                "Do not use these numbers; please report the scenario."
            ).format(
                identity=identity_title(identity),
                scenario=result.scenario.name,
                year=year,
                worst=worst,
                limit=IDENTITY_LIMIT,
            ),
            identity=identity,
            year=year,
            result=result,
        )
    return result


def project_many(
    economy: Economy,
    scenarios: Scenario | Sequence[Scenario],
    draws: int | None = None,
    seed: int = 0,
    *,
    keep: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Ensemble:
    """Project several scenarios, or each of them under many draws of the uncertain parameters.

    Parameters
    ----------
    economy : Economy
    scenarios : Scenario or sequence of Scenario
        All are run under the same draws, so that their difference is fair draw by draw.
    draws : int, optional
        Number of draws; without it each scenario is run once at its own parameters.
    seed : int
        The same seed gives the same draws.
    keep : sequence of str, optional
        Scalar indicators to keep with draws; default all but the two by hypothetical extraction, which need
        a linear system for every draw and year.
    names : sequence of str, optional
        Records to draw; default those marked as sampled, of the programme only where a scenario moves it.
    progress : callable, optional
        Called with (done, all) runs.
    cancel : callable, optional
        Asked between years; True stops with Cancelled.

    Returns
    -------
    Ensemble
    """
    from diversify.model.projection.scenario import Scenario as One

    chosen = [scenarios] if isinstance(scenarios, One) else list(scenarios)
    if not chosen:
        raise InputError(_("There is no scenario to project."))
    if draws is None:
        return _each(economy, chosen, progress, cancel)
    if draws < 1:
        raise InputError(_("The number of draws is {draws}; it must be 1 or more.").format(draws=draws))
    every = [k for k, i in indicators().items() if not i.sectoral and k not in COSTLY]
    kept = every if keep is None else list(keep)
    a = anchored(economy)
    sampled = sample(
        draws,
        seed,
        sectors=economy.table.codes,
        classes=a.classes,
        base=economy.base,
        base_oil_price=a.oil_price,
        names=_uncertain(chosen) if names is None else names,
    )
    return _drawn(economy, chosen, sampled, kept, progress, cancel)


def _uncertain(scenarios: Sequence[Scenario]) -> list[str]:
    """What is drawn by default: parameters of the programme cannot matter where none of its levers moves."""
    known = levers()
    moved = {known[c.lever].group for s in scenarios for c in s.changes if c.lever in known}
    programme = bool(moved & set(GROUPS))
    return [k for k, r in records().items() if r.sampled and (programme or r.group not in GROUPS)]


def _each(
    economy: Economy, scenarios: list[Scenario], progress: Progress | None, cancel: Cancel | None
) -> Ensemble:
    """A deterministic list: one batch per closure."""
    results: dict[int, Result] = {}
    order = sorted(range(len(scenarios)), key=lambda i: scenarios[i].closure)
    for closure, group in groupby(order, key=lambda i: scenarios[i].closure):
        places = list(group)
        c, paths = batch(economy, [scenarios[i] for i in places])
        trajectory = run(c, paths, years_of(economy), Closure(closure), cancel)
        flows = Flows(trajectory)
        shared = trajectory.y.x.shape[1] == 1
        for k, i in enumerate(places):
            results[i] = checked(Result(economy, scenarios[i], trajectory, flows, 0 if shared else k))
        if progress is not None:
            progress(len(results), len(scenarios))
    every = tuple(results[i] for i in range(len(scenarios)))
    worst = max(r.worst_residual[2] for r in every)
    return Ensemble(economy, scenarios, 1, years_of(economy), {}, worst, every)


def _drawn(
    economy: Economy,
    scenarios: list[Scenario],
    sampled: Draws,
    keep: list[str],
    progress: Progress | None,
    cancel: Cancel | None,
) -> Ensemble:
    years = years_of(economy)
    out = {k: np.empty((len(scenarios), sampled.count, len(years))) for k in keep}
    ready = [drawn(economy, s, sampled) for s in scenarios]
    centre = [alone(economy, s) for s in scenarios]
    jobs = [
        (i, slice(n, min(n + CHUNK, sampled.count)))
        for n in range(0, sampled.count, CHUNK)
        for i in range(len(scenarios))
    ]

    def one(job: tuple[int, slice]) -> tuple[int, slice, dict[str, Array], float]:
        i, part = job
        c, paths = ready[i]
        closure = Closure(scenarios[i].closure)
        flows = Flows(run(c.take(part), paths.take(part), years, closure, cancel, centre[i]))
        named = flows.identities()
        worst = max(named, key=lambda k: float(np.nan_to_num(named[k], nan=np.inf).max()))
        size = float(np.nan_to_num(named[worst], nan=np.inf).max())
        if not size <= IDENTITY_LIMIT:
            year = years[int(np.nan_to_num(named[worst], nan=np.inf).max(1).argmax())]
            raise IdentityError(
                _(
                    "In a draw of {scenario} the identity “{identity}” fails in {year} by {worst:.1e} of GDP."
                ).format(scenario=scenarios[i].name, identity=identity_title(worst), year=year, worst=size),
                identity=worst,
                year=year,
            )
        return i, part, scalars(keep, flows, economy), size

    worst, done = 0.0, 0
    with ThreadPoolExecutor(max_workers=min(WORKERS, len(jobs))) as pool:
        futures = [pool.submit(one, job) for job in jobs]
        try:
            for future in futures:
                i, part, values, size = future.result()
                worst = max(worst, size)
                for k, v in values.items():
                    out[k][i, part] = v
                done += part.stop - part.start
                if progress is not None:
                    progress(done, sampled.count * len(scenarios))
        except (Cancelled, ConvergenceError, IdentityError):
            for future in futures:
                future.cancel()
            raise
    for v in out.values():
        v.setflags(write=False)
    return Ensemble(economy, scenarios, sampled.count, years, out, worst)
