"""What is given when a year opens, in the letters of the equations: the record that opening, solving and
closing share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diversify.arrays import Array

if TYPE_CHECKING:
    from diversify.model.projection.constants import Draws


class Fixed(NamedTuple):
    """What is given when the year opens; arrays (draw or 1, sector) or (draw or 1, 1)."""

    a: Array
    da: Array
    a_lag: Array
    K_added: Array
    need: Array
    cover: Array
    e: Array
    G: Array
    f_oil: Array
    lab: Array
    cf: Array
    sd: Array
    si: Array
    I_ai: Array
    I_support: Array
    public_ai: Array
    foreign_ai: Array
    foreign_stock: Array
    unabsorbed: Array
    s: Array
    displaced: Array
    outside_home: Array
    outside_abroad: Array
    ai_home: Array
    ai_abroad: Array
    pm: Array
    lnpm: Array
    po: Array
    P_star: Array
    q: Array
    x_oil: Array
    K: Array
    I_j: Array
    I_private: Array
    I_oil: Array
    # the programme beside AI: what it spends, and data centres as an activity of their own
    spent: Array
    hub: Array
    hub_inputs: Array
    r0T: Array
    pi: Array
    E: Array
    nod: Array
    guard: Array
    xs: Array
    s_x: Array
    z1: Array
    N: Array
    LF: Array
    S1: Array
    gbar: Array
    W: Array
    Ws: Array
    Tx: Array
    rF: Array
    NL_target: Array
    H_habit: Array
    # combinations that the iteration would otherwise compute again in every step
    z_start: Array
    unit_labour: Array
    labour: Array
    support: Array
    other: Array
    fixed_home: Array
    services_abroad: Array
    equipment_abroad: Array
    C_least: Array
    G_budget: Array
    I_budget: Array
    I_given: Array
    outflow: Array
    transfers: Array
    claims: Array
    wage_norm: Array
    jobs: Array
    private_ai: Array
    displacing: Array

    def mean(self) -> Fixed:
        """The batch's mean, for the Jacobian that its draws share."""
        return Fixed(*(v.mean(0, keepdims=True) if v.shape[0] > 1 else v for v in self))

    def take(self, draws: Draws, axis: int = 0) -> Fixed:
        """What is given to some of the draws, as views; with a leading year axis draws are on axis 1."""
        at = (slice(None),) * axis + (draws,)
        return Fixed(*(v[at] if v.shape[axis] > 1 else v for v in self))
