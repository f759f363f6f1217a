"""Text files read: as UTF-8, with the problem named."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

from eia.errors import EiaError
from eia.files.refusals import reason

LARGEST = 5_000_000
"""Largest file read, in bytes: far above any written assessment, and small enough to open by mistake safely."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")
"""Characters that no one types: they come in by accident, and some break a page or a PDF."""


def read_text(path: Path, *, shown: str | None = None, largest: int = LARGEST, table: bool = False) -> str:
    r"""Read a UTF-8 text file whole, with or without a byte order mark, line ends made ``\\n``.

    Args:
        path: The file.
        shown: How errors name the file; by default its own name.
        largest: The largest file that is read, in bytes.
        table: Whether a table is due, for what to do with a file of another kind; a name ending in .csv says so too.

    Raises:
        EiaError: It is missing, a folder, a pipe or device, larger than `largest`, not readable, not UTF-8, or has control
            characters.
    """
    name = shown or path.name
    try:
        if path.is_dir():
            raise EiaError(name, "This is a folder where a file is due.", "Give the file itself.")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
            raise EiaError(name, "This is not an ordinary file.", "Put a file there instead.")
        if (size := about.st_size) > largest:
            raise EiaError(
                name,
                f"The file is {size / 1e6:.1f} MB; the largest read is {largest / 1e6:.0f} MB.",
                "Remove what the assessment does not need, or split it.",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise EiaError(name, "There is no such file.", "Check the name, or put the file there.") from None
    except OSError as error:
        raise EiaError(
            name, f"The file cannot be read: {reason(error)}.", "Close it elsewhere and try again."
        ) from None
    text = _decoded(raw, name, table=table or path.suffix.lower() == ".csv")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        raise EiaError(
            f"{name}, line {line}, column {column}",
            f"There is a control character (U+{ord(bad[0]):04X}) here.",
            "Delete it and type the text again.",
        )
    return text


def _decoded(raw: bytes, name: str, *, table: bool) -> str:
    """Return the bytes as text, or say what else they are and how that program saves text."""
    save = (
        "In Excel choose 'Save as' and the type 'CSV UTF-8 (comma delimited)'."
        if table
        else "Open it in Notepad, choose 'Save as', and there the encoding 'UTF-8'."
    )
    words = "Copy its words into a text file, as Notepad makes."
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        do = "Open it in a spreadsheet and save it as .xlsx, or as CSV UTF-8." if table else words
        raise EiaError(name, "This is a Word, Excel or zip file.", do)
    if raw.startswith(b"%PDF-"):
        do = "Put its table into a spreadsheet and save that as .xlsx, or as CSV UTF-8." if table else words
        raise EiaError(name, "This is a PDF.", do)
    start = raw[:400]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) * 3 > len(start):
        raise EiaError(name, "The file is in UTF-16, not in UTF-8.", save)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "The file is not in UTF-8 (it may be in a Windows encoding)."
        raise EiaError(f"{name}, line {line}", what, save) from None


def parse_written(text: str, *, where: str, schema: int, not_one: EiaError) -> dict[str, Any]:
    """Read the text of a JSON file that the toolkit wrote, whose ``schema`` numbers its form.

    Args:
        text: Its text.
        where: How errors name the file.
        schema: The newest form that is known.
        not_one: What to raise where it is no such file.

    Raises:
        EiaError: It is no JSON object, or of a newer toolkit.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise not_one from None
    if not isinstance(raw, dict):
        raise not_one
    if isinstance(raw.get("schema"), int) and raw["schema"] > schema:
        raise EiaError(where, "The file was written by a newer toolkit.", "Install the newer toolkit.")
    return raw
