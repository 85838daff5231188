"""What is on screen as a Python script that makes it again: scenarios in full, their worlds, the charts."""

from __future__ import annotations

import pprint
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

from diversify import __version__
from diversify.charts import Chart, Run
from diversify.model import Change, Scenario
from diversify.model.projection.parameters import indicators
from diversify.model.projection.result import Result

_WIDTH = 100


@dataclass(frozen=True)
class Draws:
    """How the 5-95 % ranges on the charts were drawn."""

    count: int
    seed: int
    levels: tuple[float, float] = (0.05, 0.95)


def python_script(runs: Sequence[Run], charts: Sequence[Chart] = (), draws: Draws | None = None) -> str:
    """Return a script that projects the scenarios of `runs` anew and draws `charts`.

    Parameters
    ----------
    runs
        What is on the charts, the active scenario first. Unsaved changes are part of their scenarios.
    charts
        The charts, in order; none gives a script without drawing.
    draws
        How the ranges of the runs that have any were drawn; None leaves them out.

    Returns
    -------
    str
        Needs nothing but this program. It defines `scenarios` and `results`, in the order of `runs` with
        what they are compared with after them, and `effect`, the first less its reference.

    Raises
    ------
    ValueError
        If there is no run, or one rests on a table that does not come with the program.
    """
    if not runs:
        raise ValueError("there is nothing to make a script of")
    results = _distinct(runs)
    for result in results:
        if result.economy.table.status == "user":
            raise ValueError("a table of one's own is in no script")
    places = {_same(result): place for place, result in enumerate(results)}
    lines = [
        f'"""What diversify {__version__} showed; running this makes it again."""',
        "",
        "from diversify.model import Change, Scenario, load_economy, project",
        "",
        "scenarios = (",
        *(_indented(_scenario(result.scenario)) for result in results),
        ")",
        "economies = {scenario.base: load_economy(scenario.base) for scenario in scenarios}",
        "results = tuple(project(economies[scenario.base], scenario) for scenario in scenarios)",
        "",
    ]
    reference = runs[0].reference
    if reference is not None:
        lines += [
            f"effect = results[{places[_same(runs[0].result)]}] - results[{places[_same(reference)]}]",
            "",
        ]
    if charts:
        lines += _drawn(runs, charts, places, draws)
    lines += [
        'if __name__ == "__main__":',
        "    for result in results:",
        '        gdp = result.values("gdp")',
        '        print(result.scenario.name, result.years[-1], round(float(gdp[-1])), result.units["gdp"])',
    ]
    if charts:
        lines += ['    save_chart(charts, runs, "charts.png")', '    print("charts.png")']
    return "\n".join(lines) + "\n"


def _same(result: Result) -> tuple[object, ...]:
    scenario = result.scenario
    return scenario.name, tuple(scenario.title.items()), scenario.key


def _distinct(runs: Sequence[Run]) -> list[Result]:
    """Return the results of the runs, then those that they are compared with, each once."""
    every = [run.result for run in runs] + [run.reference for run in runs if run.reference is not None]
    found: dict[tuple[object, ...], Result] = {}
    for result in every:
        found.setdefault(_same(result), result)
    return list(found.values())


def _scenario(scenario: Scenario) -> str:
    """Return the expression of a scenario that is complete in itself."""
    lines = ["Scenario("]
    for name in ("name", "title", "question", "base", "closure", "notes", "sources", "parameters"):
        value = getattr(scenario, name)
        if isinstance(value, Mapping):
            value = {key: dict(item) if isinstance(item, Mapping) else item for key, item in value.items()}
        if value or name == "name":
            lines.append(_indented(f"{name}={_literal(value)},"))
    if scenario.changes:
        lines += ["    changes=(", *(f"        {_change(change)}," for change in scenario.changes), "    ),"]
    return "\n".join([*lines, "),"])


def _change(change: Change) -> str:
    said = [repr(change.lever)]
    for field in fields(Change):
        value = getattr(change, field.name)
        if field.name not in ("lever", "unit") and value != field.default:
            said.append(f"{field.name}={value!r}")
    return f"Change({', '.join(said)})"


def _drawn(
    runs: Sequence[Run],
    charts: Sequence[Chart],
    places: Mapping[tuple[object, ...], int],
    draws: Draws | None,
) -> list[str]:
    banded = [run for run in runs if run.band is not None] if draws is not None else []
    imports = ["from diversify.charts import Chart, Run", "from diversify.export.images import save_chart"]
    if banded:
        imports += [
            "from diversify.model import project_many",
            "from diversify.model.projection.ensemble import quantiles",
        ]
    lines = [*imports, ""]
    if draws is not None and banded:
        known = {name for run in banded for name in run.band or ()}
        lines += _ranges(charts, known, draws)
    lines.append("runs = [")
    for run in runs:
        place = places[_same(run.result)]
        said = [f"results[{place}]", repr(run.label)]
        if run.reference is not None:
            said.append(f"reference=results[{places[_same(run.reference)]}]")
        said.append(f"slot={run.slot!r}")
        if run in banded:
            against = place if run.reference is None else places[_same(run.reference)]
            said.append(f"**ranges({place}, {against})")
        lines.append(f"    Run({', '.join(said)}),")
    lines += ["]", "charts = [", *(f"    {chart!r}," for chart in charts), "]", ""]
    return lines


def _ranges(charts: Sequence[Chart], known: Collection[str], draws: Draws) -> list[str]:
    names = dict.fromkeys(name for chart in charts for name in chart.indicators if name in known)
    measures = {name: indicators()[name].difference for name in names}
    return [
        "",
        f"MEASURES = {_literal(measures)}",
        f"LEVELS = {draws.levels!r}",
        "",
        "",
        "def ranges(one, other):",
        '    """Return the 5-95 % ranges of a scenario and of its difference from another."""',
        "    pair = [scenarios[one], scenarios[other]]",
        "    fair = pair[0].base == pair[1].base",
        "    pair = pair if fair else pair[:1]",
        f"    drawn = project_many(economies[pair[0].base], pair, draws={draws.count}, seed={draws.seed})",
        "    band = {name: drawn.quantiles(name, LEVELS, scenario=0) for name in MEASURES}",
        "    effects = {",
        "        name: quantiles(drawn.difference(name, kind, scenario=0, against=1), LEVELS)",
        "        for name, kind in MEASURES.items()",
        "        if fair",
        "    }",
        '    return {"band": band, "effect_band": effects}',
        "",
        "",
    ]


def _literal(value: object) -> str:
    return pprint.pformat(value, width=_WIDTH, sort_dicts=False)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
