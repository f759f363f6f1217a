"""Exceptions claimed, personal data, and the neighbouring duties of the body."""

from __future__ import annotations

from typing import Literal

from eia.proposal.fields import (
    CharacteristicName,
    DutyName,
    ExceptionKind,
    Name,
    Section,
    Several,
    Words,
    YesNo,
)


class ClaimedException(Section):
    """An exception to the duty that the author claims."""

    kind: ExceptionKind
    characteristics: Several[CharacteristicName] = ()
    because: Words = None


class DataProtection(Section):
    """Personal data used in making the assessment or in the proposal."""

    personal_data: YesNo = None
    purpose: Words = None
    basis: (
        Literal[
            "public task",
            "legal obligation",
            "consent",
            "contract",
            "vital interests",
            "legitimate interests",
        ]
        | None
    ) = None
    article_9: Words = None
    compatible: YesNo = None
    retention: Words = None
    says: Words = None
    source: Words = None


class Exempt(Section):
    """Something recorded that is left out of what is published, under access to information law, and why."""

    field: str
    paragraph: Literal[1, 2, 3, 4, 5, 6, 7]
    because: str


class LocalAnswer(Section):
    """An answer to a question of the body's own pack, named by the question's id."""

    question: Name
    answer: YesNo = None
    says: Words = None
    source: Words = None


class OtherDuty(Section):
    """What the paper records of a neighbouring duty or heading."""

    duty: DutyName
    in_scope: YesNo = None
    considered: YesNo = None
    says: Words = None
    source: Words = None
