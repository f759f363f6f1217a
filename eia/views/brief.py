"""Page one: a brief for the people who decide, or for the public, in at most 350 words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eia.assessment import Assessment
from eia.findings import Stage
from eia.proposal.sections import Option
from eia.views.clipping import clip
from eia.views.display import Shown, bullets, day, paragraph, sentence
from eia.views.known import at_risk, gains, names_nobody, not_known, own_differences
from eia.views.parts import is_decided, is_published, is_short, page_one, within
from eia.views.sentences import (
    ELSEWHERE,
    effect_sentence,
    gravest,
    in_few_words,
    is_short_enough,
    source_words,
)
from eia.views.to_settle import NOTHING_OPEN, nothing_serious, open_to_the_public, to_settle
from eia.wording import listed

_OF_THE_HEADING = 5
"""Words of the heading over the page, at the most."""

MOST_WORDS = 350
"""Words of page one at the most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """How much of the author's prose there is room for: words of a passage, and lines of a list."""

    words: int
    lines: int


_ROOMS = tuple(
    Room(words=words, lines=lines)
    for words, lines in (
        (90, 5), (70, 5), (55, 5), (45, 5), (36, 5), (30, 5), (26, 5), (22, 5), (18, 5), (15, 5), (12, 5), (10, 5), (8, 5), (6, 3), (6, 2), (4, 1), (2, 1),
    )
)  # fmt: skip
"""From the widest."""

_FOR_SHORT = 8
"""How many of the widest rooms a report of two pages does without."""

_LAST_RESORT = 2
"""How many of the tightest rooms are used only where no other choice fits."""


def brief(assessment: Assessment) -> Shown:
    """Show page one: the decision and the options, who is affected and how much, what is not known and not settled.

    The author's prose is cut as little as the length of the page allows; the whole of it stands inside. Each section is
    written for every room, and the rooms are chosen together.
    """
    # In a report of two pages the whole of each effect stands overleaf at once, and is not said twice.
    rooms = _ROOMS[_FOR_SHORT:] if is_short(assessment) else _ROOMS
    written = [[section(assessment, room) for room in rooms] for section, _ in _SECTIONS]
    sizes = [[_words(one) for one in row] for row in written]
    steps = _steps([row[:-_LAST_RESORT] for row in sizes]) or _steps(sizes) or (-1,) * len(written)
    return page_one(assessment, *(row[step] for row, step in zip(written, steps, strict=True)))


