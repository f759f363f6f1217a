"""The fonts of a PDF: the house's, a body's own, and the system's Noto for letters that neither has."""

from __future__ import annotations

import os
import sys
import unicodedata
from functools import cache
from pathlib import Path

import typst

from eia.errors import EiaError

HOUSE_FONTS = Path(__file__).resolve().parent.parent / "house_style" / "fonts"

FAMILIES = (
    "Source Sans Pro",
    "Noto Sans Arabic",
    "Noto Sans Bengali",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
)
"""The families that ship, in the order in which a letter is looked for."""

_TYPSTS_OWN = ("DejaVu Sans Mono", "Libertinus Serif")
"""Of the fonts inside Typst those that set text, tried last. Its fonts for mathematics have letters of some scripts too,
without what joins them into words: Hindi set in them cannot be read."""

_PICTURES = range(0x1F000, 0x20000)  # emoji and other pictures
_KINDS = frozenset({".ttf", ".otf", ".ttc"})
_NAMED = {
    "CJK": "Noto Sans SC", "BOPOMOFO": "Noto Sans TC", "IDEOGRAPHIC": "Noto Sans SC", "HIRAGANA": "Noto Sans JP",
    "KATAKANA": "Noto Sans JP", "HANGUL": "Noto Sans KR", "CANADIAN": "Noto Sans Canadian Aboriginal",
    "OL": "Noto Sans Ol Chiki", "MEETEI": "Noto Sans Meetei Mayek", "NKO": "Noto Sans NKo", "TIBETAN": "Noto Serif Tibetan",
    "SYLOTI": "Noto Sans Syloti Nagri", "LATIN": "Noto Sans", "GREEK": "Noto Sans", "CYRILLIC": "Noto Sans",
}  # fmt: skip
_ONE_WORD = (
    "ADLAM ARABIC ARMENIAN BALINESE BENGALI CHEROKEE DEVANAGARI ETHIOPIC GEORGIAN GUJARATI GURMUKHI HEBREW JAVANESE KANNADA "
    "KHMER LAO MALAYALAM MONGOLIAN MYANMAR ORIYA OSMANYA SINHALA SYRIAC TAMIL TELUGU THAANA THAI TIFINAGH VAI"
)
"""The scripts whose Noto Sans has the name that Unicode gives their letters."""


def fonts_of(folder: Path | None) -> typst.Fonts:
    """Return the house's fonts, with those of a folder.

    Raises:
        EiaError: There is no such folder, or no font in it.
    """
    if folder is None:
        return _loaded((str(HOUSE_FONTS),))
    refuse_no_fonts(folder)
    return _loaded((str(HOUSE_FONTS), str(folder.resolve())))


def refuse_no_fonts(folder: Path) -> None:
    """Refuse a folder of fonts that holds none, without loading any.

    Raises:
        EiaError: There is no such folder, or no font in it.
    """
    if not folder.is_dir() or not any(path.suffix.lower() in _KINDS for path in folder.rglob("*")):
        raise EiaError(
            str(folder),
            "There is no such folder, or it holds no font.",
            "Give a folder with fonts as TTF, OTF or TTC files.",
        )


def fonts_with_noto() -> typst.Fonts | None:
    """Return the house's fonts with the Noto fonts that the system has; none if it has none."""
    folders = sorted(
        {
            str(path.parent)
            for root in _system_roots()
            for path in root.rglob("Noto*")
            if path.suffix.lower() in _KINDS
        }
    )
    return _loaded((str(HOUSE_FONTS), *folders)) if folders else None


def families_of(fonts: typst.Fonts) -> tuple[str, ...]:
    """Return the families in which letters are looked for, in this order; no other is used.

    The house's come first, then those of the folders that were named, plain ones before others, then Typst's own.
    """
    inside = {*FAMILIES, *_loaded(()).families()}
    others = sorted((name for name in fonts.families() if name not in inside), key=_plainness)
    return (*FAMILIES, *others, *_TYPSTS_OWN)


def _plainness(name: str) -> tuple[bool, bool, bool, str]:
    # Of the Noto fonts for Chinese, Japanese and Korean each has the letters of all: simplified Chinese is asked for most.
    return ("Serif" in name, "Mono" in name, "CJK" in name and "SC" not in name, name)


@cache
def _loaded(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))


def _system_roots() -> list[Path]:
    home = Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or "/")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        roots = [
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            *([Path(local) / "Microsoft/Windows/Fonts"] if local else []),
        ]
    elif sys.platform == "darwin":
        roots = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        roots = [
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".local/share/fonts",
            home / ".fonts",
        ]
    return [root for root in roots if root.is_dir()]


def font_for(letter: str) -> str:
    """Return the font of the Noto families that shows a letter, by its name in Unicode; nothing if that cannot be told."""
    kind = unicodedata.category(letter)
    script = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    if script in _NAMED:
        return _NAMED[script]
    if ord(letter) in _PICTURES or letter == "\u200d":  # the last joins pictures into one
        return "Noto Emoji"
    if kind == "So":
        return "Noto Sans Symbols 2"
    return f"Noto Sans {script.capitalize()}" if script in _ONE_WORD.split() else ""
