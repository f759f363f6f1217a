"""Nowhereshire Council's own checks (invented example). This file is code: it runs whenever the pack is named."""

from collections.abc import Iterator

from eia.checks import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_recorded, silent

rural = Family(
    "Rural places",
    policy="Every adverse effect on people in villages is answered by name. Source: Rural charter (invented)",
)


@rural.check("LOC01", due="decision")
def adverse_effects_on_rural_places_have_an_action(dossier: Dossier) -> Iterator[Answer]:
    """Has each adverse effect on people in villages and remote places an action of its own?

    To settle: Add an action for each adverse effect on people in villages and remote places.

    Known limits: it reads that an action names the effect, not whether the action would help.
    """
    effects = [effect for effect in dossier.adverse_effects if "rural-places" in effect.local]
    if not effects:
        yield silent("The record names no adverse effect on people in villages and remote places.")
    for effect in effects:
        if any(effect.id in action.effects for action in dossier.proposal.action):
            yield met("The author records an action.", about=effect.title)
        else:
            yield not_recorded(
                "No action is recorded.",
                severity=Severity.ADVICE,
                do="Add an action that names this effect, with an owner and a date.",
                about=effect.title,
            )
