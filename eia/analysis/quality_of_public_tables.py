"""What the tables that ship say of themselves, for evidence that names one of them, or that is set beside one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from eia.analysis.representation import Beside
from eia.evidence import Reference, baseline, reference, tables

_OF_CENSUS_2021 = re.compile(r"\bcensus,? 2021\b|\b2021 census\b", re.IGNORECASE)
_OF_EARLIER_CENSUS = re.compile(r"\bcensus,? (of )?(2001|2011)\b|\b(2001|2011) census\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:TS|RM)\d{3}A?\b")

NOT_ACCREDITED_SINCE = dt.date(2024, 9, 12)
"""The day from which the census's figures on gender identity are no accredited statistics, as the shipped table says."""


def of_public_tables(
    *,
    words: str,
    about: Sequence[str],
    as_of: dt.date | None,
    place_code: str | None,
    nation: str | None,
    beside: Sequence[Beside],
) -> Iterator[tuple[str, str]]:
    """Yield the value of a `Weakness` and a sentence, of the tables of the census of England and Wales.

    Args:
        words: What the record calls the evidence: its title and its address.
        about: The characteristics that it tells something about.
        as_of: The day judged by; None where the record holds no date.
        place_code: The place; None where the record names none.
        nation: The nation; the other nations' censuses are not those that ship.
        beside: Those counted beside the population.

    Raises:
        EiaError: No place has that code.
    """
    if nation in (None, "England", "Wales"):
        yield from _superseded(words, about, as_of)
        named = list(_named(words, about))
        for one in named:
            if one.accreditation and as_of is not None and as_of >= NOT_ACCREDITED_SINCE:
                yield "accreditation withdrawn", f"{one.title}: {one.accreditation}"
        if voluntary := [one.title for one in named if one.voluntary]:
            yield (
                "a question that could be left out",
                f"People could leave the question out: {'; '.join(voluntary)}.",
            )
    yield from _summed(beside, place_code)


def _named(words: str, about: Sequence[str]) -> Iterator[Reference]:
    """Yield the shipped tables that the evidence names: by number, else as the census of 2021 about a characteristic."""
    numbers = set(_NUMBER.findall(words))
    for one in map(reference, tables()):
        by_number = one.table_id in numbers
        by_name = not numbers and _OF_CENSUS_2021.search(words) and one.characteristic in about
        if by_number or (by_name and _OF_CENSUS_2021.search(one.title)):
            yield one


def _superseded(words: str, about: Sequence[str], as_of: dt.date | None) -> Iterator[tuple[str, str]]:
    """Say where a record rests on an earlier census although the table of 2021 was out on the day."""
    earlier = _OF_EARLIER_CENSUS.search(words)
    if as_of is None or earlier is None or _OF_CENSUS_2021.search(words):
        return
    for one in map(reference, tables()):
        if (
            one.characteristic in about
            and _OF_CENSUS_2021.search(one.title)
            and one.unit == "persons"
            and not one.later_than(as_of)
        ):
            yield "superseded", f"A later census was out: “{one.title}” ships with the toolkit."
            return


def _summed(beside: Sequence[Beside], place_code: str | None) -> Iterator[tuple[str, str]]:
    if place_code is None:
        return
    titles = {one.population.title for one in beside if one.population is not None}
    for name in tables():
        table = baseline(name, place_code) if reference(name).title in titles else None
        if table is not None and table.method != "published":
            yield (
                "summed, not published",
                f"The population it is beside, {table.reference.title}, is no published figure of {table.place.name}: {table.method}.",
            )
