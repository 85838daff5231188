"""What was found in a table file: in words, its sheets, where the parts stand, what was left out or fails."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from diversify.gui.data.anchor_lines import AnchorFile
from diversify.gui.data.looking import Look
from diversify.gui.session import Session
from diversify.gui.tables import Cell, RowsModel, Table
from diversify.gui.widgets import Wheelless, named
from diversify.text import _, format_number

_MARKS = {True: "✓", False: "✗"}


class LookTabs(QTabWidget):
    """Tabs that fill with each look at a file."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        named(self, _("What was found in the file"))
        self.setUsesScrollButtons(True)
        self.setDocumentMode(True)
        self.words = named(QTextBrowser(), _("What was found, in words"))
        self.words.setOpenLinks(False)
        self.sheet = named(QComboBox(), _("Sheet shown"))
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheet.installEventFilter(Wheelless(self.sheet))
        self.sheet.activated.connect(self._show_sheet)
        self._look: Look | None = None
        self.models: dict[str, RowsModel] = {}
        self.tables: dict[str, Table] = {}
        names = {
            "sheet": _("First cells of the sheet"),
            "blocks": _("Where the parts stand"),
            "left_out": _("Rows and columns left out"),
            "residuals": _("What does not add up"),
            "anchors": _("Anchors: what is given and what is missing"),
        }
        for key, name in names.items():
            self.models[key] = RowsModel(self)
            self.tables[key] = Table(session, name, key)
            self.tables[key].setModel(self.models[key])
            self.tables[key].verticalHeader().hide()
        sheets = QWidget()
        column = QVBoxLayout(sheets)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self.sheet)
        column.addWidget(self.tables["sheet"], 1)
        self.addTab(self.words, _("Found"))
        self.addTab(sheets, _("Sheets"))
        for key in ("blocks", "left_out", "residuals", "anchors"):
            self.addTab(self.tables[key], "")
        self._name_tabs(0, 0, 0, 0)

    def show_look(self, look: Look) -> None:
        """Show what a look at a file found."""
        self._look = look
        seen = look.seen
        report = "" if seen.report is None else seen.report.text()
        parts = [f"⚠ {look.problem}" if look.problem else "", report]
        self.words.setPlainText("\n\n".join(part for part in parts if part))
        self.sheet.clear()
        self.sheet.addItems([f"{one.name} ({one.rows} × {one.columns})" for one in seen.sheets])
        self._show_sheet(0)
        self._fill("blocks", (_("Part"), _("Sheet"), _("Cells"), _("Whole")), [
            [Cell(b.part), Cell(b.sheet), Cell(b.cells), Cell(_MARKS[b.whole])] for b in seen.blocks
        ])  # fmt: skip
        self._fill("left_out", (_("Where"), _("Label"), _("Why")), [
            [Cell(one.where), Cell(one.label), Cell(one.why)] for one in seen.left_out
        ])  # fmt: skip
        self._fill("residuals", (_("Identity"), _("Where"), _("By how much")), [
            [Cell(d.identity), Cell(d.where), Cell(format_number(d.by, 6, signed=True), d.by)]
            for d in seen.residuals
        ])  # fmt: skip

    def show_anchors(self, found: AnchorFile | None) -> None:
        """Show which anchors are given; None while there is no table to need any."""
        lines = () if found is None else found.lines
        self._fill("anchors", (_("Anchor"), _("Value"), _("What it is for")), [
            [
                Cell(f"{line.section} {line.name}".strip(), strong=line.needed and not line.value),
                Cell(line.value or (_("✗ missing") if line.needed else _("may be left out"))),
                Cell(line.purpose),
            ]
            for line in sorted(lines, key=lambda line: bool(line.value) or not line.needed)
        ])  # fmt: skip
        missing = 0 if found is None else len(found.missing)
        look = self._look
        if look is not None:
            seen = look.seen
            self._name_tabs(len(seen.blocks), len(seen.left_out), len(seen.residuals), missing)

    def _name_tabs(self, blocks: int, left_out: int, residuals: int, missing: int) -> None:
        titles = (_("Blocks"), _("Left out"), _("Does not add up"), _("Anchors missing"))
        for place, (title, count) in enumerate(
            zip(titles, (blocks, left_out, residuals, missing), strict=True), start=2
        ):
            self.setTabText(place, f"{title} ({count})")

    def _show_sheet(self, place: int) -> None:
        if self._look is None or not 0 <= place < len(self._look.seen.sheets):
            self.models["sheet"].fill([], [])
            return
        head = self._look.seen.sheets[place].head
        width = max(map(len, head), default=0)
        letters = [Cell(_letter(i)) for i in range(width)]
        self.models["sheet"].fill(letters, [[Cell(text) for text in row] for row in head])
        self.tables["sheet"].fit()

    def _fill(self, key: str, titles: tuple[str, ...], rows: list[list[Cell]]) -> None:
        self.models[key].fill([Cell(title) for title in titles], rows)
        self.tables[key].fit()


def _letter(column: int) -> str:
    """Return the letters of a column as spreadsheets count: A, B, ..., Z, AA."""
    text, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
