"""What pymrio saves and EXIOBASE 3 publishes: tab-separated or Parquet files, extensions in folders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import EMPLOYMENT, SECTORS, TAXES, Layout
from diversify.model.economy.importing.lines import Found
from diversify.model.economy.importing.places import Place
from diversify.model.economy.importing.roles import final_demand, role, sums
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

PARAMETERS = "file_parameters.json"
_FACTORS = ("factor_inputs", "factor_input", "VA")  # extensions all of whose rows are value added or taxes
_FILES = ("txt", "parquet")
_SMALL = 1.0  # MiB that a file of parameters has at most
Known = Mapping[str, Mapping[str, Any]]


def pymrio(place: Place, layout: Layout) -> Found:
    """Read such a folder: Z, or A and output, final demand, output, extensions.

    Where there is no Z it is A times output; where there is no output it is the sum of all uses, or solves
    (I - A) x = final demand.

    Raises
    ------
    TableError
        If anything is missing, or labels do not agree.
    """
    found = Found()
    known = parameters(place)
    Y = _frame(place, "Y", known)
    core = "A" if _has(place, "A", known) and not _has(place, "Z", known) else "Z"
    flows = _frame(place, core, known)
    labels = _pairs(flows.index)
    if _pairs(flows.columns) != labels or _pairs(Y.index) != labels:
        message = _("{folder}: the rows of {name} and Y and the columns of {name} differ.")
        raise TableError(message.format(folder=place.name, name=core))
    values = _values(flows, core)
    final_labels, final = final_demand(layout.areas["table"].columns, _pairs(Y.columns), _values(Y, "Y"))
    x = _output(place, known, core, values, final, labels, found)
    if core == "A":
        values = values * x
        found.said.append(_("There is no Z in the folder; flows are A times output."))
    extensions, added, taxes = _extensions(place, labels, layout, found)
    if not added:
        added = {"gva": x - values.sum(axis=0) - taxes}
        found.said.append(_("There is no value added by kind in the folder; it is what the columns lack."))
    found.fields = {
        "labels": tuple(labels),
        "final_labels": final_labels,
        "Z": values,
        "Y": final,
        "x": x,
        "value_added": np.array(list(added.values())).reshape(len(added), len(labels)),
        "value_added_kinds": tuple(added),
        "taxes_on_inputs": taxes,
        "imported_inputs": np.zeros(len(labels)),
        "extensions": extensions,
        "unit": _unit(place, known),
    }
    return found


def parameters(place: Place) -> dict[str, dict[str, Any]]:
    """Return what file_parameters.json says of each table; empty if there is none.

    Raises
    ------
    TableError
        If it is not what pymrio writes.
    """
    if PARAMETERS not in place:
        return {}
    with place.open(PARAMETERS, _SMALL) as stream:
        content = stream.read()
    try:
        files = json.loads(content)["files"]
        return {str(name): dict(entry) for name, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = _("{path} is not what pymrio writes: {error}.")
        raise TableError(message.format(path=f"{place.name}/{PARAMETERS}", error=error)) from None


def _output(
    place: Place,
    known: Known,
    core: str,
    flows: Array,
    final: Array,
    labels: list[tuple[str, str]],
    found: Found,
) -> Array:
    if _has(place, "x", known):
        frame = _frame(place, "x", known, header=1)
        if _pairs(frame.index) != labels or frame.shape[1] != 1:
            message = _("{folder}: x does not have one number for each row of {name}.")
            raise TableError(message.format(folder=place.name, name=core))
        found.recognised.append(("x", _("output")))
        return _values(frame, "x")[:, 0]
    if core == "Z":
        found.said.append(_("There is no output in the folder; it is the sum of all uses."))
        uses: Array = flows.sum(axis=1) + final.sum(axis=1)
        return uses
    found.said.append(_("There is no output in the folder; it solves (I - A) x = final demand."))
    try:
        solved: Array = np.linalg.solve(np.eye(len(labels)) - flows, final.sum(axis=1))
    except np.linalg.LinAlgError:
        message = _("{folder}: I - A is singular, so output cannot be found; add x.txt.")
        raise TableError(message.format(folder=place.name)) from None
    return solved


def _extensions(
    place: Place, labels: list[tuple[str, str]], layout: Layout, found: Found
) -> tuple[dict[str, Array], dict[str, Array], Array]:
    """Return rows of extensions by name, value added by kind, and taxes.

    Value added and taxes are the rows of factor inputs; without such a folder, rows that the layout names.
    """
    n = len(labels)
    rows: list[tuple[str, Array]] = []
    primary: list[tuple[str, Array]] = []
    factors = set(place.folders) & set(_FACTORS)
    for name in place.folders:
        part = place.under(name)
        known = parameters(part)
        if not _has(part, "F", known):
            continue
        frame = _frame(part, "F", known)
        values = _values(frame, f"{name}/F")
        if frame.shape[1] != n or _pairs(frame.columns) != labels:
            message = _("{part}: the columns of F are not those of the flows.")
            raise TableError(message.format(part=name))
        for label, row in zip(frame.index, values, strict=True):
            text = label if isinstance(label, str) else " ".join(map(str, np.atleast_1d(label)))
            kind = role(layout.areas["table"].rows, text)
            if kind == EMPLOYMENT:
                rows.append((EMPLOYMENT, row))
            elif name in factors or (not factors and kind not in ("", SECTORS)):
                primary.append((kind or text, row))
            else:
                rows.append((f"{name}: {text}", row))
        found.recognised.append((name, _("{n} rows").format(n=len(values))))
    added = sums(primary, n)
    taxes = added.pop(TAXES, np.zeros(n))
    return sums(rows, n), added, taxes


def _pairs(index: pd.Index[Any]) -> list[tuple[str, str]]:
    """Return labels as pairs of region and name."""
    if index.nlevels < 2:
        raise TableError(
            _("Rows and columns need a region and a name; {label} has one.").format(label=index[0])
        )
    return [(str(label[0]), str(label[1])) for label in index.tolist()]


def _values(frame: pd.DataFrame, name: str) -> Array:
    try:
        return frame.to_numpy(dtype=np.float64)
    except (ValueError, TypeError) as error:
        raise TableError(
            _("{file} holds more than numbers: {reason}.").format(file=name, reason=error)
        ) from None


def _file(place: Place, name: str, known: Known) -> str:
    said = str(known.get(name, {}).get("name", ""))
    names = [said.replace("\\", "/").rpartition("/")[2]] if said else [f"{name}.{end}" for end in _FILES]
    return next((file for file in names if file in place), names[0])


def _has(place: Place, name: str, known: Known) -> bool:
    return _file(place, name, known) in place


def _frame(place: Place, name: str, known: Known, header: int = 2) -> pd.DataFrame:
    import pandas as pd

    file = _file(place, name, known)
    with place.open(file) as stream:
        if file.endswith(".parquet"):
            try:
                return pd.read_parquet(stream)
            except ImportError as error:
                message = _("{file} needs pyarrow: install diversify[mrio].")
                raise TableError(message.format(file=file)) from error
            except Exception as error:  # what pyarrow raises of a damaged file is no one family
                raise TableError(
                    _("{file} cannot be read: {reason}.").format(file=file, reason=error)
                ) from None
        try:
            entry = known.get(name, {})
            headers = list(range(int(entry.get("nr_header", header))))
            columns = list(range(int(entry.get("nr_index_col", 1 if name == "F" else 2))))
            frame: pd.DataFrame = pd.read_csv(
                stream,
                sep="\t",
                header=headers if len(headers) > 1 else 0,
                index_col=columns,
                keep_default_na=False,  # NA is a region
                **_exact(pd.__version__),
            )
        except (ValueError, TypeError, IndexError, KeyError, OverflowError) as error:
            raise TableError(_("{file} cannot be read: {reason}.").format(file=file, reason=error)) from None
    return frame


def _exact(version: str) -> dict[str, Any]:
    """Return what makes pandas read every digit; from 3 on it does so by itself."""
    return {"float_precision": "round_trip"} if int(version.partition(".")[0]) < 3 else {}


def _unit(place: Place, known: Known) -> str:
    """Return the only unit that the folder gives its flows; empty if it gives none or several."""
    if not _has(place, "unit", known):
        return ""
    units = {str(unit).strip() for unit in _frame(place, "unit", known, header=1).iloc[:, -1]}
    return units.pop() if len(units) == 1 else ""
