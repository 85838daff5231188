"""Every number that enters the model has a complete evidence card; what no evidence supports is off."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from diversify.cli import main
from diversify.errors import ParameterError
from diversify.model import load_economy, load_scenario, project
from diversify.model.analysis.evidence import (
    BLANK,
    NONE,
    SUPPORT,
    carded,
    evidence,
    lacking,
)
from diversify.model.projection.draws import sample
from diversify.model.projection.parameters import Record, levers, records
from diversify.model.projection.sources import ASSUMPTION
from diversify.text import set_language

UNSUPPORTED = [record for record in carded().values() if record.support == "none"]
SWITCHED = [r for r in carded().values() if r.kind != "lever" and r.off not in (BLANK, NONE)]
SHOWN = ("gdp", "consumption", "oil_share_gva", "employment", "wage", "sofaz_assets", "gva")


@pytest.mark.parametrize("record", carded().values(), ids=lambda record: record.name)
def test_a_card_is_complete(record: Record) -> None:
    assert lacking(record) == []
    for language in ("en", "az", "ru"):
        set_language(language)
        card = evidence(record.name)
        for text in (card.title, card.unit, card.default, card.range, card.why, card.source, card.off):
            assert text.strip()
        assert record.note[language]
    set_language("en")
    card = evidence(record.name)
    assert card.record is records()[record.name]
    if record.source_id == ASSUMPTION:
        assert (card.source, card.address, record.mark) == ("assumption", "", "A")
    else:
        assert card.address
    if record.off not in (BLANK, NONE):
        assert record.min <= float(record.off) <= record.max


def test_what_is_missing_is_found() -> None:
    """The check can fail: take one thing away at a time."""
    whole = records()["theta"]
    assert lacking(replace(whole, symbol="")) == ["symbol"]
    assert lacking(replace(whole, equation=" ")) == ["equation"]
    assert lacking(replace(whole, unit="")) == ["unit"]
    assert lacking(replace(whole, title={"en": ""})) == ["title"]
    assert lacking(replace(whole, note={"en": ""})) == ["why"]
    assert lacking(replace(whole, off="soon")) == ["off"]
    assert lacking(replace(whole, support="hope")) == ["support"]
    assert lacking(replace(whole, source_id="nobody")) == ["source"]
    assert lacking(replace(whole, source_id=ASSUMPTION)) == ["source"]


def test_a_range_or_that_none_is_known() -> None:
    assert evidence("lag_to_gain").range == "2 to 7"
    assert evidence("frisch").range == "no range known"
    assert "0 to 15" in evidence("theta").range
    assert "2028" in evidence("crude_volume_growth").range
    assert evidence("world_demand").range == "2 to 4"  # the lever takes the range of its default path
    for record in carded().values():
        if record.sampled:
            assert evidence(record.name).range != "no range known", "what is drawn has a range"


def test_values_by_sector_are_all_said() -> None:
    text = evidence("baseline_productivity").default
    assert "OILGAS 0" in text
    assert "ICT 2.5" in text
    assert text.endswith("others 1.5")


@pytest.mark.parametrize("record", UNSUPPORTED, ids=lambda record: record.name)
def test_what_no_evidence_supports_is_off_and_says_so(record: Record) -> None:
    assert "No evidence" in evidence(record.name).support
    assert record.source_id == ASSUMPTION
    base, economy = load_scenario("baseline"), load_economy()
    if record.kind == "lever":
        assert (record.default is None) if record.off == BLANK else record.default == float(record.off)
        return
    usual, without = (
        project(economy, base),
        project(economy, base.with_parameter(record.name, float(record.off))),
    )
    for name in SHOWN:
        assert np.array_equal(usual.values(name), without.values(name)), name


@pytest.mark.parametrize("record", SWITCHED, ids=lambda record: record.name)
def test_the_off_switch_of_a_parameter_can_be_thrown(record: Record) -> None:
    if record.by_year:
        value: object = {str(year): float(record.off) for year in record.by_year}
    else:
        value = float(record.off)
    scenario = load_scenario("ai-strategy").with_parameter(record.name, value)
    assert project(load_economy(), scenario).worst_residual[2] < 1e-9


def test_one_record_feeds_everything() -> None:
    assert {r.name for r in carded().values() if r.kind == "lever"} == set(levers())
    assert all(levers()[name] is records()[name] for name in levers())
    drawn = sample(3, 1, sectors=load_economy().table.codes)
    known = {name for name, record in records().items() if record.sampled}
    assert set(drawn.parameters) <= known
    for name in ("lag_to_gain", "wage_curve_eta"):
        record = records()[name]
        assert record.low is not None
        assert record.high is not None
        assert ((drawn.parameters[name] >= record.low) & (drawn.parameters[name] <= record.high)).all()


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(ParameterError, match="theta"):
        evidence("thetta")
    with pytest.raises(ParameterError):
        evidence("REC_ai_GDP_level_2035")  # a band for judging results, no input


def test_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "adoption_support_psi"]) == 0
    text = capsys.readouterr().out
    assert "assumption" in text
    assert SUPPORT["none"] in text
    assert "Set it to 0" in text
    assert main(["evidence"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(carded()) + 1
    assert main(["evidence", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["name"] for row in rows] == list(carded())
    assert main(["evidence", "thetta"]) == 1
    assert "theta" in capsys.readouterr().err
