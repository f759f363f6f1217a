"""One section for each characteristic that is affected or of which nobody can tell, and one table for the others."""

from __future__ import annotations

from collections.abc import Iterable

from eia.assessment import Assessment
from eia.dossier import rests_on
from eia.proposal.sections import Effect
from eia.views.display import (
    NOT_RECORDED,
    Shown,
    day,
    facts,
    lower,
    paragraph,
    recorded,
    sentence,
    table,
)
from eia.views.known import silent_characteristics
from eia.views.matrix import direction_words, needs_words
from eia.views.parts import inside, is_short, part, within
from eia.views.people import how_many
from eia.views.sentences import source_words, worst_first
from eia.wording import listed, quoted


def effects(assessment: Assessment) -> Shown:
    """Show each effect in the author's words, once, under the first characteristic that it names, else apart; the worst first."""
    found = assessment.dossier.proposal.effect
    if not found:
        none = "No effect is recorded. That is not a finding that there is none."
        return part(assessment, "The effects, as the author records them", paragraph(none))
    if is_short(assessment):
        touched = sorted((one for one in found if one.direction != "none"), key=worst_first)
        return part(
            assessment,
            "The effects, as the author records them",
            *(_in_short(assessment, one) for one in touched),
        )
    shown: set[str] = set()
    sections = [
        (worst_first(touched[0]), _section(assessment, name, touched, shown))
        for name, touched in _by_characteristic(assessment)
    ]
    # An effect that names no characteristic is no less grave for that: gains stand after it too.
    in_order = sorted([*sections, *_of_others(assessment)], key=lambda one: one[0])
    return part(assessment, "The effects, as the author records them", *(section for _, section in in_order))


def put_aside(assessment: Assessment) -> Shown:
    """Show the characteristics without an effect, each with its reason, those of which the record says nothing, and the whole."""
    record = assessment.dossier.proposal
    overall = record.assessment.overall_reason
    silent = silent_characteristics(assessment)
    return part(
        assessment,
        "The other characteristics",
        _reasons(assessment),
        paragraph(
            f"The record says nothing of {listed(silent)}. That is not a finding that there is no effect."
        )
        if silent
        else None,
        paragraph(
            f"Overall, as the author records: {record.assessment.overall or 'level not recorded'}. {overall}"
        )
        if overall
        else None,
        paragraph(f"People who share several characteristics: {record.assessment.intersections}")
        if record.assessment.intersections
        else None,
    )


def _by_characteristic(assessment: Assessment) -> list[tuple[str, list[Effect]]]:
    """Return each characteristic with an effect other than none, with its effects: the gravest adverse first, gains last."""
    dossier = assessment.dossier
    found = [
        (
            one.id,
            sorted(
                (
                    effect
                    for effect in dossier.proposal.effect
                    if one.id in effect.characteristics and effect.direction != "none"
                ),
                key=worst_first,
            ),
        )
        for one in dossier.law.characteristics
    ]
    return sorted(
        ((name, touched) for name, touched in found if touched), key=lambda one: worst_first(one[1][0])
    )


def _section(assessment: Assessment, name: str, touched: Iterable[Effect], shown: set[str]) -> Shown:
    """Show a characteristic's effects; one that stands under an earlier characteristic is only named."""
    blocks: list[Effect] = []
    again: list[Effect] = []
    for effect in touched:
        (again if effect.id in shown else blocks).append(effect)
        shown.add(effect.id)
    return within(
        assessment,
        assessment.dossier.name_of(name),
        paragraph(f"Set out above, and true here too: {listed([quoted(one.title) for one in again])}.")
        if again
        else None,
        *(_effect(assessment, effect) for effect in blocks),
    )


def _of_others(assessment: Assessment) -> list[tuple[tuple[int, int], Shown]]:
    """Show the effects on groups that are not those of the Act, other words for people and the body's own; each with its worst."""
    others = sorted(
        (one for one in assessment.dossier.proposal.effect if not one.characteristics), key=worst_first
    )
    sections = (
        ("Groups for whom no protected characteristic is named", [one for one in others if not one.local]),
        (
            "Groups of the body's own policy, which the Act does not name",
            [one for one in others if one.local],
        ),
    )
    return [
        (worst_first(found[0]), within(assessment, words, *(_effect(assessment, one) for one in found)))
        for words, found in sections
        if found
    ]


