"""Counts of people by small area, for the areas that are held for a place."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from eia.disclosure import Counts
from eia.errors import Problem
from eia.evidence.asked import Asked
from eia.evidence.figures import in_groups, parse_count
from eia.evidence.kinds import NOT_PLACED, PlacesTable
from eia.evidence.table import date_where, raise_all, read_table, shortened
from eia.files import read_text
from eia.shipped import shipped

_HELD: Mapping[str, str] = MappingProxyType(
    {"LSOA 2011": "small_areas_2011", "LSOA 2021": "small_areas_2021"}
)
_CODE = re.compile(r"[EW]01[0-9]{6}")
_OTHER = {
    "E00": "an output area",
    "W00": "an output area",
    "E02": "a middle layer area (MSOA)",
    "W02": "a middle layer area (MSOA)",
    "E05": "a ward",
    "W05": "a ward",
    "E06": "an authority",
    "S01": "a Scottish data zone",
}


def read_places(path: Path, *, shown: str, asked: Asked) -> PlacesTable:
    """Read counts by small area, from a file with the columns ``area`` (a code) and ``count``.

    Args:
        path: The file, CSV or XLSX.
        shown: How errors name the file.
        asked: What the record asks: which areas, since those of 2011 and of 2021 have codes of one form; and which place.

    Returns:
        The counts of the areas held for the place. People of all other areas are counted under `NOT_PLACED`, and the codes
        of these areas are kept: that is to be said to the officer.

    Raises:
        EiaError: With every problem found: which areas is not said, a code that is none of a small area or stands twice, a
            count that is none.
    """
    table = read_table(path, shown=shown, columns=("area", "count"), sheet=asked.sheet)
    problems = list(in_groups(table, "area"))
    if asked.areas not in _HELD:
        what = "It is not said of which areas the codes are; those of 2011 and 2021 look alike."
        problems.append(Problem(f"{asked.where}, 'areas'", what, 'Write areas = "LSOA 2011" or "LSOA 2021".'))
    counts: dict[str, int] = {}
    for number, record in table.records():
        code, where = record["area"].upper().replace(" ", ""), table.where(number, "area")
        if code and not _CODE.fullmatch(code):
            kind = _OTHER.get(code[:3]) if re.fullmatch(r"[A-Z][0-9]{8}", code) else None
            what = f"'{shortened(record['area'])}' is " + (
                f"the code of {kind}." if kind else "no code of a small area."
            )
            do = "Write the code of a lower layer super output area, such as E01018386."
            problems.append(Problem(where, what, do))
        found = next(date_where(table, number, "count"), None) or parse_count(
            record["count"], table.where(number, "count")
        )
        if isinstance(found, Problem):
            problems.append(found)
        else:
            counts[code] = found
    raise_all(problems, shown)
    held = _areas(asked.areas, asked.place)
    codes = tuple(sorted(code for code in counts if code in held))
    others = tuple(sorted(code for code in counts if code not in held))
    values = [counts[code] for code in codes]
    if others:
        values.append(sum(counts[code] for code in others))
    names = (*codes, *((NOT_PLACED,) if others else ()))
    return PlacesTable(
        codes=codes, counts=Counts(names, tuple(values)), geography=asked.areas, not_placed=others
    )


@cache
def _areas(areas: str, place: str) -> frozenset[str]:
    """Return the codes held for a place: of one authority in all, and of none other."""
    about = tomllib.loads(read_text(shipped("data", "reference", f"{_HELD[areas]}.toml")))
    if about["place"] != place:
        return frozenset()
    text = read_text(shipped("data", "reference", f"{_HELD[areas]}.csv"))
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    return frozenset(row[0] for row in rows)
