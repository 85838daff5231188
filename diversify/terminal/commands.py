"""The commands: each takes parsed arguments, delivers its output and returns the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from diversify.errors import InputError
from diversify.model import indicators, project_many
from diversify.model.projection.scenario_files import shortened
from diversify.terminal import checking, explaining, history, importing, lines, programme, report, toolbox
from diversify.terminal.output import chosen_format, deliver, deliver_records
from diversify.terminal.progress import Progress
from diversify.terminal.runs import Run, World, runs
from diversify.text import _, printable

HEADLINES = (
    "gdp",
    "gdp_growth",
    "oil_share_gva",
    "oil_share_goods_exports",
    "oil_share_exports",
    "oil_share_revenue",
    "nonoil_exports",
    "employment",
)
YEARS = (2030, 2035, 2050)


def run(arguments: Namespace) -> int:
    """Project one scenario: headlines as text, or every indicator and year as records."""
    wanted = chosen_format(arguments.format, arguments.output)
    world = _world(arguments)
    one = runs(world, [arguments.scenario])[0]
    years = _years(arguments.years, one, YEARS if wanted == "text" else one.result.years)
    names = arguments.indicators or (HEADLINES if wanted == "text" else tuple(indicators()))
    if arguments.draws:
        found = _sampled(arguments, world, one, names)
    else:
        found = lines.of_result(one.result, names, arguments.sectors)
    text = report.run_text(one, _headlines(found, arguments.sectors), years) if wanted == "text" else ""
    _deliver(arguments, wanted, text, found, years)
    return 0


def compare(arguments: Namespace) -> int:
    """Compare scenarios, each with the difference to its own counterfactual or to a named scenario."""
    wanted = chosen_format(arguments.format, arguments.output)
    lines.known(arguments.indicators or ())
    many = runs(_world(arguments), arguments.scenarios, arguments.against)
    years = _years(arguments.years, many[0], YEARS)
    names = arguments.indicators or HEADLINES
    found = [line for one in many for line in lines.of_run(one, names, arguments.sectors)]
    shown = _headlines(found, arguments.sectors)
    text = report.compare_text(many, shown, years, arguments.against) if wanted == "text" else ""
    _deliver(arguments, wanted, text, found, years)
    return 0


def table(arguments: Namespace) -> int:
    """Print one indicator, years down, scenarios across; JSON is records as everywhere."""
    wanted = chosen_format(arguments.format, arguments.output)
    for name in lines.known([arguments.indicator]):
        if arguments.sector and not indicators()[name].sectoral:
            message = _("{name} is of the whole economy: leave out --sector.")
            raise InputError(message.format(name=name))
    many = runs(_world(arguments), arguments.scenarios)
    years = _years(arguments.years, many[0], many[0].result.years)
    sectors = [arguments.sector] if arguments.sector else None
    found = _headlines(
        [line for one in many for line in lines.of_result(one.result, [arguments.indicator], sectors)],
        sectors,
    )
    if len(found) > len(many):
        message = _("{name} is known by sector: choose one with --sector, such as --sector {code}.")
        raise InputError(message.format(name=arguments.indicator, code=found[0].sector))
    if wanted == "csv":
        rows = [{"year": year} | {line.scenario: line.at(year) for line in found} for year in years]
        deliver_records(rows, wanted, arguments.output)
    else:
        _deliver(arguments, wanted, report.table_text(found, years), found, years)
    return 0


def chart(arguments: Namespace) -> int:
    """Write one chart, or all, of the scenarios: a picture, or the numbers behind it."""
    from matplotlib.figure import Figure

    from diversify import charts
    from diversify.export.images import save_chart, save_numbers

    if arguments.list:
        for name, one in charts.charts().items():
            print(f"{name:32} {one.title}")
        return 0
    if not arguments.name or not arguments.scenarios:
        raise InputError(
            _("Name a chart and at least one scenario; 'diversify chart --list' lists the charts.")
        )
    every = arguments.name == "all"
    wanted = tuple(charts.charts().values()) if every else (charts.chart(arguments.name),)
    many = runs(_world(arguments), arguments.scenarios)
    shown = [charts.Run(run.result, reference=run.reference) for run in many]
    output = arguments.output or Path("." if every else f"{arguments.name}.png")
    if every:
        output.mkdir(parents=True, exist_ok=True)
    with Progress(_("drawing")) as progress:
        for done, one in enumerate(wanted):
            progress(done, len(wanted))
            path = output / f"{one.name}.png" if every else output
            if path.suffix.lower() == ".csv":
                save_numbers(charts.Sheet(Figure(), [one], shown).drawings[0], path)
            else:
                save_chart(one, shown, path)
    return 0


def check(arguments: Namespace) -> int:
    """Say of every file whether it is fine, and if not, everything that is wrong with it."""
    faulty = False
    for path in arguments.files:
        problems = [printable(problem) for problem in checking.problems(path)]
        faulty = faulty or bool(problems)
        print(
            f"{path}: {problems[0] if len(problems) == 1 else ''}".rstrip()
            if problems
            else f"{path}: " + _("fine")
        )
        more = shortened(problems) if len(problems) > 1 else []
        if not problems:
            more = [printable(remark) for remark in checking.remarks(path)]
        print("".join(f"  {line}\n" for line in more), end="")
    return InputError.exit_code if faulty else 0


COMMANDS: Mapping[str, Callable[[Namespace], int]] = MappingProxyType(
    {
        "run": run,
        "compare": compare,
        "table": table,
        "chart": chart,
        "decompose": explaining.decompose,
        "attribute": explaining.attribute,
        "closures": explaining.closures,
        "growth-accounting": explaining.growth_accounting,
        "programme": programme.programme,
        "hindcast": history.hindcast,
        "checked-against": history.checked_against,
        "evidence": history.evidence,
        "io": toolbox.io,
        "import": importing.import_table,
        "check": check,
    }
)


def _world(arguments: Namespace) -> World:
    return World(arguments.base, arguments.table, arguments.anchors)


def _sampled(arguments: Namespace, world: World, one: Run, names: Sequence[str]) -> list[lines.Line]:
    scenario = one.result.scenario
    drawn = [name for name in lines.known(names) if not indicators()[name].sectoral]
    with Progress(_("drawing")) as progress:
        ensemble = project_many(
            world.economy(scenario),
            scenario,
            draws=arguments.draws,
            seed=arguments.seed,
            keep=drawn,
            progress=progress,
        )
    return lines.of_sample(one.result, ensemble, names, arguments.sectors)


def _years(wanted: Sequence[int] | None, run: Run, default: Sequence[int]) -> Sequence[int]:
    """Return the years to print.

    Raises
    ------
    InputError
        If one lies outside the projection.
    """
    first, last = run.result.years[0], run.result.years[-1]
    for year in wanted or ():
        if not first <= year <= last:
            message = _("The projection runs from {first} to {last}; {year} lies outside.")
            raise InputError(message.format(first=first, last=last, year=year))
    return wanted or default


def _headlines(found: Sequence[lines.Line], sectors: Sequence[str] | None) -> Sequence[lines.Line]:
    """Leave out the sectors of what has a line for the whole economy, unless they were asked for."""
    whole = {line.indicator.name for line in found if line.sector is None}
    return [line for line in found if sectors or line.sector is None or line.indicator.name not in whole]


def _deliver(
    arguments: Namespace, wanted: str, text: str, found: Sequence[lines.Line], years: Sequence[int]
) -> None:
    if wanted == "text":
        deliver(text, arguments.output)
    else:
        deliver_records(lines.records(found, years), wanted, arguments.output)
