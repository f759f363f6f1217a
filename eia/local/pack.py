"""What a public body's own pack holds, once read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eia.checks import Check
from eia.practice import Choice, Practice, Profile, practice

POLICY = "the body's own policy, not the law"
"""What everything that comes of a pack is marked with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalCharacteristic:
    """A group of people that a body looks at as its own policy.

    Attributes:
        id: What ``local`` in an effect names.
        name: The group in words.
        because: Why the body looks at it.
        source: Where the body says so.
    """

    id: str
    name: str
    because: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PackFile:
    """A file of a pack: its name, and the SHA-256 of its text, in UTF-8 and with line ends that are the same everywhere."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """A public body's own characteristics, questions, choices and checks.

    Attributes:
        body: Whose pack it is.
        date: The day it was adopted.
        contact: Whom to ask about it.
        illustration: What a reader must know first, such as that it is an example; empty if nothing.
        characteristics: The body's own groups, in the order written.
        checks: Its questions, then its checks, in the order written; each has its `policy`, and none a basis in law.
        choices: The choices of method that it tightens, in the order written.
        files: Every file read, in the order of their names.
        profile: How counts of people are made safe to show, where the pack says so.
    """

    body: str
    date: dt.date
    contact: str
    illustration: str
    characteristics: tuple[LocalCharacteristic, ...]
    checks: tuple[Check, ...]
    choices: tuple[Choice, ...]
    files: tuple[PackFile, ...]
    profile: Profile | None = None

    @property
    def practice(self) -> Practice:
        """Return the choices in force: the toolkit's own, with those of the pack in their places."""
        return practice().with_local(self.choices, profile=self.profile)

    def policy_of(self, code: str) -> str:
        """Return why, and by whom, a question of the pack is asked."""
        return next(check.policy for check in self.checks if check.code == code)
