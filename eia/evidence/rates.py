"""Published rates by group, such as the share of each group that used the internet."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from eia.errors import Problem
from eia.evidence.categories import date_problem, like_a_date
from eia.evidence.characteristics import CHARACTERISTICS
from eia.evidence.figures import in_groups, parse_per_cent
from eia.evidence.table import date_where, raise_all, read_table, shortened

_SMALL = re.compile(r"(0(\.[0-9]{1,20})?|1(\.0{1,20})?) ?%")
"""A rate of 1 in 100 or less with its sign, which says that it is no fraction."""

OVERALL = "all"
"""The `characteristic` of the row that holds the overall rate."""


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
            repeated or a date, a percentage blank or not a number from 0 to 100, no overall rate or more than one, every rate 1
            or less and none with a per cent sign.
    """
    table = read_table(path, shown=shown, columns=("characteristic", "group", "per_cent"), sheet=sheet)
    problems = list(in_groups(table, "characteristic", "group"))
    rates: list[Rate] = []
    surely_small = False
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
        if like_a_date(record["group"]):
            problems.append(date_problem(record["group"], table.where(number, "group")))
        text = record["per_cent"]
        if _SMALL.fullmatch(text):
            surely_small, text = True, text.rstrip("% ")
        rate = parse_per_cent(text, table.where(number, "per_cent"))
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
    if not surely_small and 0 < max((one.per_cent for one in rates), default=0) <= 1:
        what = "Every rate is 1 or less: a cell shown as 54% is held as 0.54 in a spreadsheet."
        do = "Format the column as numbers, and write 54; a rate that is below 1 in 100, with its sign, as in 0.54%."
        problems.append(Problem(shown, what, do))
    raise_all(problems, shown)
    return tuple(rates)
