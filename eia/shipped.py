"""Where the toolkit's own notebooks and data stand: in the installed package, or in this project's folder."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Return the path of something that ships with the toolkit, such as ``shipped("data", "reference")``.

    In an installed wheel the notebooks and data are inside the package; in a checkout they stand beside it.
    """
    packed = _HERE / "_shipped"
    return (packed if packed.is_dir() else _HERE.parent).joinpath(*parts)
