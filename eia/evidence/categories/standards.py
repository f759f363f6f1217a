"""The mapping files: one a characteristic, each with its version and its source."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

SEX_OR_GENDER = "sex or gender, question not stated"
"""What a column named "gender" is of: neither sex nor gender reassignment, for no one wrote down what was asked."""

_FILES = {
    "disability": "disability",
    "gender_reassignment": "gender_reassignment",
    "marriage_and_civil_partnership": "marriage_and_civil_partnership",
    "race": "race",
    "religion_or_belief": "religion_or_belief",
    "sex": "sex",
    "sexual_orientation": "sexual_orientation",
    SEX_OR_GENDER: "sex_or_gender",
}
"""Age has bands instead, and for pregnancy and maternity no standard is known here."""

_GENDER = ("gender", "sex gender", "gender sex", "sex or gender", "gender or sex")
"""The names of columns that do not say which question was asked, as `plain` writes them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where groups come from.

    Attributes:
        title: What it is called.
        url: Where it stands; empty if that is not known here.
        read: Whether it was read when the mapping was made; a source not read is named for those who look further.
    """

    title: str
    read: bool
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standard:
    """A standard's groups, in its own words and order.

    Attributes:
        id: The name of this version of it, such as "census-2021-sex".
        title: What it is called.
        version: The day of the version.
        characteristic: What its groups are groups of.
        groups: Their names; the broad ones among them too.
        broad: Those that others are parts of.
        words: The name of the group by every word for it, as `plain` writes it.
        spelt: Each of those words as the file spells it, for suggestions.
        sources: Where it comes from.
        note: What a reader must know of it.
        baseline: The table of public figures with these groups; empty if there is none.
    """

    id: str
    title: str
    version: dt.date
    characteristic: str
    groups: tuple[str, ...]
    broad: frozenset[str]
    words: Mapping[str, str]
    spelt: Mapping[str, str]
    sources: tuple[Source, ...]
    note: str
    baseline: str = ""

    def part_of(self, group: str) -> str | None:
        """Return the broadest group that another is written as a part of, with a colon between; None if there is none."""
        return next((one for one in self.groups if one in self.broad and group.startswith(f"{one}: ")), None)


def plain(text: str) -> str:
    """Return words as they are compared: small letters and figures, one space between."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("&", " and ").replace("+", " plus ")))


def characteristic_of(column: str, said: str) -> str:
    """Return what a column is of: as the record says, unless its name, or what is said, is "gender" and nothing more."""
    return SEX_OR_GENDER if plain(column) in _GENDER or plain(said) in _GENDER else said


@cache
def standard(characteristic: str) -> Standard | None:
    """Return the standard for a characteristic; None if none is known here."""
    name = _FILES.get(characteristic)
    if name is None:
        return None
    raw = _raw(name)
    groups: list[str] = []
    words: dict[str, str] = {}
    spelt: dict[str, str] = {}
    broad: set[str] = set()
    for one in raw.pop("group"):
        groups.append(one["name"])
        if one.get("broad"):
            broad.add(one["name"])
        for word in (one["name"], *one.get("also", ())):
            if words.setdefault(plain(word), one["name"]) != one["name"]:
                raise ValueError(f"{name}: {word!r} names two groups")
            spelt.setdefault(plain(word), word)
    return Standard(
        groups=tuple(groups),
        broad=frozenset(broad),
        words=MappingProxyType(words),
        spelt=MappingProxyType(spelt),
        sources=tuple(Source(**one) for one in raw.pop("source")),
        **raw,
    )


def standards() -> tuple[Standard, ...]:
    """Return every standard, by the name of its characteristic."""
    return tuple(found for name in sorted(_FILES) if (found := standard(name)))


@cache
def unanswered() -> Mapping[str, str]:
    """Return what is no group but a missing answer: by its words, as `plain` writes them, the name of its row."""
    return MappingProxyType(
        {
            plain(word): one["name"]
            for one in _raw("unanswered")["unanswered"]
            for word in (one["name"], *one["also"])
        }
    )


@cache
def _text(name: str) -> str:
    return files("eia.evidence.categories").joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _raw(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))
