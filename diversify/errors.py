"""Every error that `diversify` raises on purpose: one sentence for people, fields for programs.

The sentence says what happened, where, and what to do. `exit_code` is what the terminal returns.
All fields have defaults, so that an error survives the way back from another process.
"""

from __future__ import annotations

from typing import ClassVar


class DiversifyError(Exception):
    """The root: catch this to catch everything that `diversify` raises on purpose."""

    exit_code: ClassVar[int] = 1


class InputError(DiversifyError):
    """What was given is at fault: a file, a value, a name."""


class TableError(InputError):
    """An input-output table cannot be read or is not consistent."""


class AmbiguityError(TableError):
    """A file can be read in several ways, and which one is meant is not said.

    Attributes
    ----------
    what
        What has to be said: "layout", "sheet", "year", "file".
    candidates
        The ways there are.
    """

    def __init__(self, message: str, what: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.what, self.candidates = what, candidates


class NegativeError(TableError):
    """A flow is negative that is not so in an ordinary table.

    Attributes
    ----------
    cells
        Pairs of (place, value), in the table's unit, the first ones.
    """

    def __init__(self, message: str, cells: tuple[tuple[str, float], ...] = ()) -> None:
        super().__init__(message)
        self.cells = cells


class BalanceError(TableError):
    """An account does not balance.

    Attributes
    ----------
    rows
        Pairs of (row or column, residual in the table's unit), the largest first.
    """

    def __init__(self, message: str, rows: tuple[tuple[str, float], ...] = ()) -> None:
        super().__init__(message)
        self.rows = rows


class InfeasibleError(InputError):
    """No table can meet the given totals.

    Attributes
    ----------
    what
        The total that cannot be met, such as "OILGAS gross output 2022".
    """

    def __init__(self, message: str, what: str = "") -> None:
        super().__init__(message)
        self.what = what


class ScenarioError(InputError):
    """A scenario, or its file, is at fault."""


class ParameterError(InputError):
    """A parameter or lever is unknown, out of bounds or in the wrong unit."""


class AnchorError(InputError):
    """A figure that the projection needs beside the table is missing or impossible."""


class ComputationError(DiversifyError):
    """The input was accepted, but the calculation, or a check of it, failed."""

    exit_code: ClassVar[int] = 3


class IdentityError(ComputationError):
    """An accounting identity does not hold.

    Attributes
    ----------
    identity, year
        Which identity, and in which year it is worst.
    result
        The run that fails it, for looking into.
    """

    def __init__(self, message: str, identity: str = "", year: int = 0, result: object = None) -> None:
        super().__init__(message)
        self.identity = identity
        self.year = year
        self.result = result


class ConvergenceError(ComputationError):
    """The solver of a year did not converge.

    Attributes
    ----------
    year
        The year that has no solution.
    """

    def __init__(self, message: str, year: int = 0) -> None:
        super().__init__(message)
        self.year = year


class SingularError(ComputationError):
    """A system of equations has no unique solution.

    Attributes
    ----------
    sector
        Code of the sector whose row or column makes it singular, where it is known.
    """

    def __init__(self, message: str, sector: str = "") -> None:
        super().__init__(message)
        self.sector = sector


class Cancelled(DiversifyError):
    """The user stopped the calculation; nothing was changed."""

    exit_code: ClassVar[int] = 130
