"""Whose ages groups are given: the European Standard Population of 2013, the residents of the place, or everyone in the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from eia.analysis.ages import OPEN, count_in_span, span_of
from eia.analysis.asked import Asked
from eia.analysis.population import in_preference
from eia.analysis.representation import Population
from eia.analysis.shown import Shown
from eia.analysis.tables_to_release import Axis, axes_of, columns_named
from eia.errors import EiaError, Problem
from eia.estimates import european_standard_population
from eia.evidence import PeopleTable, baseline, reference

EUROPEAN = "the European Standard Population of 2013"
OF_THE_TABLE = "all those in the table"
RESIDENTS = "the residents of the place"

_AGES = ("age_single_year", "age_mid_2020")
"""The tables of residents' ages. Of the census that by single year alone: its five-year bands differ from it by a few people."""

_PAIR = 2
_ANOTHER = "or choose another standard population"
_BANDS = f"Write bands of ages that share no year, such as 16 to 24 and 25 and over, {_ANOTHER}."


@dataclass(frozen=True, kw_only=True, slots=True)
class Standard:
    """A standard population in the age bands of a table.

    Attributes:
        words: Whose ages, in words that follow "the ages of".
        weights: How many people of it are in each band, from 0; None where that cannot be told.
        residents: Where the residents' ages come from; None of another standard.
        amiss: Why the standard that the record names cannot be had in these bands, and what to do; None where it can, or where
            a count that it needs is withheld.
    """

    words: str
    weights: Mapping[str, float] | None
    residents: Population | None = None
    amiss: Problem | None = None


def standard_of(
    one: Shown, ages: Axis, asked: Asked, *, place_code: str | None, as_of: dt.date | None
) -> Standard:
    """Return the standard population that a record names for a released table.

    Args:
        one: The table.
        ages: Its axis of ages; those who did not say theirs are in no standard.
        asked: What the record says. Where it names no standard, that is the European one if the table's ages fit its bands,
            else everyone in the table.
        place_code: The place; None where the record names none.
        as_of: The day for which the ages known are taken; None where the record holds no date, for the latest there are.

    Raises:
        EiaError: No place has that code.
    """
    named = asked.standard_population
    if named == "everyone in the table":
        return _of_all(one, ages)
    if named is None:
        fits = _european(ages.answered, asked)
        return _of_all(one, ages) if fits.amiss else fits
    return _published(ages.answered, asked, place_code, as_of)


def check_standard(table: PeopleTable, asked: Asked, *, place_code: str | None) -> None:
    """Make sure that the standard population which the record names can be had in the bands of each table by age that it asks for.

    Args:
        table: The table as it was read.
        asked: What the record says; where it names no published standard there is nothing to check.
        place_code: The place; None where the record names none.

    Raises:
        EiaError: It cannot, with each reason once; or an intersection names what is no column.
    """
    if asked.standard_population not in ("European 2013", "residents"):
        return
    axes = {axis.name: axis for axis in axes_of(table, asked)}
    found: dict[Problem, None] = {}
    for words in asked.intersections:
        named = [axes[name] for name in columns_named(words, table.columns, asked)]
        ages = [axis for axis in named if axis.characteristic == "age"]
        if len(named) == _PAIR and len(ages) == 1:
            amiss = _published(ages[0].answered, asked, place_code, None).amiss
            if amiss is not None:
                found[amiss] = None
    if found:
        raise EiaError.of(list(found))


def _published(ages: Sequence[str], asked: Asked, place_code: str | None, as_of: dt.date | None) -> Standard:
    """Return the published standard that a record names, in bands of ages."""
    if asked.standard_population == "residents":
        return _residents(ages, asked, place_code, as_of)
    return _european(ages, asked)


def _european(ages: Sequence[str], asked: Asked) -> Standard:
    """Return the European standard population in bands of ages; each must begin and end where one of its own does."""
    spans = _spans(ages)
    if isinstance(spans, str):
        return _none(EUROPEAN, asked, spans, _BANDS)
    bands = [(first, OPEN if last is None else last, n) for first, last, n in european_standard_population()]
    found = {}
    for age, span in spans.items():
        inside = [band for band in bands if span[0] <= band[0] and band[1] <= span[1]]
        if not inside or inside[0][0] != span[0] or inside[-1][1] != span[1]:
            what = f"The band '{age}' begins or ends inside a band of {EUROPEAN}: they begin every five years from 0 to 90."
            return _none(EUROPEAN, asked, what, f"Write bands such as 15 to 44 and 45 and over, {_ANOTHER}.")
        found[age] = float(sum(people for *_, people in inside))
    return Standard(words=EUROPEAN, weights=MappingProxyType(found))


def _residents(ages: Sequence[str], asked: Asked, place_code: str | None, as_of: dt.date | None) -> Standard:
    """Return the residents of a place in bands of ages: those known on the day, in bands that theirs make up, else the census's.

    The census's are by single year, up to 99 and with 100 and over in one, so that any bands of whole years below that fit.
    """
    if place_code is None:
        what = "The record names no place, so there are no ages of its residents to give."
        do = f"Add authority_code under [proposal] (places of England and Wales have them here), {_ANOTHER}."
        return _none(RESIDENTS, asked, what, do)
    spans = _spans(ages)
    if isinstance(spans, str):
        return _none(RESIDENTS, asked, spans, _BANDS)
    for about in in_preference([reference(name) for name in _AGES], as_of or dt.date.max):
        table = baseline(about.table, place_code)
        counts = {age: count_in_span(table, span) for age, span in spans.items()}
        people = {age: float(count) for age, count in counts.items() if count is not None}
        if len(people) == len(spans) and any(people.values()):
            return Standard(
                words=f"the residents of {table.place.name} in {about.reference_date.year}",
                weights=MappingProxyType(people),
                residents=Population.of(table, as_of),
            )
    what = (
        "The table's ages cannot be made from the single years of age that are published of the place's residents (up to 99, and "
        "100 and over together), or nobody of them lives there."
    )
    return _none(RESIDENTS, asked, what, _BANDS)


def _of_all(one: Shown, ages: Axis) -> Standard:
    """Return how many of each age are in the table, by the counts shown; none where one is withheld."""
    found = {}
    for age in ages.answered:
        span = one.spans[*(age if own is ages else None for own in one.table.axes), None]
        if span is None:
            return Standard(words=OF_THE_TABLE, weights=None)
        found[age] = float(span.shown)
    return Standard(words=OF_THE_TABLE, weights=MappingProxyType(found) if sum(found.values()) else None)


def _spans(ages: Sequence[str]) -> dict[str, tuple[int, int]] | str:
    """Read bands of ages as years, or say which cannot be read, or which two hold the same years."""
    if not ages:
        return "The table has no ages."
    spans: dict[str, tuple[int, int]] = {}
    for age in ages:
        span = span_of(age)
        if span is None:
            return f"The group '{age}' of the table does not say from which age to which."
        spans[age] = span
    ordered = sorted(spans, key=lambda age: spans[age])
    for one, other in pairwise(ordered):
        if spans[other][0] <= spans[one][1]:
            return f"The bands '{one}' and '{other}' of the table hold the same years of age."
    return spans


def _none(words: str, asked: Asked, what: str, do: str) -> Standard:
    problem = Problem(f"{asked.title}, 'standard_population'", what, do)
    return Standard(words=words, weights=None, amiss=problem)
