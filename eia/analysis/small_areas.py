"""Where in a place the risk of digital exclusion gathers: an index of small areas, not of the people in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import statistics
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eia.analysis.shares import per_cent
from eia.evidence import Place, place
from eia.files import read_text
from eia.practice import practice
from eia.shipped import shipped

_CLASSES = {
    "Urban": ("A1", "B1", "C1", "C2"),
    "Rural town and fringe": ("D1", "D2"),
    "Rural village and dispersed": ("E1", "E2"),
}
_MOST_DEPRIVED = ("1", "2")
_FIFTHS = (
    "Most deprived fifth of England's areas (IMD 2019 deciles 1 and 2)",
    "Second most deprived fifth (deciles 3 and 4)",
    "Middle fifth (deciles 5 and 6)",
    "Second least deprived fifth (deciles 7 and 8)",
    "Least deprived fifth (deciles 9 and 10)",
)
_RISKS = ("In England's highest fifth of the risk", "Not in the highest fifth")


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaGroup:
    """Some of a place's small areas.

    Attributes:
        name: What they have in common.
        areas: How many there are.
        in_highest_fifth: How many of them are in England's highest fifth of the index.
        per_cent: The share of them that is, unrounded; None if there are no such areas.
        median_score: The middle score, 0 to 10, higher meaning more risk; None if there are no such areas.
    """

    name: str
    areas: int
    in_highest_fifth: int
    per_cent: float | None
    median_score: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallAreas:
    """A place's small areas on the Digital Exclusion Risk Index.

    Attributes:
        place_code: The place's code.
        place_name: Its name.
        cut_score: The score at or above which an area is in the highest fifth of England's areas.
        whole: All small areas of the place.
        by_class: The same by urban or rural class, classes without an area left out.
        by_deprivation: The same for the two most deprived tenths of England, and all others.
        scores: The name and the score of each area, by its code.
        sources: Where the figures come from, a line each.
        warnings: What a reader must know.
        not_before: A day before which the index cannot have been out, as YYYY-MM-DD.
    """

    place_code: str
    place_name: str
    cut_score: float
    whole: AreaGroup
    by_class: tuple[AreaGroup, ...]
    by_deprivation: tuple[AreaGroup, ...]
    scores: tuple[tuple[str, float], ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    not_before: str

    def later_than(self, day: dt.date) -> bool:
        """Whether the index came out after a day, so that no one could have read it then."""
        return dt.date.fromisoformat(self.not_before) > day


def small_areas(place_code: str) -> SmallAreas | None:
    """Count a place's small areas in England's highest fifth of the Digital Exclusion Risk Index.

    The share that counts as highest is `deri_high_risk` of the choices in force. Areas are the lower layer super output
    areas of 2011, each counted once whatever its population.

    Returns:
        The counts, or None if no small areas of the place ship.

    Raises:
        EiaError: No place has that code.
        ValueError: The choice in force has no cut point in the reference data.
    """
    where, about, rows = _held(place_code)
    if not rows:
        return None
    cut = _cut_score()
    method = tomllib.loads(_text("deri_cut_points.toml"))
    classes = [
        (name, [row for row in rows if row["ruc11_code"] in codes]) for name, codes in _CLASSES.items()
    ]
    deprived = [row for row in rows if row["imd2019_decile"] in _MOST_DEPRIVED]
    others = [row for row in rows if row["imd2019_decile"] not in _MOST_DEPRIVED]
    return SmallAreas(
        place_code=where.code,
        place_name=where.name,
        cut_score=cut,
        whole=_group("All small areas", rows, cut),
        by_class=tuple(_group(name, some, cut) for name, some in classes if some),
        by_deprivation=(
            _group("In England's most deprived fifth (IMD 2019 deciles 1 and 2)", deprived, cut),
            _group("All others (IMD 2019 deciles 3 to 10)", others, cut),
        ),
        scores=tuple((row["lsoa11_name"], float(row["deri_score"])) for row in rows),
        sources=(about["attribution"], f"{method['title']}. {method['method']}"),
        warnings=(*about["warnings"], about["publication"], *method["warnings"]),
        not_before=about["not_before"].isoformat(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaKinds:
    """A classification of a place's small areas of 2011.

    Attributes:
        by: What it is of, in words.
        kinds: The kinds that the place has, in the classification's own order.
        kind_of: The kind of each area, by its code.
        warnings: What a reader must know.
    """

    by: str
    kinds: tuple[str, ...]
    kind_of: Mapping[str, str]
    warnings: tuple[str, ...]

    @property
    def areas(self) -> dict[str, int]:
        """How many areas are of each kind."""
        every = list(self.kind_of.values())
        return {kind: every.count(kind) for kind in self.kinds}


NO_AREAS: tuple[AreaKinds, ...] = ()


def kinds_of_areas(place_code: str) -> tuple[AreaKinds, ...]:
    """Return how deprived a place's small areas of 2011 are, by fifths of England's; urban or rural; and at what digital risk.

    Returns:
        The three classifications; none where no small areas of the place ship.

    Raises:
        EiaError: No place has that code.
        ValueError: The choice in force has no cut point in the reference data.
    """
    _, about, rows = _held(place_code)
    if not rows:
        return NO_AREAS
    cut = _cut_score()
    fifths = {str(tenth): _FIFTHS[(tenth - 1) // 2] for tenth in range(1, 11)}
    classes = {code: name for name, codes in _CLASSES.items() for code in codes}
    deprived = {row["lsoa11_code"]: fifths[row["imd2019_decile"]] for row in rows}
    urban = {row["lsoa11_code"]: classes[row["ruc11_code"]] for row in rows}
    risk = {row["lsoa11_code"]: _RISKS[float(row["deri_score"]) < cut] for row in rows}
    return tuple(
        AreaKinds(
            by=by,
            kinds=tuple(kind for kind in kinds if kind in kind_of.values()),
            kind_of=kind_of,
            warnings=tuple(about["warnings"]),
        )
        for by, kinds, kind_of in (
            ("deprivation of the area", _FIFTHS, deprived),
            ("urban or rural area", tuple(_CLASSES), urban),
            ("risk of digital exclusion of the area", _RISKS, risk),
        )
    )


def _held(place_code: str) -> tuple[Place, dict[str, Any], list[dict[str, str]]]:
    """Return a place, what is said of the small areas that ship, and these, if they are the place's."""
    where = place(place_code)
    about = tomllib.loads(_text("small_areas_2011.toml"))
    return where, about, _rows("small_areas_2011.csv") if about["place"] == where.code else []


def _group(name: str, rows: list[dict[str, str]], cut: float) -> AreaGroup:
    scores = [float(row["deri_score"]) for row in rows]
    high = sum(score >= cut for score in scores)
    return AreaGroup(
        name=name,
        areas=len(scores),
        in_highest_fifth=high,
        per_cent=per_cent(high, len(scores)),
        median_score=statistics.median(scores) if scores else None,
    )


def _cut_score() -> float:
    below = f"{1 - practice()['deri_high_risk']:.1f}"
    for row in _rows("deri_cut_points.csv"):
        if row["share_below"] == below:
            return float(row["deri_score"])
    raise ValueError(f"the reference data have no cut point for a share of {below} below it")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_text(name), newline="")))


def _text(name: str) -> str:
    return read_text(shipped("data", "reference", name))
