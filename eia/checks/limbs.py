"""The three needs of section 149(1), taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import may_be_worse_than_slight
from eia.checks.needs import (
    asked_about,
    effect_answers,
    is_good_and_reasoned,
    no_need_is_answered,
    opportunity_not_said,
    refused_in,
    relations_not_said,
    thought_of,
)
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_met, not_recorded, silent
from eia.law import Limb
from eia.wording import listed

limbs = Family("The three needs")


@limbs.check(
    "L01",
    due="assessment",
    basis=["ea2010.s149.1.a", "ea2010.s13", "ea2010.s15", "ea2010.s19", "ea2010.s26", "ea2010.s27"],
)
def each_form_of_prohibited_conduct_is_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where an effect is adverse or not known: is each form of prohibited conduct that can arise here considered?

    To settle: Think of each form of discrimination, harassment and victimisation that the proposal could bring about.

    Known limits: it reads which forms an entry names, not what was thought. An entry that says what was found and names
    no form is taken for all of them; an effect that answers this need with its reasoning is no worry, and silence is none
    where every effect on the group is slight or good. Which forms can arise follows from the settings recorded; it asks
    about none that the Act does not know there. A group of whom none of the three needs is answered is asked about once,
    with opportunity.
    """
    asked = [name for name in dossier.at_stake if Limb.A in dossier.needs_of(name)]
    if not asked:
        yield silent(
            "No effect recorded as adverse or unknown names a protected characteristic that this need is about here."
        )
    adverse = {name for effect in dossier.adverse_effects for name in effect.characteristics}
    unsaid: dict[str, list[str]] = {}
    for name in asked:
        thought = thought_of(dossier, name)
        if thought.refused:
            yield not_met(
                "The author records that a form of prohibited conduct was not considered for this group"
                f"{'' if name in adverse else ', on whom the effect is not known'}.",
                severity=Severity.WARNING if name in adverse else Severity.ADVICE,
                do="Consider each form that can arise for them, and record what was found.",
                about=dossier.name_of(name),
                waits=True,
            )
        elif thought.answered:
            yield met(
                "The author records that prohibited conduct was considered.", about=dossier.name_of(name)
            )
        elif effect_answers(dossier, name, Limb.A):
            yield silent(
                "An effect on this group is reasoned under this need; the record does not say which forms of prohibited "
                "conduct were considered.",
                about=dossier.name_of(name),
            )
        elif not may_be_worse_than_slight(dossier, name):
            yield silent(
                "The record does not say which forms of prohibited conduct were considered; every effect on this group is "
                "recorded as slight or good.",
                about=dossier.name_of(name),
            )
        elif no_need_is_answered(dossier, name):
            yield silent(
                "None of the three needs is answered for this group, which is asked about with opportunity.",
                about=dossier.name_of(name),
            )
        else:
            unsaid[name] = thought.left
    for name in unsaid:
        yield not_recorded(
            "The record does not say that each form of prohibited conduct was considered for this group.",
            severity=Severity.ADVICE,
            do=_forms_to_consider(dossier, unsaid),
            about=dossier.name_of(name),
        )


def _forms_to_consider(dossier: Dossier, unsaid: dict[str, list[str]]) -> str:
    """Say which forms to consider, naming the characteristics where a form is not one for all of them."""
    forms = dict.fromkeys(form for left in unsaid.values() for form in left)
    if not forms:
        return "Name the settings in 'context', and add a [[conduct]] entry that says what was considered and found."
    whom = {form: [name for name, left in unsaid.items() if form in left] for form in forms}
    words = [
        form if len(names) == len(unsaid) else f"{form} ({listed([dossier.name_of(name) for name in names])})"
        for form, names in whom.items()
    ]
    return f"Add a [[conduct]] entry that says what was considered and found: {'; '.join(words)}."


