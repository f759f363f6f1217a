"""Where a pack stands: named by the officer, never found by itself."""

from __future__ import annotations

import os
from pathlib import Path

from eia.errors import EiaError
from eia.shipped import shipped

LOCAL_PACKS = "EIA_LOCAL"
"""The environment variable by which the runner tells a notebook in which folder its pack stands, by that folder's name."""

PACK = "pack.toml"

_EXAMPLE = "example"
"""By this word, where no folder is called so, the example is named that ships with the toolkit."""


def find_pack(name: str | Path) -> Path:
    """Return the folder of a pack.

    Args:
        name: The pack's folder; or ``example``, for the one that ships.

    Raises:
        EiaError: There is no such folder, or it holds no ``pack.toml``.
    """
    given = str(name).strip()
    beside = os.environ.get(LOCAL_PACKS)
    if beside and Path(given).name == given and (Path(beside, given, PACK)).is_file():
        return Path(beside, given)
    try:
        folder = Path(given).expanduser().resolve()
        there, whole = folder.is_dir(), (folder / PACK).is_file()
    except (OSError, RuntimeError, ValueError):  # too long, an unknown user, a sign that no name has
        there = whole = False
    if given == _EXAMPLE and not there:
        return shipped("data", "local")
    if not there:
        do = "Give the pack's folder with --local, or --local example for the one that ships."
        raise EiaError(given, "There is no folder of this name.", do)
    if not whole:
        raise EiaError(
            given, f"The folder holds no {PACK}.", f"Give the folder that holds the pack's {PACK}."
        )
    return folder
