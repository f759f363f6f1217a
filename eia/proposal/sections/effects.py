"""What the proposal does to people, need by need, and the rules and tools that do it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eia.proposal.fields import (
    CharacteristicName,
    Direction,
    Harm,
    Name,
    NeedName,
    People,
    ProhibitedConduct,
    Section,
    Several,
    Words,
    YesNo,
)


class Effect(Section):
    """What the proposal does to people: one entry may answer several characteristics, needs and groups."""

    id: Name
    title: str
    characteristics: Several[CharacteristicName] = ()
    needs: Several[NeedName] = ()
    groups: Several[str] = ()
    local: Several[Name] = ()
    direction: Direction | None = None
    harm: Harm | None = None
    people: Words = None
    people_count: People = Field(default=None, exclude=True)
    likelihood: Words = None
    reasoning: Words = None
    evidence: Several[Name] | Literal["none"] | None = None
    looked_at: Words = None
    worst: Words = None
    worst_assessed: YesNo = None
    answer: Literal["none"] | None = None
    accepted_because: Words = None
    remains: Words = None
    source: Words = None

    @property
    def named_evidence(self) -> tuple[str, ...]:
        """Return the ids of the evidence that the effect rests on; nothing where there is none, or none is recorded."""
        return () if self.evidence == "none" else self.evidence or ()


class PutAside(Section):
    """Characteristics that the author does not take further, with the reason and what was looked at."""

    characteristics: Several[CharacteristicName]
    reason: Words = None
    looked_at: Words = None


class Conduct(Section):
    """The first need: forms of conduct that the Act prohibits, thought of for some characteristics."""

    characteristics: Several[CharacteristicName]
    forms: Several[ProhibitedConduct] = ()
    considered: YesNo = None
    says: Words = None
    source: Words = None


class Opportunity(Section):
    """The second need, for some characteristics: section 149(3) and (4)."""

    characteristics: Several[CharacteristicName]
    considered: YesNo = None
    disadvantage: Words = None
    different_needs: Words = None
    participation: Words = None
    source: Words = None


class Relations(Section):
    """The third need, for some characteristics: section 149(5)."""

    characteristics: Several[CharacteristicName]
    considered: YesNo = None
    prejudice: Words = None
    understanding: Words = None
    source: Words = None


class Rule(Section):
    """A rule that treats everyone alike and puts some people at a disadvantage: why it is kept."""

    rule: str
    disadvantages: Several[CharacteristicName] = ()
    who: Words = None
    aim: Words = None
    link: Words = None
    less_intrusive: Words = None
    balance: Words = None
    justification: Literal["none"] | None = None
    also_disadvantaged: Words = None


class ToolTest(Section):
    """A test of an automated tool for one characteristic."""

    characteristic: CharacteristicName
    tested: YesNo = None
    result: Words = None


class Tool(Section):
    """An automated tool, and whether the body itself tested it for bias."""

    name: str
    what: Words = None
    supplier: Words = None
    tested_by_us: YesNo = None
    tests: Several[ToolTest] = ()


class Service(Section):
    """A specialist service for some people, withdrawn or cut."""

    name: str
    characteristics: Several[CharacteristicName] = ()
    withdrawn: YesNo = None
    keeping_considered: YesNo = None
    says: Words = None


class Hardship(Section):
    """A hardship fund, discretion or other safety valve that the proposal relies on."""

    name: str
    relied_on: YesNo = None
    shown_to_work: YesNo = None
    evidence_of_use: Words = None
