"""Page one: a brief for the people who decide, in at most 350 words."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.findings import Stage
from eia.proposal.sections import Effect
from eia.views.display import Shown, bullets, day, heading, listed, paragraph, together
from eia.views.sentences import (
    area_sentence,
    open_point,
    population_sentence,
    promise_sentence,
    rate_sentence,
)


def brief(assessment: Assessment) -> Shown:
    """Show page one: what is proposed and decided, who is most at risk, what is not known, what to settle first."""
    proposal = assessment.dossier.proposal
    about, decision = proposal.proposal, proposal.decision
    return together(
        heading("What is proposed"),
        paragraph(about.what or "The record does not say what is proposed."),
        heading(f"What is decided on {day(decision.date)}" if decision.date else "What is decided"),
        paragraph(decision.what or "The record does not say what is decided."),
        heading("Who is most at risk"),
        bullets(_at_risk(assessment))
        or paragraph("The record names no group, and no figures were supplied."),
        heading("What is not yet known"),
        bullets(_not_known(assessment)) or paragraph("The record lists nothing as unknown."),
        heading(_settle_heading(assessment)),
        bullets(_to_settle(assessment), numbered=True)
        or paragraph(
            "No question that is due is open. That is not a finding that the duty is met: people decide that."
        ),
    )


def _at_risk(assessment: Assessment) -> list[str]:
    dossier = assessment.dossier
    evidence = {item.id: item for item in dossier.proposal.evidence}
    lines = [_effect_line(effect) for effect in sorted(dossier.adverse_effects, key=_gravest)]
    for name, groups in dossier.at_risk.items():
        if groups:
            lines += [rate_sentence(groups, evidence[name]), population_sentence(groups)]
    if dossier.at_risk and dossier.small_areas:
        lines.append(area_sentence(dossier.small_areas))
    return [line for line in lines if line]


def _gravest(effect: Effect) -> int:
    return {"severe": 0, "moderate": 1, "slight": 2}.get(effect.harm or "", 3)


def _effect_line(effect: Effect) -> str:
    words = [f"The record names {_lower(effect.title)}"]
    if effect.groups:
        words.append(f"for {listed(effect.groups)}")
    if effect.harm:
        words.append(effect.harm)
    if effect.people:
        words.append(effect.people)
    return f"{', '.join(words)}."


def _not_known(assessment: Assessment) -> list[str]:
    dossier = assessment.dossier
    lines = [_sentence(gap.what) for gap in dossier.proposal.gap]
    if vague := [
        _lower(effect.title) for effect in dossier.adverse_effects if not (effect.harm and effect.people)
    ]:
        lines.append(f"How grave {listed(vague)} would be, and for how many people.")
    if national := sorted({geography for geography in _places_of_rates(assessment) if geography}):
        here = dossier.profile.place_name if dossier.profile else "this place"
        lines.append(f"The same rates for {here}: those above are for {listed(national)}.")
    if silent := _silent_characteristics(assessment):
        lines.append(
            f"What it would mean for people because of their {listed(silent, 'or')}: the record does not say."
        )
    return lines


def _places_of_rates(assessment: Assessment) -> list[str | None]:
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
    return [_lower(one.name) for one in dossier.law.characteristics if one.id not in answered]


def _settle_heading(assessment: Assessment) -> str:
    stage = assessment.dossier.stage
    if stage and stage.rank < Stage.DECISION.rank:
        return f"What should be settled before {assessment.dossier.proposal.proposal.short_name or 'the proposal'} itself is decided"
    return (
        "What should be settled first" if stage in (None, Stage.DECISION) else "What is still to be settled"
    )


def _to_settle(assessment: Assessment) -> list[str]:
    dossier = assessment.dossier
    promises = sorted(dossier.proposal.promise, key=lambda one: one.kind != "full assessment")
    lines = [promise_sentence(one) for one in promises if one.kind != "other"]
    lines += [open_point(finding) for finding in assessment.worries]
    promised = any(one.kind == "full assessment" for one in promises)
    lines += [
        finding.question
        for finding in assessment.not_yet_due
        if finding.once_due
        and finding.due.rank <= Stage.DECISION.rank
        and not (promised and finding.code in _PROMISED)
    ]
    return lines[: int(dossier.practice["page_one_worries"])]


_PROMISED = ("T01", "T05")
"""Questions that the line about a promised assessment already asks."""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "”")) else f"{words}."
