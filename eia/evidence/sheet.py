"""A sheet of an XLSX file as the texts an officer would see in its cells. Formulas are read by the value they were saved with."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import stat
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eia.errors import EiaError, Problem
from eia.evidence.cells import UNSAVED, without_value
from eia.files import CONTROL, LARGEST
from eia.wording import listed

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST_CELLS = 30_000_000
"""More cells than any table here has; a sheet that says it has more was formatted to its end, or is made to harm."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet's rows that hold something.

    Attributes:
        rows: Each row's number in the sheet and its texts, as many as the widest row has.
        dates: The cells that hold a date: number of the row, and position of the cell from 0.
        amiss: The cells that hold no value and look as if they did, from the top.
    """

    rows: list[tuple[int, tuple[str, ...]]]
    dates: frozenset[tuple[int, int]]
    amiss: tuple[Amiss, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Amiss:
    """Cells of one column that hold no value and look as if they did: an error, a formula without its result, merged cells.

    Attributes:
        row: The number of their first row.
        last: The number of their last row.
        position: The position of their column, from 0.
        what: What is wrong.
        do: What to do.
    """

    row: int
    last: int
    position: int
    what: str
    do: str

    def problem(self, shown: str, header: Sequence[str]) -> Problem:
        """Say what is wrong of which cells of the file."""
        rows = f"row {self.row}" if self.row == self.last else f"rows {self.row} to {self.last}"
        return Problem(f"{shown}, {rows}, column '{header[self.position]}'", self.what, self.do)


def is_sheet(path: Path) -> bool:
    """Say whether a file is a spreadsheet by its name."""
    return path.suffix.lower() == ".xlsx"


def read_sheet(path: Path, *, shown: str, sheet: str = "", largest: int = LARGEST) -> Sheet:
    """Read one sheet of an XLSX file.

    Args:
        path: The file.
        shown: How errors name the file.
        sheet: The sheet's name; empty for the one that is not hidden and holds something.
        largest: The largest file that is read, in bytes.

    Returns:
        Its cells as text: a whole number without a point, yes and no as TRUE and FALSE, a date as year-month-day and told
        apart, for a group or a count is never a date. Columns with nothing in any cell at the right are left out.

    Raises:
        EiaError: The file is not there, is too large, or is no XLSX file; there is no such sheet, or several and none is
            named; it is too wide, or a cell has a control character.
    """
    from python_calamine import (  # noqa: PLC0415 - heavy, and few proposals have a spreadsheet
        CalamineError,
        CalamineWorkbook,
    )

    _refuse(path, shown, largest)
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = book.get_sheet_by_name(_sheet_meant(sheet, book, shown))
            if found.total_height * found.total_width > _MOST_CELLS:
                what = "The sheet reaches too far to the right and down to be read."
                raise EiaError(shown, what, "Copy the table alone into a new file.")
            rows = found.to_python(skip_empty_area=False)
            merged = found.merged_cell_ranges or []
        empty = without_value(path, found.name)
    except (CalamineError, OSError, ValueError):
        what = "The file cannot be read as a spreadsheet, or is locked with a password."
        raise EiaError(
            shown, what, "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
        ) from None
    read = _texts(rows, shown)
    kept = [number for number, _ in read.rows]
    amiss = [*_empty(empty), *(one for cells in merged for one in _merged(cells, kept))]
    return replace(read, amiss=tuple(sorted(amiss, key=lambda one: (one.row, one.position))))


def _empty(cells: Mapping[tuple[int, int], str]) -> Iterator[Amiss]:
    for (row, position), error in cells.items():
        what, do = (
            (f"The cell shows the error {error[:20]}, which is no value.", "Mend it, or write the value.")
            if error != UNSAVED
            else (
                "The cell holds a formula, and the file was saved without its result.",
                "Open the file in Excel and save it again, or write the value.",
            )
        )
        yield Amiss(row=row, last=row, position=position, what=what, do=do)


def _merged(cells: tuple[tuple[int, int], tuple[int, int]], kept: Sequence[int]) -> Iterator[Amiss]:
    """Find the columns that merged cells leave blank, if rows that hold something are among them."""
    (top, left), (bottom, right) = cells
    place = bisect_left(kept, top + 1)
    if place == len(kept) or kept[place] > bottom + 1:
        return
    what = "These cells are merged: only the first of them holds a value."
    do = "Undo the merge, and write the value in each row that it is of."
    for position in range(left if bottom > top else left + 1, right + 1):
        yield Amiss(row=top + 1, last=bottom + 1, position=position, what=what, do=do)


def _refuse(path: Path, shown: str, largest: int) -> None:
    try:
        about = path.stat()
    except FileNotFoundError:
        raise EiaError(shown, "There is no such file.", "Check the name, or put the file there.") from None
    except OSError:
        raise EiaError(shown, "The file cannot be read.", "Close it elsewhere and try again.") from None
    if not stat.S_ISREG(about.st_mode):
        raise EiaError(shown, "This is not an ordinary file.", "Put a file there instead.")
    if about.st_size > largest:
        what = f"The file is {about.st_size / 1e6:.1f} MB; the largest read is {largest / 1e6:.0f} MB."
        raise EiaError(shown, what, "Remove what the assessment does not need, or split it.")


def _sheet_meant(name: str, book: CalamineWorkbook, shown: str) -> str:
    """Return the sheet that is named; else the one that an officer sees and that holds something."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    if name:
        return _sheet_named(name, book.sheet_names, shown)
    seen = [
        one.name
        for one in book.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    ]
    if not seen:
        do = "Put the table into a sheet that is not hidden."
        raise EiaError(shown, "The file has no sheet that can be seen.", do)
    held = seen if len(seen) == 1 else [one for one in seen if book.get_sheet_by_name(one).start is not None]
    if len(held) > 1:
        quoted = [f"'{one}'" for one in held[:12]]
        what = f"{len(held)} sheets hold something: {listed(quoted)}."
        raise EiaError(shown, what, f'Say in the record which is meant, as in sheet = "{held[0]}".')
    return (held or seen)[0]


