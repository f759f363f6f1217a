"""Two or three characteristics at once, from released counts: shares drawn towards the whole, and how many are too few to speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from eia.analysis.asked import Asked
from eia.analysis.gaps import NO_KIND
from eia.analysis.shown import Shown
from eia.analysis.tallies import tally_of
from eia.estimates import Intersections, RoundedTally, rounded_intersections, sentence_of

OPT_IN = "People chose whether to respond, so no intersections are estimated."
ROUNDED = "The counts are shown rounded, and each interval allows for the rounding of its own cell."
NOBODY = "Cannot tell: every count that this needs is withheld, or too few to name."


@dataclass(frozen=True, kw_only=True, slots=True)
class Crossed:
    """The intersections of one table.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristics: What is crossed: a characteristic's id or a word of the body's own, for each.
        by: The same in words: "age × sex".
        outcome: The outcome.
        intersections: The shares; None where nothing can be told.
        withheld: How many combinations of groups have a count that is withheld.
        says: All of it in plain sentences, or why nothing can be told.
        rule: How the counts were made safe.
    """

    evidence: str
    table: str
    characteristics: tuple[str | None, ...]
    by: str
    outcome: str
    intersections: Intersections | None
    withheld: int
    says: str
    rule: str


def crossed_of(tables: Sequence[Shown], asked: Asked) -> tuple[Crossed, ...]:
    """Return the intersections of each table of several characteristics and an outcome of one piece of evidence.

    Those who preferred not to say, or did not answer, are in no intersection.

    Args:
        tables: The evidence's released tables; those of one characteristic, or of no outcome, are passed over.
        asked: What the record says.
    """
    some = [one for one in tables if one.table.outcome is not None and len(one.table.axes) > 1]
    return tuple(_crossed(one, asked) for one in some)


def _crossed(one: Shown, asked: Asked) -> Crossed:
    axes = one.table.axes
    tallies = dict(_tallies(one))
    counted = {groups: tally for groups, tally in tallies.items() if tally is not None}
    withheld = len(tallies) - len(counted)
    found = None
    if asked.kind is None:
        says = NO_KIND
    elif asked.kind == "opt-in":
        says = OPT_IN
    elif not any(tally.shown.total for tally in counted.values()):
        says = NOBODY
    else:
        words = tuple(asked.name_of(axis.characteristic).lower() for axis in axes)
        kind = asked.kind
        found = rounded_intersections(words, tallies, fewest=one.least, kind=kind)
        says = " ".join(
            (
                f"Of the outcome “{asked.words_for(one.table.outcome or '')}”: {sentence_of(found)}",
                *([f"Of {withheld} more a count is withheld."] if withheld else []),
                *([ROUNDED] if one.rounded else []),
            )
        )
    return Crossed(
        evidence=asked.id,
        table=one.table.name,
        characteristics=tuple(axis.characteristic for axis in axes),
        by=" × ".join(asked.name_of(axis.characteristic).lower() for axis in axes),
        outcome=asked.words_for(one.table.outcome or ""),
        intersections=found,
        withheld=withheld,
        says=says,
        rule=one.rule,
    )


def _tallies(one: Shown) -> Iterator[tuple[tuple[str, ...], RoundedTally | None]]:
    for groups in product(*(axis.answered for axis in one.table.axes)):
        yield groups, tally_of(one, *groups)
