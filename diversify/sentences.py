"""The sentence behind every finding id; `diversify.text.sentence` fills it in and translates it."""

from __future__ import annotations

from diversify.text import N_

MARKS = {"base": N_("base year"), "closure": N_("closure"), "parameters": N_("parameters")}
"""In what two runs may differ besides their levers."""
SENTENCES = {
    "nothing_moved": N_("No lever is moved: this is the counterfactual itself."),
    "same_runs": N_("Both runs are the same: there is no difference to speak of."),
    "levers_idle": N_(
        "These levers change nothing here: {levers}. Levers of AI money, speed and energy work only together "
        "with an adoption ceiling or path."
    ),
    "public_money_displaces": N_(
        "Public money for AI and the programme displaces other public investment; what that would have "
        "brought later is not counted, so that the result is too kind to it."
    ),
    "more_work_than_workers": N_(
        "From {first} more people would work than there are: this cannot happen, do not use the run."
    ),
    "comparison_marked": N_(
        "These two runs differ in more than their levers ({what}); the difference is not the "
        "effect of a policy."
    ),
    "gdp_effect": N_(
        "GDP is {effect_middle} % in {middle} and {effect_last} % in {last}, against the run it is "
        "compared with."
    ),
    "cost_before_gain": N_("Cost comes before gain: consumption is lower from {first} to {until}."),
    "gdp_hides_loss": N_(
        "GDP alone misleads: in {last} GDP is {effect_gdp} %, consumption {effect_consumption} %, "
        "national income "
        "{effect_gni} %."
    ),
    "mostly_non_tradable": N_(
        "Non-oil exports do not keep up with GDP: in {last} they are {effect_exports} %, GDP {effect_gdp} %."
    ),
    "oil_share_anyway": N_(
        "The oil share of value added goes from {share_first} % in {first} to {share_last} % in "
        "{last} without these "
        "changes, by depletion and prices; the changes move it by {effect} percentage points."
    ),
    "dependence_increasing": N_(
        "These changes raise oil dependence: {effect_gva} points of value added and {effect_exports} points "
        "of exports in {last}."
    ),
    "energy_ai_dependence": N_(
        "This raises oil dependence: AI in oil and gas keeps more of it flowing ({effect_gva} points of "
        "value added, {effect_exports} points of exports in {last})."
    ),
    "ai_cost_and_saving": N_(
        "In {year} added AI costs {cost} mln and saves {saving} mln a year, at base-year prices."
    ),
    "ai_costs_more_until": N_("AI costs more than it saves until {year}."),
    "ai_costs_more": N_("AI costs more than it saves in every year up to {year}."),
    "ai_money_short": N_(
        "The AI money is short: in {year}, the worst year, it equips {share} % of the new adoption; the rest "
        "brings no gain."
    ),
    "flag_oil_shortage": N_(
        "From {first} domestic demand for oil and gas exceeds output ({count} years): exports turn negative."
    ),
    "flag_transfer_guard": N_(
        "From {first} the budget cannot draw what its rule allows ({count} years): the fund guard binds."
    ),
    "flag_low_unemployment": N_(
        "Unemployment falls under 2 % from {first} ({count} years): labour is the limit."
    ),
    "flag_unabsorbed": N_(
        "From {first} part of the AI budget is not absorbed and not spent ({count} years): more "
        "money buys nothing more."
    ),
    "flag_skills_limit": N_(
        "From {first} there are too few ICT specialists for the adoption ceiling ({count} years): people are "
        "the limit, not money."
    ),
    "gain_leaves": N_(
        "Most of the gain leaves the country: in {last} GDP is {effect_gdp} %, national income "
        "{effect_gni} %."
    ),
    "hub_burns_gas": N_(
        "In {year} data centres use {electricity} GWh of electricity and burn {gas} bcm of gas that is then "
        "not exported."
    ),
    "time_outside_gdp": N_(
        "In {year} smart traffic saves {hours} mln hours; most of them are leisure and no part of GDP."
    ),
    "safety_demand_only": N_(
        "Safety spending counts as demand only: no credible effect of it on GDP is known."
    ),
    "foreign_defaults": N_(
        "This is another country: what its scenario does not state about the world, people, oil and "
        "behaviour is what is assumed for Azerbaijan; deficit and private lending stay as in the base year."
    ),
    "goods_share_unknown": N_(
        "The table does not say which exports are goods: all count as goods, so that the oil share of goods "
        "exports is that of all exports."
    ),
    "estimated_base": N_(
        "The {base} accounts are estimated: official totals, cells balanced from the official 2021 table."
    ),
    "limit_labour": N_(
        "Labour is the limit in {years}: unemployment is at or below its norm of {norm} % (lowest "
        "{lowest} %)."
    ),
    "limit_demand": N_(
        "Demand is the limit in {years}: unemployment is above its norm of {norm} % (highest {highest} % in "
        "{year})."
    ),
    "limit_deficit_rule": N_("The deficit rule sets public spending in {years}."),
    "limit_fund_guard": N_(
        "The guard of the oil fund sets public spending in {years}: the rule would allow more."
    ),
    "limit_capital": N_(
        "Capital is at its bound in {years}: in up to {count} sectors margins move no further for scarce or "
        "idle capital."
    ),
    "limit_low_unemployment": N_("Unemployment is under 2 % in {years}: labour has run out."),
    "limit_oil_shortage": N_("Domestic demand for oil and gas exceeds output in {years}."),
}
