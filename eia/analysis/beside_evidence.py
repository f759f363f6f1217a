"""Who is in one piece of evidence, group by group, beside who is in another that the record names: from the released tables of both.

An interval is given only where the other is a complete count of the same groups and the same ages: it is then taken as it stands, as a
population is (`eia.estimates.rounded_benchmark`). A sample on the other side has chance of its own, and if the same people may be in both
nothing is known of how the two move together: then shares are set side by side, and why there is no interval is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from eia.analysis.asked import Asked
from eia.analysis.representation import ages_counted, place_in, unsaid_in
from eia.analysis.shown import Shown, added, left
from eia.analysis.tables_to_release import Axis
from eia.disclosure.crosstab import same_words
from eia.estimates import Benchmarked, Estimate, RoundedTally, Span, rounded_benchmark, rounded_proportion
from eia.estimates.results import OF_CHANCE, Sampling
from eia.estimates.speaking import bare_times, per_cent, times, whole_number

NOT_A_GROUP = "no such group"
NOT_SHOWN = "not shown"
TOO_FEW = "too few to name"


@dataclass(frozen=True, kw_only=True, slots=True)
class SideBySide:
    """A group's share of those in each of two pieces of evidence, in words where no interval is given.

    Attributes:
        group: The group.
        share: Its share of those counted, such as "62%"; or why there is none.
        there: The same of the other evidence.
    """

    group: str
    share: str
    there: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BesideEvidence:
    """Those counted by one characteristic, beside those in another piece of evidence.

    Attributes:
        evidence: The evidence's id.
        table: The name of the released table.
        characteristic: A characteristic's id, or a word of the body's own; None if not said.
        by: What the groups are groups of, in words.
        other: The other evidence's id.
        other_title: Its title.
        other_base: Whom it counts, as the record says; None if it does not.
        compared: The shares with their intervals; empty where none is given.
        described: The shares alone, where no interval is given; empty where not even these may be shown.
        says: All of it in plain sentences, or why the two are not compared.
        rules: How the counts of each were made safe; said once where it is the same.
    """

    evidence: str
    table: str
    characteristic: str | None
    by: str
    other: str
    other_title: str
    other_base: str | None
    compared: tuple[Benchmarked, ...]
    described: tuple[SideBySide, ...]
    says: str
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    """One of the two: its table, what the record says of it, and what may be told of its groups, by their words as compared."""

    one: Shown
    asked: Asked

    @property
    def axis(self) -> Axis:
        return self.one.table.axes[0]

    @property
    def spans(self) -> dict[str, Span | None]:
        return {same_words(name): self.one.spans[place_in(self.one, name)] for name in self.axis.answered}

    @property
    def known(self) -> Span | None:
        """How many people's group is known: the groups' sum; where one is withheld, what those of no known group leave of all."""
        everyone = self.one.spans[place_in(self.one, None)]
        return added(self.spans.values()) or left(everyone, unsaid_in(self.one))

    def share_of(self, words: str) -> str:
        """Say a group's share at the counts shown, or why there is none."""
        if words not in self.spans:
            return NOT_A_GROUP
        span, known = self.spans[words], self.known
        if span is None or known is None:
            return NOT_SHOWN
        tally = RoundedTally(group=words, have=span, have_not=left(known, span) or known)
        value = rounded_proportion(tally, kind="opt-in").value
        return TOO_FEW if value is None else f"{'about ' if self.one.rounded else ''}{per_cent(value)}"


def beside_evidence(
    shown_tables: Sequence[Shown], asked: Asked, others: Sequence[Shown], other: Asked
) -> tuple[BesideEvidence, ...]:
    """Compare who is in a piece of evidence with who is in another, one characteristic at a time.

    Args:
        shown_tables: The evidence's released tables; of those of one characteristic the first is used, others passed over.
        asked: What the record says of it.
        others: The other evidence's released tables.
        other: What the record says of that.

    Returns:
        One a characteristic. Where there is no table of the same characteristic, or a count that all shares need is withheld, nothing
        is compared, and why is said.
    """
    first: dict[str, Shown] = {}
    for one in shown_tables:
        if len(one.table.axes) == 1:
            first.setdefault(one.table.axes[0].name, one)
    return tuple(_beside(_Side(one=one, asked=asked), others, other) for one in first.values())


def _beside(ours: _Side, others: Sequence[Shown], other: Asked) -> BesideEvidence:
    theirs = next(
        (
            _Side(one=one, asked=other)
            for one in others
            if len(one.table.axes) == 1 and one.table.axes[0].characteristic == ours.axis.characteristic
        ),
        None,
    )
    by = ours.asked.name_of(ours.axis.characteristic)
    compared: tuple[Benchmarked, ...] = ()
    described: tuple[SideBySide, ...] = ()
    if theirs is None:
        says = f"“{other.title}” holds no table by {by.lower()} that could stand beside this."
    elif why_not := next((why for side in (ours, theirs) if (why := _no_shares(side))), ""):
        says = why_not
    elif why_not := _no_interval(ours, theirs):
        described = tuple(_side_by_side(ours, theirs))
        says = " ".join(
            (
                f"{why_not} So the shares stand side by side, with no interval and no verdict.",
                *_people(ours, theirs),
            )
        )
    else:
        compared = _compared(ours, theirs)
        says = " ".join(_says(ours, theirs, compared))
    return BesideEvidence(
        evidence=ours.asked.id,
        table=ours.one.table.name,
        characteristic=ours.axis.characteristic,
        by=by,
        other=other.id,
        other_title=other.title,
        other_base=other.base,
        compared=compared,
        described=described,
        says=says,
        rules=tuple(dict.fromkeys(side.one.rule for side in (ours, theirs) if side is not None)),
    )


