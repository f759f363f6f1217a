"""Files in and out: read as UTF-8 with the problem named, written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from eia.errors import EiaError, Problem

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
        EiaError: It is missing, a folder, a pipe or device, larger than `LARGEST`, not readable, not UTF-8, or has control
            characters.
    """
    name = shown or path.name
    try:
        if path.is_dir():
            raise EiaError(name, "This is a folder where a file is due.", "Give the file itself.")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
            raise EiaError(name, "This is not an ordinary file.", "Put a file there instead.")
        if (size := about.st_size) > LARGEST:
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
    text = _decoded(raw, name, table=path.suffix.lower() == ".csv")
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
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        do = save if table else "Copy its words into a text file, as Notepad makes."
        raise EiaError(name, "This is a Word, Excel or zip file.", do)
    start = raw[:400]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) * 3 > len(start):
        raise EiaError(name, "The file is in UTF-16, not in UTF-8.", save)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "The file is not in UTF-8 (it may be in a Windows encoding)."
        raise EiaError(f"{name}, line {line}", what, save) from None


def write_whole(path: Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all: text as UTF-8 with ``\\n`` line ends, by way of a file beside it.

    Raises:
        EiaError: As `write_together`.
    """
    write_together(path.parent, {path.name: content})


def write_together(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    r"""Write several files of a folder, all of them or none; what else is in the folder is left alone.

    The new files, and copies of those they replace, are first made whole in a workroom: a hidden folder inside this one,
    so that each move is within one disk. Until the first move nothing has changed; after it, the copies undo it.

    Args:
        folder: Made where it is not there.
        contents: File names, and their content: text is written as UTF-8 with ``\\n`` line ends.

    Raises:
        EiaError: The disk is full, the folder cannot be written, or another program holds a file open. Nothing half
            written is left, and what stood there before still stands; a file that could not be put back is named, and
            where its copy is.
    """
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workroom = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    except OSError as error:
        raise _cannot_write(folder, error) from None
    lost: list[Problem] = []
    begun = False
    try:
        for name, content in contents.items():
            at = folder / name
            _prepare(at, content, workroom)
        begun = True
        for name in contents:
            at = folder / name
            _new(workroom, name).replace(at)
    except BaseException as error:
        if begun:
            lost = _put_back(folder, workroom, contents)
        if not lost:
            _clear(workroom)
        if isinstance(error, OSError):
            raise EiaError.of([*_cannot_write(at, error).problems, *lost]) from None
        if lost:
            raise EiaError.of(lost) from None
        raise
    _clear(workroom)


def _new(workroom: Path, name: str) -> Path:
    return workroom / f"{name}.new"


def _old(workroom: Path, name: str) -> Path:
    return workroom / f"{name}.old"


def _prepare(path: Path, content: str | bytes, workroom: Path) -> None:
    """Write the new file into the workroom, and a copy of the one that stands at its path."""
    stands = os.path.lexists(path)
    if stands and not path.is_file():
        raise IsADirectoryError(errno.EISDIR, "something that is no file stands where it is due")
    with _new(workroom, path.name).open("xb") as stream:  # rights as the user's umask says
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())
    if stands:
        shutil.copy2(path, _old(workroom, path.name), follow_symlinks=False)


def _put_back(folder: Path, workroom: Path, names: Iterable[str]) -> list[Problem]:
    """Undo every move: a new file that has left the workroom stands in its place. Return what could not be undone."""
    lost: list[Problem] = []
    for name in names:
        if _new(workroom, name).exists():
            continue
        at, old = folder / name, _old(workroom, name)
        try:
            if os.path.lexists(old):
                old.replace(at)
            else:
                at.unlink(missing_ok=True)
        except OSError as error:
            kept = os.path.lexists(old)
            what = f"The file that stood here could not be put back: {_reason(error)}."
            do = (
                f"Its copy is {old}: move it back by hand."
                if kept
                else "Delete it: it belongs to no whole report."
            )
            lost.append(
                Problem(str(at), what if kept else f"The file could not be removed: {_reason(error)}.", do)
            )
    return lost


def _clear(workroom: Path) -> None:
    """Remove the workroom; a virus scanner may hold a file for a moment, and what stays after that does no harm."""
    for pause in (0, 0.05, 0.2):
        time.sleep(pause)
        shutil.rmtree(workroom, ignore_errors=True)
        if not workroom.exists():
            return


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
