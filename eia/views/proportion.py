"""What follows from a record, each line with its reason and its authority."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.proportion import Consequence
from eia.views.display import NOTHING, Shown, bullets, paragraph
from eia.views.law import authorities
from eia.views.parts import is_published, is_short, within


def what_follows(assessment: Assessment) -> Shown:
    """Show what the record calls for in proportion: advice, and neither a level nor a score."""
    if is_published(assessment):
        return NOTHING
    shown = within(
        assessment,
        "What follows from this record",
        bullets(_line(assessment, one) for one in assessment.what_follows),
        paragraph("Advice on how full an assessment to make. People decide.", kind="note"),
    )
    # Two pages have no room for advice to the author; a terminal has.
    return Shown(html="", text=shown.text) if is_short(assessment) else shown


def _line(assessment: Assessment, one: Consequence) -> str:
    cited = authorities(assessment, one.basis)
    return f"{one.says} {one.because}{f' ({cited})' if cited else ''}"
