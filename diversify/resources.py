"""The files that come with `diversify`, in a checkout or installed: where they lie, and their rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Return the folder of the packaged data, `diversify/model/data`."""
    return PACKAGE / "model" / "data"


@lru_cache(maxsize=32)
def packaged_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a packaged CSV file, such as "sectors.csv", by column; an empty cell is ""."""
    with (data_folder() / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def locale_folder() -> Path:
    """Return the folder of the message catalogues, `diversify/locale`."""
    return PACKAGE / "locale"


def scenarios_folder() -> Path:
    """Return the folder of the shipped scenarios.

    An installed package carries them inside itself; in a checkout they stand once, at the top level.
    """
    installed = PACKAGE / "scenarios"
    return installed if installed.is_dir() else PACKAGE.parent / "scenarios"


def manual_folder() -> Path:
    """Return the folder of the manual's pages, `docs` in a checkout, inside the package where installed."""
    installed = PACKAGE / "docs"
    return installed if installed.is_dir() else PACKAGE.parent / "docs"
