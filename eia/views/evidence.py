"""The evidence behind the assessment: the register, the gaps, and the author's own counts as released."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eia.analysis import QualityNote
from eia.assessment import Assessment
from eia.checks.figures import NO_DIFFERENCE_ENTERED
from eia.disclosure import RecordedTable, Released
from eia.dossier import evidence_quality
from eia.evidence import GroupTable
from eia.evidence.categories import SEX_OR_GENDER
from eia.proposal.sections import Evidence, Gap
from eia.views.display import (
    NOT_RECORDED,
    NOTHING,
    Shown,
    bullets,
    day,
    lower,
    paragraph,
    recorded,
    sentence,
    table,
    together,
    yes_no,
)
from eia.views.parts import inside, is_short, part, within
from eia.wording import listed


def register(assessment: Assessment) -> Shown:
    """Show each piece of evidence: whose it is, of when, of whom, what was asked, what it shows and how far it carries."""
    if is_short(assessment):
        return NOTHING  # named in the last paragraph of the two pages
    found = assessment.dossier.proposal.evidence
    note = assessment.dossier.proposal.evidence_note
    notes = evidence_quality(assessment.dossier)
    return part(
        assessment,
        "Annex: the evidence",
        paragraph(note) if note else None,
        *(within(assessment, one.title, recorded(_entry(assessment, one, notes[one.id]))) for one in found),
        None if found else paragraph("No evidence is recorded."),
    )


def _entry(
    assessment: Assessment, one: Evidence, notes: Sequence[QualityNote]
) -> list[tuple[str, str | None]]:
    name = assessment.dossier.name_of
    return [
        ("Publisher", one.publisher),
        ("When", _when(assessment, one)),
        ("Of whom and where", "; ".join(words for words in (one.coverage, one.geography) if words)),
        ("Kind", _KINDS.get(one.kind or "", one.kind)),
        # Said as what is missing where it is: "Not recorded: about" would be no sentence.
        (
            "About" if one.about else "Which characteristic it is about",
            listed([name(each) for each in one.about]),
        ),
        ("Question asked", one.question),
        ("Sample", one.sample or ("all of them" if one.kind == "complete" else None)),
        ("What it shows", one.shows),
        ("Limits", one.limits),
        # Where nothing is noted, nothing is said: that is not a finding that the evidence is good.
        *([("Worth knowing", " ".join(note.says for note in notes))] if notes else []),
        ("Licence", one.licence),
        ("Address", one.url),
    ]


_KINDS = {
    "complete": "a full count",
    "sampled": "a sample",
    "opt-in": "answers of those who chose to give them",
}


def gaps(assessment: Assessment) -> Shown:
    """Show what is not known, why it matters, and what will be done about it. No copy leaves any of it out."""
    record = assessment.dossier.proposal
    title = "Gaps in the evidence"
    if record.no_gaps_because and not record.gap:
        return part(
            assessment, title, paragraph(f"The author records that there is no gap: {record.no_gaps_because}")
        )
    if not record.gap:
        none = "The record lists no gap in the evidence. That is not a finding that there is none."
        return NOTHING if is_short(assessment) else part(assessment, title, paragraph(none))
    if is_short(assessment):
        lines = [
            f"{sentence(one.what)} Why it matters: {lower(sentence(one.matters or NOT_RECORDED))} What will be done: {_planned(one)}"
            for one in record.gap
        ]
        return part(assessment, title, bullets(lines))
    return part(
        assessment,
        title,
        table(
            "What is not known",
            ["What is not known", "Why it matters", "What will be done, or why not"],
            [(one.what, one.matters or NOT_RECORDED, _planned(one)) for one in record.gap],
        ),
    )


def _planned(one: Gap) -> str:
    if not one.will_do:
        return one.why_not or ("nothing, as the author records" if one.plan == "none" else NOT_RECORDED)
    why_not = f" {one.why_not}" if one.why_not else ""
    return (
        f"{one.will_do} ({one.owner or 'by whom is not recorded'}, "
        f"{day(one.by) if one.by else 'by when is not recorded'}){why_not}"
    )


def disparities(assessment: Assessment) -> Shown:
    """Show the differences between groups that the record has an entry for, and what each is a difference of."""
    stated = assessment.dossier.proposal.disparity
    title = "Differences between groups"
    if not stated:
        none = paragraph(NO_DIFFERENCE_ENTERED)
        return NOTHING if is_short(assessment) else within(assessment, title, none)
    return within(
        assessment,
        title,
        table(
            "Differences between groups, as the record states them",
            ["What it says", "Of whom, out of how many", "How sure"],
            [
                (
                    one.says,
                    "; ".join(words for words in (one.pool, one.denominator) if words) or NOT_RECORDED,
                    one.interval or NOT_RECORDED,
                )
                for one in stated
            ],
        ),
    )


def data_protection(assessment: Assessment) -> Shown:
    """Show what the record says of personal data."""
    if is_short(assessment):
        return NOTHING
    data = assessment.dossier.proposal.data_protection
    pairs = [
        ("Personal data used", yes_no(data.personal_data)),
        ("Purpose", data.purpose),
        ("Basis in data protection law", data.basis),
        ("Condition for special categories", data.article_9),
        ("A new use is compatible", yes_no(data.compatible)),
        ("Kept until", data.retention),
        ("What the paper says", data.says),
    ]
    return within(assessment, "Personal data", recorded(pairs))


def counts(assessment: Assessment) -> Shown:
    """Show the author's own counts of people, only as they may be released.

    A rule that is the same for several tables is said once, before them: read aloud, it would be heard after each.
    """
    released = assessment.dossier.released
    tables = [
        (f"{item.title}{_of_gender(assessment, item.id)}", released[item.id])
        for item in assessment.dossier.proposal.evidence
        if item.id in released
    ]
    title = "Counts of people that the body holds"
    if not assessment.dossier.release.records:
        return (
            NOTHING
            if is_short(assessment)
            else within(assessment, title, paragraph("No counts of people were supplied with this proposal."))
        )
    rules = {one.rule for _, one in tables}
    if len(tables) > 1 and len(rules) == 1:
        before = paragraph(f"Of each table of counts that follows: {lower(*rules)}", kind="note")
        return within(
            assessment, title, before, *(released_rows(*one) for one in tables), released_how(assessment)
        )
    return within(assessment, title, *(released_table(*one) for one in tables), released_how(assessment))


def _of_gender(assessment: Assessment, evidence: str) -> str:
    """Say of counts by "gender" what is not known of them, which the groups do not show."""
    held = assessment.dossier.submission.tables.get(evidence)
    named = isinstance(held, GroupTable) and held.characteristic == SEX_OR_GENDER
    return f", by {SEX_OR_GENDER}" if named else ""


def released_how(assessment: Assessment) -> Shown:
    """Show what was done to each table before it was shown, by which rule, and how close an outsider could come."""
    release = assessment.dossier.release
    records = release.records
    alike = {(_done(one), one.why) for one in records}
    if len(alike) == 1:
        [(done, why)] = alike
        each = f"each of these {len(records)} tables" if len(records) > 1 else "this table"
        how = inside(
            assessment,
            "How counts of people were made safe to show",
            paragraph(f"What was done to {each}: {sentence(done)} {why}"),
        )
    else:
        how = table(
            "How counts of people were made safe to show",
            ["Table", "What was done", "Why"],
            [(one.title, _done(one), one.why) for one in records],
        )
    return together(
        how,
        inside(assessment, "Which tables were made safe together", bullets(_made_safe_together(records))),
        paragraph(f"{release.profile.says} {release.says}", kind="note"),
    )


def _made_safe_together(records: Sequence[RecordedTable]) -> Iterator[str]:
    """Name each set of tables that were made safe together once, and then those that were alone."""
    seen: list[frozenset[str]] = []
    for record in records:
        joined = frozenset({record.title, *record.linked})
        if not record.linked or joined in seen:
            continue
        seen.append(joined)
        of_the_set = [one.title for one in records if frozenset({one.title, *one.linked}) == joined]
        others = [name for name in record.linked if name not in of_the_set]
        with_others = f", with {'; '.join(others)}" if others else ""
        yield f"Together: {'; '.join(of_the_set)}{with_others}."
    if alone := [one.title for one in records if not one.linked]:
        yield f"{'On its own' if len(alone) == 1 else 'Each on its own'}: {'; '.join(alone)}."


def _done(one: RecordedTable) -> str:
    return f"{one.done.value}, to multiples of {one.multiples_of}" if one.multiples_of > 1 else one.done.value


def released_table(title: str, released: Released) -> Shown:
    """Show counts of people as they may be released, with the rule that made them safe."""
    return together(released_rows(title, released), paragraph(released.rule, kind="note"))


def released_rows(title: str, released: Released) -> Shown:
    """Show counts of people as they may be released; the rule that made them safe must stand with them."""
    rows = [(cell.group, cell.shown, cell.per_cent_shown or "not shown") for cell in released.rows]
    return table(
        title,
        ["Group", "People", "Share"],
        [*rows, ("All", released.total.shown, "the whole")],
        numeric=(1, 2),
    )


def _when(assessment: Assessment, one: Evidence) -> str:
    as_of = assessment.dossier.as_of
    when = day(one.date) if one.date else one.period or NOT_RECORDED
    later = one.later or (
        as_of is not None
        and any(moment is not None and moment > as_of for moment in (one.date, one.published))
    )
    return f"{when} (later evidence)" if later else when
