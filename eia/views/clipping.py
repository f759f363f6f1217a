"""The author's prose cut to the room there is, so that what is left does not say something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TURNING = frozenset(
    ("not", "but", "except", "unless", "if", "only", "without", "until", "though", "although", "nor")
)
"""Words that turn the sense of what stands before them."""


def clip(words: str, most: int) -> str:
    """Cut prose to a number of words: after a sentence, else after a clause, if that keeps half of them; a mark shows it.

    Page one is short, and the whole stands inside. It is never cut just before a word that turns the sense, such as "not":
    what is left would say the opposite, so it is cut after the clause before.
    """
    parts = words.split()
    if len(parts) <= most:
        return words
    kept = parts[: _place_to_cut(parts, most)]
    return f"{' '.join(kept).rstrip(',;:.')}…"


def _place_to_cut(parts: Sequence[str], most: int) -> int:
    """Return how many of the words to keep, at most so many."""
    places = {
        mark: [place for place in range(1, most + 1) if parts[place - 1].endswith(ends)]
        for mark, ends in (("sentence", (".", "?", "!", ".”")), ("clause", (",", ";", ":", ")")))
    }
    whole = places["sentence"]
    safe = [place for place in range(1, most + 1) if place in whole or not _turns(parts[place])]
    clauses = [place for place in places["clause"] if place in safe]
    for some in (whole, clauses):
        if some and some[-1] >= most / 2:
            return some[-1]
    if most in safe:
        return most
    return max([*whole, *clauses] or safe or [most])


def _turns(word: str) -> bool:
    """Tell whether a word turns the sense of what stands before it; quotation marks and the like are no part of it."""
    return re.sub(r"\W", "", word).lower() in _TURNING
