"""What the assessment rests on, what is not known, and what the figures are said to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from eia.proposal.fields import (
    BenefitOrBurden,
    CharacteristicName,
    Day,
    Name,
    Section,
    Several,
    StandardPopulation,
    Words,
    YesNo,
)


class Merge(Section):
    """Groups of a table that the author put together, and why: nothing is put together without a reason."""

    into: str
    groups: Several[str]
    because: str
    column: Words = None


class Evidence(Section):
    """Something the assessment rests on, or that bears on it."""

    id: Name
    title: str
    publisher: Words = None
    url: Words = None
    date: Day = None
    period: Words = None
    published: Day = None
    coverage: Words = None
    sample: Words = None
    base: Words = None
    kind: Literal["complete", "sampled", "opt-in"] | None = None
    geography: Words = None
    question: Words = None
    file: Words = None
    sheet: Words = None
    table: Literal["counts", "rates", "people", "money", "places"] | None = None
    columns: Mapping[str, str] = Field(default_factory=dict)
    person: Words = None
    outcome: Words = None
    outcome_is: BenefitOrBurden | None = None
    outcomes: Mapping[str, BenefitOrBurden] = Field(default_factory=dict)
    bands: Several[str] = ()
    own_categories: Several[str] = ()
    own_categories_because: Words = None
    areas: Literal["LSOA 2011", "LSOA 2021"] | None = None
    reference: Words = None
    reference_because: Words = None
    intersections: Several[str] = ()
    standard_population: StandardPopulation | None = None
    compare_with: Words = None
    about: Several[CharacteristicName] = ()
    personal_data: YesNo = None
    small_numbers_safe: YesNo = None
    later: YesNo = None
    shows: Words = None
    limits: Words = None
    licence: Words = None
    merge: Several[Merge] = ()


class Gap(Section):
    """Something not known, why it matters, and what will be done about it or why not."""

    what: str
    matters: Words = None
    about: Several[CharacteristicName] = ()
    will_do: Words = None
    owner: Words = None
    by: Day = None
    why_not: Words = None
    plan: Literal["none"] | None = None


class Disparity(Section):
    """A difference between groups that the paper states, with what it is a difference of."""

    says: str
    evidence: Several[Name] = ()
    pool: Words = None
    denominator: Words = None
    interval: Words = None
    contradicted: YesNo = None
