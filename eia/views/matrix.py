"""Each characteristic beside each need: as a table, and as a list of the cells in which something is recorded."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.law import Limb
from eia.proposal.sections import Effect
from eia.views.display import NOT_RECORDED, NOTHING, Shown, bullets, paragraph, table
from eia.views.parts import is_short, part, within
from eia.views.shapes import shaped
from eia.wording import listed

_NEED_WORDS = {
    "discrimination": "eliminate discrimination",
    "opportunity": "advance opportunity",
    "relations": "foster good relations",
}


def matrix(assessment: Assessment) -> Shown:
    """Show what the record holds for each characteristic and each of the three needs; in two pages the effects say it."""
    if is_short(assessment):
        return NOTHING
    affected = within(assessment, "Affected, in words", bullets(_affected_cells(assessment)))
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
    return part(
        assessment,
        "Who is affected, by which need",
        table("What the record says for each characteristic and need", ["Characteristic", *columns], rows),
        paragraph(
            "▼ negative, ◆ both good and bad, ▲ positive, ○ none, ? cannot tell or not looked at. “Not recorded” means that the record is "
            "silent. It does not mean that there is no effect. Marriage and civil partnership is not a relevant characteristic "
            "for the second and third needs (section 149(7)).",
            kind="note",
        ),
        affected,
    )


def direction_words(effect: Effect) -> str:
    """Say an effect's direction by shape and word."""
    return shaped(effect.direction)


def needs_words(effect: Effect) -> str:
    """Name the needs that an effect answers, or say that they are all three, or that they are not recorded."""
    if len(set(effect.needs)) == len(_NEED_WORDS):
        return "all three needs"
    return listed([_NEED_WORDS[need] for need in effect.needs]) or "which need it answers is not recorded"


def _cell(assessment: Assessment, characteristic: str, need: str) -> str:
    dossier = assessment.dossier
    named = [
        effect
        for effect in dossier.proposal.effect
        if characteristic in effect.characteristics and need in effect.needs
    ]
    if named:
        return listed(list(dict.fromkeys(direction_words(effect) for effect in named)))
    return "put aside" if characteristic in dossier.put_aside else NOT_RECORDED


def _affected_cells(assessment: Assessment) -> list[str]:
    """Say, characteristic by characteristic, which effect is recorded for which needs; an effect without a need says so."""
    dossier = assessment.dossier
    lines = []
    for characteristic in dossier.law.characteristics:
        for effect in dossier.proposal.effect:
            if characteristic.id in effect.characteristics and effect.direction != "none":
                needs = needs_words(effect)
                harm = f", {effect.harm}" if effect.harm else ""
                lines.append(
                    f"{characteristic.name}: “{effect.title}” ({direction_words(effect)}{harm}); {needs}."
                )
    return lines
