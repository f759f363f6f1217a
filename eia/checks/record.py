"""The record itself."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_recorded

record = Family("The record")


@record.check("P01", due="decision", basis=["case.bracking", "case.moore"])
def the_record_is_dated_versioned_and_signed(dossier: Dossier) -> Iterator[Answer]:
    """Is the record dated, versioned and signed?

    To settle: Date, version and sign the record.

    Known limits: a missing document is not by itself a breach; a record shows what regard was had.
    """
    kept = dossier.proposal.record
    missing = [
        words
        for words, there in (
            (
                "a dated version",
                dossier.proposal.assessment.date or any(version.date for version in kept.versions),
            ),
            ("who approved it", kept.approver),
            ("the day it was signed", kept.signed_on),
        )
        if not there
    ]
    if missing:
        yield not_recorded(
            f"The record does not give {', '.join(missing)}.",
            severity=Severity.WARNING,
            do="Add a dated version, the post that approves it, and the day it is signed.",
        )
    else:
        yield met("The author records dated versions, an approver and a date of signing.")
