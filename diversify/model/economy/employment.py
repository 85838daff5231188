"""Employed persons by the 23 sectors: official totals by section, split inside mining and manufacturing."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.model.economy.figures import by_label
from diversify.model.economy.margins import rules
from diversify.resources import packaged_rows
from diversify.text import _

_BY_SECTOR = "io/employment_by_io_sector_2021_2025.csv"
_BY_SECTION = "io/employment_by_section_1999_2024.csv"


def employment(year: int) -> tuple[Array, str]:
    """Return employed persons by sector, (n,) thousand, and a note on what was estimated ("" if nothing).

    A year without figures by sector takes the official sections, and inside sections of several sectors
    the shares interpolated between the years that have them.
    """
    codes = [rule.code for rule in rules()]
    years = sorted({int(row["year"]) for row in packaged_rows(_BY_SECTOR)})
    known = {y: by_label(_BY_SECTOR, y, "code", "employed_persons_thousand") for y in years}
    if year in known:
        return np.array([known[year][code] for code in codes]), ""
    sections = by_label(_BY_SECTION, year, "nace_section", "employed_persons_thousand")
    jobs = np.zeros(len(codes))
    for i, rule in enumerate(rules()):
        group = [other.code for other in rules() if other.sections == rule.sections]
        shares = [known[y][rule.code] / sum(known[y][code] for code in group) for y in years]
        jobs[i] = sum(sections[s] for s in rule.sections) * np.interp(year, years, shares)
    return jobs, _("Employment inside mining and manufacturing is interpolated between {years}.").format(
        years=" and ".join(map(str, years))
    )
