"""Choices of method that are not law, each with its reason and source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A choice of method: its value, what it says, why, and where it comes from. Not a legal test."""

    id: str
    value: float
    says: str
    because: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """The choices in force for an assessment."""

    choices: tuple[Choice, ...]

    def __getitem__(self, name: str) -> float:
        return next(choice.value for choice in self.choices if choice.id == name)


@cache
def practice() -> Practice:
    """Return the toolkit's own choices, as ``practice.toml`` holds them."""
    raw = tomllib.loads(files("eia").joinpath("practice.toml").read_text(encoding="utf-8"))
    return Practice(choices=tuple(Choice(id=name, **entry) for name, entry in raw.items()))
