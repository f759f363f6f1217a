"""Figures as officers write them: whole counts and percentages, with the usual slips named. And counts by group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eia.disclosure import Counts
from eia.errors import Problem
from eia.evidence.table import RawTable, raise_all, read_table, shortened

_TOTALS = ("total", "totals", "all", "sum", "grand total")
_LONGEST = 12
"""Most digits of a count: far above the people on Earth, so a longer one is a telephone or card number."""

_TOO_LONG = 24
"""A number with more signs than this is none, whatever it is."""

_SIGNS = r"-?[0-9.,\s'\u2019]+%?"


def read_counts(path: Path, *, shown: str) -> Counts:
    """Read counts of people by group from a CSV file with the columns ``group`` and ``count``.

    Args:
        path: The file.
        shown: How errors name the file.

    Returns:
        Raw counts, which only `eia.disclosure.release` can turn into something to show.

    Raises:
        EiaError: With every problem found, each with its row and column: a count that is blank, negative, a decimal, a
            percentage, has a thousands separator or is no number; a group blank, repeated, or a total.
    """
    table = read_table(path, shown=shown, columns=("group", "count"))
    problems = list(in_groups(table, "group"))
    values: list[int] = []
    for number, record in table.records():
        where = table.where(number, "count")
        if record["group"].casefold() in _TOTALS:
            problems.append(
                Problem(
                    table.where(number, "group"),
                    f"'{record['group']}' reads like a total, and would be counted twice.",
                    "Remove the row: the total is added up.",
                )
            )
        if re.fullmatch(r"[0-9]+", record["count"]) and len(record["count"]) <= _LONGEST:
            values.append(int(record["count"]))
        else:
            problems.append(_why_not_a_count(record["count"], where))
    raise_all(problems, shown)
    return Counts(tuple(record["group"] for _, record in table.records()), tuple(values))


def in_groups(table: RawTable, *columns: str) -> Iterator[Problem]:
    """Find groups that are blank or stand there twice (however the capitals are), in one or more columns together."""
    seen: dict[tuple[str, ...], int] = {}
    for number, record in table.records():
        texts = tuple(record[column] for column in columns)
        for column, text in zip(columns, texts, strict=True):
            if not text:
                yield Problem(table.where(number, column), "The cell is blank.", f"Write the {column}.")
        key = tuple(" ".join(text.casefold().split()) for text in texts)
        if all(key) and key in seen:
            yield Problem(
                table.where(number, columns[-1]),
                f"'{shortened(texts[-1])}' stands in row {seen[key]} already.",
                "Keep one row for each group.",
            )
        seen.setdefault(key, number)


def parse_per_cent(text: str, where: str) -> float | Problem:
    """Read a percentage from 0 to 100 written as digits, with a point if need be; else say what is wrong."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?", text) and float(text) <= 100:  # noqa: PLR2004 - a percentage
        return float(text)
    if not text:
        return Problem(
            where, "The cell is blank.", "Write the percentage, or remove the row if it is not known."
        )
    if len(text) > _TOO_LONG and re.fullmatch(_SIGNS, text):
        return Problem(where, "This is too long to be a number.", "Check what was pasted here.")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,20})?\s*%", text):
        return Problem(where, f"'{text}' has a per cent sign.", f"Write {text.rstrip('% ')}.")
    if re.fullmatch(r"[0-9]{1,3},[0-9]{1,20}", text):
        return Problem(
            where, f"'{text}' has a comma.", f"Write {text.replace(',', '.')} if that is the decimal point."
        )
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return Problem(
            where, f"'{shortened(text)}' is not from 0 to 100.", "Write the percentage of the group."
        )
    return Problem(
        where, f"'{shortened(text)}' is not a number.", "Write the percentage in digits, such as 54 or 6.3."
    )


def _why_not_a_count(text: str, where: str) -> Problem:
    if not text:
        return Problem(
            where,
            "The cell is blank.",
            "Write the count; write 0 only if it was counted and there was no one.",
        )
    digits = re.sub(r"[,\s'\u2019]", "", text)
    if re.fullmatch(r"[0-9]+", text) or (len(text) > _TOO_LONG and re.fullmatch(_SIGNS, text)):
        return Problem(where, "This is too long to be a number of people.", "Check what was pasted here.")
    if digits != text and re.fullmatch(r"[0-9]{1,3}([,\s'\u2019][0-9]{3})+", text):
        return Problem(where, f"'{text}' has a thousands separator.", f"Write {digits}.")
    if re.fullmatch(r"-[0-9]+", text):
        return Problem(where, f"'{shortened(text)}' is negative.", "Write the number of people, from 0 up.")
    if text.endswith("%"):
        return Problem(where, f"'{shortened(text)}' is a percentage.", "Write the number of people.")
    if re.fullmatch(r"[0-9]+[.][0-9]+", text):
        whole, part = text.split(".")
        do = f"Write {whole}." if not part.strip("0") else "Write the number of people as a whole number."
        return Problem(where, f"'{shortened(text)}' is a decimal.", do)
    return Problem(
        where,
        f"'{shortened(text)}' is not a count.",
        "Write the number of people in digits, such as 1234; remove the row if it is not known.",
    )
