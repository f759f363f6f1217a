"""The one door from raw counts to a table that may be shown.

Each count, and the total, is rounded on its own, and counts under the threshold are withheld. That alone can fail: four
cells that read 10 beside one withheld cell and a total of 70 leave only 9 for the withheld one. So the total is
withheld too wherever some total could pin a withheld cell. This holds for one table released once. Controlled rounding
over all tables of a report, with an audit, is the stronger method and is not in this release.
"""

from __future__ import annotations

from typing import Protocol

from eia.disclosure.counts import Counts
from eia.disclosure.released import Released, ReleasedCell

SMALLEST_DENOMINATOR = 10
"""Percentages need a released total of at least this many times the rounding base: at 10 times, rounding alone can move
a share by about five points already; below that a percentage would say more than is known."""


class Choices(Protocol):
    """What is asked of the choices in force: a value by name. `eia.practice.Practice` is one."""

    def __getitem__(self, name: str, /) -> float:
        """Return the value of a choice."""


def release(counts: Counts, practice: Choices, *, source: str = "The body's own records") -> Released:
    """Make a table that may be shown from raw counts.

    A count under the threshold reads "fewer than 10", and so does a count of none: that nobody in a group is there can
    itself disclose something (that a named person did not answer, or that all members of the group stand elsewhere),
    and with zeros shown, tables exist in which small cells can no longer be protected at all. Other counts are rounded
    to the nearest multiple of the base, a half going up; the total is rounded from the true total, so rows may not add
    up to it. Percentages, in whole numbers, come from the shown numbers only.

    Args:
        counts: The raw counts.
        practice: The choices in force; `disclosure_threshold` and `disclosure_rounding` are read.
        source: Where the counts come from, for the reader.

    Raises:
        ValueError: The rounding base is not a whole number from 1 to twice the threshold.
    """
    threshold, base = practice["disclosure_threshold"], practice["disclosure_rounding"]
    if threshold != int(threshold) or base != int(base) or not 1 <= base <= 2 * threshold:
        raise ValueError("the rounding base must be a whole number from 1 to twice the threshold")
    threshold, base = int(threshold), int(base)
    values = counts._values  # noqa: SLF001 - the one door
    plain = [_cell(group, value, threshold, base) for group, value in zip(counts.groups, values, strict=True)]
    total = _cell("Total", sum(values), threshold, base)
    if _total_could_pin(plain, threshold, base):
        total = ReleasedCell(
            group="Total", shown="not shown", low=sum(c.low for c in plain), high=sum(c.high for c in plain)
        )
    return Released(
        rows=tuple(_with_per_cent(cell, total, base) for cell in plain),
        total=total,
        source=source,
        rule=_rule(threshold, base, total),
    )


def _cell(group: str, value: int, threshold: int, base: int) -> ReleasedCell:
    if value < threshold:
        return ReleasedCell(group=group, shown=f"fewer than {threshold}", low=0, high=threshold - 1)
    rounded = _rounded(value, base)
    low = rounded - base // 2
    return ReleasedCell(group=group, shown=f"{rounded:,}", low=max(threshold, low), high=low + base - 1)


def _rounded(value: int, base: int) -> int:
    return (value + base // 2) // base * base


def _total_could_pin(cells: list[ReleasedCell], threshold: int, base: int) -> bool:
    """Say whether any total that the shown cells allow would leave a withheld cell one value.

    The true total is not looked at: were it, that the total is missing would itself give the value away.
    The withheld cells are alike, so one answers for all.
    """
    withheld = [cell for cell in cells if cell.withheld]
    if not withheld:
        return False
    least = sum(cell.low for cell in cells)
    greatest = sum(cell.high for cell in cells)
    # The totals as the reader would see them: one for each step of the rounding.
    for value in {*range(least, greatest + 1, base), greatest, min(greatest, max(least, threshold))}:
        low, high = interval_left(withheld[0], cells, _cell("Total", value, threshold, base))
        if low >= high:
            return True
    return False


def interval_left(cell: ReleasedCell, cells: list[ReleasedCell], total: ReleasedCell) -> tuple[int, int]:
    """Return the least and greatest count that a reader can work out for a cell, from all cells and the total.

    Exact for one table with one total: every combination within the intervals is a table the reader cannot rule out.
    """
    others_low = sum(other.low for other in cells) - cell.low
    others_high = sum(other.high for other in cells) - cell.high
    return max(cell.low, total.low - others_high), min(cell.high, total.high - others_low)


def _with_per_cent(cell: ReleasedCell, total: ReleasedCell, base: int) -> ReleasedCell:
    if cell.withheld or total.withheld:
        return cell
    part, whole = int(cell.shown.replace(",", "")), int(total.shown.replace(",", ""))
    if whole < SMALLEST_DENOMINATOR * base:
        return cell
    share = f"{_rounded(1000 * part // whole, 10) // 10}%"
    return ReleasedCell(
        group=cell.group, shown=cell.shown, low=cell.low, high=cell.high, per_cent_shown=share
    )


def _rule(threshold: int, base: int, total: ReleasedCell) -> str:
    words = f"Counts under {threshold}, none among them, read “fewer than {threshold}”; others are rounded to the nearest {base}."
    if base == 1:
        words = f"Counts under {threshold}, none among them, read “fewer than {threshold}”."
    if total.shown == "not shown":
        words += " The total is not shown, because with it a withheld count could be worked out."
    return words
