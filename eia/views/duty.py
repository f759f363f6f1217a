"""The duty in plain words: the three needs, and what section 149(3) to (6) says of them."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.views.display import Shown, bullets, paragraph, strong
from eia.views.parts import is_published, is_short, part

_TITLE = "The duty in plain words"
_NEEDS = (
    "To eliminate discrimination, harassment, victimisation and anything else that the Act prohibits.",
    "To advance equality of opportunity between people who share a relevant protected characteristic and people who do not.",
    "To foster good relations between them.",
)
_MORE = (
    (
        "Advancing opportunity",
        (
            "has three parts in particular: removing or minimising disadvantages connected to a characteristic; taking steps to meet "
            "needs that differ; and encouraging people to take part in public life, or in any other activity, where disproportionately few of them do "
            "(section 149(3)). Meeting the different needs of disabled people includes, in particular, steps to take account of "
            "their disabilities (section 149(4))."
        ),
    ),
    (
        "Fostering good relations",
        "includes, in particular, tackling prejudice and promoting understanding (section 149(5)).",
    ),
    (
        "Meeting the duty",
        (
            "may mean treating some people more favourably than others; that permits nothing that the Act otherwise prohibits "
            "(section 149(6))."
        ),
    ),
)
_HOW = (
    "The duty applies while a proposal takes shape, when it is decided, and afterwards. It is about how a decision is made; it "
    "does not dictate the result. Marriage and civil partnership counts for the first need only (section 149(7))."
)
_READ = (
    "People decide; this report shows what they should know first. Where it says not recorded, the record is silent. Silence "
    "is never read as good news, nor as a failing{}."
)
_RAISED = "; once an answer is due, it is raised as a point to settle"
"""Said where such points stand: the publication copy has the serious ones alone."""
_BEFORE = (
    "This report is judged by a day before 5 April 2011, when section 149 came into force. The separate duties on race, "
    "disability and sex stood in its place until then."
)
_NORTH = (
    "Section 149 of the Equality Act 2010 does not apply in Northern Ireland. There, section 75 of the Northern Ireland Act "
    "1998 sets two duties for public authorities: to have due regard to the need to promote equality of opportunity, on nine "
    "grounds, and to have regard to the desirability of promoting good relations, on three. The body's equality scheme says how "
    "it meets them."
)


def duty(assessment: Assessment) -> Shown:
    """Show what the duty asks, in the nation recorded; in a report of two pages, in one paragraph."""
    nation = assessment.dossier.proposal.proposal.nation
    read = paragraph(_READ.format("" if is_published(assessment) else _RAISED))
    if nation == "Northern Ireland":
        return part(assessment, _TITLE, paragraph(_NORTH), None if is_short(assessment) else read)
    where = f"In {nation}" if nation else "In England, Scotland and Wales"
    opening = (
        f"{where}, section 149 of the Equality Act 2010 requires a public authority, when it exercises its functions, and "
        "anyone else who exercises a public function, to have due regard to three needs"
    )
    if is_short(assessment):
        short = (
            f"{opening}: to eliminate discrimination, harassment, victimisation and anything else that the Act prohibits; to "
            "advance equality of opportunity, which means removing disadvantage, meeting needs that differ (disabled people's "
            "among them) and encouraging people to take part; and to foster good relations. Not recorded means that the record "
            "is silent, which is neither good news nor a failing. People decide."
        )
        return part(assessment, _TITLE, paragraph(short))
    return part(
        assessment,
        _TITLE,
        None if assessment.dossier.is_law("ea2010.s149.1") else paragraph(_BEFORE),
        paragraph(f"{opening}. Due regard is the regard that is appropriate in all the circumstances."),
        bullets(_NEEDS, numbered=True),
        *(strong(label, words) for label, words in _MORE),
        paragraph(_HOW),
        read,
    )
