"""Figures said as a person would say them, with what they are of and where they come from beside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from eia.analysis import AtRisk, PopulationFigure, SmallAreas
from eia.assessment import Assessment
from eia.evidence import OVERALL, Rate
from eia.findings import Finding, Status
from eia.proposal.sections import Effect, Evidence, Promise
from eia.views.clipping import clip
from eia.views.display import day, lower, sentence
from eia.views.people import how_many
from eia.wording import listed, subjects_in_words

_ROOMY = 26
"""Words of a passage from which page one has room for figures and reasons beside what is done."""

_TIGHT, _AN_ANSWER = 6, 10
"""Words of a passage under which what is done is only named, and words that it has where it is told."""

_A_TITLE, _PEOPLE = 12, 7
"""Words that a title, and how many people, may always have."""

_FOR_WHOM = 14
"""Words that a title may always have with the groups whose effect it is; else its characteristics stand in brackets."""

_SHORT_ENOUGH = 15
"""Words of the last one of a list up to which it stands itself, and is not counted as one more."""

_NAMED = 3
"""Characteristics named one by one beside an effect; of more, the first is, and how many others."""

_GROUPS = 2
"""Groups worse off than the whole that a sentence of page one names, the worst off first."""

_EVERYONE = ("all", "everyone", "everybody", "total")
"""Names of an overall rate that are no word for people."""

ELSEWHERE = (
    "Section 149 does not apply in Northern Ireland, so nearly all of these questions were not asked. Section 75 of the "
    "Northern Ireland Act 1998 applies there, and the body's equality scheme says how it is met."
)
"""What is said instead of open points where nearly none of the questions arises."""


def group_words(characteristic: str, group: str) -> str:
    """Name a group of people: ``people aged 75 and over``, ``disabled adults``."""
    return f"people aged {group}" if characteristic == "age" else group


def overall_rate(assessment: Assessment, evidence: str) -> Rate:
    """Return the overall rate of a table of rates, by its evidence id."""
    return next(
        rate for rate in assessment.dossier.submission.rates[evidence] if rate.characteristic == OVERALL
    )


def rate_sentence(risks: Sequence[AtRisk], evidence: Evidence, whole: Rate) -> str:
    """Say the overall rate and then that of the groups worst off, of whom and when, and how many more there are.

    Args:
        risks: The groups worse off than the whole, the worst off first; none where none is.
        evidence: Where the rates are from.
        whole: The overall rate.
    """
    words = whole.group.removeprefix("all ")
    everyone = "people" if words.casefold() in _EVERYONE else words
    groups = [f"{_in_100(risk.per_cent)} {group_words(risk.characteristic, risk.group)}" for risk in risks]
    named, left = groups[:_GROUPS], groups[_GROUPS:]
    if is_short_enough(left):
        named, left = groups, []
    way = "above" if evidence.outcome_is == "burden" else "below"
    more = (
        f"; {len(left)} more group{' is' if len(left) == 1 else 's are'} {way} the overall rate too"
        if left
        else ""
    )
    kind = "survey, " if evidence.kind == "sampled" else ""
    when = evidence.period or (day(evidence.date) if evidence.date else "date not recorded")
    level = f"no group of the table is {way} that"
    return (
        f"In {evidence.geography or 'a place not recorded'} ({kind}{when}), {_in_100(whole.per_cent)} "
        f"{everyone} {evidence.outcome}{f', but {listed(named)}{more}' if groups else f'; {level}'}."
    )


def population_sentence(risks: Sequence[AtRisk]) -> str:
    """Say how many people of each group live in the place, by what count, and whether that was known on the day."""
    known = [(risk, risk.population) for risk in risks if risk.population]
    if not known:
        return ""
    groups = [
        f"about {nearly(figure.count)} {group_words(risk.characteristic, risk.group)} ({_when(figure)})"
        for risk, figure in known
    ]
    return f"{known[0][1].place_name} has {listed(groups)}."


def _when(figure: PopulationFigure) -> str:
    kind = "census" if "ensus" in figure.title else "estimate"
    return f"{figure.reference_date[:4]} {kind}{', published after this decision' if figure.later else ''}"


def area_sentence(areas: SmallAreas, as_of: dt.date | None) -> str:
    """Say how many small areas are at high risk of digital exclusion, and how many of the most rural ones."""
    whole, last = areas.whole, areas.by_class[-1]
    later = " (index published after this decision)" if as_of and areas.later_than(as_of) else ""
    rural = (
        f", {last.in_highest_fifth} of its {last.areas} most rural among them"
        if last.name.startswith("Rural village")
        else ""
    )
    return (
        f"{whole.in_highest_fifth} of {areas.place_name}'s {whole.areas} small areas are in England's highest fifth for risk "
        f"of digital exclusion{rural}{later}."
    )


def promise_sentence(promise: Promise) -> str:
    """Say what is promised or spoken of, and whether it says by whom and by when."""
    kind = {
        "full assessment": "The full equality assessment promised",
        "consultation": "The further consultation spoken of",
    }.get(promise.kind, "The work spoken of")
    where = f" in {source_words(promise.source)}" if promise.source else ""
    if promise.owner and promise.by:
        return f"{kind}{where}: due {day(promise.by)}, {promise.owner}. That it was done is not recorded."
    missing = [
        words
        for words, said in (("by whom", promise.owner), ("by when", promise.by or promise.timing_elsewhere))
        if not said
    ]
    elsewhere = f" ({promise.timing_elsewhere})" if promise.timing_elsewhere else ""
    silent = f"{' and '.join(missing)} is not recorded"
    return f"{kind}{where}{elsewhere}: {silent}."


def open_point(finding: Finding, settle: str) -> str:
    """Say an open point: how grave, what the record itself says where it says no, and what has to be done."""
    grave = finding.severity.value.capitalize() if finding.severity else ""
    if finding.status is Status.NOT_RECORDED:
        return f"{grave}: {settle}"
    about = f"{subjects_in_words(finding.about)}. " if finding.about else ""
    return f"{grave}: {about}{finding.text} {settle}"


def source_words(source: str) -> str:
    """Name a place in a paper: numbers are paragraphs, anything else stands as the author wrote it."""
    if not source[:1].isdigit():
        return source
    return f"{'paragraphs' if ',' in source else 'paragraph'} {source}"


def effect_sentence(assessment: Assessment, effect: Effect, most: int) -> str:
    """Say an adverse effect: on whom, how grave, for how many people, the figures given for it, and what is done about it.

    Args:
        assessment: What was found.
        effect: An adverse effect.
        most: Words of a passage of the author's.
    """
    people = _people(assessment, effect, most)
    named = _beyond_the_title(effect, effect.groups)
    groups = f", for {listed(named)}" if named else ""
    opening = f"{effect.title}{groups}"
    whose = by_characteristic(assessment, effect)
    if groups and len(opening.split()) <= max(most, _FOR_WHOM):
        whose = ""
    elif whose:
        opening = effect.title
    measure = "; ".join(part for part in (whose, effect.harm, people) if part)
    room = max(most, _FOR_WHOM if groups and not whose else _A_TITLE)
    told = clip(opening, room).rstrip(".")
    # A quotation that ends without a full stop needs one here: its answer follows.
    lines = [f"{told} ({measure})." if measure else told if told.endswith("…") else f"{told}."]
    figures = _figures_of(effect)
    if figures and (most >= _ROOMY or not measure):
        lines.append(clip(figures, most))
    return " ".join([*lines, _answer_to(assessment, effect, most)])


def in_few_words(assessment: Assessment, effect: Effect) -> str:
    """Name an adverse effect for which there is no room: its title, whose it is, and how grave."""
    measure = "; ".join(one for one in (by_characteristic(assessment, effect), effect.harm) if one)
    return f"{lower(effect.title)}{f' ({measure})' if measure else ''}"


def _people(assessment: Assessment, effect: Effect, most: int) -> str:
    """Say how many people in few words: a rounded count as about so many, with what it may be told inside."""
    said = how_many(assessment, effect)
    if not said:
        return ""
    if effect.people:
        words = clip(lower(said), max(most, _PEOPLE)).rstrip(".")
        figure = any(one.isdigit() for one in words)
        named = any(one.isalpha() for one in words)
        return words if figure and named else f"{words} people" if figure else f"people: {words}"
    count, _, rounded = said.partition(", rounded: ")
    return f"about {count} people" if rounded else f"people: {count.rstrip('.')}"


def _answer_to(assessment: Assessment, effect: Effect, most: int) -> str:
    """Say what is done about an effect, in as many words as there is room for."""
    actions = [one.what for one in assessment.dossier.proposal.action if effect.id in one.effects]
    said = []
    if most < _TIGHT and (actions or effect.accepted_because):
        return "Accepted." if effect.accepted_because else "An answer is recorded."
    if effect.accepted_because:
        reason = clip(sentence(effect.accepted_because), most)
        said.append(f"Accepted: {reason}" if most >= _ROOMY else "Accepted, for reasons inside.")
    if actions:
        said.append(f"Answer: {_done(actions, most)}")
    return " ".join(said) or "No answer is recorded."


def _done(actions: Sequence[str], most: int) -> str:
    """Say what is done: every action where there is room, else the first and how many more; the last itself if it is short."""
    whole = [one.rstrip(".") for one in actions]
    if most >= _ROOMY:
        return sentence(clip("; ".join([whole[0], *(lower(one) for one in whole[1:])]), most))
    first, left = clip(whole[0], max(most, _AN_ANSWER)), whole[1:]
    if not left:
        return sentence(first)
    more = (
        lower(left[0])
        if is_short_enough(left, most)
        else f"and {len(left)} more action{'s' if len(left) > 1 else ''}"
    )
    return sentence(f"{first}; {more}")


def is_short_enough(left: Sequence[str], most: int = _SHORT_ENOUGH) -> bool:
    """Tell whether what is left of a list is one thing, and so short that it is said rather than counted."""
    return len(left) == 1 and len(left[0].split()) <= min(most, _SHORT_ENOUGH)


def for_whom(assessment: Assessment, effect: Effect) -> str:
    """Say for whom an effect is, after its title: its groups, else its characteristics; nothing where neither is named."""
    if effect.groups:
        groups = _beyond_the_title(effect, effect.groups)
        return f", for {listed(groups)}" if groups else ""
    whose = by_characteristic(assessment, effect)
    return f" ({whose})" if whose else ""


def by_characteristic(assessment: Assessment, effect: Effect) -> str:
    """Name an effect's characteristics in small letters; of many the first, and how many others."""
    names = [lower(assessment.dossier.name_of(one)) for one in effect.characteristics]
    named = _beyond_the_title(effect, names)
    if len(named) <= _NAMED:
        return listed(named)
    return f"{named[0]} and {len(named) - 1} other characteristics"


