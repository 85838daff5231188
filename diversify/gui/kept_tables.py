"""Tables of one's own as the window keeps them between runs: a file each, exact to the bit. No Qt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diversify.files import write_text
from diversify.gui.shelf import shelf_folder

if TYPE_CHECKING:
    from diversify.model.economy import Anchors, Economy

_MOST = 20  # files that are kept, the latest
_NAME = 16  # letters of the hash in a file's name
_ARRAYS = ("Z", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final", "employment", "Z_m", "Y_m")
_PLAIN = (
    "categories", "value_added_kinds", "region", "year", "status", "unit", "currency", "price_basis",
    "source", "source_id", "tolerance", "notes",
)  # fmt: skip


def folder() -> Path:
    """Return where they are kept: beside the state of running programs."""
    return shelf_folder().with_name("tables")


@lru_cache(maxsize=8)
def keep(economy: Economy) -> str:
    """Write an economy to a file of its own, unless there is one; return the file's name.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    text = json.dumps(packed(economy))
    name = f"{economy.base}-{hashlib.sha256(text.encode()).hexdigest()[:_NAME]}.json"
    path = folder() / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
        files = sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
        for old in files[:-_MOST]:
            old.unlink(missing_ok=True)
    return name


def kept(name: str) -> Economy:
    """Return the economy of a file.

    Raises
    ------
    OSError, DiversifyError, ValueError, TypeError, LookupError
        If it is not there, or not as this program wrote it.
    """
    return unpacked(json.loads((folder() / Path(name).name).read_text(encoding="utf-8")))


def packed(economy: Economy) -> dict[str, Any]:
    """Return an economy as what JSON can hold."""
    table, anchors = economy.table, economy.anchors
    data: dict[str, Any] = {name: getattr(table, name) for name in _PLAIN}
    for name in _ARRAYS:
        values = getattr(table, name)
        data[name] = None if values is None else values.tolist()
    data["sectors"] = [[s.code, dict(s.name), s.nace, s.section] for s in table.sectors]
    data["extensions"] = {name: row.tolist() for name, row in table.extensions.items()}
    data["allow_unbalanced"], data["allow_negative"] = not table.balanced, not table.nonnegative
    return {"table": data, "anchors": None if anchors is None else _plain(anchors)}


def unpacked(data: Mapping[str, Any]) -> Economy:
    """Return the economy that was packed.

    Raises
    ------
    DiversifyError, ValueError, TypeError, LookupError
        If it was not packed by this program.
    """
    import numpy as np

    from diversify.model.economy import Anchors, Economy, Sector, Table

    given = dict(data["table"])
    for name in _ARRAYS:
        if given[name] is not None:
            given[name] = np.array(given[name], dtype=np.float64)
    given["sectors"] = tuple(Sector(*item) for item in given["sectors"])
    given["extensions"] = {name: np.array(row) for name, row in given["extensions"].items()}
    anchors = data["anchors"]
    return Economy(Table(**given), None if anchors is None else Anchors(**anchors))


def _plain(anchors: Anchors) -> dict[str, Any]:
    data = {field.name: getattr(anchors, field.name) for field in fields(anchors)}
    for name in ("roles", "sources"):
        data[name] = dict(data[name])
    data["classes"] = {
        code: value if isinstance(value, str) else dict(value) for code, value in anchors.classes.items()
    }
    return data
