"""The commands that check the model: hindcast, checked-against, evidence."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence

from diversify.errors import InputError
from diversify.terminal import history_text as words
from diversify.terminal.output import chosen_format, deliver, deliver_records
from diversify.text import _


def hindcast(arguments: Namespace) -> int:
    """Compare past projections with the outturn, naive forecasts and the IMF's of the time."""
    from diversify.model.analysis.hindcast import Hindcast
    from diversify.model.analysis.hindcast import hindcast as run
    from diversify.model.analysis.hindcast_records import hindcast_records
    from diversify.model.analysis.windows import WINDOWS, window

    asked = [window(arguments.window)] if arguments.window else list(WINDOWS.values())
    found: list[Hindcast] = []
    for w in asked:
        variants = [v for v in w.variants if arguments.variant in (None, v)]
        if not variants and arguments.window:
            variants = [arguments.variant]  # the model says which there are
        found += [run(w.name, variant, arguments.settings) for variant in variants]
    if not found:
        known = dict.fromkeys(v for w in asked for v in w.variants)
        message = _("There is no variant “{name}”; choose one of {names}.")
        raise InputError(message.format(name=arguments.variant, names=", ".join(known)))
    wanted = chosen_format(arguments.format, arguments.output)
    text = words.hindcasts(found) if wanted == "text" else ""
    _deliver(arguments, wanted, text, hindcast_records(found))
    _draw(arguments, found)
    return 0


def _draw(arguments: Namespace, found: Sequence[object]) -> None:
    """Draw growth of one window, and shares of the last hindcast that has sections, where asked for."""
    if arguments.chart is None and arguments.shares is None:
        return
    from diversify.charts import growth_chart, shares_chart
    from diversify.export.images import save_chart
    from diversify.model.analysis.hindcast import Hindcast

    runs = [h for h in found if isinstance(h, Hindcast)]
    if arguments.chart is not None:
        chart = growth_chart([h for h in runs if h.window == runs[0].window])
        save_chart(chart, chart.runs(), arguments.chart)
    if arguments.shares is not None:
        chart = shares_chart(next((h for h in runs if h.window.sectoral), runs[0]))
        save_chart(chart, chart.runs(), arguments.shares)


def checked_against(arguments: Namespace) -> int:
    """Set the model beside published figures, each line computed now."""
    from diversify.model.analysis.checked_against import checked_against as compute

    lines = compute()
    wanted = chosen_format(arguments.format, arguments.output)
    text = words.yardsticks(lines) if wanted == "text" else ""
    _deliver(arguments, wanted, text, [line.record() for line in lines])
    return 0


def evidence(arguments: Namespace) -> int:
    """Print one evidence card, or list all."""
    from diversify.model.analysis.evidence import carded
    from diversify.model.analysis.evidence import evidence as card

    cards = [card(name) for name in ([arguments.name] if arguments.name else carded())]
    wanted = chosen_format(arguments.format, arguments.output)
    text = words.card(cards[0]) if arguments.name else words.cards(cards)
    _deliver(arguments, wanted, text, [one.as_record() for one in cards])
    return 0


def _deliver(arguments: Namespace, wanted: str, text: str, records: Sequence[Mapping[str, object]]) -> None:
    if wanted == "text":
        deliver(text, arguments.output)
    else:
        deliver_records(records, wanted, arguments.output)
