"""Views: named sets of charts with their number and year, shipped or of one's own, chosen from a menu."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QToolButton, QWidget

from diversify.gui.appearance import icon
from diversify.gui.messages import Messages
from diversify.gui.settings import Settings
from diversify.gui.widgets import named
from diversify.text import N_, _

_KEY = "chart_views"
_LONGEST = 60  # letters of a name


@dataclass(frozen=True)
class View:
    """A set of charts: `places` as `Place.record` has them, or texts of charts; `count` of them are seen."""

    name: str
    count: int
    places: tuple[object, ...]
    year: int = 2035


SHIPPED = (
    View(N_("Overview"), 4, ("gdp:lines:percent", "oil_dependence", "adoption", "nonoil_gdp:lines:percent")),
    View(
        N_("Oil dependence"),
        6,
        ("oil_share_gva", "oil_share_goods_exports", "oil_share_revenue",
         "nonoil_deficit", "oil_dependence_extraction", "gva:areas:share"),
    ),
    View(N_("Budget and fund"), 4,
         ("nonoil_deficit", "sofaz", "sofaz_transfer", "revenue_nonoil:lines:share")),
    View(N_("Artificial intelligence"), 4,
         ("adoption:multiples:level", "ai_cost_saving", "adoption_effective", "gdp:lines:percent")),
    View(N_("Jobs and wages"), 4,
         ("employment:lines:absolute", "unemployment", "wage:lines:index", "employment:multiples:percent")),
)  # fmt: skip


class ViewStore:
    """The views of one's own, kept in the settings; what cannot be read counts as not there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def all(self) -> list[View]:
        """Return the views, in the order they were saved."""
        try:
            found = json.loads(str(self.settings.store.value(_KEY, "[]")))
            return [View(str(n), int(count), tuple(places), int(year)) for n, count, places, year in found]
        except (ValueError, TypeError):
            return []

    def find(self, name: str) -> View | None:
        """Return the view of a name."""
        return next((view for view in self.all() if view.name == name), None)

    def put(self, view: View) -> None:
        """Save a view; one of the same name gives way."""
        others = self.all()
        at = next((i for i, other in enumerate(others) if other.name == view.name), len(others))
        self._write([*others[:at], view, *others[at + 1 :]])

    def rename(self, name: str, other: str) -> bool:
        """Give a view another name; False, and nothing changes, if that name is taken."""
        if self.find(other) is not None:
            return False
        self._write([View(other, v.count, v.places, v.year) if v.name == name else v for v in self.all()])
        return True

    def delete(self, name: str) -> None:
        """Forget a view."""
        self._write([view for view in self.all() if view.name != name])

    def _write(self, views: list[View]) -> None:
        self.settings.store.setValue(_KEY, json.dumps([[v.name, v.count, v.places, v.year] for v in views]))


class ViewsButton(QToolButton):
    """Chooses, saves, renames and deletes views."""

    chosen = Signal(object)  # a View
    wanted = Signal(str)  # the charts of now are to be saved under this name

    def __init__(self, settings: Settings, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store, self.messages = ViewStore(settings), messages
        named(self, _("Views: sets of charts"))
        self.setToolTip(_("Show a set of charts, or save the charts of now as one"))
        self.setText(_("Views"))
        self.setIcon(icon("views"))
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views = QMenu(self)
        self.views.aboutToShow.connect(self.fill)
        self.setMenu(self.views)

    def fill(self) -> None:
        """List what there is now."""
        self.views.clear()
        for view in SHIPPED:
            self.views.addAction(_(view.name)).triggered.connect(partial(self._choose, view))
        own = self.store.all()
        self.views.addSeparator()
        for view in own:
            self.views.addAction(view.name).triggered.connect(partial(self._choose, view))
        self.views.addSeparator()
        self.views.addAction(_("Save these charts as a view…")).triggered.connect(self._save)
        rename, delete = self.views.addMenu(_("Rename a view")), self.views.addMenu(_("Delete a view"))
        for menu, do in ((rename, self._rename), (delete, self._delete)):
            menu.setEnabled(bool(own))
            for view in own:
                menu.addAction(view.name).triggered.connect(partial(do, view.name))

    def _choose(self, view: View, _checked: bool = False) -> None:
        self.chosen.emit(view)

    def ask_name(self, title: str, before: str = "") -> str:
        """Ask for a name; empty if the user thinks better of it."""
        text, sure = QInputDialog.getText(
            self, title, _("Name of the view"), QLineEdit.EchoMode.Normal, before
        )
        return " ".join(text.split())[:_LONGEST] if sure else ""

    def may_replace(self, name: str) -> bool:
        """Ask whether a view of this name may be replaced."""
        text = _("There is a view called “{name}”. Replace it?").format(name=name)
        return QMessageBox.question(self, _("Save view"), text) == QMessageBox.StandardButton.Yes

    def _save(self) -> None:
        name = self.ask_name(_("Save view"))
        if name and (self.store.find(name) is None or self.may_replace(name)):
            self.wanted.emit(name)

    def _rename(self, name: str, _checked: bool = False) -> None:
        other = self.ask_name(_("Rename view"), name)
        if other and other != name and not self.store.rename(name, other):
            self.messages.warning(
                _("There is already a view called “{name}”: nothing was renamed.").format(name=other)
            )

    def _delete(self, name: str, _checked: bool = False) -> None:
        self.store.delete(name)
        self.messages.info(_("The view “{name}” is deleted.").format(name=name))
