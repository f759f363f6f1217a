"""Published rates by group, such as the share of each group that used the internet."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from eia.errors import Problem
from eia.evidence.figures import in_groups, parse_per_cent
from eia.evidence.sheet import is_sheet
from eia.evidence.table import date_where, raise_all, read_table, shortened

OVERALL = "all"
"""The `characteristic` of the row that holds the overall rate."""

CHARACTERISTICS = (
    "age",
    "disability",
    "gender_reassignment",
    "marriage_and_civil_partnership",
    "pregnancy_and_maternity",
    "race",
    "religion_or_belief",
    "sex",
    "sexual_orientation",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """A published rate of one group.

    Attributes:
        characteristic: One of the nine ids in `CHARACTERISTICS`, or `OVERALL`.
        group: The group as the officer wrote it, such as "75 and over".
        per_cent: The rate, from 0 to 100, as written.
    """

    characteristic: str
    group: str
    per_cent: float


def read_rates(path: Path, *, shown: str, sheet: str = "") -> tuple[Rate, ...]:
    """Read rates by group from a file with the columns ``characteristic``, ``group`` and ``per_cent``.

    Args:
        path: The file.
        shown: How errors name the file.
        sheet: The sheet of a spreadsheet; empty where one alone can be seen and holds something.

    Returns:
        The rates in the order of the file, exactly one of them the overall rate.

    Raises:
        EiaError: With every problem found, each with its row and column: a characteristic not known, a group blank or
            repeated, a percentage blank or not a number from 0 to 100, no overall rate or more than one.
    """
    table = read_table(path, shown=shown, columns=("characteristic", "group", "per_cent"), sheet=sheet)
    problems = list(in_groups(table, "characteristic", "group"))
    rates: list[Rate] = []
    for number, record in table.records():
        characteristic = record["characteristic"]
        known = (*CHARACTERISTICS, OVERALL)
        if characteristic and characteristic not in known:
            near = difflib.get_close_matches(characteristic.lower().replace(" ", "_"), known, n=1, cutoff=0.5)
            problems.append(
                Problem(
                    table.where(number, "characteristic"),
                    f"'{shortened(characteristic)}' is not a characteristic that is known.",
                    f"Did you mean '{near[0]}'?" if near else f"Write one of: {', '.join(known)}.",
                )
            )
        if dates := [one for name in table.header for one in date_where(table, number, name)]:
            problems += dates
            continue
        rate = parse_per_cent(record["per_cent"], table.where(number, "per_cent"))
        if isinstance(rate, Problem):
            problems.append(rate)
        else:
            rates.append(Rate(characteristic=characteristic, group=record["group"], per_cent=rate))
    overall = sum(record["characteristic"] == OVERALL for _, record in table.records())
    if overall != 1:
        problems.append(
            Problem(
                shown,
                f"There {'is no row' if not overall else 'are several rows'} with the overall rate.",
                f"Give one row whose characteristic is '{OVERALL}', such as: all,all adults,92.",
            )
        )
    if is_sheet(path) and 0 < max((one.per_cent for one in rates), default=0) <= 1:
        what = "Every rate is 1 or less: a cell shown as 54% is held as 0.54 in a spreadsheet."
        problems.append(Problem(shown, what, "Format the column as numbers, and write 54."))
    raise_all(problems, shown)
    return tuple(rates)
