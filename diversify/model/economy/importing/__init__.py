"""Tables out of the files that statistical offices and databases publish: layouts, reading, reports."""

from __future__ import annotations

from diversify.model.economy.importing.imported import Imported
from diversify.model.economy.importing.importer import import_file
from diversify.model.economy.importing.layout import Layout
from diversify.model.economy.importing.layout_files import load_layout, shipped_layouts
from diversify.model.economy.importing.report import Difference, LeftOut, Report

__all__ = [
    "Difference",
    "Imported",
    "Layout",
    "LeftOut",
    "Report",
    "import_file",
    "load_layout",
    "shipped_layouts",
]
