"""The PDF of a page: Typst under PDF/UA-1, the house's font, a fixed time; its errors in an officer's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import typst
from bs4 import BeautifulSoup, Tag

from eia.errors import EiaError
from eia.report.colours import Colours
from eia.report.fonts import font_for
from eia.report.house_style import read_house_style
from eia.report.letters import hidden_letters, letter_problem, near
from eia.report.look import Look
from eia.report.page import read_date, read_meta
from eia.report.setting import HOUSE_STYLE, refused_letters, set_pages
from eia.report.tags import finish_tags
from eia.report.typst_text import literal
from eia.report.typst_writer import write_typst


def compile_pdf(html: str, *, look: Look) -> bytes:
    """Make the PDF; see `eia.report.to_pdf`. Without network or system fonts."""
    soup = BeautifulSoup(html, "html.parser")
    _refuse_hidden(soup)
    written = write_typst(soup)
    style = (HOUSE_STYLE / "report.typ").read_text(encoding="utf-8")
    day = dt.datetime.combine(read_date(soup), dt.time(12), tzinfo=dt.UTC)
    source = f"{_facts(soup, day, read_house_style(look).colours)}\n{style}\n#{written.source}\n"
    try:
        made = set_pages(source, pictures=written.pictures, day=day, look=look)
    except typst.TypstError as error:
        raise _said_plainly(error, soup) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # typst's own breakdown, which is no Exception in Python
            raise _not_set() from error
        raise
    return finish_tags(made, tables=written.tables, links=written.links, runs=written.runs)


def _facts(soup: BeautifulSoup, day: dt.datetime, colours: Colours) -> str:
    """Write what the cover told, as the Typst value that the house style reads."""
    page, title = soup.find("html"), soup.find("title")
    said = str(page.get("lang") or "en-GB") if isinstance(page, Tag) else "en-GB"
    language, _, region = said.partition("-")
    keywords = [literal(word.strip()) for word in read_meta(soup, "keywords").split(",") if word.strip()]
    notice, author = read_meta(soup, "eia-notice"), read_meta(soup, "author")
    if notice:
        keywords.append(literal(notice))
    facts = {
        "title": literal(title.get_text() if isinstance(title, Tag) else ""),
        "author": f"({literal(author)},)" if author else "()",
        "keywords": f"({', '.join(keywords)}{',' if keywords else ''})",
        "description": literal(read_meta(soup, "description")),
        "notice": literal(notice),
        "lang": literal(language.lower()),
        "region": literal(region.upper()) if len(region) == 2 else "none",  # noqa: PLR2004 - a country's two letters
        **{name: literal(colour) for name, colour in asdict(colours).items()},
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
    }
    return "#let report = (" + ", ".join(f"{name}: {value}" for name, value in facts.items()) + ")"


def _refuse_hidden(soup: BeautifulSoup) -> None:
    text = _shown_text(soup)
    if bad := hidden_letters(text):
        raise _cannot_show(bad, text)


def _said_plainly(error: typst.TypstError, soup: BeautifulSoup) -> EiaError:
    """Turn an error of Typst into the officer's words."""
    letters = refused_letters(error)
    return _cannot_show(letters, _shown_text(soup)) if letters else _not_set()


def _cannot_show(letters: list[str], text: str) -> EiaError:
    # A passage in another script is one thing to mend: of the letters that one font would show, the first is named.
    first = {font_for(letter) or letter: letter for letter in reversed(letters)}
    named = [letter for letter in letters if letter in first.values()]
    return EiaError.of(letter_problem(letter, where=near(letter, text), text=text) for letter in named)


def _not_set() -> EiaError:
    return EiaError(
        "The PDF",
        "The report could not be set as an accessible PDF.",
        "Take out what was last added to the notebook and try again; then send both versions to those who look after the toolkit.",
    )


def _shown_text(soup: BeautifulSoup) -> str:
    body = soup.find("body")
    told = [read_meta(soup, name) for name in ("author", "eia-notice")]
    alts = [str(image.get("alt") or "") for image in soup.find_all("img")]
    return "\n".join([body.get_text() if isinstance(body, Tag) else "", *told, *alts])
