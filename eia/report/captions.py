"""Captions of tables: each says what the table shows, in its cell's own words or in a line above it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from eia.errors import EiaError, Problem
from eia.report.nesting import HEADINGS

_LINE = re.compile(r"\s*table\s*:\s*", re.IGNORECASE)
_IN_TEXT = ("table", "dt", "caption", "figcaption", *HEADINGS)  # a table there becomes paragraphs


def caption_tables(soup: BeautifulSoup, main: Tag, *, places: Mapping[int, str]) -> None:
    """Make a line "Table: …" that stands just above a table its caption; refuse a table that has none.

    Args:
        soup: The page.
        main: Its body, each cell still in its own division.
        places: How an error names each cell, by its number.

    Raises:
        EiaError: A table has no caption; every one is named by its cell.
    """
    problems: dict[str, Problem] = {}
    for table in main.find_all("table"):
        if table.find_parent(_IN_TEXT) is not None or table.find(["td", "th"]) is None:
            continue
        caption = table.find("caption", recursive=False)
        if isinstance(caption, Tag) and caption.get_text(strip=True):
            continue
        line = _line_above(table)
        if line is not None:
            _make_caption(soup, table, line)
            continue
        cell = table.find_parent("div", attrs={"data-cell": True})
        number = int(str(cell["data-cell"])) if isinstance(cell, Tag) else 0
        where = places.get(number, f"Cell {number}")
        problems[where] = Problem(
            where,
            "It shows a table without a caption, so a reader who hears the table is not told what it is.",
            "Write a line such as “Table: people by age” just above it, in the cell itself or in a Markdown cell before it.",
        )
    if problems:
        raise EiaError.of(problems.values())


def _line_above(table: Tag) -> Tag | None:
    """Return the paragraph just above a table, in its cell or at the end of the one before, if it is a caption's line."""
    above: Tag | None = table
    while above is not None and above.name != "main":
        before = above.find_previous_sibling(True)
        if before is None:
            above = above.parent
            continue
        while before.name in {"div", "section"} and (inner := before.find_all(True, recursive=False)):
            before = inner[-1]
        return before if before.name == "p" and _LINE.match(before.get_text()) else None
    return None


def _make_caption(soup: BeautifulSoup, table: Tag, line: Tag) -> None:
    caption = table.find("caption", recursive=False)
    if not isinstance(caption, Tag):
        caption = soup.new_tag("caption")
        table.insert(0, caption)
    first = next(text for text in line.find_all(string=True) if text.strip())
    first.replace_with(_LINE.sub("", str(first), count=1))
    caption.extend(list(line.contents))
    line.decompose()
