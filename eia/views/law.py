"""The law and the choices of method, as a reader may check them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eia.assessment import Assessment
from eia.views.display import NOTHING, Shown, bullets, day, escape, paragraph, table
from eia.views.parts import is_published, is_short, part, within

_OF_THE_POINTS = ("page_one_worries",)
"""Choices about the points to settle, which the publication copy does not hold."""


def authorities(assessment: Assessment, basis: Iterable[str]) -> str:
    """Return the citations of provisions and cases; one that was never read on its page is left out."""
    return "; ".join(one.cites for one in assessment.dossier.authorities(basis))


def law_cited(assessment: Assessment) -> Shown:
    """Show every provision and case that a question of this report rests on, with its address."""
    if is_short(assessment):
        return NOTHING
    names = dict.fromkeys(name for finding in assessment.findings for name in finding.basis)
    cited = assessment.dossier.authorities(names)
    rows = sorted(
        {(one.cites, one.says, one.url) for one in cited}, key=lambda row: (_by_number(row[0]), row)
    )
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(url)}">{escape(cites)}</a></th><td>{escape(says)}</td></tr>'
        for cites, says, url in rows
    )
    # The publication copy holds no questions.
    caption = "Law and judgments " + ("looked to" if is_published(assessment) else "behind the questions")
    return part(
        assessment,
        "Annex: law and method",
        Shown(
            html=f'<table><caption>{caption}</caption><thead><tr><th scope="col">Authority</th>'
            f'<th scope="col">In our words</th></tr></thead><tbody>{body}</tbody></table>',
            text="\n".join([caption, *(f"{cites}: {says} {url}" for cites, says, url in rows)]),
        ),
        paragraph(
            "Summaries are the toolkit's own and are not legal advice. No result of it says that the duty is met. Some judgments "
            "came later than the decision: a judgment says what the law already was.",
            kind="note",
        ),
    )


def _by_number(cites: str) -> list[tuple[int, str]]:
    """Sort citations as people count: section 7 before section 13, and 19 before 19A."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", cites)]


def method(assessment: Assessment) -> Shown:
    """Show how the report was made, what it takes for granted, and what it cannot see."""
    if is_short(assessment):
        return NOTHING
    words = [
        f"Law, dates due and the age of evidence are judged as of {day(assessment.dossier.as_of)}, and by no clock."
        if assessment.dossier.as_of
        else "The record holds no date, so law is read as it was last held, and nothing is judged as late.",
        (
            "What people wrote is taken as they wrote it. "
            f"{'This report reads' if is_published(assessment) else 'The questions ask'} whether an answer is there and particular; "
            "whether it is right, or enough, is for people to judge."
        ),
        (
            "A silence is shown as not recorded, never as none. Of an effect, four things are told apart: shown, shown to be none, "
            "cannot tell, and not looked at."
        ),
        (
            "Counts of people that the body holds are shown only after they were made safe together, as the annex on the evidence "
            "says. Public figures are shown with their source and date."
        ),
        "Nothing here is added up into a score or a level, and nothing says that the law was met or broken.",
    ]
    return within(assessment, "Method, assumptions and caveats", bullets(words))


def choices(assessment: Assessment) -> Shown:
    """Show the choices of method in force. None of them is a legal test."""
    if is_short(assessment):
        return NOTHING
    practice = assessment.dossier.practice
    profile = practice.profile
    shown = [one for one in practice.choices if not (is_published(assessment) and one.id in _OF_THE_POINTS)]
    return within(
        assessment,
        "Choices in force",
        table(
            "Choices of method in force; not a legal test",
            ["Choice", "Why", "Source"],
            [
                (profile.says, profile.because, profile.source),
                *((choice.says, choice.because, choice.source) for choice in shown),
            ],
        ),
    )
