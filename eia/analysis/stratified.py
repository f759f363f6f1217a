"""A group beside the named reference within the groups of another characteristic, and taken together: does the gap turn round?

From released tables of two characteristics. The admissions at Berkeley in 1973 are the well-known case (Bickel PJ, Hammel EA, O'Connell
JW, 1975, Science 187: 398-404): of women a smaller share was admitted than of men, and in most departments not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eia.analysis.asked import Asked
from eia.analysis.references import reference_in
from eia.analysis.shown import Shown, added, left, narrower
from eia.analysis.tables_to_release import OTHERS, Axis
from eia.analysis.tallies import too_few
from eia.estimates import (
    RoundedStratified,
    RoundedTally,
    RoundedWithin,
    Span,
    lies,
    rounded_gap,
    rounded_stratified,
    sentence_of,
)
from eia.estimates.results import Sampling
from eia.estimates.rounded_strata import LeftOpen
from eia.estimates.speaking import bare_times, per_cent, times

TOGETHER = "All together"
_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class InStratum:
    """The shares of a group and of the reference in one group of the other characteristic, in words.

    Attributes:
        stratum: The group of the other characteristic, or `TOGETHER`.
        group: The group's share, such as "about 63%"; or why there is none.
        reference: The reference's.
    """

    stratum: str
    group: str
    reference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StratifiedComparison:
    """A group beside the named reference, taken together and within the groups of another characteristic.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: What the two are groups of; None if not said.
        by: The same in words.
        strata_by: What they are compared within, in words.
        outcome: The outcome, in words that follow a number of people.
        group: The group.
        reference: The reference that the record names.
        strata: The shares, by stratum, and all together at the end; empty where a count is withheld.
        found: The comparison; None where it cannot be told.
        reversed: Whether the gap taken together lies the other way than within the strata, whatever the rounding; None where
            rounding leaves that open, or it cannot be told.
        beyond_chance: Whether the gap taken together is: its interval, over all that rounding leaves open, leaves no gap out.
        says: All of it in plain sentences, or why it cannot be told.
        in_brief: Where the gap turns round, that alone; else nothing.
        rule: How the counts were made safe.
    """

    evidence: str
    table: str
    characteristic: str | None
    by: str
    strata_by: str
    outcome: str
    group: str
    reference: str
    strata: tuple[InStratum, ...]
    found: RoundedStratified | None
    reversed: bool | None
    beyond_chance: bool
    says: str
    in_brief: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """The two as they are released: within each stratum and together; None where a count is withheld."""

    strata: tuple[RoundedWithin, ...] | None
    ours: RoundedTally | None
    theirs: RoundedTally | None


def stratified_of(tables: Sequence[Shown], asked: Asked) -> tuple[StratifiedComparison, ...]:
    """Compare each group with the named reference within the groups of the other characteristic, in each table of two.

    Args:
        tables: The evidence's released tables; those of no outcome, or not of two characteristics, are passed over.
        asked: What the record says. Without a reference that the table has, and of opt-in responses, nothing is compared.

    Returns:
        One a group. Those who did not say their group of either characteristic are in no stratum.
    """
    if asked.kind is None or asked.kind == "opt-in":
        return ()
    return tuple(
        _compared(one, asked, asked.kind, axis, group)
        for one in tables
        if one.table.outcome is not None and len(one.table.axes) == _PAIR
        for axis in [next((own for own in one.table.axes if reference_in(own, asked.reference)), None)]
        if axis is not None
        for group in axis.answered
        if group != reference_in(axis, asked.reference)
    )


def _compared(one: Shown, asked: Asked, kind: Sampling, axis: Axis, group: str) -> StratifiedComparison:
    reference = reference_in(axis, asked.reference) or ""
    [strata_axis] = [own for own in one.table.axes if own is not axis]
    by, strata_by = (asked.name_of(own.characteristic).lower() for own in (axis, strata_axis))
    outcome = asked.words_for(one.table.outcome or "")
    pair = _pair(one, axis, strata_axis, (group, reference))
    strata: tuple[InStratum, ...] = ()
    found = None
    beyond_chance = False
    why = ""
    if pair.strata is None or pair.ours is None or pair.theirs is None:
        why = "A count that this needs is withheld."
    else:
        whole = RoundedWithin(stratum=TOGETHER, group=pair.ours, reference=pair.theirs)
        strata = tuple(_in_stratum(one, each) for each in (*pair.strata, whole))
        few = [tally.group for tally in (pair.ours, pair.theirs) if too_few(tally, one)]
        few = few or _few_compared(one, pair.strata)
        if few:
            why = f"“{few[0]}” is too few people for percentages, among those who can be compared."
        else:
            found = rounded_stratified(pair.strata, together=(pair.ours, pair.theirs), kind=kind)
            apart = rounded_gap(
                pair.ours, pair.theirs, kind=kind, outcome=outcome, bears="burden"
            ).gap.difference  # the difference is the same whichever it bears
            beyond_chance = apart.excludes(0)
    told = found is not None and found.shown.times is not None and found.shown.pooled_times is not None
    if found is not None and not told:
        why = "In no group of the other characteristic do both hold people, some of whom have the outcome and some not."
    turned = found.turns_round if found is not None else None
    return StratifiedComparison(
        evidence=asked.id,
        table=one.table.name,
        characteristic=axis.characteristic,
        by=by,
        strata_by=strata_by,
        outcome=outcome,
        group=group,
        reference=reference,
        strata=strata,
        found=found if told else None,
        reversed=turned,
        beyond_chance=beyond_chance,
        says=_says(found, strata_by)
        if found is not None and told
        else f"“{group}” beside “{reference}”, within groups by {strata_by}: cannot tell. {why}",
        in_brief=_in_brief(one, found, pair.strata or (), outcome, strata_by)
        if found is not None and turned
        else "",
        rule=one.rule,
    )


def _pair(one: Shown, axis: Axis, strata_axis: Axis, names: tuple[str, str]) -> _Pair:
    within = []
    for stratum in strata_axis.answered:
        ours, theirs = (_tally(one, axis, name, stratum) for name in names)
        if ours is None or theirs is None:
            return _Pair(strata=None, ours=None, theirs=None)
        within.append(RoundedWithin(stratum=stratum, group=ours, reference=theirs))
    ours, theirs = (_together(one, axis, strata_axis, name) for name in names)
    return _Pair(strata=tuple(within), ours=ours, theirs=theirs)


def _span(one: Shown, axis: Axis, name: str, stratum: str | None, outcome: str) -> Span | None:
    return one.spans[(*(name if own is axis else stratum for own in one.table.axes), outcome)]


def _tally(one: Shown, axis: Axis, name: str, stratum: str) -> RoundedTally | None:
    have, have_not = (
        _span(one, axis, name, stratum, outcome) for outcome in (one.table.outcome or "", OTHERS)
    )
    return (
        None if have is None or have_not is None else RoundedTally(group=name, have=have, have_not=have_not)
    )


def _together(one: Shown, axis: Axis, strata_axis: Axis, name: str) -> RoundedTally | None:
    """Return a group over all strata: their sum, or what those in none leave of the group's total, whichever leaves less open."""
    both = []
    for outcome in (one.table.outcome or "", OTHERS):
        summed = added(_span(one, axis, name, stratum, outcome) for stratum in strata_axis.answered)
        rest = left(
            _span(one, axis, name, None, outcome),
            *(_span(one, axis, name, stratum, outcome) for stratum in strata_axis.unanswered),
        )
        both.append(narrower(summed, rest))
    have, have_not = both
    return (
        None if have is None or have_not is None else RoundedTally(group=name, have=have, have_not=have_not)
    )


