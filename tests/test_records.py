"""Every parameter, lever and indicator is complete, sourced and named in three languages."""

from __future__ import annotations

import math
import pickle
import re

import pytest

from diversify.errors import ParameterError
from diversify.frozen import FrozenDict
from diversify.model.projection.parameters import (
    LANGUAGES,
    Record,
    groups,
    indicators,
    lever,
    levers,
    records,
)
from diversify.model.projection.sources import ASSUMPTION, sources
from diversify.resources import packaged_rows

CODES = tuple(record["code"] for record in packaged_rows("io/sector_map_23.csv"))


def source_ids() -> set[str]:
    return set(sources())


@pytest.mark.parametrize("record", records().values(), ids=lambda record: record.name)
def test_a_record_is_complete(record: Record) -> None:
    assert record.kind in ("lever", "parameter", "calibration", "band")
    assert record.unit
    assert record.equation
    assert record.group in groups()
    assert record.min < record.max
    assert record.mark in ("V", "M", "D", "A")
    assert record.source_id in source_ids()
    for language in LANGUAGES:
        assert record.title[language]
        assert len(record.note[language]) > 15
    assert record.title["az"] != record.title["en"] != record.title["ru"]
    assert re.search("[а-яА-Я]", record.title["ru"])
    values = [record.low, record.default, record.central, record.high, *record.by_year.values()]
    for item in record.by_sector.values():
        values += [item.low, item.default, item.high]
        marks = [value for value in (item.low, item.default, item.high) if value is not None]
        assert marks == sorted(marks)
    assert all(record.min <= value <= record.max for value in values if value is not None)
    marks = [value for value in (record.low, record.central, record.high) if value is not None]
    assert marks == sorted(marks)


def test_every_value_belongs_to_a_record_in_the_same_unit() -> None:
    for row in packaged_rows("calibration.csv"):
        assert row["unit"] == records()[row["name"]].unit, row["name"]
        assert row["mark"] in ("V", "M", "D", "A")
        assert row["source_id"] in source_ids()
        assert row["note"], row["name"]


def test_a_record_has_a_value_or_says_that_it_is_blank() -> None:
    blank = {
        name
        for name, record in records().items()
        if record.default is None and not record.by_sector and not record.by_year and record.path == name
    }
    assert blank == {
        "adoption_ceiling",
        "adoption_path",
        "ai_investment_budget_public",
        "ai_investment_budget_private",
        "ai_investment_budget_foreign",
        "ai_stop_year",
        "ict_graduates",
    }


def test_sector_values_cover_all_sectors() -> None:
    for record in records().values():
        if record.by_sector:
            assert sorted(record.by_sector) == sorted(CODES), record.name
            assert record.sectoral


def test_the_paths_of_levers_exist() -> None:
    for record in levers().values():
        assert record.path in records()
        if record.path != record.name:
            assert records()[record.path].unit == record.unit


def test_what_is_drawn_has_a_range() -> None:
    for record in records().values():
        if record.sampled:
            ranges = [(v.low, v.high) for v in record.by_sector.values()]
            assert record.shift or record.low is not None or None not in ranges[0], record.name


def test_numbers_of_the_reference_run() -> None:
    known = records()
    assert known["theta"].by_sector["ICT"].default == 8
    assert known["trade_elasticity"].by_sector["MACH"].default == 4
    assert known["relative_adoption_index"].by_sector["ICT"].default == 3.1
    assert known["j_curve_loss"].by_sector["OILGAS"].default == 0
    assert known["j_curve_loss"].by_sector["AGR"].default == 1.33
    assert known["crude_volume_growth"].by_year[2028] == -4
    assert known["crude_volume_growth"].by_year[2022] == pytest.approx(
        (32.6464 / 34.5803 - 1) * 100, abs=1e-4
    )
    assert known["labour_force_growth"].by_year[2024] == pytest.approx((5312.1 / 5249.7 - 1) * 100, abs=1e-4)
    assert known["oil_price"].by_year[2025] == 69.14
    assert (known["wage_curve_eta"].min, known["wage_curve_eta"].max) == (0, 0.5)
    assert known["capital_response_kappa"].low == known["capital_response_kappa"].default == 1


def test_every_indicator_is_complete() -> None:
    assert len(indicators()) == 64
    for indicator in indicators().values():
        assert indicator.unit
        assert indicator.group in groups()
        assert indicator.difference in ("percent", "points", "absolute")
        assert (indicator.difference == "points") == (indicator.unit == "%")
        for language in LANGUAGES:
            assert indicator.title[language]
            assert indicator.definition[language]


def test_oil_shares_name_their_definition() -> None:
    for name, indicator in indicators().items():
        if name.startswith("oil_share") or ("nonoil" in name and name != "revenue_nonoil"):
            for language in LANGUAGES:
                assert "06+09" in indicator.definition[language], (name, language)
                if name != "oil_share_revenue":  # taxes of refining are non-oil revenue
                    assert "19" in indicator.definition[language], (name, language)


def test_an_unknown_lever_is_answered_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match="adoption_ceiling"):
        lever("adoption_cieling")
    with pytest.raises(ParameterError, match="no lever “theta”"):
        lever("theta")


def test_records_cannot_be_changed_and_travel_to_other_processes() -> None:
    known = records()
    with pytest.raises(TypeError):
        known["theta"] = known["theta"]  # type: ignore[index]
    with pytest.raises(TypeError):
        known.update({})  # type: ignore[attr-defined]
    copy = pickle.loads(pickle.dumps(FrozenDict(a=1)))
    assert copy == {"a": 1}
    assert isinstance(copy, FrozenDict)
    assert hash(copy) == hash(FrozenDict(a=1))


def test_every_number_is_finite() -> None:
    for row in packaged_rows("calibration.csv"):
        assert all(math.isfinite(float(row[key])) for key in ("low", "value", "high") if row[key])


def test_every_source_in_use_has_a_title_and_an_address() -> None:
    used = {record.source_id for record in records().values()} | {
        row["source_id"] for row in packaged_rows("calibration.csv")
    }
    for name in used:
        source = sources()[name]
        assert len(source.title) > 10, name
        assert (source.address == "") == (name == ASSUMPTION), name
