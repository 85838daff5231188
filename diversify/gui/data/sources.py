"""The sources: every one with publisher, address, vintage, licence, status, and what uses it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTextBrowser, QVBoxLayout

from diversify.gui.data.source_uses import SourceLine, kind_text, source_lines
from diversify.gui.data.view import View
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import ElidedLabel, SearchBox, named
from diversify.model.projection.parameters import records
from diversify.text import _, localized, ngettext


class SourcesView(View):
    """A list to search and sort; below it all that is known of the chosen source."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.search = named(SearchBox(), _("Search sources"))
        self.search.setPlaceholderText(_("Search sources"))
        self.search.setClearButtonEnabled(True)
        self.count = ElidedLabel()
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Sources"), "sources")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.verticalHeader().hide()
        self.card = named(QTextBrowser(), _("The chosen source"))
        self.card.setOpenLinks(False)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.count, 1)
        for button in buttons(self.table):
            line.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(split, 1)
        self.search.textChanged.connect(self._searched)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.card.anchorClicked.connect(self._follow)

    def content(self) -> object:
        return True  # sources do not change while the program runs

    def refresh(self) -> None:
        titles = (_("Source"), _("For"), _("Publisher"), _("Title"), _("Vintage or years"), _("Licence"),
                  _("Status"), _("Used by files"), _("Used by records"), _("Address"))  # fmt: skip
        self.model.fill([Cell(title) for title in titles], [_row(line) for line in source_lines()])
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.fit()
        self.table.setCurrentIndex(self.order.index(0, 0))
        self._searched(self.search.text())

    def _searched(self, text: str) -> None:
        self.order.search(text)
        count = self.order.rowCount()
        self.count.setText(ngettext("{n} source", "{n} sources", count).format(n=count))

    def _chosen(self) -> None:
        row = self.order.mapToSource(self.table.currentIndex()).row()
        if row >= 0:
            self.card.setHtml(_card(source_lines()[row]))

    @staticmethod
    def _follow(url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)


def _row(line: SourceLine) -> list[Cell]:
    files, names = ", ".join(line.files), ", ".join(line.records)
    texts = (line.id, kind_text(line), line.publisher, line.title, line.vintage, line.licence, line.status,
             files, names, line.address)  # fmt: skip
    return [Cell(text or "–") for text in texts]


def _card(line: SourceLine) -> str:
    known = records()
    used = [f"{localized(known[name].title)} ({name})" for name in line.records if name in known]
    facts = (
        (_("Publisher"), line.publisher),
        (_("Address"), line.address),
        (_("Vintage or years"), line.vintage),
        (_("Licence"), line.licence),
        (_("Status"), line.status),
        (_("How it was taken"), line.note),
        (_("Used by files"), ", ".join(line.files)),
        (_("Used by records"), "; ".join(used)),
    )
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{_linked(text)}</td></tr>"
        for name, text in facts
        if text
    )
    return f"<b>{escape(line.title or line.id)}</b> ({escape(line.id)})<table>{rows}</table>"


def _linked(text: str) -> str:
    """Escape a text; addresses of the web in it can be followed."""
    words = []
    for word in text.split(" "):
        plain = word.rstrip(";,.)")
        shown = escape(word)
        if plain.startswith(("http://", "https://")):
            shown = f'<a href="{escape(plain)}">{escape(plain)}</a>{escape(word[len(plain) :])}'
        words.append(shown)
    return " ".join(words)
