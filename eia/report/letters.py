"""Letters: the characters that no font of the report can show, found before or while the PDF is set."""

from __future__ import annotations

import datetime as dt
import unicodedata

import typst

from eia.errors import Problem
from eia.report.fonts import font_for
from eia.report.look import Look
from eia.report.setting import refused_letters, set_pages
from eia.report.typst_text import AS_PICTURE, literal

_AROUND = 24  # letters shown either side of a character that cannot be shown
_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # for pages that are thrown away


def find_unprintable(text: str, *, look: Look) -> list[str]:
    """Find the characters that the PDF cannot show; see `eia.report.unprintable`."""
    found = hidden_letters(text)
    text = AS_PICTURE.sub("", text)
    words = {word: None for word in text.split() if not word.isascii() and not set(word) & set(found)}
    if words:
        # Whole words, not letters: a letter and its signs may need one font that has them both.
        pages = "\n".join(f"#par({literal(word)})" for word in words)
        source = f'#set document(title: "Letters")\n#set text(font: families, fallback: false, lang: "en")\n{pages}\n'
        try:
            set_pages(source, pictures={}, day=_ANY_DAY, look=look)
        except typst.TypstError as error:
            found += refused_letters(error)
    return sorted(dict.fromkeys(found), key=lambda letter: (text.find(letter), letter))


def hidden_letters(text: str) -> list[str]:
    """Find the characters that Typst would pass over in silence: private ones, unassigned ones, and those that control."""
    return sorted(
        {
            letter
            for letter in set(text)
            if unicodedata.category(letter) in {"Co", "Cc", "Cn"} and letter not in "\n\t\r"
        }
    )


def letter_problem(letter: str, *, where: str, text: str = "") -> Problem:
    """Say that a character cannot be shown; see `eia.report.unprintable_problem`."""
    name = unicodedata.name(letter, "")
    code = f"U+{ord(letter):04X}"
    shown = f"“{letter}” ({code}, {name.lower()})" if name else code
    word = next((word for word in text.split() if letter in word), "") if name else ""
    within = f" in “{_cut(word, letter)}”" if word not in {"", letter} else ""
    font = font_for(letter) if name else ""
    add = (
        f"Add the font {font}: put its file into a folder, and name that folder as the one of the fonts (--fonts). Or write"
        if font
        else "Write"
    )
    return Problem(
        where,
        f"The report's fonts cannot show the character {shown}{within}.",
        f"{add} it in words or in other letters, or show that passage as a picture with a description.",
    )


def _cut(word: str, letter: str) -> str:
    """Return a word, or of a very long one what stands round the letter."""
    at = word.find(letter)
    return word if len(word) <= 2 * _AROUND else word[max(at - _AROUND, 0) : at + _AROUND]


def near(letter: str, text: str) -> str:
    """Say where in a text a character stands first, by the words around it."""
    at = text.find(letter)
    if at < 0:
        return "The text"
    named = letter if unicodedata.name(letter, "") else "□"
    words = " ".join(text[max(at - _AROUND, 0) : at + _AROUND].replace(letter, named).split())
    return f"The text near “{words}”"