def _few_compared(one: Shown, strata: Sequence[RoundedWithin]) -> list[str]:
    """Return which of the two is too few people for a percentage in the strata that hold both, taken together."""
    both = [each for each in strata if each.group.shown.total and each.reference.shown.total]
    return [
        tallies[0].group
        for tallies in ([each.group for each in both], [each.reference for each in both])
        if tallies and sum(tally.shown.total for tally in tallies) < one.least
    ]


def _in_stratum(one: Shown, each: RoundedWithin) -> InStratum:
    return InStratum(
        stratum=each.stratum, group=_share(one, each.group), reference=_share(one, each.reference)
    )


def _share(one: Shown, tally: RoundedTally) -> str:
    if too_few(tally, one):
        return "too few people"
    if tally.open_share is not None:
        return "too few to name"
    return f"{'about ' if one.rounded else ''}{per_cent(tally.shown.count / tally.shown.total)}"


def _says(found: RoundedStratified, strata_by: str) -> str:
    shown = found.shown
    if found.exact:
        return f"Within groups by {strata_by}, which are the strata here: {sentence_of(shown)}"
    parts = [
        (
            f"All taken together, the share of “{shown.group}” is about {times(shown.pooled_times or 0)} that of “{shown.reference}”; "
            f"within the {shown.used} of {shown.strata} groups by {strata_by} that can be compared it is about {times(shown.times or 0)} "
            f"(Mantel and Haenszel’s). What the rounding leaves open of the odds ratio is {_open(found.pooled)} taken together and "
            f"{_open(found.within)} within those groups."
        )
    ]
    if found.turns_round:
        parts.append(
            "Whatever the rounding, taken together the gap lies one way and within those groups the other: show both, and ask why "
            f"the two are in different groups by {strata_by}."
        )
    elif found.turns_round is None:
        parts.append(
            "Whether the gap lies the same way within them as taken together, the rounding of the counts leaves open."
        )
    else:
        parts.append("The gap lies the same way within them as taken together.")
    parts.append("What chance may do comes on top of that, and no interval is given for it.")
    return " ".join(parts)


def _open(found: LeftOpen | None) -> str:
    if found is None:
        return "without an end"
    if found.high is None:
        return f"at least {times(found.low)}"
    return f"{bare_times(found.low)} to {times(found.high)}"


def _in_brief(
    one: Shown, found: RoundedStratified, strata: Sequence[RoundedWithin], outcome: str, strata_by: str
) -> str:
    """Say that a gap turns round, and in how many strata of which shares may be shown it is not as it is taken together."""
    way = found.pooled.way if found.pooled is not None else 0
    size = "smaller" if way < 0 else "larger"
    seen = [
        each
        for each in strata
        if not any(too_few(tally, one) or tally.open_share for tally in (each.group, each.reference))
    ]
    # A stratum whose way rounding leaves open is not counted as one where the gap is gone, unless it is shown as it stands.
    other = sum(lies(each) == -way or (_exact(each) and not lies(each)) for each in seen)
    many = f"each of the {other}" if other == len(seen) else f"{other} of the {len(seen)}"
    where = (
        f"within {many} groups by {strata_by} of which shares are shown it is not"
        if 2 * other > len(seen)
        else f"within groups by {strata_by}, all weighed together, it is not"
    )
    return (
        f"Put together, a {size} share of “{found.shown.group}” than of “{found.shown.reference}” {outcome}; {where}. "
        "Neither figure should be shown without the other."
    )


def _exact(each: RoundedWithin) -> bool:
    return each.group.exact and each.reference.exact
