"""Hindcasts in sentences: against the naive forecasts, against the IMF's, and what is no test. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.model.analysis.forecast_errors import mae, theil_u
from diversify.model.analysis.hindcast import Growth, Hindcast
from diversify.text import N_, _, format_number

LINES = {
    "model": N_("model"),
    "actual": N_("outturn"),
    "naive": N_("naive: median of ten years"),
    "last": N_("naive: last year held"),
    "forecast": N_("IMF forecast of the time"),
}
TITLES = {"gdp": N_("GDP growth"), "nonoil_gdp": N_("non-oil growth")}
_CLOSE = 0.05  # share by which errors may differ and still be called equal


def verdict(h: Hindcast) -> str:
    """Return in a few sentences how one hindcast did."""
    said = [_growth(h.growth[key], _(title)) for key, title in TITLES.items()]
    if h.window.sectoral:
        said.append(_shares(h))
    else:
        said.append(_("The window compares growth only; its table has the structure of 2021."))
    if h.growth["gdp"].forecast is not None:
        said.append(
            _(
                "The IMF did not know the oil price, the budget and the exchange rate that the model is "
                "given: the comparison favours the model."
            )
        )
    if h.variant == "ex_post":
        said.append(_("This variant was set after the outturn was known: it is no test."))
    return " ".join(said)


def _growth(growth: Growth, title: str) -> str:
    error = mae(growth.model, growth.actual)
    rivals = {key: mae(getattr(growth, key), growth.actual) for key in ("naive", "last")}
    if growth.forecast is not None:
        rivals["forecast"] = mae(growth.forecast, growth.actual)
    best = min(rivals[key] for key in ("naive", "last"))
    if error < best * (1.0 - _CLOSE):
        text = _("On {what} it beats both naive guesses:")
    elif error <= best * (1.0 + _CLOSE):
        text = _("On {what} it is as good as the better naive guess:")
    else:
        text = _("On {what} it does not beat a naive guess:")
    errors = "; ".join(f"{_(LINES[key])} {format_number(value, 2)}" for key, value in rivals.items())
    more = _("mean error {model} points, against {others}.")
    return f"{text.format(what=title)} {more.format(model=format_number(error, 2), others=errors)}"


def _shares(h: Hindcast) -> str:
    ahead, truth = h.nonoil(h.shares[1:]), h.nonoil(h.actual_shares[1:])
    held = np.broadcast_to(h.nonoil(h.actual_shares[:1]), truth.shape)
    u = theil_u(ahead, held, truth)
    if u < 1.0 - _CLOSE:
        text = _(
            "On the shares of sections it beats holding those of the base year: its error is {u} of theirs."
        )
    elif u <= 1.0 + _CLOSE:
        text = _(
            "On the shares of sections it is as good as holding those of the base year: {u} of their error."
        )
    else:
        text = _(
            "On the shares of sections it is worse than holding those of the base year: {u} of their error."
        )
    return text.format(u=format_number(u, 2))


def growth_rows(
    found: Sequence[Hindcast], names: dict[str, str]
) -> list[tuple[str, str, list[float], float]]:
    """Return (what, whose, values by year, mean error) for outturn, every variant and every rival."""
    rows: list[tuple[str, str, list[float], float]] = []
    for key, title in TITLES.items():
        first = found[0].growth[key]
        rows.append((_(title), _(LINES["actual"]), first.actual.tolist(), float("nan")))
        for h in found:
            growth = h.growth[key]
            error = mae(growth.model, growth.actual)
            rows.append((_(title), _(names[h.variant]), growth.model.tolist(), error))
        for rival in ("naive", "last", "forecast"):
            values = getattr(first, rival)
            if values is not None:
                rows.append((_(title), _(LINES[rival]), values.tolist(), mae(values, first.actual)))
    return rows
