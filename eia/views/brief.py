"""Page one: a brief for the people who decide, in at most 350 words."""

from __future__ import annotations

import re

from eia.assessment import Assessment
from eia.checks import CHECKS
from eia.findings import Stage
from eia.proposal.sections import Effect
from eia.views.display import Shown, bullets, day, heading, paragraph, together
from eia.views.people import how_many
from eia.views.sentences import (
    ELSEWHERE,
    area_sentence,
    clip,
    open_point,
    population_sentence,
    promise_sentence,
    rate_sentence,
)
from eia.wording import listed


def brief(assessment: Assessment) -> Shown:
    """Show page one: what is proposed and decided, who is most at risk, what is not known, what to settle first.

    The author's prose is cut as little as the length of the page allows; the whole of it stands inside.
    """
    pages = (_page(assessment, most) for most in _CUTS)
    return next((page for page in pages if _words(page) <= MOST_WORDS), _page(assessment, _CUTS[-1]))


def _page(assessment: Assessment, most: int) -> Shown:
    proposal = assessment.dossier.proposal
    about, decision = proposal.proposal, proposal.decision
    return together(
        heading("What is proposed"),
        paragraph(clip(about.what or "The record does not say what is proposed.", most)),
        heading(f"What is decided on {day(decision.date)}" if decision.date else "What is decided"),
        paragraph(clip(decision.what or "The record does not say what is decided.", most)),
        _the_duty_now(assessment),
        heading("Who may be most at risk"),
        bullets(_at_risk(assessment, most))
        or paragraph("The record names no group, and no figures were supplied."),
        heading("What is not yet known"),
        bullets(_not_known(assessment, most)) or paragraph("The record lists nothing as unknown."),
        heading(_settle_heading(assessment)),
        bullets(_to_settle(assessment, most), numbered=True)
        or paragraph(
            ELSEWHERE
            if about.nation == "Northern Ireland"
            else "No question that is due is open. That is not a finding that the duty is met: people decide that."
        ),
    )


def _words(page: Shown) -> int:
    return len(re.sub(r"<[^>]*>", " ", page.html).split())


def _the_duty_now(assessment: Assessment) -> Shown | None:
    """Say, while the proposal takes shape, that the duty does not wait for its last decision."""
    dossier = assessment.dossier
    early = dossier.stage is not None and dossier.stage.rank < Stage.DECISION.rank
    if (
        not (early and dossier.proposal.decision.date)
        or dossier.proposal.proposal.nation == "Northern Ireland"
    ):
        return None
    return paragraph("The equality duty applies to this decision too, in proportion.")


def _at_risk(assessment: Assessment, most: int) -> list[str]:
    dossier = assessment.dossier
    evidence = {item.id: item for item in dossier.proposal.evidence}
    lines = [
        line
        for effect in sorted(dossier.adverse_effects, key=_gravest)
        for line in (
            clip(_effect_line(assessment, effect), most),
            clip(_answer_line(assessment, effect), most),
        )
    ]
    for name, groups in dossier.at_risk.items():
        if groups:
            lines += [rate_sentence(groups, evidence[name]), population_sentence(groups)]
    if dossier.at_risk and dossier.small_areas:
        lines.append(area_sentence(dossier.small_areas, dossier.as_of))
    return [line for line in lines if line][:_LINES]


def _gravest(effect: Effect) -> int:
    return {"severe": 0, "moderate": 1, "slight": 2}.get(effect.harm or "", 3)


def _effect_line(assessment: Assessment, effect: Effect) -> str:
    people = how_many(assessment, effect)
    measure = ", ".join(part for part in (effect.harm, people and f"people: {_lower(people)}") if part)
    groups = f", for {listed(effect.groups)}" if effect.groups else ""
    return f"The record names {_lower(effect.title)}{f' ({measure})' if measure else ''}{groups}."


def _answer_line(assessment: Assessment, effect: Effect) -> str:
    actions = [action for action in assessment.dossier.proposal.action if effect.id in action.effects]
    if effect.accepted_because:
        return f"The record accepts this: {_sentence(effect.accepted_because)}"
    return f"Its answer so far: {_sentence('; '.join(action.what for action in actions))}" if actions else ""


