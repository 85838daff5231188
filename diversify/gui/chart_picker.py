"""Above or below each chart: which chart it is, level or difference, and its export."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from diversify.charts import Chart, chart, charts
from diversify.charts.catalogue import DIFFERENCE
from diversify.gui.appearance import icon
from diversify.gui.exporting import fill
from diversify.gui.widgets import Wheelless, named
from diversify.model.projection.parameters import indicators
from diversify.text import _

_WITH_DIFFERENCE = ("lines", "sectors")


def offered() -> list[Chart | None]:
    """Return the charts on offer, None for a separator: the catalogue, then every other indicator."""
    known = charts()
    shipped = [
        c
        for name, c in known.items()
        if not (name.endswith(DIFFERENCE) and name.removesuffix(DIFFERENCE) in known)
    ]
    shown = {name for c in shipped for name in c.indicators if len(c.indicators) == 1}
    rest = [chart(name) for name, i in indicators().items() if name not in shown and i.group != "Checks"]
    return [*shipped, None, *rest]


class ChartPicker(QWidget):
    """One line of controls for one chart."""

    picked = Signal()
    export = Signal(str)  # what kind, as `Exporter.export` takes it

    def __init__(self, number: int, name: str, difference: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.combo = named(QComboBox(), _("Chart {number}").format(number=number))
        self.combo.setMinimumContentsLength(8)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMaxVisibleItems(24)
        self.combo.installEventFilter(Wheelless(self.combo))
        for item in offered():
            if item is None:
                self.combo.insertSeparator(self.combo.count())
            else:
                self.combo.addItem(replace(item, form="level").title, item.name)
        self.difference = named(
            QCheckBox(_("Difference")),
            _("Chart {number}: difference from the reference").format(number=number),
        )
        self.difference.setToolTip(_("Show differences from the reference, not levels"))
        self.menu_button = named(QToolButton(), _("Export chart {number}").format(number=number))
        self.menu_button.setIcon(icon("export"))
        self.menu_button.setToolTip(_("Export this chart or its numbers"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setAutoRaise(True)
        menu = QMenu(self.menu_button)
        fill(menu, self._export_chosen)
        self.menu_button.setMenu(menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 0, 2, 0)
        line.setSpacing(4)
        line.addWidget(self.combo, 1)
        line.addWidget(self.difference)
        line.addWidget(self.menu_button)
        self.set(name, difference)
        self.combo.currentIndexChanged.connect(self._pick)
        self.difference.toggled.connect(self.picked)

    def set(self, name: str, difference: bool) -> None:
        """Choose a chart; a name that is not on offer leaves the choice as it is."""
        found = self.combo.findData(name)
        if found >= 0:
            self.combo.setCurrentIndex(found)
        self._allow(difference)

    @property
    def chart(self) -> Chart:
        """The chart chosen."""
        spec = chart(self.combo.currentData())
        if spec.kind in _WITH_DIFFERENCE:
            return replace(spec, form="difference" if self.difference.isChecked() else "level")
        return spec

    def _export_chosen(self, action: QAction) -> None:
        self.export.emit(action.data())

    def _pick(self) -> None:
        self._allow(chart(self.combo.currentData()).difference)
        self.picked.emit()

    def _allow(self, difference: bool) -> None:
        spec = chart(self.combo.currentData())
        blocked = self.difference.blockSignals(True)
        self.difference.setEnabled(spec.kind in _WITH_DIFFERENCE)
        self.difference.setChecked(difference and spec.kind in _WITH_DIFFERENCE)
        self.difference.blockSignals(blocked)
        self.combo.setToolTip(self.combo.currentText())
