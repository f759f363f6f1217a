"""What the author records: the proposal, the decision, the options, the effects, and what is promised."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.law import Limb
from eia.proposal.sections import Effect
from eia.views.display import (
    NOT_RECORDED,
    Shown,
    bullets,
    day,
    heading,
    paragraph,
    recorded,
    table,
    together,
    under,
    yes_no,
)
from eia.views.people import how_many
from eia.views.sentences import source_words
from eia.wording import listed

_NEED_WORDS = {
    "discrimination": "eliminate discrimination",
    "opportunity": "advance opportunity",
    "relations": "foster good relations",
}


def proposal(assessment: Assessment) -> Shown:
    """Show what is proposed, its aims and principles, and the promises that go with it."""
    about = assessment.dossier.proposal.proposal
    promises = assessment.dossier.proposal.promise
    return together(
        paragraph(about.what or "What is proposed is not recorded."),
        recorded(
            [
                ("Body", about.body and f"{about.body} ({about.body_standing or 'standing not recorded'})"),
                ("Who it is for", about.affected),
                ("Areas", about.areas),
                ("Source", about.source),
            ]
        ),
        under("Aims", bullets(about.aims)),
        under("Principles", bullets(about.principles, numbered=True)),
        under(
            "Promised for later",
            table(
                "What the record promises for later",
                ["Promise", "When", "Date", "Owner", "Source"],
                [
                    (
                        one.what,
                        one.when or NOT_RECORDED,
                        day(one.by),
                        one.owner or NOT_RECORDED,
                        one.source or NOT_RECORDED,
                    )
                    for one in promises
                ],
            )
            if promises
            else None,
        ),
    )


def decision(assessment: Assessment) -> Shown:
    """Show what is decided, by whom, what each had, and the options with their equality effects."""
    record = assessment.dossier.proposal
    made, budget = record.decision, record.budget
    return together(
        paragraph(made.what or "What is decided is not recorded."),
        under("Recommendations", bullets(made.recommendations, numbered=True)),
        paragraph(made.note, kind="note") if made.note else None,
        table(
            "Who decides, and what each was given",
            ["Who decides", "Was given", "On", "Decides on"],
            [(one.who, one.given or NOT_RECORDED, day(one.given_on), day(made.date)) for one in made.deciders]
            or [(NOT_RECORDED, NOT_RECORDED, NOT_RECORDED, day(made.date))],
        ),
        recorded(
            [
                ("How the duty was put to them", made.duty_explained or made.duty_told),
                ("Minutes", made.minutes),
                ("What was decided", made.outcome),
                ("Budget", _budget(budget.changes, budget.status, budget.figure)),
                ("Consultation so far", record.consultation.so_far),
            ]
        ),
        under(
            "Options",
            table(
                "Options, and the equality effect recorded for each",
                ["Option", "Recommended", "Equality effect", "Why not"],
                [
                    (
                        one.name + (" (doing nothing)" if one.do_nothing else ""),
                        yes_no(one.recommended) or NOT_RECORDED,
                        one.equality_effects or NOT_RECORDED,
                        one.why_not or ("does not apply" if one.recommended else NOT_RECORDED),
                    )
                    for one in record.option
                ],
            )
            if record.option
            else paragraph("No option is recorded."),
        ),
    )


def effects(assessment: Assessment) -> Shown:
    """Show each effect that the author records, in the author's words."""
    recorded = assessment.dossier.proposal.effect
    if not recorded:
        return paragraph("No effect is recorded. That is not a finding that there is none.")
    return together(*(_effect(assessment, effect) for effect in recorded))


def matrix(assessment: Assessment) -> Shown:
    """Show what the record holds for each characteristic and each of the three needs."""
    dossier = assessment.dossier
    columns = [_NEED_WORDS[need].capitalize() for need in (limb.need for limb in Limb)]
    cells = {(cell.characteristic.id, cell.limb) for cell in dossier.law.cells()}
    rows = [
        (
            one.name,
            *(
                _cell(assessment, one.id, limb.need) if (one.id, limb) in cells else "outside this need"
                for limb in Limb
            ),
        )
        for one in dossier.law.characteristics
    ]
    return together(
        table("What the record says for each characteristic and need", ["Characteristic", *columns], rows),
        paragraph(
            "“Not recorded” means that the record is silent. It does not mean that there is no effect. Marriage and civil "
            "partnership is not a relevant characteristic for the second and third needs (section 149(7)).",
            kind="note",
        ),
        *(paragraph(line, kind="note") for line in _need_not_recorded(assessment)),
    )


def other_duties(assessment: Assessment) -> Shown:
    """Show what the paper records under neighbouring headings."""
    recorded = assessment.dossier.proposal.other_duty
    if not recorded:
        return paragraph("Nothing is recorded under neighbouring headings.")
    return table(
        "What the paper records under other headings",
        ["Heading", "What it says", "Paragraph"],
        [
            (one.duty[:1].upper() + one.duty[1:], one.says or NOT_RECORDED, one.source or NOT_RECORDED)
            for one in recorded
        ],
    )


def _effect(assessment: Assessment, effect: Effect) -> Shown:
    name = assessment.dossier.name_of
    evidence = {item.id: item.title for item in assessment.dossier.proposal.evidence}
    rests_on = (
        "none, as the author records"
        if effect.evidence == "none"
        else "; ".join(evidence[one] for one in effect.evidence or ())
    )
    return together(
        heading(effect.title, 3),
        recorded(
            [
                ("Direction", effect.direction),
                ("Characteristics", listed([name(one) for one in effect.characteristics]) or "none named"),
                ("Groups", "; ".join(effect.groups)),
                ("How grave", effect.harm),
                ("How many people", how_many(assessment, effect)),
                ("How likely", effect.likelihood),
                ("Reasoning", effect.reasoning),
                ("Evidence it rests on", rests_on),
                ("What was looked at", effect.looked_at),
                ("Worst realistic outcome", effect.worst),
                ("What is done about it", _answer(assessment, effect)),
                *([("What remains", effect.remains)] if effect.remains else []),
                ("Source", effect.source and source_words(effect.source)),
            ]
        ),
    )


def _answer(assessment: Assessment, effect: Effect) -> str:
    actions = [one for one in assessment.dossier.proposal.action if effect.id in one.effects]
    if effect.accepted_because:
        return f"accepted: {effect.accepted_because}"
    if effect.answer == "none":
        return "nothing, as the author records"
    return "; ".join(f"{one.what} ({one.owner or 'no owner recorded'}, {day(one.due)})" for one in actions)


def _cell(assessment: Assessment, characteristic: str, need: str) -> str:
    dossier = assessment.dossier
    named = [
        effect
        for effect in dossier.proposal.effect
        if characteristic in effect.characteristics and need in effect.needs
    ]
    directions = list(dict.fromkeys(effect.direction or "direction not recorded" for effect in named))
    if directions:
        return listed(directions)
    return "put aside" if characteristic in dossier.put_aside else NOT_RECORDED


def _need_not_recorded(assessment: Assessment) -> list[str]:
    """Say which effects name a characteristic, but not the need they answer."""
    name = assessment.dossier.name_of
    return [
        f"{listed([name(one) for one in effect.characteristics])}: the effect “{effect.title}” "
        f"({effect.direction or 'direction not recorded'}) is recorded; which need it answers is not."
        for effect in assessment.dossier.proposal.effect
        if effect.characteristics and not effect.needs
    ]


def _budget(changes: bool | None, status: str | None, figure: str | None) -> str:
    words = {True: "changes the budget", False: "no change at this stage", None: ""}[changes]
    return "; ".join(part for part in (words, status, figure) if part)
