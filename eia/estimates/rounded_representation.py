"""Who is there, by counts as they were shown: intervals over all that the rounding leaves open (see `eia.estimates.rounded`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from eia.errors import EiaError
from eia.estimates.proportions import proportion
from eia.estimates.representation import Representation, Represented
from eia.estimates.results import LEVEL, Described, Estimate, Kind, check_kind
from eia.estimates.rounded import RoundedTally, Span, hull

NONE = Span(low=0, shown=0, high=0)


def rounded_representation(
    counted: Mapping[str, Span],
    population: Mapping[str, int],
    *,
    base: str,
    not_answered: Span = NONE,
    kind: Kind,
    level: float = LEVEL,
) -> Representation:
    """Compare who responded, or who uses a service, with a population, by counts as they were shown.

    Args:
        counted: Respondents or users by group, as shown; those whose group is not known left out.
        population: The population by group: the same groups, and perhaps more, of which nobody is counted.
        base: Who is counted in both, in words.
        not_answered: How many more there are, whose group is not known.
        kind: The kind of evidence. Opt-in responses have no interval.
        level: The level of the intervals; the population's shares are taken as known.

    Returns:
        The representation. A share whose count reads "fewer than" has an interval and no value.

    Raises:
        EiaError: A group is not in the population, or the population has nobody.
        ValueError: A count of the population is negative, it is no kind of evidence, or the level is not above 0 and below 1.
    """
    check_kind(kind)
    if min(population.values(), default=0) < 0:
        raise ValueError("a count is negative")
    people = sum(population.values())
    if strange := [group for group in counted if group not in population]:
        raise EiaError(
            "groups",
            f"The population's table has no group '{strange[0]}'.",
            "Leave it out, or name it as the table does.",
        )
    if not people:
        raise EiaError("population", "There is nobody in it.", "Give a table with counts.")
    everyone = _added(counted.values())
    groups = []
    for group, there in population.items():
        others = _added(span for name, span in counted.items() if name != group)
        tally = RoundedTally(group=group, have=counted.get(group, NONE), have_not=others)
        share = rounded_proportion(tally, kind=kind, level=level)
        groups.append(
            Represented(
                group=group,
                share=share,
                population_share=there / people,
                ratio=_over(share, there / people),
            )
        )
    return Representation(
        base=base,
        kind=kind,
        groups=tuple(groups),
        not_answered=rounded_proportion(
            RoundedTally(group="not answered", have=not_answered, have_not=everyone), kind=kind, level=level
        ),
        nobody=not everyone.high + not_answered.high,
        none_known=not everyone.high,
    )


def rounded_proportion(tally: RoundedTally, *, kind: Kind, level: float = LEVEL) -> Estimate | Described:
    """Return the share of a group with an outcome, by counts as they were shown. Arguments as `eia.estimates.proportion`."""
    if kind == "opt-in":
        found = proportion(tally.shown, kind=kind)
        return found if tally.open_share is None else replace(found, value=None)
    at_shown, lowest, highest = (
        proportion(one, kind=kind, level=level) for one in (tally.shown, tally.least, tally.most)
    )
    if tally.exact:
        return at_shown
    return hull(at_shown, lowest, highest, has_value=tally.open_share is None)


def _over(share: Estimate | Described, expected: float) -> Estimate | Described:
    """Divide a share by one that is known."""
    if isinstance(share, Described):
        return replace(share, value=share.value / expected if expected and share.value is not None else None)
    if not expected:
        why_not = share.why_not or "The population has nobody of this group."
        return replace(share, value=None, low=None, high=None, why_not=why_not)
    value, low, high = (
        None if number is None else number / expected for number in (share.value, share.low, share.high)
    )
    return replace(share, value=value, low=low, high=high)


def _added(spans: Iterable[Span]) -> Span:
    total = NONE
    for one in spans:
        total += one
    return total
