"""What page one says of the people at risk, of gains, and of what nobody knows yet."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.estimates import Answer
from eia.views.display import lower, sentence
from eia.views.parts import title_of
from eia.views.sentences import area_sentence, for_whom, overall_rate, population_sentence, rate_sentence
from eia.wording import listed

_FEW = 3
"""Characteristics named one by one."""

_DIFFERENCES = 3
"""Differences of the body's own counts that page one names, where the record names no group."""


def at_risk(assessment: Assessment) -> list[str]:
    """Say the published rates of groups worse off than the whole, how many of them live here, and where risk gathers."""
    dossier = assessment.dossier
    evidence = {item.id: item for item in dossier.proposal.evidence}
    lines: list[str] = []
    for name, groups in dossier.at_risk.items():
        lines += [
            rate_sentence(groups, evidence[name], overall_rate(assessment, name)),
            population_sentence(groups),
        ]
    if dossier.at_risk and dossier.small_areas:
        lines.append(area_sentence(dossier.small_areas, dossier.as_of))
    return [line for line in lines if line]


def gains(assessment: Assessment) -> list[str]:
    """Say in one line what the record names as good for people."""
    found = [
        f"{lower(effect.title)}{for_whom(assessment, effect)}"
        for effect in assessment.dossier.proposal.effect
        if effect.direction == "positive"
    ]
    return [f"Recorded as a gain: {'; '.join(found)}."] if found else []


def not_known(assessment: Assessment) -> list[str]:
    """Say what the record lists as unknown, what it cannot tell, and where it is silent."""
    dossier = assessment.dossier
    lines = [sentence(gap.what) for gap in dossier.proposal.gap]
    lines += [
        f"What it would mean: {lower(effect.title)}."
        for effect in dossier.proposal.effect
        if effect.direction in (None, "cannot tell", "not looked")
    ]
    lines += _vague(assessment)
    elsewhere = sorted({geography for geography in _places_of_rates(assessment) if geography})
    if elsewhere and dossier.profile:
        lines.append(
            f"The rates for {dossier.profile.place_name} itself: those supplied are for {listed(elsewhere)}."
        )
    if silent := silent_characteristics(assessment):
        lines.append(f"The record says nothing of any effect for {_some(silent)}.")
    lines += [
        f"On {lower(dossier.name_of(name))}, the record speaks only of {listed(groups)}."
        for name, groups in _only_good_news(assessment)
    ]
    return lines


def silent_characteristics(assessment: Assessment) -> list[str]:
    """Name the characteristics of which no effect and no reason is recorded, in small letters, in the order of the law."""
    dossier = assessment.dossier
    answered = {
        name for effect in dossier.proposal.effect for name in effect.characteristics
    } | dossier.put_aside
    return [
        lower(one.name)
        for one in dossier.law.characteristics
        if one.id not in answered
        and dossier.needs_of(one.id)  # as A04 asks: not what the law leaves out here
    ]


def _some(characteristics: list[str]) -> str:
    """Name a few characteristics, or say how many they are and name the first."""
    if len(characteristics) <= _FEW:
        return listed(characteristics, "or")
    return f"{characteristics[0]} or for {len(characteristics) - 1} other protected characteristics"


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
        ("How serious, and for how many people: {}.", both),
        ("How serious: {}.", [effect for effect in unweighed if effect not in both]),
        ("For how many people: {}.", [effect for effect in uncounted if effect not in both]),
    )
    return [words.format(listed([lower(one.title) for one in found])) for words, found in kinds if found]


def _places_of_rates(assessment: Assessment) -> list[str | None]:
    """Return where the rates are of, if not of the place recorded."""
    dossier = assessment.dossier
    here = dossier.profile.place_name if dossier.profile else None
    return [
        item.geography
        for item in dossier.proposal.evidence
        if item.id in dossier.at_risk and item.geography != here
    ]


def own_differences(assessment: Assessment) -> list[str]:
    """Say, where the record names no group as affected, which differences the body's own counts show; at most three."""
    found = assessment.dossier.compared.gaps.values()
    return [
        f"{title_of(assessment, table.evidence)}, who {table.outcome}. {each.in_brief}"
        for some in found
        for table in some
        for each in table.comparisons
        if each.answer is Answer.DIFFERENT and (table.reference is None or each.reference == table.reference)
    ][:_DIFFERENCES]


def names_nobody(assessment: Assessment) -> str:
    """Say that the record names no group, and whether figures were supplied that stand further on."""
    if assessment.dossier.release.records or assessment.dossier.submission.rates:
        return "The record names no group as affected. What the figures supplied with it show stands in the report."
    return "The record names no group, and no figures were supplied."
