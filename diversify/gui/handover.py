"""One window for a file: who starts the program on a file that is open elsewhere brings that window up."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from diversify.files import replacing
from diversify.gui.shelf import Place

_PREFIX = "open-"
PATIENCE = 1.5  # seconds for the other window to answer


def hand_over(root: Path, files: Iterable[Path], patience: float = PATIENCE) -> list[Path]:
    """Ask the windows that have one of the files open to show it; return the files that none has."""
    left = []
    for path in (file.resolve() for file in files):
        owner = next((folder for folder in _folders(root) if _has(folder, path)), None)
        if owner is None or not _ask(owner, path, patience):
            left.append(path)
    return left


def requests(folder: Path) -> list[Path]:
    """Return the files that others have asked for, and take the requests away: that is the answer."""
    found = []
    for request in sorted(folder.glob(f"{_PREFIX}*.json")):
        try:
            found.append(Path(json.loads(request.read_text(encoding="utf-8"))["path"]))
        except (OSError, ValueError, LookupError, TypeError):
            continue
        finally:
            request.unlink(missing_ok=True)
    return found


def _folders(root: Path) -> list[Path]:
    return [folder for folder in root.iterdir() if folder.is_dir()] if root.is_dir() else []


def _has(folder: Path, path: Path) -> bool:
    place = Place(folder)
    if place.take():  # its program is gone
        place.release()
        return False
    try:
        state = place.read() or {}
        return any(item["path"] == str(path) for item in state.get("documents", ()))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _ask(folder: Path, path: Path, patience: float) -> bool:
    request = folder / f"{_PREFIX}{uuid.uuid4().hex}.json"
    try:
        with replacing(request) as draft:
            draft.write_text(json.dumps({"path": str(path)}), encoding="utf-8")
    except OSError:
        return False
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if not request.exists():
            return True
        time.sleep(0.02)
    request.unlink(missing_ok=True)
    return False
