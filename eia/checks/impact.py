"""How gravely the proposal may touch people."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent

impact = Family("Grave effects")

_LOW = {"slight": "slight", "none": "none at all"}
"""Judgements of all effects together that leave no room for a severe one, as a sentence says them."""


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
        elif effect.worst and effect.worst_assessed:
            yield met(
                "The author records the worst realistic outcome, and that it was assessed.",
                about=effect.title,
            )
        elif effect.worst:
            yield silent(
                "The worst realistic outcome is named; the record does not say whether it was assessed.",
                about=effect.title,
            )
        elif effect.harm == "severe":
            yield not_recorded(
                "The effect is severe, and its worst realistic outcome is not recorded.",
                severity=Severity.WARNING,
                do="Say what the worst realistic outcome is, for whom, and whether it was assessed.",
                about=effect.title,
            )
        else:
            yield silent("The worst realistic outcome is not recorded.", about=effect.title)


@impact.check("M07", due="decision", basis=["case.blake", "case.bracking"])
def a_grave_effect_on_few_is_kept_in_view(dossier: Dossier) -> Iterator[Answer]:
    """Where an effect is severe for some: does the overall judgement keep it in view?

    To settle: Keep a severe effect on few people in view when the effects are judged together.

    Known limits: it compares what the author says of each effect with what the author says of them together; it reads
    that a reason for a low overall judgement is there, not whether it is a good one.
    """
    severe, made = dossier.severe_effects, dossier.proposal.assessment
    if not severe:
        if all(effect.harm for effect in dossier.adverse_effects) and dossier.proposal.effect:
            yield not_applicable("No effect is recorded as severe.")
        else:
            yield silent("The record does not say that any effect is severe.")
    for effect in severe:
        if made.overall is None:
            yield silent(
                "The record does not say how grave the effects are, taken together.", about=effect.title
            )
        elif made.overall not in _LOW:
            yield met(
                f"The author records the effects, taken together, as {made.overall}.", about=effect.title
            )
        elif made.overall_reason:
            yield met(
                f"The author records why the effects, taken together, are judged {_LOW[made.overall]} although this one is "
                "severe for some.",
                about=effect.title,
            )
        else:
            yield not_met(
                f"The author records this effect as severe for some, the effects taken together as {_LOW[made.overall]}, and no "
                "reason.",
                severity=Severity.SERIOUS,
                do="Say why, in 'overall_reason' of the [assessment] section, or judge them together again with this effect "
                "in view.",
                about=effect.title,
            )
