"""Figures said as a person would say them, with what they are of and where they come from beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from eia.analysis import AtRisk, PopulationFigure, SmallAreas
from eia.findings import Finding, Status
from eia.proposal.sections import Evidence, Promise
from eia.views.display import day
from eia.wording import listed

ELSEWHERE = (
    "Section 149 does not apply in Northern Ireland, so nearly all of these questions were not asked. Section 75 of the "
    "Northern Ireland Act 1998 applies there, and the body's equality scheme says how it is met."
)
"""What is said instead of open points where nearly none of the questions arises."""


def group_words(characteristic: str, group: str) -> str:
    """Name a group of people: ``people aged 75 and over``, ``disabled adults``."""
    return f"people aged {group}" if characteristic == "age" else group


def rate_sentence(risks: Sequence[AtRisk], evidence: Evidence) -> str:
    """Say the overall rate and then that of each group below it, of whom and when."""
    whole = risks[0]
    everyone = whole.overall_group.removeprefix("all ")
    groups = [f"{_in_100(risk.per_cent)} {group_words(risk.characteristic, risk.group)}" for risk in risks]
    kind = "survey, " if evidence.kind == "sampled" else ""
    return (
        f"In {evidence.geography} ({kind}{evidence.period or day(evidence.date)}), {_in_100(whole.overall_per_cent)} "
        f"{everyone} had {evidence.outcome}, but {listed(groups)}."
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
        return f"{kind}{where}: due {day(promise.by)}, {promise.owner}."
    missing = [
        words
        for words, said in (("by whom", promise.owner), ("by when", promise.by or promise.timing_elsewhere))
        if not said
    ]
    elsewhere = f" ({promise.timing_elsewhere})" if promise.timing_elsewhere else ""
    return f"{kind}{where}: {' and '.join(missing)}{elsewhere}."


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


def clip(words: str, most: int) -> str:
    """Cut prose to a number of words, with a mark that shows it; page one is short, and the whole stands inside."""
    parts = words.split()
    return words if len(parts) <= most else f"{' '.join(parts[:most])} …"


def nearly(number: int) -> str:
    """Round a public count as a person would say it: to hundreds from 10,000 on, to tens from 1,000 on."""
    step = 100 if number >= 10_000 else 10 if number >= 1_000 else 1  # noqa: PLR2004 - said in the docstring
    return f"{round(number / step) * step:,}"


def _in_100(per_cent: float | None) -> str:
    if per_cent is None:
        return "a share that cannot be told"
    return f"{per_cent:.0f} in every 100" if per_cent >= 1 else "fewer than 1 in every 100"
