"""A table in the factors of a structural decomposition, and what they make together."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.model.economy.labelled import LabelledFlows
from diversify.model.economy.table import Table
from diversify.model.inputoutput import LeontiefSystem

FACTORS = ("intensity", "technology", "import_shares", "demand_mix", "demand_level")


def factors_of(table: Table, of: str) -> list[Array]:
    """Return the factors of s (I - (I - m) A)^-1 ((I - m) h + e): s, A, m, the mix of (h, e), their sum.

    h is final demand at home and e exports, (n, 2) together as shares of their sum; s (n,) is what is counted
    per unit of output.
    """
    flows = LabelledFlows(table)
    uses = np.column_stack([table.Y.sum(axis=1) - table.exports, table.exports])
    level = float(uses.sum())
    return [
        flows.per_output(flows.totals(of)),
        flows.total_coefficients,
        np.array(table.import_shares),
        uses / level,
        np.array(level),
    ]


def value_of(s: Array, A: Array, m: Array, mix: Array, level: Array) -> Array:
    """Return what is counted by sector, (n,), from the factors."""
    home = 1.0 - m
    demand = level * (home * mix[:, 0] + mix[:, 1])
    return s * LeontiefSystem(home[:, None] * A).solve(demand)
