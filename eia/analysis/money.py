"""What a change costs or brings each group of a body's own figures, in cash and as a share of what it had.

Amounts are the body's; how many people they are for goes through release, and averages are made of the numbers shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eia.analysis.asked import Asked
from eia.analysis.references import reference_in, reference_of
from eia.analysis.shown import Shown
from eia.estimates import Bands, Money, MoneyGap, Span, money_gap, sentence_of
from eia.estimates.speaking import bare_times, times, whole_number
from eia.evidence import MoneyRow, MoneyTable

OPT_IN = "People chose whether to respond, so the averages describe those who did and no one else."


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyComparison:
    """A group's money beside the reference's, or why the two are not compared.

    Attributes:
        group: The group.
        reference: The reference.
        gap: The gap at the numbers of people shown; None where the two are not compared.
        cash: The least and the greatest ratio of the changes in cash that rounding of people leaves open; None where there is
            no ratio. The ratio of the changes as shares does not depend on how many people there are.
        says: All of it in plain sentences.
    """

    group: str
    reference: str
    gap: MoneyGap | None
    cash: tuple[float, float] | None
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyGaps:
    """The money of one table.

    Attributes:
        evidence: The evidence's id.
        characteristic: A characteristic's id, or a word of the body's own; None if not said.
        reference: The group that the others are beside; None where the record names none, and then nothing is compared.
        reference_because: Why, as the record says; None if it does not.
        averages: Each group's averages a person at the numbers shown; groups of too few people, or whose amount before is not
            known, left out.
        comparisons: Each other group beside the reference, in the order of the table.
        notes: What a reader must know, a sentence each.
        rule: How the counts were made safe.
    """

    evidence: str
    characteristic: str | None
    reference: str | None
    reference_because: str | None
    averages: tuple[Money, ...]
    comparisons: tuple[MoneyComparison, ...]
    notes: tuple[str, ...]
    rule: str


def money_of(table: MoneyTable, one: Shown, asked: Asked, *, bands: Bands) -> MoneyGaps:
    """Compare what a change means for each group with what it means for the reference that the record names.

    Args:
        table: The amounts.
        one: The released table of its people.
        asked: What the record says.
        bands: What counts as the same, of money.

    Raises:
        EiaError: The record's reference is no group of the table.
    """
    axis = one.table.axes[0]
    reference = reference_in(axis, reference_of([axis], asked))
    spans = {row.group: one.spans[row.group,] for row in table.groups}
    spoken = {group: span for group, span in spans.items() if span is not None and span.shown >= one.least}
    averages = {
        row.group: _average(row, spoken[row.group].shown)
        for row in table.groups
        if row.group in spoken and row.before is not None
    }
    comparisons = (
        tuple(
            _compare((row.group, reference), averages, spoken, one, bands)
            for row in table.groups
            if row.group != reference
        )
        if reference
        else ()
    )
    return MoneyGaps(
        evidence=asked.id,
        characteristic=table.characteristic,
        reference=reference,
        reference_because=asked.reference_because,
        averages=tuple(averages.values()),
        comparisons=comparisons,
        notes=tuple(_notes(asked, reference, rounded=one.rounded)),
        rule=one.rule,
    )


def _average(row: MoneyRow, people: int) -> Money:
    had, has = (float(amount or 0) / people for amount in (row.before, row.after))
    return Money(group=row.group, before=had, change=has - had)


def _compare(
    pair: tuple[str, str],
    averages: dict[str, Money],
    spoken: dict[str, Span],
    one: Shown,
    bands: Bands,
) -> MoneyComparison:
    group, reference = pair
    if unknown := [name for name in pair if name in spoken and name not in averages]:
        named = " and ".join(f"“{name}”" for name in unknown)
        says = f"“{group}” beside “{reference}”: cannot tell. What {named} had before was not published, so how much that changes is not known."
        return MoneyComparison(group=group, reference=reference, gap=None, cash=None, says=says)
    if missing := [name for name in pair if name not in averages]:
        named = " and ".join(f"“{name}”" for name in missing)
        says = (
            f"“{group}” beside “{reference}”: cannot tell. Of {named}, how many people there are is withheld, or they are too "
            f"few for an average to be shown (at least {one.least:,} are needed)."
        )
        return MoneyComparison(group=group, reference=reference, gap=None, cash=None, says=says)
    found = money_gap(averages[group], averages[reference], band=bands.money)
    ours, theirs = spoken[group], spoken[reference]
    cash = None
    if found.cash is not None:
        # The fewer people share an amount, the more it is a head.
        low = found.cash * (ours.shown / ours.high) * (theirs.low / theirs.shown)
        high = found.cash * (ours.shown / max(1, ours.low)) * (theirs.high / theirs.shown)
        cash = (low, high)
        found = replace(found, disagree=found.disagree and _tells_one_story(low, high, bands.money))
    about = "about " if one.rounded else ""
    people = (
        f"Based on {about}{whole_number(ours.shown)} people in “{group}” and "
        f"{about}{whole_number(theirs.shown)} in “{reference}”."
    )
    if one.rounded and cash is not None:
        people += (
            f" The numbers of people are shown rounded: in cash the ratio may be anything from {bare_times(cash[0])} to "
            f"{times(cash[1])}"
            + ("." if _tells_one_story(*cash, bands.money) else ", so which story it tells cannot be told.")
        )
    return MoneyComparison(
        group=group, reference=reference, gap=found, cash=cash, says=sentence_of(found, people=people)
    )


def _tells_one_story(low: float, high: float, band: float) -> bool:
    """Say whether a ratio is more, less or the same, whichever of what is left open it is."""
    least, most = 1 - band, 1 / (1 - band)
    return high < least or low > most or (least <= low and high <= most)


def _notes(asked: Asked, reference: str | None, *, rounded: bool) -> Iterator[str]:
    if reference is None:
        yield "The record names no reference group, so no groups are compared."
    elif asked.reference_because:
        yield f"The reference group is “{reference}”, because: {asked.reference_because}"
    else:
        yield f"The reference group is “{reference}”; the record does not say why."
    if asked.kind == "opt-in":
        yield OPT_IN
    if rounded:
        yield "Averages are made of the numbers of people shown, which are rounded."