def _sheet_named(name: str, names: list[str], shown: str) -> str:
    same = [one for one in names if one.strip().casefold() == name.strip().casefold()]
    if name in names or same:
        return name if name in names else same[0]
    near = difflib.get_close_matches(name, names, n=1)
    do = f"Did you mean '{near[0]}'?" if near else f"The sheets are: {', '.join(names[:12])}."
    raise EiaError(shown, f"There is no sheet '{name[:40]}'.", do)


def _texts(raw: Sequence[Sequence[object]], shown: str) -> Sheet:
    rows: list[tuple[int, tuple[str, ...]]] = []
    dates: set[tuple[int, int]] = set()
    width = 0
    for number, cells in enumerate(raw, start=1):
        texts = tuple(_text(cell) for cell in cells)
        if not any(texts):
            continue
        for position, cell in enumerate(cells):
            if isinstance(cell, dt.date | dt.time | dt.timedelta):
                dates.add((number, position))
        if bad := next((text for text in texts if CONTROL.search(text)), None):
            sign = CONTROL.search(bad)
            assert sign  # found just above
            what = f"There is a control character (U+{ord(sign[0]):04X}) here."
            raise EiaError(f"{shown}, row {number}", what, "Delete it and type the text again.")
        width = max(width, *(place for place, text in enumerate(texts, start=1) if text))
        rows.append((number, texts))
    return Sheet(rows=[(number, texts[:width]) for number, texts in rows], dates=frozenset(dates))


def _text(cell: object) -> str:
    """Return a cell as an officer would see it: 12, not 12.0."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    # A line break inside a cell is a space to the eye; so is a no-break space.
    return re.sub(r"\s+", " ", str(cell)).strip()
