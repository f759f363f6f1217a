"""Words that several rooms write alike: a date as people say it, and a list as a sentence does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out, because strftime would name them in the machine's language."""


def day_in_words(day: dt.date) -> str:
    """Write a date as people do: ``7 September 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def subjects_in_words(subjects: Iterable[str]) -> str:
    """Join subjects that go before a colon or a stop: one that is a sentence of the author's loses its own.

    What follows is true of each, and is said as of one: several have "(each)" after them.
    """
    names = [one.rstrip(".") for one in subjects]
    return f"{'; '.join(names)}{' (each)' if len(names) > 1 else ''}"


def quoted(words: str) -> str:
    """Put words in quotation marks; those that stand in them already become single ones."""
    return f"“{words.translate(_SINGLE)}”"


_SINGLE = str.maketrans("“”", "‘’")


def standing_in_words(standing: str) -> str:
    """Say how the equality duty binds a body: a schedule with the Act that it belongs to."""
    return f"{standing} to the Equality Act 2010" if standing.endswith("Schedule 19") else standing


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``a, b and c``; nothing where there are none."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
