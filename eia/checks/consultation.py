"""What people were asked, and whether the deciders heard it."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent

consultation = Family("Consultation")


@consultation.check("C01", due="decision", basis=["case.moseley", "case.boyejo", "case.ke"])
def a_duty_to_consult_was_met_in_time(dossier: Dossier) -> Iterator[Answer]:
    """Where there is a duty to consult, was consultation held while the proposals could still change?

    To settle: Where there is a duty to consult, ask while the proposals can still change.

    Known limits: there is no general duty to consult; the author says whether statute, a promise or practice makes one.
    """
    asked = dossier.proposal.consultation
    owed = asked.duty in ("statute", "promise", "practice")
    if owed and asked.held is False:
        yield not_met(
            f"The author records a duty to consult (from {asked.duty}), and that no consultation was held.",
            severity=Severity.SERIOUS,
            do="Consult while the proposals can still change.",
            waits=True,
        )
    elif asked.held and (asked.formative is False or asked.minds_open is False):
        yield not_met(
            "The author records that minds were made up, or the proposals settled, when people were asked.",
            severity=Severity.SERIOUS if owed else Severity.ADVICE,
            do="Ask again while the proposals can still change, or say plainly what was open.",
        )
    elif asked.duty == "none" and not asked.held:
        yield not_applicable("The author records that there is no duty to consult here.")
    elif asked.held and asked.formative:
        yield met("The author records that people were asked while the proposals could still change.")
    elif owed:
        yield silent(
            f"The record names a duty to consult (from {asked.duty}), and does not say whether people were asked while the "
            "proposals could still change."
        )
    else:
        yield silent("The record does not say whether there is a duty to consult.")


@consultation.check("C04", due="decision", basis=["case.moseley", "case.police_superintendents"])
def the_responses_reached_the_deciders(dossier: Dossier) -> Iterator[Answer]:
    """Did the people who decide get the responses, points about equality among them?

    To settle: Put what people said to everyone who decides.

    Known limits: it reads what the author says reached them, not how fairly it was put.
    """
    asked = dossier.proposal.consultation
    if asked.equality_points_withheld:
        yield not_met(
            "The author records that points about equality were kept from the deciders.",
            severity=Severity.SERIOUS,
            do="Give them to the deciders before the decision is taken.",
        )
    elif asked.responses_reached_deciders is False:
        yield not_met(
            "The author records that the responses did not reach the deciders.",
            severity=Severity.SERIOUS if asked.equality_points else Severity.WARNING,
            do="Give them the responses, points about equality among them, before the decision is taken.",
            waits=True,
        )
    elif asked.responses_reached_deciders:
        yield met("The author records that the responses reached the deciders.")
    elif asked.held:
        yield not_recorded(
            "A consultation was held, and the record does not say whether the responses reached the deciders.",
            severity=Severity.WARNING,
            do="Say how and when the responses, points about equality among them, reached them.",
        )
    elif asked.held is False:
        yield not_applicable("The author records that no consultation was held.")
    else:
        yield silent("The record does not say whether a consultation was held.")
