"""What the people who decide had before them."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import GRAVITY, gravest_recorded, is_answered_as_slight
from eia.checks.regard import Sign, need_no_paper, says_what_they_had, short_of_a_sign, signs_of_no_regard
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import (
    Answer,
    Severity,
    Stage,
    met,
    needs_judgement,
    not_applicable,
    not_met,
    not_recorded,
    silent,
)

deciders = Family("The people who decide")


@deciders.check("D01", due="decision", basis=["case.hunt", "case.logan", "case.police_superintendents"])
def each_decider_had_the_assessment(dossier: Dossier) -> Iterator[Answer]:
    """Did every person deciding have the assessment, or a fair and complete account of it, before deciding?

    To settle: Give the assessment, or a fair and complete account of it, to everyone who decides, before they decide.

    Known limits: it reads what the author says each was given and when, not whether it was read.
    """
    decision = dossier.proposal.decision
    if not decision.deciders:
        yield not_recorded(
            "The record does not say who decides, or what each was given.",
            severity=Severity.SERIOUS,
            do="List each person or committee that decides, what they were given and when, and say in duty_told what they were "
            "told of the duty.",
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
                do="Say whether they had the assessment, a full account of it, a summary, or neither, and when; and in duty_told "
                "what they were told of the duty.",
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


@deciders.check(
    "D02",
    due="decision",
    basis=["case.chavda", "case.dat", "case.moore", "case.baker", "case.haque"],
)
def the_deciders_were_told_what_the_duty_asks(dossier: Dossier) -> Iterator[Answer]:
    """Were the people who decide told what the duty asks, naming the three needs?

    To settle: Tell the people who decide what the duty asks, naming the three needs.

    Known limits: it reads what the author says they were told. Deciders who were not told may still have had regard in
    substance, and those who were told may not; so this is serious only beside another sign, recorded by the author, that no
    regard was had, and advice where the author records that equality was weighed all the same. What is silent about all
    that the deciders had is asked about once, with who decides. Silence is no worry where the record answers for everyone
    and finds nothing worse than slight.
    """
    decision = dossier.proposal.decision
    others = signs_of_no_regard(dossier) - {Sign.NOT_TOLD}
    if decision.duty_told == "not at all":
        yield not_met(
            "The author records that the deciders were not told what the duty asks.",
            severity=Severity.SERIOUS if others else short_of_a_sign(dossier),
            do="Tell them before they decide, naming the three needs.",
            waits=True,
        )
    elif decision.duty_told == "wrongly":
        # Until the papers are due, what else is missing may yet come.
        yield not_met(
            "The author records that the deciders were told wrongly what the duty asks.",
            severity=Severity.SERIOUS if others and dossier.is_due(Stage.DECISION) else Severity.WARNING,
            do="Correct it before they decide, naming the three needs.",
        )
    elif decision.duty_told == "in general words":
        yield needs_judgement(
            "The author records that the deciders were told of the duty in general words.",
            severity=Severity.WARNING if dossier.severe_effects else Severity.ADVICE,
            do="Check that the words do not mislead and that the three needs are in substance before them, or name the needs.",
        )
    elif decision.duty_told == "naming the needs":
        yield met("The author records that the deciders were told what the duty asks, naming the needs.")
    elif decision.duty_explained:
        yield needs_judgement(
            "The author records the words in which the paper explains the duty, and not whether they name the three needs.",
            severity=Severity.ADVICE,
            do="Read whether these words name the three needs rightly, and say so in duty_told.",
        )
    elif not says_what_they_had(dossier):
        yield silent("The record does not say what the deciders had, which is asked about with who decides.")
    elif is_answered_as_slight(dossier):
        yield silent(
            "The record does not say how the deciders were told about the duty; no effect is recorded as worse than slight."
        )
    else:
        yield not_recorded(
            "The record does not say how the deciders were told about the duty.",
            severity=short_of_a_sign(dossier),
            do="Say in duty_told whether the paper names the needs, speaks in general words, or says nothing of the duty.",
        )


@deciders.check("D03", due="decided", basis=["case.bracking"])
def the_decision_record_shows_equality_weighed(dossier: Dossier) -> Iterator[Answer]:
    """Do the minutes or the decision record show that equality was weighed?

    To settle: Have the minutes say how equality was weighed.

    Known limits: it reads what the author says of the minutes. Minutes that say nothing do not prove that no regard was had.
    Silence is no worry where the record answers for everyone and finds nothing worse than slight.
    """
    decision = dossier.proposal.decision
    if decision.equality_minuted is False:
        yield not_met(
            "The author records that the minutes do not show that equality was considered.",
            severity=Severity.WARNING,
            do="Have the deciders record what they weighed and why, if they did; a reason made up afterwards does not help.",
            waits=True,
        )
    elif decision.equality_minuted:
        yield met("The author records that the minutes show that equality was considered.")
    elif decision.minutes:
        yield needs_judgement(
            "The author records what the minutes say, and not whether it shows that equality was weighed.",
            severity=Severity.ADVICE,
            do="Read whether they show it, and say so in equality_minuted.",
        )
    elif is_answered_as_slight(dossier):
        yield silent(
            "The record does not say what the minutes show; no effect is recorded as worse than slight."
        )
    else:
        yield not_recorded(
            "The record does not say whether the minutes show that equality was weighed.",
            severity=Severity.WARNING,
            do="Say in equality_minuted whether they do, and in minutes what they say or where to read them.",
        )


@deciders.check("D04", due="decision", basis=["case.bridges", "case.dma"])
def an_assurance_relied_on_was_tested(dossier: Dossier) -> Iterator[Answer]:
    """Was a supplier's or partner's assurance tested by the body itself?

    To settle: Test what a supplier or partner says about equality before relying on it.

    Known limits: it reads whether the author says so. It takes an assurance to be about an automated tool only where the
    tool's supplier bears the same name.
    """
    if not dossier.proposal.assurance:
        yield silent("No assurance from a supplier or partner is recorded.")
    for one in dossier.proposal.assurance:
        if one.relied_on is False:
            yield not_applicable("The author records that it is not relied on.", about=one.by)
        elif one.tested_by_us:
            yield met("The author records that the body tested the assurance itself.", about=one.by)
        elif one.relied_on and one.tested_by_us is False:
            yield not_met(
                "The author records that the assurance is relied on, and that the body did not test it.",
                severity=Severity.SERIOUS if _supplies_a_tool(dossier, one.by) else Severity.WARNING,
                do="Test it, have it tested by someone independent, or do not rely on it.",
                about=one.by,
                waits=True,
            )
        else:
            missing = (
                "whether the assurance is relied on"
                if one.relied_on is None
                else "whether the body tested the assurance itself"
            )
            yield silent(f"The record does not say {missing}.", about=one.by)


def _supplies_a_tool(dossier: Dossier, by: str) -> bool:
    """Tell whether someone supplies an automated tool: one name holds all the words of the other, as "Acme" and "Acme Ltd"."""
    words = _words(by)
    suppliers = [_words(tool.supplier) for tool in dossier.proposal.tool if tool.supplier]
    return any(words and other and (words <= other or other <= words) for other in suppliers)


def _words(name: str) -> set[str]:
    return set(name.lower().replace(",", " ").replace(".", " ").split())


@deciders.check("D05", due="decision", basis=["case.dat", "case.kaur"])
def the_decision_could_still_change(dossier: Dossier) -> Iterator[Answer]:
    """Could the decision still be changed when regard was had?

    To settle: Have regard to equality while the decision can still change.

    Known limits: it reads the author's yes or no; it cannot see whether minds were closed.
    """
    could = dossier.proposal.decision.could_still_change
    if could is False:
        yield not_met(
            "The author records that the decision could no longer change when the assessment reached the deciders.",
            severity=Severity.SERIOUS,
            do="Have the deciders consider it afresh with the assessment before them, free to decide otherwise.",
        )
    elif could:
        yield met(
            "The author records that the decision could still change when the assessment reached the deciders."
        )
    else:
        yield silent("The record does not say whether the decision could still change.")


@deciders.check("D06", due="decision", basis=["case.bracking", "case.jm", "case.law_centres"])
def the_paper_is_as_grave_as_the_assessment(dossier: Dossier) -> Iterator[Answer]:
    """Does the paper for the deciders carry the gravest effects as gravely as the assessment does?

    To settle: State the gravest effects in the paper as gravely as the assessment does.

    Known limits: it compares the gravest effect that the author says the paper states with the gravest in this record, each
    as severe, moderate, slight or none; it does not read the paper. Silence is no worry where the gravest is slight,
    nor where it is moderate and each decider had the assessment itself, or the record does not say what any had, which is
    asked about on its own.
    """
    proposal = dossier.proposal
    gravest = gravest_recorded(dossier)
    stated = proposal.decision.paper_gravest
    if not dossier.adverse_effects and gravest in (None, "none"):
        if proposal.effect and all(effect.direction in ("positive", "none") for effect in proposal.effect):
            yield not_applicable("No adverse effect is recorded.")
        else:
            yield silent("The record holds no adverse effect for the paper to carry.")
    elif stated is None and (gravest == "slight" or (gravest == "moderate" and need_no_paper(dossier))):
        yield silent(
            f"The record does not say how grave an effect the paper states; the gravest in the assessment is {gravest}."
        )
    elif gravest is None or stated is None:
        missing = (
            "how grave the adverse effects are" if gravest is None else "how grave an effect the paper states"
        )
        yield not_recorded(
            f"The record does not say {missing}.",
            severity=Severity.WARNING,
            do="Give the harm of each adverse effect."
            if gravest is None
            else "Give in paper_gravest the gravest effect that the paper itself states.",
        )
    elif GRAVITY.index(stated) < GRAVITY.index(gravest):
        yield not_met(
            f"The gravest effect in the assessment is {gravest}; the gravest that the paper states is {stated}.",
            severity=Severity.SERIOUS,
            do="State it in the paper as gravely as the assessment does; if the assessment is too grave, correct it there.",
        )
    else:
        yield met(
            "The author records that the paper states an effect as grave as the gravest in the assessment."
        )
