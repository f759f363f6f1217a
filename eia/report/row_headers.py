"""Which cells of a table's body are headers, and which of them head each cell."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from eia.report.tables import place_cells, span


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyCell:
    """A cell of a table's body.

    Attributes:
        header: Does it head the cells after it?
        headed_by: The row and the place in it (both from 0) of each header that heads this cell, nearest the edge first.
    """

    header: bool
    headed_by: tuple[tuple[int, int], ...]


Body = tuple[tuple[BodyCell, ...], ...]
"""The rows of a table's body, each with its cells in order."""


def row_headers(rows: list[list[Tag]]) -> Body:
    """Find the headers of each cell of a body: the header cells before it in its row, or reaching into it from above."""
    reaching: list[tuple[int, int, tuple[int, int]]] = []  # column, last row, and where the header stands
    body: list[tuple[BodyCell, ...]] = []
    for number, row in enumerate(place_cells(rows)):
        reaching = [each for each in reaching if each[1] >= number]
        reaching += [
            (column, number + span(cell, "rowspan") - 1, (number, place))
            for place, (column, cell) in enumerate(row)
            if cell.name == "th"
        ]
        reaching.sort()
        body.append(
            tuple(
                BodyCell(
                    header=cell.name == "th",
                    headed_by=tuple(where for before, _, where in reaching if before < column),
                )
                for column, cell in row
            )
        )
    return tuple(body)
