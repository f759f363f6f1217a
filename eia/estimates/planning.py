"""How many more responses, or years, it would take to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor, log10

from eia.estimates.exact import EXPECTED_AT_LEAST, fisher_of_few, least_expected, score_p
from eia.estimates.proportions import newcombe
from eia.estimates.ratios import koopman
from eia.estimates.results import Sampling, Tally

FARTHEST = 1_000
"""Beyond so many times what there is, no number is named: nobody will ask so many, and the rates will not hold."""

ALONE = 20
"""Where a sample's reference is so many times as large as the group, more are asked of the group alone: more of the others tell little."""

_WHOLE = 40
"""Up to so many times the evidence, every whole number of times is tried."""


@dataclass(frozen=True, kw_only=True, slots=True)
class More:
    """What it would take to tell, if the shares stay as they are.

    Attributes:
        times: How many times the evidence there is, above 1; where more are asked of the group alone, of the group's.
        years: How many more years like this one; None for a sample.
        responses: How many more responses from both together, to two figures, up; None for a complete count.
        of_group: How many of them from the group, to two figures, up; None for a complete count.
        of_group_alone: Whether all of them are.
    """

    times: float
    years: int | None = None
    responses: int | None = None
    of_group: int | None = None
    of_group_alone: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Slack:
    """By how much rounding may have moved the four counts of a comparison: down to the least, and up to the greatest, each stands for.

    Attributes:
        down: How far below what is shown the true count may lie: of the group with the outcome and without, of the reference the same.
        up: How far above.
    """

    down: tuple[int, int, int, int]
    up: tuple[int, int, int, int]


NO_SLACK = Slack(down=(0, 0, 0, 0), up=(0, 0, 0, 0))


