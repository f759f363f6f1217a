"""Invented tables for the tests of what a body's own counts show; nobody in them is real."""

import numpy as np

from eia.analysis import Asked, shown, tables_to_release
from eia.disclosure import Counts, release_together
from eia.evidence import Answers, Column, GroupTable, PeopleTable
from eia.practice import practice, profiles

NAMES = {"age": "Age", "sex": "Sex", "race": "Race", "disability": "Disability"}


def asked(**more):
    words = {
        "id": "applicants",
        "title": "Applicants (invented)",
        "base": "everyone who applied (invented)",
        "source": "The body's own records",
        "kind": "complete",
        "outcome": "were refused",
        "bears": "burden",
        "names": NAMES,
    }
    return Asked(**{**words, **more})


def groups(people, refused=None, *, unanswered=(), characteristic="race"):
    """Return counts by group from two mappings of a group to a number."""
    return GroupTable(
        characteristic=characteristic,
        groups=Counts(tuple(people), tuple(people.values())),
        with_outcome=None if refused is None else Counts(tuple(refused), tuple(refused.values())),
        unanswered=unanswered,
    )


def people(columns, outcomes=None):
    """Return a table of people from lists of groups, one a person, and lists of True, False or None."""
    made = {}
    for name, values in columns.items():
        own = tuple(sorted(set(values)))
        codes = np.array([own.index(value) for value in values], dtype=np.int16)
        unanswered = tuple(group for group in own if group in ("Prefer not to say", "Not answered"))
        made[name] = Column(characteristic=name, groups=own, codes=codes, unanswered=unanswered)
    answers = {
        name: Answers(np.array([{True: 1, False: 0, None: -1}[one] for one in values], dtype=np.int8))
        for name, values in (outcomes or {}).items()
    }
    return PeopleTable(size=len(next(iter(columns.values()))), columns=made, outcomes=answers)


def release(table, of, *, profile=None):
    """Return a table's released tables, read back."""
    made = tables_to_release(table, of)
    rule = profiles()[profile] if profile else practice().profile
    released = release_together({one.name: one.raw for one in made}, rule)
    return tuple(shown(one, released) for one in made)
