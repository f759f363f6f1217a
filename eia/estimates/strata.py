"""A gap within strata, such as departments or ages, beside the gap of all taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from eia.estimates.results import LEVEL, Estimate, Sampling, Tally, held_pair, refuse_opt_in, total_of, z_for
from eia.estimates.standardisation import CHANGED

MANTEL_HAENSZEL = "Mantel and Haenszel's odds ratio, Robins, Breslow and Greenland's interval"
MANTEL_HAENSZEL_SOURCE = "Mantel N, Haenszel W (1959), J Natl Cancer Inst 22(4): 719-748, doi 10.1093/jnci/22.4.719; Robins J, Breslow N, Greenland S (1986), Biometrics 42(2): 311-323, doi 10.2307/2531052"
BRESLOW_DAY_SOURCE = "Breslow NE, Day NE (1980), Statistical Methods in Cancer Research, volume I, IARC Scientific Publications 32, chapter 4"


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """A group and its reference within one stratum.

    Attributes:
        stratum: The stratum's name.
        group: The group's tally in it.
        reference: The reference's.
    """

    stratum: str
    group: Tally
    reference: Tally


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratified:
    """A gap taken together and within strata.

    Attributes:
        group: The group.
        reference: What it is compared with.
        kind: The kind of evidence.
        pooled: The odds ratio of all taken together; None where there is none.
        within: The odds ratio common to the strata.
        times: How many times the reference's share the group's is within the strata (Mantel and Haenszel's); None where there is none.
        pooled_times: The same of all taken together.
        unalike: The p of Breslow and Day's test that the odds ratio is the same in all strata: a small one says that no one
            number stands for them. None where there are fewer than two strata that say anything.
        turns_round: Whether taken together the gap lies one way and within the strata the other (Simpson's paradox), and the two odds
            ratios are more than a factor of `CHANGED` apart.
        used: How many strata say anything: one in which a group has nobody, or which nobody or everybody has the outcome in, does not.
        strata: How many there are.
    """

    group: str
    reference: str
    kind: Sampling
    pooled: float | None
    within: Estimate
    times: float | None
    pooled_times: float | None
    unalike: float | None
    turns_round: bool
    used: int
    strata: int


Table = tuple[tuple[int, int], tuple[int, int]]
"""A group with the outcome and without, and the reference the same."""


def stratified(strata: Sequence[Within], *, kind: Sampling, level: float = LEVEL) -> Stratified:
    """Compare a group with a reference within strata (Mantel and Haenszel, from statsmodels) and taken together.

    Args:
        strata: One a stratum, all of one group and one reference; their order changes nothing.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the interval.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: There are no strata, one stands there twice, they are not of one pair of groups, or the level is not
            above 0 and below 1.
    """
    refuse_opt_in(kind)
    z_for(level)
    pairs = {(one.group.group, one.reference.group) for one in strata}
    if len(pairs) != 1 or len({one.stratum for one in strata}) != len(strata):
        raise ValueError("strata are of one group and one reference, and each stands there once")
    [(group, reference)] = pairs
    ours, theirs = (
        total_of((one.group for one in strata), group),
        total_of((one.reference for one in strata), reference),
    )
    telling = [_table(one) for one in sorted(strata, key=lambda one: one.stratum) if _tells(one)]
    value = low = high = times = unalike = None
    # Where one diagonal of every table is empty, the common odds ratio is 0 or has no upper end, and there is no interval.
    ways = (sum(a * d for (a, _), (_, d) in telling), sum(b * c for (_, b), (c, _) in telling))
    if all(ways):
        from statsmodels.stats.contingency_tables import (  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy; no types
            StratifiedTable,
        )

        found = StratifiedTable([[list(map(float, row)) for row in table] for table in telling])
        value = float(found.oddsratio_pooled)
        low, high = (float(end) for end in found.oddsratio_pooled_confint(alpha=1 - level))
        times = float(found.riskratio_pooled)
        unalike = breslow_day(telling, value)
    pooled = _odds(_table(Within(stratum="", group=ours, reference=theirs)))
    return Stratified(
        group=group,
        reference=reference,
        kind=kind,
        pooled=pooled,
        within=Estimate(
            value=value,
            low=low,
            high=high,
            level=level,
            method=MANTEL_HAENSZEL,
            source=MANTEL_HAENSZEL_SOURCE,
            rests_on=held_pair(ours, theirs),
            why_not=""
            if value is not None
            else "The strata hold too little to compare the groups within them.",
        ),
        times=times,
        pooled_times=_times(ours, theirs),
        unalike=unalike,
        turns_round=bool(
            pooled and value and (pooled - 1) * (value - 1) < 0 and abs(log(pooled / value)) > log(CHANGED)
        ),
        used=len(telling),
        strata=len(strata),
    )


def breslow_day(tables: Sequence[Table], odds_ratio: float) -> float | None:
    """Return the p of Breslow and Day's test that one odds ratio is that of all tables, without Tarone's correction.

    statsmodels has it too, and a test compares the two; it divides by 1 less the odds ratio, so that where that is just 1 it gives
    nan, and by cells that it expects to be empty.

    Args:
        tables: One a stratum; in none of them is a row or a column empty.
        odds_ratio: The odds ratio common to them, above 0.

    Returns:
        p; None where fewer than two tables expect somebody in each cell.

    Source:
        Breslow and Day (1980), volume I, section 4.4: see `BRESLOW_DAY_SOURCE`.
    """
    from scipy.stats import chi2  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only here

    parts = []
    for (a, b), (c, d) in tables:
        expected = _expected(a + b, c + d, a + c, odds_ratio)
        cells = (expected, a + b - expected, a + c - expected, d - a + expected)
        if min(cells) > 0:
            parts.append((a - expected) ** 2 * sum(1 / cell for cell in cells))
    return float(chi2.sf(sum(parts), len(parts) - 1)) if len(parts) > 1 else None


def _expected(people: int, others: int, have: int, odds_ratio: float) -> float:
    """Return how many of a group would have the outcome at an odds ratio and these totals: the root of a quadratic, or of a line at 1."""
    a, c = 1 - odds_ratio, odds_ratio * people * have
    b = others - have + odds_ratio * (people + have)
    root = sqrt(max(0.0, b * b + 4 * a * c))
    return 2 * c / (b + root) if b >= 0 else (root - b) / (2 * a)


def _table(one: Within) -> Table:
    return (
        (one.group.count, one.group.total - one.group.count),
        (one.reference.count, one.reference.total - one.reference.count),
    )


def _tells(one: Within) -> bool:
    have, people = one.group.count + one.reference.count, one.group.total + one.reference.total
    return bool(one.group.total and one.reference.total and 0 < have < people)


def _odds(table: Table) -> float | None:
    (a, b), (c, d) = table
    return a * d / (b * c) if b * c else None


def _times(ours: Tally, theirs: Tally) -> float | None:
    if not (ours.total and theirs.count):
        return None
    return ours.count / ours.total / (theirs.count / theirs.total)
