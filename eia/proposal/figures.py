"""Percentages where a number of people is due."""

from __future__ import annotations

import re

_PERCENTAGE = re.compile(r"(?:about |around |~|c\.? ?)?\d+(?:[.,]\d+)?\s*(?:%|per ?cent)\.?", re.IGNORECASE)


def percentage(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a percentage where people are counted, and what to do; `None` for other text."""
    if not _PERCENTAGE.fullmatch(text.strip()):
        return None
    return f"'{text.strip()}' is a percentage.", "Write the number of people, as in 120."
