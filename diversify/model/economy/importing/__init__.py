"""Tables out of the files that statistical offices and databases publish: layouts, reading, reports."""

from __future__ import annotations

from diversify.model.economy.importing.imported import Imported
from diversify.model.economy.importing.importer import import_file
from diversify.model.economy.importing.layout import Layout
from diversify.model.economy.importing.layout_files import load_layout, shipped_layouts
from diversify.model.economy.importing.previewing import ImportPreview, SheetPreview, preview
from diversify.model.economy.importing.report import Block, Difference, LeftOut, Report

__all__ = [
    "Block",
    "Difference",
    "ImportPreview",
    "Imported",
    "Layout",
    "LeftOut",
    "Report",
    "SheetPreview",
    "import_file",
    "load_layout",
    "preview",
    "shipped_layouts",
]
