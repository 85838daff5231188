"""The status bar: messages, base year and its status, closure, and the worst identity residual, always."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from diversify.gui.session import Session
from diversify.gui.widgets import ElidedLabel, named
from diversify.model.projection.identities import identity_title
from diversify.text import N_, _

CLOSURES = {
    "default": N_("wage curve"),
    "demand_led": N_("demand-led"),
    "market_clearing": N_("market clearing"),
    "type2": N_("Type II households"),
}
STATUSES = {"official (aggregated)": N_("official"), "estimated": N_("estimated"), "user": N_("own table")}
_ROOMY = 1200  # pixels from which the identity is named beside its residual
_STAYS = 12_000  # ms that good news stays; what went wrong stays until something else is said


class StatusBar(QStatusBar):
    """Shows what the session says; nothing here opens a box."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setSizeGripEnabled(False)
        self.message = named(ElidedLabel(), _("Message"))
        self.base = QLabel()
        self.closure = QLabel()
        self.residual = QLabel()
        self._about = _(
            "The largest error of any accounting identity in any year of this run, as a share of GDP."
        )
        self.addWidget(self.message, 1)
        for label in (self.base, self.closure, self.residual):
            label.setContentsMargins(8, 0, 8, 0)
            self.addPermanentWidget(label)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.timeout.connect(self.message.clear)
        session.messages.posted.connect(self.say)
        session.uncertainty.failed.connect(self._no_ranges)
        session.result_changed.connect(self.refresh)

    def say(self, text: str, level: str) -> None:
        """Show a message: what is done for a while, what went wrong until the next message."""
        line = " ".join(text.split())
        self.message.setText(f"⚠ {line}" if level != "info" else line)
        self.message.set_hint(text if level != "info" else "")
        if level in ("info", "notice"):
            self._gone.start(_STAYS)
        else:
            self._gone.stop()

    def refresh(self) -> None:
        """Show the state of the active scenario."""
        result = self.session.result
        identity, year, size = result.worst_residual
        name = identity_title(identity)
        said = _("Worst identity residual {size} of GDP").format(size=f"{size:.0e}")
        self.residual.setText(f"{said}: {name}" if self.width() >= _ROOMY else said)
        where = _("In this run: {identity}, {year}.").format(identity=name, year=year)
        if where != self.residual.accessibleDescription():
            self.residual.setAccessibleDescription(where)
            self.residual.setToolTip(f"{self._about}\n{where}")
        if self.session.dragging:
            return
        table = result.economy.table
        self.base.setText(
            _("Base {year}, {status}").format(
                year=table.year, status=_(STATUSES.get(table.status, table.status))
            )
        )
        closure = result.scenario.closure
        self.closure.setText(_("Closure: {closure}").format(closure=_(CLOSURES.get(closure, closure))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.session.active is not None:
            self.refresh()

    def stop(self) -> None:
        """Forget the timer of the message, at the end."""
        self._gone.stop()

    def _no_ranges(self, text: str) -> None:
        self.say(_("No ranges: {reason}").format(reason=text), "warning")
