"""Gaps as a chart draws them, and what a listener hears of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from eia.estimates import Answer, Estimate, Verdict
from eia.estimates.sentences_of_gaps import interval_in_words
from eia.estimates.speaking import bare_points, times
from eia.views.charts.words import IN_THE_TABLE, LONGEST_ALT, Shorten, alt_text, shortened

Measure = Literal["ratio", "difference"]

NOT_SHOWN = "not shown"
_WORDS_OF_LABELS = (100, 12, 8, 4)


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnGap:
    """A gap as it is drawn: `value` and the interval's ends are None where there are none; `high` where it has no end.

    `away` is how far it is from no gap.
    """

    label: str
    answer: Answer
    value: float | None
    low: float | None
    high: float | None
    said: str
    away: float
    withheld: bool


def drawn_gap(verdict: Verdict, measure: Measure, *, named: bool, withheld: Collection[str]) -> DrawnGap:
    """Return a verdict's gap as it is drawn, with the reference in its label if it is to be named."""
    gap = verdict.gap
    kept = gap.group in withheld
    estimate = gap.ratio if measure == "ratio" else gap.difference
    return DrawnGap(
        label=f"{gap.group}, beside {gap.reference}" if named else gap.group,
        answer=verdict.answer,
        value=None if kept else estimate.value,
        low=None if kept else estimate.low,
        high=None if kept else estimate.high,
        said=NOT_SHOWN if kept else size_in_words(estimate, measure),
        away=_away(None if kept else estimate.value, measure),
        withheld=kept,
    )


def _away(value: float | None, measure: Measure) -> float:
    """Return how far a gap is from none: for a ratio, half is as far as twice."""
    if value is None:
        return math.inf
    if measure == "difference":
        return abs(value)
    return abs(math.log(value)) if value > 0 else math.inf


def size_in_words(estimate: Estimate, measure: Measure, *, unit: bool = True) -> str:
    """Say an estimate and its interval: "0.31 times (0.2 to 0.49)"; a difference without its unit where a column names it."""
    if not estimate.told:
        return "cannot be compared"
    if measure == "ratio":
        interval = interval_in_words(estimate)
        if estimate.value is None:
            return interval
        return (
            f"{times(estimate.value)} ({interval if estimate.unbounded else interval.removesuffix(' times')})"
        )
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "cannot be compared"
    points = "" if not unit else " point" if bare_points(estimate.value) == "1" else " points"
    return f"{signed_points(estimate.value)}{points} ({signed_points(estimate.low)} to {signed_points(estimate.high)})"


def signed_points(difference: float) -> str:
    """Say a difference in percentage points with its sign: 0.16 is "+16"."""
    sign = "+" if difference > 0 else "\N{MINUS SIGN}" if difference < 0 else ""
    return f"{sign}{bare_points(difference)}"


def alt_of_gaps(gaps: Sequence[DrawnGap], *, outcome: str, reference: str, level: str, band: str) -> str:
    """Say who did what beside whom, how many show what, the farthest that is shown different, the extremes with the uncertainty.

    Where that is too long, first the band goes, which the legend names, then the extremes; then labels are shortened.
    """
    told = sorted((one for one in gaps if one.low is not None), key=_height)
    counted = [
        f"{number} {answer.value.removeprefix('shown ')}"
        for answer in Answer
        if (number := sum(one.answer is answer for one in gaps if not one.withheld))
    ]
    different = any(one.answer is Answer.DIFFERENT for one in told)
    if missing := sum(one.withheld for one in gaps):
        counted.append(f"{missing} not shown")

    def write(short: Shorten, *, ends: bool, banded: bool, head: Shorten = str) -> list[str]:
        how = f"{level} interval{'s' if len(gaps) > 1 else ''}{f', band {band}' if banded else ''}."
        who = f"Who {head(outcome)}"
        if len(gaps) == 1 and told:
            [one] = told
            return [
                f"{who}, {short(one.label)} beside {head(reference)}: {one.said}, {one.answer.value}.",
                how[0].upper() + how[1:],
            ]
        named = _named(told, short)
        return [
            f"{who}, beside {head(reference)}: {', '.join(counted)}; {how}",
            *(named if ends or not different else named[:1]),
        ]

    for words in _WORDS_OF_LABELS:
        for ends, banded in ((True, True), (True, False), (False, True), (False, False)):
            sentences = write(partial(shortened, words=words), ends=ends, banded=banded)
            said = " ".join((*sentences, IN_THE_TABLE))
            if len(said.split()) <= LONGEST_ALT:
                return said
    return alt_text(lambda short: write(short, ends=False, banded=False, head=short))


def _named(told: Sequence[DrawnGap], short: Shorten) -> list[str]:
    """Name the gaps that a listener must hear of, the most needed first; `told` runs from the lowest to the highest."""
    if not told:
        return []
    lowest, highest = told[0], told[-1]
    if len(told) == 1:
        return [f"{short(lowest.label)}: {lowest.said}."]
    if lowest.value is not None and lowest.value == highest.value:
        return [f"All are {_bare(lowest)}."]
    different = [one for one in told if one.answer is Answer.DIFFERENT]
    if not different:
        ends = (("Lowest", lowest), ("Highest", highest))
        return [f"{word}: {short(one.label)}, {one.said}." for word, one in ends]
    farthest = max(different, key=lambda one: one.away)
    told_of = f"Shown different: {short(farthest.label)}, {farthest.said}."
    # What was just named is not named again: the words saved leave the labels whole.
    if farthest is highest:
        return [told_of, f"Lowest: {short(lowest.label)}, {_bare(lowest)}."]
    if farthest is lowest:
        return [told_of, f"Highest: {short(highest.label)}, {_bare(highest)}."]
    return [
        told_of,
        f"From {short(lowest.label)}, {_bare(lowest)}, to {short(highest.label)}, {_bare(highest)}.",
    ]


def _bare(one: DrawnGap) -> str:
    """Return a gap's size without its interval, where it has a size."""
    return one.said if one.value is None else one.said.split(" (")[0]


def _height(one: DrawnGap) -> float:
    """Return where a gap stands among others: one without an upper end and without one number is above all."""
    return math.inf if one.value is None else one.value
