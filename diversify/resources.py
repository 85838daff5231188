"""Where the files that come with `diversify` lie, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Return the folder of the packaged data, `diversify/model/data`."""
    return PACKAGE / "model" / "data"


def locale_folder() -> Path:
    """Return the folder of the message catalogues, `diversify/locale`."""
    return PACKAGE / "locale"


def scenarios_folder() -> Path:
    """Return the folder of the shipped scenarios.

    An installed package carries them inside itself; in a checkout they stand once, at the top level.
    """
    installed = PACKAGE / "scenarios"
    return installed if installed.is_dir() else PACKAGE.parent / "scenarios"
