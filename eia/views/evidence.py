"""The evidence behind the assessment: the register, the gaps, and the author's own counts as released."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.disclosure import RecordedTable, Released
from eia.proposal.sections import Evidence
from eia.views.display import NOT_RECORDED, Shown, day, paragraph, recorded, table, together, yes_no


def register(assessment: Assessment) -> Shown:
    """Show each piece of evidence: whose it is, of when, of whom, what it shows and how far it carries."""
    recorded = assessment.dossier.proposal.evidence
    if not recorded:
        return paragraph("No evidence is recorded.")
    note = assessment.dossier.proposal.evidence_note
    register = table(
        "Evidence register",
        ["Evidence", "When", "Of whom and where", "What it shows", "Limits"],
        [
            (
                f"{one.title} ({one.publisher or 'publisher not recorded'})",
                _when(assessment, one),
                "; ".join(part for part in (one.coverage, one.geography, one.kind) if part) or NOT_RECORDED,
                one.shows or NOT_RECORDED,
                one.limits or NOT_RECORDED,
            )
            for one in recorded
        ],
    )
    return together(paragraph(note) if note else None, register)


def gaps(assessment: Assessment) -> Shown:
    """Show what is not known, why it matters, and what will be done about it."""
    record = assessment.dossier.proposal
    if record.no_gaps_because and not record.gap:
        return paragraph(f"The author records that there is no gap: {record.no_gaps_because}")
    if not record.gap:
        return paragraph("The record lists no gap in the evidence. That is not a finding that there is none.")
    return table(
        "Gaps in the evidence",
        ["What is not known", "Why it matters", "What will be done, or why not", "By whom", "By"],
        [
            (
                one.what,
                one.matters or NOT_RECORDED,
                one.will_do or one.why_not or NOT_RECORDED,
                one.owner or NOT_RECORDED,
                day(one.by),
            )
            for one in record.gap
        ],
    )


def disparities(assessment: Assessment) -> Shown:
    """Show the differences between groups that the record states, and what each is a difference of."""
    stated = assessment.dossier.proposal.disparity
    if not stated:
        return paragraph("The record states no difference between groups as a figure.")
    return table(
        "Differences between groups, as the record states them",
        ["What it says", "Of whom", "Out of how many", "How sure"],
        [
            (
                one.says,
                one.pool or NOT_RECORDED,
                one.denominator or NOT_RECORDED,
                one.interval or NOT_RECORDED,
            )
            for one in stated
        ],
    )


def data_protection(assessment: Assessment) -> Shown:
    """Show what the record says of personal data."""
    data = assessment.dossier.proposal.data_protection
    return recorded(
        [
            ("Personal data used", yes_no(data.personal_data)),
            ("Purpose", data.purpose),
            ("Basis in data protection law", data.basis),
            ("Condition for special categories", data.article_9),
            ("A new use is compatible", yes_no(data.compatible)),
            ("Kept until", data.retention),
            ("What the paper says", data.says),
        ]
    )


def counts(assessment: Assessment) -> Shown:
    """Show the author's own counts of people, only as they may be released.

    A rule that is the same for several tables is said once, before them: read aloud, it would be heard after each.
    """
    released = assessment.dossier.released
    tables = [
        (item.title, released[item.id])
        for item in assessment.dossier.proposal.evidence
        if item.id in released
    ]
    if not assessment.dossier.release.records:
        return paragraph("No counts of people were supplied with this proposal.")
    rules = {one.rule for _, one in tables}
    if len(tables) > 1 and len(rules) == 1:
        before = paragraph(f"Of each table of counts that follows: {_lower(*rules)}", kind="note")
        return together(before, *(_rows(*one) for one in tables), released_how(assessment))
    return together(*(released_table(*one) for one in tables), released_how(assessment))


def released_how(assessment: Assessment) -> Shown:
    """Show what was done to each table before it was shown, by which rule, and how close an outsider could come."""
    release = assessment.dossier.release
    return together(
        table(
            "How counts of people were made safe to show",
            ["Table", "What was done", "Why", "Made safe together with"],
            [
                (one.title, _done(one), one.why, "; ".join(one.linked) or "no other table")
                for one in release.records
            ],
        ),
        paragraph(f"{release.profile.says} {release.says}", kind="note"),
    )


def _done(one: RecordedTable) -> str:
    return f"{one.done.value}, to multiples of {one.multiples_of}" if one.multiples_of > 1 else one.done.value


def released_table(title: str, released: Released) -> Shown:
    """Show counts of people as they may be released, with the rule that made them safe."""
    return together(_rows(title, released), paragraph(released.rule, kind="note"))


def _rows(title: str, released: Released) -> Shown:
    rows = [(cell.group, cell.shown, cell.per_cent_shown or "not shown") for cell in released.rows]
    return table(
        title, ["Group", "People", "Share"], [*rows, ("All", released.total.shown, "")], numeric=(1, 2)
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _when(assessment: Assessment, one: Evidence) -> str:
    as_of = assessment.dossier.as_of
    when = day(one.date) if one.date else one.period or NOT_RECORDED
    later = one.later or (
        as_of is not None
        and any(moment is not None and moment > as_of for moment in (one.date, one.published))
    )
    return f"{when} (later evidence)" if later else when
