"""The tables of the Word file: columns as wide as those of the PDF, headers marked, rows and small tables kept whole."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag
from lxml import etree

from eia.report.typst_tables import UPRIGHT, lay_out, stands_whole
from eia.report.word_styles import W, element

TEXT_WIDE = 9638
"""The width between the margins of the page, in twentieths of a point."""

_BEFORE_SPACING = frozenset(
    f"{W}{name}"
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
        "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
    )
)  # fmt: skip
_NARROWER = 0.94  # Arial's letters are wider than those by which columns are laid out
_ROOM = "120"  # twentieths of a point between a table or a list and the words after it
_NO_WORDS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_HAVE_ROOM = ("Heading", "TableCaption", "CaptionedFigure", "Notice", "Incomplete")  # styles with room above


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnAs:
    """How a table is to be drawn.

    Attributes:
        headed: Have its rows headers?
        columns: The share of the whole width that each column takes.
        whole: Is it so small that it is not parted by a page?
    """

    headed: bool
    columns: tuple[float, ...]
    whole: bool


def drawn_as(table: Tag) -> DrawnAs:
    """Tell how a table of the page is to be drawn: as in the PDF, but always on an upright page."""
    layout = lay_out(table, room=UPRIGHT * _NARROWER)
    total = sum(layout.columns)
    return DrawnAs(
        headed=table.select_one("tbody th") is not None,
        columns=tuple(width / total for width in layout.columns),
        whole=stands_whole(table, layout),
    )


def finish_table(table: etree._Element, drawn: DrawnAs) -> None:
    """Give a table its columns, its row headers their mark, and keep its rows whole and its header with the first of them."""
    about = table.find(f"{W}tblPr")
    if about is None:
        raise ValueError("a table of the Word file has no properties")
    width = about.find(f"{W}tblW")
    if width is not None:
        width.set(f"{W}type", "dxa")
        width.set(f"{W}w", str(TEXT_WIDE))
    _set_columns(table, about, [round(TEXT_WIDE * share) for share in drawn.columns])
    view = about.find(f"{W}tblLook")
    if view is not None:
        head = view.get(f"{W}firstRow") == "1"
        view.set(f"{W}firstColumn", "1" if drawn.headed else "0")
        view.set(f"{W}val", f"{0x0600 + 0x20 * head + 0x80 * drawn.headed:04X}")
        view.set(f"{W}noHBand", "1")
        view.set(f"{W}noVBand", "1")
    rows = table.findall(f"{W}tr")
    for number, row in enumerate(rows):
        properties = _first(row, "trPr")
        in_head = properties.find(f"{W}tblHeader") is not None
        properties.insert(0, element("cantSplit"))
        for line in row.iter(f"{W}p"):
            _set_style(line, "Compact", "TableText")
            if in_head or (drawn.whole and number < len(rows) - 1):
                _properties(line).insert(1, element("keepNext"))


def _set_columns(table: etree._Element, about: etree._Element, columns: list[int]) -> None:
    for old in (*about.findall(f"{W}tblLayout"), *table.findall(f"{W}tblGrid")):
        (about if old.tag == f"{W}tblLayout" else table).remove(old)
    look = about.find(f"{W}tblLook")
    fixed = element("tblLayout", type="fixed")
    if look is None:
        about.append(fixed)
    else:
        look.addprevious(fixed)
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=str(width)) for width in columns])
    about.addnext(grid)
    for row in table.findall(f"{W}tr"):
        at = 0
        for cell in row.findall(f"{W}tc"):
            properties = _first(cell, "tcPr")
            spans = properties.find(f"{W}gridSpan")
            across = int(str(spans.get(f"{W}val"))) if spans is not None else 1
            for old in properties.findall(f"{W}tcW"):
                properties.remove(old)
            properties.insert(0, element("tcW", w=str(sum(columns[at : at + across])), type="dxa"))
            at += across


def give_room(root: etree._Element) -> None:
    """Part a table, and a list, from the words straight after it, as the page does."""
    for line in root.iter(f"{W}p"):
        before = line.getprevious()
        while before is not None and before.tag in _NO_WORDS:
            before = before.getprevious()
        if before is None or _style_of(line).startswith(_HAVE_ROOM) or _is_listed(line):
            continue
        if before.tag == f"{W}tbl" or _is_listed(before):
            properties = _properties(line)
            found = properties.find(f"{W}spacing")
            if found is None:
                found = element("spacing")
                at = sum(child.tag in _BEFORE_SPACING for child in properties)
                properties.insert(at, found)
            found.set(f"{W}before", _ROOM)


def _is_listed(line: etree._Element) -> bool:
    return line.find(f"{W}pPr/{W}numPr") is not None


def _style_of(line: etree._Element) -> str:
    found = line.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def _set_style(line: etree._Element, old: str, new: str) -> None:
    found = line.find(f"{W}pPr/{W}pStyle")
    if found is not None and found.get(f"{W}val") == old and not _is_listed(line):
        found.set(f"{W}val", new)


def _properties(line: etree._Element) -> etree._Element:
    """Return the properties of a paragraph, its style first in them."""
    found = _first(line, "pPr")
    if found.find(f"{W}pStyle") is None:
        found.insert(0, element("pStyle", val="BodyText"))
    return found


def _first(parent: etree._Element, name: str) -> etree._Element:
    """Return the part of this name, which stands first in its parent; one is put there where there is none."""
    found = parent.find(f"{W}{name}")
    if found is None:
        found = element(name)
        parent.insert(0, found)
    return found
