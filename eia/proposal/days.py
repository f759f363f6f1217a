"""Dates as people write them, to say how the one meant is written here."""

from __future__ import annotations

import datetime as dt
import re

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
"""A date beyond these is a slip of the hand, such as the year 0201."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>[a-z]+)\.?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
)
"""The day before the month where both are figures, as is British use."""

_NEVER = frozenset(
    {
        "ongoing",
        "continuous",
        "continuing",
        "asrequired",
        "asneeded",
        "tbc",
        "tbd",
        "tba",
        "tobeconfirmed",
        "tobedecided",
        "asap",
        "na",
        "never",
        "rolling",
    }
)
"""Words that stand where a day is due and name none, without their blanks, hyphens and stops."""

_DUE = "Write the day, as in 2021-09-07, or leave the line out until it is known."


def never_falls_due(text: str) -> bool:
    """Tell whether a text is one of the words that name no day, such as "ongoing" or "to be confirmed"."""
    return re.sub(r"[\s./-]", "", text.casefold()) in _NEVER


def no_day(text: str) -> tuple[str, str] | None:
    """Return what is wrong with words such as "ongoing" where a day is due, and what to do; `None` for other text."""
    if not never_falls_due(text):
        return None
    return f"'{text.strip()}' is not a day, so it can never fall due.", _DUE


def day_meant(text: str) -> dt.date | str | None:
    """Return the date that a text means; the words for it if there is no such day; `None` if it is no date."""
    for written in _WRITTEN:
        if not (found := written.fullmatch(text.strip().lower())):
            continue
        parts = found.groupdict()
        name = parts.get("name")
        if name and name[:3] not in _MONTHS:
            return None
        month = _MONTHS.index(name[:3]) + 1 if name else int(parts["month"])
        try:
            return dt.date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            return f"There is no such day as {text.strip()}."
    return None
