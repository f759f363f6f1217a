"""How many more responses, or years, it would take to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log10

from eia.estimates.exact import EXPECTED_AT_LEAST, least_expected, score_p
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


def how_many_more(
    tally: Tally,
    reference: Tally,
    *,
    kind: Sampling,
    level: float,
    ratio_band: float,
    difference_band: float,
    p_at_most: float,
) -> More | None:
    """Return how much more evidence, with the same shares and the two groups in the same proportion, would tell.

    It is the least multiple of the evidence at which the verdict's own rule would answer, found by bisection with the
    intervals and the test of `eia.estimates.gaps`. It is what would do if the shares stayed as they are, which they seldom
    do just so: a guide to whether to ask more people, and no promise.

    Args:
        tally: The group.
        reference: What it is compared with.
        kind: A sample takes more responses; a complete count takes more years.
        level: The level of the intervals.
        ratio_band: The lower end of the band of the ratio; the upper is its inverse.
        difference_band: The half-width of the band of the difference.
        p_at_most: The p below which chance does not explain a gap, corrected for the family.

    Returns:
        What it would take; None if nothing up to `FARTHEST` times the evidence would do.
    """
    if not (tally.total and reference.total and tally.count + reference.count):
        return None

    def tells(times: float) -> bool:
        four = (
            tally.count * times,
            tally.total * times,
            reference.count * times,
            reference.total * times,
        )
        low, high = koopman(*four, level=level)
        least, most = newcombe(*four, level=level)
        if ratio_band <= low and high is not None and high <= 1 / ratio_band:
            inside = -difference_band <= least and most <= difference_band
            if inside:
                return True
        p = score_p(*four)
        apart = four[0] / four[1] - four[2] / four[3]
        outside = (
            not reference.count
            or not ratio_band <= four[0] / four[1] / (four[2] / four[3]) <= 1 / ratio_band
            or abs(apart) > difference_band
        )
        chance = (
            p is None
            or p > p_at_most
            or least_expected(*four) < EXPECTED_AT_LEAST
            or not (low > 1 or (high is not None and high < 1))
            or least <= 0 <= most
        )
        return outside and not chance

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
