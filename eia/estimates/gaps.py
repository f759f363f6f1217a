"""Gaps: a group beside a named reference, or beside everyone else, as a ratio and as a difference."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

from eia.disclosure.counts import Counts
from eia.errors import EiaError
from eia.estimates.exact import cautious_p
from eia.estimates.proportions import difference, proportion
from eia.estimates.ratios import ratio
from eia.estimates.results import (
    LEVEL,
    Bears,
    Described,
    Estimate,
    Kind,
    OptIn,
    Sampling,
    Tally,
    held_pair,
    total_of,
)

EVERYONE_ELSE = "everyone else"
"""The reference that is all other groups together. It is chosen by writing it down, as any other: there is no default."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """How a group's share with an outcome compares with a reference's, by evidence that has intervals.

    Attributes:
        group: The group.
        reference: What it is compared with, as written down.
        kind: The kind of evidence.
        outcome: What the people counted did or had, in words that follow a number of people, such as "were appointed".
        bears: Whether that is a benefit or a burden to them.
        share: The group's share.
        reference_share: The reference's.
        ratio: How many times the reference's share the group's is.
        difference: The group's share less the reference's, from -1 to 1.
        p: How often chance alone would show at least this much; None where there is nothing to test.
        test: Which test that is.
        rests_on: The four counts, which raise when shown.
        open_shares: The least and the greatest that the group's and the reference's share may be, where a count is shown only
            as "fewer than" so that the share has no one value; else None.
    """

    group: str
    reference: str
    kind: Sampling
    outcome: str
    bears: Bears
    share: Estimate
    reference_share: Estimate
    ratio: Estimate
    difference: Estimate
    p: float | None
    test: str
    rests_on: Counts = field(compare=False)
    tallies: tuple[Tally, Tally] = field(compare=False, repr=False)
    open_shares: tuple[tuple[float, float] | None, tuple[float, float] | None] = (None, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class DescribedGap:
    """How the shares of two groups of opt-in responses compare: no interval, and no verdict takes it.

    Attributes:
        group: The group.
        reference: What it is compared with, as written down.
        outcome: What the people counted did or had, in words that follow a number of people, such as "were appointed".
        bears: Whether that is a benefit or a burden to them.
        share: The group's share.
        reference_share: The reference's.
        ratio: How many times the reference's share the group's is.
        difference: The group's share less the reference's, from -1 to 1.
    """

    group: str
    reference: str
    outcome: str
    bears: Bears
    share: Described
    reference_share: Described
    ratio: Described
    difference: Described


@overload
def gap(
    tally: Tally, reference: Tally, *, kind: OptIn, outcome: str, bears: Bears, level: float = ...
) -> DescribedGap: ...
@overload
def gap(
    tally: Tally, reference: Tally, *, kind: Sampling, outcome: str, bears: Bears, level: float = ...
) -> Gap: ...
def gap(
    tally: Tally, reference: Tally, *, kind: Kind, outcome: str, bears: Bears, level: float = LEVEL
) -> Gap | DescribedGap:
    """Compare a group's share with a reference's, as a ratio (Koopman) and as a difference (Newcombe).

    Args:
        tally: The group.
        reference: What it is compared with: other people than the group's.
        kind: The kind of evidence. Opt-in responses give a `DescribedGap`.
        outcome: What the people counted did or had, in words that follow a number of people, such as "were appointed".
        bears: Whether that is a benefit or a burden to them.
        level: The level of the intervals.

    Raises:
        ValueError: Group and reference have one name, or the level is not above 0 and below 1.
    """
    if tally.group == reference.group:
        raise ValueError("a group is not compared with itself")
    if kind == "opt-in":
        return _described(tally, reference, outcome, bears)
    p, test = cautious_p(tally, reference)
    return Gap(
        group=tally.group,
        reference=reference.group,
        kind=kind,
        outcome=outcome,
        bears=bears,
        share=proportion(tally, kind=kind, level=level),
        reference_share=proportion(reference, kind=kind, level=level),
        ratio=ratio(tally, reference, kind=kind, level=level),
        difference=difference(tally, reference, kind=kind, level=level),
        p=p,
        test=test,
        rests_on=held_pair(tally, reference),
        tallies=(tally, reference),
    )


@overload
def gaps(
    tallies: Sequence[Tally], *, reference: str, kind: OptIn, outcome: str, bears: Bears, level: float = ...
) -> tuple[DescribedGap, ...]: ...
@overload
def gaps(
    tallies: Sequence[Tally],
    *,
    reference: str,
    kind: Sampling,
    outcome: str,
    bears: Bears,
    level: float = ...,
) -> tuple[Gap, ...]: ...
def gaps(
    tallies: Sequence[Tally], *, reference: str, kind: Kind, outcome: str, bears: Bears, level: float = LEVEL
) -> tuple[Gap, ...] | tuple[DescribedGap, ...]:
    """Compare each group with a named reference, or each with everyone else, in the order given.

    Args:
        tallies: One a group; nobody is in two of them.
        reference: The name of one of the groups, or `EVERYONE_ELSE`.
        kind: The kind of evidence.
        outcome: What the people counted did or had, in words that follow a number of people, such as "were appointed".
        bears: Whether that is a benefit or a burden to them.
        level: The level of the intervals.

    Raises:
        EiaError: No group has the reference's name; the nearest is suggested.
        ValueError: A group stands there twice, there are fewer than two, or one is called "everyone else".
    """
    names = [one.group for one in tallies]
    if len(set(names)) != len(names) or len(names) < 2 or EVERYONE_ELSE in names:  # noqa: PLR2004 - a pair
        raise ValueError("a comparison takes two groups or more, each once, none called everyone else")
    pairs: list[tuple[Tally, Tally]] = []
    if reference == EVERYONE_ELSE:
        pairs = [
            (one, total_of((two for two in tallies if two is not one), EVERYONE_ELSE)) for one in tallies
        ]
    elif reference in names:
        against = tallies[names.index(reference)]
        pairs = [(one, against) for one in tallies if one is not against]
    else:
        near = difflib.get_close_matches(reference, names, n=1)
        known = (
            f"Did you mean '{near[0]}'?"
            if near
            else f"Write one of: {', '.join(names)}; or '{EVERYONE_ELSE}'."
        )
        raise EiaError("reference group", f"No group of the table is called '{reference}'.", known)
    if kind == "opt-in":
        return tuple(
            gap(one, two, kind=kind, outcome=outcome, bears=bears, level=level) for one, two in pairs
        )
    return tuple(gap(one, two, kind=kind, outcome=outcome, bears=bears, level=level) for one, two in pairs)


def _described(tally: Tally, reference: Tally, outcome: str, bears: Bears) -> DescribedGap:
    share, against = proportion(tally, kind="opt-in"), proportion(reference, kind="opt-in")
    rests_on = held_pair(tally, reference)
    ratio_, apart = None, None
    if share.value is not None and against.value is not None:
        apart = share.value - against.value
        ratio_ = share.value / against.value if against.value else None
    return DescribedGap(
        group=tally.group,
        reference=reference.group,
        outcome=outcome,
        bears=bears,
        share=share,
        reference_share=against,
        ratio=Described(value=ratio_, rests_on=rests_on),
        difference=Described(value=apart, rests_on=rests_on),
    )
