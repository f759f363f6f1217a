"""A long table read column by column: each cell as a position among the few texts of its column, so that a million rows fit."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.evidence.sheet import Amiss, is_sheet, read_sheet
from eia.evidence.table import in_header, raise_all, refuse_other_separators
from eia.files import read_text

LARGEST_TABLE = 250_000_000
"""Largest table of people read, in bytes: a million rows of eight columns are about a third of it."""

_ROWS_AT_ONCE = 200
"""Few enough to stay in the processor's cache: measured three times as fast as twenty thousand."""


class _Positions(dict[str, int]):
    """A position for each text, in the order of first sight."""

    def __missing__(self, text: str) -> int:
        self[text] = position = len(self)
        return position


@dataclass(slots=True)
class Numbering:
    """Which rows of a file were kept: all from the first, apart from those passed over.

    Attributes:
        first: The number of the first row below the header, as a spreadsheet counts it.
        passed_over: The numbers of the rows with nothing in them, in order.
        count: How many rows were kept.
    """

    first: int
    passed_over: list[int] = field(default_factory=list)
    count: int = 0

    def number(self, kept: int) -> int:
        """Return the number in the file of a row that was kept, by its position from 0 among these."""
        row = self.first + kept
        for passed in self.passed_over:
            row += passed <= row
        return row


@dataclass(slots=True, kw_only=True)
class TextColumn:
    """A column of text.

    Attributes:
        name: Its name in the file.
        shown: How errors name the file.
        numbering: Which rows were kept.
        seen: The position of each text that stands in it, in the order of first sight.
        codes: The position of each row's text.
    """

    name: str
    shown: str
    numbering: Numbering
    seen: _Positions = field(default_factory=_Positions, repr=False)
    codes: array[int] = field(default_factory=lambda: array("i"), repr=False)

    def texts(self) -> list[str]:
        """Return the texts that stand in it, by position, spaces at both ends dropped."""
        return [text.strip() for text in self.seen]

    def where(self, kept: int) -> str:
        """Name a cell, by the position of its row among those kept."""
        return f"{self.shown}, row {self.numbering.number(kept)}, column '{self.name}'"

    def places(self) -> list[str]:
        """Say for each text where it stands first, and in how many more rows it stands."""
        first: dict[int, int] = {}
        often = [0] * len(self.seen)
        for kept, code in enumerate(self.codes):
            first.setdefault(code, kept)
            often[code] += 1
        return [
            self.where(first[position])
            + ("" if count == 1 else f" (and {count - 1:,} more row{'s' if count > 2 else ''})")  # noqa: PLR2004 - one more, or several
            for position, count in enumerate(often)
        ]


@dataclass(frozen=True, kw_only=True, slots=True)
class LongTable:
    """A long table, open at its first row.

    Attributes:
        shown: How errors name the file.
        header: The names of its columns.
        rows: The rows below the header, each once.
        numbering: Where the rows stand in the file.
        dates: In a spreadsheet: the cells that hold a date, by number of the row and position of the column.
        amiss: In a spreadsheet: the cells that hold no value and look as if they did.
    """

    shown: str
    header: tuple[str, ...]
    rows: Iterator[Sequence[str]] = field(repr=False)
    numbering: Numbering
    dates: frozenset[tuple[int, int]]
    amiss: tuple[Amiss, ...] = ()

    def columns(self, names: Iterable[str]) -> dict[str, TextColumn]:
        """Read the rows, and return the columns asked for; the others are read over.

        Raises:
            EiaError: There is no row, or rows have more or fewer cells than the header; every one of them is named.
        """
        found = {name: TextColumn(name=name, shown=self.shown, numbering=self.numbering) for name in names}
        positions = {name: self.header.index(name) for name in found}
        problems: list[Problem] = []
        for whole in self._chunks(problems):
            across = list(zip(*whole, strict=True))
            for name, one in found.items():
                one.codes.extend(map(one.seen.__getitem__, across[positions[name]]))
        if not self.numbering.count and not problems:
            what = "The file has column names and no rows."
            problems.append(Problem(self.shown, what, "Add the rows, or leave the file out."))
        raise_all(problems, self.shown)
        return found

    def _chunks(self, problems: list[Problem]) -> Iterator[list[Sequence[str]]]:
        number, width = self.numbering.first, len(self.header)
        while chunk := self._next(number):
            whole = chunk
            # The long way is taken only where something is amiss among these rows.
            if set(map(len, chunk)) != {width} or not all(map(any, chunk)):
                whole = list(self._whole(chunk, number, problems))
            number += len(chunk)
            self.numbering.count += len(whole)
            if whole:
                yield whole

    def _next(self, number: int) -> list[Sequence[str]]:
        try:
            return list(islice(self.rows, _ROWS_AT_ONCE))
        except csv.Error:
            raise _unreadable(self.shown, number) from None

    def _whole(
        self, chunk: list[Sequence[str]], number: int, problems: list[Problem]
    ) -> Iterator[Sequence[str]]:
        for row, cells in enumerate(chunk, start=number):
            if not any(cell.strip() for cell in cells):
                self.numbering.passed_over.append(row)
            elif len(cells) == len(self.header):
                yield cells
            else:
                what = f"The row has {len(cells):,} cells; the header has {len(self.header)}."
                do = "Give one cell for each column; put a text that has a comma in it in double quotation marks."
                problems.append(Problem(f"{self.shown}, row {row}", what, do))


def open_table(path: Path, *, shown: str, sheet: str = "") -> LongTable:
    """Open a long table, CSV or XLSX, and read its header.

    Args:
        path: The file.
        shown: How errors name the file.
        sheet: The sheet's name, in a spreadsheet; empty for the one that can be seen and holds something.

    Raises:
        EiaError: It cannot be read, is empty, or has an empty or repeated column name or another separator than the comma.
    """
    dates: frozenset[tuple[int, int]] = frozenset()
    amiss: tuple[Amiss, ...] = ()
    if is_sheet(path):
        found = read_sheet(path, shown=shown, sheet=sheet, largest=LARGEST_TABLE)
        rows, dates, amiss = _spread(found.rows), found.dates, found.amiss
    else:
        text = read_text(path, shown=shown, largest=LARGEST_TABLE, table=True)
        rows = iter(csv.reader(io.StringIO(text, newline=""), strict=True))
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            header = tuple(cell.strip() for cell in cells)
            if any(header):
                refuse_other_separators(header, ("one", "two"), f"{shown}, row {number}")
                raise_all(list(in_header(header, shown, number)), shown)
                return LongTable(
                    shown=shown,
                    header=header,
                    rows=rows,
                    numbering=Numbering(number + 1),
                    dates=dates,
                    amiss=amiss,
                )
    except csv.Error:
        raise _unreadable(shown, number + 1) from None
    raise EiaError(shown, "The file is empty.", "Put a row of column names first, then the rows.")


def _spread(rows: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[Sequence[str]]:
    """Give the rows of a sheet with the empty ones between them, so that they are counted as they stand there."""
    last = 0
    for number, cells in rows:
        yield from ((),) * (number - last - 1)
        yield cells
        last = number


def _unreadable(shown: str, row: int) -> EiaError:
    return EiaError(
        f"{shown}, in or after row {row}",
        "The table cannot be read: a quotation mark is out of place or does not close, or a cell is far too long.",
        "Open the file in a spreadsheet and save it again as CSV.",
    )
