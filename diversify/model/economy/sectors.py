"""What a sector is: its code, its names, and the class of activities that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diversify.frozen import FrozenDict
from diversify.text import localized


@dataclass(frozen=True)
class Sector:
    """A sector of an input-output table.

    Parameters
    ----------
    code
        Short code, unique in its table ("OILGAS").
    name
        Names by language: "en", "az", "ru". Any of them may be missing.
    nace
        What it contains in NACE Rev. 2, as text.
    section
        The section of the national accounts that it belongs to; several are separated by blanks.
    """

    code: str
    name: Mapping[str, str] = field(default_factory=FrozenDict)
    nace: str = ""
    section: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", FrozenDict(self.name))

    @property
    def title(self) -> str:
        """The name in the current language; the code where there is none."""
        return localized(self.name) or self.code
