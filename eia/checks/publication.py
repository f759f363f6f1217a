"""What is published, and who can read it."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.gravity import is_answered_as_slight
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent

publication = Family("Publication")

_REGULATIONS = {
    "England": ("england2011.reg2", "england2017.reg4"),
    "Wales": ("wales2011.reg8.1.d",),
    "Scotland": ("scotland2012.reg5",),
}
"""The regulations about publishing, by nation; one after the other in England."""


@publication.check(
    "P02",
    due="decided",
    basis=[
        "wales2011.reg8.1.d",
        "wales2011.reg8.2",
        "scotland2012.reg5",
        "england2011.reg2",
        "england2017.reg4",
    ],
)
def it_is_published_as_the_nation_requires(dossier: Dossier) -> Iterator[Answer]:
    """Is the assessment published as the nation's regulations ask?

    To settle: Publish the assessment as the nation's regulations ask.

    Known limits: in Wales a report is due where the impact is substantial, in Scotland where the policy is adopted, within a
    reasonable period; in England no regulation asks for an assessment to be published, only for information, at least
    yearly, on how the duty is met: there silence is advice, and no worry where the record answers for everyone and finds
    nothing worse than slight. The regulations bind the bodies that they list; it does not look the body up.
    """
    published = dossier.proposal.publication
    if published.published or (published.published is None and published.where):
        yield met("The author records that the assessment is published.")
    elif reason := _why_none_is_due(dossier):
        yield not_applicable(reason)
    elif published.published is None and _in_england(dossier) and is_answered_as_slight(dossier):
        yield silent(
            "The record does not say whether the assessment is published; no regulation asks for it."
        )
    elif published.published is None:
        yield not_recorded(
            "The record does not say whether the assessment is published.",
            severity=Severity.ADVICE if _in_england(dossier) else Severity.WARNING,
            do="Say whether and where it is published.",
        )
    else:
        yield _unpublished(dossier)


def _why_none_is_due(dossier: Dossier) -> str:
    """Say why nothing need be published; empty where something may have to be."""
    about, published = dossier.proposal.proposal, dossier.proposal.publication
    regulations = _REGULATIONS.get(about.nation or "", ())
    if dossier.proposal.assessment.made is False:
        return "The author records that no assessment was made, so there is none to publish."
    if regulations and not any(dossier.is_law(name) for name in regulations):
        return f"No regulation about publishing was in force in {about.nation} on that day."
    if about.body_standing not in (None, "listed in Schedule 19"):
        return "The regulations about publishing bind the bodies that they list."
    if about.nation == "Wales" and published.substantial is False:
        return "The author records that the impact is not substantial, so no report need be published."
    if about.nation == "Scotland" and published.adopted is False:
        return "The author records that the policy was not adopted."
    return ""


def _in_england(dossier: Dossier) -> bool:
    return dossier.proposal.proposal.nation == "England"


def _unpublished(dossier: Dossier) -> Answer:
    nation, published = dossier.proposal.proposal.nation, dossier.proposal.publication
    if nation not in ("Wales", "Scotland"):
        return not_met(
            "The author records that the assessment is not published.",
            severity=Severity.WARNING,
            do="Publish it, or see that what the body publishes at least yearly shows how equality was regarded here.",
            waits=True,
        )
    condition, holds = (
        ("the impact is substantial", published.substantial)
        if nation == "Wales"
        else ("the policy was adopted", published.adopted)
    )
    if holds is None:
        return not_recorded(
            f"The assessment is not published, and the record does not say whether {condition}.",
            severity=Severity.WARNING,
            do=f"Say whether it is so; if it is, the regulations ask for {_due_in(nation)} to be published.",
        )
    return not_met(
        f"The author records that {condition}, and that the assessment is not published.",
        severity=Severity.SERIOUS,
        do=f"Publish {_due_in(nation)}: the regulations ask for it.",
        waits=True,
    )


def _due_in(nation: str) -> str:
    """Name what the regulations ask a body of Wales or of Scotland to publish."""
    if nation == "Wales":
        return "a report of it (purpose, steps taken, information used, results and decisions)"
    return "the assessment"


@publication.check("P03", due="decided", basis=["england2011.reg4", "england2017.reg6", "ea2010.s20"])
def what_is_published_is_accessible(dossier: Dossier) -> Iterator[Answer]:
    """Can everyone read what is published, screen readers among them?

    To settle: Publish in a form that everyone can read.

    Known limits: it reads what the author says of the format; it does not open the document. Silence is no worry where the
    record answers for everyone and finds nothing worse than slight.
    """
    published = dossier.proposal.publication
    if published.published is False:
        yield not_applicable("The author records that the assessment is not published.")
    elif published.accessible is False:
        yield not_met(
            "The author records that what is published is not in a form that everyone can read.",
            severity=Severity.WARNING,
            do="Publish it as a web page or a tagged document too, and offer other formats.",
        )
    elif published.accessible:
        yield met("The author records that what is published can be read by everyone.")
    elif (published.published or published.where) and is_answered_as_slight(dossier):
        yield silent("The record does not say whether what is published can be read by everyone.")
    elif published.published or published.where:
        yield not_recorded(
            "The record does not say whether what is published can be read by everyone.",
            severity=Severity.ADVICE,
            do="Say in which format it is published, and whether a screen reader can read it.",
        )
    else:
        yield silent("The record does not say whether the assessment is published.")
