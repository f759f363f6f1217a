"""A question of a body's own: a check that needs no code, because its answer is a yes or a no in the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from eia.checks import LOCAL, Check
from eia.dossier import Dossier
from eia.findings import Answer, Severity, Stage, met, not_applicable, not_met, not_recorded, silent
from eia.local.paths import Read, read_at
from eia.proposal.sections import LocalAnswer
from eia.wording import listed

_LIMITS = "It reads the author's answer, and not whether that answer is right."


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question of a body's own, so put that yes is the good answer.

    Attributes:
        id: What ``question`` in a ``[[local_answer]]`` names.
        asks: The question.
        reads: A field of the record that also answers it; empty if none does.
        due: The stage at which an answer is due.
        severity: How grave a no, or silence once due, is: a warning or advice.
        do: What would cure it.
        because: Why the body asks.
        source: Where the body says so.
        nations: Where it is asked; empty for everywhere.
        contexts: The contexts that it is about.
        people: The ids of the characteristics, protected or the body's own, that it is about. With neither it is always
            asked; else where the record names one of either.
    """

    id: str
    asks: str
    reads: str
    due: Stage
    severity: Severity
    do: str
    because: str
    source: str
    nations: tuple[str, ...]
    contexts: tuple[str, ...]
    people: tuple[str, ...]

    def as_check(self) -> Check:
        """Return the check that asks this question of a dossier."""
        return Check(
            code=f"{LOCAL}-{self.id}",
            name=self.asks.rstrip("?"),
            question=self.asks,
            settle=self.do,
            limits=_LIMITS,
            due=self.due,
            basis=(),
            ask=partial(_answers, self),
            policy=f"{self.because} Source: {self.source}",
        )


def _answers(question: Question, dossier: Dossier) -> Iterator[Answer]:
    """Yield what the record answers; an answer that is there is shown wherever the question is asked."""
    given = [one for one in dossier.proposal.local_answer if one.question == question.id]
    read = read_at(dossier.proposal, question.reads) if question.reads else ()
    said = [_given(question, one) for one in given if one.answer is not None]
    said += [_found(question, one) for one in read if one.value is not None]
    if not said and (aside := _aside(question, dossier)):
        yield aside
        return
    yield from said
    if not any(one.answer is not None for one in given):
        yield from _silences(question, read, words=any(one.says for one in given))


def _given(question: Question, one: LocalAnswer) -> Answer:
    words = f" In the author's words: {one.says}" if one.says else ""
    words += f" ({one.source})" if one.source else ""
    if one.answer:
        return met(f"The author records that the answer is yes.{words}")
    text = f"The author records that the answer is no.{words}"
    return not_met(text, severity=question.severity, do=question.do)


def _found(question: Question, one: Read) -> Answer:
    if one.value is False:
        text = "The author records that the answer is no."
        return not_met(text, severity=question.severity, do=question.do, about=one.about)
    text = (
        "The author records that the answer is yes." if one.plain else "The author records an answer to this."
    )
    return met(text, about=one.about)


def _silences(question: Question, read: tuple[Read, ...], *, words: bool) -> Iterator[Answer]:
    """Yield what is not recorded: of each entry that a field is read from, else of the record as a whole."""
    if words:
        text = "The record says something on this, but neither yes nor no."
        yield not_recorded(text, severity=question.severity, do=question.do)
    elif not read:
        yield not_recorded("The record does not answer this.", severity=question.severity, do=question.do)
    for one in read:
        if one.value is None and not words:
            text = "The record does not answer this."
            yield not_recorded(text, severity=question.severity, do=question.do, about=one.about)


def _aside(question: Question, dossier: Dossier) -> Answer | None:
    """Say why a question that is not answered does not arise, or waits; `None` where it is asked."""
    about = dossier.proposal.proposal
    if question.nations and about.nation and about.nation not in question.nations:
        return not_applicable(f"The body asks this in {listed(question.nations)} only.")
    if not (question.contexts or question.people):
        return None
    # Contexts that the record does not name are unknown, which is no reason not to ask.
    if question.contexts and (not about.context or set(about.context) & set(question.contexts)):
        return None
    named: set[str] = set(about.points_to)
    none: set[str] = set(dossier.put_aside)
    for effect in dossier.proposal.effect:
        (none if effect.direction == "none" else named).update((*effect.characteristics, *effect.local))
    people = set(question.people)
    if people & named:
        return None
    if people <= none:
        return not_applicable("The author records no effect on the people this question is about.")
    return silent("The record names no effect on the people this question is about.")
