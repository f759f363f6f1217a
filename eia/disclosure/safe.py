"""Making linked tables safe: rounded or withheld together, attacked as a reader would, and coarser or not at all if that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eia.disclosure.across import Publication, combine
from eia.disclosure.attack import UnsettledError
from eia.disclosure.audit import Audit, Protected, audit, needs_of, widest_rounding, widest_withholding
from eia.disclosure.known import exact, rounded_bounds, withheld
from eia.disclosure.record import renamed
from eia.disclosure.rounding import round_together
from eia.disclosure.structure import Bounds
from eia.disclosure.suppression import withhold
from eia.disclosure.system import LinkedTable, System, assemble
from eia.errors import EiaError
from eia.practice import Profile

Naming = Callable[[System], Mapping[str, str]]
"""Gives each count of a system, by its name there, the name that it has in every publication."""

COARSER = (1, 2, 5, 10)
"""By what the base is multiplied, one after another, while the audit finds a count in danger."""

TOO_SMALL = "Its counts are too small, or too easily worked out from other numbers, to be shown safely."
TOLD_BEFORE = "Together with what was published of it earlier, its numbers could give a count away."


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One way of showing linked tables, and what the auditor found of it.

    Attributes:
        known: What a reader is told of each cell.
        base: What the shown numbers are multiples of.
        audit: The auditor's findings, the earlier publications taken in.
        failing: The places of the cells that a reader could work out, or bring nearer than need be.
        earlier: Whether they fail only because of what was published earlier.
    """

    known: tuple[Bounds, ...]
    base: int
    audit: Audit = field(repr=False)
    failing: tuple[int, ...] = ()
    earlier: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Safe:
    """Linked tables as they may be shown.

    Attributes:
        system: Their cells and sums; None where no table is left.
        attempt: How they are shown; None where no table is left.
        whole: The tables that are not shown at all, and why.
    """

    system: System | None
    attempt: Attempt | None
    whole: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What was published earlier of these tables.

    Attributes:
        publications: As a reader has them; the same count has the same name as here.
        values: By name, what was printed as a multiple of the profile's base.
    """

    publications: tuple[Publication, ...] = ()
    values: Mapping[str, int] = field(default_factory=dict)


def make_safe(tables: Mapping[str, LinkedTable], profile: Profile, *, named: Naming, past: Past) -> Safe:
    """Make tables of the same people safe together; what cannot be made safe is withheld whole.

    A table of more than one group whose every count is small is withheld whole at once. The reader is taken to know that its
    counts are small, which is the worst case: the sentence printed does not say so.

    Args:
        tables: The tables by id.
        profile: The rule.
        named: Gives each count of a system the name that it has in every publication.
        past: What was published of them earlier.

    Raises:
        DoesNotAddUp: As `assemble`.
    """
    whole: dict[str, str] = {name: TOO_SMALL for name, one in tables.items() if _all_small(one, profile)}
    small = tuple(whole)
    while left := {name: one for name, one in tables.items() if name in small or name not in whole}:
        if not any(name not in whole for name in left):
            break
        system = assemble(left)
        attempt = _first_that_is_safe(system, profile, small=small, names=named(system), past=past)
        if not attempt.failing:
            return Safe(system=system, attempt=attempt, whole=whole)
        why = TOLD_BEFORE if attempt.earlier else TOO_SMALL
        whole |= dict.fromkeys(_tables_to_drop(system, attempt, [n for n in left if n not in whole]), why)
    return Safe(system=None, attempt=None, whole=whole)


def _all_small(table: LinkedTable, profile: Profile) -> bool:
    values = table.counts._values  # noqa: SLF001 - counts stay within
    return len(values) > 1 and all(value < profile.threshold for value in values)


def _tables_to_drop(system: System, attempt: Attempt, shown: Sequence[str]) -> list[str]:
    """Return the tables that hold a failing count; all, where the count is of a table that is not shown already."""
    places = {name: set(system.places(name).values()) for name in shown}
    holding = [name for name in shown if places[name] & set(attempt.failing)]
    covered = set[int]().union(*(places[name] for name in holding))
    return holding if set(attempt.failing) <= covered else list(shown)


def _first_that_is_safe(
    system: System, profile: Profile, *, small: Sequence[str], names: Mapping[str, str], past: Past
) -> Attempt:
    """Return the first attempt that the auditor passes, or the last."""
    shown_of_small = {
        place: Bounds(low=0, high=profile.threshold - 1)
        for name in small
        for groups, place in system.places(name).items()
        if None not in groups
    }
    ways = _rounded if profile.method == "rounding" else _suppressed
    last: Attempt | None = None
    for known, widest, base in ways(system, profile, shown_of_small, names, past):
        last = _audited(system, profile, known, widest, base=base, names=names, past=past)
        if not last.failing:
            break
    if last is None:  # nothing adds up next to the true counts at any base
        everything = tuple(range(len(system.structure.cells)))
        nothing_known = tuple(withheld() for _ in everything)
        return Attempt(
            known=nothing_known,
            base=profile.base,
            audit=Audit(kept_back=len(everything), protected=()),
            failing=everything,
        )
    return last


_Way = tuple[tuple[Bounds, ...], tuple[Bounds, ...], int]


def _rounded(
    system: System,
    profile: Profile,
    small: Mapping[int, Bounds],
    names: Mapping[str, str],
    past: Past,
) -> Iterator[_Way]:
    """Yield roundings, each coarser than the last: what is told, what is told at least, and the base."""
    values = system._values  # noqa: SLF001 - counts stay within
    for times in COARSER:
        base = times * profile.base
        keep = {
            place: past.values[names[cell]]
            for place, cell in enumerate(system.structure.cells)
            if times == 1 and names[cell] in past.values
        }
        try:
            rounded = round_together(system.structure, values, base=base, keep=keep)
        except ArithmeticError:  # as where counts are withheld: no answer, no way
            return
        if rounded.further:  # a number printed would not mean what the rule says
            continue
        told = tuple(
            small.get(place, rounded_bounds(value, base)) for place, value in enumerate(rounded.values)
        )
        yield told, widest_rounding(values, base, public=dict(small)), base


def _suppressed(
    system: System,
    profile: Profile,
    small: Mapping[int, Bounds],
    names: Mapping[str, str],  # noqa: ARG001 - both ways are called alike
    past: Past,  # noqa: ARG001 - as above: the same counts give the same pattern
) -> Iterator[_Way]:
    """Yield what is told where counts are withheld, and what is told at least; there is no coarser way."""
    values = system._values  # noqa: SLF001 - counts stay within
    low = 0 if profile.zeros else 1
    public = dict(small)
    if not profile.zeros:
        public |= {place: exact(0) for place, value in enumerate(values) if not value and place not in small}
    needs = needs_of(values, profile.threshold, zeros=profile.zeros)
    own = {place: need for place, need in needs.items() if place not in public}
    kept = set(own)
    if own and len(own) + len(public) < len(values):  # else there is nothing to choose from
        try:
            kept = set(withhold(system.structure, values, own, low=low, public=public).cells)
        except (
            ArithmeticError
        ):  # a solver that comes to no answer yields no way: the tables are withheld whole
            return
    told = tuple(
        public.get(place, withheld(low) if place in kept else exact(value))
        for place, value in enumerate(values)
    )
    yield told, widest_withholding(system.structure, public=public, low=low), 1


def _audited(
    system: System,
    profile: Profile,
    known: tuple[Bounds, ...],
    widest: tuple[Bounds, ...],
    *,
    base: int,
    names: Mapping[str, str],
    past: Past,
) -> Attempt:
    """Attack an attempt by itself, and then together with what was published earlier."""
    needs = needs_of(system._values, profile.threshold, zeros=profile.zeros)  # noqa: SLF001 - counts stay within
    try:
        alone = audit(system.structure, known, needs, widest=widest)
    except UnsettledError:
        # What cannot be worked out in the budget is not known to be safe.
        return Attempt(known=known, base=base, audit=Audit(kept_back=0, protected=()), failing=tuple(needs))
    found = Attempt(known=known, base=base, audit=alone, failing=_failing(alone.protected))
    if found.failing or not past.publications:
        return found
    structure = renamed(
        system.structure,
        {place: names[cell] for place, cell in enumerate(system.structure.cells)},
    )
    here = Publication(name="this report", structure=structure, known=known)
    try:
        together = combine([here, *past.publications])
        most = combine([replace(here, known=widest), *past.publications])
        places = together.places[0]
        both = audit(
            together.structure,
            together.known,
            {places[place]: need for place, need in needs.items()},
            widest=most.known,
        )
    except EiaError:
        # Not worked out, or the versions contradict each other: what they tell together is not known to be safe.
        return replace(found, failing=tuple(needs), earlier=True)
    back = {there: place for place, there in enumerate(places)}
    failing = tuple(
        back[one.cell] for one in both.protected if one.pinned or one.below or _nearer(one, alone, back)
    )
    return (
        replace(found, audit=both, failing=failing, earlier=True) if failing else replace(found, audit=both)
    )


def _failing(protected: Sequence[Protected]) -> tuple[int, ...]:
    return tuple(one.cell for one in protected if one.pinned or one.below)


def _nearer(one: Protected, alone: Audit, back: Mapping[int, int]) -> bool:
    """Tell whether the versions together bring a count nearer than this one alone, and nearer than the rule asks."""
    before = next(other for other in alone.protected if other.cell == back[one.cell])
    return one.short and len(one.counts) < len(before.counts)
