"""What is done about effects, how the real ones are watched, and the record itself."""

from __future__ import annotations

from typing import Literal

from eia.proposal.fields import ActionClass, CharacteristicName, Day, Name, Section, Several, Words, YesNo


class Action(Section):
    """Something that will be done about an effect, by a post and a date."""

    effects: Several[Name]
    what: str
    kind: ActionClass | None = None
    owner: Words = None
    due: Day = None
    measure: Words = None
    cost: Words = None
    state: Literal["planned", "under way", "done", "dropped"] | None = None
    remains: Words = None


class Monitoring(Section):
    """How the real effect will be watched."""

    system_running: YesNo = None
    measured: YesNo = None
    measure: Words = None
    characteristics: Several[CharacteristicName] = ()
    source: Words = None
    frequency: Words = None
    owner: Words = None
    trigger: Words = None


class Review(Section):
    """When it will be looked at again, and by which post."""

    date: Day = None
    when: Words = None
    owner: Words = None


class Version(Section):
    """A dated version of the record."""

    number: str
    date: Day = None
    what: Words = None
    why: Words = None


class Change(Section):
    """A change to findings, effects or evidence made after the decision."""

    what: str
    date: Day = None
    disclosed: YesNo = None
    why: Words = None


class Record(Section):
    """The record itself: versions, who signs, and how to reach the body."""

    versions: Several[Version] = ()
    changed_because: Words = None
    author: Words = None
    approver: Words = None
    signed_on: Day = None
    contact: Words = None
    other_formats: Several[str] = ()
    comment_how: Words = None
    comment_by: Day = None


class Publication(Section):
    """Where, when and in which form the assessment is published."""

    published: YesNo = None
    substantial: YesNo = None
    adopted: YesNo = None
    where: Words = None
    date: Day = None
    format: Words = None
    accessible: YesNo = None


class Response(Section):
    """The author's reply to a finding, named by the finding's code."""

    to: str
    answer: Literal["accepted", "disagreed", "will do"]
    says: str
    post: Words = None
    date: Day = None
