"""Alt texts: at most forty words, from the numbers, the labels shortened as far as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

LONGEST_ALT = 40
"""Words of alt text at the most: what a listener can hold."""

_LABEL_WORDS = (100, 12, 8, 6, 4, 3, 2, 1)
_LABEL_LETTERS = 80

IN_THE_TABLE = "Figures in the table that follows."

Shorten = Callable[[str], str]
"""Cuts a label to as many words as there is room for."""


def alt_text(write: Callable[[Shorten], Sequence[str]], *, closing: str = IN_THE_TABLE) -> str:
    """Write an alt text of at most `LONGEST_ALT` words.

    Labels are shortened first; then sentences go, the last before the closing one first.

    Args:
        write: Returns the sentences, the most needed first; labels go through what it is given.
        closing: The last sentence, which says where the figures stand.
    """
    for words in _LABEL_WORDS:
        sentences = [one for one in write(partial(shortened, words=words)) if one]
        said = " ".join((*sentences, closing))
        if len(said.split()) <= LONGEST_ALT:
            return said
    while len(sentences) > 1 and len(" ".join((*sentences, closing)).split()) > LONGEST_ALT:
        sentences.pop()
    room = LONGEST_ALT - len(closing.split())
    return f"{' '.join(' '.join(sentences).split()[:room])} {closing}"


def shortened(label: str, *, words: int, letters: int = _LABEL_LETTERS) -> str:
    """Cut a label to so many words, with an ellipsis where something is left out."""
    parts = label.split()
    said = " ".join(parts[:words])[:letters].rstrip()
    return said if said == " ".join(parts) else f"{said}…"
