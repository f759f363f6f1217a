"""Choices of method that are not law, each with its reason and source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any, Literal

from eia.errors import EiaError, Problem

Direction = Literal["higher", "lower", "fixed"]
"""Which way a choice may be tightened by a public body; a fixed one may not be changed."""

Method = Literal["rounding", "suppression"]
"""How counts are made safe: every count rounded, or small ones withheld with what would give them away."""

_LEAST_THRESHOLD = 3
_PROFILES = "profiles"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A choice of method: its value, what it says, why, and where it comes from. Not a legal test.

    Attributes:
        id: Its name.
        value: What is chosen.
        says: What that does, in a sentence for the reader.
        because: Why.
        source: Where it comes from.
        stricter: Which way a public body's own pack may move the value.
    """

    id: str
    value: float
    says: str
    because: str
    source: str
    stricter: Direction = "fixed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """How counts of people are made safe to show. Not a legal test.

    One profile is weaker than another where its method is another, or any of its numbers is lower, or it shows a count of none
    that the other keeps back. A lower threshold calls fewer counts small; a lower base moves them less; a lower smallest
    denominator gives percentages that say more of few people.

    Attributes:
        id: Its name.
        method: Every count rounded, all together; or small counts withheld, with what would give them away.
        threshold: The least count that is not small, from 3.
        base: What shown counts are multiples of: at least the threshold where all are rounded, and 1 where they are not.
        zeros: Whether a count of none is kept back like a small one; always, where counts are rounded.
        smallest_denominator: The least shown total of which percentages are shown.
        says: What that does, for the reader.
        because: Why.
        source: Where it comes from.

    Raises:
        ValueError: The numbers do not go together, in words that hold them.
    """

    id: str
    method: Method
    threshold: int
    base: int
    zeros: bool
    smallest_denominator: int
    says: str
    because: str
    source: str

    def __post_init__(self) -> None:
        if self.threshold < _LEAST_THRESHOLD:
            raise ValueError(f"a threshold below {_LEAST_THRESHOLD} protects nothing")
        if self.method == "rounding" and not (self.base >= self.threshold and self.zeros):
            raise ValueError(
                "rounding needs a base of at least the threshold, and keeps back a count of none"
            )
        if self.method == "suppression" and self.base != 1:
            raise ValueError("where counts are withheld, the others are shown as they are: the base is 1")

    @property
    def small(self) -> str:
        """What a small count is in words, as in "fewer than 10"."""
        return f"fewer than {self.base if self.method == 'rounding' else self.threshold}"

    def weaker_than(self, other: Profile) -> tuple[str, ...]:
        """Return the names of what is weaker here than in another profile; none if nothing is."""
        numbers = ("threshold", "base", "smallest_denominator", "zeros")
        weaker = [name for name in numbers if getattr(self, name) < getattr(other, name)]
        return ("method", *weaker) if self.method != other.method else tuple(weaker)


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """The choices in force for an assessment, and how counts of people are made safe to show."""

    choices: tuple[Choice, ...]
    profile: Profile = field(default_factory=lambda: default_profile())  # noqa: PLW0108 - it is defined further down

    def __getitem__(self, name: str) -> float:
        return self.choice(name).value

    def choice(self, name: str) -> Choice:
        """Return the choice of an id.

        Raises:
            KeyError: There is none.
        """
        for choice in self.choices:
            if choice.id == name:
                return choice
        raise KeyError(name)

    def with_local(
        self, choices: Iterable[Choice], *, where: str = "practice.toml", profile: Profile | None = None
    ) -> Practice:
        """Return these choices with some of them tightened by a public body; each keeps which way is stricter.

        Args:
            choices: The body's values, with its own words, reason and source.
            where: How errors name the file that holds them.
            profile: How the body makes counts of people safe to show, as its pack was read; by default as here.

        Raises:
            EiaError: A choice is not known, is fixed, or would be softened; every problem is named by file and entry.
        """
        tightened: dict[str, Choice] = {}
        problems: list[Problem] = []
        for choice in choices:
            known = next((one for one in self.choices if one.id == choice.id), None)
            if known is None:
                problems.append(_unknown(choice.id, self.choices, where))
            elif problem := _not_tightened(known, choice.value):
                problems.append(Problem(f"{where}, {choice.id}", *problem))
            else:
                tightened[choice.id] = replace(choice, stricter=known.stricter)
        if problems:
            raise EiaError.of(problems)
        return Practice(
            choices=tuple(tightened.get(one.id, one) for one in self.choices), profile=profile or self.profile
        )


@cache
def practice() -> Practice:
    """Return the toolkit's own choices, as ``practice.toml`` holds them."""
    choices = {name: entry for name, entry in _shipped().items() if name != _PROFILES}
    return Practice(choices=tuple(Choice(id=name, **entry) for name, entry in choices.items()))


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the toolkit's own profiles of safe release, by name."""
    return {
        name: Profile(id=name, **{key: value for key, value in entry.items() if key != "default"})
        for name, entry in _shipped()[_PROFILES].items()
    }


def default_profile() -> Profile:
    """Return the profile in force where a body's own pack chooses none."""
    [name] = [name for name, entry in _shipped()[_PROFILES].items() if entry.get("default")]
    return profiles()[name]


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(files("eia").joinpath("practice.toml").read_text(encoding="utf-8"))


def _unknown(name: str, choices: Iterable[Choice], where: str) -> Problem:
    known = [one.id for one in choices if one.stricter != "fixed"]
    return Problem(
        f"{where}, {name}",
        "The toolkit has no choice of this name.",
        f"The choices that may be tightened are: {', '.join(known)}.",
    )


def _not_tightened(known: Choice, value: float) -> tuple[str, str] | None:
    """Return what is wrong with a body's value for a choice, and what to do."""
    if known.stricter == "fixed":
        return "This choice of the toolkit's is fixed.", "Remove the entry."
    if not isfinite(value) or (isinstance(known.value, int) and value != int(value)):
        return f"{value} is no whole number.", "Write a whole number."
    if value <= 0:
        return f"{value} is not above 0.", "Write a number above 0."
    softer = value < known.value if known.stricter == "higher" else value > known.value
    if softer:
        return (
            f"{value} is softer than the toolkit's {known.value}: a pack can tighten, and never soften.",
            f"Write {known.value} or a {known.stricter} number, or remove the entry.",
        )
    return None
