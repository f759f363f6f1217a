"""The cover: whose proposal it is, of what day, and what kind of document this is."""

from __future__ import annotations

from dataclasses import dataclass

from eia.assessment import Assessment
from eia.views.display import NOT_RECORDED, Shown, day, facts, heading, paragraph, together
from eia.views.parts import is_published
from eia.wording import listed

MIME = "application/vnd.eia.cover+json"
"""The output type by which the exporters know the cover."""


@dataclass(frozen=True, kw_only=True)
class Cover(Shown):
    """A cover as HTML and text for a notebook, and as data for the exporters."""

    data: dict[str, object]

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:  # type: ignore[override] # one kind more than text
        return {MIME: self.data, "text/html": self.html, "text/plain": self.text}


def cover(assessment: Assessment) -> Cover:
    """Show the cover block of a report."""
    dossier = assessment.dossier
    about = dossier.proposal.proposal
    title = about.title or dossier.submission.id
    lines = [
        ("For", _for(assessment)),
        ("Report reference", about.reference or NOT_RECORDED),
        (
            "Stage",
            _STAGES[dossier.stage.value]
            if dossier.stage
            else "not recorded; every question is treated as due",
        ),
        ("Law and dates judged as of", day(dossier.as_of)),
    ]
    if is_published(assessment):
        lines.append(("Copy", "for publication"))
    subtitle = "Equality impact assessment"
    notice = " ".join(words for words in (draft_because(assessment), about.illustration) if words)
    incomplete = (
        f"Incomplete: {len(assessment.failures)} question(s) could not be put to the record."
        if assessment.failures
        else ""
    )
    shown = together(
        heading(title, 2),
        paragraph(f"{subtitle}, {about.body or 'body not recorded'}"),
        facts(lines),
        paragraph(notice, kind="note") if notice else None,
        paragraph(incomplete) if incomplete else None,
    )
    return Cover(
        html=shown.html,
        text=shown.text,
        data={
            "title": title,
            "subtitle": subtitle,
            "body": about.body or "Body not recorded",
            "facts": [list(line) for line in lines],
            "notice": notice,
            "language": "en-GB",
            "date": dossier.as_of.isoformat() if dossier.as_of else _NO_DATE,
            "keywords": ["equality impact assessment", "public sector equality duty"],
            "incomplete": incomplete,
        },
    )


def draft_because(assessment: Assessment) -> str:
    """Say why a publication copy is still a draft; empty for one that is signed and whole, and for the decision copy.

    An open point, however serious, makes no draft: it stands on page one with the author's answer.
    """
    record = assessment.dossier.proposal
    if not is_published(assessment):
        return ""
    said_of_people = record.effect or record.put_aside
    reasons = [
        words
        for words, missing in (
            ("it is not signed", record.record.signed_on is None),
            ("it does not say what is decided", not record.decision.what),
            ("it says of no group whether it is affected", not said_of_people),
            ("a question could not be put to the record", bool(assessment.failures)),
        )
        if missing
    ]
    return f"DRAFT: {listed(reasons)}." if reasons else ""


_NO_DATE = "1970-01-01"
"""The date in the files' metadata where the record holds none: the day from which computers count, said to nobody."""

_STAGES = {
    "early": "early: the proposal is taking shape",
    "assessment": "assessment: the effects are being assessed",
    "consultation": "consultation: people are being asked",
    "decision": "decision: the papers go to the people who decide",
    "decided": "decided: the decision has been taken",
    "review": "review: the real effects are being looked at",
}


def _for(assessment: Assessment) -> str:
    decision = assessment.dossier.proposal.decision
    if not decision.deciders and decision.date is None:
        return "who decides, and when, is not recorded"
    who = ", ".join(decider.who for decider in decision.deciders) or "who decides is not recorded"
    return f"{who}, {day(decision.date)}" if decision.date else f"{who}, on a day not recorded"
