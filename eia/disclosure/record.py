"""What became of each table on its way out: the record that an output checker asks for, made of released numbers alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from eia.disclosure.across import Publication
from eia.disclosure.structure import Bounds, Line, Structure


class Done(StrEnum):
    """What was done to a table so that it may be shown."""

    ROUNDED = "rounded"
    COARSER = "rounded more coarsely"
    WITHHELD = "counts withheld"
    AS_IT_IS = "shown as it is"
    WHOLE = "withheld whole"


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedCount:
    """A count as it was released.

    Attributes:
        cell: The count's name. Wherever a name stands again, in another table or another report of the body, it is one count.
        group: Whom it counts, as the table says it; "Total" for everyone.
        shown: The words that are printed.
        low: The least count that what is shown leaves open.
        high: The greatest; None where it leaves any.
        share: The share of the shown total, as printed; None where none is.
    """

    cell: str
    group: str
    shown: str
    low: int
    high: int | None
    share: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedSum:
    """A count that is the sum of others, by their names."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedTable:
    """What became of one table.

    Attributes:
        id: The evidence's id, or what else the table is called in the report.
        title: Its title.
        base: Whom it counts, in words; None where the author does not say.
        source: Where the counts come from.
        rule: How the numbers were made safe, as printed under the table.
        done: What was done.
        why: Why, in a sentence.
        linked: The titles of the report's tables that count the same people, which were made safe together with it.
        multiples_of: What the shown numbers are multiples of; 1 where they are not rounded.
        counts: The counts, the total last.
        sums: The sums among them.
    """

    id: str
    title: str
    base: str | None
    source: str
    rule: str
    done: Done
    why: str
    linked: tuple[str, ...]
    multiples_of: int
    counts: tuple[RecordedCount, ...]
    sums: tuple[RecordedSum, ...]


def as_publication(
    name: str,
    tables: Sequence[RecordedTable],
    *,
    changed: Collection[str] = (),
    whose: str = "",
    proposal: str = "",
) -> Publication | None:
    """Give released tables as what a reader has of them; None where none is shown.

    Args:
        name: What errors call it.
        tables: The tables; those withheld whole say nothing.
        changed: The ids of tables whose counts are others than those of the same names elsewhere.
        whose: Whose people they are, where reports of several bodies are read together; added to each count's name.
        proposal: The proposal's id, where reports of several are read together: counts typed into a record are of it alone, and so
            their names take it too. Their tables' ids hold a space, as no id of evidence can.
    """
    known: dict[str, Bounds] = {}
    lines: set[tuple[str, tuple[str, ...]]] = set()
    for table in tables:
        if table.done is Done.WHOLE:
            continue
        rename = {
            one.cell: f"{name}: {one.cell}"
            if table.id in changed
            else ", ".join(part for part in (one.cell, whose, proposal if " " in table.id else "") if part)
            for one in table.counts
        }
        for one in table.counts:
            known.setdefault(rename[one.cell], Bounds(low=one.low, high=one.high))
        lines |= {
            (rename[one.total], tuple(sorted(rename[part] for part in one.parts))) for one in table.sums
        }
    if not known:
        return None
    at = {cell: place for place, cell in enumerate(known)}
    return Publication(
        name=name,
        structure=Structure(
            cells=tuple(known),
            lines=tuple(
                Line(total=at[total], parts=tuple(at[part] for part in parts))
                for total, parts in sorted(lines)
            ),
        ),
        known=tuple(known.values()),
    )


def renamed(structure: Structure, names: Mapping[int, str]) -> Structure:
    """Return a structure whose cells have other names."""
    return replace(structure, cells=tuple(names[place] for place in range(len(structure.cells))))
