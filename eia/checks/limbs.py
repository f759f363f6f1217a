"""The three needs of section 149(1), taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.law import Limb

limbs = Family("The three needs")


@limbs.check(
    "L03",
    due="assessment",
    basis=[
        "ea2010.s149.3.a",
        "ea2010.s149.3.b",
        "ea2010.s149.3.c",
        "ea2010.s149.4",
        "case.boyejo",
        "case.harris",
    ],
)
def opportunity_is_considered_for_each_affected_group(dossier: Dossier) -> Iterator[Answer]:
    """For each affected group, is advancing opportunity considered: disadvantage, different needs (disabled people's disabilities among them), and taking part where few do?

    To settle: For each affected group, consider disadvantage, different needs, and taking part.

    Known limits: it reads that each part is answered, not how well. Marriage and civil partnership is outside this need.
    """
    relevant = {cell.characteristic.id for cell in dossier.law.cells() if cell.limb is Limb.B}
    affected = [name for name in dossier.affected if name in relevant]
    entries = dossier.proposal.opportunity
    refused = {name for entry in entries if entry.considered is False for name in entry.characteristics}
    if not affected:
        yield silent("No affected group is recorded.")
    for name in affected:
        if name in refused:
            yield not_met(
                "The author records that advancing opportunity was not considered for this group.",
                severity=Severity.WARNING,
                do="Consider disadvantage, different needs, and taking part where few do, and record it.",
                about=dossier.name_of(name),
                waits=True,
            )
        elif missing := _parts_not_said(dossier, name):
            yield not_recorded(
                f"The record does not say what was considered for this group about: {', '.join(missing)}.",
                severity=Severity.WARNING,
                do="Complete its [[opportunity]] entry: disadvantage, different needs, and taking part where few do.",
                about=dossier.name_of(name),
            )
        else:
            yield met(
                "The author records how advancing opportunity was considered.", about=dossier.name_of(name)
            )


def _parts_not_said(dossier: Dossier, characteristic: str) -> list[str]:
    """Return the parts of section 149(3) that no entry answers; taking part is asked only where few do, so not here."""
    entries = [one for one in dossier.proposal.opportunity if characteristic in one.characteristics]
    parts = {
        "disadvantage": any(one.disadvantage for one in entries),
        "different needs": any(one.different_needs for one in entries),
    }
    return [words for words, said in parts.items() if not said]


@limbs.check("L07", due="assessment", basis=["case.for_women_scotland", "ea2010.s7", "ea2010.s11"])
def sex_and_gender_reassignment_are_assessed_apart(dossier: Dossier) -> Iterator[Answer]:
    """Are sex and gender reassignment assessed separately, from data whose question is known?

    To settle: Assess sex and gender reassignment separately.

    Known limits: it reads which characteristics an entry names. It gives no view on any person's status.
    """
    both = {"sex", "gender_reassignment"}
    merged = [
        effect.title
        for effect in dossier.proposal.effect
        if both == set(effect.characteristics) and effect.direction not in (None, "none", "not looked")
    ]
    unasked = [
        item.title for item in dossier.proposal.evidence if set(item.about) == both and not item.question
    ]
    for title in merged:
        yield not_met(
            "One entry answers for sex and for gender reassignment as if they were one.",
            severity=Severity.WARNING,
            do="Make an entry for each: the two are separate characteristics.",
            about=title,
        )
    for title in unasked:
        yield not_met(
            "This evidence is used for both sex and gender reassignment, and the question that was asked is not recorded.",
            severity=Severity.WARNING,
            do="Record the question asked; until then it is evidence for neither.",
            about=title,
        )
    if merged or unasked:
        return
    named = {name for effect in dossier.proposal.effect for name in effect.characteristics}
    if both & set(dossier.affected) and both <= named | dossier.put_aside:
        yield met("The author records sex and gender reassignment in separate entries.")
    elif both <= dossier.put_aside:
        yield not_applicable("Sex and gender reassignment are both put aside.")
    else:
        yield silent("The record does not hold an entry for sex and another for gender reassignment.")
