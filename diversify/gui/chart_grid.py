"""One, two or four charts side by side, each with its line of controls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure
from PySide6.QtWidgets import QGridLayout, QWidget

from diversify.charts import Chart, Sheet
from diversify.gui.chart_canvas import ChartCanvas
from diversify.gui.chart_picker import ChartPicker
from diversify.gui.exporting import Exporter, Subject
from diversify.gui.session import Session

COUNTS = (1, 2, 4)
DEFAULTS = (("gdp", True), ("oil_dependence", False), ("adoption", False), ("nonoil_gdp", True))
_COLUMNS = 2


class ChartGrid(QWidget):
    """The canvas, with controls of the upper charts above it and of the lower charts below it."""

    def __init__(
        self, session: Session, count: int = 4, chosen: Sequence[tuple[str, bool]] = DEFAULTS
    ) -> None:
        super().__init__()
        self.session = session
        self.count = count
        wanted = [*chosen, *DEFAULTS[len(chosen) :]]
        self.pickers = [ChartPicker(i + 1, name, difference) for i, (name, difference) in enumerate(wanted)]
        self.canvas = ChartCanvas(session, self.charts)
        self.exporter = Exporter(session.messages, self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        for place, picker in enumerate(self.pickers):
            picker.picked.connect(self._picked)
            picker.export.connect(partial(self._export, picker))
            self._grid.addWidget(picker, 2 * (place // _COLUMNS), place % _COLUMNS)
        self._grid.addWidget(self.canvas, 1, 0, 1, _COLUMNS)
        self._grid.setRowStretch(1, 1)
        self._arrange()

    @property
    def charts(self) -> list[Chart]:
        """The charts that are visible."""
        return [picker.chart for picker in self.pickers[: self.count]]

    @property
    def choices(self) -> list[tuple[str, bool]]:
        """What every picker has chosen, visible or not, for the settings."""
        return [(picker.combo.currentData(), picker.difference.isChecked()) for picker in self.pickers]

    def set_count(self, count: int) -> None:
        """Show one, two or four charts."""
        if count != self.count:
            self.count = count
            self._arrange()
            self.canvas.show_charts(self.charts)

    def export_all(self) -> None:
        """Save what is visible as one picture."""
        self.exporter.export("png", self.subject(self.charts))

    def subject(self, specs: Sequence[Chart]) -> Subject:
        """Return charts of what the canvas shows now, to be exported."""
        runs, charts = self.canvas.book.runs(), list(specs)

        def draw(figure: Figure, dark: bool) -> Sheet:
            return Sheet(figure, charts, runs, dark)

        name = charts[0].name if len(charts) == 1 else "charts"
        return Subject(f"{self.session.scenario.name}-{name}", draw, single=len(charts) == 1)

    def _arrange(self) -> None:
        for place, picker in enumerate(self.pickers):
            picker.setVisible(place < self.count)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < min(self.count, _COLUMNS) else 0)

    def _picked(self) -> None:
        self.canvas.show_charts(self.charts)

    def _export(self, picker: ChartPicker, kind: str) -> None:
        self.exporter.export(kind, self.subject([picker.chart]))
