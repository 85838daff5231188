"""Writes the pages that are made from the data: `python docs/build.py`. A test fails when they are old."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from diversify.manual import equation_links
from diversify.model.analysis.checked_against import TOPICS, checked_against
from diversify.model.analysis.programme import STATUS, measure
from diversify.model.economy import load_economy
from diversify.model.projection.parameters import Indicator, Record, groups, indicators, records
from diversify.model.projection.sources import ASSUMPTION, sources
from diversify.resources import data_folder
from diversify.text import format_effect, format_number

HERE = Path(__file__).resolve().parent
MADE = "<!-- Made by docs/build.py from diversify/model/data; change the data, then run it again. -->\n\n"
LARGE = 100.0  # thousand AZN from which decimals say nothing
DIFFERENCES = {"percent": "%", "points": "points", "absolute": "plain"}
LEVERS_INTRO = """\
What a policy analyst moves. A scenario states a lever in `[[change]]` (see [scenarios](scenarios.md)); in a
scenario that does not, the *default* holds. **Blank** means that there is no value until a scenario states
one: the text says what holds then. *Evidence* is low / central / high. *Bounds* are hard: a value outside is
refused. The mark says how good the weakest number behind the record is: V taken from the source as published,
D derived from published numbers, M commonly cited but unchecked, A an assumption of this model.
"""
PARAMETERS_INTRO = """\
States of the world and constants. A scenario states them under `[parameters]` (see
[scenarios](scenarios.md)); they then hold in the scenario *and* in its counterfactual. *Evidence* is low /
central / high, *bounds* are hard, and the mark is explained with the [levers](levers.md). *Drawn* records
vary from draw to draw. Values by sector are in the table at the end.
"""
INDICATORS_INTRO = """\
Every indicator of a result, by name: `result.series(name)`, or `result.frame(name)` where it is *by sector*.
*Difference* is how two runs are compared unless said: in per cent, in percentage points, or as a plain
difference in the unit.
"""
PROGRAMME_INTRO = """\
The 28 initiatives of the national programme: the lever, indicator or plain demand that each is in the
model, its channel, where its numbers come from, and what it does by itself at central values from 2026
on. Rows of readiness, speed and people are added to the AI strategy, the others to the baseline; outcomes
show the whole programme (`all-of-it`). Rows do not add up: `diversify attribute all-of-it` shares the
whole out. Most sizes are assumptions (A). What could diversify exports has no row in the programme and
levers of its own: `market_access`, `export_quality`, `export_logistics`, `tradable_fdi`. The equations
are on the page [model](model.md). `diversify programme --row 15` prints one row in full.

