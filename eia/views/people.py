"""Who was asked, who answered, and what became of it."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.findings import Status
from eia.views.display import Shown, bullets, day, heading, listed, paragraph, recorded, table, together
from eia.views.evidence import released_table

_YES_NO = {True: "yes", False: "no", None: None}


def consultation(assessment: Assessment) -> Shown:
    """Show whether people had to be asked, who was, who answered, what they said and what changed."""
    record = assessment.dossier.proposal
    asked = record.consultation
    answers = assessment.dossier.released.get("respondents")
    return together(
        recorded(
            [
                (
                    "A duty to consult comes from",
                    asked.duty
                    and (f"{asked.duty}: {asked.duty_source}" if asked.duty_source else asked.duty),
                ),
                ("Held", _YES_NO[asked.held]),
                (
                    "When",
                    f"{day(asked.opened)} to {day(asked.closed)}" if asked.opened or asked.closed else None,
                ),
                ("Who was asked", asked.who),
                ("In which forms", listed(asked.formats)),
                ("While the proposals could still change", _YES_NO[asked.formative]),
                ("Time enough", _YES_NO[asked.time_enough]),
                ("They were given reasons", _YES_NO[asked.given_reasons]),
                ("They were given the likely impact", _YES_NO[asked.given_impact]),
                ("They were given the options turned down", _YES_NO[asked.given_rejected_options]),
                ("What changed", asked.changed),
                ("How it reached the people who decide", asked.how_it_reached_them),
                ("So far", asked.so_far),
            ]
        ),
        _with_heading("What people said", bullets(asked.themes)),
        _with_heading("Points about equality", bullets(asked.equality_points)),
        released_table("Who answered", answers) if answers else None,
        _with_heading(
            "People involved before",
            table(
                "People involved before or beside a consultation",
                ["Who", "When", "How", "What was heard", "What changed"],
                [
                    (
                        one.who,
                        day(one.when),
                        one.how or "not recorded",
                        one.heard or "not recorded",
                        one.changed or "not recorded",
                    )
                    for one in record.engagement
                ],
            )
            if record.engagement
            else None,
        ),
    )


def _with_heading(words: str, content: Shown | None) -> Shown | None:
    return together(heading(words, 3), content) if content is not None else None


def replies(assessment: Assessment) -> Shown:
    """Show each reply of the author beside the point it answers."""
    rows = [
        (
            finding.question,
            finding.status.value,
            f"{reply.answer}: {reply.says}",
            ", ".join(part for part in (reply.post, day(reply.date) if reply.date else None) if part)
            or "not recorded",
        )
        for finding in assessment.findings
        if finding.status not in (Status.MET, Status.NOT_APPLICABLE)
        for reply in finding.replies
    ]
    if not rows:
        return paragraph("The author has not replied to any point.")
    return table("The author's replies", ["Question", "Status", "Reply", "By"], rows)
