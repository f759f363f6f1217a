"""Folders and files as bytes that travel, and back."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from eia.errors import EiaError
from eia.runner.keys import KEY_FILE

LARGEST_PARCEL = 200_000_000
"""Bytes: all of it passes through the scheduler's memory, and the worker's."""

_THEN = "Make this report without --scheduler."


def pack(place: Path, *, largest: int = LARGEST_PARCEL) -> bytes:
    """Return a file, or all files of a folder, as a zip; one folder gives the same bytes each time.

    Hidden and temporary files are passed over, as `eia.runner.keys` does, except the proposal's key: with it a report
    made elsewhere has the record of one made here.

    Args:
        place: The file or the folder; in the zip, names begin with its own.
        largest: The most bytes that all files together may have.

    Raises:
        EiaError: The files are too large together; one cannot be read; or what stands there, such as a link to a folder,
            would be another thing elsewhere.
    """
    place = Path(os.path.abspath(place))  # noqa: PTH100 - its name counts, also of a link, and '..' is none
    packed, total = io.BytesIO(), 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as held:
        if place.is_dir():
            held.writestr(zipfile.ZipInfo(f"{place.name}/"), b"")  # it is there, also where it is empty
        for path in sorted(_files_of(place)) if place.is_dir() else [place]:
            name = path.relative_to(place.parent).as_posix()
            try:
                total += path.stat().st_size
                if total > largest:
                    what = f"With this file the folder has more than {largest // 1_000_000} MB, which is too much to send."
                    raise EiaError(name, what, _THEN)
                content = path.read_bytes()
            except OSError:
                raise EiaError(
                    name, "The file cannot be read.", "Close it in other programs, and try again."
                ) from None
            try:
                # Without a date: the same folder gives the same bytes.
                held.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            except UnicodeEncodeError:
                shown = name.encode("ascii", "replace").decode("ascii")
                raise EiaError(
                    shown, "The file's name has signs that cannot be sent.", "Rename it."
                ) from None
    return packed.getvalue()


def unpack(parcel: bytes, into: Path) -> None:
    """Put the files of a parcel into a folder.

    Raises:
        OSError: They cannot be written.
        ValueError: This is no parcel.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(parcel)) as held:
            held.extractall(into)
    except zipfile.BadZipFile:
        raise ValueError("no parcel") from None


def _files_of(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        for name in folders:
            if Path(where, name).is_symlink():
                raise _cannot_travel(Path(where, name), folder, "a link to a folder")
        for name in names:
            path = Path(where, name)
            if name == KEY_FILE and Path(where) == folder:
                yield path
            elif not name.startswith((".", "~")):
                try:
                    plain = stat.S_ISREG(path.stat().st_mode)
                except OSError:  # reading it will say so
                    plain = True
                if not plain:
                    raise _cannot_travel(path, folder, "no file")
                yield path


def _cannot_travel(path: Path, folder: Path, kind: str) -> EiaError:
    name = path.relative_to(folder.parent).as_posix()
    return EiaError(name, f"This is {kind}, which cannot be sent to another machine.", _THEN)
