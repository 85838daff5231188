"""Published yardsticks: figures as printed, ours computed anew, every difference explained."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from diversify.cli import main
from diversify.model import load_economy, load_scenario, load_table, project
from diversify.model.analysis import checked_against as module
from diversify.model.analysis.checked_against import TOPICS, WHY, Yardstick, checked_against
from diversify.model.projection.sources import sources


def lines(topic: str) -> list[Yardstick]:
    return [line for line in checked_against() if line.topic == topic]


def test_every_topic_is_there_sourced_and_explained() -> None:
    found = checked_against()
    counts = Counter(line.topic for line in found)
    assert list(counts) == list(TOPICS) == list(WHY)
    assert counts["multipliers"] == 24  # 26 printed rows, one for waste management which has no counterpart
    for line in found:
        assert np.isfinite([line.ours, line.theirs, line.difference]).all()
        assert sources()[line.source_id].address
        assert len(line.why) > 60
        assert line.item


def test_multipliers_by_power_series() -> None:
    """Total-flow Leontief multipliers of the 2021 table with mining merged, by summing the rounds."""
    t = load_table(2021)
    mining = [t.index("OILGAS"), t.index("MINOTH")]
    keep = [i for i in range(t.n) if i != mining[1]]
    Z = t.Z.copy()
    x = t.x.copy()
    for array in (Z, Z.T):
        array[mining[0]] += array[mining[1]]
    x[mining[0]] += x[mining[1]]
    A = Z[np.ix_(keep, keep)] / x[keep]
    codes = [t.codes[i] for i in keep]
    want = {}
    for code in ("FOOD", "METMIN", "OILGAS", "MACH"):
        round_ = np.eye(len(keep))[codes.index(code)]
        total = np.zeros(len(keep))
        for _n in range(200):
            total += round_
            round_ = A @ round_
        want[code] = 1000.0 * total
    whole = {line.theirs: line.ours for line in lines("multipliers") if line.item.endswith("all sectors")}
    assert whole[2290.0] == pytest.approx(want["FOOD"].sum(), rel=1e-9)
    assert whole[1890.0] == pytest.approx(want["METMIN"].sum(), rel=1e-9)
    assert whole[1180.0] == pytest.approx(want["OILGAS"].sum(), rel=1e-9)
    assert whole[2080.0] == pytest.approx(want["MACH"].sum(), rel=1e-9)
    cell = next(line for line in lines("multipliers") if line.theirs == 248.17)
    assert cell.ours == pytest.approx(want["METMIN"][codes.index("OILGAS")], rel=1e-9)
    assert all(abs(ours / theirs - 1.0) < 0.06 for theirs, ours in whole.items())


def test_long_run_growth_is_the_mean_of_the_baseline() -> None:
    growth = project(load_economy(), load_scenario("baseline")).values("gdp_growth")[1:]
    for line, theirs in zip(lines("long_run"), (0.5, 1.7), strict=True):
        assert line.ours == pytest.approx(growth.mean())
        assert line.theirs == theirs


def test_forecasts_are_those_printed() -> None:
    found = {line.item: line for line in lines("forecasts")}
    assert found["GDP growth 2027, IMF WEO April 2026"].theirs == 2.5
    assert found["non-oil growth 2026, IMF Article IV 2026"].theirs == 3.7
    assert found["GDP growth 2026, Ministry of Economy, autumn 2025"].theirs == 3.2
    assert not [item for item in found if "2025, IMF" in item], "a base year is no forecast"


def test_outturn_is_the_unconditional_hindcast() -> None:
    found = lines("outturn")
    assert [line.theirs for line in found[:2]] == [1.4, 2.7]
    assert found[2].theirs == pytest.approx(28.37, abs=0.01)


def test_stability_is_the_weighted_error_of_the_file() -> None:
    """8.5 % from 2016 to 2021 and 9.3 % from 2011 to 2016, as the compiler states them."""
    found = lines("stability")
    assert [round(line.theirs, 1) for line in found] == [8.5, 9.3]
    old, new = load_table(2021), load_table(2025)
    predicted = np.linalg.solve(np.eye(old.n) - old.Z / old.x, new.Y.sum(axis=1) - new.M)
    assert found[0].ours == pytest.approx(100.0 * np.abs(predicted - new.x).sum() / new.x.sum(), rel=1e-9)


def test_lines_are_computed_when_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lines("multipliers")[0].ours
    monkeypatch.setattr(module, "leontief_inverse", lambda A, names=(): np.eye(len(A)))
    assert lines("multipliers")[0].ours != before


def test_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checked-against"]) == 0
    text = capsys.readouterr().out
    assert "Hasanli" in text
    assert "no test" in text
    assert main(["checked-against", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) == len(checked_against())
    assert set(records[0]) == {
        "yardstick", "item", "ours", "theirs", "difference", "unit", "source", "address", "why",
    }  # fmt: skip
