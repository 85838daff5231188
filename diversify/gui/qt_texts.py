"""The texts of Qt itself, such as file dialogs and edit menus, in the language of the program.

Qt brings Russian. What it lacks, and all of Azerbaijani, is in our own catalogue.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from diversify.text import N_, _

_TEXTS = frozenset(
    (
        # buttons
        N_("OK"), N_("Save"), N_("Save All"), N_("Open"), N_("&Yes"), N_("Yes to &All"), N_("&No"),
        N_("N&o to All"), N_("Abort"), N_("Retry"), N_("Ignore"), N_("Close"), N_("Cancel"), N_("Discard"),
        N_("Help"), N_("Apply"), N_("Reset"), N_("Restore Defaults"), N_("Show Details..."),
        N_("Hide Details..."),
        # edit menus
        N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"),
        N_("&Select All"), N_("&Step up"), N_("Step &down"), N_("Copy &Link Location"),
        # files
        N_("&Look in:"), N_("&New Folder"), N_("&Open"), N_("&Save"), N_("Save As"), N_("&Rename"),
        N_("&Delete"), N_("&Choose"), N_("All Files (*)"), N_("Back"), N_("Forward"), N_("Go back"),
        N_("Go forward"), N_("Go to the parent directory"), N_("Parent Directory"), N_("Create New Folder"),
        N_("Create a New Folder"), N_("List View"), N_("Detail View"), N_("Change to list view mode"),
        N_("Change to detail view mode"), N_("Sidebar"), N_("List of places and bookmarks"),
        N_("Files"), N_("File &name:"), N_("Files of &type:"), N_("Show "), N_("Show &hidden files"),
        N_("Directory:"), N_("Find Directory"), N_("Recent Places"), N_("Remove"), N_("New Folder"),
        N_("Computer"), N_("Drive"), N_("Folder"), N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"),
        N_("%1 already exists.\nDo you want to replace it?"),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        N_("Are you sure you want to delete '%1'?"), N_("Could not delete directory."),
        N_("'%1' is write protected.\nDo you want to delete it anyway?"),
        # colours
        N_("Select Color"), N_("&Basic colors"), N_("&Custom colors"), N_("&Add to Custom Colors"),
        N_("&Pick Screen Color"), N_("Hu&e:"), N_("&Sat:"), N_("&Val:"), N_("&Red:"), N_("&Green:"),
        N_("Bl&ue:"), N_("A&lpha channel:"), N_("&HTML:"),
        # what screen readers say, and the rest
        N_("Press"), N_("Toggle"), N_("SetFocus"), N_("ShowMenu"), N_("Sets the focus"), N_("Shows the menu"),
        N_("Toggles the state"), N_("Triggers the action"), N_("Open the combo box selection popup"),
        N_("Float"), N_("Closes the dock widget"), N_("Undocks and re-attaches the dock widget"),
        N_("Scroll Left"), N_("Scroll Right"), N_("Enter a value:"),
    )
)  # fmt: skip


class _Ours(QTranslator):
    """Answers Qt from our catalogue."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return a text; None, a null string, sends Qt to the next translator and at last to itself."""
        if sourceText not in _TEXTS:
            return None
        said = _(sourceText)
        return said if said != sourceText else None


_installed: list[QTranslator] = []


def speak(language: str) -> None:
    """Let Qt speak a language from now on; texts made before keep theirs."""
    app = QCoreApplication.instance()
    assert app is not None
    while _installed:
        app.removeTranslator(_installed.pop())
    if language == "en":
        return
    made: list[QTranslator] = [_Ours()]
    shipped = QTranslator()
    if shipped.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.append(shipped)  # asked first: the newest comes first
    for translator in made:
        app.installTranslator(translator)
        _installed.append(translator)
