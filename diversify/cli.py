"""The entry: `diversify` opens the window, `diversify COMMAND` works in the terminal.

Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 computed but a check failed, 130 cancelled.
"""

from __future__ import annotations

import io
import os

# One thread: the two BLAS copies of numpy and scipy slow each other down. Must come before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import warnings
from collections.abc import Sequence

from diversify.errors import Cancelled, ComputationError, DiversifyError, InputError
from diversify.text import _, printable, set_language

DEBUG = "DIVERSIFY_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's) and return the exit code."""
    _open_streams()
    warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)  # a title in letters the font lacks
    try:
        from diversify.terminal.arguments import parser

        try:
            arguments = parser().parse_args(argv)
        except SystemExit as stop:  # argparse has said why
            return stop.code if isinstance(stop.code, int) else 2
        if arguments.language:
            set_language(arguments.language)
        if arguments.command is None:
            return window()
        from diversify.terminal.commands import COMMANDS

        return COMMANDS[arguments.command](arguments)
    except KeyboardInterrupt:
        return _complain(_("Stopped; no file is left half written."), Cancelled.exit_code)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DiversifyError as error:
        return _complain(str(error), error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}", DiversifyError.exit_code)
    except MemoryError:
        return _complain(
            _("There is not enough memory for this. Ask for fewer draws or scenarios."), InputError.exit_code
        )
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        what = _("This is a fault in the program ({error}). Set {variable}=1 and run it again to see where.")
        name = f"{type(error).__name__}: {error}"
        return _complain(what.format(error=name, variable=DEBUG), ComputationError.exit_code)


def window() -> int:
    """Open the window and return its exit code once it is closed.

    Raises
    ------
    InputError
        If there is no display to open it on.
    """
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted):
        raise InputError(
            _("There is no display to open a window on. 'diversify --help' shows what works in the terminal.")
        )
    from diversify.gui.app import main as open_window

    return open_window(["diversify"])


def _open_streams() -> None:
    """Let nothing that is printed fail: where a stream is closed, or its encoding lacks a letter."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (kept open)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _complain(message: str, code: int) -> int:
    print("diversify: " + "\n".join(map(printable, message.split("\n"))), file=sys.stderr)
    return code
