"""Writing systems: which way a passage runs, and the language of words in letters that only one language here uses."""

from __future__ import annotations

import re
import unicodedata

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from eia.report.nesting import HEADINGS

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_DRAWN_APART = "[\u0590-\u0dff\ufb1d-\ufdff\ufe70-\ufeff]"
RUN = re.compile(f"{_DRAWN_APART}(?:.*{_DRAWN_APART})?", re.DOTALL)
"""From the first to the last letter in a text that a PDF does not hold as it is read: it runs from right to left, or it is of
an Indic script, whose syllables Typst tags once for each part that they are drawn from."""

_ASSAMESE = re.compile("[\u09f0\u09f1]")
_LANGUAGES = {
    "bn": re.compile("[\u0980-\u09ff]+(?:[\\s\u200c\u200d।]+[\u0980-\u09ff]+)*"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]{2,}(?:\\s+[\u0370-\u03ff\u1f00-\u1fff]+)*"),
    "gu": re.compile("[\u0a80-\u0aff]+(?:[\\s\u200c\u200d।]+[\u0a80-\u0aff]+)*"),
    "pa": re.compile("[\u0a00-\u0a7f]+(?:[\\s\u200c\u200d।]+[\u0a00-\u0a7f]+)*"),
}
"""Letters of one language: Bengali, Greek (one letter alone is a symbol), Gujarati, Punjabi. Not Arabic's nor Cyrillic's,
which many languages use: an author names theirs with `lang`."""

_HOLDERS = (*HEADINGS, "p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "blockquote", "pre", "div")


def mark_scripts(soup: BeautifulSoup) -> None:
    """Mark each passage with letters that run from right to left, and each run of letters that tells its language."""
    for text in soup.find_all(string=True):
        if text.isascii():
            continue  # by far the most
        holder = text.parent
        if isinstance(text, PreformattedString) or holder is None or text.find_parent("body") is None:
            continue
        if _RIGHT_TO_LEFT.search(str(text)):
            passage = text.find_parent(_HOLDERS)
            if isinstance(passage, Tag) and not passage.get("dir"):
                passage["dir"] = "auto"
        if holder.name not in {"title", "style", "pre", "code"}:
            _name_languages(soup, text)


def runs_from_right(passage: Tag, *, said: str = "") -> bool:
    """Say whether a passage runs from right to left: as it is marked, by its first letter that runs either way if "auto".

    Args:
        passage: The element.
        said: What it is taken to be marked as where it is not marked.
    """
    said = str(passage.get("dir") or said).lower()
    if said != "auto":
        return said == "rtl"
    kinds = (unicodedata.bidirectional(letter) for letter in passage.get_text())
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _name_languages(soup: BeautifulSoup, text: NavigableString) -> None:
    words = str(text)
    found = sorted(
        (match.start(), match.end(), language)
        for language, letters in _LANGUAGES.items()
        for match in letters.finditer(words)
        if not _ASSAMESE.search(match[0])
    )
    if not found or any(
        holder.get("lang") for holder in text.parents if holder.name not in {"html", "[document]"}
    ):
        return
    pieces: list[Tag | NavigableString] = []
    done = 0
    for start, end, language in found:
        span = soup.new_tag("span", lang=language)
        span.string = words[start:end]
        pieces += [NavigableString(words[done:start]), span]
        done = end
    text.replace_with(*(piece for piece in [*pieces, NavigableString(words[done:])] if str(piece)))
