"""The auditor: can a reader bring any small count nearer than the rule allows, or nearer than a release need let them?

It was written apart from what protects the counts and shares nothing with it but the structure of the tables.

What may be shown. Which counts have a need is itself a secret: a need says "this count is small". An `Audit` therefore
holds its particulars for the code that releases tables, keeps them out of its text, and offers `says` and `record` for print.
These give what concerns all counts kept back alike, and how near an outsider could come *within the range the rule asks for*,
which tells no more than the published rule does while nothing falls short, and where something does, is the very thing that
must be said. Tables that show each reach belong in print only for every count kept back alike:
`attack(structure, known, kept_back(known))`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from eia.disclosure.attack import Reach, Reader, kept_back, withheld
from eia.disclosure.structure import Bounds, Structure

LEAST_THRESHOLD = 3
"""Below it a rule protects nothing: with a threshold of 2 the only small count is 1."""


class Verdict(StrEnum):
    """What the auditor finds of one protected count."""

    SAFE = "safe"
    AS_WIDE_AS_CAN_BE = "short of the rule, and no release could leave more"
    BELOW = "short of the rule, and another release might leave more"
    PINNED = "can be worked out exactly"


def needs_of(values: Sequence[int], threshold: int, *, zeros: bool) -> dict[int, Bounds]:
    """Give for each small count the range in which it must be able to lie, whichever small count it is.

    A count from 1 to below the threshold must be able to be any of these; where zeros are disclosive, a 0 must be able to be
    any count from 0 to below the threshold. The answer is as secret as the counts.

    Args:
        values: The true count of each cell.
        threshold: The least count that is not small: 10 where the rule is "under 10".
        zeros: Whether a 0 is protected as well.

    Raises:
        ValueError: The threshold is below 3, where such a rule protects nothing.
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError("a threshold below 3 protects nothing")
    return {
        place: Bounds(low=min(count, 1), high=threshold - 1)
        for place, count in enumerate(values)
        if (0 if zeros else 1) <= count < threshold
    }


def widest_withholding(
    structure: Structure, *, public: Mapping[int, Bounds], low: int = 0
) -> tuple[Bounds, ...]:
    """Give what a reader would know if everything that may be withheld were withheld: no release of the kind leaves more.

    Args:
        structure: The cells and the sums among them.
        public: What everyone knows in any case, or what is published in any case (a total, or every 0).
        low: The least that a withheld count can be by the rule.
    """
    return tuple(public.get(place, withheld(low)) for place in range(len(structure.cells)))


def widest_rounding(
    values: Sequence[int], base: int, *, public: Mapping[int, Bounds] | None = None
) -> tuple[Bounds, ...]:
    """Give what a reader would know at the least if each count were rounded to either multiple next to it, and not said which.

    Whatever rounding is chosen, up or down, leaves a reader with no more possible tables than this does. It may be more than
    any one rounding leaves, for it takes both at once: a count found as wide as this is as wide as any rounding could leave it;
    of one that is not, another rounding *might* leave more. As secret as the counts.

    Args:
        values: The true count of each cell.
        base: The multiple.
        public: What everyone knows in any case, if anything.
    """
    known = []
    for place, count in enumerate(values):
        down, up = count - count % base, count + -count % base
        either = Bounds(low=max(0, down - base + 1), high=up + base - 1)
        known.append((public or {}).get(place, either))
    return tuple(known)


