"""Gaps as counted and at one set of ages, in plain sentences; `eia.estimates.sentences` is what others call."""

from __future__ import annotations

from eia.estimates.results import Estimate
from eia.estimates.sentences_of_gaps import from_to, interval_in_words
from eia.estimates.speaking import bare_times, per_cent, points, times
from eia.estimates.standardisation import StandardisedGap
from eia.estimates.standardised_shares import LeftOpen, StandardisedShares

TURNS_ROUND = "The gap turns round once ages are taken into account: the figure as counted misleads alone."
OTHER_WAY_OR_NONE = "Once ages are taken into account the gap lies the other way or is none: the figure as counted misleads alone."
CHANGES = "Part of what the figure as counted shows, or hides, is a difference of ages."
LITTLE = "Ages make little difference to the gap."
OPEN = "Rounding leaves open whether ages change or turn round the gap"


def of_rates(gap: StandardisedGap) -> str:
    """Say two rates' ratio as counted and standardised, and what ages do to it."""
    if gap.crude is None:
        return f"The rates of “{gap.group}” and “{gap.reference}” cannot be compared: there is nobody in one, or no event in “{gap.reference}”."
    crude = f"As counted, the rate of “{gap.group}” is {times(gap.crude)} that of “{gap.reference}”"
    now = gap.standardised
    if now.value is None:
        return f"{crude}. What ages do to that cannot be told: {now.why_not}"
    interval = f"{per_cent(now.level)} interval: {interval_in_words(now)}" if now.told else "no interval"
    fair = f"with the ages of {gap.standard} it is {times(now.value)} ({interval})"
    if not (now.told or gap.changes):
        return f"{crude}; {fair}. What ages do to the gap cannot be told: {now.why_not}"
    if gap.turns_round and now.told and not now.excludes(1):
        return f"{crude}; {fair}. {OTHER_WAY_OR_NONE}"
    if gap.turns_round:
        return f"{crude}; {fair}. {TURNS_ROUND}"
    if gap.changes:
        return f"{crude}; {fair}. {CHANGES}"
    return f"{crude}; {fair}. {LITTLE}"


def of_shares(gap: StandardisedShares) -> str:
    """Say two shares' difference as counted and at one set of ages, each with its interval, and what ages do to it."""
    crude, ratios = gap.crude, (gap.crude_ratio, gap.standardised_ratio)
    parts = [
        (
            f"As counted, the share of “{gap.group}” {_apart(crude, gap.reference)} ({per_cent(crude.level)} interval: {_ends(crude)})"
            f"{_ratio(gap.crude_ratio)}; with the ages of {gap.standard} it {_apart(gap.standardised)} ({_ends(gap.standardised)})"
            f"{_ratio(gap.standardised_ratio)}."
        )
    ]
    if gap.rounded:
        counted, at_ages = (_left_open(one) for one in ratios)
        parts.append(
            f"The intervals allow for the rounding of the counts; it alone leaves open a ratio of {counted} as counted and of {at_ages} "
            "with those ages."
        )
    return " ".join((*parts, _of_ages(gap)))


def _of_ages(gap: StandardisedShares) -> str:
    if gap.turns_round:
        return TURNS_ROUND if gap.standardised.excludes(0) else OTHER_WAY_OR_NONE
    if gap.changes:
        return CHANGES
    if gap.hardly_changes:
        return LITTLE
    if not gap.rounded:
        return "By a ratio of 0, or to 0, what ages do to the gap cannot be told; the differences with their intervals can be set beside each other."
    if gap.opposite:
        one, other = (_way(each.value or 0.0) for each in (gap.crude, gap.standardised))
        return f"{OPEN}: at the counts shown it is {one} as counted and {other} with those ages."
    return f"{OPEN}."


def _apart(difference: Estimate, reference: str = "") -> str:
    than, to = (f" than that of “{reference}”", f" as that of “{reference}”") if reference else ("", "")
    if difference.value is None:
        return f"beside that of “{reference}” has no one number" if reference else "has no one number"
    if not difference.value:
        return f"is the same{to}"
    return f"is {points(difference.value)} {_way(difference.value)}{than}"


def _way(difference: float) -> str:
    return "higher" if difference > 0 else "lower"


def _ends(difference: Estimate) -> str:
    return from_to(difference.low or 0.0, difference.high or 0.0)


def _ratio(ratio: LeftOpen) -> str:
    return "" if ratio.value is None else f", or {times(ratio.value)}"


def _left_open(ratio: LeftOpen) -> str:
    if ratio.high is None:
        return f"{bare_times(ratio.low)} times or more"
    return f"{bare_times(ratio.low)} to {times(ratio.high)}"
