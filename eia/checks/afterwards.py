"""What happens after the decision."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import is_answered_as_slight, may_be_severe
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_met, not_recorded, silent
from eia.proposal.days import never_falls_due

afterwards = Family("Afterwards")


@afterwards.check("R01", due="decided", basis=["case.dxk", "case.dma", "wales2011.reg8.1"])
def the_real_effect_is_measured(dossier: Dossier) -> Iterator[Answer]:
    """Is there a measure of the real effect by characteristic, with its source, how often, an owner, and what would trigger action?

    To settle: Say how the real effect will be measured.

    Known limits: it reads that the parts are there, not whether the measure would show anything. Where a review is set and
    no running system is recorded, silence is advice if no effect may be severe, and no worry if the record answers for
    everyone and finds nothing worse than slight.
    """
    watch, review = dossier.proposal.monitoring, dossier.proposal.review
    looked_at_again = bool(review.owner and (review.date or review.when)) and not watch.system_running
    parts = {
        "a measure": watch.measure,
        "the characteristics": watch.characteristics,
        "the source": watch.source,
        "how often": watch.frequency,
        "an owner": watch.owner,
        "a trigger": watch.trigger,
    }
    missing = [words for words, value in parts.items() if not value]
    if watch.measured is False:
        yield not_met(
            "The author records that the real effect is not measured.",
            severity=Severity.SERIOUS if watch.system_running else Severity.WARNING,
            do="Set a measure by characteristic, with its source, how often, an owner and a trigger.",
            waits=True,
        )
    elif missing and looked_at_again and is_answered_as_slight(dossier):
        yield silent(
            "The record gives a review, and no measure by characteristic; no effect is recorded as worse than slight."
        )
    elif missing:
        light = looked_at_again and not may_be_severe(dossier)
        yield not_recorded(
            f"The record does not give: {', '.join(missing)}.",
            severity=Severity.ADVICE if light else Severity.WARNING,
            do="Complete the [monitoring] section.",
        )
    else:
        yield met(
            "The author records a measure by characteristic with its source, frequency, owner and trigger."
        )


@afterwards.check("R02", due="decided", basis=["case.brown"])
def a_review_has_a_date_and_an_owner(dossier: Dossier) -> Iterator[Answer]:
    """Is there a review date, and a post that owns the review?

    To settle: Set a day for the review, and the post that owns it.

    Known limits: the duty continues after the decision; no rule fixes when a review must be held. A review set in words, by a
    post, is advice where the record answers for everyone and finds nothing worse than slight.
    """
    review, decided_on = dossier.proposal.review, dossier.proposal.decision.date
    if review.date is None and never_falls_due(review.when or ""):
        yield not_met(
            f"The review is set for “{review.when}”, which can never fall due.",
            severity=Severity.WARNING,
            do="Give a day.",
        )
    elif review.date is None and review.when:
        yield not_recorded(
            f"The review is set for “{review.when}”; no day is given.",
            severity=Severity.ADVICE if review.owner and is_answered_as_slight(dossier) else Severity.WARNING,
            do="Give the day, so that it can fall due.",
        )
    elif review.date and decided_on and review.date < decided_on:
        yield not_met(
            "The review is dated before the decision, so it can never fall due.",
            severity=Severity.WARNING,
            do="Give a date after the decision.",
        )
    elif review.date and review.owner:
        yield met("The author records a review date and its owner.")
    else:
        missing = "a review date" if review.date is None else "who owns the review"
        yield not_recorded(
            f"The record does not give {missing}.",
            severity=Severity.WARNING,
            do="Give the day of the review and the post that owns it.",
        )
