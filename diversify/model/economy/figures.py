"""Figures of one year from the packaged CSV files: numbers as numbers, gaps left out."""

from __future__ import annotations

from diversify.errors import TableError
from diversify.resources import packaged_rows
from diversify.text import _


def by_year(name: str, year: int) -> dict[str, float]:
    """Return the row of one year of a packaged file as numbers, without its gaps.

    Raises
    ------
    TableError
        If the file has no such year; says which it has.
    """
    rows = {int(row["year"]): row for row in packaged_rows(name)}
    if year not in rows:
        message = _("There are no official figures for {year} in {name}; it has {first} to {last}.")
        raise TableError(message.format(year=year, name=name, first=min(rows), last=max(rows)))
    return {key: float(value) for key, value in rows[year].items() if value and key != "year"}


def by_label(name: str, year: int, label: str, value: str) -> dict[str, float]:
    """Return column `value` of one year by the labels in column `label`, without gaps."""
    rows = packaged_rows(name)
    return {row[label]: float(row[value]) for row in rows if int(row["year"]) == year and row[value]}
