"""The manual in the window: equations as pictures, links between pages, nothing fetched from elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPalette, QTextDocument
from pytestqt.qtbot import QtBot

from diversify import manual
from diversify.gui.manual_browser import ManualBrowser, heading_titles

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def browser(qtbot: QtBot) -> ManualBrowser:
    made = ManualBrowser()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_section_with_its_equation(browser: ManualBrowser) -> None:
    browser.show_sections(manual.equation("A4"))
    assert "The gain" in browser.toPlainText()
    assert "\\kappa" not in browser.toPlainText()
    image = browser.loadResource(IMAGE, QUrl("equation:0"))
    assert isinstance(image, QImage)
    assert image.width() > 200


def test_equations_follow_the_theme(browser: ManualBrowser) -> None:
    browser.show_sections(manual.equation("A4"))

    def darkest() -> int:
        image = browser.loadResource(IMAGE, QUrl("equation:0"))
        assert isinstance(image, QImage)
        drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return min(colour.lightness() for colour in drawn if colour.alpha() == 255)

    assert darkest() < 60
    palette = QPalette(browser.palette())
    palette.setColor(QPalette.ColorRole.Text, QColor("#e8e8e8"))
    browser.setPalette(palette)
    assert darkest() > 200


def test_links_lead_to_pages_and_sections(browser: ManualBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    browser.show_page("model.md")
    browser.anchorClicked.emit(QUrl("levers.md#oil_price"))
    assert browser.textCursor().block().text() == "oil_price"
    assert browser.verticalScrollBar().value() > 0
    browser.anchorClicked.emit(QUrl("https://example.org/"))
    assert opened == ["https://example.org/"]
    browser.anchorClicked.emit(QUrl("nowhere.md"))
    assert "no page nowhere.md" in browser.toPlainText()


def test_pictures_from_elsewhere_are_not_fetched(browser: ManualBrowser) -> None:
    for url in ("https://example.org/a.png", "file:///etc/passwd", "../README.md"):
        found = browser.loadResource(IMAGE, QUrl(url))
        assert isinstance(found, QImage)
        assert found.isNull()


def test_contents(qapp: object) -> None:
    titles = heading_titles("model.md")
    assert titles[0] == (1, "The model")
    assert (3, "A1 Adoption") in titles


def test_the_index_leads_to_every_page(browser: ManualBrowser) -> None:
    browser.show_page("index.md")
    assert "toctree" not in browser.toPlainText()
    html = browser.toHtml()
    for name in manual.pages():
        if name != "index.md":
            assert f'href="{name}"' in html, name
    browser.anchorClicked.emit(QUrl("programme.md"))
    text = browser.toPlainText()
    assert "The national programme" in text
    assert "Digital literacy" in text
    assert "market_access" in text


def test_back_goes_where_one_came_from(browser: ManualBrowser) -> None:
    browser.show_page("model.md")
    browser.verticalScrollBar().setValue(700)
    browser.anchorClicked.emit(QUrl("levers.md#oil_price"))
    assert browser.toPlainText().startswith("Levers")
    browser.go_back()
    assert browser.toPlainText().startswith("The model")
    assert browser.verticalScrollBar().value() == 700
    browser.go_back()
    assert browser.toPlainText().startswith("The model")


def test_pictures_fit_the_page(browser: ManualBrowser) -> None:
    for name in ("pictures/window.png", "pictures/oil-share.png"):
        found = browser.loadResource(IMAGE, QUrl(name))
        assert isinstance(found, QImage)
        assert 300 < found.width() / found.devicePixelRatio() <= browser.viewport().width()


def test_generated_parts_are_left_out(browser: ManualBrowser) -> None:
    browser.show_page("reference.md")
    assert "automodule" not in browser.toPlainText()
