"""Each characteristic beside each need, as a table; and each effect with whose it is and its needs, as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eia.assessment import Assessment
from eia.law import Characteristic, Limb
from eia.proposal.sections import Effect
from eia.views.display import NOT_RECORDED, NOTHING, Shown, bullets, lower, paragraph, table
from eia.views.parts import is_short, part, within
from eia.views.sentences import worst_first
from eia.views.shapes import shaped
from eia.wording import listed, quoted

_NEED_WORDS = {
    "discrimination": "eliminate discrimination",
    "opportunity": "advance opportunity",
    "relations": "foster good relations",
}

_DOES_NOT_ARISE = "does not arise here"
"""What stands where the law, which has the need for the characteristic elsewhere, leaves it out here."""

_MARRIAGE = "marriage_and_civil_partnership"


def matrix(assessment: Assessment) -> Shown:
    """Show what the record holds for each characteristic and each of the three needs; in two pages the effects say it."""
    if is_short(assessment):
        return NOTHING
    affected = within(assessment, "Affected, in words", bullets(_affected(assessment)))
    columns = [_NEED_WORDS[need].capitalize() for need in (limb.need for limb in Limb)]
    rows = [
        (one.name, *(_cell(assessment, one, limb) for limb in Limb))
        for one in assessment.dossier.law.characteristics
    ]
    return part(
        assessment,
        "Who is affected, by which need",
        table("What the record says for each characteristic and need", ["Characteristic", *columns], rows),
        paragraph(
            "▼ negative, ◆ both good and bad, ▲ positive, ○ none, ? cannot tell or not looked at. “Not recorded” means that the record is "
            "silent. It does not mean that there is no effect. Marriage and civil partnership is not a relevant characteristic "
            f"for the second and third needs (section 149(7)).{_why_it_does_not_arise(assessment, rows)}",
            kind="note",
        ),
        affected,
    )


def _why_it_does_not_arise(assessment: Assessment, rows: Iterable[Sequence[str]]) -> str:
    """Say what “does not arise here” means, where the table has it, and the reason where it is the usual one: services alone."""
    without = [row[0] for row in rows if _DOES_NOT_ARISE in row]
    if not without:
        return ""
    dossier, settings = assessment.dossier, assessment.dossier.proposal.proposal.context
    why = ""
    if (
        dossier.name_of(_MARRIAGE) in without
        and list(settings) == ["services and public functions"]
        and dossier.is_law("ea2010.s149.1.a")
        and not dossier.open_conduct(_MARRIAGE)
    ):
        why = " Part 3 of the Act (services) does not cover marriage and civil partnership."
    return f" “Does not arise here” means that the law leaves the need out for this function, in these settings, on this day.{why}"


def direction_words(effect: Effect) -> str:
    """Say an effect's direction by shape and word."""
    return shaped(effect.direction)


def needs_words(effect: Effect) -> str:
    """Name the needs that an effect answers, or say that they are all three, or that they are not recorded."""
    if len(set(effect.needs)) == len(_NEED_WORDS):
        return "all three needs"
    return listed([_NEED_WORDS[need] for need in effect.needs]) or "which need it answers is not recorded"


def _cell(assessment: Assessment, characteristic: Characteristic, limb: Limb) -> str:
    """Say what the record holds of a characteristic and a need; silence is no omission where the law does not ask."""
    dossier = assessment.dossier
    if limb not in characteristic.limbs:
        return "outside this need"
    named = [
        effect
        for effect in dossier.proposal.effect
        if characteristic.id in effect.characteristics and limb.need in effect.needs
    ]
    if named:
        return listed(list(dict.fromkeys(direction_words(effect) for effect in named)))
    if characteristic.id in dossier.put_aside:
        return "put aside"
    return NOT_RECORDED if limb in dossier.needs_of(characteristic.id) else _DOES_NOT_ARISE


def _affected(assessment: Assessment) -> list[str]:
    """Say each effect once, worst first: whose it is, and for which needs; one without a characteristic or need says so."""
    effects = [one for one in assessment.dossier.proposal.effect if one.direction != "none"]
    return [
        f"{_whose(assessment, one)}: {quoted(one.title)} ({direction_words(one)}{f', {one.harm}' if one.harm else ''}); "
        f"{needs_words(one)}."
        for one in sorted(effects, key=worst_first)
    ]


def _whose(assessment: Assessment, effect: Effect) -> str:
    """Name an effect's characteristics; where it has none, say so, with the groups that it names."""
    names = [assessment.dossier.name_of(one) for one in effect.characteristics]
    if names:
        return ", ".join([names[0], *(lower(one) for one in names[1:])])
    return f"No characteristic named{f' ({listed(effect.groups)})' if effect.groups else ''}"
