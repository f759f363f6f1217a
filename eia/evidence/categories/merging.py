"""Groups put together, each with a reason in the record; none is put together because it is small and no one said so."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from eia.errors import Problem
from eia.evidence.categories.ages import parse_ages
from eia.evidence.categories.standards import plain, standard, unanswered
from eia.evidence.table import shortened


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """Groups that the author put together, with a reason that stands in the record.

    Attributes:
        into: What they are called together.
        groups: The groups.
        where: How errors name the entry in the record.
    """

    into: str
    groups: tuple[str, ...]
    where: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How the texts of a column are to be read.

    Attributes:
        characteristic: What they are groups of.
        column: The name of the column.
        own: Whether the groups are the body's own, matched to no standard.
        bands: The bands that ages are put into, as the record writes them; empty to keep the file's.
        merges: What is put together.
        where: How errors name the entry in the record.
    """

    characteristic: str
    column: str
    where: str
    own: bool = False
    bands: tuple[str, ...] = ()
    merges: tuple[Merged, ...] = ()


def merges(groups: list[str], wording: Wording) -> dict[str, str] | list[Problem]:
    """Say what each group is called once the author's merges are made.

    Args:
        groups: The groups that stand in the column, by their names.
        wording: How the column is to be read, with its merges.

    Returns:
        A name for each group, its own where it is in no merge; or every problem found: a group that is none, one in two
        merges, fewer than two groups, missing answers together with groups, a name that another group has.
    """
    into: dict[str, str] = {}
    problems: list[Problem] = []
    for merge in wording.merges:
        parts: list[str] = []
        for text in merge.groups:
            name = _named(text, groups, wording)
            if isinstance(name, Problem):
                problems.append(Problem(merge.where, name.what, name.do))
            elif name in into or name in parts:
                what = f"'{shortened(name)}' is put together twice."
                problems.append(Problem(merge.where, what, "Put each group into one other."))
            else:
                parts.append(name)
        problems += [Problem(merge.where, *said) for said in _amiss(merge, parts, groups)]
        into |= dict.fromkeys(parts, merge.into)
    return problems or {name: into.get(name, name) for name in groups}


def _amiss(merge: Merged, parts: list[str], groups: list[str]) -> Iterator[tuple[str, str]]:
    if len(merge.groups) < 2:  # noqa: PLR2004 - one group is not put together with anything
        yield "Groups are put together, and fewer than two are named.", "Name two groups or more."
    if 0 < sum(name in unanswered().values() for name in parts) < len(parts):
        yield (
            "A missing answer is put together with a group.",
            "Let those who did not answer stand by themselves.",
        )
    if merge.into in groups and merge.into not in parts:
        what = f"'{shortened(merge.into)}' is a group of the table already."
        yield what, "Name it among the groups, or choose another name."


def _named(text: str, ordered: list[str], wording: Wording) -> str | Problem:
    """Return the group that a merge names: of the standard, of the bands, or of the file."""
    there = {plain(name): name for name in ordered}
    if (word := plain(text)) in there:
        return there[word]
    if word in unanswered():
        return unanswered()[word]
    if wording.characteristic == "age" and not wording.own and (ages := parse_ages(text)):
        same = (name for name in ordered if parse_ages(name) == ages)
        if name := next(same, None):
            return name
    known = None if wording.own else standard(wording.characteristic)
    if known and word in known.words:
        return known.words[word]
    words = {**there, **({} if known is None else known.spelt)}
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    do = f"Did you mean '{words[near[0]]}'?" if near else "Name the groups as the table has them."
    return Problem(wording.where, f"'{shortened(text)}' is not a group of '{shortened(wording.column)}'.", do)
