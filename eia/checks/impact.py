"""What the proposal does to people, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier, severity_of
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import Effect

impact = Family("Effects and answers")


@impact.check("M01", due="assessment", basis=["case.blake", "case.south_west_care_homes"])
def the_worst_realistic_outcome_is_assessed(dossier: Dossier) -> Iterator[Answer]:
    """Was the worst realistic outcome assessed?

    To settle: Assess the worst realistic outcome.

    Known limits: it reads that the author says what the worst outcome is; it cannot tell whether a worse one was missed.
    """
    if not dossier.adverse_effects:
        yield silent("No adverse effect is recorded.")
    for effect in dossier.adverse_effects:
        if effect.worst_assessed is False:
            yield not_met(
                "The author records that the worst realistic outcome was known and was not assessed.",
                severity=Severity.SERIOUS,
                do="Assess it: who would meet it, how badly, and how it could be avoided.",
                about=effect.title,
            )
        elif effect.worst:
            yield met("The author records the worst realistic outcome.", about=effect.title)
        elif effect.harm == "severe":
            yield not_recorded(
                "The effect is severe, and its worst realistic outcome is not recorded.",
                severity=Severity.WARNING,
                do="Say what the worst realistic outcome is, for whom, and whether it was assessed.",
                about=effect.title,
            )
        else:
            yield silent("The worst realistic outcome is not recorded.", about=effect.title)


@impact.check("M02", due="decision", basis=["case.w_v_birmingham", "case.law_centres", "case.hough"])
def each_adverse_effect_is_answered(dossier: Dossier) -> Iterator[Answer]:
    """Has each adverse effect a mitigation with an owner and a date, or a reasoned decision to accept it?

    To settle: Say what will be done about each adverse effect, by whom and when, or why it is accepted.

    Known limits: it reads that an answer is there and is owned and dated, not whether it would work. The duty is to
    have regard, not to mitigate: a reasoned decision to accept an effect answers the question.
    """
    if not dossier.adverse_effects:
        if dossier.proposal.effect and all(
            effect.direction in ("positive", "none") for effect in dossier.proposal.effect
        ):
            yield not_applicable("No adverse effect is recorded.")
        elif dossier.proposal.effect:
            yield silent("Of some effects the record does not say whether they are adverse.")
        else:
            yield silent("No effect is recorded, so no answer to one can be.")
    for effect in dossier.adverse_effects:
        yield _answer_to(effect, dossier)


def _answer_to(effect: Effect, dossier: Dossier) -> Answer:
    actions = [action for action in dossier.proposal.action if effect.id in action.effects]
    if effect.accepted_because:
        return met("The author records why the effect is accepted.", about=effect.title)
    if any(action.owner and action.due for action in actions):
        return met("The author records a mitigation with an owner and a date.", about=effect.title)
    if effect.answer == "none":
        return not_met(
            "The author records neither a mitigation nor a reason for accepting the effect.",
            severity=severity_of(effect),
            do="Add an action with an owner and a date, or the reason for accepting the effect.",
            about=effect.title,
            waits=True,
        )
    if actions:
        missing = " and ".join(
            words
            for words, said in (
                ("an owner", any(action.owner for action in actions)),
                ("a date", any(action.due for action in actions)),
            )
            if not said
        )
        return not_recorded(
            f"A mitigation is recorded without {missing or 'an owner and a date together'}.",
            severity=Severity.WARNING,
            do="Give the post that owns it and the day it is due.",
            about=effect.title,
        )
    return not_recorded(
        "No answer to the effect is recorded.",
        severity=Severity.WARNING,
        do="Add an action with an owner and a date, or the reason for accepting the effect.",
        about=effect.title,
    )


@impact.check("M06", due="decision", basis=["case.ke", "case.hollow"])
def a_budget_figure_is_assessed_or_gated(dossier: Dossier) -> Iterator[Answer]:
    """If the decision carries a budget figure: is its effect assessed where the figure is fixed, or held back behind a later decision where it is provisional?

    To settle: Assess the effect of a budget figure before it is fixed.

    Known limits: it reads whether the author calls the figure fixed or provisional; it does not read the budget.
    """
    budget = dossier.proposal.budget
    if budget.changes is False:
        yield not_applicable("The author records that the decision changes no budget at this stage.")
    elif budget.status is None:
        yield silent("The record does not say whether a budget figure is fixed or provisional.")
    elif budget.status == "fixed" and budget.assessed is False:
        yield not_met(
            "The figure is fixed, and the author records that its effect was not assessed.",
            severity=Severity.SERIOUS,
            do="Assess the effect of the figure before it is fixed.",
            waits=True,
        )
    elif budget.status == "provisional" and not budget.gate:
        yield not_met(
            "The figure is provisional, and no later decision is recorded that could still change it.",
            severity=Severity.ADVICE,
            do="Say which later decision, after assessment, must come before the figure takes effect.",
            waits=True,
        )
    elif budget.status == "fixed" and budget.assessed is None:
        yield silent("The figure is fixed; the record does not say whether its effect was assessed.")
    else:
        yield met("The author records that the figure is assessed, or waits behind a later decision.")
