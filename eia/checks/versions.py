"""Which version of the assessment stood behind the decision, and what was left for later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eia.checks.gravity import may_be_severe
from eia.checks.regard import came_too_late, has_no_document
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_applicable, not_met, not_recorded, silent
from eia.wording import day_in_words, listed

versions = Family("The version decided on")


@versions.check("T02", due="decided", basis=["case.hough", "case.blake", "case.winder", "case.tg"])
def the_option_assessed_is_the_option_decided(dossier: Dossier) -> Iterator[Answer]:
    """Was the option assessed the option decided?

    To settle: Assess what is in fact decided, in its scope, its length and its severity.

    Known limits: it reads how the author compares the two. Where that is not said, it takes an option of the same name to be
    the same, and does not guess from other words. Where one proposal runs through the record and no effect may be severe,
    silence is no worry.
    """
    assessment, decision = dossier.proposal.assessment, dossier.proposal.decision
    compared, assessed, decided = (
        decision.compared_with_assessed,
        assessment.option,
        decision.option_decided,
    )
    if compared in ("wider", "longer", "harsher"):
        yield not_met(
            f"The author records that what was decided is {compared} than what was assessed.",
            severity=Severity.SERIOUS,
            do="Assess what is decided, and have the deciders consider it afresh while it can still change.",
        )
    elif compared == "narrower":
        yield met("The author records that what was decided is narrower than what was assessed.")
    elif compared == "same" or (compared is None and assessed and assessed == decided):
        yield met("The author records that the option assessed is the option decided.")
    elif has_no_document(dossier):
        yield not_applicable("No assessment was written, so there is no option assessed to compare.")
    elif (
        decision.what
        and not may_be_severe(dossier)
        and not (dossier.proposal.option or assessed or decided or decision.outcome)
    ):
        yield silent(
            "One proposal runs through the record, which does not say how what was decided compares with what was assessed."
        )
    else:
        yield not_recorded(
            "The record does not say how what was decided compares with what was assessed.",
            severity=Severity.WARNING,
            do="Say in compared_with_assessed whether it is the same, narrower, wider, longer or harsher.",
        )


@versions.check("T03", due="decision", basis=["case.moseley"])
def the_assessment_took_in_the_consultation(dossier: Dossier) -> Iterator[Answer]:
    """Was the assessment brought up to date after the consultation closed?

    To settle: Bring the assessment up to date with what people said about equality.

    Known limits: it compares the day of the last version before the decision with the day the consultation closed; it does
    not read whether the new version answers what was said. Without the days, it asks only where the record says what
    people raised.
    """
    asked, day = dossier.proposal.consultation, dossier.as_of
    dated = _days_of_versions(dossier)
    if asked.held is False:
        yield not_applicable("The author records that no consultation was held.")
    elif has_no_document(dossier):
        yield not_applicable("No assessment was written, so there is none to bring up to date.")
    elif asked.held is None and asked.closed is None:
        yield silent("The record does not say whether a consultation was held.")
    elif asked.closed and day and asked.closed > day:
        yield silent("The consultation had not closed by the day that this record is judged by.")
    elif came_too_late(dossier):
        yield silent("The assessment came after the decision, which is asked about on its own.")
    elif (asked.closed is None or not dated) and not (asked.equality_points or asked.themes):
        yield silent("A consultation is recorded, and neither its days nor what people raised.")
    elif asked.closed is None or not dated:
        yield not_recorded(
            "A consultation is recorded, and not whether the assessment was brought up to date after it closed.",
            severity=Severity.ADVICE,
            do="Give the day the consultation closed, and the day of each version of the assessment.",
        )
    elif dated[-1] >= asked.closed:
        yield met(
            "The author records a version of the assessment dated on or after the day the consultation closed."
        )
    elif asked.equality_points:
        yield not_met(
            "The consultation raised points about equality, and the last version before the decision is dated before it closed.",
            severity=Severity.WARNING,
            do="Bring the assessment up to date with these points before the decision, and date the new version.",
            waits=True,
        )
    else:
        yield not_recorded(
            "The last version is dated before the consultation closed; the record does not say whether points about equality "
            "were raised.",
            severity=Severity.ADVICE,
            do="Record what people said about equality; if they said something, bring the assessment up to date with it.",
        )


@versions.check("T04", due="decision", basis=["case.brown", "case.bracking", "case.williams"])
def the_assessment_is_still_current(dossier: Dossier) -> Iterator[Answer]:
    """Is the assessment still current?

    To settle: Bring an assessment that is old, or that the facts have overtaken, up to date.

    Known limits: no rule says how old is too old; the period is the toolkit's choice, shown with the others. It knows of
    changed facts only what the author writes.
    """
    changed = (dossier.proposal.assessment.facts_changed_since or "").strip(" .").lower()
    overtaken = bool(changed) and changed not in _NO_CHANGE
    day = dossier.as_of
    dated = _days_of_versions(dossier, until=day)
    months = int(dossier.practice["assessment_current_months"])
    if has_no_document(dossier):
        yield not_applicable("No assessment was written, so there is none to grow old.")
        return
    if overtaken:
        yield not_met(
            "The author records that facts have changed since the assessment was made.",
            severity=Severity.WARNING,
            do="Bring the assessment up to date for them, with its new date; leave in facts_changed_since only what came later.",
            waits=True,
        )
    if day is None or dossier.proposal.decision.date is None:
        # Without a decision the day judged by may be any date of the record, such as that of a later review.
        if not overtaken:
            yield silent(
                "The record does not give the day of the decision, so how old the assessment is then is not known."
            )
    elif not dated:
        if not overtaken:
            yield silent("The record gives no day of an assessment that came before the day it is judged by.")
    elif _is_older(dated[-1], day, months):
        yield not_met(
            f"The last version of the assessment, of {day_in_words(dated[-1])}, is more than {months} months older than "
            f"{day_in_words(day)}.",
            severity=Severity.WARNING,
            do="Look at it again: bring it up to date, or date a new version that says why it still holds.",
            waits=True,
        )
    elif not overtaken:
        yield met(f"The author records a version of the assessment dated within the {months} months before.")


_NO_CHANGE = frozenset(
    {
        "none",
        "nothing",
        "no",
        "nil",
        "n/a",
        "na",
        "not applicable",
        "no change",
        "no changes",
        "nothing has changed",
    }
)
"""Whole answers that say that no fact has changed."""


def _days_of_versions(dossier: Dossier, until: dt.date | None = None) -> list[dt.date]:
    """Return the days of the assessment and of the record's versions, in order: those that could inform the decision.

    A version later than the decision counts only where the decision was considered afresh, or up to a later day asked for.
    """
    proposal = dossier.proposal
    last = until or (None if proposal.assessment.reconsidered_afresh else proposal.decision.date)
    days = [proposal.assessment.date, *(version.date for version in proposal.record.versions)]
    return sorted(day for day in days if day and (last is None or day <= last))


def _is_older(day: dt.date, than: dt.date, months: int) -> bool:
    """Tell whether more than a number of whole months lie between two days."""
    return (day.year * 12 + day.month + months, day.day) < (than.year * 12 + than.month, than.day)


@versions.check("T05", due="decision", basis=["case.sheakh", "case.adiatu", "case.utag"])
def a_staged_assessment_says_why_and_when(dossier: Dossier) -> Iterator[Answer]:
    """If the assessment is made in stages, is this stage reversible or urgent, with a reason, and a date and an owner for the rest?

    To settle: If part of the assessment is left for later, say why, by when and by whom.

    Known limits: whether staging is fair is a matter for judgement; it is not always enough. Where the stage has its
    reason, silence about a date or an owner for the rest is advice.
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
    why = {
        "that the stage is reversible or urgent": staging.reversible or staging.urgent,
        "the reason for staging": staging.reason,
    }
    rest = {
        "a date for the rest": staging.rest_by or any(one.by or one.when for one in promised),
        "an owner for the rest": staging.rest_owner or any(one.owner for one in promised),
    }
    missing = [words for words, there in (*why.items(), *rest.items()) if not there]
    if missing and all(why.values()):
        yield not_recorded(
            f"The author records why the assessment is staged; the record does not give {listed(missing, 'or')}.",
            severity=Severity.ADVICE,
            do="Give what is missing, so that the deciders know what is still to come, and ask them whether staging is fair here.",
        )
    elif missing:
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
