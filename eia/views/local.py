"""The body's own groups and questions: its policy, apart from the law and marked as such."""

from __future__ import annotations

from eia.assessment import Assessment
from eia.checks import LOCAL
from eia.findings import Finding, Reply, Severity, Status, gravest_first
from eia.local import POLICY, LocalCharacteristic, Pack
from eia.views.display import (
    NOT_RECORDED,
    NOTHING,
    Shown,
    bullets,
    day,
    escape,
    paragraph,
    table,
    together,
)
from eia.views.parts import is_published, part, within
from eia.views.shapes import shaped
from eia.wording import listed, subjects_in_words

_TITLE = "The body's own policy"


def local(assessment: Assessment) -> Shown:
    """Show the groups and questions of the body's own pack; nothing where no pack was named and the record names none."""
    pack = assessment.pack
    if pack is None:
        return _without_pack(assessment)
    asked = () if is_published(assessment) else (*_blocks(assessment, pack), _others(assessment, pack))
    return part(
        assessment,
        _TITLE,
        _introduction(pack),
        _later(assessment, pack),
        _groups(assessment, pack),
        _unheld(assessment, pack),
        *asked,
        _broken(assessment),
    )


def local_text(assessment: Assessment) -> str:
    """Return the questions of the pack that are open or not yet due as plain text for a terminal; empty without a pack."""
    pack = assessment.pack
    if pack is None:
        return ""
    waiting = bullets(
        f"{finding.code} {finding.question} ({_STAGES[finding.due.value]})"
        for finding in sorted(assessment.local_findings, key=gravest_first)
        if finding.status is Status.NOT_YET_DUE
    )
    blocks = [block.text for block in _blocks(assessment, pack)]
    broken = any(one.code.startswith(LOCAL) for one in assessment.failures)
    parts = [
        _introduction(pack).text,
        *(blocks or ([] if broken else ["No question of the pack that is due at this stage is open."])),
        *([f"Not yet due:\n{waiting.text}"] if waiting else []),
    ]
    return "\n\n".join(parts) + "\n"


def local_files(assessment: Assessment) -> Shown:
    """Show which files the body's own pack is made of, each with its SHA-256; nothing where no pack was named."""
    pack = assessment.pack
    if pack is None:
        return NOTHING
    tightened = [f"{choice.id.replace('_', ' ')}: {choice.value}" for choice in pack.choices]
    if pack.profile:
        tightened.append(f"how counts of people are shown: {pack.profile.id}")
    return within(
        assessment,
        "The body's own pack",
        table(
            f"Files of the body's own pack ({pack.body}, {day(pack.date)})",
            ["File", "SHA-256 of its text"],
            [(file.name, file.sha256) for file in pack.files],
        ),
        paragraph(f"Choices of method tightened by the pack, {POLICY}: {listed(tightened)}.", kind="note")
        if tightened
        else None,
    )


def _introduction(pack: Pack) -> Shown:
    return together(
        paragraph(
            f"What follows is {POLICY}: {pack.body} asks it, by a policy of {day(pack.date)} ({pack.contact}). It adds to the "
            "questions of the equality duty, and takes the place of none."
        ),
        paragraph(pack.illustration, kind="note") if pack.illustration else None,
    )


def _without_pack(assessment: Assessment) -> Shown:
    """Say that the record names groups or questions whose pack is not at hand, so that no answer goes unseen."""
    named = _named(assessment)
    if not named:
        return NOTHING
    return part(
        assessment,
        _TITLE,
        paragraph(
            f"The record names groups or questions of the body's own pack, and this report was made without it: "
            f"{listed(named)}. They are {POLICY}."
        ),
    )


def _named(assessment: Assessment) -> list[str]:
    """Return the ids of groups and questions that the record names, each once."""
    proposal = assessment.dossier.proposal
    groups = [name for effect in proposal.effect for name in effect.local]
    return list(dict.fromkeys([*groups, *(one.question for one in proposal.local_answer)]))


def _unheld(assessment: Assessment, pack: Pack) -> Shown | None:
    """Say which of them the pack does not hold."""
    held = {one.id for one in pack.characteristics} | {
        check.code.removeprefix(f"{LOCAL}-") for check in pack.checks
    }
    strangers = [name for name in _named(assessment) if name not in held]
    if not strangers:
        return None
    return paragraph(f"The record also names what the pack does not hold: {listed(strangers)}.")


