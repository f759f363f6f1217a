"""What page one asks for: at most five points, each serious one with the author's answer or that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from eia.assessment import Assessment
from eia.checks import CHECKS
from eia.findings import Finding, Severity, Stage
from eia.proposal.sections import Promise
from eia.views.clipping import clip
from eia.views.sentences import open_point, promise_sentence

T = TypeVar("T")

NOTHING_OPEN = (
    "No question that is due is open. That is not a finding that the duty is met: people decide that."
)
"""What is said where no point is open. It is no good news."""

_NOTHING_SERIOUS = (
    "No serious point is open at this stage; lesser points are not listed in this copy. That is not a finding that the duty "
    "is met: people decide that."
)
"""What is said of it in the publication copy, where points that are not serious do not stand."""

_NOTHING_SERIOUS_YET = (
    "No serious point is open among the questions due so far; questions that can be serious are asked later. Lesser points are "
    "not listed in this copy. That is not a finding that the duty is met: people decide that."
)
"""What is said of it before the decision stage, when most of the grave questions are still to come."""

_AN_ANSWER, _A_PROMISE = 14, 26
"""Words that the author's answer to a point, and a promise, may always have: cut shorter, they say nothing."""

_TIGHT, _A_POINT = 6, 22
"""Words of a passage from which a point has at least so many."""

_PROMISED = ("T01", "T05")
"""Questions that the line about a promised assessment already asks."""

_SETTLE = {check.code: check.settle for check in CHECKS}


def settle_words(finding: Finding) -> str:
    """Say what has to be done for the answer to be yes, to everyone concerned: never a field of the record's file."""
    return _SETTLE.get(finding.code, finding.do)


def author_answers(finding: Finding) -> str:
    """Say what the author answers to an open point, or that there is no answer."""
    if not finding.replies:
        return "The author has not answered."
    return " ".join(f"The author ({reply.answer}): {reply.says}" for reply in finding.replies)


def to_settle(assessment: Assessment, most: int) -> list[str]:
    """Return the points for the people who decide, gravest first: at most as many as the choices in force allow.

    Args:
        assessment: What was found.
        most: Words of an answer; a point itself has room for three times as many.
    """
    return _at_most(assessment, [_line(one, most) for one in _in_order(assessment)])


def left_over(assessment: Assessment) -> list[Finding]:
    """Return the open points for which page one has no room, gravest first."""
    first = _at_most(assessment, _in_order(assessment))
    return [one for one in assessment.worries if one not in first]


def names_what_falls_due(assessment: Assessment) -> bool:
    """Tell whether page one has room for a point that only falls due later."""
    first = _at_most(assessment, _in_order(assessment))
    return any(isinstance(one, Finding) and not one.open for one in first)


def _in_order(assessment: Assessment) -> list[Finding | Promise]:
    """Return what is serious, then what is promised and not kept, then the other open points, then what falls due."""
    promises = sorted(assessment.dossier.proposal.promise, key=lambda one: one.kind != "full assessment")
    promised = any(one.kind == "full assessment" for one in promises)
    worries = assessment.worries
    return [
        *(one for one in worries if one.severity is Severity.SERIOUS),
        *(one for one in promises if one.kind != "other" and one.kept_on is None),
        *(one for one in worries if one.severity is not Severity.SERIOUS),
        *(
            one
            for one in assessment.not_yet_due
            if one.once_due
            and one.due.rank <= Stage.DECISION.rank
            and not (promised and one.code in _PROMISED)
        ),
    ]


def _line(point: Finding | Promise, most: int) -> str:
    if isinstance(point, Promise):
        return clip(promise_sentence(point), max(3 * most, _A_PROMISE))
    if not point.open:
        return clip(settle_words(point), 3 * most)
    answer = (
        f" {clip(author_answers(point), max(most, _AN_ANSWER))}"
        if point.replies or point.severity is Severity.SERIOUS
        else ""
    )
    said = open_point(point, settle_words(point))
    if len(said.split()) > 3 * most:
        # Cut from its end it would lose what has to be done: that stands, and what it is about.
        about = f" ({'; '.join(point.about)})" if point.about else ""
        grave = f"{point.severity.value.capitalize()}: " if point.severity else ""
        said = f"{grave}{settle_words(point).rstrip('.')}{about}."
    return f"{clip(said, 3 * most if most < _TIGHT else max(3 * most, _A_POINT))}{answer}"


def open_to_the_public(assessment: Assessment, most: int) -> list[str]:
    """Return what is still open as the public reads it: each serious question with the author's answer, and what is promised."""
    dossier = assessment.dossier
    serious = [
        f"{one.question} {clip(author_answers(one), max(2 * most, _AN_ANSWER))}"
        for one in assessment.worries
        if one.severity is Severity.SERIOUS
    ]
    promised = [
        clip(promise_sentence(one), max(3 * most, _A_PROMISE))
        for one in dossier.proposal.promise
        if one.kind != "other" and one.kept_on is None
    ]
    return _at_most(assessment, [*serious, *promised])


def nothing_serious(assessment: Assessment) -> str:
    """Say that the publication copy has no serious point to show, and before the decision stage that such points may come."""
    return _NOTHING_SERIOUS if assessment.dossier.is_due(Stage.DECISION) else _NOTHING_SERIOUS_YET


def _at_most(assessment: Assessment, points: Sequence[T]) -> list[T]:
    return list(points[: int(assessment.dossier.practice["page_one_worries"])])
