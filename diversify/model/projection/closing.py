"""What a solved year hands to the next: revenue, GDP, rent, the fund, the wage drift (Close)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diversify.arrays import Array
from diversify.model.projection import labour, public_finance
from diversify.model.projection.arrays import dot, total
from diversify.model.projection.given import Fixed
from diversify.model.projection.opening import State
from diversify.model.projection.year import (
    Closure,
    Demanded,
    Evaluated,
    Priced,
    Unknowns,
)

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration


class Accounts(NamedTuple):
    """The flows of a solved year, current prices unless said; arrays (..., sector) or (..., 1)."""

    v: Priced
    d: Demanded
    use: Array
    C: Array
    X_o: Array
    So: Array
    gva: Array
    product_tax: Array
    gdp: Array
    nonoil: Array
    Rn: Array
    NOD: Array
    transfer: Array
    u: Array
    slack: Array
    residual: Array


def account(c: Calibration, f: Fixed, y: Unknowns, at: Evaluated) -> Accounts:
    """Flows at given prices, wage and quantities, from their evaluation `at`; works on one year (draw, ...)
    and on all years (year, draw, ...)."""
    v, d, So, x = at.v, at.d, at.So, y.x
    gva = v.earned * x * c.non + c.resource * (v.wages * x + So)
    taxed = dot(c.non, gva)
    # data centres stand beside the table: their value added counts as ICT's, untaxed as in a technology park
    gva[..., c.ict, None] += f.hub - total(v.pq * f.hub_inputs)
    tax = dot(c.tau * v.inputs, x) + c.tC * dot(v.pq, d.C) + c.tG * dot(v.pq, d.G) + c.tI * dot(v.pq, d.I)
    gdp = total(gva) + tax
    Rn = tax + c.td * taxed
    NOD = d.E - Rn
    return Accounts(
        v,
        d,
        at.use,
        d.C,
        at.X_o,
        So,
        gva,
        tax,
        gdp,
        gdp - dot(c.resource + c.refining, gva),
        Rn,
        NOD,
        NOD - c.thb * So,
        at.u,
        at.slack,
        at.residual,
    )


def close_year(c: Calibration, f: Fixed, y: Unknowns, at: Evaluated, st: State, closure: Closure) -> State:
    """The state that the next year starts from."""
    b = account(c, f, y, at)
    S = y.lnw if closure.clears else labour.drift(f.S1, f.gbar, c.eta_i, b.slack)
    return State(
        y=y,
        a=f.a,
        K_added=f.K_added,
        G=f.G,
        s=f.s,
        foreign_stock=f.foreign_stock,
        z=b.v.z,
        K=f.K,
        I_j=f.I_j,
        S=S,
        E=b.d.E,
        Rn=b.Rn,
        GDP=b.gdp,
        nonoil=b.nonoil,
        Rod=c.thb * b.So,
        inflow=c.ths * b.So,
        F=public_finance.fund(st.F, f.rF, c.ths, b.So, b.transfer),
        Ws=f.Ws,
    )
