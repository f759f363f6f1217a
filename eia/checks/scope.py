"""Which duty binds, and whom the assessment looks at."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.wording import listed, standing_in_words

scope = Family("What the duty covers")

_PREDECESSORS = ("rra1976.s71", "dda1995.s49a", "sda1975.s76a")
"""The general duties before 5 April 2011: race, disability, sex."""

_NO_REASON = frozenset({"not applicable", "n/a", "na", "none", "no impact", "not relevant"})


_EXCEPTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "Schedule 18, paragraph 1 (age: schools, children's homes)": (
        ("school education", "children's homes"),
        ("age",),
        "It takes out age alone; every other characteristic stays.",
    ),
    "Schedule 18, paragraph 2 (immigration and nationality)": (
        ("immigration and nationality",),
        ("age", "race", "religion_or_belief"),
        "It takes out, for the second need alone, age, religion or belief, and race so far as it is nationality or origins.",
    ),
    "Schedule 18, paragraph 3 (judicial functions)": (("judicial",), (), "It takes out the function itself."),
    "Schedule 18, paragraph 4 (Parliament, security services)": (
        ("parliamentary", "security services"),
        (),
        "It takes out the function itself.",
    ),
    "primary legislation": (
        ("primary legislation",),
        (),
        "It takes out what primary legislation itself decides; preparing secondary legislation stays inside the duty.",
    ),
}
"""By exception: the kinds of function it is made for, the characteristics it takes out (none named: all), and what stays."""


@scope.check("A01", due="early", basis=["ea2010.s149.1", "ea2010.s149.2", "ea2010.sch19"])
def the_duty_that_binds_is_known(dossier: Dossier) -> Iterator[Answer]:
    """Which duty binds this body for this function, in this nation, on this date?

    To settle: Say which body acts, in which nation and function, and how the duty binds it.

    Known limits: it reads what the author says of the body's standing; it does not look the body up in Schedule 19.
    """
    about = dossier.proposal.proposal
    if about.nation == "Northern Ireland":
        yield not_applicable(
            "Section 149 does not apply in Northern Ireland; section 75 of the Northern Ireland Act 1998 does, "
            "on its own grounds."
        )
        return
    missing = [
        words
        for words, value in (
            ("the body", about.body),
            ("the nation", about.nation),
            ("how the body is bound", about.body_standing),
            ("the function", about.function),
        )
        if value is None
    ]
    if about.body_standing == "outside the duty" and about.duty_claimed:
        yield not_met(
            "The author records that the body is outside the duty, and also that the duty applies.",
            severity=Severity.WARNING,
            do="Say which is right: the body's standing under Schedule 19, or the function's under section 149(2).",
        )
    elif about.body_standing == "outside the duty":
        yield not_applicable("The author records that the body is outside the duty for this function.")
    elif missing:
        yield not_recorded(
            f"The record does not say {listed(missing, 'or')}.",
            severity=Severity.WARNING,
            do="Fill in these lines of the [proposal] section.",
        )
    else:
        yield met(
            f"The author records that {about.body} ({standing_in_words(about.body_standing or '')}, {about.nation}) acts here in its "
            f"function of {about.function}. {_duties(dossier)}"
        )


def _duties(dossier: Dossier) -> str:
    """Say which general duty was in force on the day; before 5 April 2011 there were three, for fewer people."""
    nation, day = dossier.proposal.proposal.nation, dossier.as_of
    if day is None or nation is None:
        return "No date is recorded, so the law in force is not known."
    if dossier.law.applies("ea2010.s149.1", day, nation):
        return "Section 149 of the Equality Act 2010 was in force on that day."
    older = [name for name in _PREDECESSORS if dossier.law.applies(name, day, nation)]
    return f"Section 149 was not in force on that day; the duties then were: {_duty_names(dossier, older)}."


@scope.check(
    "A02",
    due="early",
    basis=["ea2010.sch18.1", "ea2010.sch18.2", "ea2010.sch18.3", "ea2010.sch18.4", "case.adiatu"],
)
def an_exception_is_claimed_only_where_it_applies(dossier: Dossier) -> Iterator[Answer]:
    """Is an exception to the duty claimed only where it applies?

    To settle: Claim an exception only for the function and the characteristics that it is made for.

    Known limits: it compares the exception with the kind of function that the author records. Within a kind an exception may
    reach only a part, such as certain children's homes, or race so far as it is nationality or origins; that is for people to
    judge.
    """
    kind = dossier.proposal.proposal.function_kind
    if not dossier.proposal.exception:
        yield not_applicable("No exception to the duty is claimed.")
    for claim in dossier.proposal.exception:
        functions, characteristics, leaves = _EXCEPTIONS[claim.kind]
        beyond = [dossier.name_of(name) for name in claim.characteristics if name not in characteristics]
        if kind is not None and kind not in functions:
            yield not_met(
                f"The author records the exception for a function whose kind is “{kind}”; it is made for "
                f"{listed(functions, 'or')}.",
                severity=Severity.SERIOUS,
                do="Take out the claim, or correct function_kind.",
                about=claim.kind,
            )
        elif characteristics and beyond:
            yield not_met(
                f"The exception is claimed for {listed(beyond)}, which it does not reach.",
                severity=Severity.SERIOUS,
                do="Take these characteristics out of the claim, and assess them.",
                about=claim.kind,
            )
        elif kind is None:
            yield silent("The record does not say of what kind the function is.", about=claim.kind)
        else:
            yield met(
                f"The author records a function of the kind that it is made for. {leaves}", about=claim.kind
            )


@scope.check("A03", due="assessment", basis=["case.greenwich_clc", "wales2011.reg8.1", "scotland2012.reg5"])
def what_is_put_aside_has_a_reason(dossier: Dossier) -> Iterator[Answer]:
    """Has each characteristic that is put aside a reason, and is it said what was looked at?

    To settle: Give the reason for each characteristic put aside, and what was looked at.

    Known limits: it reads that a reason and what was looked at are there, not whether they are good ones.
    """
    entries = dossier.proposal.put_aside
    if not entries:
        yield not_applicable("No characteristic is put aside.")
    for entry in entries:
        names = ", ".join(dossier.name_of(name) for name in entry.characteristics)
        if entry.reason and entry.reason.strip(" .").lower() in _NO_REASON and not entry.looked_at:
            yield not_met(
                f"The only reason recorded is “{entry.reason}”.",
                severity=Severity.WARNING,
                do="Say why it is put aside and what was looked at.",
                about=names,
            )
        elif not entry.reason or not entry.looked_at:
            yield not_recorded(
                "The reason, or what was looked at, is not recorded.",
                severity=Severity.ADVICE,
                do="Say why it is put aside and what was looked at.",
                about=names,
            )
        else:
            yield met("The author records a reason and what was looked at.", about=names)


@scope.check(
    "A04",
    due="assessment",
    basis=[
        "ea2010.s149.1",
        "ea2010.s149.7",
        *_PREDECESSORS,
        "case.greenwich_clc",
        "case.cushnie",
        "case.ldra",
        "case.harris",
    ],
)
def every_characteristic_is_answered(dossier: Dossier) -> Iterator[Answer]:
    """Is each relevant characteristic answered: as affected, as not affected, or put aside with a reason?

    To settle: Say how people of each protected characteristic are likely to be affected.

    Known limits: it reads that an entry answers, not how well; what it says of each of the three needs is asked apart. One
    entry may answer several. Only those likely to be engaged need more than a line, after enough inquiry to know which
    they are; none is asked for that the law leaves out here.
    """
    asked = [one.id for one in dossier.law.characteristics if dossier.needs_of(one.id)]
    unanswered = [name for name in asked if name not in dossier.answered]
    for name in unanswered:
        if name in dossier.proposal.proposal.points_to:
            yield not_met(
                "The record itself says that people who share this characteristic are affected, and no entry answers for them.",
                severity=Severity.SERIOUS,
                do="Add an [[effect]] entry for them.",
                about=dossier.name_of(name),
                waits=True,
            )
        else:
            yield not_recorded(
                "No entry answers for people who share this characteristic.",
                severity=Severity.WARNING,
                do="Add an [[effect]] entry that names it, or put it aside with the reason and what was looked at.",
                about=dossier.name_of(name),
            )
    if not unanswered:
        yield met("The author records an answer for each characteristic.")


def _duty_names(dossier: Dossier, duties: list[str]) -> str:
    return "; ".join(dossier.law.cites(name) for name in duties) or "none that this register holds"
