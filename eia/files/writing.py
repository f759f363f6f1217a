"""Several files of one folder, written all together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.files import workroom
from eia.files.refusals import cannot_write
from eia.files.turns import turn


def write_whole(path: Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all: text as UTF-8 with ``\\n`` line ends, by way of a file beside it.

    Raises:
        EiaError: As `write_together`.
    """
    write_together(path.parent, {path.name: content})


def write_together(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    r"""Write several files of a folder, all of them or none; what else is in the folder is left alone.

    The new files, and copies of those they replace, are first made whole in a workroom: a hidden folder inside this one,
    so that each move is within one disk. Until the first move nothing has changed; after it, the copies undo it. A run
    that is killed between two moves leaves a note with the copies, and the next one (or `sweep`) undoes its moves first.

    Args:
        folder: Made where it is not there.
        contents: File names, and their content: text is written as UTF-8 with ``\\n`` line ends.

    Raises:
        EiaError: The disk is full, the folder cannot be written, or another program holds a file open. Nothing half
            written is left, and what stood there before still stands; a file that could not be put back is named, and
            where its copy is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with turn(folder):
            write_in_turn(folder, contents)
    except OSError as error:
        raise cannot_write(folder, error) from None


def write_in_turn(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Do as `write_together` for whoever has the folder's `turn`.

    Raises:
        EiaError: As there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workroom.sweep(folder)
        with workroom.workroom(folder) as room:
            _write_by_way_of(room, folder, contents)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _write_by_way_of(room: Path, folder: Path, contents: Mapping[str, str | bytes]) -> None:
    at = folder
    lost: list[Problem] = []
    before: set[str] | None = None
    try:
        for name, content in contents.items():
            at = folder / name
            workroom.prepare(at, content, room)
        before = workroom.begin(room, contents)
        for name in contents:
            at = folder / name
            workroom.new(room, name).replace(at)
        workroom.settle(room)
    except BaseException as error:
        if before is not None:
            lost = workroom.put_back(folder, room, contents, before)
        if lost:
            workroom.keep(room)
        workroom.settle(room)
        if isinstance(error, OSError):
            raise EiaError.of([*cannot_write(at, error).problems, *lost]) from None
        if lost:
            raise EiaError.of(lost) from None
        raise
