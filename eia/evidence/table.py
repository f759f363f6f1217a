"""Read an officer's CSV file, or a sheet of a spreadsheet, as a table of text, with every problem found named by row and column."""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.evidence.characteristics import said_of
from eia.evidence.sheet import Amiss, is_sheet, read_sheet
from eia.files import read_text

MOST_REPORTED = 50
"""Most problems listed for one file: enough to see the pattern, and no wall of text for a file of the wrong kind."""

_SHOWN = 40
"""Characters of a cell that are repeated in its error."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """A table of text: nothing in it is taken for a number or for missing.

    Attributes:
        shown: How errors name the file.
        header: The names of the columns, in order.
        rows: The rows below the header, each with one text a column, spaces at both ends dropped.
        numbers: Each row's number in the file as a spreadsheet counts it; the header is row 1.
        dates: In a spreadsheet: the cells that hold a date, by number of the row and name of the column.
    """

    shown: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    dates: frozenset[tuple[int, str]] = frozenset()

    def where(self, number: int, column: str) -> str:
        """Name a cell as the officer would look for it."""
        return f"{self.shown}, row {number}, column '{column}'"

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Give each row's number and its texts by column."""
        for number, row in zip(self.numbers, self.rows, strict=True):
            yield number, dict(zip(self.header, row, strict=True))


def read_table(
    path: Path,
    *,
    shown: str,
    columns: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    sheet: str = "",
) -> RawTable:
    """Read a CSV file, or a sheet of an XLSX file, with a header row. Rows with nothing in any cell are passed over.

    Args:
        path: The file: XLSX by its name; else UTF-8, with or without a byte order mark, commas between cells.
        shown: How errors name the file.
        columns: If given, the columns it must have and no others but the optional, in any order.
        optional: The columns it may have besides.
        sheet: The sheet's name, in a spreadsheet; empty for the one that can be seen and holds something.

    Raises:
        EiaError: With every problem found: an empty file, no rows, another separator than the comma, an empty or repeated
            column name, a column missing or not known, a row with more or fewer cells than the header, quotation marks
            that do not close; in a spreadsheet a cell with an error, a formula without its result, merged cells.
    """
    dates: frozenset[tuple[int, int]] = frozenset()
    amiss: tuple[Amiss, ...] = ()
    if is_sheet(path):
        found = read_sheet(path, shown=shown, sheet=sheet)
        records, dates, amiss = found.rows, found.dates, found.amiss
    else:
        records = records_of(read_text(path, shown=shown, table=True), shown)
    if not records:
        raise EiaError(shown, "The file is empty.", "Put a row of column names first, then the rows.")
    (first, header), body = records[0], records[1:]
    refuse_other_separators(header, columns, f"{shown}, row {first}")
    # Where the columns are wrong, the rows' cells are wrong with them: that is said once.
    problems = [*in_header(header, shown, first), *_in_columns(header, columns, optional, shown)] or [
        *_in_lengths(body, len(header), shown),
        *(one.problem(shown, header) for one in amiss if one.last > first and one.position < len(header)),
    ]
    if not body:
        problems.append(
            Problem(shown, "The file has column names and no rows.", "Add the rows, or leave the file out.")
        )
    raise_all(problems, shown)
    return RawTable(
        shown=shown,
        header=header,
        rows=tuple(row for _, row in body),
        numbers=tuple(number for number, _ in body),
        dates=frozenset((number, header[position]) for number, position in dates),
    )


def date_where(table: RawTable, number: int, column: str) -> Iterator[Problem]:
    """Find a date in a spreadsheet's cell, where none is ever due: Excel makes one of a band such as 10-14."""
    if (number, column) in table.dates:
        what = f"The cell holds a date, and a {column} is due: Excel turns '10-14' into one."
        do = "Format the cell as text, and write it with words, as in 10 to 14."
        yield Problem(table.where(number, column), what, do)


def raise_all(problems: list[Problem], shown: str) -> None:
    """Raise one error with all problems, the first `MOST_REPORTED` of them in full; do nothing if there are none."""
    if len(problems) > MOST_REPORTED:
        more = len(problems) - MOST_REPORTED
        rest = Problem(
            shown, f"There are {more:,} more problems in this file.", "Mend those above and try again."
        )
        problems = [*problems[:MOST_REPORTED], rest]
    if problems:
        raise EiaError.of(problems)


