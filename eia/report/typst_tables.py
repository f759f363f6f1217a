"""How wide a table's columns are: as wide as their words need, the room shared by how much there is to say."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bs4 import Tag

from eia.report.nesting import names_in
from eia.report.tables import place_cells, rows_of, span
from eia.report.typst_text import width_of

UPRIGHT = 481.0
"""Room across an upright A4 page between the margins, in points (210 mm less two margins of 20 mm)."""
ACROSS = 727.0
"""Room across an A4 page laid on its side, in points."""
INSET = 6.0
"""Room at each side of a cell, in points."""
TIGHT = 3.5
"""The same in a table so wide that its page lies on its side."""

_SIZES = (9.5, 9.0)
_INDENT = 18.0  # points that a list inside a cell moves its words in, for each list within a list
_MODEST = 0.6  # of an equal share of the room left: what a column may take before the longest ones share it
_ON_LINES = frozenset({"p", "li", "br"})
_WHOLE_ROWS, _WHOLE_TALL = 8, 230.0  # rows, and points: not a third of a page, which is little to leave empty
_LINE, _BESIDE_LINES = 1.16, 8.8  # ems from line to line; points above and below the words of a row
_WORD_CAP = 150.0  # a longer word is broken: a column must not be given a page for one address


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A table's columns, type size and cell insets in points, and whether its page lies on its side."""

    columns: tuple[float, ...]
    size: float
    inset: float
    across: bool


def lay_out(table: Tag, *, room: float) -> Layout:
    """Choose column widths so that no word need break, if there is a size and a page for that; else words break.

    Args:
        table: The table, its rows even.
        room: The room across, in points. Only a table that has the whole page may lie on its side: Typst turns
            no page from within a list or a finding.
    """
    for size in _SIZES:
        least, most = _needs(table, size)
        if sum(least) <= room:
            return _share(least, most, room=room, size=size, across=False)
    size = _SIZES[-1]
    across = room >= UPRIGHT
    least, most = _needs(table, size, inset=TIGHT if across else INSET)
    return _share(least, most, room=ACROSS if across else room, size=size, across=across)


def stands_whole(table: Tag, layout: Layout) -> bool:
    """Tell whether a table is so small that it is not parted by a page: a reader has its few rows beside one another."""
    head, body = (
        rows_of(part if isinstance(part, Tag) else None)
        for part in (table.find(name, recursive=False) for name in ("thead", "tbody"))
    )
    if layout.across or len(body) > _WHOLE_ROWS:
        return False
    return sum(_tall(row, layout) for row in [*place_cells(head), *place_cells(body)]) <= _WHOLE_TALL


def _tall(row: list[tuple[int, Tag]], layout: Layout) -> float:
    """Return how tall a row is, in points; one with a picture is too tall for anything."""
    if any("img" in names_in(cell) for _, cell in row):
        return math.inf
    lines = [_lines(cell, sum(layout.columns[at : at + span(cell, "colspan")]), layout) for at, cell in row]
    return max(lines, default=1) * _LINE * layout.size + _BESIDE_LINES


def _lines(cell: Tag, room: float, layout: Layout) -> int:
    bold, inside = cell.name == "th", names_in(cell)
    text = cell.get_text("\n" if inside & _ON_LINES else "")
    width = max(room - 2 * layout.inset - (_INDENT * _lists_deep(cell) if "li" in inside else 0), layout.size)
    wide = (
        width_of(" ".join(line.split()), layout.size, bold=bold) for line in text.split("\n") if line.strip()
    )
    return sum(math.ceil(each / width) for each in wide)


def _share(least: list[float], most: list[float], *, room: float, size: float, across: bool) -> Layout:
    if sum(most) <= room:
        columns = [width * room / sum(most) for width in most]
    elif sum(least) <= room:
        columns = _shared_out(least, most, room)
    else:
        columns = [width * room / sum(least) for width in least]
    return Layout(
        columns=tuple(round(width, 2) for width in columns),
        size=size,
        inset=TIGHT if across else INSET,
        across=across,
    )


def _shared_out(least: list[float], most: list[float], room: float) -> list[float]:
    """Give the columns that need little all they need, least first; the others share what is left by their length."""
    columns = list(least)
    left = room - sum(least)
    waiting = sorted(range(len(least)), key=lambda column: most[column] - least[column])
    while waiting and most[waiting[0]] - least[waiting[0]] <= _MODEST * left / len(waiting):
        column = waiting.pop(0)
        columns[column] = most[column]
        left -= most[column] - least[column]
    weights = {
        column: (most[column] - least[column]) ** 0.7 for column in waiting
    }  # a long one gets more, not all
    for column, weight in weights.items():
        columns[column] += left * weight / sum(weights.values())
    return columns


def _needs(table: Tag, size: float, *, inset: float = INSET) -> tuple[list[float], list[float]]:
    """Return for each column the width of its longest word and that of its longest line, insets and all."""
    count = columns_of(table)
    least, most = [4 * inset] * count, [4 * inset] * count
    for part in ("thead", "tbody"):
        found = table.find(part, recursive=False)
        for row in place_cells(rows_of(found if isinstance(found, Tag) else None)):
            for at, cell in row:
                if span(cell, "colspan") == 1 and at < count:
                    narrow, wide = _need(cell, size, inset)
                    least[at], most[at] = max(least[at], narrow), max(most[at], wide)
    return least, most


def _need(cell: Tag, size: float, side: float) -> tuple[float, float]:
    bold, inside = cell.name == "th", names_in(cell)
    inset = 2 * side + (_INDENT * _lists_deep(cell) if "li" in inside else 0)
    text = cell.get_text("\n" if inside & _ON_LINES else "")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    words = [min(width_of(word, size, bold=bold), _WORD_CAP) for line in lines for word in line.split()]
    return inset + max(words, default=0.0), inset + max(width_of(line, size, bold=bold) for line in lines)


def _lists_deep(cell: Tag) -> int:
    return max(
        (
            len(item.find_parents(["ul", "ol"])) - len(cell.find_parents(["ul", "ol"]))
            for item in cell.find_all("li")
        ),
        default=0,
    )


def columns_of(table: Tag) -> int:
    """Return how many columns a table has, from its first row (rows are even by then)."""
    row = table.find("tr")
    cells = row.find_all(["th", "td"], recursive=False) if isinstance(row, Tag) else []
    return max(sum(span(cell, "colspan") for cell in cells), 1)
