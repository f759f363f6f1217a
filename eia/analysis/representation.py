"""Who is in a body's own counts, group by group, beside who lives in the place: like with like, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from eia.analysis.ages import ALL_AGES, OPEN, ages_of, span_of
from eia.analysis.asked import Asked
from eia.analysis.groups import count_of_group
from eia.analysis.population import in_preference
from eia.analysis.shown import Shown, added
from eia.analysis.tables_to_release import Axis
from eia.disclosure.crosstab import same_words
from eia.estimates import Representation, Span, rounded_representation, sentence_of
from eia.estimates.speaking import whole_number
from eia.evidence import NOT_ANSWERED, PublicTable, baseline, reference, tables

THE_REST = "all other groups"
"""The groups of the population that the table does not name, together."""

_OF_ADULTS = {
    "disabled": "disabled adults",
    "disabled people": "disabled adults",
    "disabled under the equality act": "disabled adults",
    "not disabled": "non-disabled adults",
    "non-disabled": "non-disabled adults",
    "non-disabled people": "non-disabled adults",
    "not disabled under the equality act": "non-disabled adults",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Population:
    """The population that those counted are beside.

    Attributes:
        place_name: The place.
        title: What to call its table.
        base: Whom it counts.
        attribution: The line that the licence asks for.
        reference_date: The day described, as YYYY-MM-DD.
        warnings: What a reader must know.
        later: Whether it came out after the day of the assessment.
    """

    place_name: str
    title: str
    base: str
    attribution: str
    reference_date: str
    warnings: tuple[str, ...]
    later: bool

    @classmethod
    def of(cls, table: PublicTable, as_of: dt.date | None) -> Self:
        """Return what is to be said of a public table on a day; None where the record holds no date."""
        return cls(
            place_name=table.place.name,
            title=table.reference.title,
            base=table.reference.base,
            attribution=table.attribution,
            reference_date=table.reference.reference_date.isoformat(),
            warnings=table.warnings,
            later=as_of is not None and table.reference.later_than(as_of),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Those counted by one characteristic, beside the population of the place.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: A characteristic's id, or a word of the body's own; None if not said.
        by: What the groups are groups of, in words.
        representation: The shares; None where the two are not compared.
        population: What they are beside; None where they are not compared.
        says: All of it in plain sentences, or why the two are not compared.
        rule: How the counts were made safe.
    """

    evidence: str
    table: str
    characteristic: str | None
    by: str
    representation: Representation | None
    population: Population | None
    says: str
    rule: str


def representation_of(
    shown_tables: Sequence[Shown], asked: Asked, *, place_code: str | None, as_of: dt.date | None
) -> tuple[Beside, ...]:
    """Compare who is in a piece of evidence with who lives in the place, one characteristic at a time.

    Args:
        shown_tables: The evidence's released tables; of those of one characteristic the first is used, others passed over.
        asked: What the record says; nothing is compared unless it asks for it.
        place_code: The place; None where the record names none.
        as_of: The day for which the population known is taken; None where the record holds no date.

    Returns:
        One a characteristic. Where the two do not count the same ages or groups, or a count is withheld, nothing is compared, and
        why is said.

    Raises:
        EiaError: No place has that code.
    """
    if not asked.with_population:
        return ()
    first: dict[str, Shown] = {}
    for one in shown_tables:
        if len(one.table.axes) == 1:
            first.setdefault(one.table.axes[0].name, one)
    return tuple(_beside(one, asked, place_code, as_of) for one in first.values())


def _beside(one: Shown, asked: Asked, place_code: str | None, as_of: dt.date | None) -> Beside:
    axis = one.table.axes[0]
    found: tuple[PublicTable, dict[str, int]] | str
    counted: dict[str, Span] = {}
    if place_code is None or as_of is None:
        found = "The record names no place, or no date, so there is no population to compare with."
    elif asked.kind is None:
        found = (
            "The record does not say whether this is a complete count, a sample, or whoever chose to answer."
        )
    else:
        found = _population(axis, asked, place_code, as_of)
        spans = {group: one.spans[place_in(one, group)] for group in axis.answered}
        counted = {group: span for group, span in spans.items() if span is not None}
        if len(counted) < len(spans) or unsaid_in(one) is None:
            found = "Cannot tell: withheld. A count that this needs is not shown."
        elif sum(span.shown for span in counted.values()) < one.least:
            found = f"Cannot tell: those whose group is known are too few for percentages (at least {one.least:,} are needed)."
    if isinstance(found, str) or asked.kind is None or as_of is None:
        return _made(one, asked, says=found if isinstance(found, str) else "")
    source, people = found
    representation = rounded_representation(
        counted,
        people,
        base=f"{asked.base or asked.coverage or asked.title}, beside {source.reference.base} of {source.place.name}",
        not_answered=unsaid_in(one) or Span(low=0, shown=0, high=0),
        kind=asked.kind,
    )
    said = [sentence_of(representation), *_overall(one, sum(people.values()), source), *_ages_not_said(asked)]
    if one.rounded:
        said.append(
            "The counts are shown rounded, and the intervals allow for that."
            if asked.kind != "opt-in"
            else "The counts are shown rounded."
        )
    return _made(
        one,
        asked,
        says=" ".join(said),
        representation=representation,
        population=Population.of(source, as_of),
    )


