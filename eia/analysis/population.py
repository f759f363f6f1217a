"""How many people of a group live in a place, by the latest baseline known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eia.analysis.groups import count_of_group
from eia.analysis.shares import per_cent
from eia.evidence import Reference, baseline, place, reference, tables


@dataclass(frozen=True, kw_only=True, slots=True)
class PopulationFigure:
    """A group's count in a place.

    Attributes:
        place_name: The place.
        characteristic: The protected characteristic, or local subject.
        group: The group as it was asked for.
        counted: What was counted, in the producer's words.
        count: How many, in `unit`.
        base_count: Of how many.
        base: Who or what those are.
        unit: "persons" or "households".
        per_cent: The share, unrounded; None if the base is 0.
        table: The name of the baseline.
        title: What to call it.
        table_id: The producer's number for it.
        reference_date: The day described, as YYYY-MM-DD.
        publication: What is known of the day it came out.
        attribution: The line that the licence asks for, and whether the place's figures were summed from districts.
        warnings: What a reader must know.
        later: Whether it came out after the day it was asked for.
    """

    place_name: str
    characteristic: str
    group: str
    counted: str
    count: int
    base_count: int
    base: str
    unit: str
    per_cent: float | None
    table: str
    title: str
    table_id: str
    reference_date: str
    publication: str
    attribution: str
    warnings: tuple[str, ...]
    later: bool


def population_of(
    place_code: str, characteristic: str, group: str, *, as_of: dt.date, table: str | None = None
) -> PopulationFigure | None:
    """Count a group in a place.

    Args:
        place_code: The place's code.
        characteristic: The id of a protected characteristic, or a local subject such as "carers".
        group: The group in words, such as "75 and over" or "disabled adults".
        as_of: The day for which "known" is judged.
        table: Use this baseline; by default the latest known on the day, else the first to come after it.

    Returns:
        The figure, or None where no baseline holds the group.

    Raises:
        EiaError: No place has that code.
        ValueError: No baseline has the name in `table`.
    """
    where = place(place_code)
    named = [reference(name) for name in ((table,) if table else tables())]
    for about in in_preference([entry for entry in named if entry.characteristic == characteristic], as_of):
        source = baseline(about.table, place_code)
        if found := count_of_group(source, group):
            count, counted = found
            return PopulationFigure(
                place_name=where.name,
                characteristic=characteristic,
                group=group,
                counted=counted,
                count=count,
                base_count=source.total,
                base=about.base,
                unit=about.unit,
                per_cent=per_cent(count, source.total),
                table=about.table,
                title=about.title,
                table_id=about.table_id,
                reference_date=about.reference_date.isoformat(),
                publication=about.publication,
                attribution=source.attribution,
                warnings=source.warnings,
                later=about.later_than(as_of),
            )
    return None


def in_preference(sources: list[Reference], as_of: dt.date) -> list[Reference]:
    """Put what was known on the day first, latest first; then what came later, earliest first."""
    known = [source for source in sources if not source.later_than(as_of)]
    later = [source for source in sources if source.later_than(as_of)]
    return [
        *sorted(known, key=lambda source: source.reference_date, reverse=True),
        *sorted(later, key=lambda source: source.reference_date),
    ]
