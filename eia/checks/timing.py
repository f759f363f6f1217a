"""Whether regard was had in time."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_applicable, not_met, not_recorded, silent

timing = Family("In time")


@timing.check(
    "T01",
    due="decision",
    basis=["case.police_superintendents", "case.kaur", "case.west_berkshire", "case.brown"],
)
def the_assessment_came_before_the_decision(dossier: Dossier) -> Iterator[Answer]:
    """Was the assessment made before the decision?

    To settle: Make the equality assessment before the decision.

    Known limits: it compares the two dates; it cannot see whether minds were made up before either.
    """
    assessment, decided_on = dossier.proposal.assessment, dossier.proposal.decision.date
    if assessment.made is False:
        yield not_met(
            "The author records that no assessment was made.",
            severity=Severity.SERIOUS if _another_sign(dossier) else Severity.WARNING,
            do="Assess before the decision is taken, or record how regard was had without a document: what the law asks is "
            "regard, not a document (in Wales and Scotland regulations ask for an assessment too).",
            waits=True,
        )
    elif assessment.date is None or decided_on is None:
        missing = "the assessment's date" if assessment.date is None else "the decision's date"
        yield not_recorded(
            f"The record does not give {missing}.",
            severity=Severity.SERIOUS,
            do="Give both dates, so that a reader can see which came first.",
        )
    elif assessment.date > decided_on and assessment.reconsidered_afresh:
        yield not_met(
            "The assessment is dated after the decision; the author records that the decision was then considered afresh.",
            severity=Severity.ADVICE,
            do="Record when the deciders considered it afresh, and that they could still change it.",
        )
    elif assessment.date > decided_on:
        yield not_met(
            "The assessment is dated after the decision.",
            severity=Severity.SERIOUS,
            do="Put the assessment to the deciders, and have them consider the decision afresh while it can still change.",
        )
    else:
        yield met("The author records that the assessment was made on or before the day of the decision.")


def _another_sign(dossier: Dossier) -> bool:
    """Tell whether more than a missing document suggests that no regard was had: that alone warns at most (Brown; Baker)."""
    budget = dossier.proposal.budget
    return bool(dossier.severe_effects) or (budget.status == "fixed" and budget.assessed is False)


@timing.check("T05", due="decision", basis=["case.sheakh", "case.adiatu", "case.utag"])
def a_staged_assessment_says_why_and_when(dossier: Dossier) -> Iterator[Answer]:
    """If the assessment is made in stages, is this stage reversible or urgent, with a reason, and a date and an owner for the rest?

    To settle: If part of the assessment is left for later, say why, by when and by whom.

    Known limits: whether staging is fair is a matter for judgement; it is not always enough.
    """
    staging = dossier.proposal.staging
    promised = [one for one in dossier.proposal.promise if one.kind == "full assessment"]
    if staging.staged is False:
        yield not_applicable("The author records that the assessment is not made in stages.")
        return
    if not staging.staged:
        yield silent(
            "A full assessment is promised for later; the record does not say whether anything is settled before it."
            if promised
            else "The record does not say whether the assessment is made in stages."
        )
        return
    missing = [
        words
        for words, there in (
            ("that the stage is reversible or urgent", staging.reversible or staging.urgent),
            ("the reason for staging", staging.reason),
            ("a date for the rest", staging.rest_by or any(one.by for one in promised)),
            ("an owner for the rest", staging.rest_owner or any(one.owner for one in promised)),
        )
        if not there
    ]
    if missing:
        yield not_met(
            f"The assessment is staged, and the record does not give: {'; '.join(missing)}.",
            severity=Severity.WARNING,
            do="Give each, so that the deciders know what is still to come and who will bring it.",
            waits=True,
        )
    else:
        yield needs_judgement(
            "The author records why the assessment is staged, and by when and by which post the rest follows.",
            severity=Severity.ADVICE,
            do="The deciders should be asked whether that is fair here: it is not always enough.",
        )
