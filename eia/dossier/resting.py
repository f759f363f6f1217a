"""What an effect rests on: figures that show it, figures that show there is none, figures that cannot tell, or no look at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from eia.analysis import Comparison, Gaps
from eia.disclosure.crosstab import same_words
from eia.dossier.dossier import Dossier
from eia.estimates import Answer
from eia.proposal.sections import Effect


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
    """

    state: Looked
    because: str
    comparisons: tuple[Comparison, ...] = ()


def rests_on(dossier: Dossier, effect: Effect) -> RestsOn:
    """Say what an effect rests on, from the evidence it names and what the released tables of that show.

    A gap shown is a gap in figures: that the proposal makes it, or that it harms, is for people to say. *Shown to be none* needs
    every characteristic of the effect to be compared, and every comparison to be shown similar.

    Args:
        dossier: The record with what its counts show.
        effect: One of its effects.
    """
    if effect.direction == "not looked":
        return RestsOn(state=Looked.NOT_LOOKED, because="The author records that this was not looked at.")
    named = () if effect.evidence == "none" else effect.evidence or ()
    if not named:
        return _without_evidence(effect)
    tables = [one for name in named for one in dossier.compared.gaps.get(name, ()) if _is_about(one, effect)]
    comparisons = tuple(one for table in tables for one in _of_groups(table, effect))
    answers = [one.answer for one in comparisons]
    if Answer.DIFFERENT in answers:
        first = next(one for one in comparisons if one.answer is Answer.DIFFERENT)
        because = f"The evidence named shows a difference: “{first.group}” beside {_named(first)}."
        return RestsOn(state=Looked.SHOWN, because=because, comparisons=comparisons)
    if not comparisons:
        because = "The evidence named holds no table that compares these groups."
        return RestsOn(state=Looked.CANNOT_TELL, because=because)
    covered = {table.characteristic for table in tables}
    if all(answer is Answer.SIMILAR for answer in answers) and covered.issuperset(effect.characteristics):
        because = "Every comparison that the evidence named makes of these groups is shown similar."
        return RestsOn(state=Looked.SHOWN_NONE, because=because, comparisons=comparisons)
    if None in answers:
        because = "The evidence named holds the answers of those who chose to respond, which describe them and show no more."
    else:
        because = "The evidence named compares these groups, and for at least one of them it cannot tell."
    return RestsOn(state=Looked.CANNOT_TELL, because=because, comparisons=comparisons)


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
    return one.characteristic in effect.characteristics or (
        not effect.characteristics and one.characteristic is not None
    )


def _of_groups(one: Gaps, effect: Effect) -> Iterator[Comparison]:
    """Yield the comparisons of the groups that the effect names; of all groups, where the table has none of those."""
    wanted = {same_words(group) for group in effect.groups}
    found = [comparison for comparison in one.comparisons if same_words(comparison.group) in wanted]
    yield from found or one.comparisons


def _named(one: Comparison) -> str:
    return one.reference if one.reference == "everyone else" else f"“{one.reference}”"
