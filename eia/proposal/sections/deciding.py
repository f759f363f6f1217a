"""The assessment as a document, the decision, and what the people who decide had before them."""

from __future__ import annotations

from typing import Literal

from eia.proposal.fields import Day, HarmOrNone, Section, Several, Words, YesNo


class AssessmentRecord(Section):
    """The equality assessment as a document: whether there is one, when it was made, what it covered."""

    made: YesNo = None
    date: Day = None
    before_decision: YesNo = None
    regard: Words = None
    short: YesNo = None
    reconsidered_afresh: YesNo = None
    option: Words = None
    options_compared: YesNo = None
    intersections: Words = None
    facts_changed_since: Words = None
    overall: HarmOrNone | None = None
    overall_reason: Words = None
    socio_economic_instead: YesNo = None


class Decider(Section):
    """A person or group who decides, by office, and what they had before them."""

    who: str
    given: Literal["assessment", "full account", "summary", "neither"] | None = None
    given_on: Day = None


class Decision(Section):
    """What is decided, when, by whom, on which papers."""

    what: Words = None
    date: Day = None
    recommendations: Several[str] = ()
    note: Words = None
    deciders: Several[Decider] = ()
    duty_told: Literal["naming the needs", "in general words", "wrongly", "not at all"] | None = None
    duty_explained: Words = None
    paper_gravest: HarmOrNone | None = None
    could_still_change: YesNo = None
    outcome: Words = None
    option_decided: Words = None
    compared_with_assessed: Literal["same", "narrower", "wider", "longer", "harsher"] | None = None
    equality_minuted: YesNo = None
    minutes: Words = None
    source: Words = None


class Assurance(Section):
    """Something the body takes from a supplier or partner about equality, and whether it tested that itself."""

    by: str
    about: Words = None
    relied_on: YesNo = None
    tested_by_us: YesNo = None
    how: Words = None
