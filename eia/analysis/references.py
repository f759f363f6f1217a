"""The reference group that an author wrote down, found among a table's groups; and what a record asks, checked before counting."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from eia.analysis.asked import Asked
from eia.analysis.tables_to_release import Axis, axes_of, columns_named
from eia.disclosure.crosstab import same_words
from eia.errors import EiaError, Problem
from eia.estimates import EVERYONE_ELSE
from eia.evidence import GroupTable, MoneyTable, PeopleTable


def check_asked(table: GroupTable | PeopleTable | MoneyTable, asked: Asked) -> None:
    """Make sure that a table holds the reference group and the intersections that the record asks for.

    Raises:
        EiaError: It does not; every problem at once.
    """
    problems: list[Problem] = []
    try:
        reference_of(axes_of(table, asked), asked)
    except EiaError as error:
        problems.extend(error.problems)
    if isinstance(table, PeopleTable):
        for words in asked.intersections:
            try:
                columns_named(words, table.columns, asked)
            except EiaError as error:
                problems.extend(error.problems)
    elif asked.intersections:
        what = (
            "This table has each group's numbers alone, so no two characteristics can be looked at together."
        )
        do = "Give a table of one row a person, or leave the intersections out."
        problems.append(Problem(f"{asked.title}, 'intersections'", what, do))
    if problems:
        raise EiaError.of(problems)


def reference_of(axes: Sequence[Axis], asked: Asked) -> str | None:
    """Return the reference as written, having made sure that a table has it and that it is a group; None for everyone else.

    Args:
        axes: What the evidence's tables count by.
        asked: What the record says.

    Raises:
        EiaError: No axis has a group of that name, or it is those who did not say.
    """
    if asked.reference is None:
        return None
    where = f"{asked.title}, 'reference'"
    if any(reference_in(axis, asked.reference) for axis in axes):
        return asked.reference
    wanted = same_words(asked.reference)
    if wanted == same_words(EVERYONE_ELSE):
        return None
    if any(wanted == same_words(group) for axis in axes for group in axis.unanswered):
        raise EiaError(
            where,
            f"'{asked.reference}' are those who did not say; they are no group to compare others with.",
            "Name a group, or leave the reference out: each group is then compared with everyone else.",
        )
    known = list(dict.fromkeys(group for axis in axes for group in axis.answered))
    near = difflib.get_close_matches(asked.reference, known, n=1)
    raise EiaError(
        where,
        f"No group of the table is called '{asked.reference}'.",
        f"Did you mean '{near[0]}'?" if near else f"Write one of: {', '.join(known)}.",
    )


def reference_in(axis: Axis, reference: str | None) -> str | None:
    """Return the reference as a table writes it; None where it has no such group."""
    wanted = same_words(reference or "")
    return next((group for group in axis.answered if same_words(group) == wanted), None)
