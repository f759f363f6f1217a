"""A gap within strata and taken together, by counts as they were shown: which way each lies, whatever the rounding leaves open.

Say that in a stratum of n people the group has a with the outcome and b without, the reference c and d. Mantel and Haenszel's odds
ratio is the sum of a·d/n over the sum of b·c/n. With a the first goes up (its slope is d(n-a)/n², not below 0) and the second down
(-bc/n²); so it is with d, and with b and c the other way round. The ratio therefore goes up with each a and d and down with each b and
c, and its least and its greatest over all counts left open stand at two corners, as those of the odds ratio taken together do: n = 1.
These are what rounding leaves open, not intervals of chance; no hull of Robins, Breslow and Greenland's interval is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from eia.estimates.results import Sampling, Tally
from eia.estimates.rounded import RoundedTally
from eia.estimates.standardisation import CHANGED
from eia.estimates.strata import Stratified, Within, stratified

NO_CHANCE = "The counts are rounded, so no interval of chance is given."


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundedWithin:
    """A group and its reference within one stratum, as shown.

    Attributes:
        stratum: The stratum's name.
        group: The group.
        reference: The reference.
    """

    stratum: str
    group: RoundedTally
    reference: RoundedTally


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOpen:
    """What rounding leaves open of an odds ratio.

    Attributes:
        low: The least.
        high: The greatest; None where it has no end.
    """

    low: float
    high: float | None

    @property
    def way(self) -> int:
        """Which way it lies of 1: 1 above, -1 below, 0 where rounding leaves that open or it is 1."""
        return 1 if self.low > 1 else -1 if self.high is not None and self.high < 1 else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundedStratified:
    """A gap of shown counts taken together and within strata.

    Attributes:
        shown: At the counts shown; with an interval of chance only where nothing was rounded.
        pooled: What rounding leaves open of the odds ratio taken together; None where even the least has no end.
        within: The same of Mantel and Haenszel's within the strata.
        turns_round: Whether the two lie on opposite sides of 1 by more than a factor of `CHANGED`; None where rounding leaves that
            open, or one of them cannot be told.
        exact: Whether nothing was rounded.
    """

    shown: Stratified
    pooled: LeftOpen | None
    within: LeftOpen | None
    turns_round: bool | None
    exact: bool


def rounded_stratified(
    strata: Sequence[RoundedWithin],
    *,
    together: tuple[RoundedTally, RoundedTally],
    kind: Sampling,
) -> RoundedStratified:
    """Compare a group with a reference within strata and taken together, by counts as they were shown.

    Args:
        strata: One a stratum, all of one group and one reference.
        together: The group and the reference over all strata: what a total that was shown may be is narrower than a sum.
        kind: The kind of evidence; opt-in responses are not taken.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: There are no strata, one stands there twice, or they are not of one pair of groups.
    """
    found = stratified(
        [Within(stratum=one.stratum, group=one.group.shown, reference=one.reference.shown) for one in strata],
        kind=kind,
    )
    exact = all(one.exact for each in strata for one in (each.group, each.reference))
    if not exact:
        bare = replace(found.within, low=None, high=None, why_not=found.within.why_not or NO_CHANCE)
        found = replace(found, within=bare, unalike=None)
    whole = RoundedWithin(stratum="", group=together[0], reference=together[1])
    pooled, within = _left_open([whole]), _left_open(strata)
    if found.within.value is None or found.pooled is None:
        turns_round = None
    else:
        turns_round = found.turns_round if exact else _turns_round(pooled, within)
    return RoundedStratified(shown=found, pooled=pooled, within=within, turns_round=turns_round, exact=exact)


def lies(one: RoundedWithin) -> int:
    """Say which way the group's share lies of the reference's in a stratum: 1 above, -1 below, 0 the same or left open."""
    if _apart(one.group.least, one.reference.most) > 0:
        return 1
    return -1 if _apart(one.group.most, one.reference.least) < 0 else 0


def _apart(ours: Tally, theirs: Tally) -> int:
    return ours.count * theirs.total - theirs.count * ours.total


def _left_open(strata: Iterable[RoundedWithin]) -> LeftOpen | None:
    """Return what rounding leaves open of the odds ratio common to strata; None where even the least has no end."""
    some = tuple(strata)
    low = _odds((one.group.least, one.reference.most) for one in some)
    high = _odds((one.group.most, one.reference.least) for one in some)
    return None if low is None else LeftOpen(low=low, high=high)


def _odds(tables: Iterable[tuple[Tally, Tally]]) -> float | None:
    """Return Mantel and Haenszel's odds ratio; None where it has no end."""
    up = down = 0.0
    for ours, theirs in tables:
        if n := ours.total + theirs.total:
            up += ours.count * (theirs.total - theirs.count) / n
            down += (ours.total - ours.count) * theirs.count / n
    return up / down if down else None


def _turns_round(pooled: LeftOpen | None, within: LeftOpen | None) -> bool | None:
    if pooled is None or within is None or not pooled.way * within.way:
        return None
    if pooled.way == within.way:
        return False
    above, below = (pooled, within) if pooled.way > 0 else (within, pooled)
    # Opposite ways: the nearest that the two may be. That rounding leaves them nearer than the factor is no answer either way.
    return True if below.high is not None and above.low > CHANGED * below.high else None
