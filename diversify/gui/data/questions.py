"""What a table file leaves open, asked in place: layout, sheet, year, unit, region, model, what to allow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from diversify.gui.data.looking import Look
from diversify.gui.widgets import Wheelless, named
from diversify.model.economy.importing import load_layout, shipped_layouts
from diversify.text import N_, _

QUESTIONS = {
    "layout": N_("Layout"),
    "sheet": N_("Sheet"),
    "year": N_("Year of the table"),
    "unit": N_("Unit"),
    "region": N_("Region"),
    "model": N_("Model for supply and use"),
}
ALLOWED = {
    "allow_unbalanced": N_("Open it although it does not balance"),
    "allow_negative": N_("Open it although it has negative flows"),
}
MODELS = {
    "A": N_("A: products, product technology"),
    "B": N_("B: products, industry technology"),
    "C": N_("C: industries, fixed industry sales structure"),
    "D": N_("D: industries, fixed product sales structure"),
}
UNITS = ("mln AZN", "thousand AZN", "mln USD", "mln EUR")
_FREE = ("year", "unit")  # may be typed


class Questions(QWidget):
    """One field for each question that the file leaves open, or that has been answered."""

    answered = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.boxes: dict[str, QComboBox] = {}
        self.ticks: dict[str, QCheckBox] = {}
        for name, text in QUESTIONS.items():
            box = self.boxes[name] = named(QComboBox(), _(text))
            box.setObjectName(name)
            box.setEditable(name in _FREE)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
            box.installEventFilter(Wheelless(box))
            label = QLabel(_(text))
            label.setBuddy(box)
            self.form.addRow(label, box)
            box.activated.connect(self._chosen)
            line = box.lineEdit()
            if line is not None:
                line.editingFinished.connect(self._typed)
        for name, text in ALLOWED.items():
            tick = self.ticks[name] = named(QCheckBox(_(text)), _(text))
            tick.setObjectName(name)
            tick.clicked.connect(self._ticked)
            self.form.addRow(tick)

    def show_look(self, look: Look) -> None:
        """Ask what is open, and keep what was answered in sight."""
        for name, box in self.boxes.items():
            self._offer(name, box, look)
            shown = name in look.open or name in look.wish.said
            self.form.setRowVisible(box, shown)
        for name, tick in self.ticks.items():
            tick.setChecked(bool(look.wish.said.get(name)))
            self.form.setRowVisible(tick, name in look.open or name in look.wish.said)
        self.setVisible(bool(look.open or look.wish.said))

    def _offer(self, name: str, box: QComboBox, look: Look) -> None:
        choices = _choices(name, look)
        said = look.wish.said.get(name)
        box.blockSignals(True)
        box.clear()
        if not box.isEditable():
            box.addItem(_("Choose…"), "")
        for key, text in choices.items():
            box.addItem(text, key)
        place = box.findData(str(said)) if said is not None else -1
        box.setCurrentIndex(place if place >= 0 else -1 if box.isEditable() else 0)
        if box.isEditable():
            box.setEditText("" if said is None else str(said))
            line = box.lineEdit()
            if line is not None:
                line.setModified(False)
                line.setPlaceholderText("2024" if name == "year" else UNITS[0])
        box.blockSignals(False)

    def _chosen(self, place: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._answer(box.objectName(), box.itemData(place, Qt.ItemDataRole.UserRole))

    def _typed(self) -> None:
        line = self.sender()
        box = next((box for box in self.boxes.values() if box.lineEdit() is line), None)
        if isinstance(line, QLineEdit) and box is not None and line.isModified():
            self._answer(box.objectName(), box.currentText().strip())

    def _ticked(self, on: bool) -> None:
        self.answered.emit(self.sender().objectName(), on)

    def _answer(self, name: str, value: object) -> None:
        if name != "year":
            self.answered.emit(name, value)
        elif str(value).isdigit():
            self.answered.emit(name, int(str(value)))
        elif not value:
            self.answered.emit(name, None)


def _choices(name: str, look: Look) -> dict[str, str]:
    """What there is to choose from, by what is answered."""
    found = {text: text for text in look.seen.candidates.get(name, ())}
    if name == "layout":
        return {key: f"{key}: {load_layout(key).title}" for key in (*found, *_others(found))}
    if name == "sheet" and not found:
        return {sheet.name: sheet.name for sheet in look.seen.sheets}
    if name == "unit":
        return found | {unit: unit for unit in UNITS}
    if name == "region":
        return {region: region for region in look.seen.regions}
    if name == "model":
        return {key: _(text) for key, text in MODELS.items()}
    return found


def _others(found: dict[str, str]) -> tuple[str, ...]:
    return () if found else tuple(shipped_layouts())
