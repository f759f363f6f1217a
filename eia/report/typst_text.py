"""Typst, as text: string literals, labels, joined code, and how wide words will be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eia.report.letter_widths import BOLD, REGULAR

_NARROW = frozenset("’‘·")
_WIDE = frozenset("—…")
AS_PICTURE = re.compile("[\ufe0e\ufe0f\u20e3]")
"""The signs that ask for the one before them as a letter, as a picture or as a key: it is shown as the font has it."""

_SLACK = 1.01  # the estimate may fall this short before a word runs over
_ROUNDED = 0.02  # points: columns are rounded to a hundredth


def literal(text: str) -> str:
    r"""Return text as a Typst string literal, in which nothing is code: only ``\`` and ``"`` are escaped.

    Every other character stands for itself in a Typst string, but for `AS_PICTURE`, which no font need have; line ends
    are written as ``\n`` to keep the source one line a statement.
    """
    escaped = AS_PICTURE.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def joined(pieces: Iterable[str]) -> str:
    """Join Typst expressions into one content, in order."""
    found = [piece for piece in pieces if piece]
    return "{ " + "; ".join(found) + " }" if found else "[]"


def labelled(content: str, name: str) -> str:
    """Return an element with a label, so that a link can lead to it."""
    return f"[#{content}#label({literal(name)})]" if name else content


def link_mark(number: int) -> str:
    """Return the target that stands for a link to the web until `links` gives it its address and its words.

    Typst's wheel has no way to say a link's words for those who hear it.
    """
    return f"eia-link:{number}"


class _Ems(dict[str, float]):
    """The width of a letter in ems; of one that stands in no table it is told by its kind, when it is first asked for."""

    def __missing__(self, letter: str) -> float:
        if letter in _NARROW:
            em = 0.32
        elif letter in _WIDE:
            em = 0.84
        elif letter.isupper():
            em = 0.66
        else:
            em = 0.56 if ord(letter) < 0x2000 else 0.7  # noqa: PLR2004 - beyond Latin, Greek and Cyrillic: wider
        self[letter] = em
        return em


_EMS, _BOLD_EMS = _Ems(REGULAR), _Ems(BOLD)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a line of text in points, set in the house's sans serif at a size in points."""
    return sum(map((_BOLD_EMS if bold else _EMS).__getitem__, text)) * size * _SLACK


def breakable(text: str, room: float, size: float) -> str:
    """Return text as a Typst expression in which a word too long for its room may break at any letter.

    The places to break (`breaks` in ``report.typ``) add nothing to the text that a reader copies or hears.
    """
    if width_of(text, size) <= room:
        return literal(text)
    pieces: list[str] = []
    plain = ""
    for word in re.split(r"(\s+)", text):
        if word.strip() and width_of(word, size, bold=True) > room + _ROUNDED:
            if plain:
                pieces.append(literal(plain))
                plain = ""
            pieces.append(f"breaks({literal(word)})")
        else:
            plain += word
    if plain:
        pieces.append(literal(plain))
    return joined(pieces) if len(pieces) > 1 else pieces[0]
