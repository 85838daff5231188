"""The message catalogues: collect the strings of the program, merge them, compile; `make messages` runs this.

Translators edit `diversify/locale/<language>/LC_MESSAGES/diversify.po`. The compiled `.mo` beside it is
committed, so that installing needs no tools; `tests/test_translations.py` fails where the two differ.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from diversify.model.projection.parameters import records

PACKAGE = Path(__file__).resolve().parents[1] / "diversify"
LANGUAGES = ("az", "ru")
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_FIELD = re.compile(r"\{\w*(?:\.\w+)*(?:![rsa])?(?::[^{}]*)?\}|%%|%\(\w+\)[sd]")


def po_path(language: str) -> Path:
    """Return where the catalogue of `language` lies; its compiled form has the suffix .mo."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "diversify.po"


def collect() -> Catalog:
    """Return the template: the messages of the program by file, then the units of its records."""
    template = Catalog(project="diversify", charset="utf-8", fuzzy=False)
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=_KEYWORDS)
    rows = [(name, line, message) for name, line, message, _, _ in found]
    for name, _, message in sorted([*rows, *_in_f_strings()], key=lambda row: row[:2]):
        template.add(message, None, [(f"diversify/{name}", None)])
    for unit in sorted({record.unit for record in records().values()}):
        template.add(unit)
    return template


def _in_f_strings() -> Iterator[tuple[str, int, str]]:
    """Yield file, line and message of every call inside an f-string, which Babel sees as one string."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(string, ast.JoinedStr):
                continue
            for call in ast.walk(string):
                match call:
                    case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(message))]):
                        yield path.relative_to(PACKAGE).as_posix(), call.lineno, message


def read(language: str) -> Catalog:
    """Return the catalogue of `language`."""
    with po_path(language).open("rb") as stream:
        return read_po(stream, locale=language)


def forms(entry: Message) -> tuple[str, ...]:
    """Return the translations of one message: one, or its plural forms; empty where there is none."""
    return tuple(entry.string) if isinstance(entry.string, (tuple, list)) else (entry.string or "",)


def fields(text: str) -> list[str]:
    """Return the placeholders of a message, in alphabetical order."""
    return sorted(_FIELD.findall(text))


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as the bytes of a .mo file."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def plain(catalog: Catalog) -> Catalog:
    """Drop the flags that Babel guesses from a per cent sign: messages are filled by `str.format`."""
    for entry in catalog:
        if entry.id:
            entry.flags -= {"python-format", "python-brace-format"}
    return catalog


def update() -> None:
    """Merge the strings of the program into both catalogues, drop unused ones, and compile them."""
    template = collect()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with po_path(language).open("wb") as stream:
            write_po(stream, plain(catalog), width=100, ignore_obsolete=True)
        po_path(language).with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = [entry.id for entry in catalog if entry.id and not all(forms(entry))]
        print(f"{language}: {len(catalog)} messages, {len(missing)} without translation")
        for message in missing:
            print(f"  {message!r}")


if __name__ == "__main__":
    update()
