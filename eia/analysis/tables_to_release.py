"""What is counted of a table of evidence before release: one table a characteristic and outcome, all of the same people.

Nothing here is shown: each table is a `RawTable` on its way to `eia.disclosure.release_together`, and only what that lets
out is estimated from (`eia.analysis.shown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from eia.analysis.asked import Asked
from eia.analysis.counting import count_by
from eia.disclosure import Counts, RawTable, counts_of
from eia.disclosure.crosstab import Crosstab, Dimension, same_words
from eia.errors import EiaError
from eia.evidence import Column, GroupTable, MoneyTable, PeopleTable

OTHERS = "others"
"""Those who have not the outcome, as a released table names them."""

UNKNOWN = "outcome not answered"
"""Those of whom it is not known."""

_BETWEEN = re.compile(r"\s*[×*]\s*|\s+x\s+", re.IGNORECASE)
MOST_COMBINATIONS = {2: 200, 3: 120}
"""More combinations of groups of two or three characteristics are not made safe within seconds, and most would be too few to speak of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """What a table counts by.

    Attributes:
        name: The column's name, or the characteristic's where there is no column.
        characteristic: A characteristic's id, or a word of the body's own; None if not said.
        groups: Its groups, in order.
        unanswered: Which of them are no groups but "prefer not to say" and "not answered".
    """

    name: str
    characteristic: str | None
    groups: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def answered(self) -> tuple[str, ...]:
        """The groups that may be compared."""
        return tuple(group for group in self.groups if group not in self.unanswered)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """What a table counts, without a count of it.

    Attributes:
        name: Its name among the released tables; one that is not an evidence's id holds ": ".
        evidence: The evidence's id.
        axes: What it counts by, the outcome left out.
        outcome: The outcome's words or column; None for a table of people alone.
        dimensions: What it counts by, the outcome last where there is one.
    """

    name: str
    evidence: str
    axes: tuple[Axis, ...]
    outcome: str | None
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToRelease:
    """A table on its way to release, and how to read it once it is.

    Attributes:
        layout: What it counts: all that goes past release, so that nothing which reads released tables holds a raw one.
        raw: The table.
    """

    layout: Layout
    raw: RawTable = field(repr=False)

    @property
    def name(self) -> str:
        """Its name among the released tables."""
        return self.layout.name


def tables_to_release(table: GroupTable | PeopleTable | MoneyTable, asked: Asked) -> tuple[ToRelease, ...]:
    """Count a table of evidence by what was asked.

    Args:
        table: The table as it was read.
        asked: What the record says of it.

    Returns:
        Of counts by group: the groups, and, where their outcome is given, groups by outcome too. Of people: each column by
        each outcome (or alone, where there is none), then the intersections asked for in the same way. Of money: the people
        of each group. All are of the same people.

    Raises:
        EiaError: An intersection names what is no column, or a column twice; or two groups are written alike.
    """
    if isinstance(table, PeopleTable):
        return tuple(_of_people(table, asked))
    if isinstance(table, MoneyTable):
        return (_groups_alone(counts_of((row.group, row.people) for row in table.groups), table, asked),)
    if table.with_outcome is None:
        return (_groups_alone(table.groups, table, asked),)
    return tuple(_of_groups(table, asked))


def axes_of(table: GroupTable | PeopleTable | MoneyTable, asked: Asked) -> tuple[Axis, ...]:
    """Return what a table counts by: one axis a column of people, one in all of a table by group."""
    if isinstance(table, PeopleTable):
        return tuple(
            Axis(
                name=name,
                characteristic=one.characteristic,
                groups=one.groups,
                unanswered=one.unanswered,
            )
            for name, one in table.columns.items()
        )
    if isinstance(table, MoneyTable):
        groups: tuple[str, ...] = tuple(row.group for row in table.groups)
        unanswered: tuple[str, ...] = ()
    else:
        groups, unanswered = table.groups.groups, table.unanswered
    return (
        Axis(
            name=asked.name_of(table.characteristic),
            characteristic=table.characteristic,
            groups=groups,
            unanswered=unanswered,
        ),
    )


def _groups_alone(counts: Counts, table: GroupTable | MoneyTable, asked: Asked) -> ToRelease:
    return ToRelease(
        layout=Layout(
            name=asked.id,
            evidence=asked.id,
            axes=axes_of(table, asked),
            outcome=None,
            dimensions=(Dimension(name=f"{asked.id}: groups", groups=counts.groups),),
        ),
        raw=RawTable(counts=counts, title=asked.title, base=asked.base, source=asked.source),
    )