def records_of(text: str, shown: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows of a CSV text that hold something, each with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, tuple[str, ...]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            row = tuple(cell.strip() for cell in cells)
            if any(row):
                records.append((number, row))
    except csv.Error:
        raise EiaError(
            f"{shown}, row {number + 1}",
            "The row cannot be read: a quotation mark is out of place or does not close, or a cell is far too long.",
            "Open the file in a spreadsheet and save it again as CSV.",
        ) from None
    return records


def in_header(header: tuple[str, ...], shown: str, number: int) -> Iterator[Problem]:
    """Find columns without a name, and names that stand twice."""
    for position, name in enumerate(header, start=1):
        if not name:
            yield Problem(
                f"{shown}, row {number}, column {position}",
                "The column has no name.",
                "Name it or remove it.",
            )
    for name in dict.fromkeys(header):
        if name and header.count(name) > 1:
            yield Problem(
                f"{shown}, row {number}",
                f"The column name '{shortened(name)}' stands there twice or more.",
                "Give each its own.",
            )


def _in_columns(
    header: tuple[str, ...], columns: tuple[str, ...], optional: tuple[str, ...], shown: str
) -> Iterator[Problem]:
    if not columns:
        return
    due = ", ".join((*columns, *(f"{name} (if known)" for name in optional)))
    missing = [name for name in columns if name not in header]
    absent = [*missing, *(name for name in optional if name not in header)]
    dos: dict[str, str] = {}
    for name in dict.fromkeys(header):
        if not name or name in columns or name in optional:
            continue
        plain = "_".join(name.casefold().split())
        if near := difflib.get_close_matches(plain, absent, n=1, cutoff=0.6):
            absent.remove(near[0])
            missing = [one for one in missing if one != near[0]]
        dos[name] = f"Did you mean '{near[0]}'?" if near else ""
    for name in [one for one, do in dos.items() if not do]:
        dos[name], meant = _renamed(name, missing, alone=list(dos.values()).count("") == 1)
        missing = [one for one in missing if one != meant]
    for name, do in dos.items():
        what = f"The column '{shortened(name)}' is not one that is read."
        yield Problem(shown, what, do or f"Remove it; the columns are: {due}.")
    for name in missing:
        yield Problem(shown, f"There is no column '{name}'.", f"The columns must be: {due}.")


def _renamed(name: str, missing: list[str], *, alone: bool) -> tuple[str, str]:
    """Return what to do with a column under another name than one that is missing, and which that is; blank if none is meant."""
    of = said_of(name)
    if of and "group" in missing and "characteristic" not in missing:
        record = f'columns = {{ group = "{of}" }}'
        return f"Rename it to 'group', and say in the record what it is of: {record}.", "group"
    if alone and len(missing) == 1:
        return f"Rename it to '{missing[0]}', if that is what it holds.", missing[0]
    return "", ""


def _in_lengths(body: list[tuple[int, tuple[str, ...]]], due: int, shown: str) -> Iterator[Problem]:
    do = "Give one cell for each column; put a text that has a comma in it in double quotation marks."
    lengths = Counter(len(row) for _, row in body)
    if len(body) > 1 and len(lengths) == 1 and due not in lengths:
        [length] = lengths
        yield Problem(shown, f"Every row has {_cells(length)}; the header has {due}.", do)
        return
    for number, row in body:
        if len(row) != due:
            yield Problem(
                f"{shown}, row {number}", f"The row has {_cells(len(row))}; the header has {due}.", do
            )


def refuse_other_separators(header: tuple[str, ...], columns: tuple[str, ...], where: str) -> None:
    """Refuse a table whose cells are parted by another sign than a comma: Excel writes them in some settings."""
    for sign, name in ((";", "';'"), ("\t", "tabs"), ("|", "'|'")):
        if len(header) == 1 < len(columns) and sign in header[0]:
            raise EiaError(
                where,
                f"Cells are separated by {name}; commas are due.",
                "In Excel choose 'Save as' and the type 'CSV UTF-8 (comma delimited)'.",
            )


def shortened(text: str) -> str:
    """Return as much of a text as an error's line can bear."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