def _beyond_the_title(effect: Effect, names: Sequence[str]) -> list[str]:
    """Return whose an effect is; nothing where its title names each of them already, as a title in a list may."""
    title = effect.title.lower()
    told = all(re.search(rf"(?<!\w){re.escape(one.lower())}(?!\w)", title) for one in names)
    return [] if told else list(names)


def gravest(effect: Effect) -> int:
    """Order effects: the gravest first, one not weighed last."""
    return {"severe": 0, "moderate": 1, "slight": 2}.get(effect.harm or "", 3)


def worst_first(effect: Effect) -> tuple[int, int]:
    """Order effects: adverse ones before those not known, gains last; of each kind the gravest first."""
    kinds = {"negative": 0, "both": 0, "positive": 2}
    return (kinds.get(effect.direction or "", 1), gravest(effect))


def _figures_of(effect: Effect) -> str:
    """Return the first sentence of the author's reasoning that holds a figure."""
    said = _sentences(effect.reasoning or "")
    return next((one for one in said if re.search(r"\d", one)), "")


def _sentences(words: str) -> list[str]:
    """Part prose into sentences: after a full stop, a question or exclamation mark, before a capital or a quotation."""
    return re.split(r"(?<=[.?!”])\s+(?=[A-Z“])", words.strip()) if words.strip() else []


def nearly(number: int) -> str:
    """Round a public count as a person would say it: to hundreds from 10,000 on, to tens from 1,000 on."""
    step = 100 if number >= 10_000 else 10 if number >= 1_000 else 1  # noqa: PLR2004 - said in the docstring
    return f"{round(number / step) * step:,}"


def _in_100(per_cent: float) -> str:
    return f"{per_cent:.0f} in every 100" if per_cent >= 1 else "fewer than 1 in every 100"
