"""Estimates in plain sentences. Every sentence about an estimate is made here, rounded as a person would say it.

No sentence holds a count of people: counts go through release first, and whoever has released them passes their words in.
"""

from __future__ import annotations

from typing import assert_never

from eia.estimates.averages import AverageGap, DescribedAverageGap
from eia.estimates.gaps import DescribedGap, Gap
from eia.estimates.inequality import Inequality
from eia.estimates.intersections import Cell, Intersections
from eia.estimates.money import Money, MoneyGap
from eia.estimates.representation import Representation
from eia.estimates.results import OF_CHANCE, Sampling
from eia.estimates.sentences_of_ages import of_rates, of_shares
from eia.estimates.sentences_of_gaps import from_to, interval_in_words, of_described, of_gap, of_verdict
from eia.estimates.sentences_of_who_is_there import of_representation
from eia.estimates.speaking import (
    figures,
    per_cent,
    points,
    pounds,
    times,
)
from eia.estimates.standardisation import StandardisedGap
from eia.estimates.standardised_shares import StandardisedShares
from eia.estimates.strata import Stratified
from eia.estimates.verdicts import Verdict

Result = (
    Verdict
    | Gap
    | DescribedGap
    | MoneyGap
    | AverageGap
    | DescribedAverageGap
    | StandardisedGap
    | StandardisedShares
    | Stratified
    | Inequality
    | Intersections
    | Representation
)
"""What can be said in sentences."""


def sentence_of(result: Result, *, people: str = "") -> str:
    """Say a result in plain sentences: its size, its interval, how many people, and what it does not show.

    Args:
        result: A verdict, a gap, a representation, or another result of this room.
        people: How many people it rests on, in words with a full stop, made of counts that were released, such as
            "Based on about 1,200 responses."; it is put at the end. Without it no count of people is in the sentences.
    """
    return " ".join(part for part in (_of(result), people) if part)


def _of(result: Result) -> str:  # noqa: C901 - one case for each kind of result
    match result:
        case Verdict():
            return of_verdict(result)
        case Gap():
            return f"{of_gap(result)} {OF_CHANCE[result.kind]}"
        case DescribedGap():
            return of_described(result)
        case MoneyGap():
            return _money(result)
        case AverageGap():
            return _about_chance(_averages(result), result.kind, told=result.share.told)
        case DescribedAverageGap():
            return _averages(result)
        case StandardisedGap():
            return _about_chance(of_rates(result), result.kind, told=result.standardised.told)
        case StandardisedShares():
            return _about_chance(of_shares(result), result.kind, told=True)
        case Stratified():
            return _about_chance(_stratified(result), result.kind, told=result.within.told)
        case Inequality():
            return _about_chance(_inequality(result), result.kind, told=result.slope.told)
        case Intersections():
            return _about_chance(_intersections(result), result.kind, told=_names_cells(result))
        case Representation():
            return of_representation(result)
    assert_never(result)


def _about_chance(said: str, kind: Sampling, *, told: bool) -> str:
    """Add what an interval is about, where there is one."""
    return f"{said} {OF_CHANCE[kind]}" if told else said


def _money(gap: MoneyGap) -> str:
    parts = [f"On average {_amount(gap.group)}, and {_amount(gap.reference)}."]
    if gap.cash is not None:
        parts.append(f"In cash {_as_much(gap.cash, gap.band)}.")
    if gap.share is not None:
        parts.append(f"As a share of what each had, {_as_much(gap.share, gap.band)}.")
    elif gap.group.before is None or gap.reference.before is None:
        parts.append("What they had before is not known, so shares cannot be compared.")
    if gap.disagree:
        parts.append("Cash and share tell different stories here: neither should be shown without the other.")
    parts.append("These are averages alone: they show nothing of how amounts differ within a group.")
    return " ".join(parts)


def _amount(money: Money) -> str:
    way = "loses" if money.change < 0 else "gains"
    share = f" ({per_cent(abs(money.share))} of what it had)" if money.share is not None else ""
    return (
        f"“{money.group}” {way} {pounds(money.change)}{share}"
        if money.change
        else f"“{money.group}” keeps what it had"
    )


def _as_much(ratio: float, band: float) -> str:
    if 1 - band <= ratio <= 1 / (1 - band):
        return "the two are about the same"
    if 1 < ratio < 2:  # noqa: PLR2004 - from twice, people say how many times
        return f"that is {per_cent(ratio - 1)} more"
    return f"that is {per_cent(1 - ratio)} less" if ratio < 1 else f"that is {times(ratio)} as much"


