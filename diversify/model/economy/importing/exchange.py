"""Tables to and from what other tools hold: pandas frames, pymrio's saved folders and its objects."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from diversify.errors import InputError, TableError
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

IMPORTS, OUTPUT, TAXES, EMPLOYMENT = "imports", "output", "taxes", "employment"
FACTORS = "factor_inputs"
_TAX_ROW = "Taxes less subsidies on products"


class Frames(NamedTuple):
    """A table as labelled frames.

    Attributes
    ----------
    Z, Y
        Flows and final demand, sectors down.
    primary
        Kinds of value added, "taxes" and, if known, "employment", sectors across.
    product
        Columns "imports" and "output", sectors down.
    taxes_on_final
        By category.
    extensions
        Further rows, sectors across; None if there are none.
    Z_m, Y_m
        The imported part of Z and Y; None where imports are known by product only.
    """

    Z: pd.DataFrame
    Y: pd.DataFrame
    primary: pd.DataFrame
    product: pd.DataFrame
    taxes_on_final: pd.Series[float]
    extensions: pd.DataFrame | None = None
    Z_m: pd.DataFrame | None = None
    Y_m: pd.DataFrame | None = None


def to_frames(table: Table, *, regions: bool = False) -> Frames:
    """Return a table as pandas frames, bit for bit; `from_frames` takes them back.

    Parameters
    ----------
    regions
        Label sectors and categories by pairs of (region, name), as multi-regional tables have them.
    """
    import pandas as pd

    codes: pd.Index[Any] = pd.Index(table.codes, name="sector")
    categories: pd.Index[Any] = pd.Index(table.categories, name="category")
    if regions:
        codes = pd.MultiIndex.from_tuples(table.labels, names=["region", "sector"])
        categories = pd.MultiIndex.from_tuples(table.final_labels, names=["region", "category"])
    rows = [*table.value_added, table.taxes_on_inputs]
    names = [*table.value_added_kinds, TAXES]
    if table.employment is not None:
        rows.append(table.employment)
        names.append(EMPLOYMENT)
    further = pd.Index(list(table.extensions), name="extension")
    return Frames(
        pd.DataFrame(table.Z, codes, codes),
        pd.DataFrame(table.Y, codes, categories),
        pd.DataFrame(np.array(rows), pd.Index(names, name="input"), codes),
        pd.DataFrame({IMPORTS: table.M, OUTPUT: table.x}, codes),
        pd.Series(table.taxes_on_final, categories),
        pd.DataFrame(np.array(list(table.extensions.values())), further, codes) if len(further) else None,
        None if table.Z_m is None else pd.DataFrame(table.Z_m, codes, codes),
        None if table.Y_m is None else pd.DataFrame(table.Y_m, codes, categories),
    )


def from_frames(frames: Frames, *, year: int, unit: str, **about: Any) -> Table:
    """Return the table of frames such as `to_frames` makes; rows and columns are matched by label.

    Parameters
    ----------
    year, unit, **about
        Arguments of `Table` that frames do not hold: currency, source, tolerance, sectors ...

    Raises
    ------
    TableError
        If labels do not agree or are of several regions, or the table cannot be.
    """
    frames, region = _of_one_region(frames)
    codes = [str(code) for code in frames.Z.index]
    matched = [
        ("Z.columns", frames.Z.columns),
        ("Y.index", frames.Y.index),
        ("primary.columns", frames.primary.columns),
        ("product.index", frames.product.index),
    ]
    if frames.extensions is not None:
        matched.append(("extensions.columns", frames.extensions.columns))
    for name, labels in matched:
        if sorted(map(str, labels)) != sorted(codes) or len(set(codes)) < len(codes):
            message = _("{name} does not have the sectors of Z.index, each once.")
            raise TableError(message.format(name=name))
    order, categories = list(frames.Z.index), list(frames.Y.columns)
    primary = frames.primary[order]
    kinds = [str(name) for name in primary.index if name not in (TAXES, EMPLOYMENT)]
    known = [name for name in (IMPORTS, OUTPUT) if name not in frames.product.columns]
    if known or TAXES not in primary.index:
        message = _("The frames lack {name}; add it, with 0 where there is nothing.")
        raise TableError(message.format(name=known[0] if known else TAXES))
    product = frames.product.loc[order]
    about.setdefault("sectors", tuple(Sector(code) for code in codes))
    about.setdefault("region", region)
    if frames.extensions is not None:
        further = frames.extensions[order]
        about.setdefault(
            "extensions",
            {str(name): further.loc[name].to_numpy(dtype=np.float64) for name in further.index},
        )
    try:
        imported = (
            None if frames.Z_m is None else frames.Z_m.loc[order, order].to_numpy(dtype=np.float64),
            None if frames.Y_m is None else frames.Y_m.loc[order, categories].to_numpy(dtype=np.float64),
        )
    except KeyError as error:
        message = _("Z_m or Y_m lacks the label {label}.")
        raise TableError(message.format(label=error)) from None
    return Table(
        Z=frames.Z.loc[order, order].to_numpy(dtype=np.float64),
        Y=frames.Y.loc[order].to_numpy(dtype=np.float64),
        M=product[IMPORTS].to_numpy(dtype=np.float64),
        x=product[OUTPUT].to_numpy(dtype=np.float64),
        value_added=primary.loc[kinds].to_numpy(dtype=np.float64),
        value_added_kinds=tuple(kinds),
        taxes_on_inputs=primary.loc[TAXES].to_numpy(dtype=np.float64),
        taxes_on_final=np.asarray([float(frames.taxes_on_final[name]) for name in categories]),
        employment=primary.loc[EMPLOYMENT].to_numpy(dtype=np.float64)
        if EMPLOYMENT in primary.index
        else None,
        Z_m=imported[0],
        Y_m=imported[1],
        categories=tuple(map(str, categories)),
        year=year,
        unit=unit,
        **about,
    )


def _of_one_region(frames: Frames) -> tuple[Frames, str]:
    """Return frames without the level of regions, and the region; TableError if there are several."""
    if frames.Z.index.nlevels == 1:
        return frames, ""
    regions = {str(label[0]) for label in [*frames.Z.index.tolist(), *frames.Y.columns.tolist()]}
    if len(regions) != 1:
        message = _("The frames hold the regions {regions}: make a MultiRegionalTable of them.")
        raise TableError(message.format(regions=", ".join(sorted(regions))))

    def bare(frame: Any) -> Any:
        if frame is None:
            return None
        for axis in range(frame.ndim):
            if frame.axes[axis].nlevels > 1:
                frame = frame.droplevel(0, axis=axis)
        return frame

    return Frames(*(bare(frame) for frame in frames)), regions.pop()


def save_folder(table: MultiRegionalTable, folder: str | os.PathLike[str], *, parquet: bool = False) -> None:
    """Save a multi-regional table as pymrio does: pymrio.load_all and `import_file` read the folder.

    Inputs whose supplier is not in the table become a factor input.

    Raises
    ------
    InputError
        If the folder is not empty, or Parquet is asked for without pyarrow.
    """
    import pandas as pd

    target = Path(folder)
    if target.exists() and any(target.iterdir()):
        raise InputError(_("{folder} is not empty; name a new one.").format(folder=target))
    across = pd.MultiIndex.from_tuples(table.labels, names=["region", "sector"])
    final = pd.MultiIndex.from_tuples(table.final_labels, names=["region", "category"])
    names, rows = [*table.value_added_kinds, _TAX_ROW], [*table.value_added, table.taxes_on_inputs]
    if table.imported_inputs.any():
        names.append("Imported inputs")
        rows.append(table.imported_inputs)
    unit = pd.DataFrame({"unit": [table.unit] * len(across)}, across)
    core = {
        "Z": pd.DataFrame(table.Z, across, across),
        "Y": pd.DataFrame(table.Y, across, final),
        "x": pd.DataFrame({"indout": table.x}, across),
        "unit": unit,
    }
    inputs = pd.Index(names, name="inputtype")
    factors = {
        "F": pd.DataFrame(np.array(rows), inputs, across),
        "unit": pd.DataFrame({"unit": [table.unit] * len(names)}, inputs),
    }
    try:
        _save(target, core, "IOSystem", None, parquet)
        _save(target / FACTORS, factors, "Extension", FACTORS, parquet)
    except ImportError as error:
        raise InputError(_("Parquet needs pyarrow: install diversify[mrio].")) from error


def to_pymrio(table: MultiRegionalTable) -> Any:
    """Return a pymrio.IOSystem with value added and taxes as the extension factor_inputs.

    Raises
    ------
    InputError
        If pymrio is not installed.
    """
    import tempfile

    pymrio = _pymrio()
    with tempfile.TemporaryDirectory() as folder:
        save_folder(table, folder)
        return pymrio.load_all(folder)


def from_pymrio(
    system: Any, *, year: int, unit: str = "", allow_unbalanced: bool = False, **about: Any
) -> MultiRegionalTable:
    """Return the table of a pymrio.IOSystem.

    Parameters
    ----------
    year, unit
        What it is of; the unit if the system gives none or several.
    allow_unbalanced
        Take it even if it does not balance, as it is.
    **about
        currency, source, prices, tolerance.

    Raises
    ------
    TableError
        If it has no flows, or does not balance.
    """
    import tempfile

    from diversify.model.economy.importing.folders import read_folder

    with tempfile.TemporaryDirectory() as folder:
        system.save_all(folder)
        _recognition, _found, make = read_folder(Path(folder), {"year": year, "unit": unit or None, **about})
        return make(allow_unbalanced, True)


def _pymrio() -> Any:
    from importlib import import_module

    try:
        return import_module("pymrio")
    except ImportError as error:
        raise InputError(_("This needs pymrio: install diversify[mrio].")) from error


def _save(folder: Path, frames: dict[str, pd.DataFrame], kind: str, name: str | None, parquet: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "parquet" if parquet else "txt"
    files: dict[str, dict[str, Any]] = {}
    for key, frame in frames.items():
        path = folder / f"{key}.{suffix}"
        if parquet:
            frame.to_parquet(path)
        else:
            frame.to_csv(path, sep="\t")
        files[key] = {
            "name": path.name,
            "nr_index_col": str(frame.index.nlevels),
            "nr_header": str(frame.columns.nlevels),
        }
    # As pymrio 0.5 and later write it, numbers as texts included.
    said = {"systemtype": kind, "name": name, "files": files}
    (folder / "file_parameters.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
