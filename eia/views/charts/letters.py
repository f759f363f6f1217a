"""Letters: the house's font, how wide words are in it, and where a label breaks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

SIZE = 9.5
"""Points of every letter on a chart, at the width that the PDF sets it at."""

LINE = 11.8
"""Points from one line of a label to the next."""


@cache
def font() -> FontProperties:
    """Return the house's font."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - it takes half a second to load

    return FontProperties(fname=_path(), size=SIZE)


IN_THE_TABLE = "(see the table)"
"""What is drawn in place of words with letters that the font does not have; a box for a letter would tell nobody anything."""


def can_write(words: str) -> bool:
    """Say whether the font has every letter of some words."""
    return all(ord(letter) in _known() for letter in words)


def width(words: str) -> float:
    """Return how many points wide words are, as they are drawn, without the little that kerning takes off."""
    return sum(_advance(letter) for letter in (words if can_write(words) else IN_THE_TABLE))


@cache
def _advance(letter: str) -> float:
    return _measure().load_char(ord(letter)).linearHoriAdvance / 65536


def plain(label: str, *, place: int) -> str:
    """Return a label as it can be drawn.

    Args:
        label: As written, in any script.
        place: Its place among the rows, from 1: it stands for a label with letters that the font does not have, which the
            table says in full.
    """
    one = " ".join(label.split())
    return one if one and can_write(one) else f"Row {place} of the table"


def wrapped(words: str, room: float) -> tuple[str, ...]:
    """Break words into lines that fit in so many points; a word that is too long is broken where it must be."""
    if not can_write(" ".join(words.split())):
        return (IN_THE_TABLE,)
    lines: list[str] = []
    line = ""
    for word in _pieces(words.split(), room):
        longer = f"{line} {word}" if line else word
        if line and width(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def cut(words: str, room: float) -> str:
    """Return words on one line, cut with an ellipsis where they do not fit."""
    kept = words if can_write(words) else IN_THE_TABLE
    if width(kept) <= room:
        return kept
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _pieces(words: Sequence[str], room: float) -> list[str]:
    pieces = []
    for word in words:
        rest = word
        while width(rest) > room:
            most = max(1, next(n for n in range(1, len(rest) + 1) if width(rest[: n + 1]) > room))
            pieces.append(rest[:most])
            rest = rest[most:]
        pieces.append(rest)
    return [piece for piece in pieces if piece]


@cache
def _measure() -> FT2Font:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - matplotlib takes half a second to load

    # From memory: an open file would be shut in a process that is forked from this one.
    held = FT2Font(io.BytesIO(Path(_path()).read_bytes()))
    held.set_size(SIZE, 72)
    return held


@cache
def _known() -> frozenset[int]:
    return frozenset(_measure().get_charmap())


@cache
def _path() -> str:
    fonts = files("eia").joinpath("house_style", "fonts")
    return str(fonts.joinpath("SourceSansPro-Regular.ttf"))
