"""Hindcasts, published yardsticks and evidence cards as text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from diversify.terminal.output import text_table
from diversify.text import _, format_effect, format_number, localized

if TYPE_CHECKING:
    from diversify.model.analysis.checked_against import Yardstick
    from diversify.model.analysis.evidence import Card
    from diversify.model.analysis.hindcast import Growth, Hindcast

WIDTH = 110


def hindcasts(found: Sequence[Hindcast]) -> str:
    """Return every window: what was known, growth by year, errors, shares of sections."""
    parts = [
        _paragraph(
            _(
                "A hindcast is an ordinary projection of which only oil and gas, state spending, labour "
                "force and import prices of the window are given. No parameter was set on the test years; "
                "ex_post is the exception and says so."
            )
        )
    ]
    for _window, group in groupby(found, key=lambda h: h.window.name):
        parts.append(_one_window(list(group)))
    return "\n".join(parts)


def _one_window(group: Sequence[Hindcast]) -> str:
    from diversify.model.analysis.windows import VARIANTS

    w = group[0].window
    head = [f"== {w.name} =="]
    status = _("official table of {base}") if w.sectoral else _("structure of 2021, from after the window")
    shocks = ", ".join(map(str, w.shocks))
    head.append(
        _("Base: {status}. * marks years of shock ({years}).").format(
            status=status.format(base=w.base), years=shocks
        )
    )
    head += [f"  {h.variant}: {_(VARIANTS[h.variant])}" for h in group]
    blocks = ["\n".join(head) + "\n", _growth_table(group, "gdp", _("GDP growth, %"))]
    blocks.append(_growth_table(group, "nonoil_gdp", _("non-oil growth, %")))
    if w.sectoral:
        blocks += [_share_errors(group), _levels(group), _sections(group)]
    return "\n".join([*blocks, *_remarks(group)])


def _remarks(group: Sequence[Hindcast]) -> list[str]:
    """What the errors of a window come from, in sentences; none where the variants for it are not shown."""
    from diversify.model.analysis.forecast_errors import bias

    if group[0].growth["gdp"].forecast is not None:
        fair = _(
            "The IMF did not know the oil price, the budget and the exchange rate that the model is given: "
            "the comparison favours the model."
        )
        return [_paragraph(fair)]
    known = {h.variant: h.growth["gdp"] for h in group}
    if not {"unconditional", "actual_exports", "ex_post"} <= set(known):
        return []
    low, exports, after = (
        bias(known[v].model, known[v].actual) for v in ("unconditional", "actual_exports", "ex_post")
    )
    text = _(
        "Why growth is missed: it is {bias} points a year on average without exports known. Exports after "
        "the pandemic explain {exports} points of it, the jump in output per worker, less dearer imports, "
        "another {productivity}. Neither could be known in 2021, so the defaults stay as they are."
    )
    return [
        _paragraph(
            text.format(
                bias=format_effect(low),
                exports=format_effect(exports - low),
                productivity=format_effect(after - exports),
            )
        )
    ]


def _growth_table(group: Sequence[Hindcast], key: str, title: str) -> str:
    from diversify.model.analysis.forecast_errors import mae

    w, first = group[0].window, group[0].growth[key]
    years = [f"{year}*" if year in w.shocks else str(year) for year in w.years[1:]]
    rows = [[title, *years, _("mean error"), _("chained")]]

    def line(name: str, values: np.ndarray, chained: str = "") -> None:
        rows.append(
            [
                name,
                *(format_number(float(v), 1) for v in values),
                format_number(mae(values, first.actual), 2),
                chained,
            ]
        )

    rows.append([_("outturn"), *(format_number(float(v), 1) for v in first.actual), "", ""])
    for h in group:
        g: Growth = h.growth[key]
        line(h.variant, g.model, format_number(mae(g.chained, g.actual), 2))
    line(_("naive: median of ten years"), first.naive)
    line(_("naive: last year held"), first.last)
    if first.forecast is not None:
        line(_("IMF forecast of the time"), first.forecast)
    return text_table(rows)


def _share_errors(group: Sequence[Hindcast]) -> str:
    from diversify.model.analysis.forecast_errors import rmse, theil_u

    rows = [[_("shares of value added, error (pp), U"), _("all"), "U", _("non-oil"), "U"]]
    first = group[0]
    held = np.broadcast_to(first.actual_shares[0], first.actual_shares[1:].shape)
    pairs = (lambda s: s, first.nonoil)
    for name, ahead in [*((h.variant, h.shares[1:]) for h in group), (_("shares of the base year"), held)]:
        cells = []
        for view in pairs:
            truth = view(first.actual_shares[1:])
            cells.append(format_number(rmse(view(ahead), truth), 2))
            cells.append(format_number(theil_u(view(ahead), view(held), truth), 2))
        rows.append([name, *cells])
    return text_table(rows)


def _levels(group: Sequence[Hindcast]) -> str:
    names = {"gva": _("value added"), "exports": _("exports"), "nonoil_exports": _("non-oil exports")}
    last = group[0].window.last
    title = _("{year}, current prices, % off the outturn").format(year=last)
    rows = [[title, *names.values()]]

    def off(value: float, actual: float) -> str:
        return format_effect(round(100.0 * (value / actual - 1.0), 9))  # what is given is met to rounding

    for h in group:
        rows.append(
            [h.variant, *(off(float(h.levels[k].model[-1]), float(h.levels[k].actual[-1])) for k in names)]
        )
    naive = group[0].levels
    rows.append(
        [_("naive growth"), *(off(float(naive[k].naive[-1]), float(naive[k].actual[-1])) for k in names)]
    )
    return text_table(rows)


def _sections(group: Sequence[Hindcast]) -> str:
    from diversify.model.analysis.past_tables import section_table

    first, table = group[0], section_table()
    w = first.window
    rows = [[_("share of value added, %"), str(w.base), *(f"{h.variant}" for h in group), str(w.last)]]
    for k, code in enumerate(first.sections):
        name = localized(table.sectors[table.codes.index(code)].name)
        cells = [first.actual_shares[0, k], *(h.shares[-1, k] for h in group), first.actual_shares[-1, k]]
        rows.append([f"{code} {name}"[:44], *(format_number(float(v), 1) for v in cells)])
    note = _("First column: base year held. Last: outturn. Between: the model in {year}.").format(year=w.last)
    return f"{note}\n{text_table(rows)}"


def yardsticks(lines: Sequence[Yardstick]) -> str:
    """Return every topic: published figure, ours, difference, and what the difference comes from."""
    from diversify.model.analysis.checked_against import TOPICS
    from diversify.model.projection.sources import sources

    parts = []
    for topic, group in groupby(lines, key=lambda line: line.topic):
        block = list(group)
        rows = [[_(TOPICS[topic]), _("ours"), _("theirs"), _("difference"), _("unit")]]
        for line in block:
            flow = line.unit == "thousand AZN"
            unit = f"{_(line.unit)}; %" if flow else _("pp") if line.unit.startswith("%") else _(line.unit)
            theirs = format_number(line.theirs, 0 if flow and line.theirs >= 100 else 2)
            ours = format_number(line.ours, 0 if flow and line.theirs >= 100 else 2)
            rows.append([line.item[:76], ours, theirs, format_effect(line.difference), unit])
        named = dict.fromkeys(line.source_id for line in block)
        source = "; ".join(f"{sources()[key].title} ({sources()[key].address})" for key in named)
        parts.append(
            text_table(rows)
            + _paragraph(block[0].why)
            + _paragraph(_("Source: {source}.").format(source=source))
        )
    return "\n".join(parts)


def card(one: Card) -> str:
    """Return an evidence card, one line a fact."""
    r = one.record
    facts = [
        (_("name"), f"{r.name} ({_(r.kind)})"),
        (_("symbol, equation"), f"{r.symbol}, {r.equation}"),
        (_("unit"), one.unit),
        (_("default"), one.default),
        (_("range"), one.range),
        (_("bounds"), _("{low} to {high}").format(low=f"{r.min:g}", high=f"{r.max:g}")),
        (_("why"), one.why),
        (_("source"), f"{one.source} {one.address}".strip()),
        (_("quality"), one.quality),
        (_("evidence"), one.support),
        (_("off switch"), one.off),
    ]
    wide = max(len(name) for name, _text in facts)
    lines = [
        textwrap.fill(text, WIDTH, initial_indent=f"{name:<{wide}}  ", subsequent_indent=" " * (wide + 2))
        for name, text in facts
    ]
    return "\n".join([one.title, *lines]) + "\n"


def cards(found: Sequence[Card]) -> str:
    """Return all cards as a table: value, range, source or "assumption"."""
    rows = [[_("name"), _("default"), _("range"), _("unit"), _("source")]]
    for one in found:
        rows.append(
            [
                one.record.name,
                _short(one.default, 22),
                _short(one.range, 30),
                _short(one.unit, 22),
                _short(one.source, 40),
            ]
        )
    return text_table(rows, left=5)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip(" ,;") + "…"


def _paragraph(text: str) -> str:
    return textwrap.fill(text, WIDTH) + "\n"
