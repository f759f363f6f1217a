"""How surprising two shares would be if there were no difference between the groups."""

from __future__ import annotations

from math import erfc, sqrt
from typing import Literal

from eia.estimates.results import Tally

EXPECTED_AT_LEAST = 5
"""Where a cell is expected to hold fewer, the score test is not relied on alone (Cochran WG, 1954, Biometrics 10(4): 417-451)."""

WITH_FISHER = "the larger p of the score test and Fisher's exact test"

_NOTHING = 1e-30

Test = Literal["fisher", "boschloo", "barnard"]


def score_p(count: float, total: float, reference_count: float, reference_total: float) -> float | None:
    """Return the two-sided p of Pearson's chi-squared test of two shares, without correction.

    It is the test that Koopman's interval inverts: p is below 0.05 just where the 95% interval leaves 1 out.

    Args:
        count: How many of the group have the outcome.
        total: How many the group are.
        reference_count: How many of the reference have it.
        reference_total: How many the reference are.

    Returns:
        p; or None where there is nothing to test: a group of nobody, or an outcome that everybody or nobody has.
    """
    have, people = count + reference_count, total + reference_total
    if not (total and reference_total and have and have < people):
        return None
    share = have / people
    variance = share * (1 - share) * (1 / total + 1 / reference_total)
    z = (count / total - reference_count / reference_total) / sqrt(variance)
    return erfc(abs(z) / sqrt(2))


def least_expected(count: float, total: float, reference_count: float, reference_total: float) -> float:
    """Return the smallest of the four numbers of people to be expected if the groups did not differ; 0 where there is nobody."""
    people = total + reference_total
    if not people:
        return 0.0
    have = count + reference_count
    return min(total, reference_total) * min(have, people - have) / people


def exact_p(tally: Tally, reference: Tally, *, test: Test = "fisher") -> float | None:
    """Return the two-sided p of an exact test of two shares, from scipy.

    Fisher's (1922, doi 10.2307/2340521) is the most cautious, and takes seconds where there are millions of people; Barnard's (1947, doi
    10.1093/biomet/34.1-2.123) and Boschloo's (1970, doi 10.1111/j.1467-9574.1970.tb00104.x) see more, and grow slow beyond some
    hundreds of people.

    Args:
        tally: The group.
        reference: What it is compared with.
        test: Which.

    Returns:
        p; or None where there is nothing to test: a group of nobody, or an outcome that everybody or nobody has.
    """
    from scipy import stats  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only needed where counts are small

    have, people = tally.count + reference.count, tally.total + reference.total
    if not (tally.total and reference.total and have and have < people):
        return None
    rows = [[tally.count, reference.count], [tally.total - tally.count, reference.total - reference.count]]
    if test == "fisher":
        return float(stats.fisher_exact(rows).pvalue)
    return float({"boschloo": stats.boschloo_exact, "barnard": stats.barnard_exact}[test](rows).pvalue)


def fisher_of_few(count: int, total: int, reference_count: int, reference_total: int) -> float:
    """Return the two-sided p of Fisher's exact test (1922, doi 10.2307/2340521) where fewer than `EXPECTED_AT_LEAST` are expected in a cell.

    It adds the chances of all tables of the same totals that are no likelier than this one, as scipy's does (a test compares; of a
    thousand million people scipy's takes seconds). The cell that is expected to hold least may hold any number from 0. Each chance
    is the one before times a ratio, so that no factorial of many people loses figures; numbers that are so unlikely that they do not
    count in the sum are not looked at.

    Args:
        count: How many of the group have the outcome; somebody of all has it, and somebody has not.
        total: How many the group are, above 0.
        reference_count: How many of the reference have it.
        reference_total: How many the reference are, above 0.
    """
    have, people = count + reference_count, total + reference_total
    few, seen = min((total, count), (reference_total, reference_count))
    columns = min(have, people - have)
    if columns != have:
        seen = few - seen
    # Of none the chance is set to 1. The chances rise to where about the expected number stands, then fall: so one that is nothing is past it.
    chances = [1.0]
    for at in range(min(few, columns)):
        if chances[at] <= _NOTHING:
            break
        ratio = (few - at) * (columns - at) / ((at + 1) * (people - few - columns + at + 1))
        chances.append(chances[at] * ratio)
    if seen >= len(chances):
        return 0.0
    # What is as likely is so to a part in ten million, as in scipy's.
    as_unlikely = chances[seen] * (1 + 1e-7)
    return min(1.0, sum(chance for chance in chances if chance <= as_unlikely) / sum(chances))


def cautious_p(tally: Tally, reference: Tally) -> tuple[float | None, str]:
    """Return the p that verdicts use, and what it is: the score test's, or the larger of it and Fisher's where counts are small."""
    four = (tally.count, tally.total, reference.count, reference.total)
    p = score_p(*four)
    if p is None:
        return None, "no test"
    if least_expected(*four) >= EXPECTED_AT_LEAST:
        return p, "score test"
    return max(p, fisher_of_few(*four)), WITH_FISHER
