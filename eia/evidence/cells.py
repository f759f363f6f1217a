"""Cells of an XLSX sheet that look filled and hold no value: errors such as #N/A, and formulas saved without their result.

The reader of spreadsheets gives both as blank, and a blank may be an answer.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAY_BE = re.compile(rb"""\bt\s*=\s*["']e["']|<(?:[\w.-]+:)?f[\s/>]""")
"""What stands in a sheet's XML where a cell is an error or a formula; a sheet without it is not looked through."""

_AT_ONCE = 1 << 20
_SEAM = 200
"""Bytes of the part before that are looked at again, so that nothing is missed where two parts meet."""

_LARGEST = 4_000_000_000
"""Bytes of a sheet's XML that are read: many times what the largest table here unpacks to."""

_LARGEST_INDEX = 20_000_000
"""Bytes of the lists of sheets that are read."""

UNSAVED = ""
"""What stands for the error of a formula whose result was not saved."""


def without_value(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Find the cells of a sheet that hold an error, or a formula without its result.

    Args:
        path: The XLSX file.
        sheet: The sheet's name.

    Returns:
        By the number of the row and the position of the cell from 0: the error as it is shown, or `UNSAVED`. Nothing, if
        the file does not say by the usual names where the sheet stands.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no XLSX file, or is made to harm.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and few proposals have a spreadsheet

    try:
        with zipfile.ZipFile(path) as book:
            part = _part_of(book, sheet)
            if part is None:
                return {}
            if part.file_size > _LARGEST:
                raise ValueError("no sheet is as large")
            with book.open(part) as content:
                if not _may_be(content):
                    return {}
            with book.open(part) as content:
                return dict(_found(content))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise ValueError("no spreadsheet") from error


def _may_be(content: IO[bytes]) -> bool:
    before = b""
    while part := content.read(_AT_ONCE):
        # In UTF-16 every other byte is nought: that is rare, and is always looked through.
        if b"\x00" in part[:_SEAM] or _MAY_BE.search(before + part):
            return True
        before = part[-_SEAM:]
    return False


def _found(content: IO[bytes]) -> Iterator[tuple[tuple[int, int], str]]:
    from lxml import etree  # noqa: PLC0415

    row = 0
    for _, element in etree.iterparse(
        content, events=("end",), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False
    ):
        row = _number(element.get("r")) or row + 1
        position = -1
        for cell in element.iterchildren("{*}c"):
            position = _position(cell.get("r")) if cell.get("r") else position + 1
            if (found := _error_of(cell)) is not None:
                yield (row, position), found
        element.clear()
        while element.getprevious() is not None:
            parent = element.getparent()
            assert parent is not None  # as it has a sibling
            del parent[0]


def _error_of(cell: _Element) -> str | None:
    kind, value = cell.get("t"), cell.find("{*}v")
    if kind == "e":
        return (value.text if value is not None else None) or "#VALUE!"
    if cell.find("{*}f") is None or (value is not None and (value.text or kind == "str")):
        return None
    return UNSAVED


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else 0


def _position(name: str | None) -> int:
    """Return the position from 0 of a cell's column, by its name such as AB12."""
    position = 0
    for letter in re.sub(r"[^A-Z]", "", (name or "").upper()[:9]):
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def _part_of(book: zipfile.ZipFile, sheet: str) -> zipfile.ZipInfo | None:
    """Find the part of the file that is a sheet: the list of sheets has its name and a key, another the key and the part."""
    parts = {one.filename.replace("\\", "/").lower(): one for one in book.infolist()}
    listed, related = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    if listed is None or related is None:
        return None
    for one in _tree(book, listed).iter("{*}sheet"):
        if one.get("name") == sheet:
            key = next((value for name, value in one.attrib.items() if str(name).endswith("}id")), "")
            for other in _tree(book, related).iter("{*}Relationship"):
                if other.get("Id") == key:
                    target = posixpath.join("/xl", other.get("Target") or "")
                    return parts.get(posixpath.normpath(target).lstrip("/").lower())
    return None


def _tree(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> _Element:
    from lxml import etree  # noqa: PLC0415

    if part.file_size > _LARGEST_INDEX:
        raise ValueError("no list of sheets is as long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(book.read(part), parser)
