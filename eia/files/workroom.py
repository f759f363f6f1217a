"""A workroom: the hidden folder in which files are made whole before they move to their places, and its sweeping.

A run that is killed leaves its workroom behind. The next one finds it, sees that nobody holds it any more, undoes what
had been begun in it, and removes it.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from eia.errors import Problem
from eia.files.refusals import reason

PREFIX = ".writing-"
"""How the names of workrooms begin."""

_HELD = "held"
"""Held open by the workroom's owner, and locked where the system has such locks."""

_BEGUN = "begun.json"
"""Stands in a workroom while files move out of it: which names, and which of them had a file before."""

_KEPT = "kept"
"""Stands in a workroom that holds the only copy of an officer's file: it is never swept."""


class _Lock(Enum):
    """What came of locking a file."""

    HELD = auto()
    TAKEN = auto()
    NONE = auto()
    """The disk has no locks, as some network disks: nobody can tell who holds what."""


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Make a workroom in a folder, hold it, and remove it at the end, unless it is marked to be kept.

    Raises:
        OSError: Nothing can be made in that folder.
    """
    room, held = _hold_a_new_one(folder)
    try:
        yield room
    finally:
        held.close()
        if not (room / _KEPT).exists():
            _clear(room)


def _hold_a_new_one(folder: Path) -> tuple[Path, BinaryIO]:
    while True:
        room = Path(tempfile.mkdtemp(dir=folder, prefix=PREFIX))
        try:
            held = (room / _HELD).open("xb")
        except (
            FileNotFoundError,
            FileExistsError,
        ):  # another run swept the room before it was held, or is about to
            continue
        if _lock(held) is not _Lock.TAKEN and _stands(held):
            return room, held
        held.close()


def _stands(held: BinaryIO) -> bool:
    """Tell whether the file has its name still; Windows, where it could have lost it, does not count names."""
    return os.name == "nt" or os.fstat(held.fileno()).st_nlink > 0


def _lock(held: BinaryIO) -> _Lock:
    """Lock a file for as long as it is open, unless somebody else has it. Windows lets no one unlink an open file."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return _Lock.HELD
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _Lock.TAKEN
    except OSError:
        return _Lock.NONE
    return _Lock.HELD


def sweep(folder: Path) -> None:
    """Remove the workrooms that killed runs left in a folder, and put back what they had half moved.

    A workroom that another run still holds, and one that holds a file that could not be put back, are left alone. So is
    every one on a disk without locks, where nobody can tell.
    """
    try:
        rooms = sorted(folder.glob(f"{PREFIX}*"))
    except OSError:
        return
    for room in rooms:
        if not _is_ours(room) or (room / _KEPT).exists():
            continue
        if not (taken := _taken_over(room)):
            continue
        left, held = taken
        with held:
            if not _undo_what_was_begun(folder, left):
                settle(left)
                _clear(left)


def _is_ours(room: Path) -> bool:
    """Tell whether this user made the folder: in one that many share, nobody undoes what another's note says."""
    try:
        about = room.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(about.st_mode) and (not hasattr(os, "geteuid") or about.st_uid == os.geteuid())


def _taken_over(room: Path) -> tuple[Path, BinaryIO] | None:
    """Hold a room that nobody holds, under a name that no maker of it knows; None if somebody holds it."""
    try:
        held = _opened(room)
    except OSError:
        return None
    try:
        if os.name == "nt":  # there no file is removed, and no folder renamed, that is open
            held.close()
            (room / _HELD).unlink()
            return room, held
        if _lock(held) is _Lock.HELD and _stands(held):
            return room.rename(room.with_name(f"{PREFIX}{secrets.token_hex(6)}")), held
    except OSError:
        pass
    held.close()
    return None


def _opened(room: Path) -> BinaryIO:
    """Open the file that a room is held by; where its owner has made none yet, make it, so that the owner cannot."""
    try:
        return (room / _HELD).open("r+b")
    except FileNotFoundError:
        return (room / _HELD).open("xb")


def _undo_what_was_begun(folder: Path, room: Path) -> list[Problem]:
    try:
        begun = json.loads((room / _BEGUN).read_text(encoding="utf-8"))
        names = [name for name in begun["names"] if name == Path(name).name]
        before = set(begun["before"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return put_back(folder, room, names, before)


def new(room: Path, name: str) -> Path:
    """Return where a workroom holds the new file of a name."""
    return room / f"{name}.new"


def old(room: Path, name: str) -> Path:
    """Return where a workroom holds the copy of the file that stood at a name."""
    return room / f"{name}.old"


def prepare(path: Path, content: str | bytes, room: Path) -> None:
    """Write the new file into the workroom, and a copy of the one that stands at its path.

    Raises:
        OSError: The disk is full, or something that is no file stands where it is due.
    """
    refuse_what_is_no_file(path)
    write_through(new(room, path.name), content)
    if os.path.lexists(path):
        shutil.copy2(path, old(room, path.name), follow_symlinks=False)


def refuse_what_is_no_file(path: Path) -> None:
    """Raise an `OSError` if something other than a file stands where a file is due."""
    if os.path.lexists(path) and not path.is_file():
        raise IsADirectoryError(errno.EISDIR, "something that is no file stands where it is due")


def write_through(path: Path, content: str | bytes) -> None:
    r"""Write a new file and see it onto the disk: text as UTF-8 with ``\\n`` line ends.

    Raises:
        OSError: The disk is full, or there is such a file.
    """
    with path.open("xb") as stream:  # rights as the user's umask says
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())


def begin(room: Path, names: Iterable[str]) -> set[str]:
    """Note in the workroom that its files are about to move, and return the names that had a file before."""
    due = list(names)
    before = {name for name in due if os.path.lexists(old(room, name))}
    note = json.dumps({"names": due, "before": sorted(before)})
    write_through(room / f"{_BEGUN}.part", note)
    os.replace(room / f"{_BEGUN}.part", room / _BEGUN)  # noqa: PTH105 - tests hold the moves of files by Path.replace
    return before


def settle(room: Path) -> None:
    """Take the note away: from here on the new files are the ones that count."""
    with suppress(OSError):
        (room / _BEGUN).unlink(missing_ok=True)


def keep(room: Path) -> None:
    """Mark a workroom as one that holds a file that could not be put back."""
    with suppress(OSError):
        (room / _KEPT).touch()


def put_back(folder: Path, room: Path, names: Iterable[str], before: set[str]) -> list[Problem]:
    """Undo every move: a new file that has left the workroom stands in its place. Return what could not be undone."""
    lost: list[Problem] = []
    for name in names:
        if new(room, name).exists():
            continue
        at, copy = folder / name, old(room, name)
        try:
            if os.path.lexists(copy):
                copy.replace(at)
            elif name not in before:
                at.unlink(missing_ok=True)
        except OSError as error:
            kept = os.path.lexists(copy)
            what = f"The file that stood here could not be put back: {reason(error)}."
            do = (
                f"Its copy is {copy}: move it back by hand."
                if kept
                else "Delete it: it belongs to no whole report."
            )
            lost.append(
                Problem(str(at), what if kept else f"The file could not be removed: {reason(error)}.", do)
            )
    return lost


def _clear(room: Path) -> None:
    """Remove a workroom; a virus scanner may hold a file for a moment, and what stays after that does no harm."""
    for pause in (0, 0.05, 0.2):
        time.sleep(pause)
        shutil.rmtree(room, ignore_errors=True)
        if not room.exists():
            return