def _not_known(assessment: Assessment, most: int) -> list[str]:
    dossier = assessment.dossier
    lines = [clip(_sentence(gap.what), most) for gap in dossier.proposal.gap]
    lines += _vague(assessment)
    elsewhere = sorted({geography for geography in _places_of_rates(assessment) if geography})
    if elsewhere and dossier.profile:
        lines.append(
            f"The rates for {dossier.profile.place_name} itself: those supplied are for {listed(elsewhere)}."
        )
    if silent := _silent_characteristics(assessment):
        lines.append(f"What it would mean for people, looked at by {_some(silent)}: the record does not say.")
    lines += [
        f"On {_lower(dossier.name_of(name))}, the record speaks only of {listed(groups)}."
        for name, groups in _only_good_news(assessment)
    ]
    return lines[:_LINES]


def _some(characteristics: list[str]) -> str:
    """Name a few characteristics, or say how many they are and name the first."""
    if len(characteristics) <= _FEW:
        return listed(characteristics, "or")
    return f"{characteristics[0]} and {len(characteristics) - 1} other protected characteristics"


def _only_good_news(assessment: Assessment) -> list[tuple[str, list[str]]]:
    """Return the characteristics of which only gains are recorded, with the groups that gain."""
    dossier = assessment.dossier
    found = []
    for name in dossier.affected:
        effects = [effect for effect in dossier.proposal.effect if name in effect.characteristics]
        groups = [group for effect in effects for group in effect.groups]
        if groups and all(effect.direction == "positive" for effect in effects):
            found.append((name, groups))
    return found


def _vague(assessment: Assessment) -> list[str]:
    """Say of which adverse effects the record does not give how serious they are, for how many people, or either."""
    dossier = assessment.dossier
    adverse = dossier.adverse_effects
    unweighed = [effect for effect in adverse if not effect.harm]
    uncounted = [effect for effect in adverse if not dossier.people_affected(effect)]
    both = [effect for effect in unweighed if effect in uncounted]
    kinds = (
        ("How serious {} would be, and for how many people.", both),
        ("How serious {} would be.", [effect for effect in unweighed if effect not in both]),
        ("How many people would meet {}.", [effect for effect in uncounted if effect not in both]),
    )
    return [words.format(listed([_lower(one.title) for one in found])) for words, found in kinds if found]


def _places_of_rates(assessment: Assessment) -> list[str | None]:
    """Return where the rates are of, if not of the place recorded."""
    dossier = assessment.dossier
    here = dossier.profile.place_name if dossier.profile else None
    return [
        item.geography
        for item in dossier.proposal.evidence
        if item.id in dossier.at_risk and item.geography != here
    ]


def _silent_characteristics(assessment: Assessment) -> list[str]:
    dossier = assessment.dossier
    answered = {
        name for effect in dossier.proposal.effect for name in effect.characteristics
    } | dossier.put_aside
    return [
        _lower(one.name)
        for one in dossier.law.characteristics
        if one.id not in answered
        and dossier.needs_of(one.id)  # as A04 asks: not what the law leaves out here
    ]


def _settle_heading(assessment: Assessment) -> str:
    stage = assessment.dossier.stage
    if stage and stage.rank < Stage.DECISION.rank:
        return f"What should be settled before {assessment.dossier.proposal.proposal.short_name or 'the proposal'} itself is decided"
    return (
        "What should be settled first" if stage in (None, Stage.DECISION) else "What is still to be settled"
    )


def _to_settle(assessment: Assessment, most: int) -> list[str]:
    dossier = assessment.dossier
    promises = sorted(dossier.proposal.promise, key=lambda one: one.kind != "full assessment")
    lines = [promise_sentence(one) for one in promises if one.kind != "other" and one.kept_on is None]
    settle = {check.code: check.settle for check in CHECKS}
    lines += [clip(open_point(finding, settle[finding.code]), most) for finding in assessment.worries]
    promised = any(one.kind == "full assessment" for one in promises)
    lines += [
        settle[finding.code]
        for finding in assessment.not_yet_due
        if finding.once_due
        and finding.due.rank <= Stage.DECISION.rank
        and not (promised and finding.code in _PROMISED)
    ]
    return lines[: int(dossier.practice["page_one_worries"])]


MOST_WORDS = 350
"""Words of page one at the most."""

_CUTS = (80, 60, 45, 35, 28, 22, 16, 10)
"""Words left of a passage of the author's, tried in turn until the page is short enough."""

_LINES, _FEW = 5, 3
"""Lines of a list, and characteristics named one by one."""

_PROMISED = ("T01", "T05")
"""Questions that the line about a promised assessment already asks."""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "”")) else f"{words}."
