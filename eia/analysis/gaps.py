"""Gaps in a body's own counts: each group beside the reference that someone wrote down, and beside everyone else.

All of it is made from released counts (`eia.analysis.shown`), so that no sentence gives away more than the tables do. Those who
preferred not to say, or did not answer, are never a group here; how many they are is said with what it is a share of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eia.analysis.asked import Asked
from eia.analysis.references import reference_in, reference_of
from eia.analysis.shown import Shown, added, left, narrower
from eia.analysis.tables_to_release import OTHERS
from eia.analysis.tallies import not_answered_of, people_in_brief, people_in_words, tally_of, too_few
from eia.estimates import (
    EVERYONE_ELSE,
    Answer,
    Bands,
    Bears,
    DescribedGap,
    Kind,
    RoundedGap,
    RoundedTally,
    Verdict,
    gap,
    in_brief,
    rounded_gap,
    rounded_verdicts,
    sentence_of,
)

NO_KIND = "The record does not say whether this is a complete count, a sample, or whoever chose to answer, so no groups are compared."
NO_BEARING = "The record does not say whether to have this outcome is a benefit or a burden, so no groups are compared."
WITHHELD = "Cannot tell: withheld. A count that this needs is not shown."


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """A group beside another, or why the two are not compared.

    Attributes:
        group: The group.
        reference: What it is beside: the named reference, or "everyone else".
        verdict: What the gap shows; None of opt-in responses, and where it is not compared.
        described: The gap of opt-in responses; else None.
        answer: The verdict's answer; *cannot tell* where the two are not compared; None of opt-in responses.
        says: All of it in plain sentences.
        in_brief: The same in a line, of a verdict that is told; else nothing.
    """

    group: str
    reference: str
    verdict: Verdict | None
    described: DescribedGap | None
    answer: Answer | None
    says: str
    in_brief: str = ""

    @property
    def worse(self) -> bool | None:
        """Whether the group fares worse than what it is beside, of a gap that is shown; None where none is."""
        if self.verdict is None or self.answer is not Answer.DIFFERENT:
            return None
        shown_gap = self.verdict.gap
        higher = shown_gap.difference.low is not None and shown_gap.difference.low > 0
        return higher == (shown_gap.bears == "burden")


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaps:
    """The gaps of one table: one characteristic by one outcome.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: A characteristic's id, or a word of the body's own; None if not said.
        by: What the groups are groups of, in words.
        outcome: The outcome, in words that follow a number of people.
        bears: Whether it is a benefit or a burden; None if not recorded.
        kind: The kind of evidence; None if not recorded.
        reference: The reference that the record names, where this table has it.
        reference_because: Why, as the record says; None if it does not.
        comparisons: Each group beside the reference first, then each beside everyone else; of two groups, the one comparison
            where there is a reference.
        notes: What a reader must know, a sentence each: of the reference, of who did not answer, of why nothing is compared.
        family: How many comparisons of this piece of evidence the verdicts are corrected for together: those made, and those of
            which a count is withheld; not those of too few people, which are left out whatever they would show.
        rule: How the counts were made safe.
    """

    evidence: str
    table: str
    characteristic: str | None
    by: str
    outcome: str
    bears: Bears | None
    kind: Kind | None
    reference: str | None
    reference_because: str | None
    comparisons: tuple[Comparison, ...]
    notes: tuple[str, ...]
    family: int
    rule: str

    @property
    def told(self) -> tuple[Comparison, ...]:
        """The comparisons that show something."""
        return tuple(one for one in self.comparisons if one.answer in (Answer.DIFFERENT, Answer.SIMILAR))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """Two groups to be compared, and why they cannot be, where they cannot."""

    ours: RoundedTally | None
    theirs: RoundedTally | None
    group: str
    reference: str
    why_not: str
    people: str


def gaps_of(tables: Sequence[Shown], asked: Asked, *, bands: Bands) -> tuple[Gaps, ...]:
    """Compare the groups of each table of one piece of evidence that has one characteristic and an outcome.

    Args:
        tables: The evidence's released tables; those of no outcome, or of several characteristics, are passed over.
        asked: What the record says.
        bands: What counts as similar.

    Returns:
        One a table, in the order given. The verdicts of all are corrected together for how many comparisons there are.

    Raises:
        EiaError: The record's reference is no group of any of the tables, or a group of those who did not answer.
    """
    of_one = [one for one in tables if one.table.outcome is not None and len(one.table.axes) == 1]
    if not of_one:
        return ()
    reference = reference_of([one.table.axes[0] for one in of_one], asked)
    pairs = [tuple(_pairs(one, reference_in(one.table.axes[0], reference), asked.kind)) for one in of_one]
    bearings = [asked.outcomes.get(one.table.outcome or "", asked.bears) for one in of_one]
    compared: dict[tuple[int, int], RoundedGap] = {}
    for at, (one, bears) in enumerate(zip(of_one, bearings, strict=True)):
        for number, pair in enumerate(pairs[at]):
            if found := _gap(pair, one, asked, bears):
                compared[at, number] = found
    untold = sum(pair.why_not == WITHHELD for some in pairs for pair in some) if compared else 0
    shows = rounded_verdicts(list(compared.values()), bands=bands, untold=untold)
    verdicts = dict(zip(compared, shows, strict=True))
    return tuple(
        Gaps(
            evidence=asked.id,
            table=one.table.name,
            characteristic=one.table.axes[0].characteristic,
            by=asked.name_of(one.table.axes[0].characteristic),
            outcome=asked.words_for(one.table.outcome or ""),
            bears=bearings[at],
            kind=asked.kind,
            reference=reference_in(one.table.axes[0], reference),
            reference_because=asked.reference_because,
            comparisons=tuple(
                _comparison(pair, verdicts.get((at, number)), one, asked, bearings[at])
                for number, pair in enumerate(pairs[at])
            )
            if asked.kind and bearings[at]
            else (),
            notes=tuple(_notes(one, asked, bearings[at], reference)),
            family=len(compared) + untold,
            rule=one.rule,
        )
        for at, one in enumerate(of_one)
    )


def _pairs(one: Shown, reference: str | None, kind: Kind | None) -> Iterator[_Pair]:
    axis = one.table.axes[0]
    tallies = {group: tally_of(one, group) for group in axis.answered}
    if reference is not None:
        for group in axis.answered:
            if group != reference:
                yield _pair(one, (group, tallies[group]), (reference, tallies[reference]), kind)
    # Beside a reference, the only other group has been compared with everyone else already.
    if len(axis.answered) > (2 if reference else 1):
        for group in axis.answered:
            yield _pair(one, (group, tallies[group]), (EVERYONE_ELSE, _everyone_else(one, group)), kind)


def _pair(
    one: Shown,
    first: tuple[str, RoundedTally | None],
    second: tuple[str, RoundedTally | None],
    kind: Kind | None,
) -> _Pair:
    (group, ours), (reference, theirs) = first, second
    why_not = people = ""
    if ours is None or theirs is None:
        why_not = WITHHELD
    elif few := [tally.group for tally in (ours, theirs) if too_few(tally, one)]:
        said = " and ".join("everyone else" if name == EVERYONE_ELSE else f"“{name}”" for name in few)
        why_not = f"Cannot tell: {said} {'are' if len(few) > 1 else 'is'} too few for a percentage to be shown (at least {one.least:,} are needed)."
    elif kind == "opt-in" and (ours.open_share or theirs.open_share):
        why_not = "A count is shown only as too few to name, so the shares are not described."
    else:
        people = people_in_words(ours, theirs, rounded=one.rounded, told=kind != "opt-in")
    return _Pair(ours=ours, theirs=theirs, group=group, reference=reference, why_not=why_not, people=people)


def _everyone_else(one: Shown, group: str) -> RoundedTally | None:
    """Return the other groups together, found in two ways: as their sum, and as what the others leave of the total."""
    axis = one.table.axes[0]
    both = []
    for outcome in (one.table.outcome, OTHERS):
        summed = added(one.spans[other, outcome] for other in axis.answered if other != group)
        rest = left(
            one.spans[None, outcome], *(one.spans[part, outcome] for part in (group, *axis.unanswered))
        )
        both.append(narrower(summed, rest))
    have, have_not = both
    return (
        None
        if have is None or have_not is None
        else RoundedTally(group=EVERYONE_ELSE, have=have, have_not=have_not)
    )


def _gap(pair: _Pair, one: Shown, asked: Asked, bears: Bears | None) -> RoundedGap | None:
    kind = asked.kind
    if pair.why_not or pair.ours is None or pair.theirs is None or kind in (None, "opt-in") or bears is None:
        return None
    return rounded_gap(
        pair.ours,
        pair.theirs,
        kind="complete" if kind == "complete" else "sampled",
        outcome=asked.words_for(one.table.outcome or ""),
        bears=bears,
    )


def _comparison(
    pair: _Pair, verdict: Verdict | None, one: Shown, asked: Asked, bears: Bears | None
) -> Comparison:
    kind = asked.kind
    described = None
    brief = ""
    says = f"“{pair.group}” beside {'everyone else' if pair.reference == EVERYONE_ELSE else f'“{pair.reference}”'}: {pair.why_not}"
    if verdict is not None and pair.ours and pair.theirs:
        says = sentence_of(verdict, people=pair.people)
        brief = in_brief(
            verdict, rounded=one.rounded, people=people_in_brief(pair.ours, pair.theirs, rounded=one.rounded)
        )
    elif not pair.why_not and pair.ours and pair.theirs and kind == "opt-in" and bears is not None:
        described = gap(
            pair.ours.shown,
            pair.theirs.shown,
            kind="opt-in",
            outcome=asked.words_for(one.table.outcome or ""),
            bears=bears,
        )
        says = sentence_of(described, people=pair.people)
    return Comparison(
        group=pair.group,
        reference=pair.reference,
        verdict=verdict,
        described=described,
        answer=verdict.answer if verdict else None if kind == "opt-in" else Answer.CANNOT_TELL,
        says=says,
        in_brief=brief,
    )


def _notes(one: Shown, asked: Asked, bears: Bears | None, reference: str | None) -> Iterator[str]:
    if one.whole:
        yield one.rule
    if asked.kind is None:
        yield NO_KIND
    elif bears is None:
        yield NO_BEARING
    axis = one.table.axes[0]
    named = reference_in(axis, reference)
    if asked.kind is None or bears is None:
        pass
    elif named is None:
        yield "The record names no reference group for this table, so each group is beside everyone else only."
    elif asked.reference_because:
        yield f"The reference group is “{named}”, because: {asked.reference_because}"
    else:
        yield f"The reference group is “{named}”; the record does not say why."
    if len(axis.answered) < 2:  # noqa: PLR2004 - a pair
        yield "The table has fewer than two groups to compare."
    yield from not_answered_of(one, asked)
