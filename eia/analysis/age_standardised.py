"""A gap of shares crude and as it would be at one set of ages, side by side, from released counts by age and another characteristic.

Where counts are rounded, the intervals are over all that the rounding leaves open (see `eia.estimates.standardised_shares`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eia.analysis.asked import Asked
from eia.analysis.references import reference_in
from eia.analysis.representation import Population
from eia.analysis.shown import Shown
from eia.analysis.standard_population import Standard, standard_of
from eia.analysis.tables_to_release import OTHERS, Axis
from eia.estimates import (
    RoundedTally,
    StandardisedShares,
    sentence_of,
    standardised_shares,
)
from eia.estimates.results import Sampling

_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class AgeStandardised:
    """A group beside the named reference, as counted and at one set of ages.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: What the groups are groups of, other than ages; None if not said.
        by: What the groups are groups of, in words.
        outcome: The outcome, in words that follow a number of people.
        group: The group.
        reference: The reference that the record names.
        standard: Whose ages both are given, in words.
        residents: Where those ages come from, if they are those of the residents of the place; else None.
        gap: The shares as counted and at those ages, with their intervals; None where they cannot be told.
        says: All of it in plain sentences, or why it cannot be told.
    """

    evidence: str
    table: str
    characteristic: str | None
    by: str
    outcome: str
    group: str
    reference: str
    standard: str
    residents: Population | None
    gap: StandardisedShares | None
    says: str


def age_standardised(
    tables: Sequence[Shown], asked: Asked, *, place_code: str | None, as_of: dt.date | None
) -> tuple[AgeStandardised, ...]:
    """Compare each group with the named reference, crude and age-standardised, in each table by age and one characteristic more.

    Args:
        tables: The evidence's released tables; others are passed over.
        asked: What the record says. Without a reference that the table has, and of opt-in responses, nothing is compared.
        place_code: The place, whose residents may be the standard; None where the record names none.
        as_of: The day for which their ages known are taken; None where the record holds no date.

    Returns:
        One a group. The standard is the one that the record names; where it names none, the European one of 2013 if the table's
        ages fit its bands, else the ages of all those in the table.

    Raises:
        EiaError: No place has that code.
    """
    return tuple(
        _compared(one, asked, group, reference, standard)
        for one in tables
        if one.table.outcome is not None
        and len(one.table.axes) == _PAIR
        and asked.kind in ("complete", "sampled")
        for axis in [_other(one)]
        if axis is not None and (reference := reference_in(axis, asked.reference)) is not None
        for standard in [standard_of(one, _ages(one), asked, place_code=place_code, as_of=as_of)]
        for group in axis.answered
        if group != reference
    )


def _other(one: Shown) -> Axis | None:
    """Return what a table counts by beside age; None where it does not count by age."""
    ages = [axis for axis in one.table.axes if axis.characteristic == "age"]
    return next((axis for axis in one.table.axes if axis not in ages), None) if len(ages) == 1 else None


def _ages(one: Shown) -> Axis:
    return next(axis for axis in one.table.axes if axis.characteristic == "age")


def _compared(one: Shown, asked: Asked, group: str, reference: str, standard: Standard) -> AgeStandardised:
    ages = _ages(one)
    axis = next(axis for axis in one.table.axes if axis is not ages)
    ours, theirs = (dict(_strata(one, ages, name)) for name in (group, reference))
    gap = None
    if standard.amiss is not None:
        says = f"“{group}” beside “{reference}”, by age: cannot tell. {standard.amiss.what}"
    elif None in ours.values() or None in theirs.values() or standard.weights is None:
        says = f"“{group}” beside “{reference}”, by age: cannot tell. A count that this needs is withheld."
    else:
        known, others = _known(ours), _known(theirs)
        few = [
            name
            for name, some in ((group, known), (reference, others))
            if sum(tally.shown.total for tally in some.values()) < one.least
        ]
        kind: Sampling = "complete" if asked.kind == "complete" else "sampled"
        if few:
            says = f"“{group}” beside “{reference}”, by age: cannot tell. “{few[0]}” is too few people for percentages."
        elif gap := standardised_shares(known, others, standard.weights, standard=standard.words, kind=kind):
            says = sentence_of(gap)
        else:
            says = f"“{group}” beside “{reference}”, by age: cannot tell. At some ages one of them is nobody, or too few to name."
    return AgeStandardised(
        evidence=asked.id,
        table=one.table.name,
        characteristic=axis.characteristic,
        by=asked.name_of(axis.characteristic),
        outcome=asked.words_for(one.table.outcome or ""),
        group=group,
        reference=reference,
        standard=standard.words,
        residents=standard.residents,
        gap=gap,
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
