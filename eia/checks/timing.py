"""Whether regard was had in time."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.regard import has_an_earlier_version, has_no_document, regard_without_a_document
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_met, not_recorded

timing = Family("In time")


@timing.check(
    "T01",
    due="decision",
    basis=[
        "case.police_superintendents",
        "case.kaur",
        "case.west_berkshire",
        "case.brown",
        "case.baker",
        "case.haque",
        "wales2011.reg8.1",
        "scotland2012.reg5",
    ],
)
def the_assessment_came_before_the_decision(dossier: Dossier) -> Iterator[Answer]:
    """Was the assessment made before the decision?

    To settle: Make the equality assessment before the decision.

    Known limits: it compares the days, or reads the author's yes or no where a day is not known; it cannot see whether
    minds were made up before either. What the law asks is regard, not a document: where the author records how equality
    was thought about without one, only people can say whether that was enough.
    """
    assessment, decided_on = dossier.proposal.assessment, dossier.proposal.decision.date
    if has_no_document(dossier):
        yield regard_without_a_document(dossier)
    elif assessment.date and decided_on and assessment.date != decided_on:
        yield _by_the_days(dossier, after=assessment.date > decided_on)
    elif assessment.before_decision is False:
        yield _too_late(
            "The author records that the assessment was not made before the decision", dossier, waits=True
        )
    elif assessment.before_decision:
        yield met("The author records that the assessment was made before the decision.")
    elif assessment.date and decided_on:
        yield met("The author records that the assessment was made on or before the day of the decision.")
    else:
        missing = "the assessment's date" if assessment.date is None else "the decision's date"
        yield not_recorded(
            f"The record does not give {missing}.",
            severity=Severity.SERIOUS,
            do="Give both dates, so that a reader can see which came first; where a day is not known, say in before_decision "
            "whether it was made before the decision.",
        )


def _by_the_days(dossier: Dossier, *, after: bool) -> Answer:
    """Answer for an assessment and a decision of different days."""
    assessment = dossier.proposal.assessment
    if after and not assessment.reconsidered_afresh and has_an_earlier_version(dossier):
        return needs_judgement(
            "The assessment is dated after the decision; the author records an earlier version, dated on or before it.",
            severity=Severity.ADVICE,
            do="Check that the deciders had the earlier version, and that it answered for what they decided.",
        )
    if after and not assessment.reconsidered_afresh and assessment.before_decision:
        return not_met(
            "The assessment is dated after the decision, and the record also says that it was made before.",
            severity=Severity.SERIOUS,
            do="Correct the one that is wrong; if an earlier version came before the decision, give its day in [[record.versions]].",
        )
    if after:
        return _too_late("The assessment is dated after the decision", dossier)
    if assessment.before_decision is False:
        return not_met(
            "The assessment is dated before the decision, and the record also says that it was not made before.",
            severity=Severity.SERIOUS,
            do="Correct the one that is wrong.",
            waits=True,
        )
    return met("The author records that the assessment was made on or before the day of the decision.")


def _too_late(text: str, dossier: Dossier, *, waits: bool = False) -> Answer:
    if dossier.proposal.assessment.reconsidered_afresh:
        return not_met(
            f"{text}; the author records that the decision was then considered afresh.",
            severity=Severity.ADVICE,
            do="Record when the deciders considered it afresh, and that they could still change it.",
            waits=waits,
        )
    return not_met(
        f"{text}.",
        severity=Severity.SERIOUS,
        do="Put the assessment to the deciders, and have them consider the decision afresh while it can still change.",
        waits=waits,
    )
