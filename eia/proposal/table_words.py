"""What an evidence entry says of its table, and must agree with it: references, intersections, standards, comparisons, outcomes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import get_args

from eia.disclosure import Counts
from eia.errors import Problem
from eia.evidence import GroupTable, MoneyTable, PeopleTable, PlacesTable, Table, parse_intersection
from eia.proposal.fields import StandardPopulation
from eia.proposal.references import entries

POPULATION = "population of the place"
"""What `compare_with` says for the public figures of the place."""

_KEYS_OF = {
    "columns": ("counts", "people", "money"),
    "person": ("people",),
    "outcomes": ("people",),
    "bands": ("counts", "people", "money"),
    "own_categories": ("counts", "people", "money"),
    "merge": ("counts", "people", "money"),
    "intersections": ("people",),
    "standard_population": ("people",),
    "areas": ("places",),
    "reference": ("counts", "rates", "people", "money"),
}
"""The kinds of table that each key is of."""


def words_about_tables(
    raw: Mapping[str, object], tables: Mapping[str, Table], file: str
) -> Iterator[Problem]:
    """Find what an entry says that its table, or another entry, does not bear out.

    Args:
        raw: The proposal as TOML gives it.
        tables: The tables that could be read, by evidence id.
        file: How the file is named to the officer.
    """
    evidence = entries(raw, "evidence")
    ids = [name for one in evidence if isinstance(name := one.get("id"), str)]
    for number, item in enumerate(evidence, start=1):
        where = f"{file}, evidence {number}"
        table = tables.get(str(item.get("id")))
        yield from _keys(item, where)
        yield from _reasons(item, where)
        yield from _comparison(item, ids, where)
        if table is not None:
            yield from _reference(item, table, where)
            yield from _outcome(item, table, where)
        if isinstance(table, PeopleTable):
            yield from _intersections(item, table, where)
            yield from _standard(item, table, where)
        other = tables.get(str(item.get("compare_with")))
        if isinstance(table, GroupTable) and isinstance(other, GroupTable) and other is not table:
            yield from _same_groups(table, other, str(item.get("compare_with")), where)


def _keys(item: Mapping[str, object], where: str) -> Iterator[Problem]:
    kind = item.get("table")
    for key, kinds in _KEYS_OF.items():
        if item.get(key) and kind not in kinds and (kind is None or isinstance(kind, str)):
            what = f"This is said of tables of {' or '.join(kinds)} alone."
            yield Problem(f"{where}, '{key}'", what, "Leave it out, or correct 'table'.")


def _reasons(item: Mapping[str, object], where: str) -> Iterator[Problem]:
    for key, because, why in (
        ("own_categories", "own_categories_because", "your own groups are used"),
        ("reference", "reference_because", "others are compared with this group"),
    ):
        if item.get(key) and not str(item.get(because) or "").strip():
            yield Problem(f"{where}, '{key}'", f"It is not said why {why}.", f'Add {because} = "…".')


def _comparison(item: Mapping[str, object], ids: list[str], where: str) -> Iterator[Problem]:
    said = item.get("compare_with")
    if not isinstance(said, str) or said.strip() == POPULATION or (said in ids and said != item.get("id")):
        return
    near = difflib.get_close_matches(said, [POPULATION, *(one for one in ids if one != item.get("id"))], n=1)
    do = f"Did you mean '{near[0]}'?" if near else f'Write "{POPULATION}", or the id of another entry.'
    what = (
        "An entry is not compared with itself."
        if said == item.get("id")
        else f"No evidence has the id '{said[:60]}'."
    )
    yield Problem(f"{where}, 'compare_with'", what, do)


def _groups_of(table: Table) -> tuple[tuple[str, ...], ...]:
    match table:
        case GroupTable():
            return (table.groups.groups,)
        case MoneyTable():
            return (tuple(row.group for row in table.groups),)
        case PeopleTable():
            return tuple(column.groups for column in table.columns.values())
        case PlacesTable():
            return ()


def _unanswered(table: Table) -> tuple[str, ...]:
    """Return the groups that are none, but "prefer not to say" and "not answered"."""
    match table:
        case GroupTable():
            return table.unanswered
        case PeopleTable():
            return tuple(name for column in table.columns.values() for name in column.unanswered)
        case _:
            return ()


def _reference(item: Mapping[str, object], table: Table, where: str) -> Iterator[Problem]:
    said = item.get("reference")
    lists = _groups_of(table)
    if not isinstance(said, str) or not lists:
        return
    holding = [groups for groups in lists if said.strip() in groups]
    every = list(dict.fromkeys(name for groups in lists for name in groups))
    if not holding:
        folded = {name.casefold(): name for name in every}
        ends = [name for name in every if name.casefold().endswith(said.strip().casefold())]
        near = ends or [
            folded[one] for one in difflib.get_close_matches(said.casefold(), folded, n=1, cutoff=0.4)
        ]
        do = f"Did you mean '{near[0]}'?" if near else f"Its groups are: {'; '.join(every[:20])}."
        yield Problem(f"{where}, 'reference'", f"The table has no group '{said.strip()[:60]}'.", do)
    elif said.strip() in _unanswered(table):
        what = f"'{said.strip()[:60]}' are those who did not say; they are no group to compare others with."
        do = "Name a group, or leave the reference out: each group is then compared with everyone else."
        yield Problem(f"{where}, 'reference'", what, do)
    elif len(holding) > 1:
        what = f"'{said.strip()[:60]}' is a group of more than one column."
        yield Problem(f"{where}, 'reference'", what, "Put each column into an entry of its own.")


def _outcome(item: Mapping[str, object], table: Table, where: str) -> Iterator[Problem]:
    if not (isinstance(table, GroupTable) and table.with_outcome is not None):
        return
    due = {
        "outcome": 'outcome = "…", in words that say what it is',
        "outcome_is": 'outcome_is = "benefit" or "burden"',
    }
    if missing := [words for key, words in due.items() if not str(item.get(key) or "").strip()]:
        what = "The table says how many have an outcome, and the record does not say what it means."
        yield Problem(f"{where}, 'table'", what, f"Add {'; and '.join(missing)}.")


def _intersections(item: Mapping[str, object], table: PeopleTable, where: str) -> Iterator[Problem]:
    said = item.get("intersections")
    known = {*table.columns, *(column.characteristic for column in table.columns.values())}
    for text in said if isinstance(said, list) else []:
        if not isinstance(text, str):
            continue
        names = parse_intersection(text)
        if not 2 <= len(set(names)) == len(names) <= 3:  # noqa: PLR2004 - two or three characteristics
            what = f"'{text[:60]}' does not name two or three characteristics."
            yield Problem(f"{where}, 'intersections'", what, 'Write it as in "age × sex".')
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                do = f"Did you mean '{near[0]}'?" if near else f"Its columns are: {', '.join(table.columns)}."
                yield Problem(f"{where}, 'intersections'", f"The table has no column of '{name[:60]}'.", do)


def _standard(item: Mapping[str, object], table: PeopleTable, where: str) -> Iterator[Problem]:
    """Find a standard population that is named of what is not standardised."""
    if item.get("standard_population") not in get_args(StandardPopulation):
        return  # another word has been refused already
    ages = {name for name, column in table.columns.items() if column.characteristic == "age"} | {"age"}
    said = item.get("intersections")
    pairs = (
        [parse_intersection(text) for text in said if isinstance(text, str)] if isinstance(said, list) else []
    )
    by_age = any(len(names) == 2 and len(ages.intersection(names)) == 1 for names in pairs)  # noqa: PLR2004 - age and one other
    due = {
        'intersections = ["age × …"], with one other characteristic than age': by_age,
        'reference = "…", the group that others are compared with': item.get("reference"),
        'outcomes = { … = "benefit" }, or "burden"': item.get("outcomes"),
    }
    if missing := [words for words, there in due.items() if not there]:
        what = "Groups are given these ages only where an outcome is looked at by age and one other characteristic, beside a reference."
        yield Problem(
            f"{where}, 'standard_population'", what, f"Add {'; and '.join(missing)}; or leave it out."
        )
    elif item.get("kind") == "opt-in":
        what = "Those who chose to answer stand for nobody else, so nothing of them is standardised."
        yield Problem(f"{where}, 'standard_population'", what, "Leave it out, or correct 'kind'.")


def _same_groups(table: GroupTable, other: GroupTable, name: str, where: str) -> Iterator[Problem]:
    """Find groups that stand in one of two tables said to be compared, and not in the other; missing answers may."""
    if None in (table.characteristic, other.characteristic) or table.characteristic != other.characteristic:
        return
    for one, another, there in ((table, other, f"in '{name}'"), (other, table, "here")):
        for group in _lacking(one.groups, one.unanswered, another.groups):
            stands = "here" if one is table else f"in '{name}'"
            what = f"The group '{group}' stands {stands} and not {there}."
            do = "Let both tables have the same groups, with 0 where no one was counted."
            yield Problem(f"{where}, 'compare_with'", what, do)


def _lacking(groups: Counts, unanswered: tuple[str, ...], others: Counts) -> list[str]:
    there = {" ".join(name.casefold().split()) for name in others.groups}
    return [
        name
        for name in groups.groups
        if name not in unanswered and " ".join(name.casefold().split()) not in there
    ]
