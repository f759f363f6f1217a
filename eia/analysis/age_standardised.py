"""A gap of shares crude and as it would be at one set of ages, side by side, from released counts by age and another characteristic.

Where counts are rounded there is no interval of chance here, only what rounding leaves open: each share of each age goes up with
those who have the outcome and down with those who have not, and a standardised share is a weighted mean of them, so the least and the
greatest ratio stand where all of the one group's are least and all of the other's greatest, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eia.analysis.ages import OPEN, span_of
from eia.analysis.asked import Asked
from eia.analysis.references import reference_in
from eia.analysis.shown import Shown, added
from eia.analysis.tables_to_release import OTHERS, Axis
from eia.estimates import (
    RoundedTally,
    StandardisedGap,
    Stratum,
    compare_standardised,
    european_standard_population,
    sentence_of,
)
from eia.estimates.results import Sampling
from eia.estimates.speaking import bare_times, times
from eia.estimates.standardisation import CHANGED

EUROPEAN = "the European Standard Population of 2013"
OF_THE_TABLE = "all those in the table"
_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """A ratio of two shares at the counts shown, and what rounding leaves open.

    Attributes:
        value: At the counts shown.
        low: The least that is left open.
        high: The greatest; None where it has no end.
    """

    value: float
    low: float
    high: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AgeStandardised:
    """A group beside the named reference, as counted and at one set of ages.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: What the groups are groups of, other than ages; None if not said.
        outcome: The outcome.
        group: The group.
        reference: The reference that the record names.
        standard: Whose ages both are given, in words.
        crude: The ratio as counted; None where it cannot be told.
        standardised: The ratio at those ages; None where it cannot be told.
        gap: Both with an interval of chance, where no count was rounded; else None.
        turns_round: Whether the two lie on opposite sides of 1, whatever the rounding.
        says: All of it in plain sentences, or why it cannot be told.
    """

    evidence: str
    table: str
    characteristic: str | None
    outcome: str
    group: str
    reference: str
    standard: str
    crude: Ratio | None
    standardised: Ratio | None
    gap: StandardisedGap | None
    turns_round: bool
    says: str


def age_standardised(tables: Sequence[Shown], asked: Asked) -> tuple[AgeStandardised, ...]:
    """Compare each group with the named reference, crude and age-standardised, in each table by age and one characteristic more.

    Args:
        tables: The evidence's released tables; others are passed over.
        asked: What the record says. Without a reference that the table has, and of opt-in responses, nothing is compared.

    Returns:
        One a group. The standard is the European one of 2013 where the table's ages fit its bands, else the ages of all those
        in the table.
    """
    return tuple(
        _compared(one, asked, group, reference)
        for one in tables
        if one.table.outcome is not None
        and len(one.table.axes) == _PAIR
        and asked.kind in ("complete", "sampled")
        for axis in [_other(one)]
        if axis is not None and (reference := reference_in(axis, asked.reference)) is not None
        for group in axis.answered
        if group != reference
    )


def _other(one: Shown) -> Axis | None:
    """Return what a table counts by beside age; None where it does not count by age."""
    ages = [axis for axis in one.table.axes if axis.characteristic == "age"]
    return next((axis for axis in one.table.axes if axis not in ages), None) if len(ages) == 1 else None


def _compared(one: Shown, asked: Asked, group: str, reference: str) -> AgeStandardised:
    [ages] = [axis for axis in one.table.axes if axis.characteristic == "age"]
    axis = next(axis for axis in one.table.axes if axis is not ages)
    ours, theirs = (dict(_strata(one, ages, name)) for name in (group, reference))
    european = _european(ages.answered)
    standard = european or _of_all(one, ages)
    words = EUROPEAN if european else OF_THE_TABLE
    crude = at_ages = None
    gap = None
    turns_round = False
    if None in ours.values() or None in theirs.values() or standard is None:
        says = f"“{group}” beside “{reference}”, by age: cannot tell. A count that this needs is withheld."
    else:
        known, others = _known(ours), _known(theirs)
        crude = _ratio(_whole(known), _whole(others), {"": 1.0})
        at_ages = _ratio(known, others, standard)
        few = [
            name
            for name, some in ((group, known), (reference, others))
            if sum(tally.shown.total for tally in some.values()) < one.least
        ]
        if few:
            crude = at_ages = None
            says = f"“{group}” beside “{reference}”, by age: cannot tell. “{few[0]}” is too few people for percentages."
        elif crude is None or at_ages is None:
            says = f"“{group}” beside “{reference}”, by age: cannot tell. At some ages one of them is nobody, or too few to name, or too few of the reference have the outcome."
        elif all(tally.exact for some in (known, others) for tally in some.values()):
            gap = _exact(known, others, standard, asked, words)
            turns_round = gap.turns_round
            says = sentence_of(gap)
        else:
            turns_round = _turns_round(crude, at_ages)
            says = _says(group, reference, crude, at_ages, words, turns_round=turns_round)
    return AgeStandardised(
        evidence=asked.id,
        table=one.table.name,
        characteristic=axis.characteristic,
        outcome=asked.words_for(one.table.outcome or ""),
        group=group,
        reference=reference,
        standard=words,
        crude=crude,
        standardised=at_ages,
        gap=gap,
        turns_round=turns_round,
        says=says,
    )


def _strata(one: Shown, ages: Axis, group: str) -> Iterator[tuple[str, RoundedTally | None]]:
    """Yield, for each age, how many of a group have the outcome and how many have not; None where one is withheld."""
    for age in ages.answered:
        at = tuple(age if own is ages else group for own in one.table.axes)
        have, have_not = one.spans[*at, one.table.outcome], one.spans[*at, OTHERS]
        yield (
            age,
            None
            if have is None or have_not is None
            else RoundedTally(group=group, have=have, have_not=have_not),
        )


def _known(strata: Mapping[str, RoundedTally | None]) -> dict[str, RoundedTally]:
    return {age: tally for age, tally in strata.items() if tally is not None}


def _whole(strata: Mapping[str, RoundedTally]) -> dict[str, RoundedTally]:
    """Add the ages up; the sum of what each may be holds what the whole may be."""
    have, have_not = (
        added(one.have for one in strata.values()),
        added(one.have_not for one in strata.values()),
    )
    group = next(iter(strata.values())).group
    return {"": RoundedTally(group=group, have=have, have_not=have_not)} if have and have_not else {}


def _european(ages: Sequence[str]) -> dict[str, float] | None:
    """Return the European standard population in a table's bands; None where they do not fit."""
    found = {}
    for age in ages:
        span = span_of(age)
        if span is None:
            return None
        bands = [
            (first, OPEN if last is None else last, people)
            for first, last, people in european_standard_population()
            if span[0] <= first and (OPEN if last is None else last) <= span[1]
        ]
        if not bands or bands[0][0] != span[0] or bands[-1][1] != span[1]:
            return None
        found[age] = float(sum(people for _, _, people in bands))
    return found


