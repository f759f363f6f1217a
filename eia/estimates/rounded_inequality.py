"""The slope of shares over a ranking, by counts as they were shown: what rounding leaves open (see `eia.estimates.rounded`).

Rounding moves the shares, and with the numbers of people the groups' places in the ranking too. Say that a group of the ranking has a
people with the outcome and b without, n in all, and that all groups are N. Then the slope is 6 S / G, with

- S the sum of a_i b_j - a_j b_i over all pairs in which i ranks after j. It is linear in each count. Its slope in a_i is the b before i
  less the b after i, which goes up along the ranking: so S is greatest where a is least up to some group and greatest from there, and, by
  the same reasoning, b greatest up to some group and least from there. Trying each such pair of groups finds it; the least, turned.
- G = N² - (the sum of n_i³) / N, which goes up with each n: its slope in n_i is N (2 - 3 w_i² + the sum of w³) with w = n / N, and
  2 - 3 w² + w³ is not below 0 for w from 0 to 1.

The greatest slope left open is so at most 6 times the greatest S over the least G (over the greatest, if S is below 0). It is wider than
it need be, for the two do not stand at the same counts; the slope of the true counts is always within.

Chance: S is the sum of n_i (N before i - N after i) times the group's share, so the slope's variance is the sum of 36 n_i (before - after)²
q_i (1 - q_i) / G², with q = (a + 1) / (n + 2) as in `eia.estimates.inequality`. Each factor is at its greatest at an end: n q (1 - q) is no
more than (a + 1) (b + 1) / (a + b + 2), which goes up with a and with b; before - after is furthest from 0 with all of the one at the most
and of the other at the least; G is least where all are. The interval from the least slope less z times that, to the greatest and z times
that, so holds the interval of the true counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import sqrt

from eia.estimates.results import LEVEL, z_for
from eia.estimates.rounded import RoundedTally


def slopes_left_open(ranked: Sequence[RoundedTally]) -> tuple[float, float] | None:
    """Return the least and the greatest slope, as `eia.estimates.inequality` defines it, that rounding leaves open.

    Args:
        ranked: One a group, in the order of the ranking.

    Returns:
        Both, with nothing for chance; None where fewer than two groups are sure to have somebody.
    """
    few = [one.have.low + one.have_not.low for one in ranked]
    many = [one.have.high + one.have_not.high for one in ranked]
    if sum(number > 0 for number in few) < 2:  # noqa: PLR2004 - one group alone has no slope
        return None
    least_spread, most_spread = _spread(few), _spread(many)
    least, most = -_most_pairs(ranked[::-1]), _most_pairs(ranked)
    return (
        6 * least / (most_spread if least > 0 else least_spread),
        6 * most / (least_spread if most > 0 else most_spread),
    )


def slope_interval(ranked: Sequence[RoundedTally], *, level: float = LEVEL) -> tuple[float, float] | None:
    """Return an interval of the slope that allows for chance, over all counts that rounding leaves open.

    Args:
        ranked: One a group, in the order of the ranking.
        level: The level of the interval.

    Returns:
        Its ends; None where fewer than two groups are sure to have somebody.

    Raises:
        ValueError: The level is not above 0 and below 1.
    """
    z = z_for(level)
    ends = slopes_left_open(ranked)
    if ends is None:
        return None
    few = [one.have.low + one.have_not.low for one in ranked]
    many = [one.have.high + one.have_not.high for one in ranked]
    total = 0.0
    for at, one in enumerate(ranked):
        furthest = max(sum(many[:at]) - sum(few[at + 1 :]), sum(many[at + 1 :]) - sum(few[:at]))
        have, have_not = one.have.high + 1, one.have_not.high + 1
        total += have * have_not / (have + have_not) * furthest**2
    half = z * 6 * sqrt(total) / _spread(few)
    return ends[0] - half, ends[1] + half


def _most_pairs(ranked: Sequence[RoundedTally]) -> int:
    """Return the greatest S. With the ranking turned round S changes its sign, so that the least is found of it too."""
    places = range(len(ranked) + 1)
    return max(
        _pairs(
            [one.have.low if at < first else one.have.high for at, one in enumerate(ranked)],
            [one.have_not.high if at < second else one.have_not.low for at, one in enumerate(ranked)],
        )
        for first, second in product(places, places)
    )


def _pairs(have: Sequence[int], have_not: Sequence[int]) -> int:
    total = have_before = have_not_before = 0
    for a, b in zip(have, have_not, strict=True):
        total += a * have_not_before - b * have_before
        have_before, have_not_before = have_before + a, have_not_before + b
    return total


def _spread(people: Sequence[int]) -> float:
    whole = sum(people)
    return whole * whole - sum(number**3 for number in people) / whole