def _effect(assessment: Assessment, effect: Effect) -> Shown:
    """Show one effect: its title, what it does to whom, on what evidence, and what is done."""
    evidence = {item.id: item.title for item in assessment.dossier.proposal.evidence}
    shows = rests_on(assessment.dossier, effect)
    named = (
        "none, as the author records"
        if effect.evidence == "none"
        else "; ".join(evidence[one] for one in effect.named_evidence)
    )
    adverse = effect.direction in ("negative", "both")
    where = f" (source: {source_words(effect.source)})" if effect.source else ""
    pairs = [
        ("Groups", "; ".join(effect.groups)),
        *(
            [("Local policy", listed([one.replace("-", " ") for one in effect.local]))]
            if effect.local
            else []
        ),
        ("Why", effect.reasoning and f"{effect.reasoning}{where}"),
        ("Evidence", named),
        *([("What its figures show", shows.because)] if shows.of_its_groups else []),
        *([("What was looked at", effect.looked_at)] if effect.looked_at else []),
        *([("Worst realistic outcome", effect.worst)] if adverse or effect.worst else []),
        *([("What is done", _answer(assessment, effect))] if adverse or _answer(assessment, effect) else []),
        *([("What remains", effect.remains)] if effect.remains else []),
    ]
    return inside(assessment, effect.title, paragraph(_measured(assessment, effect)), recorded(pairs))


def _in_short(assessment: Assessment, effect: Effect) -> Shown:
    """Show an effect in a few lines: on whom, for which need, why, and what is done by whom and when."""
    names = [assessment.dossier.name_of(one) for one in effect.characteristics]
    of = f"{listed(names)}: " if names else ""
    actions = [one for one in assessment.dossier.proposal.action if effect.id in one.effects]
    done = [
        *([f"Accepted: {sentence(effect.accepted_because)}"] if effect.accepted_because else []),
        *(["Nothing, as the author records."] if effect.answer == "none" else []),
        *(
            f"{one.what.rstrip('.')} ({one.owner or 'owner not recorded'}, {day(one.due) if one.due else 'date not recorded'})."
            for one in actions
        ),
    ]
    adverse = effect.direction in ("negative", "both")
    remains = dict.fromkeys([effect.remains, *(one.remains for one in actions)])
    pairs = [
        ("Groups", "; ".join(effect.groups)),
        ("Why", effect.reasoning),
        ("Evidence", "none, as the author records" if effect.evidence == "none" else ""),
        ("What was looked at", effect.looked_at),
        ("Worst realistic outcome", effect.worst),
        ("What is done", " ".join(done) or ("not recorded" if adverse else "")),
        ("What remains", " ".join(sentence(one) for one in remains if one)),
    ]
    return within(
        assessment,
        f"{of}{lower(effect.title) if of else effect.title}",
        paragraph(f"{_measured(assessment, effect).rstrip('.')}; {needs_words(effect)}."),
        facts([(label, words) for label, words in pairs if words]),
    )


def _measured(assessment: Assessment, effect: Effect) -> str:
    adverse = effect.direction in ("negative", "both")
    people = how_many(assessment, effect)
    parts = [
        direction_words(effect),
        effect.harm or ("how grave: not recorded" if adverse else ""),
        f"how many people: {lower(people) if people else NOT_RECORDED}",
        f"how likely: {lower(effect.likelihood)}" if effect.likelihood else "",
    ]
    return sentence("; ".join(one.rstrip(".") for one in parts if one)).removeprefix(" ")


def _answer(assessment: Assessment, effect: Effect) -> str:
    """Say what is done about an effect; by whom and when stands once, with the actions."""
    actions = [one for one in assessment.dossier.proposal.action if effect.id in one.effects]
    said = [
        *([f"Accepted: {sentence(effect.accepted_because)}"] if effect.accepted_because else []),
        *(["Nothing, as the author records."] if effect.answer == "none" else []),
        sentence("; ".join(one.what for one in actions)) if actions else "",
    ]
    return " ".join(one for one in said if one)


def _reasons(assessment: Assessment) -> Shown | None:
    record = assessment.dossier.proposal
    rows = [
        (_names(assessment, one.characteristics), one.reason or NOT_RECORDED, one.looked_at or NOT_RECORDED)
        for one in record.put_aside
    ]
    rows += [
        (
            _names(assessment, one.characteristics) if one.characteristics else one.title,
            f"{sentence(one.title)} {one.reasoning or 'Why is not recorded.'}",
            one.looked_at or NOT_RECORDED,
        )
        for one in record.effect
        if one.direction == "none"
    ]
    if not rows:
        return None if is_short(assessment) else paragraph("No characteristic is put aside.")
    if is_short(assessment):
        return facts(
            (names, f"{sentence(reason)} Looked at: {looked_at}") for names, reason, looked_at in rows
        )
    return table(
        "Characteristics without an effect, and why",
        ["Characteristics", "Reason", "What was looked at"],
        rows,
    )


def _names(assessment: Assessment, characteristics: Iterable[str]) -> str:
    return listed([assessment.dossier.name_of(name) for name in characteristics]) or NOT_RECORDED
