"""Counts and money by group: tables with one row a group."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from eia.disclosure import Counts, Tally
from eia.errors import Problem
from eia.evidence.asked import Asked, columns_amiss
from eia.evidence.categories import (
    Grouped,
    date_problem,
    group_texts,
    like_a_date,
    like_a_day_count,
    missing_answer,
)
from eia.evidence.figures import in_groups, parse_count, parse_pounds
from eia.evidence.kinds import GroupTable, MoneyRow, MoneyTable
from eia.evidence.table import RawTable, date_where, raise_all, read_table, shortened
from eia.evidence.totals import sum_in, totals_in


def read_counts(path: Path, *, shown: str) -> Counts:
    """Read counts of people by group from a file with the columns ``group`` and ``count``, its groups as they are written.

    Args:
        path: The file.
        shown: How errors name the file.

    Returns:
        Raw counts, which only `eia.disclosure.release` can turn into something to show.

    Raises:
        EiaError: As for `read_groups`.
    """
    return read_groups(path, shown=shown, asked=Asked(where=shown)).groups


def read_groups(path: Path, *, shown: str, asked: Asked) -> GroupTable:
    """Read counts of people by group, from a file with the columns ``group``, ``count`` and, if known, ``with_outcome``.

    Args:
        path: The file, CSV or XLSX.
        shown: How errors name the file.
        asked: What the record asks. The groups are matched to a standard only if its `columns` names the column ``group``.

    Returns:
        The counts, held and not shown.

    Raises:
        EiaError: With every problem found, each with its row and column: a count that is blank, negative, a decimal, a
            percentage, has a thousands separator or is no number; a group blank, repeated, a total, a date, or not known to
            the standard asked for; more people with the outcome than there are.
    """
    table = read_table(
        path, shown=shown, columns=("group", "count"), optional=("with_outcome",), sheet=asked.sheet
    )
    counted = [name for name in ("count", "with_outcome") if name in table.header]
    problems = [*columns_amiss(asked, ("group",)), *in_groups(table, "group")]
    figures: list[list[int]] = []
    total_rows = {one.where: one for one in totals_in(table, "group")}
    for number, record in table.records():
        problems += _dates(table, number, record["group"], asked)
        problems += filter(None, [total_rows.get(table.where(number, "group"))])
        row = [_count(table, number, record[name], name, problems) for name in counted]
        whole = [one for one in row if one is not None]
        if len(whole) == 2 and whole[1] > whole[0]:  # noqa: PLR2004 - both of the two columns
            what = "More people are said to have the outcome than there are in the group."
            problems.append(Problem(table.where(number, "with_outcome"), what, "Correct one of the two."))
        figures.append([one or 0 for one in row])
    if not problems and not asked.columns:
        problems += sum_in(table, figures, asked.characteristic)
    grouped = _grouped(table, asked, problems)
    raise_all(problems, shown)
    totals = _added(figures, grouped)
    return GroupTable(
        characteristic=asked.characteristic,
        groups=Counts(grouped.groups, tuple(row[0] for row in totals)),
        with_outcome=Counts(grouped.groups, tuple(row[1] for row in totals)) if len(counted) > 1 else None,
        unanswered=grouped.unanswered,
    )


def read_money(path: Path, *, shown: str, asked: Asked) -> MoneyTable:
    """Read money by group, from a file with the columns ``group``, ``people``, ``after`` and, if published, ``before``.

    The amounts are what all the people of a group have together, in pounds; a blank under ``before`` is not published.

    Args:
        path: The file, CSV or XLSX.
        shown: How errors name the file.
        asked: What the record asks, as for `read_groups`.

    Returns:
        A row a group.

    Raises:
        EiaError: With every problem found, each with its row and column.
    """
    table = read_table(
        path, shown=shown, columns=("group", "people", "after"), optional=("before",), sheet=asked.sheet
    )
    problems = [
        *columns_amiss(asked, ("group",)),
        *in_groups(table, "group"),
        *totals_in(table, "group"),
    ]
    people: list[list[int]] = []
    amounts: list[tuple[Decimal | None, Decimal]] = []
    for number, record in table.records():
        problems += _dates(table, number, record["group"], asked)
        people.append([_count(table, number, record["people"], "people", problems) or 0])
        before = record.get("before", "")
        amounts.append(
            (
                _pounds(table, number, before, "before", problems) if before else None,
                _pounds(table, number, record["after"], "after", problems),
            )
        )
    if not problems and not asked.columns:
        problems += sum_in(table, people, asked.characteristic)
    grouped = _grouped(table, asked, problems)
    raise_all(problems, shown)
    rows = []
    for place, (group, [total]) in enumerate(zip(grouped.groups, _added(people, grouped), strict=True)):
        own = [row for row, at in zip(amounts, grouped.positions, strict=True) if at == place]
        known = [one for one, _ in own if one is not None]
        rows.append(
            MoneyRow(
                group=group,
                people=Tally(total),
                # A sum of which a part was not published was not published.
                before=sum(known, Decimal(0)) if len(known) == len(own) else None,
                after=sum((one for _, one in own), Decimal(0)),
            )
        )
    return MoneyTable(groups=tuple(rows), characteristic=asked.characteristic)


def _dates(table: RawTable, number: int, text: str, asked: Asked) -> Iterator[Problem]:
    """Find a date where a group is due: in a spreadsheet a cell's kind says so, in CSV its text."""
    yield from (found := list(date_where(table, number, "group")))
    of_age = asked.characteristic == "age"
    if not found and (like_a_date(text) or (of_age and like_a_day_count(text))):
        yield date_problem(text, table.where(number, "group"))


def _count(table: RawTable, number: int, text: str, column: str, problems: list[Problem]) -> int | None:
    if found := list(date_where(table, number, column)):
        problems += found
        return None
    count = parse_count(text, table.where(number, column))
    if isinstance(count, Problem):
        problems.append(count)
        return None
    return count


def _pounds(table: RawTable, number: int, text: str, column: str, problems: list[Problem]) -> Decimal:
    found = next(date_where(table, number, column), None) or parse_pounds(text, table.where(number, column))
    if isinstance(found, Problem):
        problems.append(found)
        return Decimal(0)
    return found


def _grouped(table: RawTable, asked: Asked, problems: list[Problem]) -> Grouped:
    """Put the rows into groups: each its own, unless a standard, bands or a merge were asked for."""
    texts = tuple(record["group"] for _, record in table.records())
    none = Grouped(
        groups=texts,
        positions=tuple(range(len(texts))),
        unanswered=tuple(text for text in texts if missing_answer(text)),
        read_as=texts,
    )
    if not (asked.columns or asked.merges or asked.bands):
        return none
    found = group_texts(texts, asked.wording("group"), lambda row: table.where(table.numbers[row], "group"))
    told = {one.where for one in problems}
    amiss = found if isinstance(found, list) else _read_alike(table, found)
    problems += [one for one in amiss if one.where not in told]
    return none if isinstance(found, list) else found


def _read_alike(table: RawTable, grouped: Grouped) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, name in zip(table.numbers, grouped.read_as, strict=True):
        if first.setdefault(name, number) < number:
            what = f"This row and row {first[name]} are both '{shortened(name)}'."
            yield Problem(table.where(number, "group"), what, "Keep one row for each group.")


def _added(figures: list[list[int]], grouped: Grouped) -> list[list[int]]:
    totals = [[0] * len(figures[0]) for _ in grouped.groups]
    for row, place in zip(figures, grouped.positions, strict=True):
        totals[place] = [one + more for one, more in zip(totals[place], row, strict=True)]
    return totals
