"""The menu of one chart: kind, form, sectors, targets, scale, numbers, and its place among the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from diversify.charts.spec import FORMS, KINDS, Form, Kind, forms, kinds, settled
from diversify.charts.target_marks import shown
from diversify.model.projection.parameters import indicators
from diversify.text import _, localized

if TYPE_CHECKING:
    from diversify.gui.chart_picker import ChartPicker
    from diversify.model.economy import Sector

MOVE_LEFT, MOVE_RIGHT = "Ctrl+Shift+PgUp", "Ctrl+Shift+PgDown"  # as for tabs elsewhere
_ALWAYS = (0, 9999)  # years that every target lies in


class ChartMenu(QMenu):
    """Filled each time it opens, with what fits the chart chosen."""

    def __init__(self, picker: ChartPicker) -> None:
        super().__init__(picker)
        self.picker = picker
        self.sectors: tuple[Sector, ...] = ()
        self._groups = list[QActionGroup]()
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Put in what can be chosen now."""
        self.clear()
        for group in self._groups:
            group.deleteLater()
        chart = self.picker.chart
        self._groups = [
            self._choices({kind: KINDS[kind] for kind in kinds(chart)}, chart.kind, self._set_kind)
            if len(kinds(chart)) > 1
            else QActionGroup(self),
            self._choices({form: FORMS[form] for form in forms(chart)}, settled(chart).form, self._set_form)
            if len(forms(chart)) > 1
            else QActionGroup(self),
        ]
        if chart.by_sector and indicators()[chart.indicators[0]].sectoral and self.sectors:
            self._sector_menu()
        targets = self._check(_("Show official targets"), chart.targets, self._set_targets)
        targets.setEnabled(bool(shown(replace(chart, targets=True), *_ALWAYS)))
        self.addSeparator()
        self._check(_("Lock the scale"), self.picker.lock.isChecked(), self.picker.lock.setChecked)
        self._check(_("Show numbers"), self.picker.table.isChecked(), self.picker.table.setChecked)
        self._do(_("Show all again"), self.picker.reset_asked.emit, "Home").setEnabled(self.picker.zoomed)
        self.addSeparator()
        self._do(_("Move to the left"), self.picker.move_left, MOVE_LEFT)
        self._do(_("Move to the right"), self.picker.move_right, MOVE_RIGHT)

    def _choices(self, texts: dict[str, str], chosen: str, choose: object) -> QActionGroup:
        group = QActionGroup(self)
        for value, text in texts.items():
            action = QAction(_(text), self, checkable=True)
            action.setData(value)
            action.setChecked(value == chosen)
            group.addAction(action)
            self.addAction(action)
        group.triggered.connect(choose)
        self.addSeparator()
        return group

    def _check(self, text: str, checked: bool, choose: object) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.toggled.connect(choose)
        return action

    def _do(self, text: str, do: object, key: str) -> QAction:
        action = self.addAction(f"{text}\t{key}")
        action.triggered.connect(do)
        return action

    def _sector_menu(self) -> None:
        menu = self.addMenu(_("Sectors"))
        chosen = self.picker.chart.sectors
        largest = menu.addAction(_("The largest"))
        largest.setCheckable(True)
        largest.setChecked(not chosen)
        largest.setData("")
        menu.addSeparator()
        for sector in self.sectors:
            action = menu.addAction(localized(sector.name))
            action.setCheckable(True)
            action.setChecked(sector.code in chosen)
            action.setData(sector.code)
        menu.triggered.connect(self._set_sector)

    def _set_kind(self, action: QAction) -> None:
        kind: Kind = action.data()
        self.picker.show_chart(settled(replace(self.picker.chart, kind=kind)))

    def _set_form(self, action: QAction) -> None:
        form: Form = action.data()
        self.picker.show_chart(replace(self.picker.chart, form=form))

    def _set_targets(self, on: bool) -> None:
        self.picker.show_chart(replace(self.picker.chart, targets=on))

    def _set_sector(self, action: QAction) -> None:
        chart, code = self.picker.chart, str(action.data())
        order = [sector.code for sector in self.sectors]
        chosen = {*chart.sectors} ^ {code} if code else set()
        self.picker.show_chart(replace(chart, sectors=tuple(sorted(chosen, key=order.index))))
