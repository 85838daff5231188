"""What the questions have in common: controls, an answer in words, a picture, its numbers, and their age."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diversify.charts import Run
from diversify.charts.runs import mark_text
from diversify.errors import DiversifyError, InputError
from diversify.gui.documents import Document
from diversify.gui.explain.topic import Topic
from diversify.gui.figure_view import FigureView
from diversify.gui.session import Session
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import named
from diversify.text import _

_WIDE = 95  # letters from which picture and numbers stand side by side
_PICTURE, _NUMBERS = 330, 210  # first shares of the room


class Question(QWidget):
    """One question. A subclass fills it in `answer`, or says with `nothing` what is to be done first.

    It works only while it is seen, and once for each news. What is on screen while a lever moves, or while
    new numbers are on their way, is greyed and said to be of before.
    """

    why = ""  # how the answer is made, to be translated

    def __init__(self, session: Session, topic: Topic, title: str, stem: str) -> None:
        super().__init__()
        self.session, self.topic = session, topic
        self.title = title
        self._seen: object = None
        self.controls = QHBoxLayout()
        self.age = _text(_("How old the numbers are"), strong=True)
        self.unlike = _text(_("Warning"), strong=True)
        self.words = _text(_("Answer"))
        self.figure = FigureView(session.messages, title, stem)
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Numbers: {title}").format(title=title), stem)
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.method = _text(_("How this is made"))
        self.method.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.empty = _text(_("What to do"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        for signal in (session.result_changed, session.shown_changed, session.drag_ended, topic.changed):
            signal.connect(self.hear)
        session.drag_started.connect(self._leave)

    def _lay_out(self) -> None:
        self.asked = named(QToolButton(), _("How this is made"))
        self.asked.setText("?")
        self.asked.setToolTip(_("How this is made, and why the parts add up"))
        self.asked.setCheckable(True)
        self.asked.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.asked.setVisible(bool(self.why))
        self.asked.toggled.connect(self.method.setVisible)
        self.method.setText(_(self.why) if self.why else "")
        self.method.hide()
        line = QHBoxLayout()
        line.addLayout(self.controls, 1)
        line.addWidget(self.asked)
        for button in buttons(self.table):
            line.addWidget(button)
        self.split.addWidget(self.figure)
        self.split.addWidget(self.table)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([_PICTURE, _NUMBERS])
        self.split.setChildrenCollapsible(False)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.words)
        inner.addWidget(self.split, 1)
        self.body = body
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.empty)  # until there is an answer
        self._stack.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 2, 2)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.method)
        self.news = QHBoxLayout()
        self.news.addWidget(self.age, 1)
        column.addLayout(self.news)
        column.addWidget(self.unlike)
        column.addWidget(holder, 1)
        self.age.hide()
        self.unlike.hide()

    # when it is asked -----------------------------------------------------------------------------------

    def hear(self, _news: object = None) -> None:
        """Answer anew if there is news and somebody looks."""
        if not self.isVisible() or self.session.dragging or self.session.active is None:
            return
        seen = self.content()
        if seen == self._seen:
            self.settled()
            return
        self._seen = seen
        self.unlike.setText(mark_text(self.marks()))
        self.unlike.setVisible(bool(self.unlike.text()))
        try:
            self._stack.setCurrentWidget(self.body)
            self.current()
            self.answer()
        except DiversifyError as error:
            self.nothing(str(error))

    def settled(self) -> None:
        """Called when a lever rests where it was: what is shown holds."""
        self.current()

    def renew(self, _news: object = None) -> None:
        """Answer anew, whether there is news or not."""
        self._seen = None
        self.hear()

    def content(self) -> tuple[object, ...]:
        """Return what the answer depends on: the objects themselves, so that none is taken for another."""
        topic = self.topic
        return self.session.result, self.session.reference(), self.document.title, topic.year, topic.sector

    def answer(self) -> None:
        """Fill in words, picture and table."""
        raise NotImplementedError

    def marks(self) -> Sequence[str]:
        """Return in what the two runs differ besides levers; none if the question is about one run."""
        try:
            return self.session.difference().marks
        except InputError:
            return ("base",)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.hear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE * self.fontMetrics().averageCharWidth() * 2
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != way:
            self.split.setOrientation(way)

    def stop(self) -> None:
        """End what runs beside the window."""

    def state(self) -> dict[str, object]:
        """Return what is to be remembered of how it is asked."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take what was remembered; whatever does not fit counts as not there."""

    # what it shows --------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The active scenario's document."""
        return self.session.document

    @property
    def year(self) -> int:
        """The year asked about, moved into the years of the run."""
        years = self.session.result.years
        return min(max(self.topic.year, years[0]), years[-1])

    def run(self) -> Run:
        """Return the active scenario and its reference as charts take them."""
        document = self.document
        return Run(document.result, document.title, self.session.reference(), slot=document.slot)

    def same(self) -> bool:
        """Whether there is no difference to explain; then the page says what to do."""
        if self.session.result.scenario.key != self.session.reference().scenario.key:
            return False
        self.nothing(
            _(
                "No lever is moved, so there is no difference to explain. Move a lever at the left, activate "
                "another scenario, or compare this one with another."
            )
        )
        return True

    def nothing(self, text: str) -> None:
        """Show a sentence instead of an answer."""
        self.empty.setText(text)
        self.empty.setAccessibleDescription(text)
        self._stack.setCurrentWidget(self.empty)
        self.current()

    def show_words(self, *sentences: str) -> None:
        """Say the answer."""
        text = " ".join(one for one in sentences if one)
        self.words.setText(text)
        self.words.setAccessibleDescription(text)

    def show_rows(self, titles: Sequence[str | Cell], rows: Sequence[Sequence[Cell]]) -> None:
        """Fill the table."""
        self.model.fill([t if isinstance(t, Cell) else Cell(t) for t in titles], rows)
        self.table.fit()
        names = min(self.table.sizeHintForColumn(0) + self.fontMetrics().height(), self.table.width() // 2)
        if names > self.table.columnWidth(0):
            self.table.setColumnWidth(0, names)

    def outdated(self, text: str) -> None:
        """Say that what is shown is of before, and grey it."""
        self.age.setText(text)
        self.age.show()
        self.body.setEnabled(False)

    def current(self) -> None:
        """Say no more that what is shown is of before."""
        self.age.hide()
        self.body.setEnabled(True)

    def _leave(self, _results: object = None) -> None:
        if self.isVisible():
            self.outdated(_("A lever is moving: what stands here is from before, and follows when it rests."))


def _text(name: str, strong: bool = False) -> QLabel:
    label = named(QLabel(), name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    if strong:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label