def _of_all(one: Shown, ages: Axis) -> dict[str, float] | None:
    """Return how many of each age are in the table, by the counts shown; None where one is withheld."""
    found = {}
    for age in ages.answered:
        place = tuple(age if own is ages else None for own in one.table.axes)
        span = one.spans[*place, None]
        if span is None:
            return None
        found[age] = float(span.shown)
    return found if sum(found.values()) else None


def _ratio(
    ours: Mapping[str, RoundedTally], theirs: Mapping[str, RoundedTally], standard: Mapping[str, float]
) -> Ratio | None:
    """Return the ratio of two standardised shares; None where an age that counts has nobody, or the reference's share is 0."""
    if any(not tally.shown.total for some in (ours, theirs) for age, tally in some.items() if standard[age]):
        return None

    def mean(some: Mapping[str, RoundedTally], which: str) -> float:
        tallies = {age: getattr(tally, which) for age, tally in some.items() if standard[age]}
        return sum(
            standard[age] * (tally.count / tally.total if tally.total else float(which == "most"))
            for age, tally in tallies.items()
        )

    below, at_least = mean(theirs, "shown"), mean(theirs, "least")
    if not below:
        return None
    return Ratio(
        value=mean(ours, "shown") / below,
        low=mean(ours, "least") / mean(theirs, "most"),
        high=mean(ours, "most") / at_least if at_least else None,
    )


def _exact(
    ours: Mapping[str, RoundedTally],
    theirs: Mapping[str, RoundedTally],
    standard: Mapping[str, float],
    asked: Asked,
    words: str,
) -> StandardisedGap:
    group, reference = (next(iter(some.values())).group for some in (ours, theirs))

    def strata(some: Mapping[str, RoundedTally]) -> list[Stratum]:
        return [
            Stratum(name=age, events=tally.shown.count, people=tally.shown.total, standard=standard[age])
            for age, tally in some.items()
        ]

    kind: Sampling = "complete" if asked.kind == "complete" else "sampled"
    return compare_standardised(group, strata(ours), reference, strata(theirs), standard=words, kind=kind)


def _turns_round(crude: Ratio, at_ages: Ratio) -> bool:
    return (crude.low > 1 and at_ages.high is not None and at_ages.high < 1) or (
        at_ages.low > 1 and crude.high is not None and crude.high < 1
    )


def _says(
    group: str, reference: str, crude: Ratio, at_ages: Ratio, standard: str, *, turns_round: bool
) -> str:
    parts = [
        (
            f"As counted, the share of “{group}” is {times(crude.value)} that of “{reference}” ({_open(crude)}); with the ages of "
            f"{standard} it is {times(at_ages.value)} ({_open(at_ages)}). In brackets is what the rounding of the counts leaves open; "
            "what chance may do comes on top of that, and no interval is given for it."
        )
    ]
    if turns_round:
        parts.append(
            "The gap turns round once ages are taken into account: the figure as counted misleads alone."
        )
    elif (
        at_ages.low > CHANGED * (crude.high or float("inf"))
        or (at_ages.high or float("inf")) * CHANGED < crude.low
    ):
        parts.append("Part of what the figure as counted shows, or hides, is a difference of ages.")
    return " ".join(parts)


def _open(ratio: Ratio) -> str:
    if ratio.high is None:
        return f"at least {times(ratio.low)}"
    return f"{bare_times(ratio.low)} to {times(ratio.high)}"