@limbs.check(
    "L03",
    due="assessment",
    basis=[
        "ea2010.s149.3.a",
        "ea2010.s149.3.b",
        "ea2010.s149.3.c",
        "ea2010.s149.4",
        "dda1995.s49a.1.d",
        "rra1976.s71",
        "sda1975.s76a",
        "case.boyejo",
        "case.harris",
    ],
)
def opportunity_is_considered_for_each_affected_group(dossier: Dossier) -> Iterator[Answer]:
    """For each affected group, is advancing opportunity considered: disadvantage, different needs (disabled people's disabilities among them), and taking part where few do?

    To settle: For each affected group, consider disadvantage, different needs, and taking part.

    Known limits: it reads that each part is answered, not how well; an effect that answers this need with its reasoning is
    no worry, and no more is one that is good and reasoned. Silence is advice where every effect on the group is slight or
    good. Marriage and civil partnership is outside this need.
    """
    refused = refused_in(dossier.proposal.opportunity)
    affected = asked_about(dossier, Limb.B, refused)
    if not affected:
        yield silent("No protected characteristic that this need is about here is recorded as affected.")
    for name in affected:
        if name in refused:
            yield not_met(
                "The author records that advancing opportunity was not considered for this group.",
                severity=Severity.WARNING,
                do="Consider disadvantage, different needs, and taking part where few do, and record it.",
                about=dossier.name_of(name),
                waits=True,
            )
        elif not (missing := opportunity_not_said(dossier, name)):
            yield met(
                "The author records how advancing opportunity was considered.", about=dossier.name_of(name)
            )
        elif effect_answers(dossier, name, Limb.B):
            yield silent(
                "An effect on this group is reasoned under this need; the record does not say what was considered about "
                f"{listed(missing, 'or')}.",
                about=dossier.name_of(name),
            )
        elif is_good_and_reasoned(dossier, name):
            yield silent(
                f"Every effect on this group is recorded as {_recorded_as(dossier, name)}, with reasoning; the record does not say "
                f"what was considered about {listed(missing, 'or')}.",
                about=dossier.name_of(name),
            )
        elif may_be_worse_than_slight(dossier, name) and no_need_is_answered(dossier, name):
            yield not_recorded(
                "The record does not say what the effect on this group means for any of the three needs.",
                severity=Severity.WARNING,
                do="Say it for each need, where a line may do: disadvantage and different needs in an [[opportunity]] entry, "
                "discrimination in [[conduct]], prejudice and understanding in [[relations]].",
                about=dossier.name_of(name),
            )
        else:
            worse = may_be_worse_than_slight(dossier, name)
            yield not_recorded(
                f"The record does not say what was considered for this group about {listed(missing, 'or')}.",
                severity=Severity.WARNING if worse else Severity.ADVICE,
                do="Complete its [[opportunity]] entry: disadvantage, different needs, and taking part where few do.",
                about=dossier.name_of(name),
            )


def _recorded_as(dossier: Dossier, name: str) -> str:
    """Say how the effects on a group are recorded, where none is worse than none."""
    found = {one.direction for one in dossier.proposal.effect if name in one.characteristics}
    return listed([words for way, words in (("positive", "good"), ("none", "none")) if way in found], "or")


@limbs.check(
    "L04",
    due="assessment",
    basis=["ea2010.s149.5.a", "ea2010.s149.5.b", "rra1976.s71", "case.hough", "case.kaur"],
)
def good_relations_are_considered_for_each_affected_group(dossier: Dossier) -> Iterator[Answer]:
    """For each affected group, is fostering good relations considered: tackling prejudice, and promoting understanding?

    To settle: For each affected group, consider prejudice and understanding between groups.

    Known limits: it reads that each part is answered, not how well; an effect that answers this need with its reasoning is
    no worry. Silence is no worry where every recorded effect on the group is slight or good. A group of whom none of the
    three needs is answered is asked about once, with opportunity. Marriage and civil partnership is outside this need.
    """
    refused = refused_in(dossier.proposal.relations)
    affected = asked_about(dossier, Limb.C, refused)
    if not affected:
        yield silent("No protected characteristic that this need is about here is recorded as affected.")
    for name in affected:
        if name in refused:
            yield not_met(
                "The author records that fostering good relations was not considered for this group.",
                severity=Severity.WARNING,
                do="Consider how the proposal could feed or tackle prejudice, and help or hinder understanding, and record it.",
                about=dossier.name_of(name),
                waits=True,
            )
        elif not (missing := relations_not_said(dossier, name)):
            yield met(
                "The author records how fostering good relations was considered.", about=dossier.name_of(name)
            )
        elif effect_answers(dossier, name, Limb.C):
            yield silent(
                "An effect on this group is reasoned under this need; the record does not say what was considered about "
                f"{listed(missing, 'or')}.",
                about=dossier.name_of(name),
            )
        elif may_be_worse_than_slight(dossier, name) and no_need_is_answered(dossier, name):
            yield silent(
                "None of the three needs is answered for this group, which is asked about with opportunity.",
                about=dossier.name_of(name),
            )
        elif may_be_worse_than_slight(dossier, name):
            yield not_recorded(
                f"The record does not say what was considered for this group about {listed(missing, 'or')}.",
                severity=Severity.ADVICE,
                do="Complete its [[relations]] entry: prejudice, and understanding between groups.",
                about=dossier.name_of(name),
            )
        else:
            yield silent(
                "The record does not say whether fostering good relations was considered; every effect on this group is "
                "recorded as slight or good.",
                about=dossier.name_of(name),
            )
