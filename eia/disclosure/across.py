"""Several publications read together: the reports of a portfolio, or the earlier versions of one proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eia.disclosure.attack import Reach, Reader
from eia.disclosure.structure import Bounds, Line, Structure
from eia.errors import EiaError, Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """Tables as they were released: nothing that a reader does not have.

    Attributes:
        name: What errors call it, such as the report's title and version.
        structure: Its cells and sums. A count that two publications share has the same name in both: the same table, the same
            people, the same group, from the same source.
        known: What it tells of each cell, or what follows from its rule.
    """

    name: str
    structure: Structure
    known: tuple[Bounds, ...]

    def __post_init__(self) -> None:
        if len(self.known) != len(self.structure.cells):
            raise ValueError("there must be one bound for each cell")


@dataclass(frozen=True, kw_only=True, slots=True)
class Combined:
    """Several publications as one, for the same attack and audit as a single one.

    Attributes:
        structure: Each count once, and every sum that any of them has.
        known: What all of them together tell of each cell.
        places: For each publication in turn, the place here of each of its cells.
    """

    structure: Structure
    known: tuple[Bounds, ...]
    places: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrowing:
    """A count kept back in one publication which a reader of all can bring nearer than a reader of that one.

    Attributes:
        name: The count's name.
        publication: The publication that keeps it back.
        alone: What its readers can work out.
        together: What a reader of all can work out.
    """

    name: str
    publication: str
    alone: Reach
    together: Reach


def combine(publications: Sequence[Publication]) -> Combined:
    """Lay publications over each other: a count of the same name is one count, and each tells what it tells of it.

    Args:
        publications: At least one, in any order; the cells come in the order in which they first appear.

    Raises:
        EiaError: What two of them tell of a count cannot both be true; each such count is named, and no number.
        ValueError: There is no publication.
    """
    if not publications:
        raise ValueError("there is nothing to combine")
    place: dict[str, int] = {}
    known: list[Bounds] = []
    told_by: list[str] = []
    lines: dict[tuple[int, frozenset[int]], Line] = {}
    problems = []
    for publication in publications:
        for name, bounds in zip(publication.structure.cells, publication.known, strict=True):
            at = place.setdefault(name, len(place))
            if at == len(known):
                known.append(bounds)
                told_by.append(publication.name)
                continue
            both = _both(known[at], bounds)
            if both is None:
                problems.append(
                    Problem(
                        where=f"{told_by[at]} and {publication.name}",
                        what=f"They tell different things of '{name}', which cannot both be true.",
                        do="If it is not the same count, give it a name of its own; if it is, find out which is right.",
                    )
                )
                continue
            known[at] = both
        here = [place[name] for name in publication.structure.cells]
        for line in publication.structure.lines:
            parts = tuple(here[part] for part in line.parts)
            lines.setdefault((here[line.total], frozenset(parts)), Line(total=here[line.total], parts=parts))
    if problems:
        raise EiaError.of(problems)
    return Combined(
        structure=Structure(cells=tuple(place), lines=tuple(lines.values())),
        known=tuple(known),
        places=tuple(
            tuple(place[name] for name in publication.structure.cells) for publication in publications
        ),
    )


def narrowings(publications: Sequence[Publication]) -> tuple[Narrowing, ...]:
    """Find each count kept back in a publication which the others bring nearer. It rests on published numbers alone.

    Raises:
        EiaError: As `combine`; or together they contradict each other, or could not be worked out.
        ValueError: There is no publication.
    """
    combined = combine(publications)
    reader = Reader(combined.structure, combined.known)
    found = []
    for publication, places in zip(publications, combined.places, strict=True):
        alone = Reader(publication.structure, publication.known)
        for cell, bounds in enumerate(publication.known):
            if bounds.pinned:
                continue
            before, after = alone.reach(cell), reader.reach(places[cell])
            if not after.bounds.covers(before.bounds):
                found.append(
                    Narrowing(
                        name=publication.structure.cells[cell],
                        publication=publication.name,
                        alone=before,
                        together=after,
                    )
                )
    return tuple(found)


def _both(one: Bounds, other: Bounds) -> Bounds | None:
    """Give what two publications together tell of a count; None where they cannot both be true."""
    highs = [bounds.high for bounds in (one, other) if bounds.high is not None]
    both = Bounds(low=max(one.low, other.low), high=min(highs, default=None))
    return None if both.high is not None and both.low > both.high else both
