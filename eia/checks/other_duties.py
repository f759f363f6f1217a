"""Neighbouring duties that a committee report also answers. They advise, and never stand in for the equality duty."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent

other_duties = Family("Neighbouring duties")

_HEADINGS = ("rural", "public health", "climate", "finance", "human resources", "risk", "policy")
"""Headings of a committee report that no equality law orders."""


@other_duties.check("N01", due="assessment", basis=["ukgdpr.art5.1.b", "ukgdpr.recital43", "ukgdpr.art9"])
def personal_data_has_a_purpose_and_a_basis(dossier: Dossier) -> Iterator[Answer]:
    """Where personal data is used: is its purpose recorded, its basis in data protection law, the condition for special categories, and that a new use is compatible with the old?

    To settle: Record the purpose and basis of any use of personal data.

    Known limits: it reads what the author says of purpose and basis; it is no data protection impact assessment.
    """
    data = dossier.proposal.data_protection
    if data.personal_data is False:
        yield not_applicable("The author records that no personal data is used.")
        return
    if data == type(data)():
        yield not_recorded(
            "The record does not say whether personal data is used.",
            severity=Severity.ADVICE,
            do="Record that none is used, or complete the [data_protection] section.",
        )
        return
    if data.basis == "consent":
        yield not_met(
            "The author records that a public body relies on consent, which is hard to show as freely given.",
            severity=Severity.WARNING,
            do="Ask whether another basis, such as public task, fits; if not, say why consent is free here.",
        )
    if data.compatible is False:
        yield not_met(
            "The author records that the new use is not compatible with the purpose the data was collected for.",
            severity=Severity.WARNING,
            do="Do not use the data for it without a basis for the new purpose.",
        )
    missing = [
        words
        for words, value in (
            ("the purpose", data.purpose),
            ("the basis", data.basis),
            ("if such data is used, the condition for special categories", data.article_9),
            ("if the use is new, whether it is compatible", data.compatible),
        )
        if value is None
    ]
    if missing:
        yield not_recorded(
            f"The record does not give: {', '.join(missing)}.",
            severity=Severity.ADVICE,
            do="Complete the [data_protection] section, or record that no personal data is used.",
        )
    elif data.basis != "consent" and data.compatible:
        yield met("The author records purpose, basis, condition and compatibility.")


@other_duties.check("N06", due="assessment", basis=["guidance.rural_proofing"])
def neighbouring_headings_are_answered(dossier: Dossier) -> Iterator[Answer]:
    """What does the paper record under rural communities, public health, climate, finance, human resources, risk and policy?

    To settle: Say what the paper records under its other headings.

    Known limits: advice only; which of these headings a paper must answer is for the body's own rules.
    """
    entries = [entry for entry in dossier.proposal.other_duty if entry.duty in _HEADINGS]
    if not entries:
        yield silent("The record holds nothing under these headings.")
    for entry in entries:
        if entry.considered is False:
            yield not_met(
                "The author records that this heading was not considered.",
                severity=Severity.ADVICE,
                do="Ask whether the body's own rules call for it.",
                about=entry.duty,
            )
        elif entry.says:
            yield met("The author records what the paper says under this heading.", about=entry.duty)
        else:
            yield silent("The record names the heading and says nothing under it.", about=entry.duty)
