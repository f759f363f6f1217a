"""Rows of a chart: a label at the left, what is drawn, words at the right; on as many sheets as they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from eia.views.charts.letters import LINE, cut, plain, wrapped
from eia.views.charts.marks import Mark
from eia.views.charts.paper import TALL, WIDE, Paper, legend_lines

_APART = 7.0
"""Points between a row and the next."""

Legend: TypeAlias = Sequence[tuple[Mark | None, str]]
"""Marks with what each stands for; None stands for a band."""

_MOST_LINES = 4
"""Lines of a label at the most; the table has it in full."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row: its place among all rows from 0, its label and the words at its right, broken into lines."""

    place: int
    label: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def tall(self) -> float:
        """Return its height in points."""
        return LINE * max(len(self.label), len(self.words), 1) + _APART


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Rows that stand on one sheet."""

    rows: tuple[Row, ...]

    def tall(self) -> float:
        """Return the height of its rows together in points."""
        return sum(row.tall for row in self.rows)

    def middles(self, top: float) -> Iterator[tuple[Row, float]]:
        """Yield each row with the height of its middle."""
        for row in self.rows:
            yield row, top + row.tall / 2
            top += row.tall


def rows_of(
    labels: Sequence[str], words: Sequence[Sequence[str]], *, label_room: float, words_room: float
) -> tuple[Row, ...]:
    """Break labels and words into lines.

    Args:
        labels: One a row.
        words: What stands at the right of each row, a line or more.
        label_room: Points for a label.
        words_room: Points for the words.
    """
    return tuple(
        Row(
            place=place,
            label=_few(wrapped(plain(label, place=place + 1), label_room), label_room),
            words=tuple(line for one in said for line in wrapped(one, words_room)),
        )
        for place, (label, said) in enumerate(zip(labels, words, strict=True))
    )


def sheets_of(rows: Sequence[Row], *, taken: float) -> tuple[Sheet, ...]:
    """Put rows on sheets, in order, none taller than `TALL`, and about as many on each.

    Args:
        rows: The rows, at least one.
        taken: Points that legend and axis take on each sheet.
    """
    free = TALL - taken
    sheets = _filled(rows, free)
    even = sum(row.tall for row in rows) / len(sheets) + max(row.tall for row in rows) / 2
    balanced = _filled(rows, min(even, free))
    return balanced if len(balanced) == len(sheets) else sheets


def _filled(rows: Sequence[Row], most: float) -> tuple[Sheet, ...]:
    sheets: list[list[Row]] = [[]]
    free = most
    for row in rows:
        if sheets[-1] and row.tall > free:
            sheets.append([])
            free = most
        sheets[-1].append(row)
        free -= row.tall
    return tuple(Sheet(rows=tuple(sheet)) for sheet in sheets)


def part_of(caption: str, number: int, sheets: int) -> str:
    """Return the caption of a sheet: its own number only where there are several."""
    return caption if sheets == 1 else f"{caption} (part {number} of {sheets})"


def legend_tall(legend: Legend) -> float:
    """Return how many points a legend takes, with the room under it."""
    return LINE * 1.15 * len(legend_lines(tuple(words for _, words in legend))) + 8


def draw_legend(paper: Paper, legend: Legend) -> float:
    """Draw a legend at the top, a mark and its words; None stands for a band. Returns where the rows begin."""
    marks = iter(mark for mark, _ in legend)
    y = LINE / 2 + 2
    for line in legend_lines(tuple(words for _, words in legend)):
        for x, words in line:
            mark = next(marks)
            if mark is None:
                paper.shade(x + 1, x + 11, y - 5, y + 5)
            elif mark.shape == "bar":
                paper.bar(x + 1, x + 11, y, thick=8, mark=mark)
            else:
                paper.mark(x + 6, y, mark)
            paper.write(x + 16, y, cut(words, WIDE - x - 17))
        y += LINE * 1.15
    return y - LINE / 2 + 6


def _few(lines: tuple[str, ...], room: float) -> tuple[str, ...]:
    if len(lines) <= _MOST_LINES:
        return lines
    last = " ".join(lines[_MOST_LINES - 1 :])
    return (*lines[: _MOST_LINES - 1], cut(last, room))
