"""How a share changes over tenths or fifths by deprivation, from released counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eia.analysis.asked import Asked
from eia.analysis.shown import Shown
from eia.analysis.tables_to_release import Axis
from eia.analysis.tallies import tally_of
from eia.estimates import Inequality, inequality, sentence_of, slope_interval, slopes_left_open
from eia.estimates.results import LEVEL, OF_CHANCE, Sampling
from eia.estimates.sentences_of_gaps import from_to
from eia.estimates.speaking import per_cent, points

_NUMBER = re.compile(r"\D*(\d{1,2})\b")
_DIVISIONS = (5, 10)
_BY_DEPRIVATION = re.compile(r"depriv|\bimd\b|\bwimd\b", re.IGNORECASE)
LEAST_IS_MOST_DEPRIVED = "1 is read as the most deprived, as in the Indices of Deprivation."


@dataclass(frozen=True, kw_only=True, slots=True)
class Slope:
    """How a share changes from the most to the least deprived.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        by: What the ranking is of, in words.
        outcome: The outcome, in words that follow a number of people.
        inequality: The slope and the relative index with their intervals, where no count was rounded; else None.
        slope: The slope at the counts shown: the fitted share at the least deprived end less that at the most; None where it
            cannot be told.
        left_open: The least and the greatest slope that rounding leaves open; None where it cannot be told.
        interval: What chance and rounding together leave open, at 95%; None where it cannot be told.
        says: All of it in plain sentences, or why it cannot be told.
    """

    evidence: str
    table: str
    by: str
    outcome: str
    inequality: Inequality | None
    slope: float | None
    left_open: tuple[float, float] | None
    interval: tuple[float, float] | None
    says: str


def slopes_of(tables: Sequence[Shown], asked: Asked) -> tuple[Slope, ...]:
    """Return how the outcome changes over deprivation, of each table of tenths or fifths by deprivation alone.

    A table is one where what it counts by says so ("deprivation", "IMD") and its groups are numbered 1 to 5 or 1 to 10.

    Args:
        tables: The evidence's released tables; others are passed over.
        asked: What the record says; of opt-in responses nothing is estimated.
    """
    if asked.kind not in ("complete", "sampled"):
        return ()
    kind: Sampling = "complete" if asked.kind == "complete" else "sampled"
    return tuple(
        _slope(one, ranked, asked, kind)
        for one in tables
        if one.table.outcome is not None and len(one.table.axes) == 1
        for ranked in [_ranked(one.table.axes[0])]
        if ranked
    )


def _ranked(axis: Axis) -> tuple[str, ...]:
    """Return the groups from 1 on; none where they are no ranking by deprivation."""
    if not _BY_DEPRIVATION.search(f"{axis.name} {axis.characteristic or ''}"):
        return ()
    numbered = {int(found[1]): group for group in axis.answered if (found := _NUMBER.match(group))}
    if len(numbered) != len(axis.answered) or sorted(numbered) not in [
        list(range(1, many + 1)) for many in _DIVISIONS
    ]:
        return ()
    return tuple(numbered[number] for number in sorted(numbered))


def _slope(one: Shown, ranked: Sequence[str], asked: Asked, kind: Sampling) -> Slope:
    tallies = [tally_of(one, group) for group in ranked]
    known = [tally for tally in tallies if tally is not None]
    found = None
    slope = left_open = interval = None
    if len(known) < len(tallies):
        says = "How the share changes with deprivation cannot be told: a count that this needs is withheld."
    elif any(tally.shown.total < one.least for tally in known):
        says = f"How the share changes with deprivation cannot be told: a group is too few for a percentage to be shown (at least {one.least:,} are needed)."
    elif all(tally.exact for tally in known):
        found = inequality([tally.shown for tally in known], kind=kind)
        slope = found.slope.value
        left_open = None if slope is None else (slope, slope)
        if found.slope.low is not None and found.slope.high is not None:
            interval = found.slope.low, found.slope.high
        says = f"{sentence_of(found)} {LEAST_IS_MOST_DEPRIVED}"
    else:
        slope = inequality([tally.shown for tally in known], kind=kind).slope.value
        left_open, interval = slopes_left_open(known), slope_interval(known)
        says = _says(ranked, slope, left_open, interval, kind)
    return Slope(
        evidence=asked.id,
        table=one.table.name,
        by=asked.name_of(one.table.axes[0].characteristic),
        outcome=asked.words_for(one.table.outcome or ""),
        inequality=found,
        slope=slope,
        left_open=left_open,
        interval=interval,
        says=says,
    )


def _says(
    ranked: Sequence[str],
    slope: float | None,
    left_open: tuple[float, float] | None,
    interval: tuple[float, float] | None,
    kind: Sampling,
) -> str:
    if slope is None or left_open is None or interval is None:
        return "How the share changes with deprivation cannot be told: a group may be nobody at all."
    way = (
        f"{points(slope)} {'lower' if slope < 0 else 'higher'} than at the first"
        if slope
        else "the same as at the first"
    )
    said = (
        f"Along the line fitted from “{ranked[0]}” to “{ranked[-1]}”, the share at the last end is about {way} "
        f"({per_cent(LEVEL)} interval: {from_to(*interval)}, which allows for the rounding of the counts)."
    )
    if interval[0] < 0 < interval[1]:
        alone = left_open[0] < 0 < left_open[1]
        by = "the rounding alone leaves it open" if alone else "chance and rounding together leave it open"
        said += f" Whether the share rises or falls cannot be told: {by}."
    return f"{said} {LEAST_IS_MOST_DEPRIVED} {OF_CHANCE[kind]}"
