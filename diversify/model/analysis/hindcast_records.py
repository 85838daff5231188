"""A hindcast against the outturn as records: a line per window, variant, section and measure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.model.analysis.forecast_errors import bias, mae, mape, rmse, theil_u
from diversify.model.analysis.hindcast import PERCENT, Hindcast

Record = dict[str, str | float | None]


def _record(
    h: Hindcast, section: str, measure: str, model: float, naive: float | None, weo: float | None
) -> Record:
    def clean(value: float | None) -> float | None:
        return None if value is None or not np.isfinite(value) else float(value)

    return {
        "window": h.window.name,
        "variant": h.variant,
        "section": section,
        "measure": measure,
        "model": clean(model),
        "naive": clean(naive),
        "weo": clean(weo),
    }


def _share_records(h: Hindcast) -> list[Record]:
    ahead, actual = h.shares[1:], h.actual_shares[1:]
    held = np.broadcast_to(h.actual_shares[0], actual.shape)
    groups = {code: (ahead[:, k], held[:, k], actual[:, k]) for k, code in enumerate(h.sections)}
    groups["all"] = (ahead, held, actual)
    groups["nonoil"] = (h.nonoil(ahead), h.nonoil(held), h.nonoil(actual))
    out = []
    for code, (model, naive, truth) in groups.items():
        for measure, of in (("mape", mape), ("rmse", rmse), ("bias", bias)):
            out.append(_record(h, code, measure, of(model, truth), of(naive, truth), None))
        out.append(_record(h, code, "theil_u", theil_u(model, naive, truth), 1.0, None))
    return out


def _growth_records(h: Hindcast) -> list[Record]:
    out = []
    for key, g in h.growth.items():
        weo = None if g.forecast is None else mae(g.forecast, g.actual)
        off = None if g.forecast is None else bias(g.forecast, g.actual)
        naive = mae(g.naive, g.actual)
        out.append(_record(h, key, "growth_mae", mae(g.model, g.actual), naive, weo))
        out.append(_record(h, key, "growth_mae_chained", mae(g.chained, g.actual), naive, weo))
        out.append(
            _record(h, key, "growth_mae_last_year_held", mae(g.model, g.actual), mae(g.last, g.actual), weo)
        )
        out.append(_record(h, key, "bias", bias(g.model, g.actual), bias(g.naive, g.actual), off))
    return out


def hindcast_records(hindcasts: Sequence[Hindcast]) -> list[Record]:
    """Return the comparison in long form: window, variant, section, measure, model, naive, weo.

    `section` is a section of activity, "all", "nonoil" (shares); "gva", "exports", "nonoil_exports" (levels);
    "gdp", "nonoil_gdp" (growth). `measure`: mape in percent; rmse and bias in percentage points (growth,
    shares) or percent (levels); theil_u; growth_mae in percentage points. None where there is no value.
    """
    out: list[Record] = []
    for h in hindcasts:
        if h.window.sectoral:
            out += _share_records(h)
            for key, level in h.levels.items():
                model, naive = (
                    mape(level.model[1:], level.actual[1:]),
                    mape(level.naive[1:], level.actual[1:]),
                )
                out.append(_record(h, key, "mape", model, naive, None))
                off = PERCENT * bias(level.model[1:] / level.actual[1:], np.ones(1))
                out.append(
                    _record(
                        h,
                        key,
                        "bias",
                        off,
                        PERCENT * bias(level.naive[1:] / level.actual[1:], np.ones(1)),
                        None,
                    )
                )
        out += _growth_records(h)
    return out
