"""How each indicator is computed from the flows of a trajectory; units, titles and definitions are in
data/indicators.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import AnchorError
from diversify.model.projection import measures
from diversify.model.projection.arrays import total
from diversify.model.projection.flows import Flows
from diversify.model.projection.human_capital import ict_jobs
from diversify.model.projection.readiness import base_index
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from diversify.model.economy import Anchors, Economy

Formula = "Callable[[Flows, Economy], Array]"

PERCENT = 100.0
THOUSAND = 1000.0


def growth(level: Array, base: float | None) -> Array:
    """Percent growth on the year before; the base year's own growth is an official figure where there is
    one."""
    out = np.full_like(level, np.nan)
    out[1:] = (level[1:] / level[:-1] - 1.0) * PERCENT
    if base is not None:
        out[0] = base
    return out


def oil(w: Flows) -> Array:
    """1 for the resource sector and for refining."""
    return w.c.resource + w.c.refining


def anchors(e: Economy) -> Anchors:
    """The anchors, which every projected economy has."""
    if e.anchors is None:
        raise AnchorError(_("This economy has no anchors, so it has no projection either."))
    return e.anchors


def knowledge(w: Flows, e: Economy) -> Array:
    """1 for information and communication and for professional services, which hold research and
    development."""
    out = np.zeros(w.c.A0.shape[0])
    roles = anchors(e).roles
    out[[e.table.index(roles[role]) for role in ("ict", "ai_services", "business") if role in roles]] = 1.0
    return out


def share_of(part: Array, whole: Array) -> Array:
    """Percent; not a number where there is nothing to divide by."""
    return PERCENT * part / np.where(whole == 0.0, np.nan, whole)


def goods(w: Flows, e: Economy) -> Array:
    """Share of each sector's exports that are goods; all of the listed goods sectors, the margin part of
    transport."""
    share = e.table.extensions.get("goods_export_share")
    out = np.ones(w.c.A0.shape[0])
    if share is not None:
        out[: len(share)] = share
    return out


def extraction(w: Flows) -> tuple[Array, Array]:
    """Percent of value added (volume) that hangs on oil and gas: upstream, and with the spending of it."""
    kept = w.extraction
    if kept is None:
        A = w.c.A0 * w.f.cf[..., None, :]
        A[..., w.c.ict, :] += w.f.sd
        A = w.v.home[..., :, None] * A
        spending = w.v.home * (w.b.C + w.d.G)
        f = w.v.home * (w.b.C + w.d.G + w.d.I + w.f.other) + w.exports_volume + w.f.fixed_home
        f[..., w.c.ict, None] -= w.f.hub  # data centres sell beside the output of ICT
        v = w.gva_volume / np.where(w.y.x > 0.0, w.y.x, 1.0)
        kept = w.extraction = measures.extraction_loss(A, v, w.y.x, f, spending, oil(w)[0] > 0.0)
    return PERCENT * kept[0][..., None], PERCENT * kept[1][..., None]


def real_gni(w: Flows) -> Array:
    """GNI in what it buys at home: deflated by the price of domestic final expenditure (SNA 2008, 15.188).

    The GDP deflator would leave out the terms of trade: a fall of the oil price would then raise it.
    """
    return (w.b.gdp + w.primary_income) * (w.expenditure_at_home_volume / w.expenditure_at_home)


def nonoil_volume(w: Flows) -> Array:
    """GDP without extraction and refining, product taxes included."""
    return w.gdp_volume - total(oil(w) * w.gva_volume)


def has_resource(w: Flows) -> bool:
    """Whether there is anything to extract; without it a deficit is borrowed, not paid for by oil."""
    return bool((w.c.resource * w.c.x0 > 0.0).any())


def oil_financed(w: Flows) -> Array:
    """What oil taxes and the fund pay for: the non-oil deficit where there is a resource, else nothing."""
    return w.b.NOD * float(has_resource(w))


def years_left(w: Flows) -> Array:
    """Years until the fund is empty at this year's pace; not a number while it does not shrink, or without
    a resource that fills it."""
    change = w.run.F - w.run.F_open
    change = np.where(np.arange(len(change))[:, None, None] == 0, w.fund_flow, change)
    shrinks = (change < 0.0) & has_resource(w)
    return np.where(shrinks, np.maximum(w.run.F, 0.0) / np.where(shrinks, -change, 1.0), np.nan)


def capital_of(w: Flows) -> Array:
    """Equipment and buildings that the programme buys beside AI investment; its services are no capital."""
    extra = w.run.programme
    return 0.0 * w.f.spent if extra is None else extra.spent - total(extra.market)


def ai_saving(w: Flows) -> Array:
    """Gross saving from added adoption, at base-year costs per unit: labour and inputs, and the resource's
    unit cost."""
    c, f = w.c, w.f
    early = c.CC * np.minimum(f.a_lag, c.a0)
    G = c.kappa * c.theta * np.maximum(f.e - early, 0.0)
    resource = c.resource * (c.A0.sum(0) * (1.0 + c.tau)) * (1.0 - f.cf) * (f.f_oil > 0.0)
    return total((G * c.ul / f.pi + resource) * w.y.x)


def ai_cost(w: Flows) -> Array:
    """Yearly cost of added adoption: investment and support beyond base replacement, and AI services
    bought."""
    rules = 0.0 if w.run.programme is None else w.run.programme.data_rules
    return w.f.I_ai + w.f.I_support + total((w.f.sd - rules + w.f.si) * w.y.x)


FORMULAS: dict[str, Callable[[Flows, Economy], Array]] = {
    "gdp": lambda w, e: w.gdp_volume,
    "gdp_current": lambda w, e: w.b.gdp,
    "gdp_growth": lambda w, e: growth(w.gdp_volume, anchors(e).gdp_growth),
    "gdp_per_head": lambda w, e: w.gdp_volume / (w.f.N * anchors(e).population) * THOUSAND,
    "gdp_usd": lambda w, e: w.b.gdp / anchors(e).exchange_rate,
    "nonoil_gdp": lambda w, e: nonoil_volume(w),
    "nonoil_gdp_growth": lambda w, e: growth(nonoil_volume(w), anchors(e).nonoil_growth),
    "gni": lambda w, e: real_gni(w),
    "consumption": lambda w, e: total(w.b.C) * (1.0 + w.c.tC),
    "government_consumption": lambda w, e: total(w.d.G) * (1.0 + w.c.tG),
    "investment": lambda w, e: total(w.d.I) * (1.0 + w.c.tI) + w.f.I_ai + w.outside_volume + capital_of(w),
    "gva": lambda w, e: w.gva_volume,
    "gva_share": lambda w, e: share_of(w.b.gva, total(w.b.gva)),
    "output": lambda w, e: w.y.x,
    "exports": lambda w, e: w.exports_volume,
    "imports": lambda w, e: w.imports_volume,
    "nonoil_exports": lambda w, e: total((1.0 - oil(w)) * w.exports_volume),
    "current_account": lambda w, e: w.current_account,
    "oil_share_gva": lambda w, e: share_of(total(oil(w) * w.b.gva), total(w.b.gva)),
    "oil_share_gva_constant": lambda w, e: share_of(total(oil(w) * w.gva_volume), total(w.gva_volume)),
    "oil_share_goods_exports": lambda w, e: share_of(
        total(oil(w) * w.exports_value), total(goods(w, e) * w.exports_value)
    ),
    "oil_share_exports": lambda w, e: share_of(total(oil(w) * w.exports_value), total(w.exports_value)),
    "oil_share_revenue": lambda w, e: share_of(oil_financed(w), w.d.E),
    "nonoil_deficit": lambda w, e: share_of(w.b.NOD, w.b.nonoil),
    "oil_dependence_extraction": lambda w, e: extraction(w)[0],
    "oil_dependence_extraction_total": lambda w, e: extraction(w)[1],
    "hhi_gva": lambda w, e: measures.herfindahl(w.b.gva[..., : w.c.n_labels])[..., None],
    "hhi_exports": lambda w, e: measures.herfindahl(w.exports_value[..., : w.c.n_labels])[..., None],
    "theil_gva": lambda w, e: measures.theil(w.b.gva[..., : w.c.n_labels])[..., None],
    "theil_exports": lambda w, e: measures.theil(w.exports_value[..., : w.c.n_labels])[..., None],
    "shannon_gva": lambda w, e: measures.shannon(w.b.gva[..., : w.c.n_labels])[..., None],
    "shannon_exports": lambda w, e: measures.shannon(w.exports_value[..., : w.c.n_labels])[..., None],
    "sofaz_assets": lambda w, e: w.run.F,
    "sofaz_transfer": lambda w, e: w.b.transfer,
    "sofaz_years_left": lambda w, e: years_left(w),
    "revenue_oil": lambda w, e: oil_financed(w),
    "revenue_nonoil": lambda w, e: w.b.Rn,
    "employment": lambda w, e: w.labour,
    "unemployment": lambda w, e: PERCENT * w.b.u,
    "wage": lambda w, e: np.exp(w.y.lnw),
    "productivity": lambda w, e: w.gva_volume / np.where(w.labour > 0.0, w.labour, np.nan),
    "consumer_prices": lambda w, e: w.consumer_prices,
    # foreign prices are the numeraire (1), so the price level at home is the relative price
    "real_exchange_rate": lambda w, e: w.consumer_prices,
    "adoption": lambda w, e: PERCENT * w.f.a,
    "adoption_effective": lambda w, e: PERCENT * w.f.e,
    "ai_investment": lambda w, e: w.ai_spending_volume,
    "ai_capital": lambda w, e: total(w.f.K_added + w.c.k_ai * w.c.a0 * w.c.x0),
    "ai_cost": lambda w, e: ai_cost(w),
    "ai_saving": lambda w, e: ai_saving(w),
    "readiness": lambda w, e: _reported(w, "readiness", base_index(w.c.programme)),
    "specialists": lambda w, e: _reported(w, "specialists", ict_jobs(w.c) * w.f.LF / w.f.LF[0]),
    "programme_spending": lambda w, e: w.f.spent,
    "foreign_profits": lambda w, e: w.f.outflow,
    "hub_sales": lambda w, e: w.f.hub,
    "hub_electricity": lambda w, e: _reported(w, "electricity", 0.0 * w.f.hub),
    "hub_gas": lambda w, e: _reported(w, "gas", 0.0 * w.f.hub),
    "traffic_time_saved": lambda w, e: _reported(w, "hours", 0.0 * w.f.hub),
    "knowledge_share": lambda w, e: share_of(total(knowledge(w, e) * w.b.gva), total(w.b.gva)),
    "flag_oil_shortage": lambda w, e: ((w.b.X_o < 0.0) & has_resource(w)).astype(float),
    "flag_transfer_guard": lambda w, e: w.f.guard,
    "flag_low_unemployment": lambda w, e: (w.b.u < _low(w)).astype(float),
    "flag_unabsorbed": lambda w, e: (w.f.unabsorbed > 0.0).astype(float),
    "flag_skills_limit": lambda w, e: _reported(w, "skills_bind", 0.0 * w.f.hub),
}


def _reported(w: Flows, name: str, without: Array) -> Array:
    """What the programme reports by the way; without any programme, what holds then."""
    extra = w.run.programme
    return without if extra is None else np.asarray(getattr(extra, name))


def _low(w: Flows) -> Array:
    """Unemployment below twice the point where the wage curve turns into its tangent is flagged."""
    return 2.0 * w.c.u_tangent


COSTLY = ("oil_dependence_extraction", "oil_dependence_extraction_total")
"""Indicators that need a linear system for every draw and year: an ensemble keeps them only when asked."""
FLAGS = tuple(name for name in FORMULAS if name.startswith("flag_"))


def identity_residual(w: Flows) -> Array:
    """The worst identity of each year, share of GDP."""
    return np.max(np.stack(list(w.identities().values())), axis=0)[..., None]


def compute(name: str, w: Flows, e: Economy) -> Array:
    """Values of an indicator, (year, draw) or (year, draw, sector), in the unit of its record."""
    values = identity_residual(w) if name == "identity_residual" else FORMULAS[name](w, e)
    wide = (len(w.run.years), w.y.x.shape[1])
    if values.shape[-1] == 1:
        return np.broadcast_to(values[..., 0], wide)
    return np.broadcast_to(values, (*wide, values.shape[-1]))[..., : w.c.n_labels]
