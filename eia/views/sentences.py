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
from eia.views.display import day, lower, sentence
from eia.views.people import how_many
from eia.wording import listed

_ROOMY = 26
"""Words of a passage from which page one has room for figures and reasons beside what is done."""

_TIGHT, _AN_ANSWER = 6, 10
"""Words of a passage under which what is done is only named, and words that it has where it is told."""

_A_TITLE, _PEOPLE = 12, 7
"""Words that a title, and how many people, may always have."""

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
    named = whole.group.removeprefix("all ")
    everyone = "people" if named.casefold() in _EVERYONE else named
    groups = [
        f"{_in_100(risk.per_cent)} {group_words(risk.characteristic, risk.group)}" for risk in risks[:_GROUPS]
    ]
    more = f" ({len(risks) - _GROUPS} more inside)" if len(risks) > _GROUPS else ""
    kind = "survey, " if evidence.kind == "sampled" else ""
    when = evidence.period or (day(evidence.date) if evidence.date else "date not recorded")
    level = f"no group of the table is {'above' if evidence.outcome_is == 'burden' else 'below'} that"
    return (
        f"In {evidence.geography or 'a place not recorded'} ({kind}{when}), {_in_100(whole.per_cent)} "
        f"{everyone} {evidence.outcome}{f', but {listed(groups)}{more}' if groups else f'; {level}'}."
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
    about = f"{'; '.join(finding.about)}. " if finding.about else ""
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
    measure = "; ".join(part for part in (effect.harm, people) if part)
    opening = f"{effect.title}{for_whom(assessment, effect)}"
    if len(opening.split()) > most and effect.characteristics:
        opening = f"{effect.title}, by {listed([lower(assessment.dossier.name_of(one)) for one in effect.characteristics])}"
    lines = [
        sentence(f"{clip(opening, max(most, _A_TITLE)).rstrip('.')}{f' ({measure})' if measure else ''}")
    ]
    figures = _figures_of(effect)
    if figures and (most >= _ROOMY or not measure):
        lines.append(clip(figures, most))
    return " ".join([*lines, _answer_to(assessment, effect, most)])


def _people(assessment: Assessment, effect: Effect, most: int) -> str:
    """Say how many people in few words: a rounded count as about so many, with what it may be told inside."""
    said = how_many(assessment, effect)
    if not said:
        return ""
    if effect.people:
        return f"people: {clip(lower(said), max(most, _PEOPLE)).rstrip('.')}"
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
        more = len(actions) - 1 if most < _ROOMY else 0
        what = "; ".join(one.rstrip(".") for one in (actions if most >= _ROOMY else actions[:1]))
        kept = max(most, _AN_ANSWER)
        said.append(f"Answer: {sentence(clip(what, kept))}{f' {more} more inside.' if more else ''}")
    return " ".join(said) or "No answer is recorded."


def for_whom(assessment: Assessment, effect: Effect) -> str:
    """Say for whom an effect is, after its title: its groups, else its characteristics; nothing where neither is named."""
    named = list(effect.groups) or [lower(assessment.dossier.name_of(one)) for one in effect.characteristics]
    return f", for {listed(named)}" if named else ""


def gravest(effect: Effect) -> int:
    """Order effects: the gravest first, one not weighed last."""
    return {"severe": 0, "moderate": 1, "slight": 2}.get(effect.harm or "", 3)


def _figures_of(effect: Effect) -> str:
    """Return the first sentence of the author's reasoning that holds a figure."""
    said = _sentences(effect.reasoning or "")
    return next((one for one in said if re.search(r"\d", one)), "")


def _sentences(words: str) -> list[str]:
    """Part prose into sentences: after a full stop, a question or exclamation mark, before a capital or a quotation."""
    return re.split(r"(?<=[.?!”])\s+(?=[A-Z“])", words.strip()) if words.strip() else []


def clip(words: str, most: int) -> str:
    """Cut prose to a number of words: after a sentence, else after a clause, if that keeps half of them; a mark shows it.

    Page one is short, and the whole stands inside.
    """
    parts = words.split()
    if len(parts) <= most:
        return words
    kept = parts[:most]
    for ends in ((".", "?", "!", ".”"), (",", ";", ":", ")")):
        places = [
            place for place, word in enumerate(kept, start=1) if word.endswith(ends) and place >= most / 2
        ]
        if places:
            kept = kept[: places[-1]]
            break
    return f"{' '.join(kept).rstrip(',;:.')}…"


def nearly(number: int) -> str:
    """Round a public count as a person would say it: to hundreds from 10,000 on, to tens from 1,000 on."""
    step = 100 if number >= 10_000 else 10 if number >= 1_000 else 1  # noqa: PLR2004 - said in the docstring
    return f"{round(number / step) * step:,}"


def _in_100(per_cent: float) -> str:
    return f"{per_cent:.0f} in every 100" if per_cent >= 1 else "fewer than 1 in every 100"
