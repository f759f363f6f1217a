"""Whether regard was had without a document, and what else in a record suggests that none was.

A missing document, or a duty that nobody named, is by itself no breach (Brown; Baker; Haque). It weighs more beside another sign.
"""

from __future__ import annotations

from enum import StrEnum

from eia.dossier import Dossier
from eia.findings import Answer, Severity, needs_judgement, not_met


class Sign(StrEnum):
    """Something that an author records, and that suggests no regard was had before the decision."""

    NO_DOCUMENT = "no assessment was made, and no other regard is recorded"
    TOO_LATE = "the assessment came after the decision, which was not considered afresh"
    NOT_GIVEN = "a decider had neither the assessment nor an account of it"
    NOT_TOLD = "the deciders were not told of the duty, or were told wrongly"
    NOT_MINUTED = "the minutes do not show that equality was considered"
    KEPT_BACK = "points about equality were kept from the deciders"
    FIGURE_NOT_ASSESSED = "the figure is fixed, and its effect was not assessed"
    NOT_JUSTIFIED = "a rule puts people at a disadvantage, and no justification is given"


def has_no_document(dossier: Dossier) -> bool:
    """Tell whether the author records that no assessment was written, or only how equality was thought about without one."""
    assessment = dossier.proposal.assessment
    if assessment.made is not None:
        return not assessment.made
    return bool(assessment.regard) and assessment.date is None and assessment.before_decision is None


def has_an_earlier_version(dossier: Dossier) -> bool:
    """Tell whether a version of the record is dated on or before the decision."""
    decided_on = dossier.proposal.decision.date
    days = [version.date for version in dossier.proposal.record.versions]
    return decided_on is not None and any(day is not None and day <= decided_on for day in days)


def came_too_late(dossier: Dossier) -> bool:
    """Tell whether the record puts the assessment after the decision, not considered afresh; days count before a yes or no."""
    assessment, decided_on = dossier.proposal.assessment, dossier.proposal.decision.date
    if assessment.reconsidered_afresh or has_no_document(dossier):
        return False
    if assessment.date and decided_on and assessment.date != decided_on:
        return assessment.date > decided_on and not has_an_earlier_version(dossier)
    return assessment.before_decision is False


def signs_of_no_regard(dossier: Dossier) -> frozenset[Sign]:
    """Return the signs that the record holds. Silence is no sign; neither is the gravity of an effect."""
    proposal = dossier.proposal
    decision, budget = proposal.decision, proposal.budget
    found = {
        Sign.NO_DOCUMENT: has_no_document(dossier) and not proposal.assessment.regard,
        Sign.TOO_LATE: came_too_late(dossier),
        Sign.NOT_GIVEN: any(one.given == "neither" for one in decision.deciders),
        Sign.NOT_TOLD: decision.duty_told in ("not at all", "wrongly"),
        Sign.NOT_MINUTED: decision.equality_minuted is False,
        Sign.KEPT_BACK: bool(proposal.consultation.equality_points_withheld),
        Sign.FIGURE_NOT_ASSESSED: budget.status == "fixed" and budget.assessed is False,
        Sign.NOT_JUSTIFIED: any(one.justification == "none" and one.disadvantages for one in proposal.rule),
    }
    return frozenset(sign for sign, there in found.items() if there)


def says_what_they_had(dossier: Dossier) -> bool:
    """Tell whether the record says of any decider what they were given: where it does not, that alone is asked about."""
    return any(one.given for one in dossier.proposal.decision.deciders)


def short_of_a_sign(dossier: Dossier) -> Severity:
    """Return how grave it is that the duty was not named: the needs may be weighed without it (Baker; Haque)."""
    weighed = dossier.proposal.decision.equality_minuted or dossier.proposal.assessment.regard
    return Severity.ADVICE if weighed else Severity.WARNING


def need_no_paper(dossier: Dossier) -> bool:
    """Tell whether each decider had the assessment itself, or the record says of none what they had."""
    return all(one.given in (None, "assessment") for one in dossier.proposal.decision.deciders)


def regard_without_a_document(dossier: Dossier) -> Answer:
    """Answer for a record that no assessment was written: regard is the duty, not paper (Brown; Baker; Haque)."""
    regard = dossier.proposal.assessment.regard
    if regard and (nation := _asks_for_an_assessment(dossier)):
        return not_met(
            "The author records how equality was thought about, and that no assessment was written; regulations in "
            f"{nation} ask for one.",
            severity=Severity.WARNING,
            do="Make an assessment, which may be short, before the decision is taken; if these regulations do not bind the body, "
            "correct body_standing.",
            waits=True,
        )
    if regard:
        return needs_judgement(
            "The author records how equality was thought about without a written assessment.",
            severity=Severity.ADVICE,
            do="Ask whether that was done before the decision, by those who decide, and with what it does to people in view.",
        )
    return not_met(
        "The author records that no assessment was made.",
        severity=Severity.SERIOUS if _another_sign(dossier) else Severity.WARNING,
        do="Assess before the decision is taken, or record in the line regard how equality was thought about without a "
        "document: what the law asks is regard, not a document (in Wales and Scotland regulations ask for an assessment too).",
        waits=True,
    )


def _asks_for_an_assessment(dossier: Dossier) -> str | None:
    """Return the nation whose regulations ask this body for an assessment, if one does.

    They bind bodies that Schedule 19 lists, and not those that only exercise a public function.
    """
    about = dossier.proposal.proposal
    duty = {"Wales": "wales2011.reg8.1", "Scotland": "scotland2012.reg5"}.get(about.nation or "")
    if duty is None or about.body_standing in ("exercises a public function", "outside the duty"):
        return None
    return about.nation if dossier.is_law(duty) else None


def _another_sign(dossier: Dossier) -> bool:
    """Tell whether more than a missing document suggests that no regard was had: that alone warns at most (Brown; Baker).

    What follows from there being no document, such as that nobody was given it, is no other sign.
    """
    same = {Sign.NO_DOCUMENT, Sign.TOO_LATE, Sign.NOT_GIVEN}
    return bool(dossier.severe_effects) or bool(signs_of_no_regard(dossier) - same)
