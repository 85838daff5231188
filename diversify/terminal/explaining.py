"""The commands that explain a result: decompose, attribute, closures, growth-accounting."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diversify.errors import InputError
from diversify.model import project
from diversify.terminal import explaining_text as words
from diversify.terminal.output import chosen_format, deliver, deliver_records
from diversify.terminal.progress import Progress
from diversify.terminal.runs import World
from diversify.text import _

if TYPE_CHECKING:
    from diversify.charts import Chart
    from diversify.model.economy import Economy
    from diversify.model.projection.result import Result
    from diversify.model.projection.scenario import Scenario

YEARS = (2030, 2035, 2040, 2050)
EFFECTS = ("gdp", "consumption", "employment", "wage", "oil_share_gva")


def decompose(arguments: Namespace) -> int:
    """Say what moved oil dependence over years or between two scenarios."""
    from diversify.charts import over_time, waterfall
    from diversify.model.analysis import decomposition

    world, scenario, economy = _asked(arguments)
    other = world.scenario(arguments.against) if arguments.against else None
    with Progress(_("projecting")) as progress:
        found = decomposition.decompose(
            economy,
            scenario,
            other,
            arguments.measures or decomposition.MEASURES,
            since=arguments.since,
            progress=progress,
        )
    year = found.years[-1] if arguments.to is None else arguments.to
    first = found.years[0] if found.since is None else found.since + 1
    _within([year], (first, found.years[-1]))
    parts = [found.parts(name) for name in found.levels]
    wanted = chosen_format(arguments.format, arguments.output)
    shown = range(first, year + 1)
    text = words.decomposed(found, parts, year) if wanted == "text" else ""
    _deliver(arguments, wanted, text, [r for p in parts for r in p.records(shown)])
    _draw(arguments, scenario, other, economy, waterfall(parts[0], year), over_time(parts[0]))
    return 0


def attribute(arguments: Namespace) -> int:
    """Credit the difference between two scenarios to groups of levers."""
    from diversify.charts import over_time, waterfall
    from diversify.charts.parts import CREDITED
    from diversify.model.analysis import attribution

    world, scenario, economy = _asked(arguments)
    other = world.scenario(arguments.other) if arguments.other else None
    with Progress(_("projecting")) as progress:
        found = attribution.attribute(
            economy,
            scenario,
            other,
            arguments.indicator,
            by=arguments.by,
            groups=_groups(arguments.group),
            progress=progress,
        )
    wanted = chosen_format(arguments.format, arguments.output)
    years = _years(arguments, found.years, wanted)
    parts = [found.parts(name, arguments.sector) for name in found.worth]
    text = words.attributed(found, parts, years) if wanted == "text" else ""
    records = [r for p in parts for r in p.records(years)]
    for record in records:
        del record["since"], record["term"]
    _deliver(arguments, wanted, text, records)
    last = years[-1]
    shared = _(attribution.SHARED)
    charts = waterfall(parts[0], last, CREDITED, shared), over_time(parts[0], CREDITED, shared)
    _draw(arguments, scenario, other, economy, *charts)
    return 0


def closures(arguments: Namespace) -> int:
    """Show a scenario under every closure, each against its own counterfactual."""
    from dataclasses import replace

    from diversify import charts
    from diversify.model.analysis.closures import compare_closures

    _world, scenario, economy = _asked(arguments)
    names = words.known(arguments.indicators or EFFECTS)
    with Progress(_("projecting")) as progress:
        found = compare_closures(economy, scenario, progress=progress)
    wanted = chosen_format(arguments.format, arguments.output)
    years = _years(arguments, found[0].result.years, wanted)
    text = words.closed(found, names, years) if wanted == "text" else ""
    _deliver(arguments, wanted, text, words.closed_records(found, names, years))
    if arguments.chart:
        from diversify.export.images import save_chart

        shown = [charts.Run(one.result, _(one.title), one.reference) for one in found]
        spec = charts.chart(f"{names[0]}_difference")
        save_chart(replace(spec, subtitle=words.each_against_itself()), shown, arguments.chart)
    return 0


def growth_accounting(arguments: Namespace) -> int:
    """Split an effect on GDP into its terms."""
    from diversify.charts import over_time, waterfall
    from diversify.charts.parts import ACCOUNTED
    from diversify.model.analysis import growth_accounting as accounts

    _world, scenario, economy = _asked(arguments)
    found = accounts.growth_accounting(economy, scenario)
    wanted = chosen_format(arguments.format, arguments.output)
    years = _years(arguments, found.years, wanted)
    parts = found.parts()
    text = words.accounted(found, years) if wanted == "text" else ""
    records = parts.records(years)
    for record in records:
        del record["since"]
    _deliver(arguments, wanted, text, records)
    charts = waterfall(parts, years[-1], ACCOUNTED), over_time(parts, ACCOUNTED)
    _draw(arguments, scenario, None, economy, *charts)
    return 0


def _asked(arguments: Namespace) -> tuple[World, Scenario, Economy]:
    world = World(arguments.base, arguments.table, arguments.anchors)
    scenario = world.scenario(arguments.scenario)
    return world, scenario, world.economy(scenario)


def _groups(given: Sequence[str] | None) -> dict[str, tuple[str, ...]] | None:
    """Read `NAME=LEVER,LEVER`, once for each group."""
    if not given:
        return None
    groups: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, _is, levers = text.partition("=")
        chosen = tuple(lever.strip() for lever in levers.split(",") if lever.strip())
        if not name.strip() or not chosen:
            raise InputError(
                _("“{text}” is no group: write NAME=LEVER,LEVER, such as oil=oil_price,oil_output.").format(
                    text=text
                )
            )
        if name.strip() in groups:
            raise InputError(_("Two groups are called {name}; rename one.").format(name=name.strip()))
        groups[name.strip()] = chosen
    return groups


def _years(arguments: Namespace, known: tuple[int, ...], wanted: str) -> tuple[int, ...]:
    """Years to print: those asked for, else some as text and all as records."""
    asked = arguments.years
    _within(asked or (), (known[0], known[-1]))
    if asked:
        return tuple(asked)
    return tuple(year for year in YEARS if year in known) if wanted == "text" else known


def _within(years: Sequence[int], span: tuple[int, int]) -> None:
    for year in years:
        if not span[0] <= year <= span[1]:
            message = _("The projection runs from {first} to {last}; {year} lies outside.")
            raise InputError(message.format(first=span[0], last=span[1], year=year))


def _deliver(arguments: Namespace, wanted: str, text: str, records: list[dict[str, Any]]) -> None:
    if wanted == "text":
        deliver(text, arguments.output)
    else:
        deliver_records(records, wanted, arguments.output)


def _draw(
    arguments: Namespace,
    scenario: Scenario,
    other: Scenario | None,
    economy: Economy,
    one_year: Chart,
    all_years: Chart,
) -> None:
    """Write the charts that were asked for; the runs say where the numbers come from."""
    wanted: list[tuple[Chart, Path | None]] = [
        (one_year, arguments.chart),
        (all_years, arguments.over_time),
    ]
    if not any(path for _chart, path in wanted):
        return
    from diversify import charts
    from diversify.export.images import save_chart

    result: Result = project(economy, scenario)
    reference = project(economy, other or scenario.counterfactual())
    for chart, path in wanted:
        if path is not None:
            save_chart(chart, [charts.Run(result, reference=reference)], path)
