"""The law and the choices of method, as a reader may check them."""

from __future__ import annotations

from collections.abc import Iterable

from eia.assessment import Assessment
from eia.views.display import Shown, escape, paragraph, table, together


def authorities(assessment: Assessment, basis: Iterable[str]) -> str:
    """Return the citations of provisions and cases; one that was never read on its page is left out."""
    return "; ".join(one.cites for one in assessment.dossier.authorities(basis))


def law_cited(assessment: Assessment) -> Shown:
    """Show every provision and case that a question of this report rests on, with its address."""
    names = dict.fromkeys(name for finding in assessment.findings for name in finding.basis)
    cited = assessment.dossier.authorities(names)
    rows = sorted({(one.cites, one.says, one.url) for one in cited})
    body = "".join(
        f'<tr><th scope="row"><a href="{escape(url)}">{escape(cites)}</a></th><td>{escape(says)}</td></tr>'
        for cites, says, url in rows
    )
    caption = "Law and judgments behind the questions"
    return together(
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


def choices(assessment: Assessment) -> Shown:
    """Show the choices of method in force. None of them is a legal test."""
    practice = assessment.dossier.practice
    profile = practice.profile
    return together(
        table(
            "Choices of method in force; not a legal test",
            ["Choice", "Why", "Source"],
            [
                (profile.says, profile.because, profile.source),
                *((choice.says, choice.because, choice.source) for choice in practice.choices),
            ],
        ),
    )
