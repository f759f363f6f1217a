"""Shares and their intervals, and the difference of two shares."""

from __future__ import annotations

from math import sqrt
from typing import Literal, overload

from eia.estimates.results import (
    LEVEL,
    Described,
    Estimate,
    Kind,
    OptIn,
    Sampling,
    Tally,
    check_kind,
    held,
    held_pair,
    refuse_opt_in,
    z_for,
)

WILSON = "Wilson's score interval"
WILSON_SOURCE = "Wilson EB (1927), J Am Stat Assoc 22(158): 209-212, doi 10.1080/01621459.1927.10502953; recommended by Newcombe RG (1998), Stat Med 17(8): 857-872"
EXACT = "Clopper and Pearson's exact interval"
EXACT_SOURCE = "Clopper CJ, Pearson ES (1934), Biometrika 26(4): 404-413, doi 10.1093/biomet/26.4.404"
NEWCOMBE = "Newcombe's interval from two Wilson intervals (his method 10)"
NEWCOMBE_SOURCE = "Newcombe RG (1998), Stat Med 17(8): 873-890, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"
NOBODY = "There is nobody to take a share of."


@overload
def proportion(
    tally: Tally, *, kind: OptIn, level: float = ..., method: Literal["wilson", "exact"] = ...
) -> Described: ...
@overload
def proportion(
    tally: Tally, *, kind: Sampling, level: float = ..., method: Literal["wilson", "exact"] = ...
) -> Estimate: ...
def proportion(
    tally: Tally, *, kind: Kind, level: float = LEVEL, method: Literal["wilson", "exact"] = "wilson"
) -> Estimate | Described:
    """Return the share of a group with an outcome, from 0 to 1.

    Args:
        tally: How many, of how many.
        kind: The kind of evidence. Opt-in responses give a `Described`, which has no interval.
        level: The level of the interval.
        method: ``"wilson"``, near the level on average; or ``"exact"`` (Clopper and Pearson, from scipy), never below the level and so wider.

    Raises:
        ValueError: It is no kind of evidence, or the level is not above 0 and below 1.
    """
    check_kind(kind)
    value = tally.count / tally.total if tally.total else None
    rests_on = held(**{"with the outcome": tally.count, "people": tally.total})
    if kind == "opt-in":
        return Described(value=value, rests_on=rests_on)
    low = high = None
    if tally.total and method == "wilson":
        low, high = wilson(tally.count, tally.total, level=level)
    elif tally.total:
        low, high = _clopper_pearson(tally, level)
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=WILSON if method == "wilson" else EXACT,
        source=WILSON_SOURCE if method == "wilson" else EXACT_SOURCE,
        rests_on=rests_on,
        why_not="" if tally.total else NOBODY,
    )


def wilson(count: float, total: float, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the ends of Wilson's interval for a share, from 0 to 1.

    scipy's gives the same (a test compares), but only for whole numbers, and how many more responses it would take is found between them.

    Args:
        count: How many have the outcome, from 0 to the total.
        total: Of how many, above 0.
        level: The level of the interval.
    """
    z = z_for(level)
    share = count / total
    scale = 1 + z * z / total
    middle = (share + z * z / (2 * total)) / scale
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / scale
    # The formula is exact at the ends; the arithmetic is not.
    return (0.0 if count == 0 else max(0.0, middle - half)), (
        1.0 if count == total else min(1.0, middle + half)
    )


def newcombe(
    count: float, total: float, reference_count: float, reference_total: float, *, level: float = LEVEL
) -> tuple[float, float]:
    """Return the ends of Newcombe's interval (method 10) for a difference of two shares, from -1 to 1.

    statsmodels' gives the same (a test compares); made here of our Wilson, a gap does not wait for that import.

    Args:
        count: How many of the group have the outcome.
        total: How many the group are, above 0.
        reference_count: How many of the reference have it.
        reference_total: How many the reference are, above 0.
        level: The level of the interval.
    """
    one, two = count / total, reference_count / reference_total
    low_one, high_one = wilson(count, total, level=level)
    low_two, high_two = wilson(reference_count, reference_total, level=level)
    gap = one - two
    return (
        max(-1.0, gap - sqrt((one - low_one) ** 2 + (high_two - two) ** 2)),
        min(1.0, gap + sqrt((high_one - one) ** 2 + (two - low_two) ** 2)),
    )


def difference(tally: Tally, reference: Tally, *, kind: Sampling, level: float = LEVEL) -> Estimate:
    """Return the group's share less the reference's, from -1 to 1, with Newcombe's interval.

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
    if tally.total and reference.total:
        value = tally.count / tally.total - reference.count / reference.total
        low, high = newcombe(tally.count, tally.total, reference.count, reference.total, level=level)
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method=NEWCOMBE,
        source=NEWCOMBE_SOURCE,
        rests_on=held_pair(tally, reference),
        why_not="" if value is not None else NOBODY,
    )


def _clopper_pearson(tally: Tally, level: float) -> tuple[float, float]:
    from scipy.stats import binomtest  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only for those who ask for it

    z_for(level)  # the same refusal of a level as everywhere
    found = binomtest(tally.count, tally.total).proportion_ci(confidence_level=level, method="exact")
    return float(found.low), float(found.high)