def _broken(assessment: Assessment) -> Shown | None:
    """Name the body's own checks that broke; the report as a whole is headed incomplete."""
    broken = [one for one in assessment.failures if one.code.startswith(LOCAL)]
    if not broken:
        return None
    lines = bullets(f"{one.question} ({one.code}, {one.error})" for one in broken)
    return together(
        paragraph("These checks of the body's own broke, and could not be put to the record:"), lines
    )


def _later(assessment: Assessment, pack: Pack) -> Shown | None:
    as_of = assessment.dossier.as_of
    if as_of is None or pack.date <= as_of:
        return None
    words = f"The policy is later than the day this report is judged by, {day(as_of)}: it was not asked then."
    return paragraph(words, kind="note")


def _groups(assessment: Assessment, pack: Pack) -> Shown | None:
    if not pack.characteristics:
        return None
    return table(
        "Groups that the body looks at as its own policy; they are not protected characteristics",
        ["Group", "Why", "Effects the record names"],
        [
            (one.name, f"{one.because} Source: {one.source}", _effects(assessment, one))
            for one in pack.characteristics
        ],
    )


def _effects(assessment: Assessment, group: LocalCharacteristic) -> str:
    named = [
        f"{effect.title} ({shaped(effect.direction)})"
        for effect in assessment.dossier.proposal.effect
        if group.id in effect.local
    ]
    return "; ".join(named) or NOT_RECORDED


def _blocks(assessment: Assessment, pack: Pack) -> list[Shown]:
    """Show what is open, gravest first: the question, what the record shows, what would cure it, and whose policy asks."""
    worries = sorted((one for one in assessment.local_findings if one.open), key=gravest_first)
    return [_block(finding, pack) for finding in worries]


def _block(finding: Finding, pack: Pack) -> Shown:
    severity = finding.severity or Severity.ADVICE
    head = f"{severity.value.capitalize()}, local policy: {finding.question}"
    lines = [
        (f"{_WORDS[finding.status].capitalize()}. ", _record(finding)),
        ("What would settle it: ", finding.do),
        ("Why the body asks: ", pack.policy_of(finding.code)),
        *((f"The author's reply ({_signed(reply)}): ", reply.says) for reply in finding.replies),
    ]
    return Shown(
        html=f'<div class="finding {severity.value}"><h4>{escape(head)}</h4>'
        + "".join(f"<p><strong>{escape(label)}</strong>{escape(words)}</p>" for label, words in lines)
        + "</div>",
        text="\n".join(
            [f"{finding.code} {head}", *(paragraph(f"{label}{words}").text for label, words in lines)]
        ),
    )


def _others(assessment: Assessment, pack: Pack) -> Shown | None:
    """Show the questions that are answered, not yet due, or do not arise."""
    rows = [
        (finding.question, _stands(finding), _with_replies(finding), pack.policy_of(finding.code))
        for finding in sorted(assessment.local_findings, key=gravest_first)
        if not finding.open
    ]
    if not rows:
        return None
    columns = ["Question", "How it stands", "What the record shows", "Why the body asks"]
    return table("Other questions of the body's own policy", columns, rows)


def _stands(finding: Finding) -> str:
    words = _WORDS[finding.status]
    if finding.status is Status.NOT_YET_DUE:
        once = f"; then {finding.once_due.value}" if finding.once_due else ""
        return f"{words}: {_STAGES[finding.due.value]}{once}"
    return words


def _record(finding: Finding) -> str:
    about = f"{subjects_in_words(finding.about)}: " if finding.about else ""
    return f"{about}{finding.text}"


def _with_replies(finding: Finding) -> str:
    replies = [f"The author's reply ({_signed(reply)}): {reply.says}" for reply in finding.replies]
    return " ".join([_record(finding), *replies])


def _signed(reply: Reply) -> str:
    return ", ".join(
        part for part in (reply.answer, reply.post, day(reply.date) if reply.date else None) if part
    )


_WORDS = {
    Status.MET: "recorded",
    Status.NOT_MET: "not met",
    Status.NEEDS_JUDGEMENT: "needs judgement",
    Status.NOT_RECORDED: "not recorded",
    Status.NOT_YET_DUE: "not yet due",
    Status.NOT_APPLICABLE: "does not arise",
}
_STAGES = {
    "early": "at the start",
    "assessment": "at assessment",
    "consultation": "at consultation",
    "decision": "at decision",
    "decided": "after the decision",
    "review": "at review",
}
