"""Every mixture of two scenarios as one batch: each group of levers as in the one or as in the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import Cancelled, ConvergenceError, IdentityError, InputError
from diversify.model.analysis.shapley import Members, coalitions
from diversify.model.projection.batch import assumptions, default_speed, years_of
from diversify.model.projection.calibration import calibrate
from diversify.model.projection.exogenous import exogenous
from diversify.model.projection.flows import Flows
from diversify.model.projection.identities import identity_title
from diversify.model.projection.loop import run
from diversify.model.projection.parameters import Text, lever, levers
from diversify.model.projection.runs import CHUNK, IDENTITY_LIMIT, WORKERS, Cancel, Progress
from diversify.model.projection.year import Closure
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.assumptions import Assumptions
    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.exogenous import Exogenous
    from diversify.model.projection.scenario import Scenario

MOST = 10
"""Players at most: their mixtures are 2**10 = 1,024 runs."""
SPEED = "adoption_speed"
"""The one lever of the whole economy that the model also takes by sector."""
SMALL = 64
"""Fewer runs than this are not worth a second thread."""

Cells = tuple[tuple[str, tuple[str, ...]], ...]
Measure = Callable[[Flows], Mapping[str, Array]]


@dataclass(frozen=True)
class Player:
    """Levers that move together, in all sectors or in some; or the states of the world.

    Attributes
    ----------
    name
        Its name in records.
    title
        Its name for people: in three languages, or English to be translated.
    cells
        Levers with the codes of the sectors in which the player moves them; no codes means all. Only levers
        by sector and the speed of adoption can be held in some sectors.
    rest
        True for the player who takes of its levers what the others have left.
    world
        True for the player who holds the [parameters] of the scenarios.
    """

    name: str
    title: Text | str
    cells: Cells = ()
    rest: bool = False
    world: bool = False


@dataclass(frozen=True)
class Game:
    """Two scenarios of one economy, and who moves what between them.

    Attributes
    ----------
    one, other
        The scenario in which all players have moved, and the one in which none has.
    """

    economy: Economy
    one: Scenario
    other: Scenario
    players: tuple[Player, ...]
    owners: Mapping[str, npt.NDArray[np.intp]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        comparable(self.one, self.other)
        if len(self.players) > MOST:
            raise InputError(
                _(
                    "{count} groups are too many: their mixtures would be {runs} runs. "
                    "Put levers together into {most} groups or fewer."
                ).format(count=len(self.players), runs=2 ** len(self.players), most=MOST)
            )
        object.__setattr__(self, "owners", _owners(self.players, self.economy.table.codes))


def comparable(one: Scenario, other: Scenario) -> None:
    """Refuse scenarios whose difference no group of levers can be credited with.

    Raises
    ------
    InputError
        If base year or closure differ.
    """
    if one.base != other.base:
        raise InputError(
            _(
                "{one} starts from {first} and {other} from {second}: a difference between base years is not "
                "the work of levers. Give both the same base year."
            ).format(one=one.name, other=other.name, first=one.base, second=other.base)
        )
    if one.closure != other.closure:
        raise InputError(
            _(
                "{one} is closed by “{first}” and {other} by “{second}”: a closure is "
                "no lever. Give both the same closure; 'diversify closures' shows all of them."
            ).format(one=one.name, other=other.name, first=one.closure, second=other.closure)
        )


def moved(economy: Economy, one: Scenario, other: Scenario) -> tuple[str, ...]:
    """Levers whose paths differ between two scenarios in the same state of the world, in display order."""
    a = assumptions(economy, one)
    b = assumptions(economy, replace(other, parameters=one.parameters))
    return tuple(k for k in levers() if not np.array_equal(a.paths[k], b.paths[k], equal_nan=True))


def everywhere(names: Sequence[str]) -> Cells:
    """Levers held in all sectors."""
    return tuple((name, ()) for name in names)


def _owners(players: Sequence[Player], codes: tuple[str, ...]) -> dict[str, npt.NDArray[np.intp]]:
    """Number of the player who holds each lever, by sector where levers are held by sector; -1 = nobody."""
    owners: dict[str, npt.NDArray[np.intp]] = {}
    for number, player in sorted(enumerate(players), key=lambda item: item[1].rest):
        for name, sectors in player.cells:
            by_sector = name == SPEED or lever(name).sectoral
            mine = _columns(name, sectors, codes, by_sector)
            held = owners.setdefault(name, np.full(len(mine), -1))
            if player.rest:
                mine &= held < 0
            elif (held[mine] >= 0).any():
                raise InputError(
                    _("The lever {lever} is in two groups; leave it in one of them.").format(lever=name)
                )
            held[mine] = number
    return owners


def _columns(
    name: str, sectors: tuple[str, ...], codes: tuple[str, ...], by_sector: bool
) -> npt.NDArray[np.bool_]:
    if not by_sector:
        if sectors:
            raise InputError(
                _("{lever} moves the whole economy; it cannot be split by sector.").format(lever=name)
            )
        return np.ones(1, dtype=bool)
    unknown = [code for code in sectors if code not in codes]
    if unknown:
        message = _("There is no sector {code}; the sectors are {codes}.")
        raise InputError(message.format(code=unknown[0], codes=" ".join(codes)))
    return np.isin(codes, sectors) if sectors else np.ones(len(codes), dtype=bool)


def batch(game: Game, member: Members) -> tuple[Calibration, Exogenous]:
    """Constants and paths of coalitions `member`, (coalition, player), as one batch."""
    e, one, other = game.economy, game.one, game.other
    resolved = {
        (True, True): assumptions(e, one),
        (True, False): assumptions(e, replace(one, parameters=other.parameters)),
        (False, True): assumptions(e, replace(other, parameters=one.parameters)),
        (False, False): assumptions(e, other),
    }
    place = next((j for j, p in enumerate(game.players) if p.world), None)
    world = member[:, place, None] if place is not None else np.zeros((len(member), 1), dtype=bool)
    paths = {k: _path(k, resolved, game.owners.get(k), member, world) for k in resolved[True, True].paths}
    par = {
        k: _mixed(world, np.atleast_2d(v), np.atleast_2d(resolved[False, False].parameters[k]))
        for k, v in resolved[True, True].parameters.items()
    }
    c = calibrate(e, par, default_speed())
    missing = c.A0.shape[0] - paths[SPEED].shape[2]
    if 0 < missing < c.A0.shape[0] - 1:  # the empty resource sector of an economy without one adopts nothing
        paths[SPEED] = np.pad(paths[SPEED], ((0, 0), (0, 0), (0, missing)))
    return c, exogenous(c, years_of(e), paths)


def _mixed(on: Members, yes: Array, no: Array) -> Array:
    """`yes` where `on`, else `no`; one draw wide where there is no difference."""
    return yes if np.array_equal(yes, no, equal_nan=True) else np.where(on, yes, no)


def _path(
    name: str,
    resolved: Mapping[tuple[bool, bool], Assumptions],
    owner: npt.NDArray[np.intp] | None,
    member: Members,
    world: Members,
) -> Array:
    """Path of one lever in every coalition, (year, coalition or 1, sector or 1)."""

    def of(lever: bool, state: bool) -> Array:
        v = resolved[lever, state].paths[name]
        return v[:, None, None] if v.ndim == 1 else v[:, None, :]

    still = _mixed(world, of(False, True), of(False, False))
    if owner is None:
        return still
    in_one = _mixed(world, of(True, True), of(True, False))
    width = in_one.shape[2]
    held = owner if len(owner) == width or len(set(owner.tolist())) > 1 else owner[:1]
    on = np.where(held >= 0, member[:, held], False)
    return _mixed(on, in_one, still)


def play(
    game: Game, measure: Measure, progress: Progress | None = None, cancel: Cancel | None = None
) -> dict[str, Array]:
    """Worth of every coalition.

    Parameters
    ----------
    game : Game
    measure : callable
        From the flows of a batch to arrays (year, coalition, ...).
    progress : callable, optional
        Called with (done, all) runs.
    cancel : callable, optional
        Asked between years; True stops with Cancelled.

    Returns
    -------
    dict of str to ndarray, (2**players, year, ...)
        In the order of `shapley.coalitions`.

    Raises
    ------
    IdentityError
        An accounting identity fails in one of the runs.
    """
    member = coalitions(len(game.players))
    count = len(member)
    c, w = batch(game, member)
    size = count if count < SMALL else min(CHUNK, -(-count // WORKERS))
    years, closure = years_of(game.economy), Closure(game.one.closure)
    jobs = [slice(n, min(n + size, count)) for n in range(0, count, size)]

    def one(part: slice) -> tuple[slice, Mapping[str, Array]]:
        flows = Flows(run(c.take(part), w.take(part), years, closure, cancel))
        _check(flows, game)
        wide = (len(years), part.stop - part.start)
        found = {k: np.broadcast_to(v, (*wide, *v.shape[2:])) for k, v in measure(flows).items()}
        return part, {k: np.moveaxis(v, 1, 0) for k, v in found.items()}

    worth: dict[str, Array] = {}
    with ThreadPoolExecutor(max_workers=min(WORKERS, len(jobs))) as pool:
        futures = [pool.submit(one, job) for job in jobs]
        try:
            for future in futures:
                part, values = future.result()
                for k, v in values.items():
                    worth.setdefault(k, np.empty((count, *v.shape[1:])))[part] = v
                if progress is not None:
                    progress(part.stop, count)
        except (Cancelled, ConvergenceError, IdentityError):
            for future in futures:
                future.cancel()
            raise
    return worth


def _check(flows: Flows, game: Game) -> None:
    for identity, residual in flows.identities().items():
        whole = np.nan_to_num(residual, nan=np.inf)
        worst = float(whole.max())
        if not worst <= IDENTITY_LIMIT:
            year = flows.run.years[int(whole.max(1).argmax())]
            raise IdentityError(
                _(
                    "In a mixture of {one} and {other} the identity “{identity}” fails in {year} by "
                    "{worst:.1e} of GDP."
                ).format(
                    one=game.one.name,
                    other=game.other.name,
                    identity=identity_title(identity),
                    year=year,
                    worst=worst,
                ),
                identity=identity,
                year=year,
            )
