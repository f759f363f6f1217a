"""Places of this machine left out of words: where folders stand, and whose they are, is no part of a report."""

from __future__ import annotations

import os
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


def placeless(places: Iterable[Path]) -> Callable[[str], str]:
    """Return what takes out of a text the paths of folders, and leaves the names of what stands in them.

    The working directory, the user's own folder, that of temporary files and those of this Python's packages are left out
    too.

    Args:
        places: Folders that the text may name.
    """
    packages = [Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib", "stdlib")]
    known = (*places, *packages, Path.cwd(), Path.home(), Path(tempfile.gettempdir()))
    hidden = sorted(
        {
            f"{place}{os.sep}"
            for given in known
            for place in (given.absolute(), given.resolve())
            if place != Path(place.anchor)
        },
        key=lambda place: (-len(place), place),
    )

    def without(text: str) -> str:
        for place in hidden:
            text = text.replace(place, "")
        return text

    return without
