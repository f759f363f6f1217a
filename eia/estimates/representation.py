"""Who is there: respondents or users by group, beside a population of the same base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from eia.errors import EiaError, Problem
from eia.estimates.proportions import proportion
from eia.estimates.results import LEVEL, Described, Estimate, Kind, Tally, check_kind, held


@dataclass(frozen=True, kw_only=True, slots=True)
class Represented:
    """How much of those counted a group is, beside how much of the population it is.

    Attributes:
        group: The group.
        share: Its share of those counted whose group is known.
        population_share: Its share of the population, which is taken as known.
        ratio: The first over the second: below 1 the group is under-represented. None as its value where the population has
            nobody of the group.
    """

    group: str
    share: Estimate | Described
    population_share: float
    ratio: Estimate | Described


@dataclass(frozen=True, kw_only=True, slots=True)
class Representation:
    """Who is there, group by group.

    Attributes:
        base: Who is counted, in both.
        kind: The kind of evidence. Opt-in responses have no intervals.
        groups: One a group, in the order of the population's table.
        not_answered: The share of all those counted whose group is not known.
        nobody: Whether nobody at all was counted.
        none_known: Whether the group of nobody counted is known.
    """

    base: str
    kind: Kind
    groups: tuple[Represented, ...]
    not_answered: Estimate | Described
    nobody: bool
    none_known: bool = False


def representation(
    counted: Mapping[str, int],
    population: Mapping[str, int],
    *,
    base: str,
    population_base: str,
    not_answered: int,
    kind: Kind,
    level: float = LEVEL,
) -> Representation:
    """Compare who responded, or who uses a service, with a population, group by group.

    Args:
        counted: Respondents or users by group, those whose group is not known left out. A group of the population that is
            not there has nobody.
        population: The population by the same groups.
        base: Who is counted, such as "residents aged 16 and over".
        population_base: Who the population's table counts: the same.
        not_answered: How many more respondents or users there are, whose group is not known.
        kind: The kind of evidence.
        level: The level of the intervals; the population's shares are taken as known.

    Raises:
        EiaError: The bases differ, a group is not in the population's table, or the population has nobody.
        ValueError: A count is negative, it is no kind of evidence, or the level is not above 0 and below 1.
    """
    check_kind(kind)
    if min((*counted.values(), *population.values(), not_answered)) < 0:
        raise ValueError("a count is negative")
    problems = []
    if base != population_base:
        problems.append(
            Problem(
                "base",
                f"Those counted are {base}, and the population's are {population_base}.",
                "Compare like with like.",
            )
        )
    problems += [
        Problem(
            "groups", f"The population's table has no group '{group}'.", f"It has: {', '.join(population)}."
        )
        for group in counted
        if group not in population
    ]
    people = sum(population.values())
    if not people:
        problems.append(Problem("population", "There is nobody in it.", "Give a table with counts."))
    if problems:
        raise EiaError.of(problems)
    known = sum(counted.values())
    return Representation(
        base=base,
        kind=kind,
        groups=tuple(
            _represented(
                Tally(group=group, count=counted.get(group, 0), total=known), there / people, kind, level
            )
            for group, there in population.items()
        ),
        not_answered=proportion(
            Tally(group="not answered", count=not_answered, total=known + not_answered),
            kind=kind,
            level=level,
        ),
        nobody=not known + not_answered,
        none_known=not known,
    )


def _represented(tally: Tally, expected: float, kind: Kind, level: float) -> Represented:
    ratio: Estimate | Described
    share: Estimate | Described
    if kind == "opt-in":
        share = proportion(tally, kind=kind)
        value = share.value / expected if expected and share.value is not None else None
        ratio = Described(value=value, rests_on=held(**{"of the group": tally.count, "counted": tally.total}))
    else:
        share = proportion(tally, kind=kind, level=level)
        ratio = _over(share, expected)
    return Represented(group=tally.group, share=share, population_share=expected, ratio=ratio)


def _over(share: Estimate, expected: float) -> Estimate:
    """Divide an estimate by a number that is known."""
    if not expected:
        why_not = share.why_not or "The population has nobody of this group."
        return replace(share, value=None, low=None, high=None, why_not=why_not)
    value, low, high = (
        None if number is None else number / expected for number in (share.value, share.low, share.high)
    )
    return replace(share, value=value, low=low, high=high)
