"""Copy as Python: a script of what is on screen, on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from diversify.errors import InputError
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.window_commands import WindowCommands


def script_of(window: WindowCommands) -> str:
    """Return the script of the scenarios and charts that are on screen, unsaved changes included."""
    from diversify.export.python_script import Draws, python_script
    from diversify.gui.chart_runs import ChartRuns
    from diversify.gui.uncertainty import DRAWS, LEVELS, SEED

    grid = window.charts
    if grid is None:
        return python_script(ChartRuns(window.session).runs())
    return python_script(grid.canvas.book.runs(), grid.charts, Draws(DRAWS, SEED, LEVELS))


def copy_python(window: WindowCommands) -> None:
    """Put the script on the clipboard and say so."""
    from diversify.gui.chart_runs import ChartRuns

    runs = ChartRuns(window.session).runs()
    if any(run.result.economy.table.status == "user" for run in runs):
        text = _(
            "A table of your own is in no script. Save the scenario, then: diversify run FILE --table TABLE "
            "--anchors ANCHORS."
        )
        window.session.messages.error(InputError(text))
        return
    QGuiApplication.clipboard().setText(script_of(window))
    window.session.messages.info(_("A Python script of what is on screen is on the clipboard."))