![The whole programme in 2050: what moves the oil share of value added](pictures/programme.png)
"""
SECTORS_INTRO = "Default, or low / central / high, in the unit of the record."
SERIES_INTRO = """\
Every series in `diversify/model/data/macro`, by file. Where a quantity has several sources, the *preferred*
one is taken first and the others fill its missing years. Source ids are
explained on the page [sources](sources.md).
"""
SOURCES_INTRO = """\
Every source of the data, by folder. Sources of parameters (P001 ...) follow at the end; records name them.
"""
CHECKED_INTRO = """\
The model beside published figures, as `diversify checked-against` prints them. Each line is computed, none is
copied; where the model is far off, the line stays. Differences of flows are in per cent of theirs, others in
percentage points.
"""


def number(value: float | None) -> str:
    """A number as short as it can be, a dash where there is none."""
    return "–" if value is None else f"{value:.6g}"


def source(name: str) -> str:
    """Title and address of a source."""
    if name == ASSUMPTION:
        return "assumption"
    found = sources()[name]
    address = next((part for part in found.address.split() if part.startswith("http")), "")
    return f"[{name}]({address}): {found.title}" if address else f"{name}: {found.title}"


def default(record: Record) -> str:
    """What holds while nobody states the record."""
    if record.path != record.name:
        return f"follows `{record.path}`"
    if record.by_year:
        shown = ", ".join(f"{year}: {number(value)}" for year, value in record.by_year.items())
        return f"{shown} ({record.interpolation})"
    if record.by_sector:
        return "by sector"
    return "blank" if record.default is None else number(record.default)


def entry(record: Record) -> str:
    """One record: name, meaning, then its numbers."""
    evidence = (record.low, record.central, record.high)
    facts = [
        f"symbol `{record.symbol}`" if record.symbol else "",
        f"equation {equation_links(record.equation)}" if record.equation else "",
        f"unit {record.unit}",
        f"default {default(record)}",
        "evidence " + " / ".join(map(number, evidence)) if any(v is not None for v in evidence) else "",
        f"bounds {number(record.min)} to {number(record.max)}",
        "by sector" if record.sectoral else "",
        "drawn" if record.sampled else "",
        f"mark {record.mark}",
    ]
    shown = "; ".join(fact for fact in facts if fact)
    return (
        f"### `{record.name}`\n\n**{record.title['en']}.** {record.note['en']}\n\n"
        f"{shown[0].upper()}{shown[1:]}. Source: {source(record.source_id)}.\n"
    )


def grouped(chosen: Iterable[Record] | Iterable[Indicator], show: Callable[..., str]) -> str:
    """Entries under the titles of their groups, in display order."""
    by_group: dict[str, list[str]] = {}
    for item in chosen:
        by_group.setdefault(item.group, []).append(show(item))
    return "\n".join(
        f"## {groups()[group]['en']}\n\n" + "\n".join(entries) for group, entries in by_group.items()
    )


def levers_page() -> str:
    """Every lever."""
    chosen = [record for record in records().values() if record.kind == "lever"]
    return f"# Levers\n\n{MADE}{LEVERS_INTRO}\n{grouped(chosen, entry)}"


def parameters_page() -> str:
    """Every parameter and constant, and the values by sector."""
    chosen = [record for record in records().values() if record.kind in ("parameter", "calibration")]
    by_sector = [record for record in chosen if record.by_sector]
    codes = list(by_sector[0].by_sector)
    head = "| | " + " | ".join(f"`{record.name}`" for record in by_sector) + " |\n"
    line = "|---|" + "---:|" * len(by_sector) + "\n"
    rows = ""
    for code in codes:
        cells = []
        for record in by_sector:
            value = record.by_sector[code]
            three = (value.low, value.default, value.high)
            known = value.low is not None and value.high is not None
            cells.append(" / ".join(map(number, three)) if known else number(value.default))
        rows += f"| {code} | " + " | ".join(cells) + " |\n"
    table = f"\n## By sector\n\n{SECTORS_INTRO}\n\n{head}{line}{rows}"
    return f"# Parameters\n\n{MADE}{PARAMETERS_INTRO}\n{grouped(chosen, entry)}{table}"


def indicator_entry(item: Indicator) -> str:
    """One indicator: name, unit, meaning."""
    unit = item.unit.format(base="the base year") or "–"
    where = "; by sector" if item.sectoral else ""
    return (
        f"### `{item.name}`\n\n**{item.title['en']}.** {item.definition['en']}\n\n"
        f"Unit {unit}{where}; difference {DIFFERENCES[item.difference]}.\n"
    )


def indicators_page() -> str:
    """Every indicator."""
    return f"# Indicators\n\n{MADE}{INDICATORS_INTRO}\n{grouped(indicators().values(), indicator_entry)}"


def cell(text: str) -> str:
    """Text that stays inside a cell of a table."""
    return " ".join(text.replace("|", "/").replace("<", "&lt;").replace("*", "\\*").split())


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of a file of the data folder."""
    with (data_folder() / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def series_page() -> str:
    """Every series of the macro data."""
    text = f"# Series\n\n{MADE}{SERIES_INTRO}"
    catalogue = rows_of("macro/series_catalog.csv")
    for file in dict.fromkeys(row["file"] for row in catalogue):
        head = "| series | what | unit | years | missing | source | |"
        text += f"\n## {file}\n\n{head}\n" + "|---" * 7 + "|\n"
        for row in (row for row in catalogue if row["file"] == file):
            years = f"{row['first_year']}–{row['last_year']}"
            shown = "preferred" if row["preferred"] == "yes" else ""
            parts = (
                f"`{row['series']}`",
                row["description"],
                row["unit"],
                years,
                row["gap_years"],
                row["source_id"],
                shown,
            )
            text += "| " + " | ".join(map(cell, parts)) + " |\n"
    return text


def sources_page() -> str:
    """Every source of data and parameters."""
    text = f"# Sources\n\n{MADE}{SOURCES_INTRO}"
    for folder in ("io", "macro"):
        text += f"\n## {folder}\n\n"
        for row in rows_of(f"{folder}/sources.csv"):
            facts = [cell(v) for k, v in row.items() if k != "source_id" and v and v != "n/a"]
            text += f"- **{row['source_id']}**: " + "; ".join(facts) + "\n"
    text += "\n## Parameters\n\n"
    for row in rows_of("parameter_sources.csv"):
        facts = [cell(row[k]) for k in ("title", "host", "address", "page") if row[k]]
        text += f"- **{row['source_id']}**: " + "; ".join(dict.fromkeys(facts)) + "\n"
    return text


def checked_page() -> str:
    """The comparison with published figures, topic by topic."""
    text = f"# Checked against others\n\n{MADE}{CHECKED_INTRO}"
    for topic, group in groupby(checked_against(), key=lambda line: line.topic):
        lines = list(group)
        text += f"\n## {TOPICS[topic]}\n\n| | ours | theirs | difference | unit |\n|---|---:|---:|---:|---|\n"
        for line in lines:
            large = line.unit == "thousand AZN" and line.theirs >= LARGE
            ours, theirs = (format_number(value, 0 if large else 2) for value in (line.ours, line.theirs))
            facts = (line.item, ours, theirs, format_effect(line.difference), line.unit)
            text += "| " + " | ".join(map(cell, facts)) + " |\n"
        named = "; ".join(dict.fromkeys(source(line.source_id) for line in lines))
        text += f"\n{lines[0].why} Source: {named}.\n"
    return text


def record_link(name: str) -> str:
    """A link to the entry of a lever, parameter or indicator."""
    record = records().get(name)
    page = "indicators.md" if record is None else "levers.md" if record.kind == "lever" else "parameters.md"
    return f"[`{name}`]({page}#{name})"


def programme_page() -> str:
    """The 28 initiatives: what stands for each in the model, and what it does by itself."""
    head = "| | initiative | in the model | GDP 2035 % | GDP 2050 % | GNI 2050 % | oil share 2050 pp "
    text = (
        f"# The national programme\n\n{MADE}{PROGRAMME_INTRO}\n{head}"
        "| channel | equations; parameters | source |\n" + "|---" * 10 + "|\n"
    )
    for one in measure(load_economy()):
        row = one.initiative
        names = ", ".join(map(record_link, row.levers or row.indicators))
        by_name = ", ".join(map(record_link, row.parameters))
        status = "" if row.status == "lever" else f"{STATUS[row.status]}: "
        effects = [f"in row {row.within}", "", "", ""]
        if one.effects is not None:
            effects = [f"{round(v, 2) + 0.0:+.2f}" for v in one.effects]
        parts = (
            str(row.row),
            row.title["en"],
            status + names,
            *effects,
            row.channel["en"],
            "; ".join(filter(None, (equation_links(row.equations), by_name))),
            f"{source(row.source_id)} ({row.mark})",
        )
        text += "| " + " | ".join(map(cell, parts)) + " |\n"
    return text


def pages() -> dict[str, str]:
    """The text of every made page by file name."""
    return {
        "levers.md": levers_page(),
        "parameters.md": parameters_page(),
        "indicators.md": indicators_page(),
        "series.md": series_page(),
        "sources.md": sources_page(),
        "checked-against.md": checked_page(),
        "programme.md": programme_page(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
