"""Letters: the characters that no font of the report can show, found before or while the PDF is set."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import typst

from eia.errors import Problem
from eia.report.setting import set_pages
from eia.report.typst_text import literal

_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_AROUND = 24  # letters shown either side of a character that cannot be shown
_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # for pages that are thrown away


def find_unprintable(text: str) -> list[str]:
    """Find the characters that the PDF cannot show; see `eia.report.unprintable`."""
    found = hidden_letters(text)
    words = {word: None for word in text.split() if not word.isascii() and not set(word) & set(found)}
    if words:
        # Whole words, not letters: a letter and its signs may need one font that has them both.
        pages = "\n".join(f"#par({literal(word)})" for word in words)
        source = f'#set document(title: "Letters")\n#set text(font: "Source Sans Pro", lang: "en")\n{pages}\n'
        try:
            set_pages(source, pictures={}, day=_ANY_DAY)
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


def refused_letters(error: typst.TypstError) -> list[str]:
    """Read from an error of Typst which characters no font has; none, if the error is another one."""
    diagnostic = str(getattr(error, "diagnostic", "") or error)
    letters: dict[str, None] = {}
    for found in _MISSING.findall(diagnostic):
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
        # Of a cluster, such as a letter with its signs, the first is named: one character, one line to mend. A space
        # before a sign is not what cannot be shown.
        letters.setdefault(text.lstrip()[:1])
    letters.pop("", None)
    return list(letters)


def letter_problem(letter: str, *, where: str) -> Problem:
    """Say that a character cannot be shown; see `eia.report.unprintable_problem`."""
    name = unicodedata.name(letter, "")
    code = f"U+{ord(letter):04X}"
    shown = f"“{letter}” ({code}, {name.lower()})" if name else code
    return Problem(
        where,
        f"The report's fonts cannot show the character {shown}.",
        "Write it in words or in other letters, or show that passage as a picture with a description.",
    )


def near(letter: str, text: str) -> str:
    """Say where in a text a character stands first, by the words around it."""
    at = text.find(letter)
    if at < 0:
        return "The text"
    named = letter if unicodedata.name(letter, "") else "□"
    words = " ".join(text[max(at - _AROUND, 0) : at + _AROUND].replace(letter, named).split())
    return f"The text near “{words}”"
