"""How well the accounts hold: of the base table row by row, of the run on screen identity by identity."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from diversify.gui.data.residuals import gdp_three_ways, table_residuals
from diversify.gui.data.view import View, prose
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import Wheelless, named
from diversify.model.projection.identities import identity_title
from diversify.text import N_, _, decimal_sign, format_number, translate_unit

FORMS = {
    "table": N_("Base table: every row and column"),
    "worst": N_("This run: worst year of every identity"),
    "years": N_("This run: year by year"),
}


class IdentitiesView(View):
    """One table at a time; above it in words what is the worst."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.form = named(QComboBox(), _("Whose identities"))
        for name, text in FORMS.items():
            self.form.addItem(_(text), name)
        self.form.installEventFilter(Wheelless(self.form))
        self.words = prose(_("In words"))
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Residuals of identities"), "identities")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        line = QHBoxLayout()
        line.addWidget(self.form)
        line.addStretch(1)
        for button in buttons(self.table):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.form.activated.connect(self._chosen)

    def content(self) -> object:
        return id(self.session.result)

    def refresh(self) -> None:
        {"table": self._table, "worst": self._worst, "years": self._years}[self.form.currentData()]()
        self.table.fit()

    def _chosen(self) -> None:
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.renew()

    def _table(self) -> None:
        table = self.session.result.economy.table
        unit = translate_unit(table.unit)
        titles = (
            Cell(_("Sector")),
            Cell(_("Row residual"), tip=f"{_('uses − imports − output')}, {unit}"),
            Cell(_("Column residual"), tip=f"{_('inputs + taxes + value added − output')}, {unit}"),
            Cell(_("Output"), tip=unit),
        )
        rows, columns = table_residuals(table)
        self.model.fill(
            titles,
            [
                [
                    Cell(f"{sector.code}  {sector.title}" if sector.title != sector.code else sector.code),
                    _tiny(row),
                    _tiny(column),
                    Cell(format_number(x, 1), x),
                ]
                for sector, row, column, x in zip(
                    table.sectors, rows.tolist(), columns.tolist(), table.x.tolist(), strict=True
                )
            ],
        )
        ways = gdp_three_ways(table)
        said = "; ".join(f"{_(name)} {format_number(value, 1)}" for name, value in ways.items())
        lines = [
            _("GDP three ways, {unit}: {values}.").format(unit=unit, values=said),
            _("Largest difference between them: {size} {unit}.").format(
                size=tiny(max(ways.values()) - min(ways.values())), unit=unit
            ),
        ]
        worst = int(np.abs(np.concatenate([rows, columns])).argmax()) % table.n
        size = max(abs(rows[worst]), abs(columns[worst]))
        text = _("Worst row or column: {sector}, {size} {unit}; up to {tolerance} is taken as rounding.")
        lines.append(
            text.format(
                sector=table.sectors[worst].title,
                size=tiny(size),
                unit=unit,
                tolerance=format_number(table.tolerance, 3),
            )
        )
        if not table.balanced:
            lines.append(
                _("This table was opened unbalanced: everything made from it carries the difference.")
            )
        self.words.setText(" ".join(lines))

    def _worst(self) -> None:
        result = self.session.result
        titles = (_("Identity"), _("Worst year"), _("Residual, share of GDP"), _("Mean size"))
        lines = []
        for name, values in result.residuals.items():
            at = int(np.abs(values).argmax())
            year = result.years[at]
            lines.append(
                [
                    Cell(identity_title(name), tip=name),
                    Cell(str(year), float(year)),
                    _tiny(float(values[at])),
                    _tiny(float(np.abs(values).mean())),
                ]
            )
        self.model.fill([Cell(title) for title in titles], lines)
        self._say_worst()

    def _years(self) -> None:
        result = self.session.result
        found = result.residuals
        titles = [Cell(_("Year")), *(Cell(identity_title(name), tip=identity_title(name)) for name in found)]
        self.model.fill(
            titles,
            [
                [Cell(str(year), float(year)), *(_tiny(float(values[t])) for values in found.values())]
                for t, year in enumerate(result.years)
            ],
        )
        self._say_worst()

    def _say_worst(self) -> None:
        name, year, size = self.session.result.worst_residual
        text = _(
            "{scenario}: every identity holds in every year to {size} of GDP; the largest residual is "
            "that of “{identity}” in {year}. Computers round at about 1e-16 in every step."
        )
        self.words.setText(
            text.format(
                scenario=self.session.document.title,
                size=tiny(abs(size)),
                identity=identity_title(name),
                year=year,
            )
        )

    def state(self) -> dict[str, object]:
        return {"form": self.form.currentData()}

    def restore(self, state: dict[str, object]) -> None:
        place = self.form.findData(state.get("form"))
        if place >= 0:
            self.form.setCurrentIndex(place)


def tiny(value: float) -> str:
    """Write a residual: two digits and its power of ten."""
    return "0" if value == 0.0 else f"{value:.1e}".replace(".", decimal_sign())


def _tiny(value: float) -> Cell:
    return Cell(tiny(value), value)