@dataclass(frozen=True, kw_only=True, slots=True)
class Protected:
    """One small count, and how far a reader can narrow it. As secret as the count, so its text is empty: see the module.

    Attributes:
        cell: Its place.
        need: The range in which it must be able to lie.
        reach: What a reader can work out, with the tables that show it.
        counts: Those of the need which are possible for a reader: shown by a table, or between two so shown where the sums form a
            network, which leaves no gaps.
        attainable: Those of the need which are possible under the widest release, as far as they could not be ruled out.
    """

    cell: int = field(repr=False)
    need: Bounds = field(repr=False)
    reach: Reach = field(repr=False)
    counts: frozenset[int] = field(repr=False)
    attainable: frozenset[int] = field(repr=False)

    @property
    def found(self) -> Bounds:
        """The least and the greatest count possible for a reader."""
        return self.reach.bounds

    @property
    def short(self) -> bool:
        """Whether some count that the rule asks for can be ruled out."""
        return not self.counts >= _counts(self.need)

    @property
    def below(self) -> bool:
        """Whether a reader can rule out some count that the widest release would leave possible."""
        return not self.counts >= self.attainable

    @property
    def pinned(self) -> bool:
        """Whether a reader can work the count out exactly."""
        return self.found.pinned

    @property
    def verdict(self) -> Verdict:
        """The worst that is true of it."""
        if self.pinned:
            return Verdict.PINNED
        if self.below:
            return Verdict.BELOW
        return Verdict.AS_WIDE_AS_CAN_BE if self.short else Verdict.SAFE


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What the auditor found of one release.

    Attributes:
        kept_back: How many counts are not published as they are, which every reader can see.
        protected: Each small count, with what was found of it. Not for print: see the module.
    """

    kept_back: int
    protected: tuple[Protected, ...] = field(repr=False)

    @property
    def short(self) -> tuple[Protected, ...]:
        """The small counts that can be narrowed further than the rule allows."""
        return tuple(each for each in self.protected if each.short)

    @property
    def below(self) -> tuple[Protected, ...]:
        """Those that another release might leave wider."""
        return tuple(each for each in self.protected if each.below)

    @property
    def pinned(self) -> tuple[Protected, ...]:
        """Those that can be worked out exactly: with one of them, the table must be coarser or withheld whole."""
        return tuple(each for each in self.protected if each.pinned)

    @property
    def closest(self) -> int | None:
        """In how many counts, of those the rule asks for, the count most at risk can lie; None where the rule is kept for all.

        None tells nothing of whether there is a small count at all, which for rounded tables is a secret too.
        """
        return min((len(each.counts) for each in self.short), default=None)

    def says(self, rule: str, width: int) -> str:
        """Say in a sentence or two, fit for print, how close an outsider could come.

        Args:
            rule: What is protected, as in "count under 10".
            width: In how many counts the rule wants each to be able to lie, such as 9.
        """
        working = "Working from every number published here, the rule and the sums among them, an outsider"
        if self.closest is None:
            return f"{working} cannot bring any {rule} down to fewer than {width} possible counts."
        if self.pinned:
            return f"{working} could work out a {rule} exactly. These tables should not be published as they are."
        short = len(self.short)
        falls = "One count falls" if short == 1 else f"{short} counts fall"
        reason = (
            "another way of keeping counts back might leave more"
            if self.below
            else "nothing short of leaving out the table or its totals could leave more"
        )
        return (
            f"{working} could bring a {rule} down to {self.closest} possible counts, and no further. "
            f"{falls} short of what the rule asks for; {reason}."
        )

    def record(self) -> dict[str, int | bool | None]:
        """Give what a published record may hold: what concerns all counts kept back alike, and how many fall short."""
        return {
            "closest": self.closest,
            "falls_short": len(self.short),
            "kept_back": self.kept_back,
            "pinned": bool(self.pinned),
        }


def audit(
    structure: Structure,
    known: Sequence[Bounds],
    needs: Mapping[int, Bounds],
    *,
    widest: Sequence[Bounds],
    nodes: int | None = None,
) -> Audit:
    """Attack a release as a reader would, and hold what is found of each small count against its need.

    A count is safe if each count of its need is possible: not only the two ends, for in tables of three ways and more a count
    between two possible ones can be impossible. What cannot be shown possible by a table within the budget is taken to
    be ruled out.

    Args:
        structure: The cells and the sums among them.
        known: What is published of each cell, or follows from the rule.
        needs: The range in which each small count must be able to lie, by place.
        widest: What a reader would know under the widest release: from `widest_withholding` or `widest_rounding`.
        nodes: How many nodes each integer programme may branch into; by default as in `attack`.

    Raises:
        ContradictionError: No table fits what is published.
        UnsettledError: No table was found within the budget.
        ValueError: There is not one bound a cell, or a need has no greatest count.
    """
    if any(need.high is None for need in needs.values()):
        raise ValueError("a need has a greatest count")
    budget = {} if nodes is None else {"nodes": nodes}
    reader = Reader(structure, known, **budget)
    most: Reader | None = None
    protected = []
    for cell, need in sorted(needs.items()):
        reach = reader.reach(cell)
        counts = _possible(reader, reach, _counts(need), doubtful=False)
        attainable = _counts(need)
        if counts != attainable:
            most = most or Reader(structure, widest, **budget)
            attainable = counts | _possible(most, most.reach(cell), attainable - counts, doubtful=True)
        protected.append(
            Protected(cell=cell, need=need, reach=reach, counts=counts, attainable=attainable),
        )
    return Audit(kept_back=len(kept_back(known)), protected=tuple(protected))


def _counts(need: Bounds) -> frozenset[int]:
    """Give the counts of a range."""
    if need.high is None:
        raise ValueError("a need has a greatest count")
    return frozenset(range(need.low, need.high + 1))


def _possible(reader: Reader, reach: Reach, counts: frozenset[int], *, doubtful: bool) -> frozenset[int]:
    """Give those counts that are possible for a reader: shown by a table, or, if the doubtful are wanted, not ruled out."""
    bounds = reach.limit if doubtful else reach.bounds
    inside = [count for count in counts if bounds.covers(Bounds(low=count, high=count))]
    if doubtful or reader.gapless(reach.cell):
        return frozenset(inside)
    ends = {reach.bounds.low, reach.bounds.high}
    return frozenset(
        count for count in inside if count in ends or reader.table_with(reach.cell, count) is not None
    )
