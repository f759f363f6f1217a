"""Files in and out: read as UTF-8 with the problem named, written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

from eia.errors import EiaError

LARGEST = 5_000_000
"""Largest file read, in bytes: far above any written assessment, and small enough to open by mistake safely."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")


def read_text(path: Path, *, shown: str | None = None) -> str:
    """Read a UTF-8 text file whole, with or without a byte order mark, line ends made ``\\n``.

    Args:
        path: The file.
        shown: How errors name the file; by default its own name.

    Raises:
        EiaError: It is missing, a folder, larger than `LARGEST`, not readable, not UTF-8, or has control characters.
    """
    name = shown or path.name
    try:
        if path.is_dir():
            raise EiaError(name, "This is a folder where a file is due.", "Give the file itself.")
        size = path.stat().st_size
        if size > LARGEST:
            raise EiaError(
                name,
                f"The file is {size / 1e6:.1f} MB; the largest read is {LARGEST / 1e6:.0f} MB.",
                "Remove what the assessment does not need, or split it.",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise EiaError(name, "There is no such file.", "Check the name, or put the file there.") from None
    except OSError as error:
        raise EiaError(name, f"The file cannot be read: {_reason(error)}.", "Close it elsewhere and try again.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise EiaError(
            f"{name}, line {line}",
            "The file is not in UTF-8 (it may be in a Windows encoding).",
            "Save it again as UTF-8; in Excel choose 'CSV UTF-8 (comma delimited)'.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        raise EiaError(
            f"{name}, line {line}, column {column}",
            f"There is a control character (U+{ord(bad[0]):04X}) here.",
            "Delete it and type the text again.",
        )
    return text


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: text as UTF-8 with ``\\n`` line ends, by way of a file beside it.

    Raises:
        EiaError: The disk is full, the folder cannot be written, or another program holds the file open.
            Nothing half written is left, and what stood there before still stands.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    beside: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, 0o644)  # noqa: PTH101, S103 - mkstemp makes it private; a report is for others to read
        os.replace(beside, path)  # noqa: PTH105 - the rename that makes it whole or not at all
        beside = None
    except PermissionError:
        raise EiaError(
            str(path), "The file cannot be written: it may be open in another program.", "Close it there and try again."
        ) from None
    except OSError as error:
        do = "Make room and try again." if error.errno == errno.ENOSPC else "Choose another folder with --out."
        raise EiaError(str(path), f"The file cannot be written: {_reason(error)}.", do) from None
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or "the system refused").lower()
