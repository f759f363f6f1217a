"""Who was asked, who answered, and what became of it."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.disclosure import Released
from eia.dossier import RESPONDENTS
from eia.proposal.sections import Consultation, Effect, Engagement
from eia.views.display import (
    NOT_RECORDED,
    Shown,
    bullets,
    day,
    facts,
    labelled,
    paragraph,
    recorded,
    sentence,
    table,
    yes_no,
)
from eia.views.evidence import released_table
from eia.views.parts import is_short, part
from eia.wording import listed


def consultation(assessment: Assessment) -> Shown:
    """Show whether people had to be asked, who was, who answered, what they said and what changed."""
    asked = assessment.dossier.proposal.consultation
    pairs = [
        (
            "A duty to consult comes from",
            asked.duty and (f"{asked.duty}: {asked.duty_source}" if asked.duty_source else asked.duty),
        ),
        ("Held", yes_no(asked.held)),
        ("When", f"{day(asked.opened)} to {day(asked.closed)}" if asked.opened or asked.closed else None),
        ("Who was asked", asked.who),
        ("In which forms", listed(asked.formats)),
        *_how_fairly(asked),
        ("What changed", asked.changed),
        ("How it reached the people who decide", asked.how_it_reached_them),
        ("So far", asked.so_far),
    ]
    if is_short(assessment):
        there = [(label, words) for label, words in pairs if words]
        silent = paragraph("Whether people were asked is not recorded.")
        return part(
            assessment,
            "Who was asked, and what they said",
            facts(there) if there else None if assessment.dossier.proposal.engagement else silent,
            bullets([*asked.themes, *asked.equality_points]),
            bullets(_involved(one) for one in assessment.dossier.proposal.engagement),
            *(released_table(title, table) for title, table in _answers(assessment)),
        )
    return part(
        assessment,
        "Who was asked, and who answered",
        recorded(pairs),
        labelled("What people said", bullets(asked.themes)),
        labelled("Points about equality", bullets(asked.equality_points)),
        *(released_table(title, table) for title, table in _answers(assessment)),
        _engagement(assessment),
    )


def _how_fairly(asked: Consultation) -> list[tuple[str, str | None]]:
    """Say what the record answers of a fair consultation: the yes and the no each in one line, the silences one by one."""
    answers = {
        "while the proposals could still change": asked.formative,
        "with time enough": asked.time_enough,
        "with reasons": asked.given_reasons,
        "with the likely impact": asked.given_impact,
        "with the options turned down": asked.given_rejected_options,
    }
    said = [
        (
            f"People were{word} asked",
            "; ".join(words for words, answer in answers.items() if answer is wanted),
        )
        for word, wanted in (("", True), (" not", False))
    ]
    silent = [(f"asked {words}", None) for words, answer in answers.items() if answer is None]
    return [*((label, words) for label, words in said if words), *silent]


def _answers(assessment: Assessment) -> list[tuple[str, Released]]:
    """Return the released tables of those who answered, with their titles."""
    dossier = assessment.dossier
    return [
        (record.title, dossier.released[record.id])
        for record in dossier.release.records
        if record.id == RESPONDENTS or record.id.startswith(f"{RESPONDENTS}: ")
    ]


def _engagement(assessment: Assessment) -> Shown | None:
    involved = assessment.dossier.proposal.engagement
    if not involved:
        return None
    return table(
        "People involved before or beside a consultation, what was heard, and what changed",
        ["Who, when and how", "What was heard", "What changed"],
        [(_who_and_how(one), one.heard or NOT_RECORDED, one.changed or NOT_RECORDED) for one in involved],
    )


def _who_and_how(one: Engagement) -> str:
    how = f" {sentence(one.how)}" if one.how else ""
    forms = f" Forms: {sentence(one.forms)}" if one.forms else ""
    return f"{one.who}, {day(one.when) if one.when else 'day not recorded'}.{how}{forms}"


def _involved(one: Engagement) -> str:
    heard = f" Heard: {sentence(one.heard)}" if one.heard else ""
    changed = f" Changed: {sentence(one.changed)}" if one.changed else " What changed is not recorded."
    return f"{_who_and_how(one)}{heard}{changed}"


def how_many(assessment: Assessment, effect: Effect) -> str | None:
    """Say how many people an effect touches: in the author's words, else the typed count as released.

    A rounded number stands here without its table's rule, so what it may be is said with it. None where nothing is recorded.
    """
    words = assessment.dossier.people_affected(effect)
    if words is None or effect.people:
        return words
    count = assessment.dossier.released[f"effect: {effect.id}"].total
    if count.withheld or count.low == count.high or count.high is None:
        return words
    return f"{words}, rounded: any count from {count.low:,} to {count.high:,}"
