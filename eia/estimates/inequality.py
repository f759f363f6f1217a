"""Inequality over a ranking of areas or people, such as fifths by deprivation: the slope and the relative index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt

from eia.estimates.results import LEVEL, Estimate, Sampling, Tally, held, refuse_opt_in, z_for

SLOPE = "slope index of inequality, by least squares weighted by people"
RELATIVE = "relative index of inequality: the fitted share at one end of the ranking over that at the other"
SOURCE = "Pamuk ER (1985), Popul Stud 39(1): 17-31, doi 10.1080/0032472031000141256; Mackenbach JP, Kunst AE (1997), Soc Sci Med 44(6): 757-771, doi 10.1016/S0277-9536(96)00073-1"
FEWEST = 3
NO_RATIO = "The line may reach 0 at an end of the ranking, so there is no ratio of its ends."


@dataclass(frozen=True, kw_only=True, slots=True)
class Inequality:
    """How a share changes over a ranking.

    Attributes:
        first: The name of the first group of the ranking, such as "least deprived fifth".
        last: The name of the last.
        kind: The kind of evidence.
        slope: The fitted share at the last end less that at the first. A steep line may rise by more than 1: its ends are no shares.
        relative: The fitted share at the last end over that at the first.
        groups: How many groups the ranking has.
    """

    first: str
    last: str
    kind: Sampling
    slope: Estimate
    relative: Estimate
    groups: int


def inequality(ranked: Sequence[Tally], *, kind: Sampling, level: float = LEVEL) -> Inequality:
    """Return the slope and the relative index of inequality over groups in the order of a ranking.

    Each group stands at the middle of its share of all people, so groups may be of any size. The line is fitted by least
    squares weighted by people, in fractions, so that equal shares have a slope of just 0; the intervals are from the groups' own
    binomial variances (each with one person more on either side, so that a share of 0 does not pass for certain), for the
    relative index on the log scale. There is no relative index where the line may reach 0 at an end: where the fitted share there
    is no more than its own standard error times what the level asks for. A straight line is assumed: look at the shares before
    reading the slope.

    Args:
        ranked: One a group, in the order of the ranking, at least three, such as from the least to the most deprived fifth.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: There are fewer than three groups, one stands there twice, or the level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    if len(ranked) < FEWEST or len({one.group for one in ranked}) != len(ranked):
        raise ValueError("a ranking has three groups or more, each once")
    z = z_for(level)
    people = sum(one.total for one in ranked)
    count = sum(one.count for one in ranked)
    rests_on = held(**{"with the outcome": count, "people": people})
    why_not = "" if all(one.total for one in ranked) else "A group of the ranking has nobody in it."
    slope = relative = None
    ends: tuple[float, float] | None = None
    times: tuple[float, float] | None = None
    if not why_not:
        line = _line(ranked, people)
        slope = line.rise
        half = z * sqrt(line.of_rise)
        ends = (slope - half, slope + half)
        if line.first > z * sqrt(line.of_first) and line.last > z * sqrt(line.of_last):
            relative = line.last / line.first
            half = z * sqrt(line.of_log_ratio)
            times = (exp(log(relative) - half), exp(log(relative) + half))
    return Inequality(
        first=ranked[0].group,
        last=ranked[-1].group,
        kind=kind,
        slope=Estimate(
            value=slope,
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            level=level,
            method=SLOPE,
            source=SOURCE,
            rests_on=rests_on,
            why_not=why_not,
        ),
        relative=Estimate(
            value=relative,
            low=times[0] if times else None,
            high=times[1] if times else None,
            level=level,
            method=RELATIVE,
            source=SOURCE,
            rests_on=rests_on,
            why_not=why_not or ("" if times else NO_RATIO),
        ),
        groups=len(ranked),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A fitted line: its rise, its heights at the two ends, their variances, and their covariance."""

    rise: float
    first: float
    last: float
    of_first: float
    of_last: float
    together: float

    @property
    def of_rise(self) -> float:
        return max(0.0, self.of_first + self.of_last - 2 * self.together)

    @property
    def of_log_ratio(self) -> float:
        """The variance of the logarithm of the last height over the first."""
        first, last = self.first, self.last
        return max(
            0.0, self.of_last / last**2 + self.of_first / first**2 - 2 * self.together / (last * first)
        )


def _line(ranked: Sequence[Tally], people: int) -> _Line:
    """Fit the line, in fractions: what is equal, or lies on a line, is so to the last digit."""
    places, below = [], 0
    for one in ranked:
        places.append(Fraction(2 * below + one.total, 2 * people))
        below += one.total
    weights = [Fraction(one.total, people) for one in ranked]
    middle = sum(w * x for w, x in zip(weights, places, strict=True))
    spread = sum(w * (x - middle) ** 2 for w, x in zip(weights, places, strict=True))
    # All are sums of the groups' shares, each times a number that the ranking alone gives.
    of_rise = [w * (x - middle) / spread for w, x in zip(weights, places, strict=True)]
    of_first = [w - middle * c for w, c in zip(weights, of_rise, strict=True)]
    of_last = [first + rise for first, rise in zip(of_first, of_rise, strict=True)]
    shares = [Fraction(one.count, one.total) for one in ranked]
    likely = [Fraction(one.count + 1, one.total + 2) for one in ranked]
    variances = [q * (1 - q) / one.total for q, one in zip(likely, ranked, strict=True)]

    def together(one: list[Fraction], other: list[Fraction]) -> float:
        return float(sum(a * b * v for a, b, v in zip(one, other, variances, strict=True)))

    def at(parts: list[Fraction]) -> float:
        return float(sum(part * share for part, share in zip(parts, shares, strict=True)))

    return _Line(
        rise=at(of_rise),
        first=at(of_first),
        last=at(of_last),
        of_first=together(of_first, of_first),
        of_last=together(of_last, of_last),
        together=together(of_first, of_last),
    )
