"""Lines of challenge about what was thought of: inquiry, particular effects, each need, the option, the answers."""

from __future__ import annotations

from collections.abc import Iterator

from eia.challenge.passages import Passage, evidence_titles, passages
from eia.challenge.questions import Question
from eia.dossier import Dossier
from eia.findings import Stage
from eia.law import Limb
from eia.proposal.sections import Effect
from eia.wording import listed


def no_inquiry(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows that enough was found out."""
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


def general(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows whom it touches, how badly, and the worst of it."""
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


def left_out(dossier: Dossier) -> Iterator[Question]:
    """Ask, of each characteristic the law has a need for here, for what the record says."""
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
            where=f"it said how the proposal affects people, looked at by {one.name.lower()}",
            basis=(one.section, "ea2010.s149.1", "case.cushnie", "case.greenwich_clc"),
            shows=shows,
            beside=(silence,) if missing and shows and not aside else (),
        )


def another_option(dossier: Dossier) -> Iterator[Question]:
    """Ask for what shows that the option decided was the one thought about."""
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


def not_particular(dossier: Dossier) -> Iterator[Question]:
    """Ask for the answer to each adverse effect, and the reason for each rule."""
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


def _evidence(dossier: Dossier, effect: Effect) -> tuple[Passage, ...]:
    if effect.evidence == "none":
        return (Passage(label="The evidence entries it rests on", text="none, as the author records"),)
    titles = evidence_titles(dossier, effect.evidence or ())
    return (Passage(label="The evidence entries it rests on", text=titles),) if titles else ()
