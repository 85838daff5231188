"""Reading TOML that somebody wrote: bounded in size and depth, every failure told in one sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from diversify.errors import InputError
from diversify.text import _

LARGEST = 1024 * 1024
"""Largest file that is read, bytes."""
MOST_DOTS = 100
"""Most dots in one line: a dotted key of thousands of parts would take the parser gigabytes of memory."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file in UTF-8, with or without a byte order mark.

    Raises
    ------
    InputError
        If it cannot be read; the sentence does not say which file of several it is.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            text = _(
                "The file is larger than {size} KiB, which no such file is. Check that it is the right one."
            )
            raise InputError(text.format(size=LARGEST // 1024))
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
        if max((line.count(".") for line in source.split("\n")), default=0) > MOST_DOTS:
            raise RecursionError
        return tomllib.loads(source)
    except FileNotFoundError:
        text = _("There is no file {path}.").format(path=path)
    except OSError as error:
        text = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
    except UnicodeDecodeError:
        text = _("The file is not UTF-8 text. Save it as UTF-8.")
    except ValueError as error:  # TOMLDecodeError is one; a number with thousands of digits gives a plain one
        text = _("This is not valid TOML: {reason}.").format(reason=error)
    except RecursionError:
        text = _("A line is nested too deeply or has more than {dots} dots. Break it into lines.")
        text = text.format(dots=MOST_DOTS)
    raise InputError(text)
