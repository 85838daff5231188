"""What the window tells people: one line in the status bar, the details in a log file, never a traceback."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from diversify.errors import DiversifyError
from diversify.text import _

log = logging.getLogger("diversify.gui")

# Matplotlib writes the space of a font as an empty path; Qt's SVG reader says so and draws it right.
_HARMLESS = ("Invalid path data", "link #DejaVuSans")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Messages(QObject):
    """Takes sentences from anywhere in the window; the status bar shows them."""

    posted = Signal(str, str)  # sentence; "info", "notice", "warning" or "error"

    def info(self, text: str) -> None:
        """Say that something was done."""
        self.posted.emit(text, "info")

    def notice(self, text: str) -> None:
        """Say that something was done otherwise than asked for; true until the next deed."""
        self.posted.emit(text, "notice")

    def warning(self, text: str) -> None:
        """Say that something deserves attention."""
        self.posted.emit(text, "warning")

    def error(self, error: BaseException) -> None:
        """Say what went wrong, in one sentence, and log the rest."""
        log.error("shown to the user: %s", error, exc_info=error)
        self.posted.emit(describe(error), "error")


def describe(error: BaseException) -> str:
    """Return one sentence for people about an error."""
    if isinstance(error, DiversifyError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return _("Something unexpected happened; your work is untouched. Details are in {file}.").format(
        file=log_file()
    )


def log_file() -> Path:
    """Return the path of the log file, where this platform keeps logs."""
    from platformdirs import user_log_path

    return user_log_path("diversify", appauthor=False) / "window.log"


def install(messages: Messages) -> None:
    """Send what nobody caught, in any thread and in Qt, to the log and to one sentence."""
    _open_log()

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        messages.error(error.with_traceback(trace))

    def uncaught_in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            messages.error(arguments.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread
    qInstallMessageHandler(_qt_message)


def _open_log() -> None:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:  # a read-only home must not keep the window from opening
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    if sys.stderr is not None:  # there is none in a windowed program on Windows
        faulthandler.enable()


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if not message.startswith(_HARMLESS):
        log.log(_LEVELS.get(kind, logging.INFO), "Qt: %s", message)
