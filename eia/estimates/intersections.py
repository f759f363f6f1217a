"""Intersections of two or three characteristics, small cells shrunk towards the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import prod

from eia.estimates.proportions import proportion
from eia.estimates.results import LEVEL, Estimate, Sampling, Tally, held, refuse_opt_in, total_of, z_for

SHRUNK = "empirical-Bayes share (method of moments), with the Beta interval of its posterior"
SHRUNK_SOURCE = "Marshall RJ (1991), J R Stat Soc C 40(2): 283-294, doi 10.2307/2347593; Morris CN (1983), J Am Stat Assoc 78(381): 47-55, doi 10.1080/01621459.1983.10477920"
MOST_CHARACTERISTICS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One intersection.

    Attributes:
        groups: Its groups, one a characteristic, in the order of the characteristics.
        crude: Its share as counted.
        shrunk: Its share drawn towards the whole, the more the fewer its people.
    """

    groups: tuple[str, ...]
    crude: Estimate
    shrunk: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Intersections:
    """A table of intersections.

    Attributes:
        characteristics: The characteristics crossed.
        kind: The kind of evidence.
        cells: Those of enough people to speak of, ordered by their names.
        too_small: How many cells hold somebody, and too few to speak of; of rounded counts, how many are shown with too few.
        empty: How many combinations of the groups hold nobody; of counts as shown, of those whose count is not withheld.
        rounded: Whether the counts were rounded, so that some of those too small may hold nobody.
        fewest: How many people a cell needs to be spoken of.
        whole: The share of all people in the table.
    """

    characteristics: tuple[str, ...]
    kind: Sampling
    cells: tuple[Cell, ...]
    too_small: int
    empty: int
    fewest: int
    whole: Estimate
    rounded: bool = False


def intersections(
    characteristics: tuple[str, ...],
    counted: Mapping[tuple[str, ...], tuple[int, int]],
    *,
    fewest: int,
    kind: Sampling,
    level: float = LEVEL,
) -> Intersections:
    """Return the shares of the intersections of two or three characteristics, crude and shrunk.

    The shrunk share and its interval allow for chance within a cell and for how far cells truly differ, but not for that the
    latter is itself estimated: with few cells the intervals are somewhat too narrow. A shrunk share may hide a cell that
    truly stands out, so the crude one stands beside it.

    Args:
        characteristics: Their names, two or three.
        counted: By groups, one a characteristic: how many have the outcome, and of how many.
        fewest: How many people a cell needs to be spoken of; smaller ones help to estimate how far cells differ, and are
            only counted in the result.
        kind: The kind of evidence; opt-in responses have no interval, so they are not taken.
        level: The level of the intervals.

    Raises:
        TypeError: The evidence is opt-in.
        ValueError: The characteristics are not two or three, a key has not one group each, there are no cells or no people, or the level is not
            above 0 and below 1.
    """
    refuse_opt_in(kind)
    z_for(level)
    if not 2 <= len(characteristics) <= MOST_CHARACTERISTICS:  # noqa: PLR2004 - an intersection is of at least two
        raise ValueError("an intersection is of two or three characteristics")
    if any(len(groups) != len(characteristics) for groups in counted):
        raise ValueError("a cell has one group of each characteristic")
    tallies = {
        groups: Tally(group=" and ".join(groups), count=count, total=total)
        for groups, (count, total) in sorted(counted.items())
    }
    whole = total_of(tallies.values(), "everyone")
    if not whole.total:
        raise ValueError("there is nobody in the table")
    strength = strength_of(list(tallies.values()), whole)
    spoken = {groups: one for groups, one in tallies.items() if one.total >= max(1, fewest)}
    return Intersections(
        characteristics=characteristics,
        kind=kind,
        cells=tuple(
            Cell(
                groups=groups,
                crude=proportion(one, kind=kind, level=level),
                shrunk=shrunk_share(one, whole, strength, level),
            )
            for groups, one in spoken.items()
        ),
        too_small=sum(0 < one.total < max(1, fewest) for one in tallies.values()),
        empty=combinations_of(tallies) - sum(one.total > 0 for one in tallies.values()),
        fewest=fewest,
        whole=proportion(whole, kind=kind, level=level),
    )


def combinations_of(cells: Collection[tuple[str, ...]]) -> int:
    """Return how many combinations there are of the groups that stand in cells."""
    return prod(len(set(groups)) for groups in zip(*cells, strict=True))


def strength_of(tallies: list[Tally], whole: Tally) -> float:
    """Return how many people's worth the whole counts for in each cell: few if cells differ much, many if little.

    Never more than there are people in the table: that cells do not seem to differ is itself only an estimate.
    """
    filled = [one for one in tallies if one.total]
    mean = whole.count / whole.total
    apart = sum(one.total * (one.count / one.total - mean) ** 2 for one in filled) / whole.total
    by_chance = mean * (1 - mean) * len(filled) / whole.total
    between = apart - by_chance
    return min(float(whole.total), mean * (1 - mean) / between) if between > 0 else float(whole.total)


def shrunk_share(one: Tally, whole: Tally, strength: float, level: float) -> Estimate:
    """Return a cell's share drawn towards the whole, which counts for `strength` people in it."""
    from scipy.stats import beta  # type: ignore[import-untyped]  # noqa: PLC0415 - scipy ships no types; heavy, and only needed for intersections

    mean = whole.count / whole.total
    have, have_not = one.count + strength * mean, one.total - one.count + strength * (1 - mean)
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, have, have_not)) if have and have_not else mean
    high = float(beta.ppf(1 - tail, have, have_not)) if have and have_not else mean
    alike = "" if have and have_not else "Everybody in the table, or nobody, has the outcome."
    return Estimate(
        value=have / (have + have_not),
        low=None if alike else low,
        high=None if alike else high,
        level=level,
        method=SHRUNK,
        source=SHRUNK_SOURCE,
        rests_on=held(**{"with the outcome": one.count, "people": one.total}),
        why_not=alike,
    )
