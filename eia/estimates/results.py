"""What an estimate is: a value, its interval, how it was made, and the counts it rests on, which are not shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Literal

from eia.disclosure.counts import Counts

Sampling = Literal["sampled", "complete"]
"""Evidence that an interval can be made of: a sample drawn by chance, or a complete count of a year or other period."""

OptIn = Literal["opt-in"]
"""Responses of whoever chose to respond. They are described: no interval and no verdict can be had from them."""

Kind = Literal["sampled", "complete", "opt-in"]

Bears = Literal["benefit", "burden"]
"""Whether it is good or bad for a person to have the outcome."""

LEVEL = 0.95
"""The level of an interval where none is asked for."""

OF_CHANCE: dict[str, str] = {
    "sampled": "The interval is about who happened to be in the sample; it says nothing of errors of other kinds.",
    "complete": "This is a complete count, not a sample: the interval is about chance from year to year.",
    "opt-in": "People chose whether to respond, so this describes those who did and no one else: there is no interval and no verdict.",
}
"""What an interval is about, by the kind of evidence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many people of a group have an outcome. The two counts are in no text of it.

    Attributes:
        group: The group's name.
        count: How many have the outcome; a whole number.
        total: Of how many; a whole number, and no less than the count.

    Raises:
        ValueError: The name is empty, a count is negative, or there are more with the outcome than there are people.
        TypeError: A count is not a whole number.
    """

    group: str
    count: int = field(repr=False)
    total: int = field(repr=False)

    def __post_init__(self) -> None:
        if not self.group.strip():
            raise ValueError("a group needs a name")
        for number in (self.count, self.total):
            if type(number) is not int:
                raise TypeError("a count is not a whole number")
        if self.count < 0:
            raise ValueError("a count is negative")
        if self.count > self.total:
            raise ValueError("more people have the outcome than there are")


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A value and its interval. What cannot be computed is None, never nan, infinite or made up.

    Attributes:
        value: The estimate; None where there is no one number, as in a ratio to a share of 0.
        low: The lower end of the interval; None where there is no interval.
        high: The upper end; None where there is no interval, and where the interval has no upper end: see `unbounded`.
        level: The level of the interval, from 0 to 1.
        method: What the method is called.
        source: The paper or book that the method comes from.
        rests_on: The counts it was made from. They raise when shown (`eia.disclosure.counts.Counts`).
        why_not: Why there is no value or no interval, in a sentence; empty where there is one.
    """

    value: float | None
    low: float | None
    high: float | None
    level: float
    method: str
    source: str
    rests_on: Counts = field(compare=False)
    why_not: str = ""

    @property
    def told(self) -> bool:
        """Whether there is an interval."""
        return self.low is not None

    @property
    def unbounded(self) -> bool:
        """Whether there is an interval that has no upper end."""
        return self.low is not None and self.high is None

    def excludes(self, value: float) -> bool:
        """Say whether the interval leaves a value out; False where there is no interval."""
        return self.low is not None and (value < self.low or (self.high is not None and value > self.high))

    def within(self, low: float, high: float) -> bool:
        """Say whether the whole interval lies in a band, ends included; False where there is no interval."""
        return self.low is not None and self.high is not None and low <= self.low and self.high <= high


@dataclass(frozen=True, kw_only=True, slots=True)
class Described:
    """A value of opt-in responses. It has no interval, and nothing that takes an `Estimate` takes it.

    Attributes:
        value: The number; None where there is none, as in a share of nobody.
        rests_on: The counts it was made from, which raise when shown.
    """

    value: float | None
    rests_on: Counts = field(compare=False)


def held(**counts: int) -> Counts:
    """Return counts as ones that are not shown, by what they are counts of."""
    return Counts(tuple(counts), tuple(counts.values()))


def held_pair(tally: Tally, reference: Tally) -> Counts:
    """Return the counts of a group and its reference as ones that are not shown."""
    return held(
        **{
            "with the outcome": tally.count,
            "people": tally.total,
            "of the reference with the outcome": reference.count,
            "people of the reference": reference.total,
        }
    )


def refuse_opt_in(kind: Kind) -> None:
    """Raise a TypeError for opt-in responses, which have no interval; the types say so too, to whoever checks them."""
    if kind not in ("sampled", "complete"):
        raise TypeError("opt-in responses are described: they have no interval")


def check_kind(kind: str) -> None:
    """Raise a ValueError for what is no kind of evidence: mistyped, it would have an interval that it should not."""
    if kind not in ("sampled", "complete", "opt-in"):
        raise ValueError("evidence is sampled, complete or opt-in")


def total_of(tallies: Iterable[Tally], group: str) -> Tally:
    """Add tallies up, under a new name."""
    tallies = tuple(tallies)
    return Tally(
        group=group, count=sum(one.count for one in tallies), total=sum(one.total for one in tallies)
    )


def z_for(level: float) -> float:
    """Return how many standard deviations either side of the mean hold a share of a normal distribution.

    Args:
        level: The share, above 0 and below 1: 0.95 gives 1.95996….

    Raises:
        ValueError: It is not.
    """
    if not 0 < level < 1:
        raise ValueError("a level is above 0 and below 1")
    return NormalDist().inv_cdf((1 + level) / 2)
