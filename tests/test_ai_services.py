"""AI services as a sector of their own: the split is exact, and moves where things are, not what they are."""

from __future__ import annotations

import numpy as np
import pytest

from diversify.errors import AnchorError, TableError
from diversify.model import load_scenario, project
from diversify.model.economy import Economy, aggregate, load_economy, split_ai_services
from diversify.resources import packaged_rows

CODE = "AIS"


@pytest.fixture(scope="module", params=[2025, 2021])
def base(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_merging_the_two_returns_the_table(base: int) -> None:
    whole, split = load_economy(base).table, load_economy(base, ai_services=True).table
    assert split.codes == (*whole.codes, CODE)
    merged = aggregate(split, {code: "ICT" if code == CODE else code for code in split.codes})
    order = [merged.index(code) for code in whole.codes]
    assert np.allclose(merged.Z[np.ix_(order, order)], whole.Z, atol=1e-6)
    assert np.allclose(merged.Y[order], whole.Y, atol=1e-6)
    assert np.allclose(merged.value_added[:, order], whole.value_added, atol=1e-6)
    assert split.gdp == pytest.approx(whole.gdp, rel=1e-12)
    assert split.x[-1] == pytest.approx(0.03 * whole.x[whole.index("ICT")])
    energy = split.index("ENERGY")
    share = split.Z[energy] / split.x
    assert share[-1] > 10.0 * share[split.index("ICT")]  # computing is heavy on electricity


def test_shares_add_up_and_are_assumptions() -> None:
    rows = packaged_rows("ai_services.csv")
    sums = {part: sum(float(r["share"]) for r in rows if r["part"] == part) for part in ("inputs", "sales")}
    imported = next(float(r["share"]) for r in rows if r["name"] == "imports")
    assert sums["inputs"] == pytest.approx(1.0)
    assert sums["sales"] - 2.0 * imported == pytest.approx(1.0)
    assert all(r["mark"] == "A" and r["note"] for r in rows)


@pytest.mark.parametrize("name", ["baseline", "ai-strategy", "regional-hub", "all-of-it"])
def test_a_projection_is_the_same_but_for_where_ai_services_are(name: str, base: int) -> None:
    scenario = load_scenario(name)
    whole, split = (project(load_economy(base, ai_services=on), scenario) for on in (False, True))
    assert split.worst_residual[2] < 1e-9
    for indicator in ("gdp", "gni", "consumption", "wage"):
        assert np.allclose(split.values(indicator), whole.values(indicator), rtol=2e-3), indicator
    assert np.allclose(split.values("knowledge_share"), whole.values("knowledge_share"), atol=0.05)
    assert np.allclose(split.values("specialists"), whole.values("specialists"))
    share = split.values("gva_share")[:, -1]
    assert share[0] < 0.1
    if name == "regional-hub":
        assert share[-1] > 0.5  # data centres are counted here
    if name == "ai-strategy":
        still = project(load_economy(base, ai_services=True), load_scenario("baseline"))
        assert share[-1] > still.values("gva_share")[-1, -1]


def test_what_cannot_be_split_is_refused() -> None:
    with pytest.raises(TableError, match="23 sectors"):
        load_economy(2025, 19, ai_services=True)
    with pytest.raises(AnchorError, match=r"roles\.ict"):
        split_ai_services(Economy(load_economy().table))
    with pytest.raises(TableError, match=CODE):
        split_ai_services(load_economy(ai_services=True))
