"""The law as dated and cited data, one file an instrument: what the checks rest on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from eia.law.provisions import (
    Case,
    Cell,
    Characteristic,
    Conduct,
    Context,
    Dropped,
    DutyException,
    Exclusion,
    Limb,
    Nation,
    Need,
    Provision,
)
from eia.law.reading import read_law
from eia.law.register import EARLIEST, Law

__all__ = [
    "EARLIEST",
    "Case",
    "Cell",
    "Characteristic",
    "Conduct",
    "Context",
    "Dropped",
    "DutyException",
    "Exclusion",
    "Law",
    "Limb",
    "Nation",
    "Need",
    "Provision",
    "law",
    "read_law",
]


@cache
def law() -> Law:
    """Return the law that ships with the toolkit, read once.

    Raises:
        EiaError: A file of the toolkit's own is damaged; it names the file and the entry.
    """
    return read_law(files("eia").joinpath("law"))
