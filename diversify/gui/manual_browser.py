"""Shows pages of the manual, or single sections, with their equations drawn in the colours of the theme."""

from __future__ import annotations

import re
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDesktopServices,
    QImage,
    QKeySequence,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from diversify.errors import DiversifyError
from diversify.gui.widgets import named
from diversify.manual import Section, anchor, page, sections
from diversify.resources import manual_folder
from diversify.text import _

_MATH = re.compile(r"^```math\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_CONTENTS = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CAPTION = re.compile(r"^:caption: (.*)$", re.MULTILINE)
_GENERATED = re.compile(r"^```\{eval-rst\}\n.*?^```$\n*", re.DOTALL | re.MULTILINE)
_SIDES = 24  # pixels that a picture leaves free
_OVERSAMPLED = 2  # pixels of an equation's picture per pixel of the page, for sharp letters
_LARGER = (
    1.65  # letters of equations, in points of 1/72 inch, against those of the text, in points of the screen
)


class ManualBrowser(QTextBrowser):
    """A text browser for Markdown; links between pages work, links outward open the system's browser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._equations: list[str] = []
        self._markdown = ""
        self._before = list[tuple[str, int]]()  # what was read before, and how far down
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self._back = QAction(_("&Back"), self)
        self._back.setShortcuts([QKeySequence("Alt+Left"), QKeySequence("Backspace")])
        self._back.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._back.triggered.connect(self.go_back)
        self.addAction(self._back)
        named(self, _("Manual"))

    def show_page(self, name: str, title: str = "") -> None:
        """Show a page of the manual from its head, or from the section headed `title`.

        Raises
        ------
        ManualError
            If there is no such page.
        """
        self.show_markdown(page(name))
        if title:
            self.find_heading(title)

    def show_sections(self, *shown: Section) -> None:
        """Show single sections below each other."""
        self.show_markdown("\n\n".join(section.text for section in shown))

    def show_markdown(self, text: str) -> None:
        """Show Markdown as the pages of the manual are written."""
        self._markdown = text
        self._equations = []
        self.document().clear()
        plain = _GENERATED.sub("", _COMMENT.sub("", text))
        self.setMarkdown(_MATH.sub(self._picture, _CONTENTS.sub(_listed, plain)))
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def go_back(self) -> None:
        """Show what was read before the last link, where it was left."""
        if self._before:
            text, place = self._before.pop()
            self.show_markdown(text)
            self.verticalScrollBar().setValue(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        self._back.setEnabled(bool(self._before))
        menu.insertAction(menu.actions()[0], self._back)
        menu.exec(event.globalPos())
        self._back.setEnabled(True)
        menu.deleteLater()

    def find_heading(self, title: str) -> bool:
        """Scroll to the heading that is `title` or begins with it; return whether there is one."""
        block = self.document().begin()
        while block.isValid():
            heading = block.text().strip()
            if block.blockFormat().headingLevel() and (
                heading == title or heading.startswith(f"{title} ") or anchor(heading) == title
            ):
                cursor = self.textCursor()
                cursor.setPosition(block.position())
                self.setTextCursor(cursor)
                place = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(place))
                return True
            block = block.next()
        return False

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Draw an equation, or read a picture of the manual; nothing is fetched from elsewhere."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            if url.scheme() == "equation":
                return self._drawn(self._equations[int(url.path())])
            path = manual_folder() / unquote(url.path())
            if not url.scheme() and path.suffix == ".svg" and path.is_file():
                return self._fitted(_rendered(path.read_bytes(), 1))
            if not url.scheme() and path.is_file():
                return self._fitted(QImage(str(path)))
            return QImage()
        return super().loadResource(kind, url)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._markdown:
            place = self.verticalScrollBar().value()
            self.show_markdown(self._markdown)
            self.verticalScrollBar().setValue(place)

    def _picture(self, found: re.Match[str]) -> str:
        self._equations.append(found[1])
        return f"![{_('equation')}](equation:{len(self._equations) - 1})"

    def _fitted(self, image: QImage) -> QImage:
        """Have a picture that is wider than the page drawn smaller."""
        scale = self.devicePixelRatioF()
        room = max(int((self.viewport().width() - _SIDES) * scale), 1)
        if image.width() > room:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(scale)
        return image

    def _drawn(self, text: str) -> QImage:
        from diversify.charts.equations import equation_svg

        colour = self.palette().color(QPalette.ColorRole.Text).name()
        points = float(self.font().pointSizeF()) * _LARGER
        return _rendered(equation_svg(text, colour, points), _OVERSAMPLED)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
            return
        name = url.path()
        self._before.append((self._markdown, self.verticalScrollBar().value()))
        try:
            if name:
                self.show_page(name)
            if url.hasFragment():
                self.find_heading(url.fragment())
        except DiversifyError as error:
            self.setPlainText(str(error))


def heading_titles(name: str) -> list[tuple[int, str]]:
    """Return level and title of every heading of a page, for a list of contents."""
    return [(section.level, section.title.strip("`")) for section in sections(name)]


def _listed(found: re.Match[str]) -> str:
    """Turn a list of pages, as the index has it, into links with the pages' titles."""
    caption = _CAPTION.search(found[1])
    names = [f"{line.strip()}.md" for line in found[1].splitlines() if line.strip() and line[0] != ":"]
    lines = [f"- [{sections(name)[0].title}]({name})" for name in names]
    return "\n".join([f"### {caption[1]}\n" if caption else "", *lines])


def _rendered(svg: bytes, scale: int) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg))
    size = QSize(renderer.defaultSize() * scale)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(float(scale))
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0.0, 0.0, size.width() / scale, size.height() / scale))
    painter.end()
    return image
