"""How a check is declared, and how it is put to a dossier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from eia.dossier import Dossier
from eia.errors import EiaError, Problem
from eia.findings import Answer, Finding, Reply, Severity, Stage, Status, gravest_first, not_applicable
from eia.law import Nation, law
from eia.wording import subjects_in_words

Ask = Callable[[Dossier], Iterator[Answer]]

LOCAL = "LOC"
"""How the code of a question of a public body's own begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One question that the law or good practice asks of a record.

    Attributes:
        code: Its id in the specification; never renumbered.
        name: What it claims of a record that answers it.
        question: What it asks, in the officer's words.
        settle: What has to be done for the answer to be yes, said to everyone concerned.
        limits: What it cannot see.
        due: The stage at which an answer is due.
        basis: Ids of the provisions and cases behind it.
        ask: The function that answers.
        policy: For a question of a public body's own, why and by whom it is asked; empty for a question of the law.
    """

    code: str
    name: str
    question: str
    settle: str
    limits: str
    due: Stage
    basis: tuple[str, ...]
    ask: Ask
    policy: str = ""


class Family:
    """Checks about one subject, collected by the decorator `check`.

    Args:
        title: What they are about.
        policy: For a public body's own checks, why and by whom they are asked: then they cite no law, and their codes are
            ``LOC01`` and so on.
    """

    def __init__(self, title: str, *, policy: str = "") -> None:
        self.title = title
        self.policy = policy
        self.checks: list[Check] = []

    def check(self, code: str, *, due: str, basis: Iterable[str] = ()) -> Callable[[Ask], Ask]:
        """Register a function as a check.

        The docstring's first paragraph is the question; "To settle:" begins what has to be done, and "Known limits:"
        what the check cannot see.

        Raises:
            EiaError: The basis is not in the law data, or is missing; a body's own check cites law; the code is taken, or
                is not one for checks of this kind; no such stage; the docstring lacks a part.
        """
        named = tuple(basis)

        def register(ask: Ask) -> Ask:
            where = f"{_file(ask)}check {code}"
            asked, _, limits = " ".join((ask.__doc__ or "").split()).partition(" Known limits: ")
            question, _, settle = asked.partition(" To settle: ")
            if not (question.endswith("?") and settle and limits):
                what = "It has no question, nothing to settle, or no known limits."
                raise EiaError(where, what, "Write all three in its docstring.")
            if not re.fullmatch(r"[A-Z]+\d\d", code) or any(code == known.code for known in self.checks):
                raise EiaError(where, "The code is malformed or already taken.", "Give it a code of its own.")
            if due not in list(Stage):
                raise EiaError(where, f"'{due}' is no stage.", f"Use one of: {', '.join(Stage)}.")
            self._refuse_blend(where, code, named)
            for provision in named:
                _refuse_unknown(where, provision)
            name = ask.__name__.replace("_", " ")
            self.checks.append(
                Check(
                    code=code,
                    name=name,
                    question=question,
                    settle=settle,
                    limits=limits,
                    due=Stage(due),
                    basis=named,
                    ask=ask,
                    policy=self.policy,
                )
            )
            return ask

        return register

    def _refuse_blend(self, where: str, code: str, basis: tuple[str, ...]) -> None:
        """Keep questions of the law and questions of a body's own policy apart, so that neither is taken for the other."""
        local = code.startswith(LOCAL)
        if self.policy and not local:
            do = f"Give it a code that begins with {LOCAL}, such as {LOCAL}01."
            raise EiaError(where, "The code is not one for a body's own check.", do)
        if local and not self.policy:
            do = "Give its family a policy: why and by whom it is asked."
            raise EiaError(where, f"Codes that begin with {LOCAL} are for a body's own checks.", do)
        if self.policy and basis:
            raise EiaError(where, "A body's own check cites no law.", "Remove 'basis'.")
        if not self.policy and not basis:
            raise EiaError(where, "It has no authority.", "Name provisions or cases in 'basis'.")


def _file(ask: Ask) -> str:
    """Return the file of a check of the toolkit's own, as errors name it."""
    room, _, module = ask.__module__.partition(".")
    return f"{module.replace('.', '/')}.py, " if room == "eia" and module else ""


def _refuse_unknown(where: str, provision: str) -> None:
    try:
        law().provision(provision)
    except EiaError as error:
        raise EiaError.of(Problem(f"{where}, 'basis'", one.what, one.do) for one in error.problems) from None


def refuse_codes_twice(families: Iterable[Family]) -> None:
    """Refuse a code that checks of two families have; within one, `Family.check` does.

    Raises:
        EiaError: It names the code, and the file of the check that has it second.
    """
    known: dict[str, str] = {}
    problems = [
        Problem(
            f"{_file(check.ask)}check {check.code}",
            f"The family '{known[check.code]}' has a check of this code.",
            "Give it a code of its own.",
        )
        for family in families
        for check in family.checks
        if known.setdefault(check.code, family.title) != family.title
    ]
    if problems:
        raise EiaError.of(problems)


