"""How wide a table's columns are: as wide as their words need, the room shared by how much there is to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil

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
_SMALL = 60  # rows: in a longer table the widths are not looked for by trying
_STEPS = (48.0, 24.0, 12.0, 6.0)  # points moved from a column to another
_WHOLE_ROWS, _WHOLE_TALL = 9, 230.0  # rows (as many as characteristics), and points: not a third of a page
_LINE, _BESIDE_LINES = 1.16, 8.0  # ems from line to line; points above and below the words of a row
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
        words = _words_of(table, size)
        if sum(words.least) <= room:
            return _share(words, room=room, size=size, across=False)
    size = _SIZES[-1]
    across = room >= UPRIGHT
    words = _words_of(table, size, inset=TIGHT if across else INSET)
    return _share(words, room=ACROSS if across else room, size=size, across=across)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """How much room a table's words take, in points.

    Attributes:
        least: For each column the width of its longest word, insets and all.
        most: For each column the width of its longest line.
        rows: For each row its cells: the column, the insets, and for each line the widths of its words.
        space: The width between two words.
    """

    least: list[float]
    most: list[float]
    rows: list[list[tuple[int, float, list[list[float]]]]]
    space: float


def stands_whole(table: Tag, layout: Layout) -> bool:
    """Tell whether a table is so small that it is not parted by a page: a reader has its few rows beside one another."""
    words = _words_of(table, layout.size, inset=layout.inset)
    rows = words.rows
    if layout.across or len(rows) > _WHOLE_ROWS + 1 or "img" in names_in(table):
        return False
    lines, _ = _tall([_column_lines(words, at, width) for at, width in enumerate(layout.columns)])
    return lines * _LINE * layout.size + len(rows) * _BESIDE_LINES <= _WHOLE_TALL


def _share(words: _Words, *, room: float, size: float, across: bool) -> Layout:
    least, most = words.least, words.most
    if sum(most) <= room:
        columns = [width * room / sum(most) for width in most]
    elif sum(least) <= room:
        columns = _in_fewest_lines(words, _shared_out(least, most, room))
    else:
        columns = [width * room / sum(least) for width in least]
    return Layout(
        columns=tuple(round(width, 2) for width in columns),
        size=size,
        inset=TIGHT if across else INSET,
        across=across,
    )


def _in_fewest_lines(words: _Words, columns: list[float]) -> list[float]:
    """Move room from column to column as long as the table takes fewer lines for it, or as many with fewer in its cells."""
    if len(words.rows) > _SMALL:
        return columns
    best = list(columns)
    lines = [_column_lines(words, at, width) for at, width in enumerate(best)]
    for step in _STEPS:
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(columns)), 2):
                if best[giver] - step < words.least[giver]:
                    continue
                tried = list(lines)
                tried[giver] = _column_lines(words, giver, best[giver] - step)
                tried[taker] = _column_lines(words, taker, best[taker] + step)
                if _tall(tried) < _tall(lines):
                    best[giver] -= step
                    best[taker] += step
                    lines, moved = tried, True
    return best


def _column_lines(words: _Words, column: int, width: float) -> list[int]:
    """Estimate how many lines each row's cell of a column takes at a width; none where a row has no cell of its own there."""
    taken = [0] * len(words.rows)
    for number, row in enumerate(words.rows):
        for at, inset, lines in row:
            if at == column:
                taken[number] = sum(_broken(line, width - inset, words.space) for line in lines)
    return taken


def _tall(columns: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Sum the lines that rows take, each as many as its tallest cell, and those that the cells have together."""
    return sum(max(row) for row in zip(*columns, strict=True)), sum(map(sum, columns))


def _broken(line: Sequence[float], room: float, space: float) -> int:
    """Estimate how many lines the words of one take, each as long as it can be."""
    count, at = 1, 0.0
    for word in line:
        if at and at + space + word > room:
            count, at = count + 1, word
        else:
            at += word + (space if at else 0.0)
        if word > room > 0:
            count += ceil(word / room) - 1
    return count


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


def _words_of(table: Tag, size: float, *, inset: float = INSET) -> _Words:
    count = columns_of(table)
    words = _Words(least=[4 * inset] * count, most=[4 * inset] * count, rows=[], space=width_of(" ", size))
    for part in ("thead", "tbody"):
        found = table.find(part, recursive=False)
        for row in place_cells(rows_of(found if isinstance(found, Tag) else None)):
            words.rows.append([])
            for at, cell in row:
                if span(cell, "colspan") == 1 and at < count:
                    narrow, side, lines = _need(cell, size, inset)
                    words.least[at] = max(words.least[at], narrow)
                    words.most[at] = max(
                        words.most[at],
                        side + max(sum(line) + words.space * (len(line) - 1) for line in lines),
                    )
                    words.rows[-1].append((at, side, lines))
    return words


def _need(cell: Tag, size: float, side: float) -> tuple[float, float, list[list[float]]]:
    """Return the width of a cell's longest word with its insets, those insets, and for each line the widths of its words."""
    bold, inside = cell.name == "th", names_in(cell)
    inset = 2 * side + (_INDENT * _lists_deep(cell) if "li" in inside else 0)
    lines = [line.split() for line in cell.get_text("\n" if inside & _ON_LINES else "").split("\n")]
    # The longest is measured in bold, as `breakable` measures it: what fits its column is never broken.
    longest = max(
        (min(width_of(word, size, bold=True), _WORD_CAP) for line in lines for word in line), default=0.0
    )
    return inset + longest, inset, [[width_of(word, size, bold=bold) for word in line] for line in lines]


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
