"""Words that several rooms write alike: a date as people say it, and a list as a sentence does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

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


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``a, b and c``; nothing where there are none."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
