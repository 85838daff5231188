"""Open, save and close for people: dialogs, recent files, a question only where work would be lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from diversify.errors import ScenarioError
from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.text import _

SUFFIX = ".toml"


class Files(QObject):
    """The file commands of the menu."""

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.settings, self.window_ = session, settings, window
        recent = settings.recent()
        self.folder = recent[0].parent if recent else Path.home()

    def open(self) -> None:
        """Ask for scenario files and open them."""
        names, _chosen = QFileDialog.getOpenFileNames(
            self.window_,
            _("Open scenario"),
            str(self.folder),
            _("Scenarios (*{suffix})").format(suffix=SUFFIX),
        )
        for name in names:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> bool:
        """Open one file; if it is at fault a message says so and nothing else happens."""
        if self.session.open(path) is None:
            return False
        self._remember(path)
        return True

    def save(self) -> bool:
        """Save the active scenario; ask where if it has no file yet."""
        path = self.session.document.path
        return self.save_as() if path is None else self._save(path)

    def save_as(self) -> bool:
        """Ask for a file and save the active scenario there."""
        start = self.folder / f"{self.session.scenario.name}{SUFFIX}"
        name, _chosen = QFileDialog.getSaveFileName(
            self.window_, _("Save scenario"), str(start), _("Scenarios (*{suffix})").format(suffix=SUFFIX)
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
            if path.exists():  # the dialog asked about the name without its ending
                text = _("There is a file {file} already. Choose it in the list to write over it.")
                self.session.messages.error(ScenarioError(text.format(file=path.name)))
                return False
        return self._save(path)

    def close(self) -> bool:
        """Close the active scenario, asking first if that would lose work."""
        document = self.session.document
        if not self.may_lose(document):
            return False
        self.session.close(document)
        return True

    def may_close_all(self) -> bool:
        """Ask about every scenario with unsaved work; False if the user wants to stay."""
        return all(self.may_lose(document) for document in list(self.session.documents) if document.dirty)

    def may_lose(self, document: Document) -> bool:
        """Ask what to do about unsaved work of a scenario; True if it may go."""
        if not document.dirty:
            return True
        self.session.activate(document)
        answer = self.ask(document)
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def ask(self, document: Document) -> QMessageBox.StandardButton:
        """Ask whether to save a scenario, throw its changes away, or stay."""
        box = QMessageBox(self.window_)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Unsaved changes"))
        box.setText(_("“{title}” has changes that are not saved.").format(title=document.title))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        for button, text in (
            (buttons.Save, _("Save")), (buttons.Discard, _("Do not save")), (buttons.Cancel, _("Cancel")),
        ):  # fmt: skip
            box.button(button).setText(text)
        return QMessageBox.StandardButton(box.exec())

    def _save(self, path: Path) -> bool:
        if not self.session.save(path, self.settings.author()):
            return False
        self._remember(path)
        return True

    def _remember(self, path: Path) -> None:
        self.folder = path.resolve().parent
        self.settings.add_recent(path)
