"""The model held against history: past windows and variants, beside the outturn and naive guesses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout

from diversify.charts import Sheet
from diversify.charts.history import NAMES, HistoryChart, growth_chart, shares_chart
from diversify.errors import Cancelled
from diversify.gui.data.computed import Computed, Progress, Work
from diversify.gui.data.verdicts import growth_rows, verdict
from diversify.gui.data.view import labelled, prose
from diversify.gui.figure_view import FigureView
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Table, buttons
from diversify.gui.widgets import Wheelless, named
from diversify.model.analysis.hindcast import Hindcast, hindcast
from diversify.model.analysis.windows import VARIANTS, WINDOWS
from diversify.text import N_, _, format_number

FORMS = {"growth": N_("Growth"), "shares": N_("Shares of sections"), "numbers": N_("Numbers")}


class HindcastsView(Computed):
    """A window and a variant to choose; in words how it did; growth, shares, or the numbers."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.found: dict[str, list[Hindcast]] = {}
        self.window_ = _choice({name: name for name in WINDOWS}, _("Window of years"))
        self.variant = _choice({}, _("What was known"))
        self.form = _choice(FORMS, _("How it is shown"))
        self.words = prose(_("How it did, in words"))
        self.picture = FigureView(session.messages, _("Hindcast against the outturn"), "hindcast")
        self.model = RowsModel(self)
        self.table = Table(session, _("Growth by year: outturn, model, naive guesses"), "hindcast")
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self.picture)
        self.sheets.addWidget(self.table)
        line = QHBoxLayout()
        labelled(_("Window"), self.window_, line)
        line.addWidget(self.variant, 1)
        line.addWidget(self.form)
        for out in buttons(self.table):
            line.addWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.waiting)
        column.addWidget(self.words)
        column.addWidget(self.sheets, 1)
        self.window_.activated.connect(self._window_chosen)
        self.variant.activated.connect(self._show)
        self.form.activated.connect(self._show)

    def content(self) -> object:
        return True  # history rests on the built-in tables, not on what is open

    def work(self) -> Work:
        return _every

    def show_found(self, found: object) -> None:
        self.found = {}
        for h in found if isinstance(found, list) else ():
            self.found.setdefault(h.window.name, []).append(h)
        self._window_chosen()

    def chosen(self) -> Hindcast | None:
        """Return the hindcast of the chosen window and variant; None before there is any."""
        group = self.found.get(self.window_.currentData(), [])
        return next((h for h in group if h.variant == self.variant.currentData()), None)

    def _window_chosen(self) -> None:
        kept = self.variant.currentData()
        self.variant.clear()
        for place, name in enumerate(WINDOWS[self.window_.currentData()].variants):
            self.variant.addItem(_(NAMES[name]), name)
            self.variant.setItemData(place, _(VARIANTS[name]), Qt.ItemDataRole.ToolTipRole)
        self.variant.setCurrentIndex(max(self.variant.findData(kept), 0))
        self._show()

    def _show(self) -> None:
        h = self.chosen()
        if h is None:
            return
        known = _(VARIANTS[h.variant])
        self.words.setText(f"{verdict(h)} {_('Known beforehand: {what}.').format(what=known)}")
        form = self.form.currentData()
        if form == "shares" and not h.window.sectoral:
            form = "growth"
        self.sheets.setCurrentWidget(self.table if form == "numbers" else self.picture)
        if form == "numbers":
            self._fill(self.found[h.window.name])
            return
        chart = shares_chart(h) if form == "shares" else growth_chart([h])
        self.picture.show_drawing(partial(_drawn, chart=chart), f"hindcast-{h.window.name}-{form}")

    def _fill(self, group: list[Hindcast]) -> None:
        w = group[0].window
        years = [f"{year}*" if year in w.shocks else str(year) for year in w.years[1:]]
        titles = [Cell(_("What")), Cell(_("Whose"))]
        titles += [Cell(year, tip=_("year of shock") if year.endswith("*") else year) for year in years]
        titles.append(Cell(_("Mean error, points")))
        rows = []
        for what, whose, values, error in growth_rows(group, NAMES):
            cells = [Cell(format_number(value, 1), value) for value in values]
            last = Cell("") if error != error else Cell(format_number(error, 2), error)
            rows.append([Cell(what), Cell(whose), *cells, last])
        self.model.fill(titles, rows)
        self.table.fit()

    def state(self) -> dict[str, object]:
        return {"window": self.window_.currentData(), "form": self.form.currentData()}

    def restore(self, state: dict[str, object]) -> None:
        for box, name in ((self.window_, "window"), (self.form, "form")):
            place = box.findData(state.get(name))
            if place >= 0:
                box.setCurrentIndex(place)


def _choice(texts: dict[str, str], name: str) -> QComboBox:
    box = named(QComboBox(), name)
    for key, text in texts.items():
        box.addItem(_(text), key)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    box.installEventFilter(Wheelless(box))
    return box


def _every(progress: Progress, stop: Callable[[], bool]) -> list[Hindcast]:
    pairs = [(w.name, variant) for w in WINDOWS.values() for variant in w.variants]
    found = []
    for done, (name, variant) in enumerate(pairs):
        if stop():
            raise Cancelled
        progress(done, len(pairs))
        found.append(hindcast(name, variant))
    return found


def _drawn(figure: Figure, dark: bool, *, chart: HistoryChart) -> Sheet:
    return Sheet(figure, [chart], chart.runs(), dark)
