"""Open scenarios side by side: sectors stacked over time, each scenario a chart, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout

from diversify.charts import Run
from diversify.charts.picture import Picture
from diversify.charts.side_by_side import STACKED, side_by_side
from diversify.gui.compare.view import View
from diversify.gui.documents import COUNTERFACTUAL_SLOT
from diversify.gui.figure_view import FigureView
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import Wheelless, named
from diversify.model.projection.parameters import indicators
from diversify.text import _, localized


class StacksView(View):
    """What to stack, and the picture."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.what = named(QComboBox(), _("What to stack"))
        for name in STACKED:
            self.what.addItem(localized(indicators()[name].title), name)
        self.what.installEventFilter(Wheelless(self.what))
        self.every = named(QCheckBox(_("All open scenarios")), _("All open scenarios"))
        self.every.setToolTip(_("Off: only those that are ticked in the list of scenarios"))
        self.figure = FigureView(session.messages, _("Scenarios side by side"), "scenarios")
        label = QLabel(_("Stacked"))
        label.setBuddy(self.what)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.what)
        line.addStretch(1)
        line.addWidget(self.every)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.figure, 1)
        self.setFocusProxy(self.what)
        self.what.activated.connect(self._again)
        self.every.toggled.connect(self._again)

    def refresh(self) -> None:
        runs = self.runs()
        self.figure.show_drawing(partial(_drawn, runs, str(self.what.currentData())))

    def content(self) -> object:
        return super().content(), self.session.counterfactual_shown

    def runs(self) -> list[Run]:
        """Return the scenarios shown, in the order of the list, then the counterfactual if it is ticked."""
        session = self.session
        shown = [
            one for one in session.documents if one.shown or one is session.active or self.every.isChecked()
        ]
        made = [Run(one.result, one.label, slot=one.slot) for one in shown]
        keys = {one.scenario.key for one in shown}
        world = session.document.counterfactual
        if session.counterfactual_shown and world.scenario.key not in keys:
            made.append(Run(world, _("No lever moved (counterfactual)"), slot=COUNTERFACTUAL_SLOT))
        return made

    def state(self) -> dict[str, object]:
        return {"what": self.what.currentData(), "every": self.every.isChecked()}

    def restore(self, state: dict[str, object]) -> None:
        self.what.setCurrentIndex(max(self.what.findData(state.get("what")), 0))
        self.every.setCheckState(
            Qt.CheckState.Checked if state.get("every") is True else Qt.CheckState.Unchecked
        )
        self.renew()

    def _again(self, _news: object = None) -> None:
        self.renew()


def _drawn(runs: Sequence[Run], indicator: str, figure: Figure, dark: bool) -> Picture:
    return side_by_side(figure, runs, indicator, dark=dark)
