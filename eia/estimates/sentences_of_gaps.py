"""Gaps and verdicts in plain sentences; `eia.estimates.sentences` says everything else, and is what others call."""

from __future__ import annotations

from math import ceil, floor

from eia.estimates.gaps import EVERYONE_ELSE, DescribedGap, Gap
from eia.estimates.planning import FARTHEST
from eia.estimates.proportions import NOBODY
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

_SAID_AS_SUCH = 0.005
"""A ratio below is said as 0 or as "less than 0.01 times", of which there is no "at least"."""


def of_verdict(found: Verdict) -> str:
    """Say what a gap shows, why, against which band, and what it would take to tell."""
    gap = found.gap
    parts = [f"{CAPITAL[found.answer]}: {_lower(of_gap(gap))}"]
    if not gap.difference.told:
        return parts[0]
    if not gap.ratio.told:
        return " ".join((*parts, _band(found.bands), OF_CHANCE[gap.kind]))
    parts += [found.because, _band(found.bands)]
    if found.answer is Answer.CANNOT_TELL and not found.rounding_in_the_way:
        parts.append(_more(found))
    if found.family > 1 and found.p_corrected is not None:
        parts.append(
            f"This is one of {found.family} comparisons made together, and the verdict is corrected for that."
        )
    return " ".join((*parts, OF_CHANCE[gap.kind]))


def of_gap(gap: Gap) -> str:
    """Say a gap's size and intervals, as numbers of people of every hundred or more, and as a ratio."""
    if not (gap.share.told and gap.reference_share.told):
        empty = gap.reference if gap.share.told else gap.group
        why = (gap.reference_share if gap.share.told else gap.share).why_not
        because = f"there is nobody in “{empty}”." if why == NOBODY else why
        return f"The groups “{gap.group}” and “{gap.reference}” cannot be compared: {because}"
    one, other = gap.share.value, gap.reference_share.value
    if one is None or other is None:
        return f"{_of_every_left_open(gap)} {_left_open(gap)}"
    return f"{_of_every(gap, one, other)} {_compared(gap)}"


def in_brief(found: Verdict, *, rounded: bool, people: str = "") -> str:
    """Say a verdict in one line: the two shares, how far apart they are, and the intervals; bands and kinds are said elsewhere.

    Args:
        found: The verdict.
        rounded: Whether it was made from rounded counts.
        people: How many people it rests on, such as "of about 220 and 550 people", made of counts that were released.
    """
    gap = found.gap
    apart, ratio = gap.difference, gap.ratio
    if apart.low is None or apart.high is None:
        return f"{CAPITAL[found.answer]}: {_lower(of_gap(gap))}"
    theirs = EVERYONE_ELSE if gap.reference == EVERYONE_ELSE else f"“{gap.reference}”"
    one, other = (
        _share_in_brief(share, left_open, rounded=rounded)
        for share, left_open in zip((gap.share, gap.reference_share), gap.open_shares, strict=True)
    )
    ends, level = from_to(apart.low, apart.high), f"{per_cent(apart.level)} interval"
    if not ratio.told:
        size = f"{ends} ({level})"
    elif ratio.value is None:
        size = f"{interval_in_words(ratio, whose=' theirs')} ({level}; {ends})"
    else:
        size = f"{times(ratio.value)} theirs ({level} {interval_in_words(ratio)}; {ends})"
    return f"{CAPITAL[found.answer]}: {one} of “{gap.group}”, {other} of {theirs}{f' ({people})' if people else ''}: {size}."


def _share_in_brief(share: Estimate, left_open: tuple[float, float] | None, *, rounded: bool) -> str:
    """Say a share; of one whose count is shown as "fewer than", the most that it may be, or the least."""
    if left_open is None:
        return _about(share.value or 0.0) if rounded else per_cent(share.value or 0.0)
    least, most = left_open
    said = _about(least or most)
    return said if "than" in said else f"at {'least' if least else 'most'} {said}"


def _about(share: float) -> str:
    """Say a share of rounded counts: "about 30%", or "less than 0.1%"."""
    said = per_cent(share)
    return said if "than" in said else f"about {said}"


def of_described(gap: DescribedGap) -> str:
    """Say what opt-in responses were, and that they show no more."""
    one, other = gap.share.value, gap.reference_share.value
    if one is None or other is None:
        empty = gap.group if one is None else gap.reference
        return f"The groups “{gap.group}” and “{gap.reference}” cannot be compared: nobody in “{empty}” responded."
    return f"Among those who responded: {_lower(_of_every(gap, one, other))} {OF_CHANCE['opt-in']}"


def interval_in_words(estimate: Estimate, *, whose: str = "") -> str:
    """Say the interval of a ratio: "2.1 to 4.9 times", "at least 13 times, with no upper end", or "none".

    Args:
        estimate: The ratio.
        whose: What it is a number of times of, with a space before it, such as " theirs".
    """
    if estimate.low is None:
        return "none"
    if estimate.high is not None:
        return f"{bare_times(estimate.low)} to {times(estimate.high)}{whose}"
    if estimate.low < _SAID_AS_SUCH:
        return f"from {times(estimate.low)}{whose} up, with no upper end"
    return f"at least {times(estimate.low)}{whose}, with no upper end"


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
        return f"At the same shares about {years(more.years)} like this one would be enough to tell."
    if more.of_group_alone:
        return (
            f"At the same shares about {whole_number(more.of_group or 0)} more responses from the group “{found.gap.group}” would be "
            "enough to tell."
        )
    return (
        f"At the same shares about {whole_number(more.responses or 0)} more responses would be enough to tell, "
        f"of them about {whole_number(more.of_group or 0)} from the group “{found.gap.group}”."
    )


def _band(bands: Bands) -> str:
    return (
        f"The band is {bare_times(bands.ratio)} to {times(1 / bands.ratio)} and {points(bands.difference)} either way; "
        "it is not a legal test."
    )


def _of_every(gap: Gap | DescribedGap, one: float, other: float) -> str:
    return _in_people(gap, *of_every(one, other))


def _of_every_left_open(gap: Gap) -> str:
    """Say shares of which one, or both, may be anything up to a number, or from a number to all."""
    numbers = [
        share.value if open_share is None else open_share[0] or open_share[1]
        for share, open_share in zip((gap.share, gap.reference_share), gap.open_shares, strict=True)
    ]
    base, *said = of_every(*(number or 0.0 for number in numbers))
    every = int(base.replace(",", ""))
    for at, (open_share, number) in enumerate(zip(gap.open_shares, numbers, strict=True)):
        if open_share is not None and number is not None:
            up_to = not open_share[0]
            said[at] = (
                f"fewer than {floor(number * every) + 1:,}"
                if up_to
                else f"more than {ceil(number * every) - 1:,}"
            )
    return _in_people(gap, base, *said)


def _left_open(gap: Gap) -> str:
    """Say a gap whose size has no one number."""
    if not (gap.ratio.told and gap.difference.told):
        return gap.ratio.why_not or gap.difference.why_not
    low, high = gap.difference.low or 0.0, gap.difference.high or 0.0
    return (
        f"The share is {from_to(low, high)}, or {interval_in_words(gap.ratio, whose=' theirs')} ({per_cent(gap.ratio.level)} intervals): "
        "no one number, since a count is shown only as too few to name."
    )


def _in_people(gap: Gap | DescribedGap, base: str, ours: str, theirs: str) -> str:
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