def _of_groups(table: GroupTable, asked: Asked) -> Iterator[ToRelease]:
    counts, with_outcome = table.groups, table.with_outcome
    [axis] = axes_of(table, asked)
    own = _dimension(axis, asked)
    people = counts._values  # noqa: SLF001 - counts go into a table that is not shown either
    have = with_outcome._values if with_outcome is not None else ()  # noqa: SLF001 - as above
    outcome = asked.outcome or "have the outcome"
    # Named by its words alone: of the same people, tables of the same outcome share how many have it.
    dimensions = (own, Dimension(name=f"outcome: {outcome}", groups=(outcome, OTHERS)))
    values = tuple(number for a, n in zip(have, people, strict=True) for number in (a, n - a))
    yield _table(
        asked,
        name=asked.id,
        title=asked.title,
        axes=(axis,),
        outcome=None,
        dimensions=(own,),
        values=people,
    )
    yield _table(
        asked,
        name=f"{asked.id}: outcome",
        title=f"{asked.title}: {outcome}",
        axes=(axis,),
        outcome=outcome,
        dimensions=dimensions,
        values=values,
    )


def _of_people(table: PeopleTable, asked: Asked) -> Iterator[ToRelease]:
    """Count a table of people: each column, then each intersection, by each outcome."""
    axes = {axis.name: axis for axis in axes_of(table, asked)}
    crossed = [columns_named(words, table.columns, asked) for words in asked.intersections]
    for columns in dict.fromkeys([*((name,) for name in axes), *crossed]):
        own = tuple(axes[name] for name in columns)
        codes = [table.columns[name].codes for name in columns]
        dimensions = tuple(_dimension(axis, asked) for axis in own)
        sizes = [len(axis.groups) for axis in own]
        name = f"{asked.id}: {' × '.join(columns)}"
        title = f"{asked.title}, by {' × '.join(asked.name_of(axis.characteristic).lower() for axis in own)}"
        if not table.outcomes:
            yield _table(
                asked,
                name=name,
                title=title,
                axes=own,
                outcome=None,
                dimensions=dimensions,
                values=count_by(codes, sizes).ravel().tolist(),
            )
        for outcome, answers in table.outcomes.items():
            # Yes, no and not answered are 1, 0 and -1; here they stand in that order, from 0.
            answered = 1 - answers.codes
            groups = (outcome, OTHERS, UNKNOWN) if (answered > 1).any() else (outcome, OTHERS)
            values = count_by([*codes, answered], [*sizes, len(groups)])
            yield _table(
                asked,
                name=f"{name}, {outcome}",
                title=f"{title}: {asked.words_for(outcome)}",
                axes=own,
                outcome=outcome,
                dimensions=(*dimensions, Dimension(name=f"{asked.id}: outcome {outcome}", groups=groups)),
                values=values.ravel().tolist(),
            )


def _table(
    asked: Asked,
    *,
    name: str,
    title: str,
    axes: tuple[Axis, ...],
    outcome: str | None,
    dimensions: tuple[Dimension, ...],
    values: tuple[int, ...] | list[int],
) -> ToRelease:
    return ToRelease(
        layout=Layout(name=name, evidence=asked.id, axes=axes, outcome=outcome, dimensions=dimensions),
        raw=RawTable(
            counts=Crosstab(dimensions, tuple(values)), title=title, base=asked.people, source=asked.source
        ),
    )


def _dimension(axis: Axis, asked: Asked) -> Dimension:
    seen: dict[str, str] = {}
    for group in axis.groups:
        if (other := seen.setdefault(same_words(group), group)) != group:
            raise EiaError(
                f"{asked.title}, {axis.name}",
                f"The groups '{other}' and '{group}' differ in capital letters or spaces alone.",
                "Write them alike if they are one group; else give one of them another name.",
            )
    return Dimension(name=f"{asked.id}: {axis.name}", groups=axis.groups)


def columns_named(words: str, columns: Mapping[str, Column], asked: Asked) -> tuple[str, ...]:
    """Return the columns that an intersection such as "age × sex" names, by their names or by their characteristics.

    Raises:
        EiaError: It does not name two or three different columns.
    """
    known: dict[str, str] = {}
    for name, one in columns.items():
        for said in (name, one.characteristic, asked.name_of(one.characteristic)):
            known.setdefault(same_words(said), name)
    parts = [part for part in _BETWEEN.split(words.strip()) if part]
    found = [known.get(same_words(part)) for part in parts]
    named = tuple(dict.fromkeys(name for name in found if name is not None))
    if None in found or len(named) != len(parts) or len(parts) not in MOST_COMBINATIONS:
        raise EiaError(
            f"{asked.title}, 'intersections'",
            f"'{words}' does not name two or three different columns of the table.",
            f"Write columns with × between them. The table has: {', '.join(columns)}.",
        )
    if (made := prod(len(columns[name].groups) for name in named)) > (most := MOST_COMBINATIONS[len(named)]):
        raise EiaError(
            f"{asked.title}, 'intersections'",
            f"'{words}' makes {made} combinations of groups; of {len(named)} characteristics at most {most} can be made safe together.",
            "Look at fewer characteristics together, or put groups together with a written reason.",
        )
    return named
