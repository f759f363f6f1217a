"""What follows from a record: how full an assessment its own words call for, each line with its reason and authority.

After the lists of requirements that Canada's Algorithmic Impact Assessment gives by level, without a level or a score: a
level would say of people's lives that they add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eia.dossier import Dossier
from eia.findings import Stage
from eia.wording import listed

_UNSURE = (None, "cannot tell", "not looked")
"""Directions of an effect that say that nobody knows yet how full the assessment should be."""

_FEW = 3
"""Characteristics that a sentence names one by one."""

_REGULATION = {"Wales": "wales2011.reg8.1", "Scotland": "scotland2012.reg5"}
_STRATEGIC = {"Wales": "ea2010.s1.wales", "Scotland": "ea2010.s1.scotland"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Consequence:
    """One thing that a record calls for. It is advice on proportion, never a verdict.

    Attributes:
        says: What to do, in a plain sentence.
        because: What in the record calls for it.
        basis: Ids of the provisions and cases in `eia.law` that it rests on.
    """

    says: str
    because: str
    basis: tuple[str, ...]


_MEASURE = Consequence(
    says="Measure the real effect by characteristic: say which figures, how often, and which post looks at them.",
    because="The duty continues after the decision; how often is for the body to choose.",
    basis=("wales2011.reg8.1", "case.dxk", "case.dma"),
)


def what_follows(dossier: Dossier) -> tuple[Consequence, ...]:
    """Return what a record calls for: what regulations ask first, at most five lines.

    Gravity and the strategic kind of a decision are read as the author records them. What no rule asks for, such as a
    number of pages, says so.
    """
    about = dossier.proposal.proposal
    if about.nation == "Northern Ireland":
        return (
            Consequence(
                says="Follow the body's equality scheme, which says when to screen and when to assess.",
                because="Section 149 does not apply in Northern Ireland; section 75 of the Northern Ireland Act 1998 does.",
                basis=("nia1998.s75", "nia1998.sch9"),
            ),
        )
    if about.body_standing == "outside the duty":
        return (
            Consequence(
                says="Check whether the function is a public one: the duty then binds a body that no list names.",
                because="The author records that the body is outside the duty.",
                basis=("ea2010.s149.2",),
            ),
        )
    return (*_of_regulations(dossier), *_of_strategy(dossier), *_of_gravity(dossier))


def _of_regulations(dossier: Dossier) -> Iterator[Consequence]:
    nation = dossier.proposal.proposal.nation or ""
    regulation = _REGULATION.get(nation)
    if regulation and dossier.is_law(regulation):
        yield Consequence(
            says="Make an assessment, if need be a short one: a screening, which asks only whether an assessment is needed, is "
            "not the assessment.",
            because=f"The nation recorded is {nation}, where regulations ask for one"
            f"{', to the extent needed' if nation == 'Scotland' else ''}.",
            basis=(regulation,),
        )


def _of_strategy(dossier: Dossier) -> Iterator[Consequence]:
    about = dossier.proposal.proposal
    duty = _STRATEGIC.get(about.nation or "")
    if about.strategic and duty and dossier.is_law(duty):
        yield Consequence(
            says="If the body is one that section 1 binds, have due regard to reducing inequalities of outcome that come from "
            "socio-economic disadvantage, beside the protected characteristics and never in their place.",
            because=f"The author records a strategic decision, in {about.nation}.",
            basis=(duty, "case.hurley"),
        )


def _of_gravity(dossier: Dossier) -> Iterator[Consequence]:
    if dossier.severe_effects or dossier.proposal.assessment.overall == "severe":
        yield from _where_severe(dossier)
    elif dossier.stage and dossier.stage.rank >= Stage.DECIDED.rank:
        yield _MEASURE
    elif unsure := _unsure(dossier):
        yield Consequence(
            says="Find out enough to know how full the assessment should be.",
            because=unsure,
            basis=("case.greenwich_clc", "case.pieretti"),
        )
    elif dossier.proposal.proposal.strategic:
        yield Consequence(
            says="Consider a full assessment rather than a short one.",
            because="The author records a strategic decision; the regard that is due is what is appropriate in all the "
            "circumstances.",
            basis=("ea2010.s149.1", "case.baker"),
        )
    else:
        yield Consequence(
            says="A short assessment, of about two pages, may be in proportion; no rule sets a length, and people judge whether "
            "it says enough.",
            because="The author answers for each characteristic and records no effect as severe; the regard that is due is what "
            "is appropriate in all the circumstances.",
            basis=("ea2010.s149.1", "case.baker", "case.greenwich_clc"),
        )


def _where_severe(dossier: Dossier) -> Iterator[Consequence]:
    severe = [f"“{effect.title}”" for effect in dossier.severe_effects]
    because = (
        f"The author records severe harm: {listed(severe)}."
        if severe
        else "The author records the effects, taken together, as severe."
    )
    yield Consequence(
        says="Put the whole assessment, or a fair and complete account of it, to each person who decides.",
        because=because,
        basis=("case.hunt", "case.logan", "case.domb"),
    )
    yield Consequence(
        says="Answer each severe effect in particular: what will be done, by which post and when, or why it is accepted.",
        because="The duty asks for regard and not for mitigation; an answer is worked up as far as the stage requires.",
        basis=("case.williams", "case.w_v_birmingham", "case.law_centres"),
    )
    yield _MEASURE


def _unsure(dossier: Dossier) -> str:
    """Say why nobody can yet tell how grave the effects are; empty where each is weighed. Silence is no small effect."""
    effects = dossier.proposal.effect
    unweighed = [
        f"“{effect.title}”"
        for effect in effects
        if effect.direction in _UNSURE or (effect.direction in ("negative", "both") and effect.harm is None)
    ]
    relevant = [one for one in dossier.law.characteristics if one.relevant and dossier.needs_of(one.id)]
    untouched = [one.name for one in relevant if one.id not in dossier.answered]
    if unweighed:
        return f"How grave, or whether good or bad, is not recorded of {listed(unweighed)}."
    if len(untouched) == len(relevant) > _FEW:
        return "The record says nothing of any of the relevant characteristics."
    if len(untouched) > _FEW:
        return f"The record says nothing of {len(untouched)} of the relevant characteristics."
    return f"The record says nothing of: {listed(untouched)}." if untouched else ""
