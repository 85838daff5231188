"""Keeps from the start what only delays it: looking for garbage too early, and reading sources of modules."""

from __future__ import annotations

import gc
import sys

_FEATURES = "shibokensupport.feature"  # part of PySide, loaded with QtCore
_ASKS = "_mod_uses_pyside"


def begin() -> None:
    """Put off collections, and spare PySide the source of every module that is imported from now on.

    PySide looks there for its own name, to offer the module its other spellings (`__feature__`). No module of
    the program uses them, and the texts of thousands of pages of Matplotlib would also stay in memory.
    """
    gc.disable()
    features = sys.modules.get(_FEATURES)
    if hasattr(features, _ASKS):
        setattr(features, _ASKS, _plain_spelling)


def end() -> None:
    """Collect garbage from now on, without going through all that the start has made each time."""
    gc.freeze()
    gc.enable()


def _plain_spelling(module: object) -> bool:
    """Say that a module uses PySide: it keeps the spelling that it has by default, as if it did not."""
    return True
