"""How many more responses, or years, it would take to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from eia.estimates.exact import EXPECTED_AT_LEAST, score_p
from eia.estimates.proportions import newcombe
from eia.estimates.ratios import koopman
from eia.estimates.results import Sampling, Tally

FARTHEST = 1_000
"""Beyond so many times what there is, no number is named: nobody will ask so many, and the rates will not hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class More:
    """What it would take to tell, if the shares stay as they are.

    Attributes:
        times: How many times the evidence there is, above 1.
        years: How many more years like this one; None for a sample.
        responses: How many more responses from both together, to two figures, up; None for a complete count.
        of_group: How many of them from the group, to two figures, up; None for a complete count.
    """

    times: float
    years: int | None = None
    responses: int | None = None
    of_group: int | None = None


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
    """Return how much more evidence, with the same shares and the two groups in the same proportion, would tell.

    It is the least multiple of the evidence at which the verdict's own rule would answer, found by bisection with the
    intervals and the test of `eia.estimates.gaps`, and the rounding of `eia.estimates.rounded`, which stays as coarse however
    many people there are. It is what would do if the shares stayed as they are, which they seldom do just so: a guide to
    whether to ask more people, and no promise.

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
    shown = (tally.count, tally.total - tally.count, reference.count, reference.total - reference.count)

    def tells(times: float) -> bool:
        fewest = [max(0.0, number * times - down) for number, down in zip(shown, slack.down, strict=True)]
        most = [number * times + up for number, up in zip(shown, slack.up, strict=True)]
        lowest, highest = (_four(*_corner(*two)) for two in ((fewest, most), (most, fewest)))
        if not (lowest[1] and lowest[3] and highest[1] and highest[3]):
            return False
        low, high = koopman(*lowest, level=level)[0], koopman(*highest, level=level)[1]
        least, greatest = newcombe(*lowest, level=level)[0], newcombe(*highest, level=level)[1]
        if ratio_band <= low and high is not None and high <= 1 / ratio_band:
            inside = -difference_band <= least and greatest <= difference_band
            if inside:
                return True
        above, below = low > 1 and least > 0, high is not None and high < 1 and greatest < 0
        if not (above or below) or not _enough_expected(fewest, most):
            return False
        nearest = lowest if above else highest
        p = score_p(*nearest)
        return p is not None and p <= p_at_most and _outside(nearest, ratio_band, difference_band)

    times = _least(tells)
    if times is None:
        return None
    if kind == "complete":
        return More(times=times, years=max(1, ceil(times) - 1))
    return More(
        times=times,
        responses=two_figures_up((times - 1) * (tally.total + reference.total)),
        of_group=two_figures_up((times - 1) * tally.total),
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


def _outside(four: tuple[float, float, float, float], ratio_band: float, difference_band: float) -> bool:
    share, other = four[0] / four[1], four[2] / four[3]
    return (
        not other or not ratio_band <= share / other <= 1 / ratio_band or abs(share - other) > difference_band
    )


def _least(tells: Callable[[float], bool]) -> float | None:
    """Return the least multiple above 1 that tells, to a thousandth of itself."""
    low, high = 1.0, 2.0
    while not tells(high):
        low, high = high, high * 2
        if high > FARTHEST:
            return None
    while high - low > high / 1000:
        middle = (low + high) / 2
        low, high = (low, middle) if tells(middle) else (middle, high)
    return high


def two_figures_up(number: float) -> int:
    """Round a number of people up to two figures: 1 to 99 to the next whole number, 341 to 350, 12 001 to 13 000."""
    if number <= 1:
        return 1
    size = 10 ** max(0, floor(log10(number)) - 1)
    return int(ceil(number / size - 1e-9) * size)