def _averages(gap: AverageGap | DescribedAverageGap) -> str:
    if gap.of_group is None or gap.of_reference is None or gap.difference.value is None:
        return f"Of “{gap.group}” or “{gap.reference}” there are no values, so nothing can be said."
    way = "higher" if gap.difference.value > 0 else "lower"
    size = f"{per_cent(abs(gap.share.value))} {way}" if gap.share.value is not None else way
    if not gap.difference.value:
        size = "the same"
    said = f"The {gap.average} of “{gap.group}” is {size if size == 'the same' else f'{size} than'} {'as ' if size == 'the same' else ''}that of “{gap.reference}”"
    if isinstance(gap, DescribedAverageGap):
        return f"{said}. {OF_CHANCE['opt-in']}"
    share, apart = gap.share, gap.difference
    if (share.low is None or share.high is None) and apart.low is not None and apart.high is not None:
        unit = f"{per_cent(apart.level)} interval: {_number_from_to(apart.low, apart.high)}, in the unit of the values"
        return f"{said}. {share.why_not} The difference is {figures(abs(apart.value or 0.0), 3)} ({unit})."
    if share.low is None or share.high is None:
        return f"{said}. {share.why_not or apart.why_not} So there is no interval."
    return f"{said} ({per_cent(share.level)} interval: {_share_from_to(share.low, share.high)})."


def _share_from_to(low: float, high: float) -> str:
    if low < 0 < high:
        return f"from {per_cent(-low)} lower to {per_cent(high)} higher"
    near, far = sorted((abs(low), abs(high)))
    return f"from {per_cent(near)} to {per_cent(far)} {'lower' if high <= 0 else 'higher'}"


def _number_from_to(low: float, high: float) -> str:
    near, far = sorted((abs(low), abs(high)))
    if low < 0 < high:
        return f"from {figures(-low, 3)} lower to {figures(high, 3)} higher"
    return f"from {figures(near, 3)} to {figures(far, 3)} {'lower' if high <= 0 else 'higher'}"


def _stratified(found: Stratified) -> str:
    if found.within.value is None or found.times is None or found.pooled_times is None:
        return f"“{found.group}” and “{found.reference}” cannot be compared within the strata. {found.within.why_not}".strip()
    parts = [
        (
            f"All taken together, the share of “{found.group}” is {times(found.pooled_times)} that of “{found.reference}”; "
            f"within the {found.used} of {found.strata} strata that can be compared it is {times(found.times)}. Of odds, not "
            f"shares, it is {times(found.within.value)} ({per_cent(found.within.level)} interval: {interval_in_words(found.within)})."
        )
    ]
    if found.turns_round:
        parts.append(
            "Taken together the gap lies one way and within the strata the other: the total is made by which strata people are in. "
            "Show both, and ask why the groups are in different strata."
        )
    if not found.within.excludes(1):
        parts.append("Within the strata the figures are consistent with no gap.")
    if found.unalike is not None and found.unalike <= 1 - found.within.level:
        parts.append("The strata differ from one another, so no one number stands for them: look at each.")
    return " ".join(parts)


def _inequality(found: Inequality) -> str:
    slope = found.slope
    if slope.value is None or slope.low is None or slope.high is None:
        return f"How the share changes over the ranking cannot be told: {slope.why_not}"
    way = f"at the last end is {points(slope.value)} {'higher' if slope.value > 0 else 'lower'} than at the first"
    parts = [
        (
            f"Along the line fitted from “{found.first}” to “{found.last}”, the share {way if slope.value else 'is the same at both ends'} "
            f"({per_cent(slope.level)} interval: {from_to(slope.low, slope.high)})."
        )
    ]
    if found.relative.value is not None:
        parts.append(f"That is {times(found.relative.value)} ({interval_in_words(found.relative)}).")
    else:
        parts.append(found.relative.why_not)
    return " ".join(parts)


def _intersections(found: Intersections) -> str:
    crossed = " and ".join((", ".join(found.characteristics[:-1]), found.characteristics[-1]))
    few = found.too_small
    if found.rounded:
        small = f"{few} {'is' if few == 1 else 'are'} shown with fewer than {found.fewest} people, or may be nobody at all."
    else:
        small = f"{few} {'holds' if few == 1 else 'hold'} somebody but fewer than {found.fewest} people, and {found.empty} nobody."
    parts = [
        (
            f"Of the intersections of {crossed}, {len(found.cells)} {'has' if len(found.cells) == 1 else 'have'} enough people to speak of; "
            f"{small} That a cell is not spoken of does not mean that there is no gap in it."
        )
    ]
    if _names_cells(found):
        first, last = (pick(found.cells, key=lambda cell: cell.shrunk.value or 0) for pick in (min, max))
        parts.append(f"Allowing for chance, the shares spoken of go from {_cell(first)} to {_cell(last)}.")
    return " ".join(parts)


def _names_cells(found: Intersections) -> bool:
    """Say whether the least and the greatest share are named, with their intervals."""
    return len(found.cells) > 1 and any(cell.shrunk.told for cell in found.cells)


def _cell(cell: Cell) -> str:
    shrunk = cell.shrunk
    interval = ""
    if shrunk.low is not None and shrunk.high is not None:
        interval = f"; {per_cent(shrunk.level)} interval: {per_cent(shrunk.low)} to {per_cent(shrunk.high)}"
    value = shrunk.value if shrunk.value is not None else cell.crude.value
    return f"{'no one share' if value is None else per_cent(value)} ({', '.join(cell.groups)}{interval})"
