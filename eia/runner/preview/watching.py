"""Which files a preview is made from, and whether any was saved since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

Snapshot = Mapping[str, tuple[int, int]]
"""When each file was last saved, in nanoseconds, and its size in bytes, by its path."""


def snapshot(places: Iterable[Path]) -> Snapshot:
    """Note when each file of some places was saved; hidden and temporary ones, which editors make, are passed over.

    A file that goes while it is looked at is not there.

    Args:
        places: Folders, with all in them, and files.
    """
    seen: dict[str, tuple[int, int]] = {}
    for place in places:
        _note(place, seen)
        for where, folders, names in os.walk(place):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
            for name in names:
                if not name.startswith((".", "~")):
                    _note(Path(where, name), seen)
    return seen


def _note(path: Path, seen: dict[str, tuple[int, int]]) -> None:
    try:
        about = path.stat()
    except OSError:
        return
    if not path.is_dir():  # a folder's own time changes with the hidden files in it
        seen[str(path)] = (about.st_mtime_ns, about.st_size)
