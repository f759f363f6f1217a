"""Gaps and verdicts in plain sentences; `eia.estimates.sentences` says everything else, and is what others call."""

from __future__ import annotations

from eia.estimates.gaps import EVERYONE_ELSE, DescribedGap, Gap
from eia.estimates.planning import FARTHEST
from eia.estimates.results import OF_CHANCE, Estimate
from eia.estimates.speaking import (
    bare_points,
    bare_times,
    of_every,
    per_cent,
    points,
    times,
    whole_number,
    years,
)
from eia.estimates.verdicts import Answer, Bands, Verdict

CAPITAL = {
    Answer.DIFFERENT: "Shown different",
    Answer.SIMILAR: "Shown similar",
    Answer.CANNOT_TELL: "Cannot tell",
}


def of_verdict(found: Verdict) -> str:
    """Say what a gap shows, why, against which band, and what it would take to tell."""
    gap = found.gap
    parts = [f"{CAPITAL[found.answer]}: {_lower(of_gap(gap))}"]
    if not (gap.ratio.told and gap.difference.told):
        return parts[0]
    parts += [found.because, _band(found.bands)]
    if found.answer is Answer.CANNOT_TELL:
        parts.append(_more(found))
    if found.family > 1 and found.p_corrected is not None:
        parts.append(
            f"This is one of {found.family} comparisons made together, and the verdict is corrected for that."
        )
    return " ".join((*parts, OF_CHANCE[gap.kind]))


def of_gap(gap: Gap) -> str:
    """Say a gap's size and intervals, as numbers of people of every hundred or more, and as a ratio."""
    one, other = gap.share.value, gap.reference_share.value
    if one is None or other is None:
        empty = gap.group if one is None else gap.reference
        return f"The groups “{gap.group}” and “{gap.reference}” cannot be compared: there is nobody in “{empty}”."
    return f"{_of_every(gap, one, other)} {_compared(gap)}"


def of_described(gap: DescribedGap) -> str:
    """Say what opt-in responses were, and that they show no more."""
    one, other = gap.share.value, gap.reference_share.value
    if one is None or other is None:
        empty = gap.group if one is None else gap.reference
        return f"The groups “{gap.group}” and “{gap.reference}” cannot be compared: nobody in “{empty}” responded."
    return f"Among those who responded: {_lower(_of_every(gap, one, other))} {OF_CHANCE['opt-in']}"


def interval_in_words(estimate: Estimate) -> str:
    """Say the interval of a ratio: "2.1 to 4.9 times", "at least 13 times, with no upper end", or "none"."""
    if estimate.low is None:
        return "none"
    if estimate.high is None:
        return f"at least {times(estimate.low)}, with no upper end"
    return f"{bare_times(estimate.low)} to {times(estimate.high)}"


def from_to(low: float, high: float) -> str:
    """Say the interval of a difference, and which way it lies."""
    if low < 0 < high:
        return f"from {points(low)} lower to {points(high)} higher"
    near, far = sorted((low, high), key=abs)
    return f"{bare_points(near)} to {points(far)} {'lower' if high <= 0 else 'higher'}"


def _more(found: Verdict) -> str:
    more = found.more
    if more is None:
        return f"At the same shares, even {FARTHEST:,} times the evidence would not tell."
    if more.years is not None:
        return f"At the same shares it would take about {years(more.years)} like this one to tell."
    return (
        f"At the same shares it would take about {whole_number(more.responses or 0)} more responses to tell, "
        f"of them about {whole_number(more.of_group or 0)} from the group “{found.gap.group}”."
    )


def _band(bands: Bands) -> str:
    return (
        f"The band is {bare_times(bands.ratio)} to {times(1 / bands.ratio)} and {points(bands.difference)} either way; "
        "it is not a legal test."
    )


def _of_every(gap: Gap | DescribedGap, one: float, other: float) -> str:
    base, ours, theirs = of_every(one, other)
    who = "of everyone else" if gap.reference == EVERYONE_ELSE else f"in the group “{gap.reference}”"
    return (
        f"Of every {base} people in the group “{gap.group}”, {ours} {gap.outcome}, and of every {base} {who}, {theirs}. "
        f"This counts as a {gap.bears}."
    )


def _compared(gap: Gap) -> str:
    ratio, apart = gap.ratio, gap.difference
    if apart.value is None:
        return apart.why_not
    way = "higher" if apart.value > 0 else "lower"
    by = f"{points(apart.value)} {way}" if apart.value else "the same"
    ends = f" ({from_to(apart.low, apart.high)})" if apart.low is not None and apart.high is not None else ""
    level = f"in brackets the {per_cent(ratio.level)} interval"
    if not ratio.told:
        return f"The share is {by}{ends}; {level}. {ratio.why_not}"
    if ratio.value is None:
        return f"The share is {by}{ends}, {interval_in_words(ratio)}: no one number of times, since nobody of the others does; {level}."
    return f"The share is {by}{ends}, or {times(ratio.value)} theirs ({interval_in_words(ratio)}); {level}."


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
