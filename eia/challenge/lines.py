"""The likely lines of challenge, each a few questions put to the record itself.

A question is *Where in the record is …?* Its answer is what the record holds, or that the record does not show it. The
questions look at the record, not at findings: a record without a finding is asked the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eia.challenge.passages import Passage, evidence_titles, passages
from eia.dossier import Dossier
from eia.findings import Stage
from eia.law import Limb
from eia.proposal.sections import Effect
from eia.wording import listed


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question that a reviewer may ask.

    Attributes:
        where: What is looked for, to stand after *Where in the record is*.
        basis: Ids of the provisions and cases in `eia.law` behind it.
        shows: The passages that answer it; none where the record does not show it.
        beside: Passages that belong beside an answer, and are none by themselves.
    """

    where: str
    basis: tuple[str, ...]
    shows: tuple[Passage, ...]
    beside: tuple[Passage, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of challenge: its name, and the questions it puts to a dossier."""

    name: str
    ask: Callable[[Dossier], Iterator[Question]]


def _too_late(dossier: Dossier) -> Iterator[Question]:
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


def _no_inquiry(dossier: Dossier) -> Iterator[Question]:
    record = dossier.proposal
    for effect in dossier.adverse_effects:
        yield Question(
            where=f"what “{effect.title}” rests on",
            basis=("case.bridges", "case.jm", "case.aspinall"),
            shows=(
                *_evidence(dossier, effect),
                *passages(dossier, effect, "effect", ("looked_at", "reasoning")),
            ),
        )
    for effect in record.effect:
        if effect.direction == "none":
            yield Question(
                where=f"what was looked at before saying that there is no effect (“{effect.title}”)",
                basis=("case.greenwich_clc", "case.boyejo"),
                shows=(*passages(dossier, effect, "effect", ("looked_at",)), *_evidence(dossier, effect)),
            )
    for entry in record.put_aside:
        names = listed([dossier.name_of(name).lower() for name in entry.characteristics])
        yield Question(
            where=f"what was looked at before putting aside {names}",
            basis=("case.greenwich_clc",),
            shows=passages(dossier, entry, "put_aside", ("looked_at",)),
            beside=passages(dossier, entry, "put_aside", ("reason",)),
        )
    unknown = [
        one
        for gap in record.gap
        for one in passages(dossier, gap, "gap", ("what", "will_do", "owner", "by", "why_not"))
    ]
    no_gap = [Passage(label="If nothing is unknown, why you can say so", text=record.no_gaps_because or "")]
    yield Question(
        where="what is not known, and what will be done to find out",
        basis=("case.bridges", "case.pieretti", "case.ke"),
        shows=(*unknown, *(one for one in no_gap if one.text)),
    )


def _general(dossier: Dossier) -> Iterator[Question]:
    for effect in dossier.adverse_effects:
        yield Question(
            where=f"it said for whom in particular, how badly and how many “{effect.title}” is",
            basis=("case.bracking", "case.hajrula", "case.jm"),
            shows=passages(dossier, effect, "effect", ("groups", "harm", "people", "people_count")),
        )
        yield Question(
            where=f"the worst that could realistically come of “{effect.title}”",
            basis=("case.blake", "case.south_west_care_homes"),
            shows=passages(dossier, effect, "effect", ("worst", "worst_assessed")),
        )
    instead = passages(dossier, dossier.proposal.assessment, "assessment", ("socio_economic_instead",))
    if instead:
        yield Question(
            where="each protected characteristic looked at for itself, beside poverty",
            basis=("case.hurley",),
            shows=instead,
        )


def _not_informed(dossier: Dossier) -> Iterator[Question]:
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


def _delegated(dossier: Dossier) -> Iterator[Question]:
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


def _left_out(dossier: Dossier) -> Iterator[Question]:
    record = dossier.proposal
    for one in dossier.law.characteristics:
        needs = dossier.needs_of(one.id)
        if not needs:
            continue
        effects = [effect for effect in record.effect if one.id in effect.characteristics]
        entries = [
            (limb, place, fields, entry)
            for limb, place, fields, found in (
                (Limb.A, "conduct", ("forms", "says"), record.conduct),
                (
                    Limb.B,
                    "opportunity",
                    ("disadvantage", "different_needs", "participation"),
                    record.opportunity,
                ),
                (Limb.C, "relations", ("prejudice", "understanding"), record.relations),
            )
            for entry in found
            if one.id in entry.characteristics
        ]
        aside = [entry for entry in record.put_aside if one.id in entry.characteristics]
        shows = (
            *(
                Passage(
                    label="An effect that names it",
                    text=f"{effect.title} ({effect.direction or 'direction not recorded'})",
                )
                for effect in effects
            ),
            *(
                passage
                for _, place, fields, entry in entries
                for passage in passages(dossier, entry, place, fields)
            ),
            *(
                Passage(label="It is put aside", text=entry.reason or "no reason is recorded")
                for entry in aside
            ),
        )
        named = {need for effect in effects for need in effect.needs} | {limb.need for limb, *_ in entries}
        missing = [limb.heading.lower() for limb in needs if limb.need not in named]
        silence = Passage(label="Needs that no entry names for it", text="; ".join(missing))
        yield Question(
            where=f"it said what the proposal means for people by {one.name.lower()}",
            basis=(one.section, "ea2010.s149.1", "case.cushnie", "case.greenwich_clc"),
            shows=shows,
            beside=(silence,) if missing and shows and not aside else (),
        )


def _another_option(dossier: Dossier) -> Iterator[Question]:
    record = dossier.proposal
    if dossier.is_due(Stage.DECIDED):
        yield Question(
            where="it shown that what was decided is what was assessed",
            basis=("case.hough", "case.blake"),
            shows=passages(
                dossier, record.decision, "decision", ("option_decided", "compared_with_assessed")
            ),
            beside=passages(dossier, record.assessment, "assessment", ("option",)),
        )
    else:
        yield Question(
            where="it said which option was assessed, so that a reader can compare it with what is decided",
            basis=("case.hough", "case.blake"),
            shows=passages(dossier, record.assessment, "assessment", ("option",)),
            beside=passages(dossier, record.decision, "decision", ("what",)),
        )
    compared = [
        passage
        for option in record.option
        if option.equality_effects
        for passage in passages(dossier, option, "option", ("name", "equality_effects"))
    ]
    yield Question(
        where="it shown that a less harmful option was thought about",
        basis=("case.w_v_birmingham",),
        shows=(*passages(dossier, record.assessment, "assessment", ("options_compared",)), *compared),
    )


def _not_particular(dossier: Dossier) -> Iterator[Question]:
    for effect in dossier.adverse_effects:
        actions = [
            passage
            for action in dossier.proposal.action
            if effect.id in action.effects
            for passage in passages(dossier, action, "action", ("what", "kind", "owner", "due", "measure"))
        ]
        yield Question(
            where=f"the answer to “{effect.title}”: what, by which post and when, or why it is accepted",
            basis=("case.williams", "case.w_v_birmingham", "case.law_centres"),
            shows=(*actions, *passages(dossier, effect, "effect", ("accepted_because", "answer"))),
            beside=passages(dossier, effect, "effect", ("remains",)),
        )
    for rule in dossier.proposal.rule:
        yield Question(
            where=f"the reason for the rule “{rule.rule}”: aim, link, gentler rules, balance",
            basis=("ea2010.s19", "case.coll"),
            shows=passages(
                dossier, rule, "rule", ("aim", "link", "less_intrusive", "balance", "justification")
            ),
            beside=passages(dossier, rule, "rule", ("disadvantages", "who")),
        )


def _consultation(dossier: Dossier) -> Iterator[Question]:
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


def _no_follow_up(dossier: Dossier) -> Iterator[Question]:
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


def _evidence(dossier: Dossier, effect: Effect) -> tuple[Passage, ...]:
    if effect.evidence == "none":
        return (Passage(label="The evidence entries it rests on", text="none, as the author records"),)
    titles = evidence_titles(dossier, effect.evidence or ())
    return (Passage(label="The evidence entries it rests on", text=titles),) if titles else ()


LINES = (
    Line(name="It came too late", ask=_too_late),
    Line(name="Nobody inquired", ask=_no_inquiry),
    Line(name="The regard was general and not specific", ask=_general),
    Line(name="The people who decided were not informed", ask=_not_informed),
    Line(name="It was left to others, or an assurance was not tested", ask=_delegated),
    Line(name="A need or a characteristic was left out", ask=_left_out),
    Line(name="Another option was decided", ask=_another_option),
    Line(name="The answers are not particular", ask=_not_particular),
    Line(name="Consultation", ask=_consultation),
    Line(name="Nothing follows the decision up", ask=_no_follow_up),
)
"""In the order in which a claim usually puts them."""
