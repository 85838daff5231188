"""The toolbox against tables printed in the manuals, to the digits printed, each cited by number."""

from __future__ import annotations

import numpy as np
import pytest

from diversify.model import Accounts, Table
from diversify.model.economy import Sector
from diversify.model.inputoutput import (
    LeontiefSystem,
    backward_linkage,
    forward_linkage,
    ghosh_inverse,
    leontief_inverse,
    multipliers,
    price_composition,
    technical_coefficients,
)

# Eurostat Manual of Supply, Use and Input-Output Tables (2008), table 15.4: Germany 1995, domestic output at
# basic prices, mln EUR: agriculture, manufacturing, construction, trade, business services, other services.
CODES = ("AGR", "MAN", "CON", "TRA", "BUS", "OTH")
Z = np.array(
    [
        [1131.0, 25480, 1, 607, 710, 762],
        [7930, 304584, 64167, 41082, 11981, 30360],
        [426, 7334, 3875, 5296, 23457, 9155],
        [3559, 72717, 14190, 74399, 10835, 21008],
        [3637, 96115, 31027, 65755, 193176, 34223],
        [1552, 14986, 1747, 11225, 15058, 22070],
    ]
)
X = np.array([43910.0, 1079446, 245606, 540063, 692487, 508918])
IMPORTS = np.array([2927.0, 156703, 13427, 21943, 13371, 13772])
TAXES = np.array([1084.0, 6505, 1548, 8349, 8473, 12551])
GVA = np.array([21664.0, 395022, 115624, 311407, 415426, 365017])
PERSONS = np.array([1096.0, 8381, 3236, 9251, 4258, 10206])
FINAL = np.array(
    [
        [8500.0, 16, 2975, -6, 3734],
        [197792, 8588, 91692, 7559, 313711],
        [3457, 742, 191715, 0, 149],
        [269663, 13492, 14155, 0, 46045],
        [214757, 10061, 30124, 0, 13612],
        [119504, 317251, 3483, 0, 2042],
    ]
)
A = technical_coefficients(Z, X)


def test_table_adds_up() -> None:
    """Rows of table 15.4 to its rounding; columns exactly."""
    np.testing.assert_allclose(Z.sum(axis=1) + FINAL.sum(axis=1), X, atol=50)
    np.testing.assert_allclose(Z.sum(axis=0) + IMPORTS + TAXES + GVA, X, atol=1)


def test_leontief_inverse() -> None:
    """Eurostat (2008), table 15.10: the first three elements of the diagonal."""
    np.testing.assert_allclose(leontief_inverse(A).diagonal()[:3], [1.0339, 1.4292, 1.0289], atol=5.1e-5)


def test_ghosh_inverse() -> None:
    """Eurostat (2008), section 15.2: the agriculture column of the inverse of output coefficients."""
    found = ghosh_inverse(Z, X)[:, 0]
    np.testing.assert_allclose(found, [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043], atol=5.1e-5)


def test_output_multipliers_and_backward_linkages() -> None:
    """Eurostat (2008), tables 15.15 and 15.19; the manual's rounded inputs leave 1 in the last digit."""
    printed = [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782]
    np.testing.assert_allclose(multipliers(A, np.ones(6)), printed, atol=1.1e-4)
    np.testing.assert_allclose(backward_linkage(Z, X, normalized=False), printed, atol=1.1e-4)
    assert forward_linkage(Z, X, normalized=False).argmin() == 5  # other services sell to final users


def test_value_added_and_employment_multipliers() -> None:
    """Eurostat (2008), table 15.16."""
    printed = [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199]
    np.testing.assert_allclose(multipliers(A, GVA / X), printed, atol=1.1e-4)
    persons = [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242]
    np.testing.assert_allclose(multipliers(A, PERSONS / X), persons, atol=5.1e-5)


def test_all_primary_inputs_together_are_one() -> None:
    """Eurostat (2008), table 15.16: the multipliers of imports, taxes and value added add up to 1."""
    parts = price_composition(A, np.vstack([IMPORTS, TAXES, GVA]) / X, system=LeontiefSystem(A))
    np.testing.assert_allclose(parts.sum(axis=0), 1, atol=1e-4)


def test_the_same_with_labels() -> None:
    """The table as an object; what its rows are rounded by is absorbed in output."""
    final = np.insert(FINAL, 2, 0.0, axis=1)
    table = Table(
        sectors=tuple(Sector(code) for code in CODES),
        Z=Z,
        Y=final,
        M=np.zeros(6),
        x=X,
        value_added=np.vstack([GVA, IMPORTS]),
        value_added_kinds=("gva", "imported_inputs"),
        taxes_on_inputs=TAXES,
        taxes_on_final=np.zeros(6),
        employment=PERSONS,
        year=1995,
        unit="mln EUR",
        tolerance=60,
    )
    found = Accounts(table).multipliers("gva")
    np.testing.assert_allclose(found, [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199], atol=2e-4)
    assert found["BUS"] == pytest.approx(0.9393, abs=2e-4)
