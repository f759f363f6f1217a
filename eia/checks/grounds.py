"""Each characteristic looked at for itself, and not by way of another ground."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, silent

grounds = Family("Each ground for itself")


@grounds.check("L05", due="assessment", basis=["case.hurley"])
def poverty_does_not_stand_in_for_a_characteristic(dossier: Dossier) -> Iterator[Answer]:
    """Is each protected characteristic looked at for itself, and not by way of poverty?

    To settle: Look at each protected characteristic for itself, beside poverty.

    Known limits: it reads what the author says of the assessment; it does not read its reasoning.
    """
    instead = dossier.proposal.assessment.socio_economic_instead
    if instead:
        yield not_met(
            "The author records that poverty was looked at in place of the protected characteristics.",
            severity=Severity.WARNING,
            do="Look at the effects by protected characteristic too: poverty may stand beside them, not in their place.",
        )
    elif instead is False:
        yield met(
            "The author records that poverty was not looked at in place of the protected characteristics."
        )
    else:
        yield silent("The record does not say whether poverty was looked at in place of the characteristics.")


@grounds.check("L07", due="assessment", basis=["case.for_women_scotland", "ea2010.s7", "ea2010.s11"])
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
