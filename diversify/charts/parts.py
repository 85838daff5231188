"""Charts of a change in parts, as they are asked for; `waterfall_drawing` and `stack_drawing` draw them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from diversify.charts.catalogue import Chart
from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.text import N_, _, localized

if TYPE_CHECKING:
    from diversify.model.analysis.parts import Parts

MOVED = N_("What moved it: {title}")
CREDITED = N_("What each lever did: {title}")
ACCOUNTED = N_("Where the effect comes from: {title}")
MOST = 10  # parts named; with more than that the terms of a source are added up


@dataclass(frozen=True)
class PartsChart(Chart):
    """A chart of given parts; `message` is a question with {title} in it, `years` the year of a waterfall."""

    data: Parts | None = None

    @property
    def parts(self) -> Parts:
        """The parts drawn."""
        if self.data is None:
            raise InputError(_("This chart has no numbers: make it from what decompose or attribute return."))
        return self.data

    @property
    def title(self) -> str:
        """The question, with the indicator's title and its sector, in the current language."""
        title = localized(indicators()[self.indicators[0]].title)
        named = f"{title}, {self.parts.sector}" if self.parts.sector else title
        return _(self.message).format(title=named)


def condensed(parts: Parts) -> Parts:
    """Parts as a chart can show them: those that are zero in all years left out, small detail added up.

    Of a change over years the part without levers keeps its terms, the work of levers is one part a source.
    A difference between scenarios keeps all terms unless they are more than ten.
    """
    shown = _moving(parts)
    if parts.since is not None:
        by_source = parts.by("source")
        idle = [i for i, p in enumerate(parts.parts) if p.source == "no_lever"]
        acts = [i for i, p in enumerate(by_source.parts) if p.source != "no_lever"]
        values = np.concatenate([parts.values[:, idle], by_source.values[:, acts]], axis=1)
        named = (*(parts.parts[i] for i in idle), *(by_source.parts[i] for i in acts))
        return _moving(replace(parts, parts=named, values=values))
    return shown if len(shown.parts) <= MOST else _moving(parts.by("source"))


def _moving(parts: Parts) -> Parts:
    size = np.abs(np.nan_to_num(parts.values)).max(0, initial=0.0)
    kept = np.flatnonzero(size > 1e-9 * max(float(size.max(initial=0.0)), 1e-6))
    return replace(parts, parts=tuple(parts.parts[i] for i in kept), values=parts.values[:, kept])


def waterfall(parts: Parts, year: int | None = None, message: str = MOVED, subtitle: str = "") -> PartsChart:
    """Chart of the parts of one year, one under the other (default: the last year).

    Parameters
    ----------
    parts
        From `Decomposition.parts`, `Attribution.parts` or `GrowthAccounting.parts`.
    message
        The question in the title: `MOVED`, `CREDITED` or `ACCOUNTED`.

    Raises
    ------
    InputError
        If the parts do not have that year.
    """
    when = parts.years[-1] if year is None else year
    if when not in parts.years:
        raise InputError(
            _("The parts run from {first} to {last}; {year} lies outside.").format(
                first=parts.years[0], last=parts.years[-1], year=when
            )
        )
    return PartsChart(
        f"{parts.indicator}_waterfall",
        "waterfall",
        (parts.indicator,),
        years=(when,),
        message=message,
        subtitle=subtitle,
        data=parts,
    )


def over_time(parts: Parts, message: str = MOVED, subtitle: str = "") -> PartsChart:
    """Chart of the parts of all years as bars that stack up and down, their sum as a line."""
    return PartsChart(
        f"{parts.indicator}_over_time",
        "stack",
        (parts.indicator,),
        message=message,
        subtitle=subtitle,
        data=parts,
    )


def against_text(parts: Parts, year: int | None = None) -> str:
    """What the parts are parts of, in words."""
    if parts.since is not None:
        if year is None:
            return _("Change since {since}.").format(since=parts.since)
        return _("Change from {since} to {year}.").format(since=parts.since, year=year)
    text = _("Difference from {against}.").format(against=parts.against)
    return text if year is None else _("{year}.").format(year=year) + " " + text
