"""Charts and their numbers as files: PNG, SVG and PDF pictures, CSV tables. Nothing is ever half written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diversify.charts import Chart, Drawing, Run, Sheet, chart
from diversify.charts.picture import Draw, Picture, Table
from diversify.charts.sheet import SIZE
from diversify.charts.style import FILE_SETTINGS
from diversify.errors import InputError
from diversify.files import replacing, safe_cell
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

DPI = 300
# No dates and no version: the same chart gives the same bytes.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": "diversify"},
    "pdf": {"CreationDate": None, "Creator": "diversify", "Producer": None},
}


def save_chart(
    name: str | Chart | Sequence[str | Chart],
    runs: Sequence[Run | Result],
    path: str | os.PathLike[str],
    dark: bool = False,
    size: tuple[float, float] | None = None,
) -> None:
    """Write a chart, or several on one sheet, as a picture; the suffix of `path` says which kind.

    Parameters
    ----------
    name
        Chart or charts, or their names.
    runs
        Runs, or plain results where no difference is shown.
    path
        A file ending in .png (300 dpi), .svg or .pdf. An existing file is replaced in one step.
    dark
        Whether to use the dark theme.
    size
        Width and height in inches.

    Raises
    ------
    InputError
        If the suffix is none of the three, a chart is unknown, or the file cannot be written.
    """
    kind = _picture_kind(path)
    wanted = [name] if isinstance(name, str | Chart) else list(name)
    charts = [chart(one) if isinstance(one, str) else one for one in wanted]
    with mpl.rc_context(FILE_SETTINGS):
        figure = Figure(figsize=size or SIZE)
        FigureCanvasAgg(figure)
        save_sheet(Sheet(figure, charts, runs, dark), path, kind)


def save_picture(
    draw: Draw,
    path: str | os.PathLike[str],
    dark: bool = False,
    size: tuple[float, float] | None = None,
) -> None:
    """Write what a function draws on an empty figure (see `save_chart`)."""
    kind = _picture_kind(path)
    with mpl.rc_context(FILE_SETTINGS):
        figure = Figure(figsize=size or SIZE)
        FigureCanvasAgg(figure)
        save_sheet(draw(figure, dark), path, kind)


def save_sheet(sheet: Picture, path: str | os.PathLike[str], kind: str = "") -> None:
    """Write a sheet as it stands, such as the one on a window (see `save_chart`)."""
    kind = kind or _picture_kind(path)
    metadata = dict(_METADATA[kind])
    if kind != "png":
        metadata["Title"] = "; ".join(sheet.titles())
    if kind == "svg":
        metadata["Description"] = sheet.describe()
    if kind == "pdf":
        metadata["Subject"] = sheet.describe()
    content = io.BytesIO()  # on a full disk the writer of PDF would fail in words of its own
    with mpl.rc_context(FILE_SETTINGS):
        sheet.figure.savefig(
            content, format=kind, dpi=DPI, metadata=metadata, facecolor=sheet.look.background
        )
    with _replacing(path) as draft:
        draft.write_bytes(content.getvalue())


def save_numbers(drawing: Drawing, path: str | os.PathLike[str]) -> None:
    """Write the numbers behind a chart as CSV (UTF-8, full precision, one row per run, series and year).

    Text that a spreadsheet would run as a formula gets an apostrophe in front.

    Raises
    ------
    InputError
        If the suffix is not .csv, or the file cannot be written.
    """
    if Path(path).suffix.lower() != ".csv":
        raise InputError(
            _("Numbers are written as CSV: give {path} the suffix .csv.").format(path=Path(path).name)
        )
    save_cells(drawing.table(), path)


def save_cells(table: Table, path: str | os.PathLike[str]) -> None:
    """Write header and rows as CSV (see `save_numbers`)."""
    header, rows = table
    with _replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(header)
        writer.writerows([safe_cell(value) for value in row] for row in rows)


def _picture_kind(path: str | os.PathLike[str]) -> str:
    kind = Path(path).suffix.lower().removeprefix(".")
    if kind not in _METADATA:
        raise InputError(
            _("Cannot write a chart as {path}: give it the suffix .png, .svg or .pdf.").format(
                path=repr(Path(path).name)
            )
        )
    return kind


@contextmanager
def _replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a draft of `path` (see `files.replacing`); what goes wrong with the file is the user's to hear."""
    try:
        with replacing(path) as draft:
            yield draft
    except OSError as error:
        raise InputError(
            _("Cannot write {path}: {reason}. Choose another place.").format(
                path=path, reason=error.strerror or error
            )
        ) from error
