"""Who was asked, who answered, and what became of it."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.dossier import RESPONDENTS
from eia.findings import Status
from eia.proposal.sections import Effect
from eia.views.display import Shown, bullets, day, paragraph, recorded, table, together, under, yes_no
from eia.views.evidence import released_table
from eia.wording import listed


def consultation(assessment: Assessment) -> Shown:
    """Show whether people had to be asked, who was, who answered, what they said and what changed."""
    record = assessment.dossier.proposal
    asked = record.consultation
    dossier = assessment.dossier
    answers = [
        (record.title, dossier.released[record.id])
        for record in dossier.release.records
        if record.id == RESPONDENTS or record.id.startswith(f"{RESPONDENTS}: ")
    ]
    return together(
        recorded(
            [
                (
                    "A duty to consult comes from",
                    asked.duty
                    and (f"{asked.duty}: {asked.duty_source}" if asked.duty_source else asked.duty),
                ),
                ("Held", yes_no(asked.held)),
                (
                    "When",
                    f"{day(asked.opened)} to {day(asked.closed)}" if asked.opened or asked.closed else None,
                ),
                ("Who was asked", asked.who),
                ("In which forms", listed(asked.formats)),
                ("While the proposals could still change", yes_no(asked.formative)),
                ("Time enough", yes_no(asked.time_enough)),
                ("They were given reasons", yes_no(asked.given_reasons)),
                ("They were given the likely impact", yes_no(asked.given_impact)),
                ("They were given the options turned down", yes_no(asked.given_rejected_options)),
                ("What changed", asked.changed),
                ("How it reached the people who decide", asked.how_it_reached_them),
                ("So far", asked.so_far),
            ]
        ),
        under("What people said", bullets(asked.themes)),
        under("Points about equality", bullets(asked.equality_points)),
        *(released_table(title, table) for title, table in answers),
        under(
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


def how_many(assessment: Assessment, effect: Effect) -> str | None:
    """Say how many people an effect touches: in the author's words, else the typed count as released.

    A rounded number stands here without its table's rule, so what it may be is said with it. None where nothing is recorded.
    """
    words = assessment.dossier.people_affected(effect)
    if words is None or effect.people:
        return words
    count = assessment.dossier.released[f"effect: {effect.id}"].total
    if count.withheld or count.low == count.high or count.high is None:
        return words
    return f"{words}, rounded: any count from {count.low:,} to {count.high:,}"


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
