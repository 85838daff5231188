"""Readiness: skills, digital infrastructure and governance as slow stocks, their weakest link, what they cost
(R1), and the levers of diffusion speed and lag (R2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.parameters import levers
from diversify.model.projection.stocks import approached

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = ("skills", "digital", "governance")
"""The three pillars: H, D and G of the equation."""
PERCENT = 100.0
NEAR_ZERO = 1e-6
"""Exponents nearer to 0 are taken as this: the limit of the mean there is geometric."""


class Readiness(NamedTuple):
    """Arrays (year, draw or 1, 1); indices with the European Union of 2025 = 1, money in mln."""

    level: Array
    governance: Array
    CC: Array
    ceiling: Array
    services: Array
    equipment: Array


def weakest_link(parts: Mapping[str, Array], weights: Mapping[str, Array], r: Array) -> Array:
    """R1: C = (sum_i w_i part_i^r / sum_i w_i)^(1/r); with r < 0 the weakest part decides."""
    r = np.where(np.abs(r) < NEAR_ZERO, NEAR_ZERO, r)
    whole = sum((weights[k] for k in parts), np.zeros(1))
    mean = sum((weights[k] * np.maximum(v, NEAR_ZERO) ** r for k, v in parts.items()), np.zeros(1)) / whole
    return np.asarray(mean ** (1.0 / r))


def base_index(p: Mapping[str, Array]) -> Array:
    """R1 in the base year, where every pillar is at its default."""
    parts = {k: np.full((1, 1), levers()[f"readiness_{k}"].default or 0.0) for k in PARTS}
    return weakest_link(parts, {k: p[f"readiness_weight_{k}"] for k in PARTS}, p["readiness_exponent"])


def readiness(CC: Array, p: Mapping[str, Array], a: Mapping[str, Array]) -> Readiness:
    """R1: pillars approach their targets, C/C0 moves complementarity and ceilings, and every step is paid.

    Parameters
    ----------
    CC : ndarray, (draw or 1, 1)
        Complementarity of the base year; it is raised to 1 (European Union of 2025) at most.
    p, a : mapping of str to ndarray
        Parameters and levers of the programme, units of the records.
    """
    now: dict[str, Array] = {}
    money: dict[str, Array] = {}
    for k in PARTS:
        target = a[f"readiness_{k}"]
        now[k] = v = approached(target, target[0], p[f"readiness_pace_{k}"])
        built = np.maximum(np.diff(v, axis=0, prepend=v[:1]), 0.0)
        kept = np.maximum(v - v[0], 0.0) * (p["readiness_upkeep"] / PERCENT)
        money[k] = PERCENT * p[f"readiness_cost_{k}"] * (built + kept)
    weights = {k: p[f"readiness_weight_{k}"] for k in PARTS}
    C = weakest_link(now, weights, p["readiness_exponent"])
    ratio = C / C[0]
    return Readiness(
        level=C,
        governance=now["governance"],
        CC=np.minimum(CC * ratio, np.maximum(CC, 1.0)),
        ceiling=ratio ** p["readiness_ceiling_elasticity"],
        services=money["skills"] + money["governance"],
        equipment=money["digital"],
    )


class Diffusion(NamedTuple):
    """Factors on the speed of adoption and on imported AI services; years by which the lag is shorter; the
    share of private AI money that the state pays. Arrays (year, draw or 1, 1)."""

    speed: Array
    licences: Array
    shorter: Array
    subsidy: Array


def diffusion(p: Mapping[str, Array], a: Mapping[str, Array]) -> Diffusion:
    """R2: k_t = k (1 + response x subsidy)(1 + partnership speed x intensity); a shorter lag; more licences.

    Neither adds to the ceiling or to the gain of an adopter: both act through speed only.
    """
    subsidy, partners = a["adoption_incentive"] / PERCENT, a["partnerships"]
    return Diffusion(
        speed=(1.0 + p["incentive_response"] * subsidy) * (1.0 + p["partnership_speed"] * partners),
        licences=1.0 + p["partnership_licences"] / PERCENT * partners,
        shorter=p["partnership_lag"] * partners,
        subsidy=subsidy,
    )
