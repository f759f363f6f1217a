"""Files in and out: read as UTF-8 with the problem named, written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from eia.errors import EiaError

LARGEST = 5_000_000
"""Largest file read, in bytes: far above any written assessment, and small enough to open by mistake safely."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")
"""Characters that no one types: they come in by accident, and some break a page or a PDF."""


def read_text(path: Path, *, shown: str | None = None) -> str:
    r"""Read a UTF-8 text file whole, with or without a byte order mark, line ends made ``\\n``.

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
        raise EiaError(
            name, f"The file cannot be read: {_reason(error)}.", "Close it elsewhere and try again."
        ) from None
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
    if bad := CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        raise EiaError(
            f"{name}, line {line}, column {column}",
            f"There is a control character (U+{ord(bad[0]):04X}) here.",
            "Delete it and type the text again.",
        )
    return text


def write_whole(path: Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all: text as UTF-8 with ``\\n`` line ends, by way of a file beside it.

    Raises:
        EiaError: As `write_together`.
    """
    write_together(path.parent, {path.name: content})


def write_together(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    r"""Write several files of a folder, all of them or none; what else is in the folder is left alone.

    Args:
        folder: Made where it is not there.
        contents: File names, and their content: text is written as UTF-8 with ``\\n`` line ends.

    Raises:
        EiaError: The disk is full, the folder cannot be written, or another program holds a file open. Nothing half
            written is left, and what stood there before still stands.
    """
    at = folder
    staged: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            at = folder / name
            staged[at] = _stage(at, content)
        for at, part in staged.items():
            if at.exists():
                # Noted before it is moved, so that an interruption between the two loses nothing.
                kept[at] = at.with_name(f".{at.name}.{os.getpid()}.before")
                at.replace(kept[at])
            part.replace(at)
    except BaseException as error:
        _put_back(staged, kept)
        if not isinstance(error, OSError):
            raise
        raise _cannot_write(at, error) from None
    for beside in kept.values():
        beside.unlink(missing_ok=True)


def _put_back(staged: Mapping[Path, Path], kept: Mapping[Path, Path]) -> None:
    """Undo what was done: a part that is no longer there stands in its place, and what stood there before is beside it."""
    for at, part in staged.items():
        if part.exists():
            part.unlink()
        elif at not in kept:
            at.unlink(missing_ok=True)
    for at, beside in kept.items():
        if beside.exists():
            beside.replace(at)


def _stage(path: Path, content: str | bytes) -> Path:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where the file is due")
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)  # mkstemp makes it private; a report is for others to read
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _cannot_write(path: Path, error: OSError) -> EiaError:
    if isinstance(error, PermissionError):
        what = (
            "The file cannot be written: it may be open in another program, or the folder may be read-only."
        )
        return EiaError(str(path), what, "Close it there, or choose another folder, and try again.")
    do = "Make room and try again." if error.errno == errno.ENOSPC else "Choose another folder."
    return EiaError(str(path), f"The file cannot be written: {_reason(error)}.", do)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or "the system refused").lower()
