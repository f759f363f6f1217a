"""Ratios of two shares and their intervals."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, hypot, isfinite, log, sqrt

from eia.estimates.results import LEVEL, Estimate, Sampling, Tally, held_pair, refuse_opt_in, z_for

KOOPMAN = "Koopman's score interval"
KOOPMAN_SOURCE = "Koopman PAR (1984), Biometrics 40(2): 513-517, doi 10.2307/2531405"
KATZ = "Katz's log interval"
KATZ_SOURCE = "Katz D, Baptista J, Azen SP, Pike MC (1978), Biometrics 34(3): 469-474, doi 10.2307/2530610"
ODDS = "conditional maximum-likelihood odds ratio with an exact interval"
ODDS_SOURCE = "Cornfield J (1956), Proc 3rd Berkeley Symp 4: 135-148; scipy.stats.contingency.odds_ratio"
NOTHING_TO_COMPARE = (
    "Nobody in either group has the outcome, so the one share is no number of times the other."
)
NO_PEOPLE = "One of the groups has nobody in it."

_STEPS = 200


def ratio(tally: Tally, reference: Tally, *, kind: Sampling, level: float = LEVEL) -> Estimate:
    """Return how many times the reference's share the group's share is, with Koopman's interval.

    A share of 0 in the group has an interval from 0; a share of 0 in the reference has one without an upper end, and no
    one value; where nobody has the outcome in either group there is no interval.

    Args:
        tally: The group.
        reference: What it is compared with: other people than the group's.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the interval.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The level is not above 0 and below 1.
    """
    refuse_opt_in(kind)
    value = low = high = None
    why_not = _why_not(tally, reference)
    if not why_not:
        low, high = koopman(tally.count, tally.total, reference.count, reference.total, level=level)
        if reference.count:
            value = tally.count / tally.total / (reference.count / reference.total)
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=KOOPMAN,
        source=KOOPMAN_SOURCE,
        rests_on=held_pair(tally, reference),
        why_not=why_not,
    )


def koopman(
    count: float, total: float, reference_count: float, reference_total: float, *, level: float = LEVEL
) -> tuple[float, float | None]:
    """Return the ends of Koopman's interval for the ratio of two shares; None for an upper end that is not there.

    The ratios are those that the score test (Pearson's chi-squared with the shares bound to the ratio) does not reject, found
    by bisection. statsmodels has this interval too, without its correction; a test compares the two where all four cells
    hold someone. Where a cell is empty statsmodels 0.15 gives 0.5 to 0.5 for 5 of 20 beside 10 of 10, complex numbers for
    0 of 10 beside 20 of 20, and nan with a warning for 0 beside 0: so it is made here.

    Args:
        count: How many of the group have the outcome.
        total: How many the group are, above 0.
        reference_count: How many of the reference have it; one of the two counts is above 0.
        reference_total: How many the reference are, above 0.
        level: The level of the interval.
    """
    limit = z_for(level) ** 2

    def rejected(log_ratio: float) -> bool:
        return _score(exp(log_ratio), count, total, reference_count, reference_total) > limit

    # A log ratio from which to look, that the test does not reject: the estimate, or one near it where a share is 0.
    half = 0.5
    inside = log(max(count, half) / total) - log(max(reference_count, half) / reference_total)
    step = -1.0 if count == 0 else 1.0
    while rejected(inside):
        inside += step
    low = exp(_edge(rejected, inside, -1.0)) if count else 0.0
    high = exp(_edge(rejected, inside, 1.0)) if reference_count else None
    return low, high


def _edge(rejected: Callable[[float], bool], inside: float, step: float) -> float:
    """Find by bisection where a test begins to reject, going one way from a value that it does not reject."""
    outside = inside + step
    while not rejected(outside):
        inside, outside = outside, outside + 2 * (outside - inside)
    for _ in range(_STEPS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        if rejected(middle):
            outside = middle
        else:
            inside = middle
    return inside


def _score(theta: float, x: float, m: float, y: float, n: float) -> float:
    """Return the score statistic for a ratio: the two Pearson terms at the likeliest shares that have that ratio."""
    one, other = theta * (m + y), x + n
    # The discriminant (one + other)² - 4 theta (m + n)(x + y), as a sum of what is not below 0: of very many people no figure is lost.
    root = hypot(one - other, 2 * sqrt(theta * (m - x) * (n - y)))
    q = 2 * (x + y) / (one + other + root)
    q = min(q, 1.0, 1 / theta)
    return _pearson(x, m, min(theta * q, 1.0)) + _pearson(y, n, q)


def _pearson(count: float, total: float, share: float) -> float:
    expected = total * share
    variance = expected * (1 - share)
    apart = count - expected
    if variance <= 0:
        return 0.0 if abs(apart) <= 1e-9 * total else float("inf")
    return apart * apart / variance


def katz_ratio(tally: Tally, reference: Tally, *, kind: Sampling, level: float = LEVEL) -> Estimate:
    """Return the ratio of two shares with Katz's log interval, from scipy; for comparison with what others publish.

    It has no interval where a count is 0, and is too narrow for small ones: `ratio` is what verdicts use.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The level is not above 0 and below 1.
    """
    from scipy.stats.contingency import relative_risk  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only for those who ask for it

    refuse_opt_in(kind)
    z_for(level)
    value = low = high = None
    why_not = _why_not(tally, reference)
    if not why_not and reference.count:
        found = relative_risk(tally.count, tally.total, reference.count, reference.total)
        value = float(found.relative_risk)
        if tally.count:
            low, high = (float(end) for end in found.confidence_interval(level))
    if low is None:
        why_not = why_not or "This method has no interval where nobody in one of the groups has the outcome."
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=KATZ,
        source=KATZ_SOURCE,
        rests_on=held_pair(tally, reference),
        why_not=why_not,
    )


def odds_ratio(tally: Tally, reference: Tally, *, kind: Sampling, level: float = LEVEL) -> Estimate:
    """Return the odds ratio (conditional, exact interval), from scipy; for comparison with what others publish.

    Odds are not what people mean by "times as likely": where the outcome is common the odds ratio is further from 1 than
    the ratio of the shares. No sentence is made of it.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The level is not above 0 and below 1.
    """
    from scipy.stats.contingency import odds_ratio as conditional  # noqa: PLC0415 - heavy, and seldom asked for

    refuse_opt_in(kind)
    z_for(level)
    value = low = high = None
    why_not = _why_not(tally, reference)
    if not why_not and tally.count + reference.count == tally.total + reference.total:
        why_not = "Everybody in both groups has the outcome, so there are no odds to compare."
    if not why_not:
        found = conditional(
            [
                [tally.count, tally.total - tally.count],
                [reference.count, reference.total - reference.count],
            ]
        )
        ends = found.confidence_interval(level)
        value = _finite(found.statistic)
        low, high = float(ends.low), _finite(ends.high)
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=ODDS,
        source=ODDS_SOURCE,
        rests_on=held_pair(tally, reference),
        why_not=why_not,
    )


def _finite(number: float) -> float | None:
    return float(number) if isfinite(number) else None


def _why_not(tally: Tally, reference: Tally) -> str:
    if not (tally.total and reference.total):
        return NO_PEOPLE
    return "" if tally.count or reference.count else NOTHING_TO_COMPARE
