"""Typst itself: pages set from source in a folder of their own, under PDF/UA-1, with the house's fonts alone."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst

from eia.report.fonts import families_of, fonts_of, fonts_with_noto
from eia.report.look import Look
from eia.report.typst_text import literal

_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")

HOUSE_STYLE = Path(__file__).resolve().parent.parent / "house_style"


def set_pages(source: str, *, pictures: Mapping[str, bytes], day: dt.datetime, look: Look) -> bytes:
    """Set Typst source as a PDF/UA-1 file, without network.

    The system's fonts are left alone, but for one case: if no folder of fonts is named and a letter is in none of the
    house's, then the system's Noto fonts are tried. So the same words give the same bytes wherever the house's fonts
    suffice.

    Args:
        source: The whole source, but for `families`: the names of the fonts in which letters are looked for.
        pictures: The bytes of each picture, by the name the source uses.
        day: The only time that the file tells.
        look: Where other fonts are.

    Raises:
        EiaError: The folder of fonts has none.
        typst.TypstError: Typst refuses the source, among other things for a character that no font has.
    """
    try:
        return _set(source, pictures=pictures, day=day, fonts=fonts_of(look.fonts))
    except typst.TypstError as error:
        more = fonts_with_noto() if look.fonts is None and refused_letters(error) else None
        if more is None:
            raise
    return _set(source, pictures=pictures, day=day, fonts=more)


def refused_letters(error: typst.TypstError) -> list[str]:
    """Read from an error of Typst which characters no font has; none, if the error is another one."""
    diagnostic = str(getattr(error, "diagnostic", "") or error)
    letters: dict[str, None] = {}
    for found in _MISSING.findall(diagnostic):
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
        # Of a cluster, such as a letter with its signs, the first is named: one character, one line to mend. A space or
        # a digit before a sign is not what cannot be shown.
        letters.setdefault(next((letter for letter in text if not letter.isascii()), text.lstrip()[:1]))
    letters.pop("", None)
    return [letter for letter in letters if not letter.isascii()] or list(letters)


def _set(source: str, *, pictures: Mapping[str, bytes], day: dt.datetime, fonts: typst.Fonts) -> bytes:
    # A folder of its own, the only one that Typst may read; it goes afterwards.
    with tempfile.TemporaryDirectory(prefix="eia-") as folder:
        root = Path(folder)
        named = f"#let families = ({', '.join(map(literal, families_of(fonts)))})"
        (root / "main.typ").write_text(f"{named}\n{source}", encoding="utf-8", newline="\n")
        for name, content in pictures.items():
            (root / name).write_bytes(content)
        made = typst.compile(
            root / "main.typ",
            root=root,
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            font_paths=fonts,
            timestamp=day,
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made
