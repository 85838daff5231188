"""A progress line on stderr, only where a person is watching."""

from __future__ import annotations

import sys
import time

PAUSE = 0.1  # seconds between two updates of the line


class Progress:
    """Counts steps of long work; silent unless stderr is a terminal.

    Use as a context manager: the line is wiped at the end, so that it never mixes with results.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown and self._last:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done."""
        now = time.monotonic()
        if self._shown and (now - self._last >= PAUSE or done >= total):
            self._last = now
            print(f"\r\033[K{self._label} {done}/{total}", end="", file=sys.stderr, flush=True)
