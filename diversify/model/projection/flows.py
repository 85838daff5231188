"""All flows of a trajectory, every year and draw at once, computed once the loop is done; and the identities
they must meet."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array, read_only
from diversify.frozen import FrozenDict
from diversify.model.projection import labour
from diversify.model.projection.arrays import largest, total
from diversify.model.projection.closing import account
from diversify.model.projection.year import evaluate, household_income

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.loop import Trajectory


class Flows:
    """Accounts of all years of a batch; arrays (year, draw, sector) or (year, draw, 1), mln AZN, current
    unless `_volume`."""

    def __init__(self, run: Trajectory) -> None:
        self.run, self.c, self.f, self.y = run, run.c, run.f, run.y
        self.b = account(run.c, run.f, run.y, evaluate(run.c, run.f, run.y, run.closure))
        self.v, self.d = self.b.v, self.b.d
        self.extraction: tuple[Array, Array] | None = None

    # --- trade
    @cached_property
    def exports_volume(self) -> Array:
        """X by sector; the resource's is the residual of its row."""
        o = self.c.resource
        X = self.d.X * (1.0 - o) + o * self.b.X_o
        X[..., self.c.ict, None] += self.f.hub
        return X

    @cached_property
    def export_price(self) -> Array:
        """World price for the resource, domestic price for the rest."""
        o = self.c.resource
        return self.v.p * (1.0 - o) + o * self.f.P_star

    @cached_property
    def exports_value(self) -> Array:
        """Data centres sell at the world price, all other ICT at the price at home."""
        value = self.export_price * self.exports_volume
        ict = slice(self.c.ict, self.c.ict + 1)
        value[..., ict] += (1.0 - self.export_price[..., ict]) * self.f.hub
        return value

    @cached_property
    def imports_volume(self) -> Array:
        """Imports by product: Armington share of what is absorbed, equipment for AI and outside projects, AI
        services."""
        M = self.v.m * self.b.use + self.f.ai_abroad + self.f.outside_abroad
        M[..., self.c.ict] += (self.f.si * self.y.x).sum(-1)
        return M

    @cached_property
    def imports_value(self) -> Array:
        """Everything at its import price, imported AI services at that of ICT (A6)."""
        return self.f.pm * self.imports_volume

    # --- expenditure
    @cached_property
    def ai_spending_volume(self) -> Array:
        """Equipment, software, building and support services bought for AI, beyond base replacement."""
        return self.f.I_ai + self.f.I_support

    @cached_property
    def ai_spending(self) -> Array:
        return self.d.AI_private + self.d.AI_foreign + self.d.AI_public

    @cached_property
    def hub_inputs(self) -> Array:
        """What data centres buy to run, current prices: inputs, not final demand."""
        return total(self.v.pq * self.f.hub_inputs)

    @cached_property
    def outside_value(self) -> Array:
        return total(self.v.p * self.f.outside_home + self.f.pm * self.f.outside_abroad)

    @cached_property
    def outside_volume(self) -> Array:
        return total(self.f.outside_home + self.f.outside_abroad)

    @cached_property
    def government(self) -> Array:
        return total(self.v.pq * self.d.G) * (1.0 + self.c.tG)

    @cached_property
    def gfcf(self) -> Array:
        return total(self.v.pq * self.d.I) * (1.0 + self.c.tI)

    @cached_property
    def inventories(self) -> Array:
        return total(self.v.pq * self.c.inv0)

    @cached_property
    def expenditure_at_home(self) -> Array:
        """Domestic final expenditure: consumption, capital formation, AI spending, outside projects."""
        programme = self.ai_spending - self.hub_inputs
        capital = self.gfcf + self.inventories + programme + self.outside_value
        return self.y.H + self.government + capital

    # --- volumes at base prices
    @cached_property
    def gva_volume(self) -> Array:
        """Double deflation: output minus inputs and their taxes, all at base prices."""
        f, c = self.f, self.c
        inputs = c.A0.sum(0) * f.cf + f.sd + f.si
        value = self.y.x * (1.0 - inputs * (1.0 + c.tau))
        value[..., c.ict, None] += f.hub - total(f.hub_inputs)
        return value

    @cached_property
    def product_tax_volume(self) -> Array:
        f, c = self.f, self.c
        inputs = (c.A0.sum(0) * f.cf + f.sd + f.si) * self.y.x
        return (
            total(c.tau * inputs) + c.tC * total(self.b.C) + c.tG * total(self.d.G) + c.tI * total(self.d.I)
        )

    @cached_property
    def gdp_volume(self) -> Array:
        return total(self.gva_volume) + self.product_tax_volume

    @cached_property
    def expenditure_at_home_volume(self) -> Array:
        """Domestic final expenditure at base prices."""
        c, d = self.c, self.d
        current = total(self.b.C) * (1.0 + c.tC) + total(d.G) * (1.0 + c.tG)
        capital = total(d.I) * (1.0 + c.tI) + c.inv0.sum() + self.ai_spending_volume + self.outside_volume
        return current + capital + self.f.spent

    @cached_property
    def expenditure_volume(self) -> Array:
        """GDP at base prices by expenditure."""
        trade = total(self.exports_volume) - total(self.imports_volume)
        return self.expenditure_at_home_volume + trade

    # --- income and the rest of the world
    @cached_property
    def primary_income(self) -> Array:
        """Net income from abroad: return on the fund, minus profits of foreign owners of oil and of AI
        capital."""
        return self.f.rF * self.run.F_open - self.c.thf * self.b.So - self.f.outflow

    @cached_property
    def current_account(self) -> Array:
        return total(self.exports_value) - total(self.imports_value) + self.primary_income + self.f.Tx

    @cached_property
    def household_income(self) -> Array:
        earned = self.v.wages + self.c.h * self.v.surplus
        return household_income(self.c, self.f, self.v, self.y.x, earned)

    @cached_property
    def fund_flow(self) -> Array:
        return self.f.rF * self.run.F_open + self.c.ths * self.b.So - self.b.transfer

    @cached_property
    def private_net_lending(self) -> Array:
        c, v, f = self.c, self.v, self.f
        non = 1.0 - c.resource
        retained = (1.0 - c.td) * (1.0 - c.h) * total(non * v.surplus * self.y.x)
        rents = (1.0 - c.ths - c.thb - c.thf) * self.b.So
        private = (f.I_private + f.I_oil) * v.pK * (1.0 + c.tI)
        return (
            self.household_income
            - self.y.H
            + retained
            + rents
            + f.hub
            - private
            - self.inventories
            - self.d.AI_private
            - self.f.outflow
        )

    @cached_property
    def labour(self) -> Array:
        """Employed persons by sector, thousand."""
        return self.c.l0 * self.f.lab * self.y.x

    @cached_property
    def consumer_prices(self) -> Array:
        """Laspeyres index of the base basket at purchasers' prices, base 1."""
        return total(self.v.pq * self.c.C0) / self.c.C0.sum()

    # --- identities
    def identities(self) -> Mapping[str, Array]:
        """Residual of every identity as a share of GDP, (year, draw); computed by a second route where there
        is one."""
        return self._identities

    @cached_property
    def _identities(self) -> Mapping[str, Array]:
        c, f, v, b, y = self.c, self.f, self.v, self.b, self.y
        gdp = b.gdp
        o = c.resource
        revenue = (1.0 - o) * v.p * y.x + o * (f.P_star * b.X_o + f.po * (y.x - b.X_o))
        centres = f.hub - self.hub_inputs
        production = total(revenue - v.inputs * (1.0 + c.tau) * y.x) + centres + b.product_tax
        income = total(v.wages * y.x + (1.0 - o) * v.surplus * y.x) + centres + b.So + b.product_tax
        expenditure = self.expenditure_at_home + total(self.exports_value) - total(self.imports_value)
        supply = y.x + self.imports_volume - f.ai_abroad - f.outside_abroad
        supply[..., c.ict] += f.hub[..., 0] - (f.si * y.x).sum(-1)
        row = supply - b.use - self.exports_volume - f.ai_home - f.outside_home
        capital = np.zeros_like(f.K)
        capital[1:] = f.K[1:] - (1.0 - c.d) * f.K[:-1] - f.I_j[:-1]
        saving = self.private_net_lending + self.fund_flow - self.d.AI_foreign - self.outside_value
        opened = self.run.F_open
        ledger = self.run.F - opened - self.fund_flow
        ledger[0] = 0.0  # the base year's residual is the revaluation of the fund, not a flow
        budget = self.b.Rn + c.thb * b.So + b.transfer - self.d.E
        wage = y.lnw - labour.wage(f.S1 + f.gbar, c.eta + c.eta_i, b.slack)
        if self.run.closure.clears:
            wage = 1.0 - total(self.labour) / ((1.0 - c.u_star) * f.LF)
        wage = np.broadcast_to(wage, gdp.shape).copy()
        wage[0] = 0.0
        named = {
            "production_income": production - income,
            "production_expenditure": production - expenditure,
            "volume": self.gdp_volume - self.expenditure_volume,
            "saving_investment": saving - self.current_account,
            "row_balance": largest(row)[..., None],
            "price_cost": total(np.abs(v.residual) * y.x),
            "fund": ledger,
            "capital": total(np.abs(capital)),
            "budget": budget,
            "wage_equation": wage * gdp,
            "spending": b.residual[..., -1:] * c.scale,
        }
        return FrozenDict({k: read_only(np.abs(r / gdp)[..., 0]) for k, r in named.items()})
