"""Tables on a narrow screen: which may be wider than it, so that they scroll sideways and take the keyboard."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from eia.report.tables import place_cells, rows_of, span
from eia.report.typst_text import width_of

_ROOM = 296.0  # CSS pixels: the page at 320, the width at which WCAG 2.2 (1.4.10) asks for reflow, less its margins
_LETTERS = 13.0  # CSS pixels: the size of a table's letters on a narrow screen, as report.css has it
_BESIDE = 0.3 * _LETTERS  # what stands beside the words of a cell there
_WIDER = 1.1  # Arial's letters against those of the PDF: 1.04 of them in the middle, 1.10 for 19 words in 20 of the tables
_LONG = 30  # letters: a longer word is an address or a slip, and breaks rather than widen its table
_BROKEN = 9 * _LETTERS  # CSS pixels: the least width of a cell with such a word, as report.css has it
_MANY = 7  # columns; on a wider screen each has a least width, and more of them may not fit beside each other


def let_wide_tables_scroll(soup: BeautifulSoup, main: Tag) -> None:
    """Wrap each table; one that a narrow screen may not hold becomes a group that the keyboard reaches and scrolls.

    The group has a short name, since the table's caption is heard straight after it. It is no landmark: there
    are too many tables for that.
    """
    for number, table in enumerate(main.find_all("table"), start=1):
        _mark_long_words(table)
        scroll = soup.new_tag("div", attrs={"class": "scroll"})
        if _may_be_too_wide(table):
            scroll["role"] = "group"
            scroll["tabindex"] = "0"
            scroll["aria-label"] = f"Table {number}, scrolls sideways"
        table.wrap(scroll)


def _may_be_too_wide(table: Tag) -> bool:
    widest: dict[int, float] = {}
    for part in ("thead", "tbody"):
        held = table.find(part, recursive=False)
        for row in place_cells(rows_of(held if isinstance(held, Tag) else None)):
            for at, cell in row:
                if span(cell, "colspan") == 1:
                    widest[at] = max(widest.get(at, 0.0), _longest_word(cell))
    return len(widest) > _MANY or sum(widest.values()) + _BESIDE * len(widest) > _ROOM


def _mark_long_words(table: Tag) -> None:
    for cell in table.find_all(["th", "td"]):
        if any(len(word) > _LONG for word in cell.get_text(" ").split()):
            cell["class"] = " ".join(
                [*(str(kind) for kind in cell.get_attribute_list("class") if kind), "long-word"]
            )


def _longest_word(cell: Tag) -> float:
    bold = cell.name == "th"
    widths = (
        _BROKEN if len(word) > _LONG else width_of(word, _LETTERS, bold=bold) * _WIDER
        for word in cell.get_text(" ").split()
    )
    return max(widths, default=0.0)
