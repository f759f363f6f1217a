"""People counted by small area, joined to how deprived the areas are, urban or rural, and at what risk of digital exclusion.

Counts of single areas are small, so they are added up by kind of area before release. No rate is made: the areas of 2011, which
these classifications are of, ship without their numbers of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eia.analysis.asked import Asked
from eia.analysis.shown import Shown
from eia.analysis.small_areas import NO_AREAS, AreaKinds, kinds_of_areas
from eia.analysis.tables_to_release import Axis, Layout, ToRelease
from eia.disclosure import RawTable
from eia.disclosure.crosstab import Crosstab, Dimension
from eia.estimates import Span
from eia.estimates.speaking import per_cent
from eia.evidence import NOT_PLACED, PlacesTable

OF_2011 = "LSOA 2011"
AREAS = (
    "Areas are described here, not the people in them: most people of a deprived area may not be deprived."
)
NO_RATE = (
    "These are shares of those counted, beside shares of the place's small areas, which hold about as many people each; there is "
    "no rate of the people of each kind of area, and so no slope."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class KindOfArea:
    """Those counted in one kind of small area.

    Attributes:
        kind: The kind, in words.
        shown: How many people, as may be shown.
        share: Their share of those counted whose area is held, from 0 to 1; None where it may not be shown.
        areas: How many small areas of the place are of the kind.
        share_of_areas: Their share of the place's small areas, from 0 to 1.
    """

    kind: str
    shown: str
    share: float | None
    areas: int
    share_of_areas: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Those counted, by one classification of small areas.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        by: The classification, in words.
        rows: One a kind of area, in the classification's own order.
        says: What they show, in plain sentences.
        notes: What a reader must know, a sentence each.
        rule: How the counts were made safe.
    """

    evidence: str
    table: str
    by: str
    rows: tuple[KindOfArea, ...]
    says: str
    notes: tuple[str, ...]
    rule: str


def places_to_release(table: PlacesTable, asked: Asked, place_code: str | None) -> tuple[ToRelease, ...]:
    """Add people up by each kind of small area; where none are held for the place, or of that year, all together.

    Args:
        table: The people of each area.
        asked: What the record says.
        place_code: The place; None where the record names none.
    """
    people = dict(zip(table.counts.groups, table.counts._values, strict=True))  # noqa: SLF001 - counts go into tables that are not shown either
    held = kinds_of_areas(place_code) if place_code and table.geography == OF_2011 else NO_AREAS
    if not held:
        beyond = people.get(NOT_PLACED, 0)
        whole = {"In the small areas held": sum(people.values()) - beyond, NOT_PLACED: beyond}
        return (_table(asked, asked.id, asked.title, whole),)
    made = []
    for one in held:
        totals = dict.fromkeys((*one.kinds, NOT_PLACED), 0)
        for code, number in people.items():
            totals[one.kind_of.get(code, NOT_PLACED)] += number
        made.append(_table(asked, f"{asked.id}: {one.by}", f"{asked.title}, by {one.by}", totals))
    return tuple(made)


def _table(asked: Asked, name: str, title: str, people: Mapping[str, int]) -> ToRelease:
    groups = tuple(people)
    axis = Axis(name=name, characteristic=None, groups=groups, unanswered=(NOT_PLACED,))
    dimension = Dimension(name=name, groups=groups)
    return ToRelease(
        layout=Layout(name=name, evidence=asked.id, axes=(axis,), outcome=None, dimensions=(dimension,)),
        raw=RawTable(
            counts=Crosstab((dimension,), tuple(people.values())),
            title=title,
            base=asked.people,
            source=asked.source,
        ),
    )


def places_of(tables: Sequence[Shown], asked: Asked, *, place_code: str | None) -> tuple[Places, ...]:
    """Describe where those counted live, from the released tables that `places_to_release` made.

    Args:
        tables: The released tables of the evidence.
        asked: What the record says.
        place_code: The place.
    """
    held = {one.by: one for one in (kinds_of_areas(place_code) if place_code else NO_AREAS)}
    found = []
    for one in tables:
        kinds = held.get(one.table.name.removeprefix(f"{asked.id}: "))
        if kinds is not None:
            found.append(_places(one, asked, kinds))
    return tuple(found)


def _places(one: Shown, asked: Asked, kinds: AreaKinds) -> Places:
    spans = {kind: one.spans[kind,] for kind in kinds.kinds}
    known = sum(span.shown for span in spans.values() if span is not None)
    tells = None not in spans.values() and known >= one.least
    areas = kinds.areas
    rows = tuple(
        KindOfArea(
            kind=kind,
            shown=one.cells[kind,].shown,
            share=span.shown / known if tells and span is not None and (span.shown or span.exact) else None,
            areas=areas[kind],
            share_of_areas=areas[kind] / sum(areas.values()),
        )
        for kind, span in spans.items()
    )
    return Places(
        evidence=asked.id,
        table=one.table.name,
        by=kinds.by,
        rows=rows,
        says=" ".join(_says(rows, rounded=one.rounded, tells=tells)),
        notes=(*_not_placed(one), AREAS, NO_RATE, *kinds.warnings),
        rule=one.rule,
    )


def _says(rows: Sequence[KindOfArea], *, rounded: bool, tells: bool) -> Iterator[str]:
    if not tells:
        yield "Cannot tell: a count that this needs is withheld, or those counted are too few for percentages."
        return
    about = "about " if rounded else ""
    for row in rows:
        share = "too few to name" if row.share is None else f"{about}{per_cent(row.share)}"
        yield f"“{row.kind}”: {share} of those counted, {per_cent(row.share_of_areas)} of the place's small areas."


def _not_placed(one: Shown) -> Iterator[str]:
    span, total = one.spans[NOT_PLACED,], one.spans[None,]
    if span is None or total is None:
        yield "How many of those counted live in none of the small areas held is not shown."
    elif span.shown and total.shown >= one.least:
        yield f"Of those counted, {'about ' if one.rounded else ''}{per_cent(span.shown / total.shown)} live in none of the small areas held for the place."
    elif span != Span(low=0, shown=0, high=0):
        yield "Few or none of those counted live in none of the small areas held for the place."
