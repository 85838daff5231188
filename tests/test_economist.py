"""What a sceptical economist tries: a country of one's own, wrong files, odd comparisons, results kept and
copied."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diversify.errors import AnchorError, InputError, ScenarioError, TableError
from diversify.model import (
    Accounts,
    Economy,
    Scenario,
    findings,
    load_economy,
    load_scenario,
    project,
    project_many,
    read_anchors,
    read_table,
)
from diversify.model.projection import measures
from diversify.model.projection.result import Result
from diversify.text import sentence

CODES = ("FARM", "OIL", "FACT", "BUILD", "TECH", "STATE")
Z = np.array(
    [
        [30, 0, 60, 2, 0, 1],
        [2, 15, 25, 8, 1, 4],
        [25, 20, 120, 50, 10, 20],
        [1, 5, 4, 10, 2, 6],
        [3, 6, 15, 6, 12, 14],
        [1, 2, 3, 1, 2, 4],
    ],
    dtype=float,
)
FINAL = np.array(
    [
        [120, 5, 0, 3, 1, 40],
        [0, 0, 0, 20, 2, 420],
        [200, 10, 1, 60, 2, 90],
        [5, 2, 0, 150, 0, 1],
        [60, 10, 2, 15, 0, 25],
        [60, 180, 6, 0, 0, 4],
    ],
    dtype=float,
)
IMPORTS = np.array([40, 10, 190, 4, 30, 6], dtype=float)
TAX = np.array([2, 1, 8, 3, 1, 2], dtype=float)
TAX_FINAL = (30, 2, 0, 8, 0, 0)
JOBS = (400, 20, 300, 180, 60, 350)
PARTS = {
    "VA_COMPENSATION_OF_EMPLOYEES": 0.4,
    "VA_SOCIAL_CONTRIBUTIONS": 0.06,
    "VA_NET_INCOME": 0.35,
    "VA_OTHER_TAXES_ON_PRODUCTION": 0.04,
    "VA_CONSUMPTION_OF_FIXED_CAPITAL": 0.15,
}
COLUMNS = [
    "fd_hh_consumption",
    "fd_gov_consumption",
    "fd_npish_consumption",
    "fd_gfcf",
    "fd_change_in_inventories",
    "fd_exports",
]
OIL_FIGURES = """
direct_oil_revenue = 40.0
fund_oil_receipts = 120.0
fund_opening = 800.0
fund_closing = 900.0
investment_oil = 60.0
crude_share = 0.6
nonoil_growth = 3.0"""
ANCHORS = """format = 1
country = "Freedonia"
year = {year}
resource = "OIL"

[anchors]
nonoil_revenue = 170.0
expenditure = 300.0
current_account = 60.0
labour_force = 1400.0
unemployment = 0.07
investment_state = 70.0
investment_total = 260.0
exchange_rate = 2.0
population = 3000.0
oil_price = 64.0
gdp_growth = 2.0{oil}

[roles]
machinery = "FACT"
ict = "TECH"
construction = "BUILD"
business = "TECH"
education = "STATE"

