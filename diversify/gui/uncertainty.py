"""How sure the numbers are: 5-95 % ranges from draws of the parameters, computed beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diversify import model
from diversify.gui.jobs import Jobs
from diversify.gui.messages import describe, log
from diversify.model.projection.parameters import indicators

if TYPE_CHECKING:
    from diversify.arrays import Array
    from diversify.model.projection.result import Result

DRAWS = 200
SEED = 0
LEVELS = (0.05, 0.95)
_CALM = 200  # ms without a change before draws are made


@dataclass(frozen=True)
class Ranges:
    """5-95 % ranges of one result and of its difference from a reference.

    Attributes
    ----------
    result, reference
        What the draws belong to.
    band, effect
        Indicator -> (2, Y): bounds of the level, and of the difference. `effect` is empty where the two
        rest on different base years.
    """

    result: Result
    reference: Result
    band: Mapping[str, Array]
    effect: Mapping[str, Array]


class Uncertainty(QObject):
    """Asks for ranges when the levers rest, and hands over the newest only."""

    changed = Signal(object)  # Ranges; None while there are none for what is shown
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self.ranges: Ranges | None = None
        self._wanted: tuple[Result, Result] | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._start)
        self.jobs.done.connect(self._done)
        self.jobs.failed.connect(self._failed)

    @property
    def pending(self) -> bool:
        """Whether ranges are on their way."""
        return self._calm.isActive() or self.jobs.busy

    def ask(self, result: Result, reference: Result) -> None:
        """Ask for the ranges of a result and its difference; what was asked for before is dropped."""
        if self.ranges is not None and (self.ranges.result is result and self.ranges.reference is reference):
            return
        self.cancel()
        self._wanted = result, reference
        self._calm.start()

    def put_off(self) -> None:
        """Wait anew: what is on screen first shall not share the processor with the draws."""
        if self._calm.isActive():
            self._calm.start()

    def cancel(self) -> None:
        """Drop what was asked for and what there is: it belongs to levers that have moved since."""
        self._calm.stop()
        self.jobs.cancel()
        if self.ranges is not None:
            self.ranges = None
            self.changed.emit(None)

    def close(self) -> None:
        """Cancel and wait."""
        self._calm.stop()
        self.jobs.close()

    def _start(self) -> None:
        if self._wanted is not None:
            result, reference = self._wanted
            self.jobs.start(lambda stop: ranges(result, reference, stop))

    def _done(self, number: int, value: object) -> None:
        if isinstance(value, Ranges):
            self.ranges = value
            self.changed.emit(value)

    def _failed(self, number: int, error: Exception) -> None:
        log.warning("no ranges: %s", error, exc_info=error)
        self.failed.emit(describe(error))


def ranges(result: Result, reference: Result, stop: Callable[[], bool], draws: int = DRAWS) -> Ranges:
    """Return the ranges of a result and of its difference from a reference, from draws shared by both.

    Raises
    ------
    Cancelled
        If `stop` says so.
    """
    import numpy as np

    from diversify.model.projection.ensemble import quantiles
    from diversify.model.projection.indicators import COSTLY

    comparable = result.economy is reference.economy
    scenarios = [result.scenario, reference.scenario] if comparable else [result.scenario]
    ensemble = model.project_many(result.economy, scenarios, draws=draws, seed=SEED, cancel=stop)
    band, effect = {}, {}
    for name, indicator in indicators().items():
        if indicator.sectoral or name in COSTLY:
            continue
        band[name] = np.asarray(ensemble.quantiles(name, LEVELS, scenario=0))
        if comparable:
            differences = ensemble.difference(name, indicator.difference, scenario=0, against=1)
            effect[name] = quantiles(differences, LEVELS)
    return Ranges(result, reference, band, effect)
