"""A shape before the word for an effect's direction: seen without colour, and not heard, as the word says it all."""

from __future__ import annotations

import re

_SHAPED = {
    "negative": "▼ negative",
    "both": "◆ both good and bad",
    "positive": "▲ positive",
    "none": "○ none",
    "cannot tell": "? cannot tell",
    "not looked": "? not looked",
    "direction not recorded": "? direction not recorded",
}
"""Each direction as it is written."""

SHAPES = frozenset(said[0] for said in _SHAPED.values())
"""The shapes; `eia.report.sanitise` knows them too."""

# Only a shape that begins a word of its own: the mark of "Is it? cannot tell" stays.
_BEFORE_ITS_WORD = re.compile(
    r"(?<![^\s(])(?:"
    + "|".join(rf"{re.escape(said[0])}(?={re.escape(said[1:])}\b)" for said in _SHAPED.values())
    + ")"
)


def shaped(direction: str | None) -> str:
    """Say an effect's direction by shape and word; one that is not recorded is said not to be."""
    return _SHAPED[direction or "direction not recorded"]


def hide_shapes(html: str) -> str:
    """Hide each shape before its word from those who hear the page: "black down-pointing triangle" tells them nothing."""
    return _BEFORE_ITS_WORD.sub(lambda found: f'<span aria-hidden="true">{found[0]}</span>', html)
