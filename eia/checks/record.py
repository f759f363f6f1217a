"""The record itself."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.regard import has_no_document
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.wording import listed

record = Family("The record")


@record.check("P01", due="decision", basis=["case.brown", "case.bracking", "case.moore"])
def the_record_is_dated_versioned_and_signed(dossier: Dossier) -> Iterator[Answer]:
    """Is the record dated, versioned and signed?

    To settle: Date, version and sign the record.

    Known limits: a missing document is not by itself a breach; a record shows what regard was had. An assessment without a
    day is asked about once, with whether it came before the decision.
    """
    kept, assessment = dossier.proposal.record, dossier.proposal.assessment
    dated = assessment.date or any(version.date for version in kept.versions)
    asked_in_time = (
        assessment.date is None and assessment.before_decision is None and not has_no_document(dossier)
    )
    missing = [
        words
        for words, there in (
            ("a dated version", dated or asked_in_time),
            ("the post that approves it", kept.approver),
            ("the day it was signed", kept.signed_on),
        )
        if not there
    ]
    if missing:
        yield not_recorded(
            f"The record does not give {listed(missing, 'or')}.",
            severity=Severity.WARNING,
            do=f"Add {listed(missing)}.",
        )
    elif not dated:
        yield silent("The record gives no day of an assessment, which is asked about with the decision's.")
    else:
        yield met("The author records dated versions, an approver and a date of signing.")


@record.check("P04", due="decided", basis=["case.brown", "case.bracking"])
def changes_after_the_decision_are_disclosed(dossier: Dossier) -> Iterator[Answer]:
    """Are changes to findings, effects or evidence made after the decision disclosed?

    To settle: Say openly what was changed in the record after the decision.

    Known limits: it reads the changes that the author lists; it does not compare one version with another. Mending a slip
    of typing, or making the record easier to read, is no change of substance.
    """
    decided_on = dossier.proposal.decision.date
    if not dossier.proposal.change:
        yield silent("The record names no change made after the decision.")
    for change in dossier.proposal.change:
        if change.date and decided_on and change.date < decided_on:
            yield not_applicable("The change is dated before the decision.", about=change.what)
        elif change.disclosed is False:
            yield not_met(
                "The author records a change made after the decision that is not disclosed.",
                severity=Severity.WARNING,
                do="Say in what is published what was changed, when and why.",
                about=change.what,
            )
        elif change.disclosed:
            yield met("The author records that the change is disclosed.", about=change.what)
        else:
            yield silent("The record does not say whether the change is disclosed.", about=change.what)
