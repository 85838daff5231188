"""Charts of the model against history: what they are asked for. The drawings are in `history_drawings`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diversify.charts.catalogue import Chart
from diversify.charts.runs import Run
from diversify.errors import InputError
from diversify.text import N_, _, localized

if TYPE_CHECKING:
    from diversify.model.analysis.hindcast import Hindcast

NAMES = {
    "actual": N_("outturn"),
    "unconditional": N_("model, unconditional"),
    "recovery": N_("model, travel recovers"),
    "actual_exports": N_("model, actual exports"),
    "ex_post": N_("model, ex post (no test)"),
    "naive": N_("median of ten years before"),
    "held": N_("shares of the base year"),
    "weo": N_("IMF forecast of the time"),
}


@dataclass(frozen=True)
class HistoryChart(Chart):
    """A chart of hindcasts of one window; `years` is the one year that shares are shown for."""

    data: tuple[Hindcast, ...] = ()

    @property
    def first(self) -> Hindcast:
        """The hindcast that gives window, outturn and naive forecasts."""
        if not self.data:
            raise InputError(_("This chart has no numbers: make it from what hindcast returns."))
        return self.data[0]

    @property
    def title(self) -> str:
        """What is compared, and the window, in the current language."""
        return _(self.message).format(window=self.first.window.name)

    def runs(self) -> list[Run]:
        """The runs that the source line names."""
        return [Run(self.first.result, label=_(NAMES[self.first.variant]))]


def section_name(h: Hindcast, code: str) -> str:
    """Name of a section: of the sectors of the run that lie in it, one after the other."""
    from diversify.model.analysis.past_tables import section_table

    table = section_table()
    return f"{code}  {localized(table.sectors[table.codes.index(code)].name)}"


def shares_chart(h: Hindcast, year: int | None = None) -> HistoryChart:
    """Chart of the sections' shares of value added without mining: model, base year held, outturn.

    Parameters
    ----------
    h
        A hindcast of a window with sections.
    year
        The year shown (default: the last).

    Raises
    ------
    InputError
        If the window compares growth only.
    """
    if not h.window.sectoral:
        raise InputError(_("The window {window} compares growth only.").format(window=h.window.name))
    return HistoryChart(
        "hindcast_shares",
        "measures",
        ("gva_share",),
        years=(h.window.last if year is None else year,),
        message=N_("Shares of non-oil value added: model against outturn"),
        data=(h,),
    )


def growth_chart(hindcasts: Sequence[Hindcast]) -> HistoryChart:
    """Chart of GDP growth in one window: outturn, the given variants of the model, naive, the IMF's."""
    if len({h.window.name for h in hindcasts}) != 1:
        raise InputError(_("A chart of growth shows one window: give hindcasts of the same one."))
    return HistoryChart(
        "hindcast_growth",
        "lines",
        ("gdp_growth",),
        sectors=("lines",),
        message=N_("GDP growth {window}: model against outturn"),
        data=tuple(hindcasts),
    )
