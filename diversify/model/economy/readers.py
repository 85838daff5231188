"""Tables from and to plain CSV files (the layout is described in `layout`), bit for bit."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np

from diversify.arrays import Array
from diversify.errors import DiversifyError, TableError
from diversify.files import write_text
from diversify.model.economy import layout
from diversify.model.economy.grid import Grid, read_grid
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.text import _

_IMPORTED_PART = "Imported part of {code}"
_SPECIAL = (layout.INPUTS, layout.TAXES, layout.GVA, layout.OUTPUT, layout.EMPLOYMENT)


def read_table(
    path: str | Path, *, allow_unbalanced: bool = False, allow_negative: bool = False, **about: Any
) -> Table:
    """Read a table from a CSV file.

    Parameters
    ----------
    path
        The file.
    allow_unbalanced
        Open it even if it does not balance (see `Table`).
    allow_negative
        Open it even if flows are negative; the file itself may say `# allow_negative: true`.
    **about
        year, status, unit, source and so on, for a file that does not say them itself.

    Raises
    ------
    TableError
        Anything that is wrong with the file: names the file, the line, the row and the column.
    """
    grid = read_grid(Path(path), about.get("unit"))
    said: dict[str, Any] = {**grid.about, **about}
    negative = said.pop(layout.NEGATIVE, "")
    if negative not in ("", "true", "false"):
        message = _("{file}: {key} must be true or false, not {value!r}.")
        raise TableError(message.format(file=grid.path.name, key=layout.NEGATIVE, value=negative))
    if "year" not in said:
        message = _("{file} does not say its year; add a first line such as '# year: 2021'.")
        raise TableError(message.format(file=grid.path.name))
    for key, kind in (("year", int), ("tolerance", float)):
        if key in said:
            try:
                said[key] = kind(said[key])
            except ValueError:
                message = _("{file}: {key} must be a number, not {value!r}.")
                raise TableError(message.format(file=grid.path.name, key=key, value=said[key])) from None
    tolerance = float(said.get("tolerance", Table.tolerance))
    fields = _fields(grid)
    wrong = [] if allow_unbalanced else _wrong_sums(grid, fields, tolerance)
    if wrong:
        raise TableError(wrong[0])
    try:
        return Table(
            **fields,
            **said,
            notes=grid.notes,
            allow_unbalanced=allow_unbalanced,
            allow_negative=allow_negative or negative == "true",
        )
    except TableError as error:
        error.args = (f"{grid.path.name}: {error}",)
        raise


def check_table_file(path: str | Path) -> list[str]:
    """Return what is wrong with a table file, one sentence each; an empty list if it can be used."""
    try:
        table = read_table(path, allow_unbalanced=True)
        grid = read_grid(Path(path))
        problems = _wrong_sums(grid, _fields(grid), table.tolerance)
        if not table.balanced:
            read_table(path)
    except DiversifyError as error:
        return [str(error)]
    return problems


def _fields(grid: Grid) -> dict[str, Any]:
    columns = [name for name in grid.columns if name not in layout.DESCRIPTION]
    final = [name for name in columns if name.startswith(layout.FINAL)]
    codes = [
        name for name in columns if name not in (layout.TOTAL, layout.IMPORTS, layout.OUTPUT_COLUMN, *final)
    ]
    kinds = [row for row in grid.rows if row.startswith(layout.KIND)] or [layout.GVA]
    extensions = [row for row in grid.rows if row.startswith(layout.EXTENSION)]
    imported = [layout.IMPORTED + code for code in codes]
    imported = imported if codes and all(row in grid.rows for row in imported) else []
    known = {*_SPECIAL, *kinds, *extensions, *imported}
    _check_codes(grid, codes, [row for row in grid.rows if row not in known])
    for needed in (layout.IMPORTS, layout.OUTPUT_COLUMN):
        if needed not in grid.columns:
            raise TableError(_("{file} has no column {name}.").format(file=grid.path.name, name=needed))
    for needed in (layout.TAXES, *kinds):
        if needed not in grid.rows:
            message = _("{file} has no row {name}; add it, with 0 where there is nothing.")
            raise TableError(message.format(file=grid.path.name, name=needed))

    def block(rows: list[str], across: list[str], gap: float | None = None) -> Array:
        return np.array([[grid.number(row, column, gap=gap) for column in across] for row in rows])

    return {
        "sectors": tuple(_sector(code, grid.rows[code][1]) for code in codes),
        "Z": block(codes, codes),
        "Y": block(codes, final),
        "M": block(codes, [layout.IMPORTS])[:, 0],
        "x": block(codes, [layout.OUTPUT_COLUMN])[:, 0],
        "value_added": block(kinds, codes),
        "taxes_on_inputs": block([layout.TAXES], codes)[0],
        "taxes_on_final": block([layout.TAXES], final, gap=0.0)[0],
        "employment": block([layout.EMPLOYMENT], codes)[0] if layout.EMPLOYMENT in grid.rows else None,
        "Z_m": block(imported, codes) if imported else None,
        "Y_m": block(imported, final) if imported else None,
        "categories": tuple(layout.category(name) for name in final),
        "value_added_kinds": tuple(layout.kind(row) if row != layout.GVA else "gva" for row in kinds),
        "extensions": {row.removeprefix(layout.EXTENSION): block([row], codes)[0] for row in extensions},
    }


def _sector(code: str, cells: dict[str, str]) -> Sector:
    names = {"en": cells.get("name", ""), "az": cells.get("name_az", ""), "ru": cells.get("name_ru", "")}
    return Sector(
        code,
        {language: name for language, name in names.items() if name},
        cells.get("nace", ""),
        cells.get("section", ""),
    )


def _check_codes(grid: Grid, columns: list[str], rows: list[str]) -> None:
    for name in columns:
        if name not in rows:
            message = _("{file}: there is a column {name} but no row of that code; sectors need both.")
            raise TableError(message.format(file=grid.path.name, name=name))
    for name in rows:
        if name not in columns:
            message = _(
                "{file}, line {line}: there is a row {name} but no column of that code, and it is none of "
                "the rows {known}, VA_... or EXT_...."
            )
            line = grid.rows[name][0]
            raise TableError(
                message.format(file=grid.path.name, line=line, name=name, known=", ".join(_SPECIAL))
            )
    if not columns:
        raise TableError(_("{file} has no sectors.").format(file=grid.path.name))


def _wrong_sums(grid: Grid, fields: dict[str, Any], tolerance: float) -> list[str]:
    """Compare the sums that the file prints with what adds up; one sentence for each that differs."""
    codes = [sector.code for sector in fields["sectors"]]
    inputs, taxes = fields["Z"].sum(axis=0), fields["taxes_on_inputs"]
    gva = fields["value_added"].sum(axis=0)
    printed: list[tuple[str, str, float]] = []
    if layout.TOTAL in grid.columns:
        printed += [(c, layout.TOTAL, s) for c, s in zip(codes, fields["Z"].sum(axis=1), strict=True)]
    for row, sums in ((layout.INPUTS, inputs), (layout.GVA, gva), (layout.OUTPUT, inputs + taxes + gva)):
        if row in grid.rows:
            printed += [(row, code, total) for code, total in zip(codes, sums, strict=True)]
    message = _(
        "{file}, line {line}: row {row}, column {column} says {given:,.4f}, but its parts add up to "
        "{total:,.4f}. Correct the sum or a part."
    )
    return [
        message.format(
            file=grid.path.name, line=grid.rows[row][0], row=row, column=column, given=given, total=total
        )
        for row, column, total in printed
        if abs((given := grid.number(row, column)) - total) > tolerance
    ]


def write_table(table: Table, path: str | Path) -> None:
    """Write a table as CSV; `read_table` returns it bit for bit.

    Raises
    ------
    OSError
        If it cannot be written; an old file stays whole.
    """
    unit = layout.suffix(table.unit)
    final = [layout.FINAL_COLUMNS.get(name, layout.FINAL + name) for name in table.categories]
    head = [*layout.DESCRIPTION]
    values = [*table.codes, layout.TOTAL, *final, layout.IMPORTS, layout.OUTPUT_COLUMN]
    blanks = [""] * (len(layout.DESCRIPTION) - 2)
    stream = io.StringIO()
    if table.region:
        stream.write(f"# {layout.REGION}: {_line(table.region)}\n")
    if not table.nonnegative:
        stream.write(f"# {layout.NEGATIVE}: true\n")
    for key in layout.DESCRIBING:
        stream.write(f"# {key}: {_line(getattr(table, key))}\n")
    for note in table.notes:
        stream.write(f"# note: {_line(note)}\n")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*head, *(name + unit for name in values)])
    for i, sector in enumerate(table.sectors):
        about = [
            sector.code,
            *(sector.name.get(key, "") for key in ("en", "az", "ru")),
            sector.nace,
            sector.section,
        ]
        across = [*table.Z[i], table.Z[i].sum(), *table.Y[i], table.M[i], table.x[i]]
        writer.writerow([*about, *map(_text, across)])

    def below(code: str, name: str, row: Array, under_final: Array | None = None) -> None:
        tail = [""] * (len(final) + 3) if under_final is None else ["", *map(_text, under_final), "", ""]
        writer.writerow([code, name, *blanks, *map(_text, row), *tail])

    below(layout.INPUTS, layout.ROW_NAMES[layout.INPUTS], table.Z.sum(axis=0), table.Y.sum(axis=0))
    below(layout.TAXES, layout.ROW_NAMES[layout.TAXES], table.taxes_on_inputs, table.taxes_on_final)
    for kind, row in zip(table.value_added_kinds, table.value_added, strict=True):
        if table.value_added_kinds != ("gva",):
            below(layout.KIND_ROWS.get(kind, layout.KIND + kind.upper()), kind.replace("_", " "), row)
    below(layout.GVA, layout.ROW_NAMES[layout.GVA], table.gva)
    below(layout.OUTPUT, layout.ROW_NAMES[layout.OUTPUT], table.x)
    if table.employment is not None:
        below(layout.EMPLOYMENT, layout.ROW_NAMES[layout.EMPLOYMENT], table.employment)
    if table.Z_m is not None and table.Y_m is not None:
        for code, row, used in zip(table.codes, table.Z_m, table.Y_m, strict=True):
            below(layout.IMPORTED + code, _IMPORTED_PART.format(code=code), row, used)
    for name, row in table.extensions.items():
        below(layout.EXTENSION + name, name.replace("_", " "), row)
    write_text(path, stream.getvalue())


def _line(value: object) -> str:
    return " ".join(str(value).splitlines())


def _text(value: float) -> str:
    return repr(float(value)).removesuffix(".0")
