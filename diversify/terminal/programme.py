"""The command programme: the 28 initiatives, what stands for them, and what each does by itself."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diversify.errors import InputError
from diversify.terminal.output import chosen_format, deliver, deliver_records, text_table
from diversify.terminal.progress import Progress
from diversify.terminal.runs import World
from diversify.text import _, format_number, localized

if TYPE_CHECKING:
    from diversify.model.analysis.programme import Measured


def programme(arguments: Namespace) -> int:
    """Print the rows of the programme with the size of their effects in the central case."""
    from diversify.model.analysis.programme import initiatives, measure

    wanted = chosen_format(arguments.format, arguments.output)
    numbers = [one.row for one in initiatives()]
    if arguments.row is not None and arguments.row not in numbers:
        message = _("There is no row {row}; rows are {first} to {last}.")
        raise InputError(message.format(row=arguments.row, first=numbers[0], last=numbers[-1]))
    world = World(arguments.base, arguments.table, arguments.anchors)
    economy = world.economy(world.scenario("baseline"))
    with Progress(_("projecting")) as progress:
        rows = measure(economy, progress)
    if arguments.row is not None:
        rows = [one for one in rows if one.initiative.row == arguments.row]
    if wanted == "text":
        deliver(_in_full(rows[0]) if arguments.row is not None else _table(rows), arguments.output)
    else:
        deliver_records([_record(one) for one in rows], wanted, arguments.output)
    return 0


def _heads() -> tuple[str, ...]:
    from diversify.model.analysis.programme import LAST, MIDDLE

    return (
        _("GDP {year}, %").format(year=MIDDLE),
        _("GDP {year}, %").format(year=LAST),
        _("GNI {year}, %").format(year=LAST),
        _("oil share {year}, points").format(year=LAST),
    )


def _numbers(one: Measured) -> list[str]:
    if one.effects is None:
        within = one.initiative.within
        return [_("in row {row}").format(row=within) if within else _("no such sector"), "", "", ""]
    return [format_number(value, 2, signed=round(value, 2) != 0.0) for value in one.effects]


def _table(rows: Sequence[Measured]) -> str:
    from diversify.model.analysis.programme import STATUS

    lines = [["", _("initiative"), _("stands for it"), *_heads()]]
    for one in rows:
        row = one.initiative
        where = {lever: f"@{'+'.join(sectors)}" for lever, sectors, _value in row.settings if sectors}
        names = [name + where.get(name, "") for name in row.levers or row.indicators[:1]]
        what = ", ".join(names) if row.status == "lever" else f"{_(STATUS[row.status])}: {', '.join(names)}"
        lines.append([str(row.row), localized(row.title), what, *_numbers(one)])
    note = _(
        "Each row by itself at central values from 2026 on: rows of readiness, speed and people on top of "
        "the AI strategy, the others on top of the baseline. Rows do not add up; 'diversify attribute "
        "all-of-it' shares the whole out. Indicators show the whole programme."
    )
    return f"{text_table(lines, left=3)}\n{note}\n"


def _in_full(one: Measured) -> str:
    from diversify.model.analysis.evidence import MARKS
    from diversify.model.analysis.programme import STATUS
    from diversify.model.projection.sources import ASSUMPTION, sources

    row = one.initiative
    source = sources()[row.source_id]
    set_to = ", ".join(
        f"{lever}{'@' + '+'.join(sectors) if sectors else ''} = {value:g}"
        for lever, sectors, value in row.settings
    )
    lines = [
        ("", f"{row.row}. {localized(row.title)}"),
        (_("status"), _(STATUS[row.status])),
        (_("channel"), localized(row.channel)),
        (_("levers"), ", ".join(row.levers)),
        (_("central case"), f"{set_to} ({row.scenario})" if set_to else row.whole),
        (_("indicators"), ", ".join(row.indicators)),
        (_("equations"), row.equations),
        (_("parameters"), ", ".join(row.parameters)),
        (_("source"), _("assumption") if row.source_id == ASSUMPTION else f"{source.title} {source.address}"),
        (_("quality"), _(MARKS[row.mark])),
        *zip(_heads(), _numbers(one), strict=True),
    ]
    return "".join(f"{head}: {text}\n" if head else f"{text}\n" for head, text in lines if text)


def _record(one: Measured) -> dict[str, object]:
    row = one.initiative
    effects = one.effects or (None, None, None, None)
    names = ("gdp_2035_percent", "gdp_2050_percent", "gni_2050_percent", "oil_share_gva_2050_points")
    return {
        "row": row.row,
        "title": localized(row.title),
        "status": row.status,
        "levers": " ".join(row.levers),
        "channel": localized(row.channel),
        "equations": row.equations,
        "parameters": " ".join(row.parameters),
        "indicators": " ".join(row.indicators),
        "source_id": row.source_id,
        "mark": row.mark,
        "within": row.within,
        "on": row.whole or row.scenario,
        **dict(zip(names, effects, strict=True)),
    }
