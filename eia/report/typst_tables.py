"""How wide a table's columns are: as wide as their words need, the room shared by how much there is to say."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from eia.report.tables import rows_of, span
from eia.report.typst_text import width_of

UPRIGHT = 481.0
"""Room across an upright A4 page between the margins, in points (210 mm less 2 × 20 mm)."""
ACROSS = 727.0
"""Room across an A4 page laid on its side, in points."""
INSET = 5.0
"""Room at each side of a cell, in points."""

_SIZES = (9.5, 9.0)
_WORD_CAP = 150.0  # a longer word is broken: a column must not be given a page for one address


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A table's columns in points, its type size in points, and whether its page lies on its side."""

    columns: tuple[float, ...]
    size: float
    across: bool


def lay_out(table: Tag, *, nested: bool = False) -> Layout:
    """Choose column widths so that no word need break, if there is a size and a page for that; else words break."""
    if nested:
        return _share(*_needs(table, _SIZES[-1]), room=150.0, size=_SIZES[-1], across=False)
    for size in _SIZES:
        least, most = _needs(table, size)
        if sum(least) <= UPRIGHT:
            return _share(least, most, room=UPRIGHT, size=size, across=False)
    size = _SIZES[-1]
    least, most = _needs(table, size)
    across = sum(least) > UPRIGHT * 1.02
    return _share(least, most, room=ACROSS if across else UPRIGHT, size=size, across=across)


def _share(least: list[float], most: list[float], *, room: float, size: float, across: bool) -> Layout:
    if sum(most) <= room:
        columns = [width * room / sum(most) for width in most]
    elif sum(least) <= room:
        # The square root gives a long column more room, but not all of it.
        weights = [max(wide - narrow, 1.0) ** 0.7 for narrow, wide in zip(least, most, strict=True)]
        left = room - sum(least)
        columns = [
            narrow + left * weight / sum(weights) for narrow, weight in zip(least, weights, strict=True)
        ]
    else:
        columns = [width * room / sum(least) for width in least]
    return Layout(columns=tuple(round(width, 2) for width in columns), size=size, across=across)


def _needs(table: Tag, size: float) -> tuple[list[float], list[float]]:
    """Return for each column the width of its longest word and that of its longest line, insets and all."""
    count = columns_of(table)
    least, most = [4 * INSET] * count, [4 * INSET] * count
    taken: dict[int, int] = {}
    for part in ("thead", "tbody"):
        taken.clear()
        found = table.find(part, recursive=False)
        for row in rows_of(found if isinstance(found, Tag) else None):
            covered = {column for column, left in taken.items() if left > 0}
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
            at = 0
            for cell in row:
                while at in covered:
                    at += 1
                across = span(cell, "colspan")
                if across == 1 and at < count:
                    bold = cell.name == "th"
                    lines = [
                        " ".join(line.split())
                        for line in cell.get_text("\n" if cell.find(["p", "li", "br"]) else "").split("\n")
                    ]
                    words = [word for line in lines for word in line.split()]
                    least[at] = max(
                        [
                            least[at],
                            *(min(width_of(word, size, bold=bold), _WORD_CAP) + 2 * INSET for word in words),
                        ]
                    )
                    most[at] = max(
                        [most[at], *(width_of(line, size, bold=bold) + 2 * INSET for line in lines)]
                    )
                if (down := span(cell, "rowspan")) > 1:
                    taken.update({at + step: down - 1 for step in range(across)})
                at += across
    return least, most


def columns_of(table: Tag) -> int:
    """Return how many columns a table has, from its first row (rows are even by then)."""
    row = table.find("tr")
    cells = row.find_all(["th", "td"], recursive=False) if isinstance(row, Tag) else []
    return max(sum(span(cell, "colspan") for cell in cells), 1)