def put(check: Check, dossier: Dossier) -> tuple[Finding, ...]:
    """Put a check to a dossier: one finding for each cause, with the subjects it is true of.

    Before its stage, silence, a *not yet* and what needs judgement become one *not yet due*, which says how grave it
    will be once due. A plain no, or a contradiction in the record, stands at any stage.
    """
    outside = _outside(check, dossier)
    answers = [outside] if outside else list(check.ask(dossier))
    causes = list(_causes(answers))
    waiting = [] if dossier.is_due(check.due) else [cause for cause in causes if _waits(cause)]
    standing = [_finding(check, cause) for cause in causes if cause not in waiting]
    held_back = [_finding(check, cause) for cause in waiting]
    return _with_replies(dossier, [*standing, *([_not_yet_due(held_back)] if held_back else [])])


def _with_replies(dossier: Dossier, found: list[Finding]) -> tuple[Finding, ...]:
    """Put the author's replies to a question with the findings that ask for one; where none does, with all of them.

    A reply names the question alone. Beside a finding that all is recorded it would read as an objection to that.
    """
    asking = [one for one in found if one.open or one.status is Status.NOT_YET_DUE] or found
    return tuple(
        replace(
            one,
            replies=tuple(
                Reply(answer=reply.answer, says=reply.says, post=reply.post, date=reply.date)
                for reply in dossier.proposal.response
                if reply.to == one.code
            ),
        )
        if one in asking
        else one
        for one in found
    )


def _waits(answer: Answer) -> bool:
    return answer.waits or answer.status in (Status.NOT_RECORDED, Status.NEEDS_JUDGEMENT)


_EQUALITY_LAW = ("ea2010.", "rra1976.", "dda1995.", "sda1975.")
"""How the ids of the Equality Act, and of the Acts whose duties it replaced, begin."""


def _outside(check: Check, dossier: Dossier) -> Answer | None:
    """Say why a question does not arise in this nation or on this day.

    A01 asks everywhere which duty binds; a body's own policy goes wherever the body is; the neighbouring duties (N) have
    nations and days of their own, and say so themselves.
    """
    nation, day = dossier.proposal.proposal.nation, dossier.as_of
    if check.code == "A01" or check.policy or check.code.startswith("N") or nation is None:
        return None
    if nation == "Northern Ireland":
        if any(Nation.NORTHERN_IRELAND in dossier.law.provision(name).nations for name in check.basis):
            return None
        return not_applicable(
            "Section 149 does not apply in Northern Ireland; section 75 of the Northern Ireland Act 1998 does, on its own "
            "grounds."
        )
    acts = [name for name in check.basis if name.startswith(_EQUALITY_LAW)]
    if day and acts and not any(dossier.law.applies(name, day, nation) for name in acts):
        return not_applicable(
            f"The part of the Equality Act 2010 behind this question was not in force in {nation} on that day; the law that it "
            "replaced is not held here, and may have asked the same."
        )
    return None


def _causes(answers: list[Answer]) -> Iterator[Answer]:
    """Merge answers that differ only in what they are about."""

    def cause(answer: Answer) -> tuple[str, str, str, str]:
        return (answer.status, answer.severity or "", answer.text, answer.do)

    order = {cause(answer): position for position, answer in reversed(list(enumerate(answers)))}
    for _, group in groupby(sorted(answers, key=lambda answer: order[cause(answer)]), key=cause):
        alike = list(group)
        about = tuple(dict.fromkeys(subject for answer in alike for subject in answer.about))
        yield replace(alike[0], about=about)


def _finding(check: Check, answer: Answer) -> Finding:
    return Finding(
        code=check.code,
        question=check.question,
        status=answer.status,
        text=answer.text,
        about=answer.about,
        severity=answer.severity,
        do=answer.do,
        basis=check.basis,
        due=check.due,
    )


def _not_yet_due(waiting: list[Finding]) -> Finding:
    gravest = min(waiting, key=gravest_first)
    severities: list[Severity] = [finding.severity for finding in waiting if finding.severity]
    # What is true of one subject is not said of another: further causes follow, each with its own subjects.
    further = [
        f"{subjects_in_words(one.about)}: {one.text}" if one.about else one.text
        for one in waiting
        if one is not gravest
    ]
    return replace(
        gravest,
        status=Status.NOT_YET_DUE,
        severity=None,
        once_due=min(severities, key=lambda severity: severity.rank, default=None),
        text=" ".join([gravest.text, *further]),
    )
