"""Odd nesting made plain: blocks within text, headings within tables, tables within tables."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    {*HEADINGS, "p", "ul", "ol", "dl", "table", "figure", "div", "section", "pre", "blockquote", "hr", "nav"}
)
"""The elements that stand as blocks, among them none that stands in a line of text."""


def names_in(tag: Tag) -> frozenset[str]:
    """Return the names of the elements inside an element; far sooner than looking for each of many names would be."""
    return frozenset(each.name for each in tag.descendants if isinstance(each, Tag))


_PARTS = frozenset(
    {
        "main",
        "header",
        "li",
        "td",
        "th",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "dt",
        "dd",
        "caption",
        "figcaption",
        "img",
    }
)
_LINES = ("dt", "caption", "figcaption")
_TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")


def plain_nesting(soup: BeautifulSoup, main: Tag) -> None:
    """Make the nesting such that every element can be tagged where it stands; no words or pictures are lost.

    A table that stands in a table or in a line of text becomes a paragraph a row; a heading there, or one that
    holds a block, becomes a paragraph in bold; emphasis and links around whole blocks go; parts without their
    whole (a cell without a table, a list item without a list) become plain.
    """
    _plain_tables(soup, main)
    _plain_lists(soup, main)
    _plain_figures(main)
    for heading in main.find_all(HEADINGS):
        _plain_heading(soup, heading)
    for inner in main.find_all(True):
        _plain_text(inner)
    for paragraph in main.find_all(["p", "pre"]):
        if paragraph.find([*BLOCKS, "img"] if paragraph.name == "pre" else BLOCKS) is not None:
            paragraph.name = "div"
    for listed in main.find_all("dl"):
        if listed.find("dt") is None:
            listed.name = "div"


def _plain_tables(soup: BeautifulSoup, main: Tag) -> None:
    for table in reversed(main.find_all("table")):
        in_text = table.find_parent(["table", *_LINES, *HEADINGS]) is not None
        if in_text or table.find(["td", "th"]) is None:
            _flatten(soup, table)
    for part in main.find_all(_TABLE_PARTS):
        if part.find_parent("table") is None:
            part.unwrap()


def _plain_lists(soup: BeautifulSoup, main: Tag) -> None:
    for item in main.find_all("li"):
        if item.parent is None or item.parent.name not in {"ul", "ol"}:
            item.name = "div"
    for listed in main.find_all(["ul", "ol"]):
        for child in list(listed.children):
            stray = child.name != "li" if isinstance(child, Tag) else bool(str(child).strip())
            if stray:
                child.wrap(soup.new_tag("li"))
    for listed in main.find_all("dl"):
        pairs = (
            listed.find("dt", recursive=False) is not None or listed.find("div", recursive=False) is not None
        )
        if not pairs or any(term.find("img") is not None for term in listed.find_all("dt")):
            listed.name = "div"
    for part in main.find_all(["dt", "dd"]):
        if part.find_parent("dl") is None:
            part.name = "div"


def _plain_figures(main: Tag) -> None:
    """Keep as figures those of one picture and its caption; `structure` makes one of each picture left over."""
    for figure in main.find_all("figure"):
        held = [child for child in figure.find_all(True) if child.name != "p"]
        picture = [child for child in held if child.name == "img"]
        caption = figure.find("figcaption", recursive=False)
        said = "" if caption is None else caption.get_text(strip=True)
        only = len(picture) == 1 and figure.get_text(strip=True) == said
        if not only or figure.find([*BLOCKS - {"p"}]) is not None or figure.find_parent("figure") is not None:
            figure.unwrap()
    for caption in main.find_all("figcaption"):
        if caption.parent is None or caption.parent.name != "figure":
            caption.name = "div"


def _plain_text(inner: Tag) -> None:
    """Take an inline element away from round its blocks, and the blocks out of an element that is one line."""
    line = inner.name in _LINES
    # The names inside are looked for last: most elements are blocks, and of those nothing is asked.
    if inner.parent is None or (not line and inner.name in BLOCKS | _PARTS) or not names_in(inner) & BLOCKS:
        return
    if line:
        for block in inner.find_all(BLOCKS):
            block.insert_after(" ")
            block.unwrap()
    else:
        inner.unwrap()


def _flatten(soup: BeautifulSoup, table: Tag) -> None:
    for row in table.find_all(["tr", "caption"]):
        line = soup.new_tag("p")
        if row.name == "caption":
            line.extend(list(row.contents))
        for cell in row.find_all(["td", "th"], recursive=False):
            line.extend([*list(cell.contents), " "])
        table.insert_before(line)
    table.decompose()


def _plain_heading(soup: BeautifulSoup, heading: Tag) -> None:
    held = (
        heading.find_parent(["table", "li", "dt", "dd", "caption", "figcaption", "p", "a", *HEADINGS])
        is not None
    )
    inline = heading.find_parent(
        lambda tag: tag.name not in BLOCKS and tag.name not in _PARTS and tag.parent is not None
    )
    inside_text = inline is not None and inline.find_parent("main") is not None
    if heading.find([*BLOCKS, "img"]) is not None:
        heading.name = "div"
    elif held or inside_text:
        heading.name = "p"
        bold = soup.new_tag("strong")
        bold.extend(list(heading.contents))
        heading.append(bold)
