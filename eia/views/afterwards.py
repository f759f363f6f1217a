"""What is done about effects, how the real ones are watched, and the record's own history."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.views.also_recorded import also_recorded
from eia.views.display import (
    NOT_RECORDED,
    NOTHING,
    Shown,
    bullets,
    day,
    facts,
    paragraph,
    recorded,
    sentence,
    table,
    yes_no,
)
from eia.views.parts import is_short, part, within
from eia.wording import listed

_MADE_WITH = "Made with an equality impact assessment toolkit, which arranges what the author records"


def actions(assessment: Assessment) -> Shown:
    """Show each action: for which effect, what, by which post, by when, and how one would know."""
    record = assessment.dossier.proposal
    title = "What will be done"
    if is_short(assessment):
        # What is done stands with each effect, by whom and when: here only what is for none of them.
        others = [
            f"{one.what.rstrip('.')}: {_by(one.owner, day(one.due))}."
            for one in record.action
            if not one.effects
        ]
        return part(assessment, title, bullets(others))
    if not record.action:
        return part(assessment, title, paragraph("No action is recorded."))
    return part(
        assessment,
        title,
        table(
            "Actions",
            ["What", "By whom, by when", "How one will know; what remains"],
            [
                (
                    # An effect says what is done about it; here only what stands with none is told apart.
                    one.what if one.effects else f"{sentence(one.what)} For which effect is not recorded.",
                    f"{_by(one.owner, day(one.due))}; {one.state or 'state not recorded'}{f'; {one.cost}' if one.cost else ''}",
                    " ".join(
                        words
                        for words in (
                            sentence(one.measure or "How one will know is not recorded"),
                            f"What remains: {one.remains}" if one.remains else "",
                        )
                        if words
                    ),
                )
                for one in record.action
            ],
        ),
    )


def _by(owner: str | None, due: str) -> str:
    return f"{owner or 'owner not recorded'}, {due if due != NOT_RECORDED else 'date not recorded'}"


def watching(assessment: Assessment) -> Shown:
    """Show how the real effect will be measured, when it is looked at again, and by which post."""
    dossier = assessment.dossier
    watch = dossier.proposal.monitoring
    pairs = [
        ("Measure", watch.measure),
        ("By characteristic", listed([dossier.name_of(name) for name in watch.characteristics])),
        ("Source", watch.source),
        ("How often", watch.frequency),
        ("Who watches", watch.owner),
        ("What would call for action", watch.trigger),
        *_review(assessment),
    ]
    return part(assessment, "How the real effect will be watched, and reviewed", recorded(pairs))


def _review(assessment: Assessment) -> list[tuple[str, str | None]]:
    """Say when it is looked at again and by which post; in two pages in one line."""
    review = assessment.dossier.proposal.review
    when = day(review.date) if review.date else review.when
    if is_short(assessment) and when and review.owner:
        return [("Looked at again on", f"{when}, by: {review.owner}")]
    return [("Looked at again on", when), ("Who looks again", review.owner)]


def history(assessment: Assessment) -> Shown:
    """Show the record's principles, versions, who signed it, and what it was made from; in two pages, who signed."""
    record, publication = assessment.dossier.proposal.record, assessment.dossier.proposal.publication
    published = (
        publication.where and f"{publication.where}{f', {day(publication.date)}' if publication.date else ''}"
    )
    signed = recorded(
        [
            ("Written by", record.author),
            ("Approved by", record.approver),
            ("Signed on", day(record.signed_on) if record.signed_on else None),
            ("Published", published),
        ]
    )
    if is_short(assessment):
        in_line = [
            f"Written by {record.author or NOT_RECORDED}",
            f"approved by {record.approver or NOT_RECORDED}",
            f"signed on {day(record.signed_on)}" if record.signed_on else "signed on: not recorded",
            f"published: {published or NOT_RECORDED}",
        ]
        said = paragraph(sentence("; ".join(in_line)))
        return part(assessment, "The record", said, paragraph(_folded(assessment), kind="note"))
    return part(
        assessment,
        "Annex: the record",
        _versions(assessment),
        _changes(assessment),
        signed,
        within(
            assessment,
            "Principles of the proposal",
            bullets(assessment.dossier.proposal.proposal.principles, numbered=True),
        ),
        within(assessment, "Also recorded", also_recorded(assessment)),
        within(
            assessment,
            "What this report was made from",
            paragraph(f"{_MADE_WITH}."),
            facts(_made_from(assessment)),
        ),
    )


def left_out(assessment: Assessment) -> Shown:
    """Show what the record exempts from publication: in the publication copy as left out, in the other as to be left out."""
    exempt = assessment.dossier.proposal.exempt
    if not exempt:
        return NOTHING
    published = assessment.copy == "publication"
    words = (
        "The following is recorded and was assessed, and is left out of this copy as exempt information. No adverse effect and "
        "no gap in the evidence is left out."
        if published
        else "The following is left out of the copy for publication as exempt information. It stands in this copy."
    )
    lines = [
        f"{_place(one.field)}: paragraph {one.paragraph} of Schedule 12A to the Local Government Act 1972. {sentence(one.because)}"
        for one in exempt
    ]
    return part(
        assessment,
        "Left out of this copy" if published else "Left out of the copy for publication",
        paragraph(words),
        bullets(lines),
    )


def _place(field: str) -> str:
    """Write the path of a field as words: ``option 2.why_not`` is *Option 2, why not*."""
    words = field.replace(".", ", ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _versions(assessment: Assessment) -> Shown:
    versions = assessment.dossier.proposal.record.versions
    if not versions:
        return paragraph("No version is recorded.")
    return table(
        "Versions of the record",
        ["Version and day", "What changed", "Why"],
        [
            (f"{one.number}, {day(one.date)}", one.what or NOT_RECORDED, one.why or NOT_RECORDED)
            for one in versions
        ],
    )


def _changes(assessment: Assessment) -> Shown | None:
    changes = assessment.dossier.proposal.change
    if not changes:
        return None
    return table(
        "Changes after the decision",
        ["What, and when", "Disclosed", "Why"],
        [
            (f"{one.what} ({day(one.date)})", yes_no(one.disclosed) or NOT_RECORDED, one.why or NOT_RECORDED)
            for one in changes
        ],
    )


def _made_from(assessment: Assessment) -> list[tuple[str, str]]:
    dossier = assessment.dossier
    files = [one.file for one in dossier.proposal.evidence if one.file]
    return [
        ("Record", f"{dossier.submission.id}, version {dossier.proposal.schema_version} of the form"),
        ("Tables beside it", "; ".join(files) or "none"),
        ("Law and dates judged as of", day(dossier.as_of)),
    ]


def _folded(assessment: Assessment) -> str:
    """Fold the annex of a short assessment into a few sentences."""
    dossier = assessment.dossier
    evidence = [
        f"{one.title} ({', '.join(words for words in (one.publisher, day(one.date) if one.date else one.period) if words)})"
        if one.publisher or one.date or one.period
        else one.title
        for one in dossier.proposal.evidence
    ]
    rests = f"It rests on: {'; '.join(evidence)}." if evidence else "It names no evidence."
    versions = [f"{one.number} ({day(one.date)})" for one in dossier.proposal.record.versions]
    return " ".join(
        words
        for words in (
            "The author records this as a short assessment: the annexes, and questions that fall due later, are left out.",
            rests,
            f"Versions: {'; '.join(versions)}." if versions else "",
            f"{_MADE_WITH}; choices of method are its own, and no legal test.",
        )
        if words
    )
