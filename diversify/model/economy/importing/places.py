"""Folders and zip archives alike: the names of their files, sizes checked, each opened where it lies."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from diversify.errors import TableError
from diversify.model.economy.importing.sheets import LARGEST
from diversify.text import _

RATIO = 200
"""An archive may unpack to this many times its size."""
MOST_FILES = 10_000
_SMALL = 2**20  # archives of less than this are read whatever their ratio


class Place:
    """A folder, or a folder within an archive.

    Attributes
    ----------
    name
        What it is called in messages.
    files
        Paths of the files in it, relative to it, with "/".
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile | None, root: str, largest: float) -> None:
        self.path, self._archive, self._root, self._largest = path, archive, root, largest
        self.name = path.name
        if archive is None:
            base = path / root
            found = [base, *(item for item in base.iterdir() if item.is_dir())] if base.is_dir() else []
            self.files = tuple(
                sorted(
                    item.relative_to(base).as_posix()
                    for folder in found
                    for item in folder.iterdir()
                    if item.is_file()
                )
            )
        else:
            names = (name for name in archive.namelist() if not name.endswith("/"))
            self.files = tuple(sorted(name.removeprefix(root) for name in names if name.startswith(root)))

    def __contains__(self, file: str) -> bool:
        return file in self.files

    @property
    def folders(self) -> tuple[str, ...]:
        """Names of the folders in it that hold files."""
        return tuple(sorted({file.partition("/")[0] for file in self.files if "/" in file}))

    def under(self, root: str) -> Place:
        """Return a folder in it."""
        return Place(self.path, self._archive, f"{self._root}{root}/" if root else self._root, self._largest)

    @contextmanager
    def open(self, file: str, largest: float | None = None) -> Iterator[IO[bytes]]:
        """Open a file for reading bytes.

        Parameters
        ----------
        largest
            Largest size, MiB, instead of that of the place.

        Raises
        ------
        TableError
            If there is none, or it is too large or damaged.
        """
        if file not in self.files:
            raise TableError(_("{folder} has no {file}.").format(folder=self.name, file=file))
        most = largest if largest is not None else self._largest if self._archive else None
        try:
            if self._archive is None:
                size = (self.path / self._root / file).stat().st_size
                self._check(file, size, most)
                with (self.path / self._root / file).open("rb") as stream:
                    yield stream
            else:
                info = self._archive.getinfo(self._root + file)
                self._check(file, info.file_size, most)
                with self._archive.open(info) as part:
                    yield part
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
            message = _("{file} in {folder} cannot be read: {reason}.")
            raise TableError(message.format(file=file, folder=self.name, reason=error)) from None

    def text(self, file: str) -> str:
        """Return a small text file.

        Raises
        ------
        TableError
            If it is not UTF-8, or larger than what is read.
        """
        with self.open(file) as stream:
            content = stream.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            message = _("{file} in {folder} is not UTF-8 text.")
            raise TableError(message.format(file=file, folder=self.name)) from None

    def _check(self, file: str, size: int, most: float | None) -> None:
        if most is not None and size > most * 2**20:
            message = _(
                "{file} in {folder} has {size:,.0f} MiB; at most {most:g} are read. If it is the right file, "
                "allow more MiB."
            )
            raise TableError(message.format(file=file, folder=self.name, size=size / 2**20, most=most))


@contextmanager
def open_place(path: Path, largest: float = LARGEST) -> Iterator[Place]:
    """Open a folder or zip archive; an archive that holds one folder only is that folder.

    Raises
    ------
    TableError
        If the archive is damaged, holds too many files, or unpacks to too many times its size.
    """
    if path.is_dir():
        yield Place(path, None, "", largest)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        message = _("{file} is no zip archive that can be read: {reason}.")
        raise TableError(message.format(file=path.name, reason=error)) from None
    with archive:
        parts = archive.infolist()
        size, packed = sum(part.file_size for part in parts), max(path.stat().st_size, 1)
        if len(parts) > MOST_FILES or size > max(RATIO * packed, _SMALL):
            message = _(
                "{file} holds {n} files that unpack to {ratio:,.0f} times its size; at most {files} files "
                "and {most} times are read. If you trust it, unpack it and give the folder."
            )
            ratio = size / packed
            raise TableError(
                message.format(file=path.name, n=len(parts), ratio=ratio, files=MOST_FILES, most=RATIO)
            )
        place = Place(path, archive, "", largest)
        while len(place.folders) == 1 and all("/" in file for file in place.files):
            place = place.under(place.folders[0])
        yield place


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive by its name."""
    return PurePosixPath(path.name).suffix.lower() == ".zip"
