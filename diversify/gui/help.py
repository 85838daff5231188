"""Help on what has the focus, offline: levers, indicators and pages, from the records of the model.

A widget says what it is about with `set_topic`; its children inherit that. Topics are "lever:NAME" (of any
record), "indicator:NAME,NAME...", "page:ID" and "manual:FILE".
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from diversify.errors import DiversifyError
from diversify.manual import Section, anchor, equation, page, section
from diversify.model.projection.parameters import indicators, records
from diversify.text import N_, _, format_number, language, localized, translate_unit

_TOPIC = "help_topic"
_SIZE = QSize(640, 560)
PAGES_HELP = {
    "explore": N_(
        "Move a lever on the left: tiles, findings and charts answer at once. Tiles show the year that you"
        " choose, the difference from what you compare with, and its 5–95 % range. The line below them says"
        " in words what has changed. Every chart can show another indicator, levels or differences."
    ),
    "compare": N_(
        "All open scenarios side by side: the levers of each in one grid that you can edit, everything that"
        " differs in their inputs, their results for the years you choose, and the history of each file."
    ),
    "explain": N_(
        "Where a result comes from: what each lever contributes, which sectors carry it, who sells to whom,"
        " and what binds in which year."
    ),
    "data": N_(
        "The tables and series that the model starts from, their sources, how well their identities hold,"
        " how the model would have done in the past, and tables of your own."
    ),
}

LESSONS = {  # the step of a tutorial that is about a page
    "explore": ("tutorial-analyst.md", "4."),
    "compare": ("tutorial-analyst.md", "8."),
    "explain": ("tutorial-analyst.md", "7."),
    "data": ("tutorial-economist.md", "1."),
}


def set_topic(widget: QWidget, topic: str) -> None:
    """Say what F1 shows while `widget`, or anything inside it, has the focus."""
    widget.setProperty(_TOPIC, topic)


def topic_of(widget: QWidget | None) -> str:
    """Return the topic of a widget or of what it is in; empty if there is none."""
    while widget is not None:
        topic = widget.property(_TOPIC)
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return ""


def content(topic: str) -> str:
    """Return the help on a topic as Markdown.

    Raises
    ------
    DiversifyError
        If the manual lacks the page.
    KeyError
        If there is no such topic.
    """
    kind, _colon, name = topic.partition(":")
    if kind == "manual":
        return page(name)
    if kind == "page":
        return f"# {_page_title(name)}\n\n{_(PAGES_HELP[name])}\n\n{_lesson(name)}\n"
    if kind == "indicator":
        return "\n\n".join(map(_indicator, name.split(",")))
    if kind == "lever":
        return _lever(name)
    raise KeyError(topic)


def _page_title(name: str) -> str:
    from diversify.gui.pages import PAGES

    return next((_(kind.title) for kind in PAGES if kind.id == name), name)


def _lesson(name: str) -> str:
    """Return a step of a tutorial in its own language, English, and a way to it in others."""
    found = section(*LESSONS[name])
    if language() == "en":
        return f"{found.text}\n\n[{_('Manual')}]({found.page}#{anchor(found.title)})"
    return f"[{_('Manual')}: {found.title}]({found.page}#{anchor(found.title)})"


def _indicator(name: str) -> str:
    found = indicators()[name]
    unit = _("Unit: {unit}.").format(unit=translate_unit(found.unit))
    more = f"[{_('Manual')}: {name}](indicators.md#{anchor(name)})"
    return f"# {localized(found.title)}\n\n{localized(found.definition)}\n\n{unit} {more}\n"


def _programme(name: str) -> str:
    """Return which initiatives of the national programme a lever stands for, with a way to their table."""
    from diversify.model.analysis.programme import initiatives

    rows = [f"{row.row}. {localized(row.title)}" for row in initiatives() if name in row.levers]
    return f"[{_('National programme')}](programme.md): {'; '.join(rows)}" if rows else ""


def _lever(name: str) -> str:
    record = records()[name]
    lines = [f"# {localized(record.title)}", localized(record.note)]
    bounds = _("Unit: {unit}. From {low} to {high}.").format(
        unit=translate_unit(record.unit), low=format_number(record.min), high=format_number(record.max)
    )
    known = [record.low, record.central, record.high]
    if any(value is not None for value in known):
        low, central, high = map(format_number, known)
        text = _("Evidence: low {low}, central {central}, high {high}.")
        bounds = f"{bounds} {text.format(low=low, central=central, high=high)}"
    lines.append(bounds)
    lines += filter(None, [_programme(name)])
    manual: list[Section] = []
    for identifier in filter(None, (part.strip() for part in record.equation.split(","))):
        try:
            manual.append(equation(identifier))
        except DiversifyError:
            continue
    if language() == "en":
        with suppress(DiversifyError):
            where = "levers.md" if record.kind == "lever" else "parameters.md"
            manual.insert(0, section(where, name))
            lines = [lines[0], *filter(None, [_programme(name)])]  # the section has the note and the values
    lines += [found.text for found in manual]
    return "\n\n".join(lines)


class HelpWindow(QDialog):
    """Shows help beside the window; it stays open while the work goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        from diversify.gui.manual_browser import ManualBrowser

        self.setWindowTitle(_("Help"))
        self.browser = ManualBrowser()
        self.browser.setAccessibleName(_("Help"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.browser)
        column.addWidget(buttons)
        self.resize(_SIZE)

    def show_text(self, markdown: str) -> None:
        """Show Markdown and come to the front."""
        self.browser.show_markdown(markdown)
        self.show()
        self.raise_()
        self.browser.setFocus()

    def show_topic(self, topic: str) -> None:
        """Show a topic; what there is no help on is said."""
        try:
            text = content(topic)
        except (DiversifyError, KeyError):
            text = _("There is no help on this. F1 on a lever, a headline number or a page explains it.")
        self.show_text(text)


def open_help(parent: QWidget, topic: str) -> HelpWindow:
    """Show the help on a topic in the help window of a window, which is made when first needed."""
    window = parent.window()
    shown = next((child for child in window.children() if isinstance(child, HelpWindow)), None)
    if shown is None:
        shown = HelpWindow(window)
    shown.show_topic(topic)
    return shown
