"""What is done about effects, how the real ones are watched, and the record's own history."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.views.display import NOT_RECORDED, Shown, day, paragraph, recorded, table, together, yes_no
from eia.wording import listed


def actions(assessment: Assessment) -> Shown:
    """Show each action: for which effect, what, by which post, by when, and how one would know."""
    record = assessment.dossier.proposal
    titles = {effect.id: effect.title for effect in record.effect}
    if not record.action:
        return paragraph("No action is recorded.")
    return table(
        "What will be done",
        ["What", "About", "By whom, by when", "How one will know", "State", "Cost, and what remains"],
        [
            (
                one.what,
                "; ".join(titles[name] for name in one.effects),
                f"{one.owner or 'owner not recorded'}, {day(one.due)}",
                one.measure or NOT_RECORDED,
                " ".join(
                    part for part in (one.kind and f"{one.kind};", one.state or "state not recorded") if part
                ),
                "; ".join(part for part in (one.cost, one.remains) if part) or NOT_RECORDED,
            )
            for one in record.action
        ],
    )


def watching(assessment: Assessment) -> Shown:
    """Show how the real effect will be measured, when it is looked at again, and by which post."""
    dossier = assessment.dossier
    watch, review = dossier.proposal.monitoring, dossier.proposal.review
    return recorded(
        [
            ("Measure", watch.measure),
            ("By characteristic", listed([dossier.name_of(name) for name in watch.characteristics])),
            ("Source", watch.source),
            ("How often", watch.frequency),
            ("Who watches", watch.owner),
            ("What would call for action", watch.trigger),
            ("Looked at again on", day(review.date) if review.date else review.when),
            ("Who looks again", review.owner),
        ]
    )


def history(assessment: Assessment) -> Shown:
    """Show the record's versions, who signed it, where it is published, and how to reach the body."""
    record, publication = assessment.dossier.proposal.record, assessment.dossier.proposal.publication
    return together(
        table(
            "Versions of the record",
            ["Version", "Day", "What changed", "Why"],
            [
                (one.number, day(one.date), one.what or NOT_RECORDED, one.why or NOT_RECORDED)
                for one in record.versions
            ],
        )
        if record.versions
        else paragraph("No version is recorded."),
        table(
            "Changes after the decision",
            ["What", "Day", "Disclosed", "Why"],
            [
                (
                    one.what,
                    day(one.date),
                    yes_no(one.disclosed) or NOT_RECORDED,
                    one.why or NOT_RECORDED,
                )
                for one in assessment.dossier.proposal.change
            ],
        )
        if assessment.dossier.proposal.change
        else None,
        recorded(
            [
                ("What changed because of this assessment", record.changed_because),
                ("Written by", record.author),
                ("Approved by", record.approver),
                ("Signed on", day(record.signed_on) if record.signed_on else None),
                (
                    "Published",
                    publication.where
                    and f"{publication.where}{f', {day(publication.date)}' if publication.date else ''}",
                ),
                ("Contact", record.contact),
                ("Other formats", listed(record.other_formats)),
                (
                    "How to comment",
                    record.comment_how
                    and f"{record.comment_how}{f', by {day(record.comment_by)}' if record.comment_by else ''}",
                ),
            ]
        ),
    )
