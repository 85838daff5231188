"""Files as sheets: text files and workbooks, opened once, each sheet read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from diversify.errors import AmbiguityError, TableError
from diversify.model.economy.importing.layout import Area, Layout, matches
from diversify.model.economy.importing.places import is_archive, open_place
from diversify.model.economy.importing.sheets import Sheet, read_delimited, read_text
from diversify.text import N_, _

_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")
_OTHERS = {
    ".xls": N_("a workbook of Excel 97-2003"),
    ".xlsb": N_("a binary workbook"),
    ".ods": N_("an OpenDocument spreadsheet"),
    ".numbers": N_("a workbook of Numbers"),
    ".pdf": N_("a document"),
}


class Sheets:
    """The sheets of a file by name, each read once."""

    def __init__(
        self, file: Path, names: tuple[str, ...], read: Callable[[str], Sheet], *, named: bool
    ) -> None:
        self.file, self.names, self._read, self.named = file, names, read, named
        self._known: dict[str, Sheet] = {}

    def __len__(self) -> int:
        return len(self.names)

    def read(self, name: str) -> Sheet:
        """Return a sheet by its name."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def all(self) -> list[Sheet]:
        """Return every sheet."""
        return [self.read(name) for name in self.names]

    def only(self) -> Sheet:
        """Return the first sheet."""
        return self.read(self.names[0])

    def of(self, area: Area, wanted: str, part: str) -> Sheet:
        """Return the sheet of an area; the only one that has anything on it if nothing is said."""
        pattern = wanted or area.sheet
        if len(self.names) == 1 and not self.named:
            return self.only()
        names = [name for name in self.names if matches((pattern,), name)] if pattern else list(self.names)
        if len(names) > 1 and not pattern:
            names = [name for name in names if self.read(name).width > 2 and self.read(name).height > 2]
        if len(names) != 1:
            message = _(
                "{file}: the {part} can stand on the sheets {found}. Say sheet; the file has {names}."
            )
            found = " / ".join(names) or _("none")
            raise AmbiguityError(
                message.format(file=self.file.name, part=part, found=found, names=", ".join(self.names)),
                "sheet",
                tuple(names or self.names),
            )
        return self.read(names[0])


@contextmanager
def opened(file: Path, layout: Layout | None, largest: float) -> Iterator[Sheets]:
    """Open a file for as long as its sheets are read.

    Raises
    ------
    TableError
        If it is no file that can be read.
    """
    if not file.is_file():
        raise TableError(_("There is no file {path}.").format(path=file))
    suffix = file.suffix.lower()
    if suffix in _WORKBOOKS:
        from diversify.model.economy.importing.workbook import open_workbook

        with open_workbook(file, largest=largest) as book:
            yield Sheets(file, book.sheet_names, book.sheet, named=True)
        return
    if suffix in _OTHERS:
        message = _(
            "{file} is {kind}, which is not read. Open it in a spreadsheet program and save it as XLSX, or "
            "save its sheet as CSV, UTF-8."
        )
        raise TableError(message.format(file=file.name, kind=_(_OTHERS[suffix])))
    delimiter, encoding = (layout.delimiter, layout.encoding) if layout else (None, "utf-8-sig")
    if is_archive(file):
        with open_place(file, largest) as place:
            texts = tuple(name for name in place.files if name.lower().endswith(_TEXTS))
            if not texts:
                message = _(
                    "{file} holds neither text tables ({ends}) nor a table in several files. Unpack it."
                )
                raise TableError(message.format(file=file.name, ends=", ".join(_TEXTS)))

            def member(name: str) -> Sheet:
                with place.open(name) as stream:
                    content = stream.read()
                return read_text(name, content, delimiter=delimiter, encoding=encoding)

            yield Sheets(file, texts, member, named=len(texts) > 1)
        return
    only = read_delimited(file, delimiter=delimiter, encoding=encoding, largest=largest)
    yield Sheets(file, (only.name,), lambda _name: only, named=False)
