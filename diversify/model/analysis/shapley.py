"""Shapley values: how the worth of all players together is shared among them, exactly and without a rest."""

from __future__ import annotations

from math import factorial

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.text import _

Members = npt.NDArray[np.bool_]


def coalitions(players: int) -> Members:
    """Membership of every coalition, (2**players, players); coalition `i` holds player `j` where bit `j` of
    `i` is set."""
    return (np.arange(2**players)[:, None] >> np.arange(players)) & 1 > 0


def shapley(worth: Array) -> Array:
    """Share of every player in the worth of the coalition of all.

    Parameters
    ----------
    worth : ndarray, (2**k, ...)
        Worth of every coalition in the order of `coalitions`: the first is empty, the last holds all.

    Returns
    -------
    ndarray, (k, ...)
        Each player's addition to worth, averaged over all orders in which players can join. The shares add up
        to ``worth[-1] - worth[0]``, do not depend on the order in which players are listed, and are zero for
        a player who changes nothing.

    Raises
    ------
    InputError
        If the number of coalitions is no power of two.

    Notes
    -----
    Shapley (1953), A value for n-person games. As a decomposition without residual: Shorrocks (2013),
    Decomposition procedures for distributional analysis: a unified framework based on the Shapley value.
    """
    count = len(worth)
    players = count.bit_length() - 1
    if count != 2**players:
        raise InputError(
            _("A game needs the worth of every coalition: {count} is no power of two.").format(count=count)
        )
    member = coalitions(players)
    size = member.sum(1)
    weight = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    shares = np.empty((players, *worth.shape[1:]))
    for j in range(players):
        without = np.flatnonzero(~member[:, j])
        shares[j] = np.tensordot(weight[size[without]], worth[without | 1 << j] - worth[without], axes=1)
    return shares


def alone(worth: Array) -> Array:
    """What each player adds to nobody, (k, ...): its effect if it acted by itself."""
    players = len(worth).bit_length() - 1
    return np.asarray(worth[1 << np.arange(players)] - worth[0])


def last(worth: Array) -> Array:
    """What each player adds to all others, (k, ...): what would be lost if it alone were taken back."""
    players = len(worth).bit_length() - 1
    return np.asarray(worth[-1] - worth[len(worth) - 1 - (1 << np.arange(players))])