def _overall(one: Shown, living: int, source: PublicTable) -> Iterator[str]:
    """Say how many are counted in all, by the total that is shown, beside how many live in the place."""
    total = one.spans[place_in(one, None)]
    if total is None or not total.shown:
        return
    about = "about " if one.rounded else ""
    yield (
        f"In all {about}{whole_number(total.shown)} people are counted, beside {whole_number(living)} living in {source.place.name} whose group is "
        "published."
    )


def _made(
    one: Shown,
    asked: Asked,
    *,
    says: str,
    representation: Representation | None = None,
    population: Population | None = None,
) -> Beside:
    axis = one.table.axes[0]
    return Beside(
        evidence=asked.id,
        table=one.table.name,
        characteristic=axis.characteristic,
        by=asked.name_of(axis.characteristic),
        representation=representation,
        population=population,
        says=says,
        rule=one.rule,
    )


def unsaid_in(one: Shown) -> Span | None:
    """Return, of a table of one characteristic, how many did not say their group; None where that is withheld."""
    return added(one.spans[place_in(one, group)] for group in one.table.axes[0].unanswered)


def place_in(one: Shown, group: str | None) -> tuple[str | None, ...]:
    """Return where a table of one characteristic has everybody of a group, or of all, whatever their outcome."""
    return (group,) if one.table.outcome is None else (group, None)


def ages_counted(asked: Asked) -> tuple[int, int] | None:
    """Return whom the evidence counts by age, from its base and from who could have been counted."""
    said = {ages_of(words) for words in (asked.base, asked.coverage)} - {ALL_AGES}
    return said.pop() if len(said) == 1 else None if said else ALL_AGES


def _ages_not_said(asked: Asked) -> Iterator[str]:
    if ages_counted(asked) == ALL_AGES:
        yield "The record limits those counted to no ages, so they are beside people of all ages."


def _population(
    axis: Axis, asked: Asked, place_code: str, as_of: dt.date
) -> tuple[PublicTable, dict[str, int]] | str:
    """Return the population by the table's groups, of the same ages; or why there is none."""
    ages = ages_counted(asked)
    named = [reference(name) for name in tables()]
    sources = in_preference(
        [one for one in named if one.characteristic == axis.characteristic and one.unit == "persons"], as_of
    )
    if not sources:
        return f"No population by {asked.name_of(axis.characteristic).lower()} ships with the toolkit, so there is none to compare with."
    if ages is None:
        return (
            f"Those counted are not of all ages, and the record does not say plainly which ({asked.base or asked.coverage}): "
            "they are not compared with a population of other ages. Write their ages in the base, such as “aged 16 and over”."
        )
    why = []
    for source in sources:
        table = baseline(source.table, place_code)
        if axis.characteristic == "age" and ages_of(source.base) == ALL_AGES:
            found = _of_ages(axis, table, ages)
        elif ages_of(source.base) == ages:
            found = _of_groups(axis, table, whole=asked.whole)
        else:
            found = f"Those counted are {asked.base or asked.coverage or asked.title}, and the population's figures are of {source.base}: they are not of the same ages, so they are not compared."
        if not isinstance(found, str):
            return table, found
        why.append(found)
    return why[0]


def _of_ages(axis: Axis, table: PublicTable, ages: tuple[int, int]) -> dict[str, int] | str:
    """Count the population in the table's bands; they must fit the published ones, and fill the ages counted without a hole."""
    spans = {group: span_of(group) for group in axis.answered}
    end = ages[0]
    for span in sorted(span for span in spans.values() if span is not None):
        end = span[1] + 1 if span[0] == end and end < OPEN else -1
    if None in spans.values() or end != ages[1] + 1:
        return "The table's ages are not a division of the ages of those counted, so they are not compared with the population."
    people: dict[str, int] = {}
    for group in axis.answered:
        found = count_of_group(table, group)
        if found is None:
            return f"The band “{group}” begins or ends inside a band of the published ages, so the two are not compared."
        people[group] = found[0]
    return people


def _of_groups(axis: Axis, table: PublicTable, *, whole: bool) -> dict[str, int] | str:
    """Count the population in the table's groups; each must be found, and nobody twice.

    In a table that does not hold everybody counted, shares are among its own groups, in the population too.
    """
    if not whole and len(axis.answered) < 2:  # noqa: PLR2004 - a share is of at least two
        return "The record names one group alone, so there is no share to compare."
    adults = table.reference.table == "disability_16_and_over"
    people: dict[str, int] = {}
    counted: list[str] = []
    for group in axis.answered:
        words = _OF_ADULTS.get(same_words(group), group) if adults else group
        found = count_of_group(table, words)
        if found is None:
            return f"The population's table has no group “{group}”, so the two are not compared."
        people[group] = found[0]
        counted += found[1].split("; ")
    if len(set(counted)) < len(counted):
        return "Two of the table's groups are one and the same, or one holds the other, in the population's table, so the two are not compared."
    rest = _rest(table, counted) if whole else 0
    return {**people, THE_REST: rest} if rest else people


def _rest(table: PublicTable, counted: Sequence[str]) -> int:
    """Count the population in no group of the table; those who did not answer are in none there either."""
    groups: Mapping[str, int] = dict(zip(table.groups, table.counts, strict=True))
    return sum(
        count
        for group, count in groups.items()
        if group not in counted and same_words(group) != same_words(NOT_ANSWERED)
    )
