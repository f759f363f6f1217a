"""Ages as people write them: a year, or a band with its ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OLDEST = 130
"""An age above this is a slip."""

_YEARS = r"(?:\s*(?:years?|yrs?)(?:\s+old)?)?"
_ONE = re.compile(rf"(\d{{1,3}}){_YEARS}")
_TWO = re.compile(rf"(\d{{1,3}})\s*(?:-|–|—|to)\s*(\d{{1,3}}){_YEARS}")
_FROM = re.compile(
    rf"(\d{{1,3}}){_YEARS}\s*(?:\+|plus|and over|or over|and older|or older|and above|or above)"
)
_OVER = re.compile(rf"(?:over|above|older than)\s+(\d{{1,3}}){_YEARS}")
_UNDER = re.compile(rf"(?:under|below|younger than|less than)\s+(\d{{1,3}}){_YEARS}")
_UP_TO = re.compile(
    rf"(\d{{1,3}}){_YEARS}\s*(?:and under|or under|and younger|or younger|and below)|up to\s+(\d{{1,3}}){_YEARS}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ages:
    """Ages in whole years, both ends in it.

    Attributes:
        low: The youngest.
        high: The oldest; None where there is no end.
    """

    low: int
    high: int | None

    @property
    def single(self) -> bool:
        """Whether it is one year of age."""
        return self.low == self.high

    @property
    def name(self) -> str:
        """How it is written: "34", "25 to 34", "75 and over"."""
        if self.high is None:
            return f"{self.low} and over"
        return str(self.low) if self.single else f"{self.low} to {self.high}"

    def holds(self, other: Ages) -> bool:
        """Say whether all the ages of another stand in it."""
        return self.low <= other.low and (
            self.high is None or (other.high is not None and other.high <= self.high)
        )

    def meets(self, other: Ages) -> bool:
        """Say whether some age stands in both."""
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )


def parse_ages(text: str) -> Ages | None:
    """Read an age or a band of ages, as in "34", "25-34", "25 to 34", "under 16", "75+" or "Aged 85 years and over".

    Returns:
        The ages; None if the text is none.
    """
    bare = " ".join(text.casefold().split()).removeprefix("aged ").removeprefix("age ")
    if found := _ONE.fullmatch(bare):
        return _ages(int(found[1]), int(found[1]))
    if found := _TWO.fullmatch(bare):
        return _ages(int(found[1]), int(found[2]))
    if found := _FROM.fullmatch(bare):
        return _ages(int(found[1]), None)
    if found := _OVER.fullmatch(bare):
        return _ages(int(found[1]) + 1, None)
    if found := _UNDER.fullmatch(bare):
        return _ages(0, int(found[1]) - 1)
    if found := _UP_TO.fullmatch(bare):
        return _ages(0, int(found[1] or found[2]))
    return None


def _ages(low: int, high: int | None) -> Ages | None:
    top = low if high is None else high
    return Ages(low=low, high=high) if low <= top <= _OLDEST else None
