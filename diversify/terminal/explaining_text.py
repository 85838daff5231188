"""Explanations as text for people, and the records of closures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from diversify.model import indicators
from diversify.model.analysis.attribution import OVERLAP
from diversify.model.analysis.decomposition import TERMS as DECOMPOSED
from diversify.model.analysis.growth_accounting import EXPLAINED, TERMS
from diversify.model.analysis.parts import titled
from diversify.terminal import lines
from diversify.terminal.output import text_table
from diversify.terminal.runs import Run
from diversify.text import _, format_effect, format_number, localized, sentence, translate_unit

if TYPE_CHECKING:
    from diversify.model.analysis.attribution import Attribution
    from diversify.model.analysis.closures import Closed
    from diversify.model.analysis.decomposition import Decomposition
    from diversify.model.analysis.growth_accounting import GrowthAccounting
    from diversify.model.analysis.parts import Parts
    from diversify.model.economy import Economy
    from diversify.model.projection.scenario import Scenario

known = lines.known


def decomposed(found: Decomposition, parts: Sequence[Parts], year: int) -> str:
    """One block per measure: sources down, terms across."""
    blocks = [_head(found.game.one, found.game.economy)]
    for p in parts:
        t = p.years.index(year)
        title = localized(indicators()[p.indicator].title)
        start = (found.since, p.start[t]) if found.since is not None else (p.against, p.start[t])
        end = (year, p.end[t]) if found.since is not None else (p.scenario, p.end[t])
        line = _("{title}: {start} % ({first}), {end} % ({last}); change in percentage points:").format(
            title=title,
            start=format_number(float(start[1])),
            first=start[0],
            end=format_number(float(end[1])),
            last=end[0],
        )
        blocks.append(f"{line}\n{text_table(_matrix(p, t))}")
        gone = [y for y in found.undefined(p.indicator) if y == year]
        if gone:
            blocks.append(
                _(
                    "Oil or the rest is not positive in {year} in one of the runs: a share then has no "
                    "volume and price terms, and the parts are by source only."
                ).format(year=year)
            )
    blocks.append(
        _(
            "Terms: exact logit decomposition. Sources: Shapley values over the runs of all mixtures. "
            "Largest distance between the parts and the change: {rest} percentage points."
        ).format(rest=f"{max(p.residual for p in parts):.0e}")
    )
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"


def _matrix(p: Parts, t: int) -> list[list[str]]:
    sources = list(dict.fromkeys((part.source, titled(part.source_title)) for part in p.parts))
    terms = [name for name in DECOMPOSED if any(part.term == name for part in p.parts)]
    cells = {(part.source, part.term): v for part, v in zip(p.parts, p.values[t], strict=True)}
    named = [name for name in terms if DECOMPOSED[name]]
    rows = [["", *(_(DECOMPOSED[name]) for name in named), _("all")]]
    for source, label in sources:
        own = [float(cells[source, name]) for name in named]
        whole = sum(float(cells[source, name]) for name in terms)
        rows.append([label, *map(_effect, own), _effect(whole)])
    below = [sum(float(cells[source, name]) for source, _label in sources) for name in named]
    rows.append([_("all"), *map(_effect, below), _effect(float(p.change[t]))])
    return rows


def _effect(value: float) -> str:
    return format_effect(value if abs(value) >= 5e-7 else 0.0)


def attributed(found: Attribution, parts: Sequence[Parts], years: Sequence[int]) -> str:
    """One block per indicator: groups down; per year what is credited, alone, and lost if taken back."""
    blocks = [_head(found.game.one, found.game.economy)]
    blocks.append(_("Difference from {against}.").format(against=found.game.other.name))
    for p in parts:
        title = localized(indicators()[p.indicator].title)
        alone, last = found.alone(p.indicator, p.sector), found.last(p.indicator, p.sector)
        first = [""] + [cell for year in years for cell in (str(year), "", "")]
        second = [""] + [_("credited"), _("alone"), _("taken back")] * len(years)
        rows = [first, second]
        at = [p.years.index(year) for year in years]
        for j, part in enumerate(p.parts):
            cells = [_effect(float(v)) for t in at for v in (p.values[t, j], alone[j, t], last[j, t])]
            rows.append([part.label, *cells])
        rows.append([_("all"), *(c for t in at for c in (_effect(float(p.change[t])), "", ""))])
        named = f"{title} {p.sector}" if p.sector else title
        blocks.append(f"{named}, {translate_unit(p.unit)}\n{text_table(rows)}")
    blocks.append(_(OVERLAP))
    blocks.append(
        _("{runs} runs. Largest distance between the parts and the difference: {rest}.").format(
            runs=2 ** len(found.players), rest=f"{max(p.residual for p in parts):.0e}"
        )
    )
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"


def each_against_itself() -> str:
    """What the differences of closures are taken from."""
    return _(
        "Each closure against its own counterfactual. Closures answer different questions; their spread is "
        "no error band."
    )


def closed(found: Sequence[Closed], names: Sequence[str], years: Sequence[int]) -> str:
    """One block per indicator: closures down, years across; then which limit binds in each closure."""
    blocks = [_head(found[0].result.scenario, found[0].result.economy), each_against_itself()]
    made = [_lines(one, names) for one in found]
    for k, first in enumerate(made[0]):
        rows = [["", *(cell for year in years for cell in (str(year), ""))]]
        for one, own in zip(found, made, strict=True):
            cells = [
                c
                for y in years
                for c in (format_number(own[k].at(y)), _unit(own[k], own[k].difference_at(y)))
            ]
            rows.append([_(one.title), *cells])
        title = localized(first.indicator.title)
        blocks.append(f"{title}, {translate_unit(first.unit)}\n{text_table(rows)}")
    blocks.append(_("Which limit binds, and when"))
    blocks += [f"{_(one.title)}. " + " ".join(sentence(f) for f in one.limits) for one in found]
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"


def closed_records(
    found: Sequence[Closed], names: Sequence[str], years: Sequence[int]
) -> list[dict[str, Any]]:
    """Levels and differences of every closure, long form."""
    return [
        dict(record) | {"closure": one.closure}
        for one in found
        for record in lines.records(_lines(one, names), years)
    ]


def _lines(one: Closed, names: Sequence[str]) -> list[lines.Line]:
    made = lines.of_run(Run(one.result, one.reference, one.difference.marks), names)
    whole = {line.indicator.name for line in made if line.sector is None}
    return [line for line in made if line.sector is None or line.indicator.name not in whole]


def _unit(line: lines.Line, value: float) -> str:
    text = _effect(value)
    return f"{text} {_(line.difference_unit)}" if line.difference_unit in ("%", "pp") else text


def accounted(found: GrowthAccounting, years: Sequence[int]) -> str:
    """Terms down, years across, in percent of GDP; then the raw ratio and what it means."""
    p = found.parts()
    at = [p.years.index(year) for year in years]
    rows = [["", *map(str, years)]]
    rows += [
        [_(TERMS[part.term]), *(_effect(float(p.values[t, j])) for t in at)] for j, part in enumerate(p.parts)
    ]
    rows.append([_("Effect on GDP"), *(_effect(float(p.change[t])) for t in at)])
    rows.append([_("Terms / effect"), *(format_number(float(found.explained[t]), 6) for t in at)])
    rows.append([_("Effect / Hulten (raw ratio)"), *(format_number(float(found.ratio[t]), 2) for t in at)])
    what = _("Percent of the GDP of {against}, at base-year prices").format(against=p.against)
    last = found.ratio[at[-1]]
    blocks = [_head(found.result.scenario, found.result.economy), f"{what}\n{text_table(rows)}", _(EXPLAINED)]
    if np.isfinite(last):
        blocks.append(
            _("In {year} GDP moves by {ratio} times the productivity term.").format(
                year=years[-1], ratio=format_number(float(last), 2)
            )
        )
    return "\n\n".join(block.rstrip() for block in blocks) + "\n"


def _head(scenario: Scenario, economy: Economy) -> str:
    base = _("Base year {year}: {status}.").format(year=economy.base, status=_(economy.table.status))
    return f"{localized(scenario.title)} ({scenario.name})\n{base}"
