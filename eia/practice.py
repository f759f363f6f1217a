"""Choices of method that are not law, each with its reason and source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Literal

from eia.errors import EiaError, Problem

Direction = Literal["higher", "lower", "fixed"]
"""Which way a choice may be tightened by a public body; a fixed one may not be changed."""


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
class Practice:
    """The choices in force for an assessment."""

    choices: tuple[Choice, ...]

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

    def with_local(self, choices: Iterable[Choice], *, where: str = "practice.toml") -> Practice:
        """Return these choices with some of them tightened by a public body; each keeps which way is stricter.

        Args:
            choices: The body's values, with its own words, reason and source.
            where: How errors name the file that holds them.

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
        return Practice(choices=tuple(tightened.get(one.id, one) for one in self.choices))


@cache
def practice() -> Practice:
    """Return the toolkit's own choices, as ``practice.toml`` holds them."""
    raw = tomllib.loads(files("eia").joinpath("practice.toml").read_text(encoding="utf-8"))
    return Practice(choices=tuple(Choice(id=name, **entry) for name, entry in raw.items()))


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
