"""The line above each chart: its place, which chart it is, level or difference, scale, numbers, export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from diversify.charts import Chart, chart
from diversify.charts.drawing import Limits
from diversify.charts.spec import forms, natural, settled
from diversify.gui.chart_list import NAME, ChartCombo, ChartList
from diversify.gui.chart_menu import MOVE_LEFT, MOVE_RIGHT, ChartMenu
from diversify.gui.chart_place import Place
from diversify.gui.exporting import fill
from diversify.gui.help import set_topic
from diversify.gui.widgets import named
from diversify.text import _

ICONS = ("grip", "difference", "lock", "table", "details", "export")
_ROOMY = 330  # pixels from which on every button is shown, not only in the menu
_DRAG = 12  # pixels of movement that make a press of the grip a drag


class Grip(QToolButton):
    """The handle by which a chart is dragged to another place."""

    dropped = Signal(QPoint)  # where, in screen coordinates

    _pressed: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.globalPosition().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        at = event.globalPosition().toPoint()
        if self._pressed is not None and (at - self._pressed).manhattanLength() > _DRAG:
            self.dropped.emit(at)
        self._pressed = None


class ChartPicker(QWidget):
    """One line of controls for one chart; it is the chart's place on the page."""

    picked = Signal()  # another chart, kind, form, sectors or targets
    locked = Signal(bool)
    tabled = Signal(bool)
    reset_asked = Signal()
    moved = Signal(int)  # places to the right
    dropped = Signal(QPoint)
    export = Signal(str)  # what kind, as `Exporter.export` takes it

    def __init__(self, number: int, place: Place, listed: ChartList, icons: Mapping[str, QIcon]) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._chart = settled(place.chart)
        self.scale = place.scale
        self.zoom: Limits | None = None
        self.icons = icons
        self.combo = ChartCombo(listed)
        self.combo.choose(self._chart.name)
        self.grip = Grip()
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        self.grip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys move charts from the menu
        self.difference = self._button("difference", _("Show differences from the reference, not levels"))
        self.lock = self._button("lock", _("Lock the scale: it stays while levers and scenarios change"))
        self.table = self._button("table", _("Show the numbers as a table"))
        self.menu_button = self._button("export", _("Export this chart or its numbers"), check=False)
        self.look_button = self._button("details", _("Kind and form of this chart, and more"), check=False)
        self.grip.setIcon(icons["grip"])
        self.grip.setAutoRaise(True)
        self.grip.setToolTip(_("Drag to move this chart to another place"))
        self.menu = ChartMenu(self)
        export = QMenu(self)
        fill(export, self._export_chosen)
        for button, menu in ((self.menu_button, export), (self.look_button, self.menu)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.grip)
        line.addWidget(self.combo, 1)
        for button in (self.difference, self.lock, self.table, self.look_button, self.menu_button):
            line.addWidget(button)
        self.lock.setChecked(place.scale is not None)
        self.table.setChecked(place.table)
        self.set_number(number)
        self._show_form()
        self.combo.currentIndexChanged.connect(self._pick)
        self.difference.toggled.connect(self._differ)
        self.lock.toggled.connect(self.locked)
        self.table.toggled.connect(self.tabled)
        self.grip.dropped.connect(self.dropped)
        for key, move in ((MOVE_LEFT, self.move_left), (MOVE_RIGHT, self.move_right)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move)

    def _button(self, picture: str, tip: str, check: bool = True) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.icons[picture])
        button.setAutoRaise(True)
        button.setCheckable(check)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def set_number(self, number: int) -> None:
        """Name the controls after the chart's place on the page."""
        self.number = number
        for widget, text in (
            (self, _("Controls of chart {number}")),
            (self.combo, _("Chart {number}")),
            (self.grip, _("Move chart {number}")),
            (self.difference, _("Chart {number}: difference from the reference")),
            (self.lock, _("Chart {number}: lock the scale")),
            (self.table, _("Chart {number}: show numbers")),
            (self.look_button, _("Chart {number}: kind, form and more")),
            (self.menu_button, _("Export chart {number}")),
        ):
            named(widget, text.format(number=number))

    # state -------------------------------------------------------------------------------------------

    @property
    def chart(self) -> Chart:
        """The chart chosen."""
        return self._chart

    @property
    def place(self) -> Place:
        """What is to be remembered."""
        return Place(self._chart, self.scale, self.table.isChecked())

    @property
    def lock_limits(self) -> Limits | None:
        """The scale that stays; None where it follows the numbers."""
        return None if self.scale is None else Limits(self.scale, locked=True)

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the chart is shown."""
        return self.zoom is not None

    def set_place(self, place: Place) -> None:
        """Show what was remembered; says nothing."""
        blocked = self.blockSignals(True)
        self.scale, self.zoom = place.scale, None
        self._set(settled(place.chart))
        self.lock.setChecked(place.scale is not None)
        self.table.setChecked(place.table)
        self.blockSignals(blocked)

    def show_chart(self, wanted: Chart) -> None:
        """Show another chart, kind or form; a scale or part of the old one would not fit it."""
        if wanted == self._chart:
            return
        if (wanted.indicators, wanted.form, wanted.kind) != (
            self._chart.indicators, self._chart.form, self._chart.kind,
        ):  # fmt: skip
            self.scale = self.zoom = None
            blocked = self.lock.blockSignals(True)
            self.lock.setChecked(False)
            self.lock.blockSignals(blocked)
        self._set(wanted)
        self.picked.emit()

    def _set(self, wanted: Chart) -> None:
        self._chart = wanted
        blocked = self.combo.blockSignals(True)
        self.combo.choose(wanted.name)
        self.combo.blockSignals(blocked)
        self._show_form()

    def _show_form(self) -> None:
        set_topic(self, f"indicator:{','.join(self._chart.indicators)}")
        blocked = self.difference.blockSignals(True)
        self.difference.setEnabled(natural(self._chart) in forms(self._chart))
        self.difference.setChecked(self._chart.difference)
        self.difference.blockSignals(blocked)

    # controls ----------------------------------------------------------------------------------------

    def move_left(self) -> None:
        """Ask for the place before."""
        self.moved.emit(-1)

    def move_right(self) -> None:
        """Ask for the place after."""
        self.moved.emit(1)

    def _pick(self, _row: int) -> None:
        name = self.combo.currentData(NAME)
        if name is not None:
            self.show_chart(settled(chart(name)))

    def _differ(self, on: bool) -> None:
        self.show_chart(replace(self._chart, form=natural(self._chart) if on else "level"))

    def _export_chosen(self, action: QAction) -> None:
        self.export.emit(action.data())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.lock, self.table, self.difference):
            button.setVisible(event.size().width() >= _ROOMY)