def _no_shares(side: _Side) -> str:
    """Say why no share of a piece of evidence may be given; nothing where they may."""
    if side.known is None or not any(side.spans.values()):
        return f"Cannot tell: withheld. A count of “{side.asked.title}” that this needs is not shown."
    if side.known.shown < side.one.least:
        return f"Cannot tell: those in “{side.asked.title}” whose group is known are too few for percentages (at least {side.one.least:,} are needed)."
    return ""


def _no_interval(ours: _Side, theirs: _Side) -> str:
    """Say why shares may stand side by side and no interval be given; nothing where one may."""
    here, there = (f"“{side.asked.title}”" for side in (ours, theirs))
    for side, name in ((ours, here), (theirs, there)):
        if side.asked.kind is None:
            return f"The record does not say whether {name} is a complete count, a sample, or whoever chose to answer."
        if side.asked.kind == "opt-in":
            return f"Those in {name} chose whether to respond, so it describes them and no one else."
    if theirs.asked.kind != "complete":
        return f"{there} is a sample with chance of its own, and it is not known whether the same people are in both."
    if set(ours.spans) != set(theirs.spans):
        return f"{here} and {there} have not the same groups."
    if not _same_people(ours.asked, theirs.asked):
        return f"As far as the record says, {here} and {there} do not count people of the same ages."
    if None in (*ours.spans.values(), *theirs.spans.values()):
        return "A count that an interval needs is withheld."
    return ""


def _same_people(asked: Asked, other: Asked) -> bool:
    """Say whether two pieces of evidence count people of the same ages, or of the same base in words."""
    ages = ages_counted(asked)
    if ages is not None:
        return ages == ages_counted(other)
    return bool(asked.base and other.base) and same_words(asked.base or "") == same_words(other.base or "")


def _side_by_side(ours: _Side, theirs: _Side) -> Iterator[SideBySide]:
    names = {same_words(name): name for side in (theirs, ours) for name in side.axis.answered}
    for words in dict.fromkeys((*ours.spans, *theirs.spans)):
        yield SideBySide(group=names[words], share=ours.share_of(words), there=theirs.share_of(words))


def _compared(ours: _Side, theirs: _Side) -> tuple[Benchmarked, ...]:
    names = {same_words(name): name for name in ours.axis.answered}

    def by_name(spans: Mapping[str, Span | None]) -> dict[str, Span]:
        return {names[words]: span for words, span in spans.items() if span is not None}

    kind = cast("Sampling", ours.asked.kind)  # `_no_interval` lets no other kind through
    return rounded_benchmark(by_name(ours.spans), by_name(theirs.spans), kind=kind)


def _says(ours: _Side, theirs: _Side, compared: Sequence[Benchmarked]) -> Iterator[str]:
    for one in compared:
        yield _sentence(one, ours, theirs)
    yield from _people(ours, theirs)
    yield OF_CHANCE[ours.asked.kind or ""]
    yield (
        f"“{theirs.asked.title}” is taken as it stands: what chance did there is not allowed for, and it is not known whether the same "
        "people are in both."
    )
    if ours.one.rounded or theirs.one.rounded:
        yield "The counts are shown rounded, and the intervals allow for the rounding of both."


def _sentence(one: Benchmarked, ours: _Side, theirs: _Side) -> str:
    about, about_there = ("about " if side.one.rounded else "" for side in (ours, theirs))
    interval = _interval(one.share)
    if one.share.value is None:
        here = f"no one share, since a count is shown only as too few to name{interval}"
    else:
        here = f"{about}{per_cent(one.share.value)} of those counted{interval}"
    there = f"those in “{theirs.asked.title}”"
    if one.there is None:
        return (
            f"“{one.group}”: {here}; of {there} no one share, since a count is shown only as too few to name."
        )
    said = f"“{one.group}”: {here}; {about_there}{per_cent(one.there)} of {there}"
    if one.ratio.value is None or one.ratio.low is None:
        return f"{said}."
    ends = (
        f"at least {times(one.ratio.low)}"
        if one.ratio.high is None
        else f"{bare_times(one.ratio.low)} to {times(one.ratio.high)}"
    )
    return f"{said}, so that its share here is {about or about_there}{times(one.ratio.value)} its share there ({ends})."


def _interval(share: Estimate) -> str:
    if share.low is None or share.high is None:
        return ""
    return f" ({per_cent(share.level)} interval: {per_cent(share.low)} to {per_cent(share.high)})"


def _people(*sides: _Side) -> Iterator[str]:
    """Say, of each piece of evidence, how many people the shares are of, and that some did not say their group where any did not."""
    for side in sides:
        if side.known is not None:
            about = "about " if side.one.rounded else ""
            yield f"Of those in “{side.asked.title}” the group of {about}{whole_number(side.known.shown)} people is known."
        unsaid = unsaid_in(side.one)
        if side.axis.unanswered and (unsaid is None or unsaid.high):
            yield f"The group of some of those in “{side.asked.title}” is not known; the shares are of the others."
