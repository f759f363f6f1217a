"""Who was asked, who answered, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eia.analysis import Population
from eia.assessment import Assessment
from eia.disclosure import Released
from eia.estimates import Representation, Represented
from eia.estimates.speaking import per_cent
from eia.proposal.sections import Consultation, Effect, Engagement
from eia.views.display import (
    NOT_RECORDED,
    NOTHING,
    Shown,
    bullets,
    day,
    facts,
    paragraph,
    recorded,
    sentence,
    table,
    yes_no,
)
from eia.views.evidence import released_rows
from eia.views.parts import is_short, part, within
from eia.wording import listed

_CHOSE_TO_ANSWER = (
    "Those who answered chose to: they speak for themselves, and a group whose share is smaller than among residents may not have "
    "been heard."
)


def consultation(assessment: Assessment) -> Shown:
    """Show whether people had to be asked, who was, who answered, what they said and what changed."""
    asked = assessment.dossier.proposal.consultation
    pairs = [
        (
            "Source of a duty to consult",
            asked.duty and (f"{asked.duty}: {asked.duty_source}" if asked.duty_source else asked.duty),
        ),
        *_held(asked),
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
            *_answers(assessment),
        )
    return part(
        assessment,
        "Who was asked, and who answered",
        recorded(pairs),
        *_answers(assessment),
        _engagement(assessment),
        within(assessment, "What people said", bullets(asked.themes)),
        within(assessment, "Points about equality", bullets(asked.equality_points)),
    )


def who_answered(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show those who answered, as typed into the record and released, beside who lives in the place where the two can be compared.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence. Those who answered are of none, so that nothing is shown where one is named.
    """
    if evidence:
        return NOTHING
    return within(assessment, "Who answered the consultation", *_answers(assessment))


def _held(asked: Consultation) -> list[tuple[str, str | None]]:
    """Say whether people were asked, and from when to when: in one line where both are recorded."""
    held = yes_no(asked.held)
    when = f"{day(asked.opened)} to {day(asked.closed)}" if asked.opened or asked.closed else None
    if held and when:
        return [("Held", f"{held}, {when}")]
    return [("Whether held", held), ("When", when)]


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


def _answers(assessment: Assessment) -> Iterator[Shown]:
    """Show those who answered, as released, beside who lives in the place where the two can be compared; what is true of all once."""
    dossier = assessment.dossier
    records = [one for one in dossier.release.records if one.id in dossier.respondents]
    beside = dossier.respondents_beside
    for record in records:
        released, found = dossier.released[record.id], beside.get(record.id)
        if found is None or found.representation is None:
            yield released_rows(record.title, released)
        else:
            yield _beside(record.title, released, found.representation)
    compared = [(one.by.lower(), one.population) for one in beside.values() if one.population is not None]
    if compared:
        yield paragraph(f"{_residents(compared)} {_CHOSE_TO_ANSWER}", kind="note")
    why_not: dict[str, list[str]] = {}
    for one in beside.values():
        if one.representation is None:
            why_not.setdefault(one.says, []).append(one.by.lower())
    for says, characteristics in why_not.items():
        yield paragraph(f"By {listed(characteristics)}, not set beside who lives here. {says}", kind="note")
    if rules := dict.fromkeys(dossier.released[record.id].rule for record in records):
        yield paragraph(" ".join(rules), kind="note")
    sources = [words for _, known in compared for words in (known.attribution, *known.warnings)]
    if sources:
        yield paragraph(" ".join(sentence(one) for one in dict.fromkeys(sources)), kind="source")


def _residents(compared: Sequence[tuple[str, Population]]) -> str:
    """Say who the residents are that those who answered are beside."""
    said = [
        f"by {by}, {known.base}{' of the same ages' if by == 'age' else ''} ({known.title}"
        f"{', published after the day judged by' if known.later else ''})"
        for by, known in compared
    ]
    return f"Residents of {compared[0][1].place_name} are: {'; '.join(said)}."


def _beside(title: str, released: Released, found: Representation) -> Shown:
    """Show each group's share of those who answered and of those who live there."""
    shares = {one.group: one for one in found.groups}
    rows = [(cell.group, cell.shown, *_shares(shares.get(cell.group))) for cell in released.rows]
    return table(
        f"{title}, beside residents",
        ["Group", "People", "Share of these groups", "Share of residents in them"],
        [*rows, ("All", released.total.shown, "the whole", "the whole")],
        numeric=(1, 2, 3),
    )


def _shares(one: Represented | None) -> tuple[str, str]:
    """Say a group's two shares; of rows that are no group, such as "not given", there are none."""
    if one is None:
        return ("left out", "left out")
    return (
        "not shown" if one.share.value is None else per_cent(one.share.value),
        per_cent(one.population_share),
    )


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
