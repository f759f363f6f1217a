"""What is done about adverse effects."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier, severity_of
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import Action, Effect

mitigation = Family("Answers to effects")


@mitigation.check("M02", due="decision", basis=["case.w_v_birmingham", "case.law_centres", "case.hough"])
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
    actions = _actions_for(effect, dossier)
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


def _actions_for(effect: Effect, dossier: Dossier) -> list[Action]:
    """Return the actions for an effect that were not dropped."""
    return [one for one in dossier.proposal.action if effect.id in one.effects and one.state != "dropped"]


@mitigation.check("M03", due="decision", basis=["case.williams"])
def mitigation_does_more_than_watch_or_signpost(dossier: Dossier) -> Iterator[Answer]:
    """Where an adverse effect is mitigated: is more done than to watch it, or to point people elsewhere?

    To settle: Work up, as far as this stage asks, something that lessens each adverse effect.

    Known limits: it reads the class that the author gives each action. The duty is to have regard, not to mitigate: an
    effect that is accepted with a reason is not asked about.
    """
    if not dossier.adverse_effects:
        yield silent("No adverse effect is recorded.")
    for effect in dossier.adverse_effects:
        kinds = {action.kind for action in _actions_for(effect, dossier)}
        if effect.accepted_because:
            yield not_applicable("The author records why the effect is accepted.", about=effect.title)
        elif kinds & {"remove", "reduce", "compensate"}:
            yield met(
                "The author records an action that removes or reduces the effect, or makes up for it.",
                about=effect.title,
            )
        elif not kinds:
            yield silent("No action is recorded for the effect.", about=effect.title)
        elif None in kinds:
            yield silent("The record does not say what kind of action is taken.", about=effect.title)
        else:
            yield not_met(
                "All that the author records for the effect is to watch it, or to point people elsewhere.",
                severity=Severity.WARNING,
                do="Add an action that lessens the effect, or the reason for accepting what remains.",
                about=effect.title,
                waits=True,
            )


@mitigation.check("M08", due="decision", basis=["case.ward", "case.ma"])
def a_hardship_route_is_shown_to_work(dossier: Dossier) -> Iterator[Answer]:
    """Where a hardship fund or other safety valve is relied on: is it shown to work?

    To settle: Show, by how often and for whom it is used, that each safety valve relied on works.

    Known limits: it reads what the author says of its use. A new fund has no use yet to show: say so, and what makes it
    likely to reach the people concerned.
    """
    if not dossier.proposal.hardship:
        yield silent("No hardship fund or other safety valve is recorded.")
    for fund in dossier.proposal.hardship:
        if fund.relied_on is False:
            yield not_applicable("The author records that the proposal does not rely on it.", about=fund.name)
        elif not fund.relied_on:
            yield silent("The record does not say whether the proposal relies on it.", about=fund.name)
        elif fund.shown_to_work is False:
            yield not_met(
                "The author records that the proposal relies on it, and that it has not been shown to work.",
                severity=Severity.WARNING,
                do="Find out how often it is used, for whom and how often it is refused, or do not rely on it.",
                about=fund.name,
                waits=True,
            )
        elif fund.evidence_of_use:
            yield met("The author records evidence of its use.", about=fund.name)
        else:
            yield not_recorded(
                "The proposal relies on it, and the record gives no evidence of its use.",
                severity=Severity.ADVICE,
                do="Say how often it is used and for whom.",
                about=fund.name,
            )