def _steps(sizes: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Choose a room for each section, so that the page fits and the most is kept of what weighs most.

    What is kept of a section counts by the square root of its part, so that none is cut to nothing for another's last word.
    Empty where no choice fits.

    Args:
        sizes: Words of each section in each room, from the widest.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {_OF_THE_HEADING: (0.0, ())}
    for (_, weight), row in zip(_SECTIONS, sizes, strict=True):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (kept, steps) in best.items():
            for step, size in enumerate(row):
                now = kept + weight * math.sqrt(min(size / max(row[0], 1), 1))
                if used + size <= MOST_WORDS and now > longer.get(used + size, (-1.0, ()))[0]:
                    longer[used + size] = (now, (*steps, step))
        best = longer
    return max(best.values(), key=lambda one: one[0], default=(0.0, ()))[1]


def _words(page: Shown) -> int:
    return len(re.sub(r"<[^>]*>", " ", page.html).split())


def _decided(assessment: Assessment, room: Room) -> Shown:
    made = assessment.dossier.proposal.decision
    what = clip(
        sentence(made.what or "The record does not say what is decided"), max(room.words, _A_SENTENCE)
    )
    return within(
        assessment,
        f"What {'was' if is_decided(assessment) else 'is'} decided{f' on {day(made.date)}' if made.date else ''}",
        _proposed(assessment, room),
        paragraph(f"{what}{_outcome(assessment, room)}{_the_duty_now(assessment)}"),
        paragraph(_options(assessment, room)),
    )


def _proposed(assessment: Assessment, room: Room) -> Shown | None:
    """Say what is proposed where the decision does not say it: page one has no room for both."""
    record = assessment.dossier.proposal
    if record.decision.what and record.proposal.what:
        return None
    return paragraph(clip(record.proposal.what or "The record does not say what is proposed.", room.words))


def _unknown(assessment: Assessment, room: Room) -> Shown:
    lines = _list(not_known(assessment), Room(words=4 * room.words, lines=room.lines), "gap{}")
    return within(assessment, "What is not known", lines or paragraph("The record lists nothing as unknown."))


def _list(lines: Sequence[str], room: Room, more: str) -> Shown | None:
    """Show as many lines as there is room for, and say how many more there are of what; the last itself if it is short."""
    shown, left = [clip(line, room.words) for line in lines[: room.lines]], lines[room.lines :]
    if is_short_enough(left):
        shown.append(left[0])
    elif left:
        shown.append(f"And {len(left)} more {more.format('' if len(left) == 1 else 's')}.")
    return bullets(shown)


def _outcome(assessment: Assessment, room: Room) -> str:
    outcome = assessment.dossier.proposal.decision.outcome
    return f" Outcome: {clip(sentence(outcome), max(room.words, _A_SENTENCE))}" if outcome else ""


def _the_duty_now(assessment: Assessment) -> str:
    """Say, while the proposal takes shape, that the duty does not wait for its last decision."""
    dossier = assessment.dossier
    early = dossier.stage is not None and dossier.stage.rank < Stage.DECISION.rank
    if early and dossier.proposal.decision.date and dossier.proposal.proposal.nation != "Northern Ireland":
        return " The equality duty applies to this decision too, in proportion."
    return ""


def _options(assessment: Assessment, room: Room) -> str:
    options = assessment.dossier.proposal.option
    if not options:
        return "No option is recorded."
    recommended = [_name(one, max(room.words, _A_NAME)) for one in options if one.recommended]
    kept = max(room.words, _A_NAME if room.lines > 1 else _A_SHORT_NAME)
    others = [_name(one, kept) for one in options if not one.recommended]
    # What else could be chosen is cut last: people who decide must see that there was a choice.
    left = len(others) - _OPTIONS
    said = "; ".join([*others[:_OPTIONS], *([f"and {left} more"] if left > 0 else [])])
    if not recommended:
        return f"Options, of which the record recommends none: {sentence(said)}"
    also = f" Other options: {sentence(said)}" if others else ""
    return f"Recommended: {sentence(listed(recommended))}{also}"


def _name(one: Option, most: int) -> str:
    return f"{clip(one.name, most)}{' (doing nothing)' if one.do_nothing else ''}"


def _affected(assessment: Assessment, room: Room) -> Shown:
    """Show the adverse effects, gravest first, each with its figures and what is done; then published rates, then gains."""
    adverse = sorted(assessment.dossier.adverse_effects, key=gravest)
    effects = [effect_sentence(assessment, effect, room.words) for effect in adverse]
    shown = effects[: room.lines]
    if rest := adverse[room.lines :]:
        also = "; ".join(in_few_words(assessment, one) for one in rest)
        shown.append(clip(f"Adverse too: {also}.", max(4 * room.words, _THE_REST)))
    # A published rate says of whom and of when, so it stands whole; where words are short, fewer of them stand.
    rates = at_risk(assessment)
    shown += [clip(line, _A_RATE) for line in (rates if room.words >= _WIDE else rates[:1])]
    shown += [clip(line, room.words) for line in gains(assessment) if room.words >= _FOR_GAINS]
    shown = shown or own_differences(assessment)
    return within(
        assessment, "Who is affected, worst first", bullets(shown) or paragraph(names_nobody(assessment))
    )


def _settle_heading(assessment: Assessment) -> str:
    stage = assessment.dossier.stage
    if stage and stage.rank < Stage.DECISION.rank:
        return f"What should be settled before {assessment.dossier.proposal.proposal.short_name or 'the proposal'} itself is decided"
    return (
        "What should be settled first" if stage in (None, Stage.DECISION) else "What is still to be settled"
    )


def _settle(assessment: Assessment, room: Room) -> Shown:
    published = is_published(assessment)
    lines = open_to_the_public(assessment, room.words) if published else to_settle(assessment, room.words)
    none = nothing_serious(assessment) if published else NOTHING_OPEN
    if assessment.dossier.proposal.proposal.nation == "Northern Ireland":
        none = ELSEWHERE
    return within(assessment, _settle_heading(assessment), bullets(lines, numbered=True) or paragraph(none))


def _changed(assessment: Assessment, room: Room) -> Shown:
    record = assessment.dossier.proposal
    lines = []
    if record.consultation.changed:
        lines.append(f"After consultation: {sentence(record.consultation.changed)}")
    if record.record.changed_because:
        lines.append(f"The author: {sentence(record.record.changed_because)}")
    lines += _versions(assessment)
    if room.words < _WORTH_SAYING:
        # Fewer lines, each long enough to say something: the first words of many say nothing.
        room = Room(words=_WORTH_SAYING, lines=1 if room.words < _WIDE else 2)
    nothing = paragraph("The record does not say that anything changed.")
    return within(
        assessment,
        "What changed because of this assessment",
        _list(lines, room, "change{}") or nothing,
    )


def _versions(assessment: Assessment) -> list[str]:
    """Say what each version changed, and why, as the author states it."""
    versions = assessment.dossier.proposal.record.versions
    return [
        f"Version {one.number}{f', {day(one.date)}' if one.date else ''}: "
        + sentence(
            "; ".join(words for words in (one.what, one.why) if words) or "what changed is not recorded"
        )
        for one in versions[1:]
    ]


def _reach(assessment: Assessment, room: Room) -> Shown:
    """Say whom to ask, in which formats, where the decision and the assessment are, and how to comment by when."""
    record, publication = assessment.dossier.proposal.record, assessment.dossier.proposal.publication
    by = f", by {day(record.comment_by)}" if record.comment_by else ""
    lines = [  # the label, what it is called where it is not recorded, the words
        ("Contact", "contact", record.contact),
        ("Other formats", "other formats", listed(record.other_formats)),
        ("The decision", "the decision", _where_decided(assessment)),
        ("This assessment", "publication", publication.where),
        (f"To comment{by}", "how to comment", record.comment_how),
    ]
    shorter = {"The decision", "This assessment"}  # named inside too; the others stand nowhere else
    there = [
        f"{label}: {sentence(clip(words, max(room.words, _A_PLACE if label in shorter else _AN_ADDRESS)))}"
        for label, _, words in lines
        if words
    ]
    silent = [name for _, name, words in lines if not words]
    words = " ".join([*there, *([f"Not recorded: {'; '.join(silent)}."] if silent else [])])
    return within(assessment, "Where to read more, and how to comment", paragraph(words))


def _where_decided(assessment: Assessment) -> str | None:
    """Name the paper or minutes of the decision; where only its paragraph is given, the paper that holds it."""
    made, paper = assessment.dossier.proposal.decision, assessment.dossier.proposal.proposal.source
    if made.source and made.source[:1].isdigit() and paper:
        return f"{paper}, {source_words(made.source)}"
    return made.source or paper


_SECTIONS: tuple[tuple[Callable[[Assessment, Room], Shown], float], ...] = (
    (_decided, 2.0),
    (_affected, 6.0),
    (_unknown, 3.0),
    (_settle, 1.0),
    (_changed, 0.7),
    (_reach, 1.4),
)
"""The sections of page one, each with how much it weighs when words are short."""

_A_SENTENCE = 22
"""Words that what is decided, and its outcome, may always have."""

_OPTIONS = 6
"""Options not recommended that are named."""

_A_NAME, _A_SHORT_NAME = 8, 4
"""Words that the name of an option may always have, and where the page is fullest one that is not recommended."""

_WORTH_SAYING = 16
"""Words of what changed under which a line is cut to nothing; fewer lines stand instead."""

_AN_ADDRESS, _A_PLACE = 14, 8
"""Words that a contact or a way to comment, and a place to read, may always have: cut shorter it is of no use."""

_A_RATE, _THE_REST = 56, 40
"""Words that a sentence of rates, with whose they are and of when, may have; and the adverse effects only named, together."""

_WIDE = 8
"""Words of a passage from which there is room for versions, and for rates in whole sentences."""

_FOR_GAINS = 15
"""Words of a passage from which there is room for gains: harm comes first, and gains stand inside."""
