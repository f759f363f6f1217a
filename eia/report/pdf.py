"""The PDF of a page: Typst under PDF/UA-1, the house's font, a fixed time; its errors in an officer's words."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

import typst
from bs4 import BeautifulSoup, Tag

from eia.errors import EiaError, Problem
from eia.report.tags import tag_row_headers
from eia.report.typst_text import literal
from eia.report.typst_writer import write_typst

_HOUSE_STYLE = Path(__file__).resolve().parent.parent / "house_style"
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_AROUND = 24  # letters shown either side of a character that cannot be shown


def compile_pdf(html: str) -> bytes:
    """Make the PDF; see `eia.report.to_pdf`. Without network or system fonts."""
    soup = BeautifulSoup(html, "html.parser")
    _refuse_hidden(soup)
    written = write_typst(soup)
    style = (_HOUSE_STYLE / "report.typ").read_text(encoding="utf-8")
    day = dt.datetime.combine(_date(soup), dt.time(12), tzinfo=dt.UTC)
    source = f"{_facts(soup, day)}\n{style}\n#{written.source}\n"
    try:
        made = _set(source, written.pictures, day)
    except typst.TypstError as error:
        raise _said_plainly(error, soup) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # typst's own breakdown, which is no Exception in Python
            raise _not_set() from error
        raise
    return tag_row_headers(made, written.row_headers)


def _set(source: str, pictures: dict[str, bytes], day: dt.datetime) -> bytes:
    """Set the source in a folder of its own, the only one that Typst may read; it goes afterwards."""
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
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HOUSE_STYLE / "fonts")]
    )


def _facts(soup: BeautifulSoup, day: dt.datetime) -> str:
    """Write what the cover told, as the Typst value that the house style reads."""
    page, title = soup.find("html"), soup.find("title")
    said = str(page.get("lang") or "en-GB") if isinstance(page, Tag) else "en-GB"
    language, _, region = said.partition("-")
    keywords = [literal(word.strip()) for word in _meta(soup, "keywords").split(",") if word.strip()]
    notice = _meta(soup, "eia-notice")
    if notice:
        keywords.append(literal(notice))
    facts = {
        "title": literal(title.get_text() if isinstance(title, Tag) else ""),
        "author": literal(_meta(soup, "author")),
        "keywords": f"({', '.join(keywords)}{',' if keywords else ''})",
        "description": literal(_meta(soup, "description")),
        "notice": literal(notice),
        "lang": literal(language.lower()),
        "region": literal(region.upper()) if len(region) == 2 else "none",  # noqa: PLR2004 - a country's two letters
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
    }
    return "#let report = (" + ", ".join(f"{name}: {value}" for name, value in facts.items()) + ")"


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.find("meta", attrs={"name": name})
    return str(found.get("content") or "") if isinstance(found, Tag) else ""


def _date(soup: BeautifulSoup) -> dt.date:
    return dt.date.fromisoformat(_meta(soup, "eia-date"))


def _refuse_hidden(soup: BeautifulSoup) -> None:
    """Refuse the characters that Typst would pass over in silence: private ones, and those that control."""
    text = _shown_text(soup)
    bad = sorted(
        {
            letter
            for letter in text
            if unicodedata.category(letter) in {"Co", "Cc", "Cn"} and letter not in "\n\t\r"
        }
    )
    if bad:
        raise EiaError.of(_glyph_problem(letter, text) for letter in bad)


def _said_plainly(error: typst.TypstError, soup: BeautifulSoup) -> EiaError:
    """Turn an error of Typst into the officer's words."""
    diagnostic = str(getattr(error, "diagnostic", "") or error)
    letters: dict[str, None] = {}
    for found in _MISSING.findall(diagnostic):
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
        # Of a cluster, such as a letter with its signs, the first is named: one character, one line to mend.
        letters.setdefault(text[:1])
    letters.pop("", None)
    if letters:
        text = _shown_text(soup)
        return EiaError.of(_glyph_problem(letter, text) for letter in letters)
    return _not_set()


def _not_set() -> EiaError:
    return EiaError(
        "The PDF",
        "The report could not be set as an accessible PDF.",
        "Take out what was last added to the notebook and try again; then send both versions to those who look after the toolkit.",
    )


def _glyph_problem(letter: str, text: str) -> Problem:
    name = unicodedata.name(letter, "")
    shown = (
        f"“{letter}” (U+{ord(letter):04X}{', ' + name.lower() if name else ''})"
        if name
        else f"U+{ord(letter):04X}"
    )
    at = text.find(letter)
    near = (
        " ".join(text[max(at - _AROUND, 0) : at + _AROUND].replace(letter, letter if name else "□").split())
        if at >= 0
        else ""
    )
    where = f"The text near “{near}”" if near else "The text"
    return Problem(
        where,
        f"The report's fonts cannot show the character {shown}.",
        "Write it in words or in other letters, or show that passage as a picture with a description.",
    )


def _shown_text(soup: BeautifulSoup) -> str:
    body = soup.find("body")
    told = [_meta(soup, name) for name in ("author", "eia-notice")]
    alts = [str(image.get("alt") or "") for image in soup.find_all("img")]
    return "\n".join([body.get_text() if isinstance(body, Tag) else "", *told, *alts])
