"""What the people who decide had before them."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, needs_judgement, not_met, not_recorded

deciders = Family("The people who decide")


@deciders.check("D01", due="decision", basis=["case.hunt", "case.logan", "case.police_superintendents"])
def each_decider_had_the_assessment(dossier: Dossier) -> Iterator[Answer]:
    """Did every person deciding have the assessment, or a fair and complete account of it, before deciding?

    To settle: Give everyone who decides the assessment, or a fair and complete account of it, before they decide.

    Known limits: it reads what the author says each was given and when, not whether it was read.
    """
    decision = dossier.proposal.decision
    if not decision.deciders:
        yield not_recorded(
            "The record does not say who decides, or what each was given.",
            severity=Severity.SERIOUS,
            do="List each person or committee that decides, what they were given, and when.",
        )
    for decider in decision.deciders:
        late = bool(decider.given_on and decision.date and decider.given_on > decision.date)
        if decider.given == "neither":
            yield not_met(
                "The author records that they had neither the assessment nor a full account of it before deciding.",
                severity=Severity.SERIOUS,
                do="Give them the assessment before the decision is taken.",
                about=decider.who,
                waits=True,
            )
        elif late:
            yield not_met(
                "The author records that they were given it after the decision.",
                severity=Severity.SERIOUS,
                do="Put it to them, and have them consider the decision afresh while it can still change.",
                about=decider.who,
            )
        elif decider.given is None:
            yield not_recorded(
                "The record does not say what they were given.",
                severity=Severity.SERIOUS,
                do="Say whether they had the assessment, a full account of it, a summary, or neither, and when.",
                about=decider.who,
            )
        elif decider.given == "summary":
            yield needs_judgement(
                "The author records that they had a summary alone.",
                severity=Severity.WARNING,
                do="Check that the summary is a fair and complete account, or give them the assessment.",
                about=decider.who,
            )
        else:
            words = "the assessment" if decider.given == "assessment" else "a full account of the assessment"
            when = " before deciding" if decider.given_on and decision.date else "; the day is not recorded"
            yield met(f"The author records that they had {words}{when}.", about=decider.who)
