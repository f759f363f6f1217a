"""What a record says of each of the three needs, for people who share a characteristic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eia.dossier import Dossier
from eia.law import Limb
from eia.proposal.sections import Opportunity, Relations

_FORMS = {
    "direct_discrimination": "direct discrimination",
    "indirect_discrimination": "indirect discrimination",
    "arising_from_disability": "arising from disability",
    "reasonable_adjustments": "reasonable adjustments",
    "harassment": "harassment",
    "victimisation": "victimisation",
    "pregnancy_and_maternity_outside_work": "pregnancy and maternity",
    "pregnancy_and_maternity_at_work": "pregnancy and maternity",
}
"""The words of a record for each form of prohibited conduct; sections 16 and 19A go with the forms they belong to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Thought:
    """What a record says of the first need for one characteristic; `left` are the forms it says nothing of."""

    refused: bool
    answered: bool
    left: list[str]


def thought_of(dossier: Dossier, characteristic: str) -> Thought:
    """Return what the record says of the prohibited conduct that can arise for a characteristic, in the settings recorded."""
    can_arise = [_FORMS[form] for form in dossier.open_conduct(characteristic) if form in _FORMS]
    entries = [one for one in dossier.proposal.conduct if characteristic in one.characteristics]
    yes = [
        one for one in entries if one.considered is not False and (one.considered or one.says or one.forms)
    ]
    named = {form for one in yes for form in one.forms}
    for_all = any(not one.forms for one in yes)
    left = [form for form in dict.fromkeys(can_arise) if form not in named]
    # A no about a form that cannot arise is no worry; without a setting, any form may that the Act knows for them anywhere.
    anywhere = {_FORMS.get(form, "") for form in dossier.open_conduct(characteristic, anywhere=True)}
    open_to_no = (set(can_arise) or anywhere) - named
    refused = any(
        not one.forms or open_to_no.intersection(one.forms) for one in entries if one.considered is False
    )
    return Thought(refused=refused, answered=for_all or bool(named and not left), left=left)


def effect_answers(dossier: Dossier, characteristic: str, limb: Limb) -> bool:
    """Tell whether an effect says that it answers a need for a characteristic, and reasons."""
    return any(
        characteristic in effect.characteristics and limb.need in effect.needs and effect.reasoning
        for effect in dossier.proposal.effect
    )


def no_need_is_answered(dossier: Dossier, characteristic: str) -> bool:
    """Tell whether the record answers none of the needs, of three that the law has, for a group: one cause, told once."""
    proposal = dossier.proposal
    named = (
        *(one.characteristics for one in proposal.conduct),
        *(one.characteristics for one in proposal.opportunity),
        *(one.characteristics for one in proposal.relations),
    )
    return len(dossier.needs_of(characteristic)) == len(Limb) and not (
        any(characteristic in names for names in named)
        or any(effect_answers(dossier, characteristic, limb) for limb in Limb)
    )


def is_good_and_reasoned(dossier: Dossier, characteristic: str) -> bool:
    """Tell whether every effect on a group is recorded as good, or as none, and one is reasoned."""
    effects = [one for one in dossier.proposal.effect if characteristic in one.characteristics]
    return all(one.direction in ("positive", "none") for one in effects) and any(
        one.reasoning for one in effects
    )


def opportunity_not_said(dossier: Dossier, characteristic: str) -> list[str]:
    """Return the parts of section 149(3) that no entry answers; taking part is asked only where few do, so not here."""
    entries = [one for one in dossier.proposal.opportunity if characteristic in one.characteristics]
    parts = {
        "disadvantage": any(one.disadvantage for one in entries),
        "different needs": any(one.different_needs for one in entries),
    }
    return [words for words, said in parts.items() if not said]


def relations_not_said(dossier: Dossier, characteristic: str) -> list[str]:
    """Return the parts of section 149(5) that no entry answers."""
    entries = [one for one in dossier.proposal.relations if characteristic in one.characteristics]
    parts = {
        "prejudice": any(one.prejudice for one in entries),
        "understanding": any(one.understanding for one in entries),
    }
    return [words for words, said in parts.items() if not said]


def refused_in(entries: Sequence[Opportunity | Relations]) -> frozenset[str]:
    """Return the characteristics for which an entry says that its need was not considered."""
    return frozenset(name for entry in entries if entry.considered is False for name in entry.characteristics)


def asked_about(dossier: Dossier, limb: Limb, refused: frozenset[str]) -> list[str]:
    """Return the characteristics that the second or third need is asked about.

    Of a group that the paper points to, and on which no effect is recorded, only a plain no is read: the rest is asked elsewhere.
    """
    return [
        name
        for name in dossier.said_to_be_affected
        if limb in dossier.needs_of(name) and (name in dossier.affected or name in refused)
    ]
