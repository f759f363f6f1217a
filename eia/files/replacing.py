"""A folder of files that takes the place of the one before it in a single step."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from eia.files import workroom
from eia.files.refusals import cannot_write
from eia.files.turns import turn
from eia.files.writing import write_in_turn

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux's renameat2(2), and RENAME_SWAP of macOS's renamex_np(2)."""

_HERE = -100
"""AT_FDCWD of Linux: paths are taken from the working directory."""


def replace_folder(
    folder: Path, contents: Mapping[str, str | bytes], *, without: Collection[str] = ()
) -> None:
    r"""Write several files of a folder so that whoever looks finds all of the old ones or all of the new, at any moment.

    A new folder is made whole beside this one, what else stands in this one is linked into it, and the two change places
    in one step of the system; so a run that is killed leaves the one or the other, and a hidden folder that `sweep`
    removes. Where the system cannot exchange two folders, `write_together` does the work.

    Args:
        folder: Made where it is not there.
        contents: File names, and their content: text is written as UTF-8 with ``\\n`` line ends.
        without: Names of files that are to be gone when the new ones are there.

    Raises:
        EiaError: As `write_together`; what stood there before still stands.
    """
    folder = folder.resolve()  # the folder itself is exchanged, not a link to it
    at = folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with workroom.workroom(folder.parent) as room:
            made = room / "folder"
            made.mkdir()
            for name, content in contents.items():
                at = folder / name
                workroom.refuse_what_is_no_file(at)
                workroom.write_through(made / name, content)
            at = folder
            with turn(folder):
                workroom.sweep(folder)
                if not _take_the_place(made, folder, leave={*contents, *without}):
                    write_in_turn(folder, contents)
                    for name in without:
                        with suppress(OSError):
                            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(at, error) from None


def _take_the_place(made: Path, folder: Path, *, leave: Collection[str]) -> bool:
    """Put the new folder in the old one's place, with all that the old one holds beside `leave`; False if that cannot be."""
    if not folder.exists():
        with suppress(OSError):
            made.rename(folder)
            return True
        return False
    try:
        shutil.copymode(folder, made)
        for other in folder.iterdir():
            if other.name not in leave:
                _link(other, made / other.name)
        return _exchange(made, folder)
    except (OSError, shutil.Error):
        return False


def _link(path: Path, to: Path) -> None:
    """Give a file a second name; a folder and a link are made anew.

    Raises:
        OSError: It is none of these, or the disk has no such second names.
    """
    if path.is_symlink():
        to.symlink_to(path.readlink())
    elif path.is_dir():
        shutil.copytree(path, to, symlinks=True, copy_function=os.link)
    elif path.is_file():
        to.hardlink_to(path)
    else:
        raise OSError("neither a file nor a folder")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders of one disk change places in a single step; False where the system cannot."""
    import ctypes  # noqa: PLC0415 - only this needs it

    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _EXCHANGE) == 0)
        return bool(system.renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):  # an older C library; Windows
        return False
