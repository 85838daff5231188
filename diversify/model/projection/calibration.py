"""Calibration: the shares and rates that make year 0 of the projection reproduce the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import AnchorError, TableError
from diversify.model.projection import preconditions, programme
from diversify.model.projection.constants import Calibration
from diversify.model.projection.parameters import records
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.economy import Economy

PERCENT = 100.0
TAXED = ("households", "government", "npish", "gfcf")
"""Final demand categories on which the model levies product taxes; the others must carry none."""


def calibrate(economy: Economy, par: Mapping[str, Array], speed: float) -> Calibration:
    """Constants that reproduce the base year of `economy` under the parameters `par`.

    Parameters
    ----------
    economy : Economy
        Table and anchors.
    par : mapping of str to ndarray
        Parameters by record name, in the units of the records (percent where they say so); by sector
        ``(draw or 1, sector)``, otherwise ``(draw or 1, 1)``.
    speed : float
        Adoption speed behind the early adopters of the years before the base (k0 of A3), per year.

    Returns
    -------
    Calibration

    Raises
    ------
    TableError
        The table has product taxes on exports or inventories, which the projection does not model, or lacks
        what `preconditions.check` asks for.
    AnchorError
        The anchors name a sector that the table does not have, or do not fit the table.
    """
    t, anc = economy.table, economy.anchors
    if anc is None:
        raise AnchorError(
            _(
                "This economy has no anchors (fund, budget, labour force ...), so it can be "
                "analysed but not projected. "
                "Give Economy(table, anchors) an anchors file."
            )
        )
    preconditions.check(economy)
    pad = (
        anc.resource is None
    )  # an economy without a resource gets an empty resource sector, so that one engine serves all
    n = t.n + int(pad)
    o = t.n if pad else t.index(anc.resource or "")

    def vec(v: npt.ArrayLike) -> Array:
        """A table vector as (1, n), padded by a zero for the empty resource sector."""
        w = np.zeros(n)
        w[: t.n] = np.asarray(v, dtype=float)
        return w[None, :]

    def sec(name: str) -> Array:
        """A parameter by sector, padded like the table."""
        v = np.asarray(par[name], dtype=float)
        return np.concatenate([v, np.zeros((v.shape[0], 1))], axis=1) if pad else v

    def share(name: str) -> Array:
        """A percent parameter as a share."""
        return par[name] / PERCENT

    def one(v: float) -> Array:
        return np.array([[v]])

    categories = dict(zip(t.categories, range(len(t.categories)), strict=True))
    for name, k in categories.items():
        if name not in TAXED and abs(t.taxes_on_final[k]) > t.tolerance:
            raise TableError(
                _(
                    "The table has net product taxes of {value:.3f} on {category}; the projection "
                    "levies none there. "
                    "Move them to the other final demand categories or to the inputs."
                ).format(value=t.taxes_on_final[k], category=name)
            )

    def place(role: str) -> int:
        code = anc.roles.get(role)
        if code is None or code not in t.codes:
            raise AnchorError(
                _(
                    "The anchors do not say which sector sells {role} (roles.{role}); AI spending "
                    "is bought there. "
                    'Add roles.{role} = "CODE" with a sector code of the table.'
                ).format(role=role)
            )
        return t.index(code)

    # --- structure
    x = vec(t.x)
    positive = np.where(x > 0, x, 1.0)
    Z = np.zeros((n, n))
    Z[: t.n, : t.n] = t.Z
    A0 = Z / positive
    use = Z.sum(0)[None, :]
    tau = vec(t.taxes_on_inputs) / np.where(use > 0, use, 1.0)
    C0 = vec(t.final("households") + t.final("npish"))
    G0, inv0, X0, I_gfcf = (vec(t.final(k)) for k in ("government", "inventories", "exports", "gfcf"))
    tax = t.taxes_on_final
    tC = one((tax[categories["households"]] + tax[categories["npish"]]) / C0.sum())
    tG = one(tax[categories["government"]] / G0.sum())
    tI = one(tax[categories["gfcf"]] / I_gfcf.sum())
    absorption = x + vec(t.M) - X0
    m0 = vec(t.M) / np.where(absorption > 0, absorption, 1.0)
    oil = np.zeros((1, n))
    oil[0, o] = 1.0
    ref = np.zeros((1, n))
    if anc.refining is not None:
        ref[0, t.index(anc.refining)] = 1.0
    non = 1.0 - oil

    # --- income: labour cost per unit of output, the rest is the exact residual so that base prices are 1
    kinds = {k: vec(t.value_added[i]) for i, k in enumerate(t.value_added_kinds)}
    gva = vec(t.gva)
    labour = (
        kinds["compensation"]
        + kinds["social_contributions"]
        + sec("labour_share_of_mixed_income") * kinds["net_income"]
    )
    ls = np.minimum(np.clip(labour / np.where(gva > 0, gva, 1.0), 0.0, None), par["labour_share_cap"])
    ul = ls * gva / positive
    r0 = (1.0 - A0.sum(0)[None, :] * (1.0 + tau) - ul) * (x > 0)

    def cover(v: Array) -> Array:
        return (v * x).sum(1, keepdims=True)

    # --- public finance
    product_tax = one(float(t.taxes_on_inputs.sum() + tax.sum()))
    gva_n = cover(non * (ul + r0))
    E0, Rn0 = one(anc.expenditure), one(anc.nonoil_revenue)
    gdp0 = cover(ul + r0) + product_tax
    nonoil0 = gdp0 - cover((oil + ref) * (ul + r0))
    td = (Rn0 - product_tax) / gva_n
    gov_pp = G0.sum() * (1.0 + tG)
    gfcf_pp = I_gfcf.sum() * (1.0 + tI)
    state, oil_part = anc.investment_state / anc.investment_total, anc.investment_oil / anc.investment_total
    shG, shI = gov_pp / E0, gfcf_pp * state / E0
    shT = 1.0 - shG - shI

    # --- resource rent, fund, external balance
    So0 = cover(oil * r0)
    rent = np.where(So0 > 0, So0, 1.0)
    ths, thb = one(anc.fund_oil_receipts) / rent, one(anc.direct_oil_revenue) / rent
    has_oil = (So0 > 0).astype(float)
    ths, thb, thf = ths * has_oil, thb * has_oil, share("foreign_share_of_oil_surplus") * has_oil
    rF, F0 = share("fund_real_return"), one(anc.fund_opening)
    Tx = one(anc.current_account) - (X0.sum() - vec(t.M).sum() + rF * F0 - thf * So0)
    h = par["household_share_of_surplus"]
    H0 = C0.sum() * (1.0 + tC)
    Yh0 = (1.0 - td) * cover(non * (ul + h * r0)) + cover(oil * ul) + shT * E0 + Tx
    Ip0 = gfcf_pp * (1.0 - state)
    NL0 = (
        Yh0 - H0 + (1.0 - td) * (1.0 - h) * cover(non * r0) + (1.0 - ths - thb - thf) * So0 - Ip0 - inv0.sum()
    )

    # --- demand systems
    engel = sec("engel_elasticity")
    engel = engel * C0.sum() / (engel * C0).sum(1, keepdims=True)
    gam = C0 * (1.0 + engel / par["frisch"])
    bet = C0 / C0.sum() * engel
    s_x = sec("trade_elasticity") * non
    g, d = share("investment_reference_growth"), share("depreciation_capital")
    Ipriv = I_gfcf.sum() * (1.0 - state - oil_part)
    cfc = kinds["consumption_of_fixed_capital"] * non
    I0 = Ipriv * cfc / cfc.sum()

    # --- labour
    LF0, u0 = one(anc.labour_force), one(anc.unemployment)
    jobs = vec(np.zeros(t.n) if t.employment is None else t.employment)  # None has been refused
    l0 = jobs * (LF0 * (1.0 - u0) / jobs.sum()) / positive
    weight = l0 * x / (l0 * x).sum()
    gbar = (weight * sec("baseline_productivity")).sum(1, keepdims=True) / PERCENT

    # --- what AI spending buys
    def basket(parts: tuple[tuple[str, Array], ...]) -> Array:
        v = np.zeros((max(p.shape[0] for _r, p in parts), n))
        for role, amount in parts:
            v[:, place(role)] += amount[:, 0]
        return v

    goods = ("machinery", "ict", "construction")
    part = {k: share(f"ai_investment_{k}_share") for k in goods}
    home = {k: share(f"ai_investment_{k}_domestic") for k in goods}
    a0 = np.minimum(share("adoption_a0") * sec("relative_adoption_index"), share("adoption_cap"))

    return Calibration(
        A0=A0,
        l0=l0,
        x0=x,
        C0=C0,
        G0=G0,
        X0=X0,
        inv0=inv0,
        bI=I_gfcf / I_gfcf.sum(),
        m0=m0,
        tau=tau,
        tC=tC,
        tG=tG,
        tI=tI,
        resource=oil,
        refining=ref,
        ul=ul,
        r0=r0,
        td=td,
        h=h,
        c=H0 / Yh0,
        gam=gam,
        bet=bet,
        s_m=s_x,
        s_x=s_x * (1.0 - ref),
        phi=par["trade_ramp"],
        eps=par["export_income_elasticity"],
        I0=I0,
        Ioil0=one(I_gfcf.sum() * oil_part),
        kap=I0 / ((d + g) * positive),
        d=d,
        g=g,
        acc=par["accelerator"],
        chi=par["tightness_exponent"],
        T_min=par["tightness_min"],
        T_max=par["tightness_max"],
        E0=E0,
        Rn0=Rn0,
        nod0=(E0 - Rn0) / nonoil0,
        shG=shG,
        shI=shI,
        shT=shT,
        ths=ths,
        thb=thb,
        thf=thf,
        thF=share("fund_guard"),
        rF=rF,
        F0=F0,
        F1=one(anc.fund_closing),
        Tx=Tx,
        b0=NL0 / gdp0,
        So0=So0,
        H0=H0,
        law=par["budget_law_growth"],
        lam_C=par["consumption_adjustment"],
        smooth=par["windfall_smoothing"],
        s_c=one(anc.crude_share),
        phi_d=par["domestic_oil_price_passthrough"],
        LF0=LF0,
        u_star=u0,
        u_tangent=share("unemployment_tangent"),
        eta=par["wage_curve_eta"],
        eta_i=par["wage_drift_eta_i"],
        gbar=gbar,
        beta_ai=par["ai_wage_indexation"],
        a0=a0,
        rel=sec("relative_adoption_index"),
        cap=share("adoption_cap"),
        lag=par["lag_to_gain"],
        k0=one(speed),
        CC=par["complementarity_CC"],
        theta=sec("theta") / PERCENT * non,
        kappa=par["capital_response_kappa"],
        J=sec("j_curve_loss") / PERCENT * non,
        lam=par["automation_share_of_gain_lam"],
        k_ai=share("ai_capital_per_adopted_output"),
        c_ai=share("ai_services_per_adopted_output"),
        mu_ai=share("ai_services_import_share"),
        d_ai=share("ai_capital_depreciation"),
        psi=par["adoption_support_psi"],
        s_max=par["adoption_support_limit"],
        f_gap=par["energy_full_adoption_gap"],
        ai_dom=basket(tuple((k, part[k] * home[k]) for k in goods)),
        ai_imp=basket(tuple((k, part[k] * (1.0 - home[k])) for k in goods)),
        support=basket(tuple((k, share(f"adoption_support_{k}")) for k in ("business", "education", "ict"))),
        foreign_return=share("ai_foreign_profit_rate"),
        out_dom=basket((("construction", one(1.0)),)),
        out_imp=basket((("machinery", one(1.0)),)),
        o=o,
        ict=place("ai_services" if "ai_services" in anc.roles else "ict"),
        n_labels=t.n,
        programme={k: sec(k) if records()[k].by_sector else par[k] for k in programme.parameters()},
    )
