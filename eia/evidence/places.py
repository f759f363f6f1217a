"""Districts, regions and countries of England and Wales, by the code the Office for National Statistics gives them."""

from __future__ import annotations

import csv
import difflib
import io
from dataclasses import dataclass
from functools import cache

from eia.errors import EiaError
from eia.files import read_text
from eia.shipped import shipped

NATIONS = {"England": "E92000001", "Wales": "W92000004"}
"""The code of each nation that has baselines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place with baselines.

    Attributes:
        code: Its code, such as E06000049.
        name: Its name.
        type: "district", "region" or "country".
        nation: "England", "Wales", or "England and Wales" for both together.
        region_code: The code of a district's English region; empty for all else.
    """

    code: str
    name: str
    type: str
    nation: str
    region_code: str = ""


def place(code: str) -> Place:
    """Return the place with a code.

    Raises:
        EiaError: No place has it; the nearest code or name is suggested.
    """
    known = _places()
    if code in known:
        return known[code]
    by_name = {entry.name.casefold(): entry for entry in known.values()}
    wanted = code.strip().casefold()
    near = by_name.get(wanted) or known.get(wanted.upper())
    if near is None:
        names = difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.6)
        codes = difflib.get_close_matches(wanted.upper(), known, n=1, cutoff=0.6)
        near = by_name[names[0]] if names else known[codes[0]] if codes else None
    raise EiaError(
        "the place",
        f"'{code}' is not the code of a district, region or country of England and Wales at Census Day 2021.",
        f"Did you mean {near.code} ({near.name})?"
        if near
        else "Give its code, such as E06000049 for Cheshire East.",
    )


@cache
def _places() -> dict[str, Place]:
    # The csv module is enough here, and keeps a proposal's place readable without loading pandas.
    text = read_text(shipped("data", "reference", "places.csv"))
    return {row["code"]: Place(**row) for row in csv.DictReader(io.StringIO(text, newline=""))}