def how_many_more(
    tally: Tally,
    reference: Tally,
    *,
    kind: Sampling,
    level: float,
    ratio_band: float,
    difference_band: float,
    p_at_most: float,
    slack: Slack = NO_SLACK,
) -> More | None:
    """Return how much more evidence, with the same shares, would be enough to tell.

    It is a multiple of the evidence at which the verdict's own rule would answer, found by bisection with the intervals and the
    tests of `eia.estimates.gaps`, and the rounding of `eia.estimates.rounded`, which stays as coarse however many people there are.
    Where that rounding leaves nothing open no smaller whole multiple up to `_WHOLE` would do; where it does, or where few people are
    expected in a cell, so that the exact test goes by steps, a smaller one between whole ones may. Both groups grow in the same
    proportion, except in a sample whose reference is `ALONE` times as large or more: there the group alone does, if that is enough.
    It is what would do if the shares stayed as they are, which they seldom do just so: a guide to whether to ask more people, and
    no promise.

    Args:
        tally: The group, as shown.
        reference: What it is compared with, as shown.
        kind: A sample takes more responses; a complete count takes more years.
        level: The level of the intervals.
        ratio_band: The lower end of the band of the ratio; the upper is its inverse.
        difference_band: The half-width of the band of the difference.
        p_at_most: The p below which chance does not explain a gap, corrected for the family.
        slack: By how much rounding may have moved the counts.

    Returns:
        What it would take; None if nothing up to `FARTHEST` times the evidence would do.
    """
    if not (tally.total and reference.total and tally.count + reference.count):
        return None
    rule = _Rule(
        shown=(tally.count, tally.total - tally.count, reference.count, reference.total - reference.count),
        level=level,
        ratio_band=ratio_band,
        difference_band=difference_band,
        p_at_most=p_at_most,
        slack=slack,
    )
    if kind == "sampled" and reference.total >= ALONE * tally.total:
        times = _enough(partial(rule.tells, of_reference=1.0), exact=slack == NO_SLACK)
        if times is not None:
            more = two_figures_up((times - 1) * tally.total)
            return More(times=times, responses=more, of_group=more, of_group_alone=True)
    times = _enough(rule.tells, exact=slack == NO_SLACK)
    if times is None:
        return None
    if kind == "complete":
        # Of whole years: the exact test goes by steps, so that the next whole number of times may just fail.
        whole = next((at for at in range(ceil(times), FARTHEST + 1) if rule.tells(at)), ceil(times))
        return More(times=times, years=max(1, whole - 1))
    return More(
        times=times,
        responses=two_figures_up((times - 1) * (tally.total + reference.total)),
        of_group=two_figures_up((times - 1) * tally.total),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    """The verdict's rule, for a multiple of the evidence. Attributes as the arguments of `how_many_more`; `shown` as those of `Slack`."""

    shown: tuple[int, int, int, int]
    level: float
    ratio_band: float
    difference_band: float
    p_at_most: float
    slack: Slack

    def tells(self, times: float, *, of_reference: float | None = None) -> bool:
        """Say whether so many times the evidence would tell; of the reference another number of times, where one is given."""
        others = times if of_reference is None else of_reference
        grown = [number * by for number, by in zip(self.shown, (times, times, others, others), strict=True)]
        fewest = [max(0.0, number - down) for number, down in zip(grown, self.slack.down, strict=True)]
        most = [number + up for number, up in zip(grown, self.slack.up, strict=True)]
        lowest, highest = (_four(*_corner(*two)) for two in ((fewest, most), (most, fewest)))
        if not (lowest[1] and lowest[3] and highest[1] and highest[3]):
            return False
        low, high = koopman(*lowest, level=self.level)[0], koopman(*highest, level=self.level)[1]
        least, greatest = newcombe(*lowest, level=self.level)[0], newcombe(*highest, level=self.level)[1]
        if self.ratio_band <= low and high is not None and high <= 1 / self.ratio_band:
            inside = -self.difference_band <= least and greatest <= self.difference_band
            if inside:
                return True
        above, below = low > 1 and least > 0, high is not None and high < 1 and greatest < 0
        if not (above or below):
            return False
        nearest = lowest if above else highest
        if not _enough_expected(fewest, most):
            return self.slack == NO_SLACK and self._told_by_few(nearest)
        return self._beyond_chance(score_p(*nearest)) and self._outside(nearest)

    def _told_by_few(self, four: tuple[float, float, float, float]) -> bool:
        """Say whether whole numbers of people would tell by both tests, where few are expected in a cell."""
        have, total, others, of_others = (round(number) for number in four)
        whole = (min(have, total), total, min(others, of_others), of_others)
        p = score_p(*whole)
        if p is None or not self._beyond_chance(p) or not self._outside(whole):
            return False
        return least_expected(*whole) >= EXPECTED_AT_LEAST or self._beyond_chance(fisher_of_few(*whole))

    def _beyond_chance(self, p: float | None) -> bool:
        return p is not None and p <= self.p_at_most

    def _outside(self, four: tuple[float, float, float, float]) -> bool:
        share, other = four[0] / four[1], four[2] / four[3]
        return (
            not other
            or not self.ratio_band <= share / other <= 1 / self.ratio_band
            or abs(share - other) > self.difference_band
        )


def _corner(fewest: Sequence[float], most: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the counts at which the gap is least: few of the group with the outcome and of the reference without, many of the others."""
    return fewest[0], most[1], most[2], fewest[3]


def _four(
    have: float, have_not: float, others: float, others_not: float
) -> tuple[float, float, float, float]:
    return have, have + have_not, others, others + others_not


def _enough_expected(fewest: Sequence[float], most: Sequence[float]) -> bool:
    """Say whether as many people as the score test needs are expected in each cell, whatever rounding leaves open."""
    rows = min(fewest[0] + fewest[1], fewest[2] + fewest[3])
    columns = min(fewest[0] + fewest[2], fewest[1] + fewest[3])
    return rows * columns >= EXPECTED_AT_LEAST * sum(most)


def _enough(tells: Callable[[float], bool], *, exact: bool) -> float | None:
    """Return a multiple above 1 that tells, to a thousandth of itself: the least, where whatever is more than one that tells does too.

    By counts that are exact no smaller whole multiple up to `_WHOLE` does, though the exact test goes by steps.
    """
    low, high = 1.0, 2.0
    while not tells(high):
        if high >= FARTHEST:
            return None
        low, high = high, min(high * 2, FARTHEST)
    while high - low > high / 1000:
        middle = (low + high) / 2
        low, high = (low, middle) if tells(middle) else (middle, high)
    if exact:
        whole = range(2, min(ceil(high), _WHOLE + 1))
        return next((float(times) for times in whole if tells(times)), high)
    return high


def two_figures_up(number: float) -> int:
    """Round a number of people up to two figures: 1 to 99 to the next whole number, 341 to 350, 12 001 to 13 000."""
    if number <= 1:
        return 1
    size = 10 ** max(0, floor(log10(number)) - 1)
    return int(ceil(number / size - 1e-9) * size)
