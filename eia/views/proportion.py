"""What follows from a record, each line with its reason and its authority."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.proportion import Consequence
from eia.views.display import Shown, bullets, heading, paragraph, together
from eia.views.law import authorities


def what_follows(assessment: Assessment) -> Shown:
    """Show what the record calls for in proportion: advice, and neither a level nor a score."""
    return together(
        heading("What follows from this record"),
        bullets(_line(assessment, one) for one in assessment.what_follows),
        paragraph("Advice on how full an assessment to make. People decide.", kind="note"),
    )


def _line(assessment: Assessment, one: Consequence) -> str:
    cited = authorities(assessment, one.basis)
    return f"{one.says} {one.because}{f' ({cited})' if cited else ''}"
