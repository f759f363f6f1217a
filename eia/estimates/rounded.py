"""Shares and gaps of counts that were rounded before anyone saw them: intervals over all that the rounding leaves open.

A shown count stands for a span of counts: 40 in multiples of 10, up or down, for 31 to 49. What can be estimated from shown
counts is therefore a hull: from the least that the interval could start at to the most that it could end at. It is wider
than the interval of the true counts, and always holds it.

The hull is found at two corners. Say that the group has a people with the outcome and b without, the reference c and d.
Each end of each interval here goes up with a and d and down with b and c, so that its least and its greatest stand where a
and d are least and b and c greatest, and the other way round:

- Wilson's interval of a/(a+b) is those shares s that the score test does not reject. Its statistic, (a - (a+b)s) divided by
  the square root of (a+b)s(1-s), goes up with a and down with b at every s, so both ends go up with a and down with b.
- Newcombe's lower end is p - q - sqrt((p-l)² + (v-q)²), with p and q the two shares, l the lower end of the first's interval
  and v the upper of the second's. Where p and l both go up so does all of it: since sqrt(...) is at least p - l, its slope is
  at least the smaller of those of p and l, which is not below 0. The same holds of q and v going up, which take it down, and
  of the upper end with the ends exchanged.
- Pearson's statistic of no gap, (a+b+c+d)(ad-bc)² / ((a+b)(c+d)(a+c)(b+d)), goes up with a where ad > bc: the slope of its
  logarithm there is 1/(a+b+c+d) + 2d/(ad-bc) - 1/(a+b) - 1/(a+c), and 2d/(ad-bc) is at least 2/a. So it does with d, and goes
  down with b and c; where ad < bc, the other way round.
- Koopman's interval is those ratios that the like statistic does not reject. That its ends go the same way is not proved here:
  a test counts it out over every small table, and others draw larger ones.

In a table rounded so that it adds up, those two corners are true to the totals shown beside them: a total shown as the sum of two
shown counts stands for every sum of one taken up and the other down by as much. Where another sum rules a corner out, the hull is
wider than it need be, never narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eia.estimates.exact import EXPECTED_AT_LEAST, score_p
from eia.estimates.gaps import Gap, gap
from eia.estimates.planning import NO_SLACK, Slack
from eia.estimates.results import LEVEL, Bears, Estimate, Sampling, Tally
from eia.estimates.verdicts import NO_TEST, Answer, Bands, Verdict, verdicts

ROUNDED = "over all counts that the rounding leaves open"
NOBODY_LEFT = "The counts are rounded so that a group may be nobody at all."
TOO_FEW_SHOWN = "The counts are shown only as too few to name, so there is nothing to compare."
ROUNDING_IN_THE_WAY = (
    "The counts shown as they stand would tell, but they are rounded, and for some of the counts that they may stand for "
    "the answer is another."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """What a shown count may stand for.

    Attributes:
        low: The least.
        shown: The number shown; 0 where it reads "fewer than".
        high: The greatest.

    Raises:
        ValueError: They are not whole numbers from 0 in this order.
    """

    low: int
    shown: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.shown <= self.high:
            raise ValueError("a shown count lies within what it may stand for, which is not below 0")

    @property
    def exact(self) -> bool:
        """Whether it stands for itself alone."""
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(low=self.low + other.low, shown=self.shown + other.shown, high=self.high + other.high)


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundedTally:
    """How many people of a group have an outcome and how many have not, as shown.

    Attributes:
        group: The group's name.
        have: How many have the outcome.
        have_not: How many have not.
    """

    group: str
    have: Span
    have_not: Span

    @property
    def exact(self) -> bool:
        """Whether both counts stand for themselves alone."""
        return self.have.exact and self.have_not.exact

    @property
    def open_share(self) -> tuple[float, float] | None:
        """The least and the greatest share left open, where a count is shown only as "fewer than"; else None."""
        if not any(one.shown == 0 and not one.exact for one in (self.have, self.have_not)):
            return None
        least, most = self.least, self.most
        return (
            least.count / least.total if least.total else 0.0,
            most.count / most.total if most.total else 1.0,
        )

    @property
    def shown(self) -> Tally:
        """The counts as shown."""
        return self._tally(self.have.shown, self.have_not.shown)

    @property
    def most(self) -> Tally:
        """The counts of the greatest share that is left open."""
        return self._tally(self.have.high, self.have_not.low)

    @property
    def least(self) -> Tally:
        """The counts of the least share that is left open."""
        return self._tally(self.have.low, self.have_not.high)

    def _tally(self, have: int, have_not: int) -> Tally:
        return Tally(group=self.group, count=have, total=have + have_not)


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundedGap:
    """A gap of shown counts.

    Attributes:
        gap: The gap at the counts shown, its intervals hulls and its p the worst over what the rounding leaves open.
        shown: The gap if the counts shown were the true ones.
        nearest: The gap where it is smallest, of those left open; None where it may be either way round, or is not told.
        exact: Whether nothing was rounded, so that all three are one.
        slack: By how much rounding may have moved the counts.
    """

    gap: Gap
    shown: Gap = field(repr=False)
    nearest: Gap | None = field(repr=False)
    exact: bool
    slack: Slack = NO_SLACK


def rounded_gap(
    tally: RoundedTally,
    reference: RoundedTally,
    *,
    kind: Sampling,
    outcome: str,
    bears: Bears,
    level: float = LEVEL,
) -> RoundedGap:
    """Compare a group's share with a reference's, by counts as they were shown. Arguments and errors as `eia.estimates.gap`.

    Returns:
        The gap. Where any count it rests on was rounded, an interval is the hull over what the rounding leaves open, and p
        the greatest; p is 1 where the gap may lie either way, or where fewer than `EXPECTED_AT_LEAST` people may be expected
        in a cell, since the exact test that would then be due has no worst corner to look at.
    """

    def at(one: Tally, other: Tally) -> Gap:
        return gap(one, other, kind=kind, outcome=outcome, bears=bears, level=level)

    shown = at(tally.shown, reference.shown)
    if tally.exact and reference.exact:
        return RoundedGap(gap=shown, shown=shown, nearest=shown, exact=True)
    lowest, highest = at(tally.least, reference.most), at(tally.most, reference.least)
    p, nearest = _worst(lowest, highest, tally, reference)
    left_open = (tally.open_share, reference.open_share)
    ours, theirs = (one is None for one in left_open)
    both = ours and theirs
    wide = replace(
        shown,
        share=hull(shown.share, lowest.share, highest.share, has_value=ours),
        reference_share=hull(
            shown.reference_share, highest.reference_share, lowest.reference_share, has_value=theirs
        ),
        ratio=_hull_of_ratios(shown.ratio, lowest.ratio, highest.ratio, has_value=both),
        difference=hull(shown.difference, lowest.difference, highest.difference, has_value=both),
        open_shares=left_open,
        p=p,
        test=f"{shown.test}, at its worst {ROUNDED}" if nearest else NO_TEST,
    )
    return RoundedGap(gap=wide, shown=shown, nearest=nearest, exact=False, slack=_slack(tally, reference))


def rounded_verdicts(family: Sequence[RoundedGap], *, bands: Bands, untold: int = 0) -> tuple[Verdict, ...]:
    """Return what each gap shows: different or similar only if it is so of all that the rounding leaves open.

    A gap is called different only where it would be, with the same correction for many comparisons, by the true counts: each p
    here is at least the true one, and correcting keeps that order.

    Args:
        family: Every comparison that was made.
        bands: What counts as similar.
        untold: How many more comparisons cannot be made, because a count is withheld; they are counted as showing nothing.
    """
    wide = verdicts([one.gap for one in family], bands=bands, untold=untold)
    if all(one.exact for one in family):
        return wide
    slacks = [one.slack for one in family]
    plain = verdicts([one.shown for one in family], bands=bands, untold=untold, slacks=slacks)
    return tuple(_verdict(*three) for three in zip(family, wide, plain, strict=True))


def _verdict(one: RoundedGap, wide: Verdict, plain: Verdict) -> Verdict:
    """Return the verdict of a gap, and whether rounding or the number of people stands in the way of one."""
    answer = wide.answer
    if answer is Answer.DIFFERENT and (one.nearest is None or wide.bands.hold(one.nearest)):
        answer = Answer.CANNOT_TELL
    if answer is not Answer.CANNOT_TELL or one.exact:
        return wide
    if plain.answer is Answer.CANNOT_TELL:
        # Why is read from the intervals that are printed, the wide ones; unless they alone would tell.
        because = wide.because if wide.answer is Answer.CANNOT_TELL else plain.because
        return replace(wide, answer=answer, because=because, more=plain.more)
    return replace(wide, answer=answer, because=ROUNDING_IN_THE_WAY, more=None, rounding_in_the_way=True)


def _slack(tally: RoundedTally, reference: RoundedTally) -> Slack:
    have, have_not, others, others_not = tally.have, tally.have_not, reference.have, reference.have_not
    return Slack(
        down=(
            have.shown - have.low,
            have_not.shown - have_not.low,
            others.shown - others.low,
            others_not.shown - others_not.low,
        ),
        up=(
            have.high - have.shown,
            have_not.high - have_not.shown,
            others.high - others.shown,
            others_not.high - others_not.shown,
        ),
    )


def _worst(
    lowest: Gap, highest: Gap, tally: RoundedTally, reference: RoundedTally
) -> tuple[float | None, Gap | None]:
    """Return the greatest p that is left open, and the gap where it is smallest; 1 and None where it may be either way."""
    if not _enough_expected(tally, reference):
        return 1.0, None
    low, high = lowest.difference.value, highest.difference.value
    for nearest, one_way in ((lowest, low is not None and low > 0), (highest, high is not None and high < 0)):
        if one_way:
            first, second = nearest.tallies
            return score_p(first.count, first.total, second.count, second.total), nearest
    return 1.0, None


def _enough_expected(tally: RoundedTally, reference: RoundedTally) -> bool:
    """Say whether as many people as the score test needs are expected in each cell, whatever the rounding leaves open."""
    rows = [one.have.low + one.have_not.low for one in (tally, reference)]
    have = tally.have + reference.have
    have_not = tally.have_not + reference.have_not
    return min(rows) * min(have.low, have_not.low) >= EXPECTED_AT_LEAST * (have.high + have_not.high)


def hull(shown: Estimate, lowest: Estimate, highest: Estimate, *, has_value: bool = True) -> Estimate:
    """Widen an interval to what the rounding leaves open.

    Args:
        shown: The estimate at the counts shown.
        lowest: The estimate at the counts that make it least.
        highest: The estimate at those that make it greatest.
        has_value: Whether the value at the counts shown may stand; not where a count is shown as "fewer than".
    """
    if not shown.told:
        return replace(shown, value=None, why_not=TOO_FEW_SHOWN)
    if lowest.low is None or highest.high is None:
        return replace(shown, value=None, low=None, high=None, why_not=NOBODY_LEFT)
    return replace(
        shown,
        value=shown.value if has_value else None,
        low=lowest.low,
        high=highest.high,
        method=f"{shown.method}, {ROUNDED}",
    )


def _hull_of_ratios(shown: Estimate, lowest: Estimate, highest: Estimate, *, has_value: bool) -> Estimate:
    """Widen the interval of a ratio: from 0 and without an end, where nobody at all may have the outcome."""
    if not shown.told:
        return replace(shown, why_not=TOO_FEW_SHOWN)
    return replace(
        shown,
        value=shown.value if has_value else None,
        low=lowest.low if lowest.low is not None else 0.0,
        high=highest.high,
        method=f"{shown.method}, {ROUNDED}",
    )
