"""Shares of those counted beside the same groups' shares of another count that is itself shown rounded.

The other count is taken as it stands, as a population is: what chance did in it is not allowed for. What its rounding leaves open is: a
share of it lies between those at two corners (see `eia.estimates.rounded`), and a ratio's interval goes from the lower end of the first
share over the most that the second may be to the upper end over the least. Each end goes up with the first share's and down with the
second share, so that is the hull over all counts that both roundings leave open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from eia.estimates.representation import Represented
from eia.estimates.results import LEVEL, Estimate, Sampling
from eia.estimates.rounded import ROUNDED, RoundedTally, Span
from eia.estimates.rounded_representation import rounded_representation

NOBODY_THERE = "The other count has nobody of this group."
TOO_FEW_THERE = "The other count shows this group only as too few to name."


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmarked:
    """A group's share of those counted, beside its share of another count.

    Attributes:
        group: The group.
        share: Its share of those counted whose group is known, with its interval.
        there: Its share of the other count, at the counts shown; None where one is shown only as too few to name.
        there_open: The least and the greatest that this may be.
        ratio: The first over the second. No upper end where the group may be nobody there.
    """

    group: str
    share: Estimate
    there: float | None
    there_open: tuple[float, float]
    ratio: Estimate


def rounded_benchmark(
    counted: Mapping[str, Span], there: Mapping[str, Span], *, kind: Sampling, level: float = LEVEL
) -> tuple[Benchmarked, ...]:
    """Compare who is in one count with who is in another of the same groups, both as they were shown.

    Args:
        counted: Those counted by group, those whose group is not known left out.
        there: The other count, in the same way, by the same groups.
        kind: The kind of evidence of the first; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.

    Returns:
        One a group, in the order of the first.

    Raises:
        EiaError: The other count shows nobody.
        ValueError: The two have not the same groups, or the level is not above 0 and below 1.
    """
    if set(counted) != set(there):
        raise ValueError("two counts are compared by the same groups")
    shown = {group: there[group].shown for group in counted}
    found = rounded_representation(counted, shown, base="", kind=kind, level=level)
    return tuple(
        made
        for one in found.groups
        if (made := _benchmarked(one, RoundedTally(group=one.group, **_parts(there, one.group))))
    )


def _parts(there: Mapping[str, Span], group: str) -> dict[str, Span]:
    others = Span(low=0, shown=0, high=0)
    for name, span in there.items():
        if name != group:
            others += span
    return {"have": there[group], "have_not": others}


def _benchmarked(one: Represented, tally: RoundedTally) -> Benchmarked | None:
    if not isinstance(one.share, Estimate):
        return None
    least, most = tally.least, tally.most
    low = least.count / least.total if least.total else 0.0
    high = most.count / most.total if most.total else 1.0
    there = None if tally.open_share else one.population_share
    return Benchmarked(
        group=one.group,
        share=one.share,
        there=there,
        there_open=(low, high),
        ratio=_ratio(one.share, there, low, high),
    )


def _ratio(share: Estimate, there: float | None, low: float, high: float) -> Estimate:
    if there is None or not high:
        why_not = share.why_not or (NOBODY_THERE if not high else TOO_FEW_THERE)
        return replace(share, value=None, low=None, high=None, why_not=why_not)
    return replace(
        share,
        value=None if share.value is None or not there else share.value / there,
        low=None if share.low is None else share.low / high,
        high=None if share.high is None or not low else share.high / low,
        method=share.method if low == high else f"{share.method}, {ROUNDED} of the other count too",
    )
