"""Figures as officers write them: whole counts, pounds and percentages, with the usual slips named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from eia.errors import Problem
from eia.evidence.table import RawTable, shortened

_MOST_PEOPLE = 100_000_000
"""Far above the people of the United Kingdom: a higher count is a telephone or card number."""

_LONGEST = 12
"""Most digits of an amount in pounds."""

_TOO_LONG = 24
"""A number with more signs than this is none, whatever it is."""

_SIGNS = r"-?[0-9.,\s'\u2019]+%?"


def parse_count(text: str, where: str) -> int | Problem:
    """Read a whole number of people from 0 written as digits; else say what is wrong."""
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text) and int(text) <= _MOST_PEOPLE:
        return int(text)
    return _why_not_a_count(text, where)


def parse_pounds(text: str, where: str) -> Decimal | Problem:
    """Read an amount of money from 0 written as digits, with pence after a point if need be; else say what is wrong."""
    if re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", text) and len(text) <= _LONGEST + 3:
        return Decimal(text)
    if not text:
        return Problem(where, "The cell is blank.", "Write the amount in pounds, from 0 up.")
    bare = re.sub(r"[£,\s]", "", text)
    if len(bare) > _TOO_LONG:
        return Problem(where, "This is too long to be an amount.", "Check what was pasted here.")
    if bare != text and re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", bare):
        return Problem(where, f"'{shortened(text)}' has a pound sign, a comma or a space.", f"Write {bare}.")
    if text.startswith("-"):
        return Problem(
            where, f"'{shortened(text)}' is negative.", "Write what the group has in all, from 0 up."
        )
    if text.endswith("%"):
        return Problem(where, f"'{shortened(text)}' is a percentage.", "Write the amount in pounds.")
    if re.fullmatch(r"[0-9]+\.[0-9]{3,}", text):
        return Problem(
            where, f"'{shortened(text)}' has more than two figures of pence.", "Write pounds and pence."
        )
    return Problem(
        where, f"'{shortened(text)}' is not an amount.", "Write pounds in digits, such as 1250 or 1250.50."
    )


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
    if re.fullmatch(r"0[0-9]+", text):
        what = "The number begins with 0, as telephone numbers and references do."
        return Problem(where, what, "Write the number of people without it, or check what was pasted here.")
    if re.fullmatch(r"[0-9]+", text) or (len(text) > _TOO_LONG and re.fullmatch(_SIGNS, text)):
        what = "This is more people than live in the United Kingdom."
        return Problem(where, what, "Check what was pasted here: it may be a telephone or card number.")
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
