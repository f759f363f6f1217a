"""What a check says of a proposal: six statuses, three severities, and the few functions that make an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a question stands in the record. There is no overall one, and none says that the law is met."""

    MET = "met"
    NOT_MET = "not met"
    NEEDS_JUDGEMENT = "needs judgement"
    NOT_RECORDED = "not recorded"
    NOT_YET_DUE = "not yet due"
    NOT_APPLICABLE = "not applicable"


class Severity(StrEnum):
    """How grave a worry is."""

    SERIOUS = "serious"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest."""
        return list(Severity).index(self)


class Stage(StrEnum):
    """How far a proposal has come, in order."""

    EARLY = "early"
    ASSESSMENT = "assessment"
    CONSULTATION = "consultation"
    DECISION = "decision"
    DECIDED = "decided"
    REVIEW = "review"

    @property
    def rank(self) -> int:
        """Return 0 for the first stage."""
        return list(Stage).index(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What one check says of one thing, before the registry adds the question and its authority.

    Attributes:
        status: How the question stands.
        text: The sentence an officer reads.
        about: The subjects it is true of: an effect, a characteristic, a decider.
        severity: How grave; `None` where there is no worry.
        do: What would cure it; empty only where there is no worry.
        waits: Whether a no is only a *not yet* until the question is due.
    """

    status: Status
    text: str
    about: tuple[str, ...] = ()
    severity: Severity | None = None
    do: str = ""
    waits: bool = False


def met(text: str, *, about: str = "") -> Answer:
    """Say that the record answers the question; the text begins with what the author records."""
    return Answer(status=Status.MET, text=text, about=_subjects(about))


def not_met(text: str, *, severity: Severity, do: str, about: str = "", waits: bool = False) -> Answer:
    """Say that the record answers no, or contradicts itself. Never said of silence.

    A no stands at any stage, unless it `waits`: then it only says that something has not been done yet.
    """
    return Answer(
        status=Status.NOT_MET, text=text, about=_subjects(about), severity=severity, do=do, waits=waits
    )


def needs_judgement(text: str, *, severity: Severity, do: str, about: str = "") -> Answer:
    """Say that the record answers, and that only people can say whether the answer is good enough."""
    return Answer(status=Status.NEEDS_JUDGEMENT, text=text, about=_subjects(about), severity=severity, do=do)


def not_recorded(text: str, *, severity: Severity, do: str, about: str = "") -> Answer:
    """Say that the record is silent, where silence is a worry once the question is due."""
    return Answer(status=Status.NOT_RECORDED, text=text, about=_subjects(about), severity=severity, do=do)


def silent(text: str, *, about: str = "") -> Answer:
    """Say that the record is silent, where silence is no worry."""
    return Answer(status=Status.NOT_RECORDED, text=text, about=_subjects(about))


def not_applicable(text: str, *, about: str = "") -> Answer:
    """Say that the question does not arise, and why."""
    return Answer(status=Status.NOT_APPLICABLE, text=text, about=_subjects(about))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """The author's reply to a finding. It is shown beside the finding, and changes nothing in it."""

    answer: str
    says: str
    post: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """An answer with its question, its authority, and the author's reply.

    Attributes:
        code: The check's id, such as ``T01``; never renumbered.
        question: What the check asks.
        status: How the question stands.
        text: What the record shows, or does not.
        about: The subjects it is true of.
        severity: How grave a worry; `None` where there is none.
        do: What would cure it.
        basis: Ids of provisions and cases in `eia.law`.
        due: The stage at which the question is due.
        once_due: For a question not yet due, how grave it will be if nothing more is recorded.
        replies: What the author answers, in the order written.
    """

    code: str
    question: str
    status: Status
    text: str
    about: tuple[str, ...]
    severity: Severity | None
    do: str
    basis: tuple[str, ...]
    due: Stage
    once_due: Severity | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the finding is a worry: something an officer should read."""
        return self.severity is not None

    @property
    def open_and_serious(self) -> bool:
        """Whether the finding is serious and the record says no, or nothing."""
        return self.severity is Severity.SERIOUS and self.status in (Status.NOT_MET, Status.NOT_RECORDED)


def gravest_first(finding: Finding) -> tuple[int, int, int, str]:
    """Order findings: gravest first, an explicit no before silence, the stage due first before later ones."""
    severity = finding.severity or finding.once_due
    status = (
        (Status.NOT_MET, Status.NOT_RECORDED, Status.NEEDS_JUDGEMENT).index(finding.status)
        if finding.open
        else 3
    )
    return (severity.rank if severity else len(Severity), status, finding.due.rank, finding.code)


def _subjects(about: str) -> tuple[str, ...]:
    return (about,) if about else ()
