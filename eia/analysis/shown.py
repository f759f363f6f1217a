"""Released tables read back as what each count may be: the only thing that estimates of a body's own counts are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from eia.analysis.tables_to_release import Layout, ToRelease
from eia.disclosure import Release, ReleasedCell
from eia.estimates import Span

Place = tuple[str | None, ...]
"""A group for each dimension of a table, None standing for everyone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A released table, by place.

    Attributes:
        table: What the table counts; the raw table is not held.
        cells: What is shown at each place.
        spans: What each shown count may stand for; None where it is withheld.
        least: The least shown total of which a percentage may be shown.
        multiples_of: What the shown numbers are multiples of; 1 where they are not rounded.
        rule: How the numbers were made safe, in a sentence.
        whole: Whether the whole table is withheld.
    """

    table: Layout
    cells: Mapping[Place, ReleasedCell]
    spans: Mapping[Place, Span | None]
    least: int
    multiples_of: int
    rule: str
    whole: bool

    @property
    def rounded(self) -> bool:
        """Whether its numbers are rounded."""
        return self.multiples_of > 1


def shown(table: ToRelease, release: Release) -> Shown:
    """Read a released table back.

    Args:
        table: The table as it went to release.
        release: What came out.

    Raises:
        KeyError: It was not released there.
        ValueError: What was released is not of its shape.
    """
    released = release.tables[table.name]
    [record] = [one for one in release.records if one.id == table.name]
    places = _places(table.layout)
    cells = dict(zip(places, (*released.rows, released.total), strict=True))
    rounds = release.profile.method == "rounding"
    whole = released.total.high is None and all(cell.high is None for cell in released.rows)
    return Shown(
        table=table.layout,
        cells=cells,
        spans={place: _span(cell, rounds=rounds) for place, cell in cells.items()},
        least=release.profile.smallest_denominator * max(1, record.multiples_of // release.profile.base),
        multiples_of=record.multiples_of,
        rule=released.rule,
        whole=whole,
    )


def added(spans: Iterable[Span | None]) -> Span | None:
    """Add up what counts may be; None where one of them is withheld."""
    total = Span(low=0, shown=0, high=0)
    for one in spans:
        if one is None:
            return None
        total += one
    return total


def left(whole: Span | None, *parts: Span | None) -> Span | None:
    """Return what is left of a count without some of its parts; None where one is withheld."""
    taken = added(parts)
    if whole is None or taken is None:
        return None
    number = max(0, whole.shown - taken.shown)
    return Span(
        low=max(0, min(number, whole.low - taken.high)),
        shown=number,
        high=max(number, whole.high - taken.low),
    )


def narrower(one: Span | None, other: Span | None) -> Span | None:
    """Return what a count may be that is known in two ways; the way that is not withheld, where one is."""
    if one is None or other is None:
        return one or other
    low, high = max(one.low, other.low), min(one.high, other.high)
    return Span(low=min(low, one.shown), shown=one.shown, high=max(high, one.shown))


def _places(table: Layout) -> list[Place]:
    """Return the places of a table in the order in which it is released: finest groups, then margins, the total last."""
    every = product(*((*one.groups, None) for one in table.dimensions))
    return sorted(every, key=lambda place: sum(group is None for group in place))


def _span(cell: ReleasedCell, *, rounds: bool) -> Span | None:
    """Return what a shown count may be: "fewer than 10" is a rounded 0; what is withheld is None, whatever could be said of it."""
    if cell.shown[0].isdigit():
        return Span(
            low=cell.low,
            shown=int(cell.shown.replace(",", "")),
            high=cell.high if cell.high is not None else cell.low,
        )
    if rounds and cell.high is not None:
        return Span(low=cell.low, shown=0, high=cell.high)
    return None
