"""Who is in one piece of evidence beside who is in another: a chart where there are intervals, else a table of the shares alone."""

from __future__ import annotations

from eia.analysis import BesideEvidence
from eia.assessment import Assessment
from eia.estimates import Benchmarked
from eia.views.charts import GroupBeside, beside_population
from eia.views.display import Shown, paragraph, table
from eia.views.parts import inside, title_of


def beside_other(assessment: Assessment, one: BesideEvidence) -> Shown:
    """Show those counted beside those in other evidence.

    Args:
        assessment: What was found.
        one: The two, by one characteristic.
    """
    title = title_of(assessment, one.evidence)
    caption = f"{title}, by {one.by.lower()}, beside “{one.other_title}”"
    there = f"Those in “{one.other_title}”{f': {one.other_base}' if one.other_base else ''}"
    if not one.compared and not one.described:
        return inside(assessment, caption, paragraph(one.says))
    return inside(
        assessment,
        caption,
        beside_population(
            [_row(each) for each in one.compared],
            caption=caption,
            counted="Those counted",
            population=there,
            beside="other count",
        )
        if one.compared
        else table(
            f"{caption}: shares alone",
            ["Group", "Those counted", there],
            [(each.group, each.share, each.there) for each in one.described],
            numeric=(1, 2),
        ),
        paragraph(one.says),
        paragraph(" ".join(one.rules), kind="note"),
    )


def _row(one: Benchmarked) -> GroupBeside:
    return GroupBeside(
        group=one.group,
        share=one.share.value,
        low=one.share.low,
        high=one.share.high,
        population_share=one.there,
    )
