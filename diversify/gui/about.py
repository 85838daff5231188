"""About: versions and licences of the program and of everything that it is made with."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, distribution

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diversify import __version__
from diversify.gui.widgets import named
from diversify.text import _

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def parts() -> list[tuple[str, str, str]]:
    """Return name, version and licence of every package that the program needs, in alphabetical order."""
    found: dict[str, tuple[str, str, str]] = {}
    wanted = ["diversify"]
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another system, or a bundle without its metadata
            continue
        found[name] = package.metadata["Name"], package.version, _licence(package.metadata)
        for requirement in package.requires or ():
            match = _NAME.match(requirement)
            if match is not None and "extra ==" not in requirement:
                wanted.append(match[0])
    return [found[name] for name in sorted(found)]


def _licence(metadata: object) -> str:
    get = metadata.get  # type: ignore[attr-defined] # the protocol of metadata has no `get` before Python 3.12
    said = get("License-Expression") or ""
    if not said:
        kinds = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or () if "License" in line]  # type: ignore[attr-defined] # as above
        said = ", ".join(kinds) or (get("License") or "").strip().splitlines()[:1]
        said = said if isinstance(said, str) else "".join(said)
    return said[:80] or "–"


def versions() -> str:
    """Return what a report of a fault should begin with."""
    lines = [f"diversify {__version__}", f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    lines += [f"{name} {version}" for name, version, _licence in parts() if name != "diversify"]
    return "\n".join([*lines, platform.platform()])


class AboutDialog(QDialog):
    """The program, what it is for, and the parts with their licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About diversify"))
        text = _(
            "diversify {version}: an input-output model of Azerbaijan's economy beyond oil. It explores what"
            " might follow from choices; it is no forecast."
        )
        head = QLabel(text.format(version=__version__))
        head.setWordWrap(True)
        self.table = named(QTableWidget(), _("Parts and their licences"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        rows = parts()
        self.table.setColumnCount(3)
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels([_("Part"), _("Version"), _("Licence")])
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.table.setItem(r, c, item)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        copy = buttons.addButton(_("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(620, 460)

    def copy(self) -> None:
        """Put the versions on the clipboard."""
        QGuiApplication.clipboard().setText(versions())
