"""Groups compared within the groups of another characteristic: in the annex all of it, in the body only that a gap turns round."""

from __future__ import annotations

from collections.abc import Container

from eia.analysis import StratifiedComparison
from eia.assessment import Assessment
from eia.views.display import Shown, bullets, paragraph, table, together
from eia.views.parts import inside, of_evidence, title_of, within


def strata_in_full(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show each comparison within strata, with the shares by stratum.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    found = of_evidence(assessment.dossier.compared.stratified, evidence)
    return together(*(_comparison(assessment, one) for one in found))


def turned_round(assessment: Assessment, *, named: Container[str]) -> Shown:
    """Say which gaps beyond chance lie the other way within groups of another characteristic; nothing where none does.

    Args:
        assessment: What was found.
        named: The evidence that effects name; of other evidence, only characteristics said to be affected are told.
    """
    dossier = assessment.dossier
    said = bullets(
        f"{title_of(assessment, one.evidence)}: {one.in_brief}"
        for one in of_evidence(dossier.compared.stratified, "")
        if one.reversed
        and one.beyond_chance
        and (one.characteristic in dossier.said_to_be_affected or one.evidence in named)
    )
    return within(assessment, "Gaps that turn round within other groups", said)


def _comparison(assessment: Assessment, one: StratifiedComparison) -> Shown:
    title = f"{title_of(assessment, one.evidence)}: “{one.group}” beside “{one.reference}”, within groups by {one.strata_by}"
    if one.found is None:
        return inside(assessment, title, paragraph(one.says))
    return inside(
        assessment,
        title,
        paragraph(one.says),
        table(
            f"Share who {one.outcome}, by {one.by}, within groups by {one.strata_by}",
            [f"By {one.strata_by}", one.group, one.reference],
            [(each.stratum, each.group, each.reference) for each in one.strata],
            numeric=(1, 2),
        ),
        paragraph(one.rule, kind="note"),
    )
