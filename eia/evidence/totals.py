"""Rows of a table by group that are no group but the whole, by their name or by their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eia.errors import Problem
from eia.evidence.categories import plain
from eia.evidence.table import RawTable, shortened

_TOTALS = frozenset(
    {"all", "altogether", "cyfanswm", "everybody", "everyone", "overall", "sum", "whole", "whole population"}
)
"""Names that are a total as they stand; Welsh has its own."""

_TOTAL = frozenset({"total", "totals", "subtotal", "subtotals"})
"""Words that make a total of a name which begins or ends with one."""

_COMPLETE = frozenset({"blind", "blindness", "deaf", "deafness", "hearing", "loss", "paralysis", "sight"})
"""With these, "total" is how far an impairment goes."""

_EVERY = frozenset(
    [
        "ages",
        "applicants",
        "categories",
        "ethnicities",
        "genders",
        "groups",
        "individuals",
        "people",
        "persons",
        "population",
        "religions",
        "residents",
        "respondents",
        "responses",
        "sexes",
        "total",
        "users",
    ]
)
"""After "all" or "overall", these alone name everyone: "all other groups" and "all adults" can be groups."""

_LEAST = 20
"""A row below this is the sum of the others by chance too often to be asked about."""

_ROWS = 3
"""With two rows, one that is the sum of the others is only as many as the other."""


def totals_in(table: RawTable, column: str) -> Iterator[Problem]:
    """Find rows that read like a total of the others."""
    for number, record in table.records():
        if _reads_like_a_total(record[column]):
            what = f"'{shortened(record[column])}' reads like a total, and would be counted twice."
            yield Problem(table.where(number, column), what, "Remove the row: the total is added up.")


def sum_in(
    table: RawTable, figures: Sequence[Sequence[int]], characteristic: str | None
) -> Iterator[Problem]:
    """Find a first or last row that is the sum of the others, in each of the columns of figures.

    Args:
        table: The table, with its groups under ``group``.
        figures: The figures of each row, those of people first.
        characteristic: What the groups are of, for what to do.
    """
    if len(figures) < _ROWS:
        return
    for number, own, others in (
        (table.numbers[0], figures[0], figures[1:]),
        (table.numbers[-1], figures[-1], figures[:-1]),
    ):
        several = sum(one[0] > 0 for one in others) > 1
        if several and own[0] >= _LEAST and [*own] == [sum(column) for column in zip(*others, strict=True)]:
            do = (
                "Take it out if it is, for the total is added up. If it is a group, say in the record what the groups are, as in "
                f'columns = {{ group = "{characteristic or "race"}" }}.'
            )
            yield Problem(
                table.where(number, "group"), f"Row {number} is the sum of the others: is it a total?", do
            )


def _reads_like_a_total(text: str) -> bool:
    words = plain(re.sub(r"\([^)]*\)|\[[^]]*\]", " ", text)).replace("sub total", "subtotal").split()
    if not words or " ".join(words) in _TOTALS:
        return bool(words)
    if words[0] in ("all", "overall"):
        return _EVERY.issuperset(words[1:])
    named = words[0] in _TOTAL or words[-1] in _TOTAL or words[:2] == ["grand", "total"]
    return named and not _COMPLETE.intersection(words)
