"""What was dated when: evidence, consultation, versions, decision, review, with what came late or out of order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eia.assessment import Assessment
from eia.dossier import Dossier
from eia.proposal import Proposal
from eia.views.charts import Event, time_line
from eia.views.display import NOTHING, Shown, day, paragraph, together
from eia.views.parts import is_short
from eia.wording import listed

_AFTER = "after the decision"
_FEWEST = 3
"""Days that differ: of fewer, a sentence tells as much as a line."""


def timeline(assessment: Assessment) -> Shown:
    """Draw the record's dates as a time line, with its table; nothing where fewer than three days are recorded, or in two pages.

    What is late is read from the record's own dates alone: evidence, assessment, papers, versions and consultation after the
    decision, a review before it, and a review whose day is before the day that the report is judged by. No clock is read.
    """
    if is_short(assessment):
        return NOTHING
    dossier = assessment.dossier
    events = [*_before(dossier), *_deciding(dossier.proposal), *_afterwards(dossier)]
    if len({one.day for one in events} | {one.last for one in events}) < _FEWEST:
        return NOTHING
    return together(
        time_line(events, caption=_caption(dossier)),
        paragraph("What has no date in the record is not on the time line.", kind="note"),
    )


def _caption(dossier: Dossier) -> str:
    decision = dossier.proposal.decision.date
    known = f"read against the decision of {day(decision)}" if decision else "no day of decision is recorded"
    return f"What the record dates, {known}"


def _before(dossier: Dossier) -> Iterator[Event]:
    """Yield evidence, the people talked with, the consultation and the versions of the record."""
    proposal = dossier.proposal
    decision = proposal.decision.date
    yield from _evidence(proposal)
    yield from _talks(proposal)
    yield from _consultation(proposal)
    for version in proposal.record.versions:
        if version.date is not None:
            yield Event(
                day=version.date,
                what=f"Version {version.number} of the record",
                late=_after(version.date, decision),
            )


def _evidence(proposal: Proposal) -> Iterator[Event]:
    """Yield each day of evidence once: what came out together is one event, and the register names each."""
    decision = proposal.decision.date
    gathered: dict[tuple[dt.date, str, str], list[str]] = {}
    for item in proposal.evidence:
        known = item.published or item.date
        if known is not None:
            late = _after(known, decision) or ("later evidence" if item.later else "")
            how = " (published)" if item.published else ""
            gathered.setdefault((known, how, late), []).append(item.title)
    for (known, how, late), titles in gathered.items():
        what = titles[0] if len(titles) == 1 else f"{len(titles)} items"
        yield Event(day=known, what=f"Evidence: {what}{how}", late=late, may_be_old=True)


def _talks(proposal: Proposal) -> Iterator[Event]:
    """Yield the talks with people as one span, and those after the decision as another."""
    decision = proposal.decision.date
    spans: dict[str, list[tuple[dt.date, str]]] = {}
    for group in proposal.engagement:
        if group.when is not None:
            spans.setdefault(_after(group.when, decision), []).append((group.when, group.who))
    for late, talks in spans.items():
        days = [when for when, _ in talks]
        who = talks[0][1] if len(talks) == 1 else f"{len(talks)} groups of people"
        yield Event(day=min(days), until=max(days), what=f"Talks: {who}", late=late)


def _consultation(proposal: Proposal) -> Iterator[Event]:
    opened, closed = proposal.consultation.opened, proposal.consultation.closed
    decision = proposal.decision.date
    if opened is not None and closed is not None and opened <= closed:
        late = _after(opened, decision, "opened after the decision") or _after(
            closed, decision, "still open at the decision"
        )
        yield Event(day=opened, until=closed, what="Consultation", late=late)
        return
    turned = "closes before it opens" if opened is not None and closed is not None else ""
    if opened is not None:
        yield Event(day=opened, what="Consultation opens", late=turned or _after(opened, decision))
    if closed is not None:
        yield Event(day=closed, what="Consultation closes", late=turned or _after(closed, decision))


def _deciding(proposal: Proposal) -> Iterator[Event]:
    """Yield the assessment, the papers, the signature and the decision."""
    decision, made = proposal.decision.date, proposal.assessment.date
    if made is not None:
        yield Event(day=made, what="The assessment", late=_after(made, decision))
    papers: dict[tuple[dt.date, str, str], list[str]] = {}
    for one in proposal.decision.deciders:
        if one.given_on is not None and one.given != "neither":
            early = one.given == "assessment" and made is not None and one.given_on < made
            late = "before the assessment’s own date" if early else _after(one.given_on, decision)
            papers.setdefault((one.given_on, _GIVEN[one.given], late), []).append(one.who)
    for (given_on, what, late), who in papers.items():
        yield Event(day=given_on, what=f"{what} given to {listed(who)}", late=late)
    signed = proposal.record.signed_on
    if signed is not None:
        yield Event(day=signed, what="The record signed", late=_after(signed, decision))
    if decision is not None:
        yield Event(day=decision, what="The decision", decision=True)


_GIVEN = {
    "assessment": "The assessment",
    "full account": "A full account of it",
    "summary": "A summary of it",
    None: "Papers",
}


def _afterwards(dossier: Dossier) -> Iterator[Event]:
    """Yield changes, publication and review."""
    proposal = dossier.proposal
    decision = proposal.decision.date
    for change in proposal.change:
        if change.date is not None:
            early = decision is not None and change.date < decision
            yield Event(
                day=change.date,
                what=f"Change made after the decision: {change.what}",
                late="before the decision" if early else "",
            )
    published, review = proposal.publication.date, proposal.review.date
    if published is not None:
        yield Event(day=published, what="The assessment published")
    if review is not None:
        yield Event(day=review, what="To be looked at again", late=_review_late(dossier, review, decision))


def _review_late(dossier: Dossier, review: dt.date, decision: dt.date | None) -> str:
    if decision is None:
        return (
            ""  # the day judged by is then only the record's last date, which says nothing of when it is read
        )
    if review < decision:
        return "before the decision"
    if dossier.as_of is not None and review < dossier.as_of and dossier.proposal.proposal.stage != "review":
        return f"its day is past on {day(dossier.as_of)}, by which this is judged"
    return ""


def _after(when: dt.date, decision: dt.date | None, words: str = _AFTER) -> str:
    return words if decision is not None and when > decision else ""
