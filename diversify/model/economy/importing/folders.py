"""Folders of files: what pymrio saves (and EXIOBASE 3 publishes), and Eora26."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.lines import Found
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.text import N_, _

if TYPE_CHECKING:
    import pandas as pd

#: Folders that are recognised by their files; they need no layout.
FOLDERS = {
    "eora26": N_("Eora26: Eora26_YEAR_bp_T.txt, _FD, _VA and labels in one folder"),
    "pymrio": N_("EXIOBASE 3 and what pymrio saves: file_parameters.json, Z, Y, x and extensions in folders"),
}
_LARGEST = 2**20
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_EORA_TABLE = re.compile(r"Eora26_(\d{4})_(bp|pp)_T\.txt")
#: Names of rows that are value added in what EXIOBASE calls factor inputs; taxes on products stand apart.
_TAXES = ("taxes less subsidies on products", "taxes less subsidies on products purchased")
_FACTORS = ("factor_inputs", "factor_input", "VA")
_CATEGORIES = {
    "Final consumption expenditure by households": "households",
    "Final consumption expenditure by non-profit organisations serving households (NPISH)": "npish",
    "Final consumption expenditure by government": "government",
    "Gross fixed capital formation": "gfcf",
    "Changes in inventories": "inventories",
    "Changes in valuables": "valuables",
    "Household final consumption P.3h": "households",
    "Non-profit institutions serving households P.3n": "npish",
    "Government final consumption P.3g": "government",
    "Gross fixed capital formation P.51": "gfcf",
    "Changes in inventories P.52": "inventories",
    "Acquisitions less disposals of valuables P.53": "valuables",
}


def read_folder(
    folder: Path, about: Mapping[str, Any]
) -> tuple[str, Found, Callable[[bool], MultiRegionalTable]]:
    """Return the layout, what was found and a maker of the table of a folder.

    Raises
    ------
    TableError
        If it is neither kind of folder, or anything in it is missing.
    """
    if any(_EORA_TABLE.fullmatch(item.name) for item in folder.iterdir()):
        layout, found = "eora26", _eora(folder, about)
    elif (folder / "file_parameters.json").is_file() or (folder / "Z.txt").is_file():
        layout, found = "pymrio", _pymrio(folder, about)
    else:
        message = _(
            "{folder} is neither a folder that pymrio or EXIOBASE saved (file_parameters.json, Z.txt) nor "
            "Eora26 (Eora26_YEAR_bp_T.txt and labels). Unpack archives first."
        )
        raise TableError(message.format(folder=folder))

    def make(allow_unbalanced: bool) -> MultiRegionalTable:
        return MultiRegionalTable(**found.fields, notes=tuple(found.said), allow_unbalanced=allow_unbalanced)

    return layout, found, make


def _pymrio(folder: Path, about: Mapping[str, Any]) -> Found:
    found = Found()
    known = _parameters(folder)
    Z, Y = _frame(folder, "Z", known), _frame(folder, "Y", known)
    labels = _pairs(Z.index)
    if _pairs(Z.columns) != labels or _pairs(Y.index) != labels:
        raise TableError(
            _("{folder}: the rows of Z and Y and the columns of Z differ.").format(folder=folder)
        )
    values = Z.to_numpy(dtype=np.float64)
    final_labels, final = _final(_pairs(Y.columns), Y.to_numpy(dtype=np.float64))
    try:
        x = _frame(folder, "x", known, columns=1).to_numpy(dtype=np.float64)[:, 0]
    except TableError:
        x = values.sum(axis=1) + final.sum(axis=1)
        found.said.append(_("There is no output in the folder; it is the sum of all uses."))
    extensions, kinds, added, taxes = _extensions(folder, len(labels), found)
    if not kinds:
        kinds, added = ("gva",), (x - values.sum(axis=0) - taxes)[None, :]
        found.said.append(_("There is no value added by kind in the folder; it is what the columns lack."))
    found.fields = {
        "labels": tuple(labels),
        "final_labels": final_labels,
        "Z": values,
        "Y": final,
        "x": x,
        "value_added": added,
        "value_added_kinds": kinds,
        "taxes_on_inputs": taxes,
        "imported_inputs": np.zeros(len(labels)),
        "extensions": extensions,
        **_about(folder, about, _unit(folder), "pymrio or EXIOBASE folder"),
    }
    _recognised(found)
    return found


def _eora(folder: Path, about: Mapping[str, Any]) -> Found:
    """Read Eora26: tables without labels, labels in files of their own, regions in the second column.

    The region ROW (statistical discrepancies, one sector) stays. The files do not say their unit.
    """
    found = Found()
    tables = sorted(item.name for item in folder.iterdir() if _EORA_TABLE.fullmatch(item.name))
    if len(tables) > 1:
        message = _("{folder} holds several tables: {names}. Keep one.")
        raise TableError(message.format(folder=folder, names=" / ".join(tables)))
    start = tables[0].removesuffix("T.txt")
    labels = [(row[1], row[3]) for row in _tabs(folder / "labels_T.txt", 4)]
    raw_final = [(row[1], row[3]) for row in _tabs(folder / "labels_FD.txt", 4)]
    kinds = tuple(row[1] for row in _tabs(folder / "labels_VA.txt", 2))
    Z, Y, V = (_numbers(folder / f"{start}{part}.txt") for part in ("T", "FD", "VA"))
    shapes = ((len(labels),) * 2, (len(labels), len(raw_final)), (len(kinds), len(labels)))
    for name, values, shape in zip(("T", "FD", "VA"), (Z, Y, V), shapes, strict=True):
        if values.shape != shape:
            message = _("{name} has the shape {found}, its labels {wanted}.")
            raise TableError(message.format(name=f"{start}{name}.txt", found=values.shape, wanted=shape))
    final_labels, final = _final(raw_final, Y)
    price = "basic" if "_bp_" in start else "purchasers'"
    found.said.append(_("Output is the sum of all uses."))
    found.fields = {
        "labels": tuple(labels),
        "final_labels": final_labels,
        "Z": Z,
        "Y": final,
        "x": Z.sum(axis=1) + final.sum(axis=1),
        "value_added": V,
        "value_added_kinds": kinds,
        "taxes_on_inputs": np.zeros(len(labels)),
        "imported_inputs": np.zeros(len(labels)),
        "price_basis": price,
        **_about(folder, {"year": int(start.split("_")[1]), **about}, "", "Eora26"),
    }
    _recognised(found)
    return found


def _final(labels: list[tuple[str, str]], values: Array) -> tuple[tuple[tuple[str, str], ...], Array]:
    """Return categories by their usual names where they are known, each as a column of its own."""
    named = [(region, _CATEGORIES.get(name, name)) for region, name in labels]
    return tuple(named), values


def _pairs(index: pd.Index[Any]) -> list[tuple[str, str]]:
    return [(str(label[0]), str(label[1])) for label in index.tolist()]


def _extensions(folder: Path, n: int, found: Found) -> tuple[dict[str, Array], tuple[str, ...], Array, Array]:
    """Return rows of extensions by name, and value added and taxes out of the factor inputs."""
    rows: dict[str, Array] = {}
    kinds: list[str] = []
    added: list[Array] = []
    taxes = np.zeros(n)
    for part in sorted(item for item in folder.iterdir() if item.is_dir()):
        known = _parameters(part)
        if not (part / "F.txt").is_file() and "F" not in known:
            continue
        frame = _frame(part, "F", known)
        values = frame.to_numpy(dtype=np.float64)
        if values.shape[1] != n:
            message = _("{part}: F has {found} columns, Z has {wanted}.")
            raise TableError(message.format(part=part.name, found=values.shape[1], wanted=n))
        for label, row in zip(frame.index, values, strict=True):
            name = label if isinstance(label, str) else " ".join(str(word) for word in label)
            if part.name not in _FACTORS:
                rows[f"{part.name}: {name}"] = row
            elif name.casefold().startswith(_TAXES):
                taxes = taxes + row
            else:
                kinds.append(name)
                added.append(row)
        found.recognised.append((part.name, _("{n} rows").format(n=len(values))))
    return rows, tuple(kinds), np.array(added).reshape(len(kinds), n), taxes


def _parameters(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what pymrio's file_parameters.json says of each table; empty if there is none."""
    path = folder / "file_parameters.json"
    if not path.is_file():
        return {}
    if path.stat().st_size > _LARGEST:
        raise TableError(_("{path} is larger than 1 MiB.").format(path=path))
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {str(name): dict(entry) for name, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TableError(
            _("{path} is not what pymrio writes: {error}.").format(path=path, error=error)
        ) from None


def _frame(folder: Path, name: str, known: Mapping[str, Mapping[str, Any]], columns: int = 2) -> pd.DataFrame:
    import pandas as pd

    entry = known.get(name, {})
    file = Path(str(entry.get("name", f"{name}.txt"))).name  # never outside the folder
    path = folder / file
    if not path.is_file():
        raise TableError(_("{folder} has no {file}.").format(folder=folder, file=file))
    if path.suffix == ".parquet":
        try:
            return pd.read_parquet(path)
        except ImportError as error:
            message = _("{file} needs pyarrow: install diversify[mrio].")
            raise TableError(message.format(file=file)) from error
    rows = 1 if name == "F" else 2
    header = list(range(int(entry.get("nr_header", columns))))
    index = list(range(int(entry.get("nr_index_col", rows))))
    try:
        frame: pd.DataFrame = pd.read_csv(
            path,
            sep="\t",
            header=header if len(header) > 1 else 0,
            index_col=index,
            keep_default_na=False,  # NA is a region
            **_exact(pd.__version__),
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise TableError(_("{file} cannot be read: {reason}.").format(file=file, reason=error)) from None
    return frame


def _exact(version: str) -> dict[str, Any]:
    """Return what makes pandas read every digit; from 3 on it does so by itself."""
    return {"float_precision": "round_trip"} if int(version.partition(".")[0]) < 3 else {}


def _unit(folder: Path) -> str:
    path = folder / "unit.txt"
    if not path.is_file():
        return ""
    units = {
        line.split("\t")[-1].strip() for line in path.read_text(encoding="utf-8").splitlines()[1:] if line
    }
    return units.pop() if len(units) == 1 else ""


def _about(folder: Path, about: Mapping[str, Any], unit: str, source: str) -> dict[str, Any]:
    years = {match[0] for match in _YEAR.finditer(folder.name)}
    year = about.get("year") or (int(years.pop()) if len(years) == 1 else 0)
    unit = about.get("unit") or unit
    if not year or not unit:
        what = _("year") if not year else _("unit")
        raise TableError(_("{folder} does not say its {what}; say it.").format(folder=folder, what=what))
    return {
        "year": year,
        "unit": unit,
        "currency": about.get("currency") or unit.rpartition(" ")[2],
        "source": about.get("source") or source,
        "tolerance": about.get("tolerance") or 1.0,
    }


def _recognised(found: Found) -> None:
    regions = list(dict.fromkeys(region for region, _code in found.fields["labels"]))
    codes = list(dict.fromkeys(code for _region, code in found.fields["labels"]))
    finals = list(dict.fromkeys(name for _region, name in found.fields["final_labels"]))
    found.recognised[:0] = [
        (_("regions"), ", ".join(regions)),
        (_("sectors"), f"{codes[0]} … {codes[-1]} ({len(codes)})"),
        (_("final demand"), ", ".join(finals)),
        (_("value added"), ", ".join(found.fields["value_added_kinds"])),
    ]


def _tabs(path: Path, least: int) -> list[list[str]]:
    if not path.is_file():
        raise TableError(_("{folder} has no {file}.").format(folder=path.parent, file=path.name))
    lines = path.read_text(encoding="utf-8", errors="strict").splitlines()
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines if line.strip()]
    if any(len(row) < least for row in rows):
        raise TableError(_("{file} has a line of fewer than {n} cells.").format(file=path.name, n=least))
    return rows


def _numbers(path: Path) -> Array:
    if not path.is_file():
        raise TableError(_("{folder} has no {file}.").format(folder=path.parent, file=path.name))
    try:
        values: Array = np.loadtxt(path, delimiter="\t", ndmin=2, dtype=np.float64)
    except ValueError as error:
        raise TableError(_("{file} cannot be read: {reason}.").format(file=path.name, reason=error)) from None
    return values
