"""What an effect rests on: figures that show it, figures that show there is none, figures that cannot tell, or no look at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eia.analysis import Comparison, Gaps
from eia.disclosure.crosstab import same_words
from eia.dossier.dossier import Dossier
from eia.estimates import EVERYONE_ELSE, Answer
from eia.proposal.sections import Effect
from eia.wording import listed


class Looked(StrEnum):
    """The four states of what an effect rests on. None of them says that there is no effect."""

    SHOWN = "shown"
    SHOWN_NONE = "shown to be none"
    CANNOT_TELL = "cannot tell"
    NOT_LOOKED = "not looked"


@dataclass(frozen=True, kw_only=True, slots=True)
class RestsOn:
    """What an effect rests on.

    Attributes:
        state: One of four.
        because: Why, in a sentence.
        comparisons: The comparisons of the tables it names, about its characteristics and groups.
        of_its_groups: Whether these are of groups that the effect names, or it names none; else they are of other groups.
    """

    state: Looked
    because: str
    comparisons: tuple[Comparison, ...] = ()
    of_its_groups: bool = False


def rests_on(dossier: Dossier, effect: Effect) -> RestsOn:
    """Say what an effect rests on, from the evidence it names and what the released tables of that show.

    A gap shown is a gap in figures: that the proposal makes it, or that it harms, is for people to say. Where the effect names
    groups, only a gap of one of them counts, and only if it lies the way that the effect is recorded; a group that is compared with no
    other itself, since it is the reference, is read from the other side. *Shown to be none* needs every characteristic and every group
    of the effect to be compared, and every comparison to be shown similar.

    Args:
        dossier: The record with what its counts show.
        effect: One of its effects.
    """
    if effect.direction == "not looked":
        return RestsOn(state=Looked.NOT_LOOKED, because="The author records that this was not looked at.")
    named = effect.named_evidence
    if not named:
        return _without_evidence(effect)
    tables = [one for name in named for one in dossier.compared.gaps.get(name, ()) if _is_about(one, effect)]
    every = tuple(one for table in tables for one in table.comparisons)
    if not every:
        because = "The evidence named holds no table that compares these groups."
        return RestsOn(state=Looked.CANNOT_TELL, because=because)
    theirs = _of_groups(every, effect)
    characteristics = {table.characteristic for table in tables}
    if all(one.answer is Answer.SIMILAR for one in theirs or every):
        if (theirs or not effect.groups) and not (because := _left_out(theirs, effect, characteristics)):
            because = "Every comparison that the evidence named makes of these groups is shown similar."
            return RestsOn(
                state=Looked.SHOWN_NONE, because=because, comparisons=theirs or every, of_its_groups=True
            )
    elif shown := [one for one in (theirs if effect.groups else every) if _as_recorded(one, effect)]:
        because = f"The evidence named shows a difference: {_in_words(shown[0], effect)}."
        return RestsOn(state=Looked.SHOWN, because=because, comparisons=theirs or every, of_its_groups=True)
    return RestsOn(
        state=Looked.CANNOT_TELL,
        because=_why_not(theirs, every, effect, characteristics),
        comparisons=theirs or every,
        of_its_groups=bool(theirs) or not effect.groups,
    )


def _wanted(effect: Effect) -> set[str]:
    return {same_words(group) for group in effect.groups}


def _of_groups(every: Sequence[Comparison], effect: Effect) -> tuple[Comparison, ...]:
    """Return the comparisons of an effect's groups; of those that are compared with no other, the ones that have them as reference."""
    wanted = _wanted(effect)
    left = wanted - {same_words(one.group) for one in every}
    return tuple(one for one in every if same_words(one.group) in wanted or same_words(one.reference) in left)


def _turned(one: Comparison, effect: Effect) -> bool:
    """Say whether the group of the effect's is the one that the other is compared with."""
    wanted = _wanted(effect)
    return same_words(one.group) not in wanted and same_words(one.reference) in wanted


def _as_recorded(one: Comparison, effect: Effect) -> bool:
    """Say whether a gap is shown, and lies the way that the effect is recorded where the effect names its groups."""
    if one.worse is None:
        return False
    if not effect.groups or effect.direction not in ("negative", "positive"):
        return True
    return (one.worse != _turned(one, effect)) == (effect.direction == "negative")


def _in_words(one: Comparison, effect: Effect) -> str:
    turned = _turned(one, effect)
    first, second = (
        (_named(one.reference), _named(one.group)) if turned else (_named(one.group), _named(one.reference))
    )
    return f"{first} fares {'worse' if one.worse != turned else 'better'} than {second}"


def _left_out(theirs: Sequence[Comparison], effect: Effect, characteristics: set[str | None]) -> str:
    """Say which of the effect's groups or characteristics no table that it names compares; empty for none."""
    compared = {same_words(name) for one in theirs for name in (one.group, one.reference)}
    missing = [f"“{group}”" for group in effect.groups if same_words(group) not in compared]
    if missing:
        return f"What the evidence named compares of these groups is shown similar, but {listed(missing)} {'is' if len(missing) == 1 else 'are'} not compared, or called otherwise."
    if not characteristics.issuperset(effect.characteristics):
        return "What the evidence named compares is shown similar, but it does not compare by every characteristic of the effect."
    return ""


def _why_not(
    theirs: Sequence[Comparison],
    every: Sequence[Comparison],
    effect: Effect,
    characteristics: set[str | None],
) -> str:
    if all(one.answer is None for one in every):
        return "The evidence named holds the answers of those who chose to respond, which describe them and show no more."
    if effect.groups and not theirs:
        return "The evidence named compares other groups than those that the effect names, or calls them otherwise."
    if any(one.worse is not None for one in theirs):
        return "The evidence named shows a difference of these groups that lies the other way than the effect is recorded."
    if all(one.answer is Answer.SIMILAR for one in theirs or every):
        return _left_out(theirs, effect, characteristics)
    return "The evidence named compares these groups, and for at least one of them it cannot tell."


def _without_evidence(effect: Effect) -> RestsOn:
    if effect.looked_at:
        because = "The author says what was looked at, and names no evidence of this record."
        return RestsOn(state=Looked.CANNOT_TELL, because=because)
    because = (
        "The author records that there is no evidence."
        if effect.evidence == "none"
        else "No evidence is named, and nothing that was looked at."
    )
    return RestsOn(state=Looked.NOT_LOOKED, because=because)


def _is_about(one: Gaps, effect: Effect) -> bool:
    """Say whether a table is by a characteristic of the effect's, or, where it records none, has one of its groups."""
    if effect.characteristics:
        return one.characteristic in effect.characteristics
    return bool(_of_groups(one.comparisons, effect))


def _named(group: str) -> str:
    return group if group == EVERYONE_ELSE else f"“{group}”"
