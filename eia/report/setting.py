"""Typst itself: pages set from source in a folder of their own, under PDF/UA-1, with the house's fonts alone."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

HOUSE_STYLE = Path(__file__).resolve().parent.parent / "house_style"


def set_pages(source: str, *, pictures: Mapping[str, bytes], day: dt.datetime) -> bytes:
    """Set Typst source as a PDF/UA-1 file, without network or system fonts.

    Args:
        source: The whole source.
        pictures: The bytes of each picture, by the name the source uses.
        day: The only time that the file tells.

    Raises:
        typst.TypstError: Typst refuses the source, among other things for a character that no font has.
    """
    # A folder of its own, the only one that Typst may read; it goes afterwards.
    with tempfile.TemporaryDirectory(prefix="eia-") as folder:
        root = Path(folder)
        (root / "main.typ").write_text(source, encoding="utf-8", newline="\n")
        for name, content in pictures.items():
            (root / name).write_bytes(content)
        made = typst.compile(
            root / "main.typ",
            root=root,
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            font_paths=_fonts(),
            timestamp=day,
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HOUSE_STYLE / "fonts")]
    )
