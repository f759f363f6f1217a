"""Who was asked, how, what they said, and what became of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eia.proposal.fields import CharacteristicName, Day, People, Section, Several, Words, YesNo


class Engagement(Section):
    """People whom the body involved before or beside a formal consultation."""

    who: str
    characteristics: Several[CharacteristicName] = ()
    when: Day = None
    how: Words = None
    forms: Words = None
    heard: Words = None
    changed: Words = None


class Respondents(Section):
    """How many people of a group answered; shown only through release."""

    group: str
    characteristic: CharacteristicName | None = None
    count: People = Field(default=None, exclude=True)


class Consultation(Section):
    """Whether people must be asked, whether they were, and what became of what they said."""

    duty: Literal["statute", "promise", "practice", "none"] | None = None
    duty_source: Words = None
    held: YesNo = None
    opened: Day = None
    closed: Day = None
    formative: YesNo = None
    minds_open: YesNo = None
    time_enough: YesNo = None
    who: Words = None
    formats: Several[str] = ()
    given_reasons: YesNo = None
    given_impact: YesNo = None
    given_rejected_options: YesNo = None
    respondents: Several[Respondents] = ()
    themes: Several[str] = ()
    equality_points: Several[str] = ()
    changed: Words = None
    engaged: YesNo = None
    responses_reached_deciders: YesNo = None
    how_it_reached_them: Words = None
    equality_points_withheld: YesNo = None
    so_far: Words = None
    source: Words = None
