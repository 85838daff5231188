"""Files that leave the program: replaced in one step, and safe to open in a spreadsheet."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHORT = 20  # letters
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the path of a draft, and put it in the place of `path` once it is whole.

    After a crash the old file or the new one is there, never half of one. The mode of an old file is kept,
    and a symbolic link keeps pointing to the file that is replaced. A file that is read-only stays. What
    is no plain file, such as /dev/stdout, is written to as it is.

    Raises
    ------
    OSError
        If the draft cannot be made, written or moved; nothing of it is left.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        yield target
        return
    target = target.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    prefix = f".{target.stem[:_SHORT]}-"  # a name near the longest that there may be leaves no room for more
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=target.suffix[:_SHORT])
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb+") as written:  # on the disk before the old file goes
            os.fsync(written.fileno())
        os.chmod(draft, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write UTF-8 text in one step, line ends as they are in `text` (see `replacing`)."""
    with replacing(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


def safe_cell(value: object) -> object:
    """Return a value for a CSV cell; text that a spreadsheet would run as a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
