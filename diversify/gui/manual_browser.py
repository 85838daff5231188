"""Shows pages of the manual, or single sections, with their equations drawn in the colours of the theme."""

from __future__ import annotations

import re
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from diversify.errors import DiversifyError
from diversify.gui.widgets import named
from diversify.manual import Section, anchor, page, sections
from diversify.resources import manual_folder
from diversify.text import _

_MATH = re.compile(r"^```math\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
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
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
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
        self.setMarkdown(_MATH.sub(self._picture, _COMMENT.sub("", text)))
        self.moveCursor(self.textCursor().MoveOperation.Start)

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
                return _rendered(path.read_bytes(), 1)
            if not url.scheme() and path.is_file():
                return QImage(str(path))
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