[classes]
FARM = "AGR"
OIL = "OILGAS"
FACT = ["FOOD", "CHEM", "MACH"]
BUILD = "CONS"
TECH = {{ TRADE = 0.5, ICT = 0.2, FIN = 0.3 }}
STATE = "PUB"
"""
Edit = Callable[[str], str]


def same(text: str) -> str:
    return text


def table_text(order: tuple[int, ...] = (0, 1, 2, 3, 4, 5), scale: float = 1.0, year: int = 2019) -> str:
    """The table of an invented country with oil, in any order of sectors and any currency unit."""
    made = Z.sum(1) + FINAL.sum(1) - IMPORTS
    gva = made - Z.sum(0) - TAX
    place = list(order)

    def line(code: str, values: np.ndarray, blanks: int = 0) -> str:
        return ",".join([code, code, *(repr(float(v)) for v in values), *[""] * blanks])

    rows = [line(CODES[i], np.array([*Z[i, place], *FINAL[i], IMPORTS[i], made[i]]) * scale) for i in order]
    rows.append(line("NET_TAX", np.array([*TAX[place], *TAX_FINAL]) * scale, 2))
    rows += [line(kind, gva[place] * share * scale, 8) for kind, share in PARTS.items()]
    rows.append(line("EMPLOYMENT", np.array(JOBS, dtype=float)[place], 8))
    head = ["code,name", *(CODES[i] for i in order), *COLUMNS, "imports", "output"]
    about = f"# year: {year}\n# unit: mln FRD\n# currency: FRD\n# source: invented\n"
    return about + "\n".join([",".join(head), *rows]) + "\n"


def anchor_text(oil: bool = True, scale: float = 1.0, year: int = 2019) -> str:
    text = ANCHORS.format(year=year, oil=OIL_FIGURES if oil else "")
    if not oil:
        text = text.replace('resource = "OIL"\n', "").replace("current_account = 60", "current_account = -20")
        text = text.replace('OIL = "OILGAS"', 'OIL = "MINOTH"')
    money = "revenue|expenditure|receipts|current_account|opening|closing|investment_\\w+|exchange_rate"
    return re.sub(rf"(?m)^(\w*(?:{money})) = (.+)$", lambda m: f"{m[1]} = {float(m[2]) * scale!r}", text)


def land(folder: Path, table: str, anchors: str) -> Economy:
    (folder / "land.csv").write_text(table, encoding="utf-8")
    (folder / "land.toml").write_text(anchors, encoding="utf-8")
    return Economy(read_table(folder / "land.csv"), read_anchors(folder / "land.toml"))


def adopting(base: int = 2019) -> Scenario:
    return Scenario("adopting", base=base).with_change("adoption_ceiling", 55.0)


@cache
def azerbaijan(name: str) -> Result:
    return project(load_economy(), load_scenario(name))


def said(result: Result, other: Result) -> dict[str, str]:
    return {f.id: sentence(f) for f in findings(result, other)}


def test_order_of_sectors_does_not_matter(tmp_path: Path) -> None:
    order = (3, 1, 5, 0, 4, 2)
    a = project(land(tmp_path, table_text(), anchor_text()), adopting())
    b = project(land(tmp_path, table_text(order), anchor_text()), adopting())
    for name in a.names:
        if name != "identity_residual":
            v = a.values(name)
            v = v[:, list(order)] if v.ndim == 2 else v
            np.testing.assert_allclose(v, b.values(name), rtol=1e-9, atol=1e-9, err_msg=name)


def test_currency_unit_does_not_matter(tmp_path: Path) -> None:
    a = project(land(tmp_path, table_text(), anchor_text()), adopting())
    b = project(land(tmp_path, table_text(scale=1000.0), anchor_text(scale=1000.0)), adopting())
    assert {name: unit for name, unit in a.units.items() if "AZN" in unit} == {}
    assert a.units["gdp"] == "mln FRD of 2019"
    for name in a.names:
        if name != "identity_residual":
            factor = 1000.0 if "FRD" in a.units[name] else 1.0
            v, w = a.values(name) * factor, b.values(name)
            np.testing.assert_allclose(v, w, rtol=1e-9, atol=1e-9 * factor, err_msg=name)
    without = [project(r.economy, Scenario("still", base=2019)) for r in (a, b)]
    assert list(said(a, without[0])) == list(said(b, without[1]))


def test_a_country_without_oil_has_no_oil_revenue_and_no_word_on_oil(tmp_path: Path) -> None:
    economy = land(tmp_path, table_text(), anchor_text(oil=False))
    still = project(economy, Scenario("still", base=2019))
    for name in ("revenue_oil", "oil_share_revenue", "oil_share_gva", "oil_share_exports"):
        assert not still.values(name).any(), name
    assert still.values("sofaz_assets")[-1] < 0.0  # the state borrows: no fund that lasts for some years
    assert np.isnan(still.values("sofaz_years_left")).all()
    assert (
        not {"oil_share_anyway", "dependence_increasing"} & said(project(economy, adopting()), still).keys()
    )


@pytest.mark.parametrize(
    ("table", "anchors", "words"),
    [
        (lambda t: re.sub(r"(?m)^EMPLOYMENT.*\n", "", t), same, "EMPLOYMENT"),
        (
            lambda t: re.sub(r"(?m)^(EMPLOYMENT),(\w+),[^\n]*", r"\1,\2" + ",0" * 6 + "," * 8, t),
            same,
            "EMPLOYMENT",
        ),
        (lambda t: t.replace("mln FRD", "thousand FRD"), same, "mln FRD"),
        (lambda t: t.replace("year: 2019", "year: 2050"), lambda a: a.replace("2019", "2050"), "2050"),
        (same, lambda a: a.replace("expenditure = 300.0", "expenditure = 300000.0"), "mln FRD"),
        (same, lambda a: a.replace("expenditure = 300.0", "expenditure = 0.3"), "mln FRD"),
        (
            same,
            lambda a: a.replace("fund_oil_receipts = 120.0", "fund_oil_receipts = 500.0"),
            "value added of OIL",
        ),
        (same, lambda a: a.replace('resource = "OIL"', 'resource = "OIL"\nrefining = "OIL"'), "refining"),
    ],
)
def test_wrong_files_are_refused_with_what_to_do(
    tmp_path: Path, table: Edit, anchors: Edit, words: str
) -> None:
    with pytest.raises((TableError, AnchorError), match=words):
        project(land(tmp_path, table(table_text()), anchors(anchor_text())), Scenario("still"))


def test_value_added_without_kinds_is_refused_and_not_a_key_error(tmp_path: Path) -> None:
    made = Z.sum(1) + FINAL.sum(1) - IMPORTS - Z.sum(0) - TAX
    whole = "GVA,GVA," + ",".join(repr(float(v)) for v in made) + "," * 8 + "\n"
    text = re.sub(r"(?m)^VA_.*\n", "", table_text()).replace("\nEMPLOYMENT,", "\n" + whole + "EMPLOYMENT,")
    with pytest.raises(TableError, match="compensation"):
        project(land(tmp_path, text, anchor_text()), Scenario("still", base=2019))


def test_nothing_exported_has_no_concentration() -> None:
    none = np.zeros((2, 4))
    for measure in (measures.herfindahl, measures.theil, measures.shannon):
        assert np.isnan(measure(none)).all()
    assert (measures.herfindahl(np.ones((2, 1))) == 1.0).all()
    np.testing.assert_allclose(measures.theil(np.array([1.0, 0.0])), np.log(2.0))
    np.testing.assert_allclose(measures.shannon(np.array([1.0, 0.0])), 0.0)


def test_findings_of_a_batch_speak_of_their_own_run() -> None:
    names = ("ai-money-short", "ai-strategy", "baseline")
    for order in (names, names[::-1]):
        many = project_many(load_economy(), [load_scenario(name) for name in order])
        short = [
            order[i]
            for i in range(3)
            if "ai_money_short" in said(many.result(i), many.result(order.index("baseline")))
        ]
        assert short == ["ai-money-short"]


def test_money_that_never_comes_is_said() -> None:
    scenario = adopting(2025).with_change("ai_investment_budget_private", 0.0)
    told = said(project(load_economy(), scenario), azerbaijan("baseline"))
    assert "equips 0 %" in told["ai_money_short"]


def test_money_short_for_some_years_names_the_worst() -> None:
    points = [(2026, 100), (2029, 100), (2030, 10), (2031, 100)]
    scenario = adopting(2025).with_change("ai_investment_of_need", points=points)
    told = said(project(load_economy(), scenario), azerbaijan("baseline"))
    assert "in 2030, the worst year" in told["ai_money_short"]
    assert "100 %" not in told["ai_money_short"]


def test_the_same_run_twice_is_not_called_a_counterfactual() -> None:
    same_run = said(azerbaijan("ai-strategy"), azerbaijan("ai-strategy"))
    assert "same_runs" in same_run
    assert "nothing_moved" not in same_run
    assert "nothing_moved" in said(azerbaijan("baseline"), azerbaijan("baseline"))


def test_a_gain_that_ends_in_a_loss_is_no_cost_before_gain() -> None:
    scenario = (
        Scenario("up, down, up")
        .with_change("oil_price", 1.5, mode="scale", start=2027, until=2030)
        .with_change("oil_price", 0.5, mode="scale", start=2033, until=2036)
        .with_change("oil_price", 1.3, mode="scale", start=2040)
    )
    result = project(load_economy(), scenario)
    effect = (result - azerbaijan("baseline")).values("consumption")
    assert effect[3] > 0.1
    assert effect[12] < -0.1
    assert effect[-1] > 0.1
    assert "cost_before_gain" not in said(result, azerbaijan("baseline"))


def test_percent_has_the_sign_of_the_change_where_values_are_negative(tmp_path: Path) -> None:
    economy = land(tmp_path, table_text(), anchor_text(oil=False))
    still = Scenario("still", base=2019)
    more = still.with_change("nonoil_deficit", 5.0, mode="add")
    debt = project(economy, more) - project(economy, still)
    assert debt.values("sofaz_assets", "absolute")[-1] < 0.0
    assert debt.values("sofaz_assets", "percent")[-1] < 0.0
    both = project_many(economy, [more, still], draws=2, keep=["sofaz_assets"])
    assert (both.difference("sofaz_assets", "percent")[:, -1] < 0.0).all()


def test_results_can_be_kept_and_copied() -> None:
    result = azerbaijan("ai-strategy")
    for twin in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert np.array_equal(twin.values("gdp"), result.values("gdp"))
        assert twin.units == result.units
        assert (twin - result).marks == ()
    many = project_many(result.economy, [result.scenario])
    again = pickle.loads(pickle.dumps(many))
    assert np.array_equal(again.values("gdp"), many.values("gdp"))


def test_a_result_does_not_change() -> None:
    result = azerbaijan("ai-strategy")
    drawn = project_many(result.economy, [result.scenario], draws=2, keep=["gdp"])
    for array in (
        result.values("gdp"),
        result.flags["flag_transfer_guard"],
        result.residuals["fund"],
        result.labour_response,
        drawn.values("gdp"),
    ):
        assert not array.flags.writeable


def test_a_lever_works_although_its_default_path_once_lay_outside_its_range() -> None:
    economy = load_economy(2021)
    still = Scenario("still", base=2021)
    faster = still.with_change("gas_output", 2.0, start=2030)
    assert (project(economy, faster) - project(economy, still)).values("gdp")[-1] > 0.0
    twice = still.with_change("world_demand", 4.0, mode="add", start=2030)
    twice = twice.with_change("world_demand", 4.0, mode="add", start=2031)
    with pytest.raises(ScenarioError, match="range"):
        project(economy, twice)


def test_a_single_sector_is_an_economy_too(tmp_path: Path) -> None:
    rows = [
        "code,name,ALL,fd_hh_consumption,fd_gov_consumption,fd_npish_consumption,fd_gfcf,"
        "fd_change_in_inventories,fd_exports,imports,output",
        "ALL,All,40,60,20,1,25,1,30,20,157",
        "NET_TAX,Taxes,2,3,1,0,2,0,0,,",
        "VA_COMPENSATION_OF_EMPLOYEES,c,60,,,,,,,,",
        "VA_SOCIAL_CONTRIBUTIONS,s,10,,,,,,,,",
        "VA_NET_INCOME,n,25,,,,,,,,",
        "VA_CONSUMPTION_OF_FIXED_CAPITAL,f,20,,,,,,,,",
        "EMPLOYMENT,e,1000,,,,,,,,",
    ]
    table = "# year: 2019\n# unit: mln FRD\n# currency: FRD\n" + "\n".join(rows) + "\n"
    anchors = re.sub(r"(?m)^(\w+) = \"(FACT|TECH|BUILD|STATE)\"$", r'\1 = "ALL"', anchor_text(oil=False))
    anchors = anchors[: anchors.index("[classes]")] + '[classes]\nALL = "TRADE"\n'
    anchors = anchors.replace("expenditure = 300.0", "expenditure = 45.0")
    anchors = anchors.replace("nonoil_revenue = 170.0", "nonoil_revenue = 30.0")
    result = project(land(tmp_path, table, anchors), adopting())
    assert result.values("adoption")[-1, 0] > result.values("adoption")[0, 0]
    assert (result.values("hhi_gva") == 1.0).all()


def test_cheaper_oil_lowers_national_income() -> None:
    """Terms of trade count: GNI is deflated by what is bought at home, not by the GDP deflator."""
    for name, sign in (("low-oil-price", -1), ("oil-windfall", 1)):
        scenario = load_scenario(name)
        moved, held = azerbaijan(name), project(load_economy(), scenario.counterfactual())
        gni = (moved - held).values("gni")[held.years.index(2030)]
        assert sign * gni > 1, name


def test_a_blank_private_budget_meets_what_others_leave() -> None:
    needed = project(load_economy(), adopting(2025)).values("ai_investment")
    for payer in ("public", "foreign"):
        shared = project(load_economy(), adopting(2025).with_change(f"ai_investment_budget_{payer}", 10.0))
        assert np.allclose(shared.values("ai_investment")[5:], needed[5:], rtol=0.02), payer
    alone = adopting(2025).with_change("ai_investment_budget_private", 10.0)
    assert project(load_economy(), alone).values("ai_investment").max() <= 10.0 + 1e-9


def test_levers_that_change_nothing_are_named() -> None:
    idle = load_scenario("baseline").with_change("adoption_speed", 0.3)
    told = said(project(load_economy(), idle), azerbaijan("baseline"))
    assert "adoption_speed" in told["levers_idle"]
    assert "gdp_effect" not in told


def test_public_money_is_not_called_free() -> None:
    paid = adopting(2025).with_change("ai_investment_budget_public", 100.0)
    assert "public_money_displaces" in said(project(load_economy(), paid), azerbaijan("baseline"))
    free = paid.with_change("ai_displacement", 0.0)
    assert "public_money_displaces" not in said(project(load_economy(), free), azerbaijan("baseline"))


def test_years_that_were_not_projected_are_refused() -> None:
    with pytest.raises(InputError, match="2060"):
        azerbaijan("baseline").records(years=[2060])


def test_numbers_and_codes_of_a_notebook_are_taken() -> None:
    numbers: dict[str, Any] = {"value": np.float32(40), "start": np.int64(2030), "until": np.int32(2035)}
    mine = Scenario("mine").with_change("adoption_ceiling", sectors="FIN", **numbers)
    (change,) = mine.changes
    assert (change.value, change.sectors, change.start, change.until) == (40.0, ("FIN",), 2030, 2035)
    assert type(change.start) is int
    assert mine.without("adoption_ceiling", "FIN").changes == ()
    points = Scenario("path").with_change(
        "oil_price", points=zip(np.arange(2030, 2032), (60, 50), strict=True)
    )
    assert points.changes[0].points == ((2030, 60.0), (2031, 50.0))
    accounts = Accounts(load_economy().table)
    assert accounts.hypothetical_extraction("ICT").equals(accounts.hypothetical_extraction(["ICT"]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": [1]}, r"\[1\] is not a number"),
        ({"points": [(2030,)]}, "pairs"),
        ({"points": "2030"}, "pairs"),
        ({"value": 50, "start": np.float64(2030.5)}, "not a whole year"),
        ({"value": 50, "start": True}, "not a whole year"),
    ],
)
def test_a_wrong_change_is_named(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        Scenario("mine").with_change("oil_price", **wrong)


def test_an_ensemble_names_what_it_does_not_have() -> None:
    economy, scenario = load_economy(), load_scenario("baseline")
    drawn = project_many(economy, [scenario], draws=2, keep=["gdp"])
    for share in (-0.5, 1.5, np.nan):
        with pytest.raises(InputError, match="between 0 and 1"):
            drawn.quantiles("gdp", (share,))
    with pytest.raises(InputError, match="no scenario “1”"):
        drawn.difference("gdp")
    with pytest.raises(InputError, match="no scenario “3”"):
        project_many(economy, [scenario]).result(3)
    with pytest.raises(InputError, match="Did you mean “gdp”"):
        project_many(economy, [scenario], draws=2, keep=["gpd"])
    with pytest.raises(InputError, match="choose simple"):
        Accounts(economy.table).multipliers(kind="III")  # type: ignore[arg-type]  # what a user may write
