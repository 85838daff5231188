"""What testers found at the edges: absurd figures, odd files, odd options, each answered in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from diversify.errors import AnchorError
from diversify.model import load_economy, load_scenario, project, read_anchors, read_table
from diversify.model.economy import Economy
from diversify.model.projection import prices

COUNTRY = Path(__file__).parent / "data" / "country"


def country(**changed: float) -> Economy:
    """The small country without oil, some of its anchors changed."""
    anchors = read_anchors(COUNTRY / "plain.toml")
    return Economy(read_table(COUNTRY / "plain.csv"), replace(anchors, **changed))  # type: ignore[arg-type]


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# anchors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("home", [True, False])
@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("fund_closing", -1e6, "mln"),
        ("fund_closing", 1e300, "mln"),
        ("fund_opening", 1e300, "mln"),
        ("oil_price", 1e300, "USD/bbl"),
        ("exchange_rate", 1e300, "for a US dollar"),
        ("labour_force", 1.0, "thousand persons"),
        ("population", 1e300, "thousand persons"),
        ("nonoil_revenue", -1e6, "mln"),
        ("investment_total", 1e300, "mln"),
        ("unemployment", 1e-300, "of the labour force"),
        ("gdp_growth", 1e300, "%"),
    ],
)
def test_absurd_anchors_are_named(home: bool, name: str, value: float, remedy: str) -> None:
    economy = load_economy() if home else country()
    assert economy.anchors is not None
    with pytest.raises(AnchorError, match=name) as caught:
        project(Economy(economy.table, replace(economy.anchors, **{name: value})), load_scenario("no-reform"))  # type: ignore[arg-type]
    assert remedy in str(caught.value)


def test_employment_far_from_the_labour_force_is_named_with_its_row() -> None:
    with pytest.raises(AnchorError, match=r"labour_force is 90000.*EMPLOYMENT.*0\.2 to 5 times"):
        project(country(labour_force=90_000.0, population=200_000.0), load_scenario("no-reform"))


def test_capital_below_zero_does_not_warn() -> None:
    one = np.array([[1.0]])
    assert prices.tightness(-one, one, 0.5 * one, 0.8 * one, 1.2 * one) == 0.8  # warnings are errors here


@pytest.mark.parametrize("year", [1, 1989, 2050, 9999])
def test_a_base_year_is_one_that_can_be_projected(tmp_path: Path, year: int) -> None:
    text = (COUNTRY / "plain.toml").read_text(encoding="utf-8").replace("year = 2021", f"year = {year}")
    with pytest.raises(AnchorError, match=rf"anchors is {year}; a base year is from 1990 to 2049"):
        read_anchors(write(tmp_path, text))


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("{ TRADE = 0.5, ICT = 0.2 }", "add up to 0.7, but must add up to 1"),
        ("{ TRADE = 3, ICT = 1 }", "add up to 4"),
        ("{ TRADE = 0.99 }", None),
        ("{ TRADE = 0.333, ICT = 0.333, FIN = 0.333 }", None),
        ('["TRADE", "ICT", "FIN"]', None),
    ],
)
def test_weights_of_a_class_add_up_to_one(tmp_path: Path, weights: str, said: str | None) -> None:
    text = (COUNTRY / "plain.toml").read_text(encoding="utf-8")
    path = write(tmp_path, text.replace("{ TRADE = 0.5, ICT = 0.2, FIN = 0.3 }", weights))
    if said is None:
        assert sum(read_anchors(path).weights("SERV").values()) == pytest.approx(1.0, abs=1e-12)
        return
    with pytest.raises(AnchorError, match=f"class of SERV {said}"):
        read_anchors(path)


def test_only_the_resource_has_the_class_of_oil_and_gas() -> None:
    anchors = read_anchors(COUNTRY / "plain.toml")
    with pytest.raises(AnchorError, match="class of FARM is OILGAS, which is for the resource sector alone"):
        Economy(
            read_table(COUNTRY / "plain.csv"), replace(anchors, classes={**anchors.classes, "FARM": "OILGAS"})
        )
