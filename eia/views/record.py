"""What the author records: the proposal, the decision and its options, and what stands under neighbouring headings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eia.assessment import Assessment
from eia.proposal.sections import Decider, Decision, Option, Promise
from eia.views.display import (
    NOT_RECORDED,
    Shown,
    bullets,
    day,
    facts,
    lower,
    paragraph,
    recorded,
    sentence,
    table,
    together,
)
from eia.views.parts import is_decided, is_short, part, within
from eia.views.sentences import source_words
from eia.wording import standing_in_words


def proposal(assessment: Assessment) -> Shown:
    """Show what is proposed, its aims and for whom, and the promises that go with it; in two pages, for whom alone."""
    about = assessment.dossier.proposal.proposal
    promises = assessment.dossier.proposal.promise
    if is_short(assessment):
        return part(assessment, "The proposal", facts(_short_facts(assessment)))
    return part(
        assessment,
        "The proposal",
        paragraph(about.what or "What is proposed is not recorded."),
        recorded(
            [
                ("Body", about.body and f"{about.body} ({_standing(about.body_standing)})"),
                ("Who it is for", about.affected),
                ("Areas", about.areas),
                ("Source", about.source),
            ]
        ),
        within(assessment, "Aims", bullets(about.aims)),
        within(assessment, "Promised for later", bullets(_promise(one) for one in promises)),
    )


def _standing(standing: str | None) -> str:
    return standing_in_words(standing) if standing else "standing not recorded"


def _short_facts(assessment: Assessment) -> list[tuple[str, str]]:
    record = assessment.dossier.proposal
    about = record.proposal
    pairs = [
        ("What is proposed", about.what or "not recorded."),
        ("Who it is for", about.affected),
        *(("Promised for later", _promise(one)) for one in record.promise),
        *((f"Option: {one.name}", _compared(one)) for one in record.option),
        ("Who decides", "; ".join(_given(one) for one in record.decision.deciders)),
    ]
    return [(label, words) for label, words in pairs if words]


def _promise(one: Promise) -> str:
    """Say a promise with who and when, or that neither is recorded."""
    kept = f"kept on {day(one.kept_on)}" if one.kept_on else ""
    when = f"by {day(one.by)}" if one.by else one.when or "when is not recorded"
    source = f"source: {source_words(one.source)}" if one.source else ""
    more = "; ".join(words for words in (when, one.owner or "by whom is not recorded", kept, source) if words)
    return f"{one.what} ({more})"


def decision(assessment: Assessment) -> Shown:
    """Show what is decided, the options compared by their effect on equality, and what each decider was given."""
    if is_short(assessment):
        return together()
    record = assessment.dossier.proposal
    made, budget = record.decision, record.budget
    return part(
        assessment,
        "The decision, and the options compared",
        paragraph(made.what or "What is decided is not recorded."),
        paragraph(made.note, kind="note") if made.note else None,
        table(
            "Options, compared by the effect on equality recorded for each",
            ["Option", "What it does, and its effect on equality", "Why not"],
            [
                (
                    _option(one),
                    _effect_of(one),
                    one.why_not or ("Not turned down: recommended" if one.recommended else NOT_RECORDED),
                )
                for one in record.option
            ],
        )
        if record.option
        else paragraph("No option is recorded."),
        recorded(
            [
                (_when_label(assessment), day(made.date) if made.date else None),
                ("What each person deciding was given", "; ".join(_given(one) for one in made.deciders)),
                ("How the duty was put to them", made.duty_explained or made.duty_told),
                ("What was decided", _what_was_decided(made)),
                ("Minutes", made.minutes),
                ("Budget", _budget(budget.changes, budget.status, budget.figure)),
            ]
        ),
        within(assessment, "Recommendations", bullets(made.recommendations, numbered=True)),
    )


def _when_label(assessment: Assessment) -> str:
    """Name the day of the decision: a day on which it stands to be taken is no record that it was."""
    if not assessment.dossier.proposal.decision.date:
        return "The day of the decision"
    return "Decided on" if is_decided(assessment) else "For decision on"


def _what_was_decided(made: Decision) -> str:
    """Say in one line what was decided, and which option that is."""
    option = f"Option decided: {made.option_decided}" if made.option_decided else ""
    return " ".join(words for words in (made.outcome and sentence(made.outcome), option) if words)


def other_duties(assessment: Assessment) -> Shown:
    """Show what the paper records under neighbouring headings."""
    found = assessment.dossier.proposal.other_duty
    if not found:
        nothing = (
            None if is_short(assessment) else paragraph("Nothing is recorded under neighbouring headings.")
        )
        return part(assessment, "Other duties and headings", nothing)
    document = _document([one.source for one in found])
    rows = [
        (
            one.duty[:1].upper() + one.duty[1:],
            " ".join(
                words
                for words in (
                    "" if one.considered is not False else "Not considered, as the author records.",
                    one.says or ("" if one.considered is False else NOT_RECORDED),
                    f"({_where(one.source, document)})" if one.source else "",
                )
                if words
            ),
        )
        for one in found
    ]
    where = f"Numbers in brackets are paragraphs of: {document.rstrip(', ')}."
    return part(
        assessment,
        "Other duties and headings",
        facts(rows),
        paragraph(where, kind="source") if document else None,
    )


def _where(source: str, document: str) -> str:
    """Say where something stands: by the paragraph's number alone, where the document is named for all."""
    if not document:
        return source_words(source)
    return re.sub(r"^paragraphs? ", "", source.removeprefix(document))


def _document(sources: Iterable[str | None]) -> str:
    """Return the document, with its comma, that all sources begin with and go on with a paragraph; empty if there is no one."""
    known = [source for source in sources if source]
    document, comma, _ = (known or [""])[0].partition(", ")
    if not comma or len(known) < 2:  # noqa: PLR2004 - said once it takes no fewer words
        return ""
    head = document + comma
    return head if all(source.startswith(f"{head}paragraph") for source in known) else ""


def _option(one: Option) -> str:
    marks = "; ".join(
        words
        for words, there in (("doing nothing", one.do_nothing), ("recommended", one.recommended))
        if there
    )
    return f"{one.name}{f' ({marks})' if marks else ''}"


def _effect_of(one: Option) -> str:
    """Say what an option does, and apart from it its effect on equality."""
    if not one.what:
        return one.equality_effects or NOT_RECORDED
    return f"{sentence(one.what)} On equality: {lower(one.equality_effects or NOT_RECORDED)}"


def _compared(one: Option) -> str:
    why = f" Why not: {one.why_not}" if one.why_not else ""
    recommended = " Recommended." if one.recommended else ""
    return f"{sentence(one.equality_effects or 'effect on equality not recorded')}{recommended}{why}"


def _given(one: Decider) -> str:
    had = (
        f"the {one.given}"
        if one.given in ("assessment", "summary")
        else one.given or "what was given is not recorded"
    )
    if one.given == "full account":
        had = "a full account"
    return f"{one.who}: {had}{f', on {day(one.given_on)}' if one.given_on else ''}"


def _budget(changes: bool | None, status: str | None, figure: str | None) -> str:
    words = {True: "It changes the budget", False: "No change at this stage", None: ""}[changes]
    said = [f"{words} ({status})" if words and status else words or status, figure]
    return " ".join(sentence(part) for part in said if part)
