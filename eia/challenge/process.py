"""Lines of challenge about how it was decided: when, by whom, on what, after asking whom, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from eia.challenge.passages import passages
from eia.challenge.questions import Question
from eia.dossier import Dossier
from eia.findings import Stage


def too_late(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows that equality was thought about in time."""
    assessment, decision, staging = (
        dossier.proposal.assessment,
        dossier.proposal.decision,
        dossier.proposal.staging,
    )
    yield Question(
        where="it shown that equality was thought about before the decision",
        basis=("case.brown", "case.bracking", "case.police_superintendents"),
        shows=passages(dossier, assessment, "assessment", ("date", "before_decision", "regard")),
        beside=(
            *passages(dossier, assessment, "assessment", ("made", "reconsidered_afresh")),
            *passages(dossier, decision, "decision", ("date",)),
        ),
    )
    yield Question(
        where="it shown that the decision could still change when equality was thought about",
        basis=("case.brown",),
        shows=passages(dossier, decision, "decision", ("could_still_change",)),
    )
    if staging.staged:
        yield Question(
            where="the reason for assessing in stages, and who brings the rest by when",
            basis=("case.sheakh",),
            shows=passages(dossier, staging, "staging", ("reason", "rest_by", "rest_owner")),
            beside=passages(dossier, staging, "staging", ("reversible", "urgent")),
        )


def not_informed(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows what the people who decide had before them."""
    decision = dossier.proposal.decision
    for decider in decision.deciders:
        yield Question(
            where=f"it shown that {decider.who} had the assessment, or a fair account of it, before deciding",
            basis=("case.hunt", "case.logan", "case.rahman"),
            shows=passages(dossier, decider, "decision.deciders", ("given", "given_on")),
            beside=passages(dossier, decision, "decision", ("date",)),
        )
    if not decision.deciders:
        yield Question(
            where="it said who decides, and what each was given",
            basis=("case.hunt", "case.logan"),
            shows=(),
        )
    yield Question(
        where="what the people who decide were told of the duty",
        basis=("case.chavda", "case.dat", "case.baker"),
        shows=passages(dossier, decision, "decision", ("duty_told", "duty_explained")),
    )
    yield Question(
        where="the gravest effect stated in the paper for the people who decide",
        basis=("case.jm", "case.green"),
        shows=passages(dossier, decision, "decision", ("paper_gravest",)),
        beside=passages(dossier, dossier.proposal.assessment, "assessment", ("overall", "overall_reason")),
    )
    if dossier.is_due(Stage.DECIDED):
        yield Question(
            where="it shown that equality was weighed when the decision was taken",
            basis=("case.bracking", "case.brown"),
            shows=passages(dossier, decision, "decision", ("equality_minuted", "minutes")),
        )


def left_to_others(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows that the body and its deciders thought for themselves."""
    for one in dossier.proposal.assurance:
        yield Question(
            where=f"it shown that the body itself tested what {one.by} says about equality",
            basis=("case.bridges", "case.brown"),
            shows=passages(dossier, one, "assurance", ("tested_by_us", "how")),
            beside=passages(dossier, one, "assurance", ("about", "relied_on")),
        )
    for tool in dossier.proposal.tool:
        tests = [
            passage
            for test in tool.tests
            for passage in passages(dossier, test, "tool.tests", ("characteristic", "tested", "result"))
        ]
        yield Question(
            where=f"it shown that the body itself satisfied itself about bias in {tool.name}",
            basis=("case.bridges",),
            shows=(*passages(dossier, tool, "tool", ("tested_by_us",)), *tests),
        )
    yield Question(
        where="it shown that those who decide thought about equality themselves, and did not leave it to others",
        basis=("case.brown", "case.bracking"),
        shows=passages(dossier, dossier.proposal.decision, "decision", ("equality_minuted", "minutes")),
        beside=passages(dossier, dossier.proposal.record, "record", ("author", "approver")),
    )


def consultation(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows who was asked, in time, with what, and what became of the answers."""
    asked = dossier.proposal.consultation
    basis = ("case.moseley",)
    yield Question(
        where="it said whether a statute, a promise or a practice calls for consultation",
        basis=(*basis, "case.boyejo"),
        shows=passages(dossier, asked, "consultation", ("duty", "duty_source", "held")),
    )
    if asked.held is not False and (asked.held or asked.duty not in (None, "none")):
        for where, fields in (
            (
                "it shown that people were asked while the proposal could still change",
                ("formative", "minds_open"),
            ),
            (
                "it shown that people were given enough reasons to answer",
                ("given_reasons", "given_impact", "given_rejected_options"),
            ),
            ("it shown that people had enough time", ("time_enough", "opened", "closed")),
            (
                "it shown that what people said was considered with care by those who decide",
                (
                    "responses_reached_deciders",
                    "how_it_reached_them",
                    "equality_points",
                    "equality_points_withheld",
                    "engaged",
                    "changed",
                ),
            ),
        ):
            yield Question(where=where, basis=basis, shows=passages(dossier, asked, "consultation", fields))
    yield Question(
        where="it said who was involved that speaks for people who share a characteristic",
        basis=("wales2011.reg5",),
        shows=tuple(
            passage
            for one in dossier.proposal.engagement
            for passage in passages(
                dossier, one, "engagement", ("who", "characteristics", "heard", "changed")
            )
        ),
    )


def no_follow_up(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows that the duty goes on after the decision."""
    record = dossier.proposal
    yield Question(
        where="it said how the real effect will be measured",
        basis=("case.dxk", "case.dma", "wales2011.reg8.1"),
        shows=passages(
            dossier,
            record.monitoring,
            "monitoring",
            ("measured", "measure", "characteristics", "source", "frequency", "owner", "trigger"),
        ),
    )
    yield Question(
        where="it said when the decision is looked at again, and by which post",
        basis=("case.brown", "scotland2012.reg5"),
        shows=passages(dossier, record.review, "review", ("date", "when", "owner")),
    )
    for promise in record.promise:
        yield Question(
            where=f"it shown that this promise is kept, or who keeps it by when: “{promise.what}”",
            basis=("case.brown", "case.sheakh"),
            shows=passages(dossier, promise, "promise", ("kept_on", "by", "owner")),
            beside=passages(dossier, promise, "promise", ("when", "timing_elsewhere")),
        )
    yield Question(
        where="it said where the assessment is published",
        basis=("wales2011.reg8.1.d", "scotland2012.reg5"),
        shows=passages(dossier, record.publication, "publication", ("published", "where", "date")),
        beside=passages(dossier, record.publication, "publication", ("substantial", "adopted")),
    )
