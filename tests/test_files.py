"""Files that leave the program: replaced in one step, safe in a spreadsheet."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from diversify.files import replacing, safe_cell, write_text


def test_a_new_file_gets_the_usual_mode_and_its_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    umask = os.umask(0o027)
    try:
        write_text(path, "ə\n1\r\n")
    finally:
        os.umask(umask)
    assert path.read_bytes() == "ə\n1\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_old_file_keeps_its_mode_and_a_link_keeps_pointing(tmp_path: Path) -> None:
    path, link = tmp_path / "old", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o604)
    link.symlink_to(path)
    write_text(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("old")

    def write_half() -> None:
        with replacing(path) as draft:
            draft.write_text("half")
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        write_half()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_plain_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("value", [1.5, None, "GDP", "", "a=1"])
def test_harmless_cells_stay(value: object) -> None:
    assert safe_cell(value) is value


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_formulas_are_made_text(value: str) -> None:
    assert safe_cell(value) == f"'{value}"
