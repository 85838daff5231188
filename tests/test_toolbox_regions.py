"""Footprints and trade in value added of a table of two regions, labelled."""

from __future__ import annotations

import numpy as np
import pytest

from diversify.errors import InputError
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.regional_accounts import RegionalAccounts


@pytest.fixture
def table() -> MultiRegionalTable:
    """Made: region N sells 50 of inputs to S, which sells 60 of final goods back."""
    return MultiRegionalTable(
        labels=(("N", "A"), ("S", "A")),
        final_labels=(("N", "households"), ("S", "households")),
        Z=np.array([[0.0, 50.0], [0.0, 0.0]]),
        Y=np.array([[30.0, 0.0], [60.0, 0.0]]),
        x=np.array([80.0, 60.0]),
        value_added=np.array([[80.0, 10.0]]),
        value_added_kinds=("gva",),
        taxes_on_inputs=np.zeros(2),
        imported_inputs=np.zeros(2),
        extensions={"co2": np.array([8.0, 6.0])},
        year=2025,
    )


def test_trade_in_value_added_by_hand(table: MultiRegionalTable) -> None:
    found = RegionalAccounts(table).value_added_in_trade()
    assert found.loc["N"].to_dict() == pytest.approx(
        {"exports": 50, "domestic": 50, "foreign": 0, "reexported": 50, "returned": 50}
    )
    assert found.loc["S"].to_dict() == pytest.approx(
        {"exports": 60, "domestic": 10, "foreign": 50, "reexported": 0, "returned": 0}, abs=1e-12
    )


def test_footprints_add_up_to_what_is_made(table: MultiRegionalTable) -> None:
    accounts = RegionalAccounts(table)
    found = accounts.footprint("co2")
    assert found.loc["N", "N"] == pytest.approx(8)
    assert found.loc["S", "N"] == pytest.approx(6)
    np.testing.assert_allclose(accounts.footprint().sum(axis=1), table.gva)
    np.testing.assert_allclose(accounts.multipliers("value_added"), 1)
    np.testing.assert_allclose(accounts.leontief_inverse().to_numpy()[0], [1, 50 / 60])
    assert accounts.technical_coefficients().loc[("N", "A"), ("S", "A")] == pytest.approx(50 / 60)
    with pytest.raises(InputError, match="nothing called 'gold'"):
        accounts.footprint("gold")
