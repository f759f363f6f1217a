"""How grave the effects are that a record tells of, so that less is asked where less is at stake.

Regard is what the circumstances call for (Baker). Silence never makes an effect slight: the author has to say so.
"""

from __future__ import annotations

from eia.dossier import Dossier
from eia.proposal.sections import Effect

GRAVITY = ("none", "slight", "moderate", "severe")
"""How grave an effect is said to be, the least first."""


def gravest_recorded(dossier: Dossier) -> str | None:
    """Return the gravest harm that the author gives an adverse effect, or all effects together; `None` where none is given."""
    said = (*(effect.harm for effect in dossier.adverse_effects), dossier.proposal.assessment.overall)
    return max((harm for harm in said if harm), key=GRAVITY.index, default=None)


def may_be_severe(dossier: Dossier) -> bool:
    """Tell whether an effect may be severe for all that the record says; where it says nothing of anyone, one may be."""
    proposal = dossier.proposal
    return not (proposal.effect or proposal.put_aside) or any(
        effect.direction not in ("positive", "none") and effect.harm not in ("slight", "moderate")
        for effect in proposal.effect
    )


def may_be_worse_than_slight(dossier: Dossier, characteristic: str) -> bool:
    """Tell whether an effect on a group is adverse and not recorded as slight, or not known."""
    return any(
        characteristic in effect.characteristics
        and effect.direction in ("negative", "both", "cannot tell")
        and effect.harm != "slight"
        for effect in dossier.proposal.effect
    )


def rests_on_something(effect: Effect) -> bool:
    """Tell whether an effect names what was looked at, or evidence; “none” says that there is no evidence."""
    return bool(effect.looked_at or effect.named_evidence)


def is_answered_as_slight(dossier: Dossier) -> bool:
    """Tell whether an assessment answers for each relevant characteristic, and records nothing worse than slight.

    Each effect needs a direction, each adverse one its harm; and wherever no effect is claimed, the record says what was
    looked at. A strategic decision, an automated tool, a specialist service, a claimed exception, and a group that the paper
    points to without an effect keep a record from being so.
    """
    proposal, about = dossier.proposal, dossier.proposal.proposal
    relevant = {one.id for one in dossier.law.characteristics if one.relevant and dossier.needs_of(one.id)}
    return bool(
        proposal.assessment.made
        and proposal.assessment.overall in (None, "none", "slight")
        and proposal.decision.paper_gravest in (None, "none", "slight")
        and not may_be_severe(dossier)
        and not dossier.may_be_worse_than_slight
        and relevant <= dossier.answered
        and all(one.looked_at for one in proposal.put_aside)
        and all(rests_on_something(one) for one in proposal.effect if one.direction == "none")
        and set(about.points_to) <= set(dossier.affected)
        and not (about.strategic or proposal.exception or proposal.tool or proposal.service)
    )
