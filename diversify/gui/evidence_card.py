"""The evidence card of a lever or parameter: what is reasonable, by whom, where it enters, what it omits."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from diversify.gui.beside import fit
from diversify.gui.record_texts import number_text, unit_text
from diversify.gui.widgets import named
from diversify.model.analysis.equations import Equation, entered
from diversify.model.analysis.evidence import BLANK, Card, evidence
from diversify.model.projection.parameters import Record
from diversify.text import _, localized

_PLACE = "diversify.model.projection."


class EvidenceCard(QDialog):
    """A window beside the main one. All of its text can be selected and read without a network."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = evidence(name)
        self.setWindowTitle(_("Evidence: {name}").format(name=card.title))
        self.text = named(QTextBrowser(), _("Evidence: {name}").format(name=card.title))
        self.text.setOpenLinks(False)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                          | Qt.TextInteractionFlag.TextSelectableByKeyboard)  # fmt: skip
        self.text.setHtml(card_html(card))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        fit(self, 38, 38)


def card_html(card: Card) -> str:
    """Return a card as rich text: one heading for each question that a reader has."""
    record = card.record
    parts = [
        f"<h3>{escape(card.title)}</h3>",
        f"<p>{escape(record.name)} · {escape(record.symbol)} · {escape(unit_text(record))}</p>",
        _section(_("What is reasonable"), [card.why]),
        f"<h4>{escape(_('Values'))}</h4>{_values(card)}",
        _section(_("Source"), [part for part in (card.source, card.address) if part]),
        _section(_("How good the evidence is"), [f"{record.mark}: {card.quality}.", card.support]),
        f"<h4>{escape(_('Where it enters'))}</h4><ul>{''.join(map(_equation, entered(record)))}</ul>",
        _section(_("How to switch it off"), [card.off]),
        f"<h4>{escape(_('What it does not do'))}</h4>",
        "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in omissions(record)) + "</ul>",
    ]
    return "".join(parts)


def omissions(record: Record) -> list[str]:
    """Return what a record leaves out, as far as the record itself says."""
    found = []
    if record.kind == "lever":
        found.append(_("It changes no year before its first year, and nothing in the base year."))
        found.append(
            _("It is not in the counterfactual: all that it does counts as an effect of the scenario.")
        )
    else:
        found.append(
            _("It makes no effect by itself: it holds in the scenario and in its counterfactual alike.")
        )
    if not record.sectoral:
        found.append(_("It does not differ by sector: one value holds for the whole economy."))
    if not record.sampled:
        found.append(_("The 5–95 % ranges do not vary it: they hold it at the value of the scenario."))
    if record.off == BLANK:
        found.append(_("Left blank, it does nothing at all."))
    if record.support == "none":
        found.append(_("No source says that this effect exists."))
    return found


def _section(heading: str, lines: list[str]) -> str:
    return f"<h4>{escape(heading)}</h4>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def _values(card: Card) -> str:
    record = card.record
    rows = [(_("Default"), card.default), (_("Range of the evidence"), card.range)]
    rows += [
        (name, number_text(value, record))
        for name, value in ((_("Low"), record.low), (_("Central"), record.central), (_("High"), record.high))
        if value is not None
    ]
    bounds = _("{low} to {high}").format(
        low=number_text(record.min, record), high=number_text(record.max, record)
    )
    rows += [(_("Bounds: outside is refused"), bounds), (_("Unit"), unit_text(record))]
    lines = (f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(text)}</td></tr>" for name, text in rows)
    return f"<table>{''.join(lines)}</table>"


def _equation(equation: Equation) -> str:
    title = localized(equation.title)
    text = f"<b>{escape(equation.id)}</b>" + (f" {escape(title)}" if title else "")
    places = ", ".join(f"{_PLACE}{place}" for place in equation.places)
    return f"<li>{text}<br><small>{escape(places)}</small></li>" if places else f"<li>{text}</li>"
