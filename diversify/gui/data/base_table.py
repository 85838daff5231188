"""The table of the base year: as numbers, as a heat map, and how it was made."""

from __future__ import annotations

from functools import partial

from matplotlib.figure import Figure
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from diversify.charts.heat_map import heat_map
from diversify.charts.picture import Plate
from diversify.errors import DiversifyError
from diversify.gui.data.making import Making
from diversify.gui.data.matrices import BASES, QUANTITIES, Matrix, matrix
from diversify.gui.data.matrix_model import MatrixModel
from diversify.gui.data.saving import save_as
from diversify.gui.data.view import View, prose, tool
from diversify.gui.data.wording import about
from diversify.gui.figure_view import FigureView
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Table
from diversify.gui.widgets import ElidedLabel, SearchBox, Wheelless, named
from diversify.text import N_, _, folded

FORMS = {"table": N_("Numbers"), "map": N_("Heat map"), "making": N_("How it was made")}
_NAMES = 15  # heights of the text: the names of rows at first
_COLUMN = 5  # heights of the text: a column of numbers at least


class BaseTableView(View):
    """Choices above, the table with its names in view, and below what it is, always."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.quantity = _choice(QUANTITIES, _("What the table shows"))
        self.flows = _choice(BASES, _("Which flows"))
        self.form = _choice(FORMS, _("How it is shown"))
        self.search = named(SearchBox(), _("Find a sector"))
        self.search.setPlaceholderText(_("Find a sector"))
        self.search.setToolTip(_("Code or name; Enter goes to the next one"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(6 * self.fontMetrics().height())
        self.model = MatrixModel(self)
        self.table = Table(session, _("Input-output table"), "table")
        self.table.setModel(self.model)
        side = self.table.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setTextElideMode(Qt.TextElideMode.ElideRight)
        side.setFixedWidth(_NAMES * self.fontMetrics().height())
        self.picture = FigureView(session.messages, _("Heat map of the table"), "heat-map")
        self.making = Making(session)
        self.sheets = QStackedWidget()
        for widget in (self.table, self.picture, self.making):
            self.sheets.addWidget(widget)
        self.copying = tool("duplicate", _("Copy the table for a spreadsheet"))
        self.saving = tool("export", _("Save the table as CSV or as a workbook"))
        self.note = ElidedLabel()
        self.about = prose(_("What this table is"))
        self._lay_out()
        for box in (self.quantity, self.flows, self.form):
            box.activated.connect(self.renew)
        self.search.textChanged.connect(self.find_first)
        self.search.returnPressed.connect(self.find_next)
        self.copying.clicked.connect(self.table.copy_all)
        self.saving.clicked.connect(self.export)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for box in (self.quantity, self.flows, self.form):
            line.addWidget(box)
        line.addWidget(self.search, 1)
        line.addWidget(self.copying)
        line.addWidget(self.saving)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.sheets, 1)
        column.addWidget(self.note)
        column.addWidget(self.about)

    # what is shown -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        table = self.session.result.economy.table
        form = self.form.currentData()
        self.about.setText(about(table))
        self.note.setText("")
        numbers = form != "making"
        for widget in (self.quantity, self.flows, self.search, self.copying, self.saving):
            widget.setEnabled(numbers)
        self.sheets.setCurrentIndex(list(FORMS).index(form))
        if form == "making":
            self.making.show_table(table)
            return
        try:
            shown = matrix(table, self.quantity.currentData(), self.flows.currentData())
        except DiversifyError as error:  # no inverse: say why, keep what there was
            self.session.messages.error(error)
            return
        if form == "map":
            title = f"{_(QUANTITIES[self.quantity.currentData()])}, {table.year}"
            self.picture.show_drawing(partial(_mapped, shown=shown, title=title))
            return
        self.model.show_matrix(shown)
        self.table.stem = f"table-{table.year}-{self.quantity.currentData()}"
        self._fit(shown)
        self.note.setText(_("Rows supply, columns use. {unit}.").format(unit=shown.unit))

    def _fit(self, shown: Matrix) -> None:
        metrics = self.table.fontMetrics()
        least = _COLUMN * metrics.height()
        header = self.table.horizontalHeader()
        for column in range(len(shown.columns)):
            text = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            wanted = max(least, self.table.sizeHintForColumn(column) + 6)
            width = max(wanted, min(metrics.horizontalAdvance(text) + 24, 2 * least))
            self.table.setColumnWidth(column, width)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    # finding -------------------------------------------------------------------------------------------

    def find_first(self, text: str) -> None:
        """Go to the first row whose code or name has the text."""
        self._go(text, 0)

    def find_next(self) -> None:
        """Go to the next row that has it, from the top again after the last."""
        self._go(self.search.text(), self.table.currentIndex().row() + 1)

    def _go(self, text: str, start: int) -> None:
        shown, wanted = self.model.matrix, folded(text).strip()
        if shown is None or not wanted:
            return
        found = [i for i, label in enumerate(shown.rows) if wanted in folded(label.text)]
        if not found:
            self.note.setText(_("No row has “{text}”.").format(text=text))
            return
        row = next((i for i in found if i >= start), found[0])
        self.note.setText(shown.rows[row].text)
        column = row if row < min(shown.sectors, len(shown.columns)) else 0
        index = self.model.index(row, column)
        self.table.scrollTo(index)
        how = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)

    # leaving -------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Save what is shown as CSV or as a workbook, or the whole table in the plain layout."""
        save_as(self.table, self.session.result.economy.table)

    def state(self) -> dict[str, object]:
        return {name: getattr(self, name).currentData() for name in ("quantity", "flows", "form")}

    def restore(self, state: dict[str, object]) -> None:
        for name in ("quantity", "flows", "form"):
            box: QComboBox = getattr(self, name)
            place = box.findData(state.get(name))
            if place >= 0:
                box.setCurrentIndex(place)


def _choice(texts: dict[str, str], name: str) -> QComboBox:
    box = named(QComboBox(), name)
    for key, text in texts.items():
        box.addItem(_(text), key)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.installEventFilter(Wheelless(box))
    return box


def _mapped(figure: Figure, dark: bool, *, shown: Matrix, title: str) -> Plate:
    rows, columns = shown.rows[: shown.sectors], shown.columns
    kept = [i for i, label in enumerate(columns) if not label.sum]
    values = shown.values[: shown.sectors, kept]
    return heat_map(
        figure, dark, values, [label.code or label.name for label in rows],
        [columns[i].code or columns[i].name for i in kept], title=title, unit=shown.unit,
        long_rows=[label.text for label in rows], long_columns=[columns[i].text for i in kept],
    )  # fmt: skip
