"""The kinds of value that a proposal holds, and the words that may stand in them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from eia.disclosure import Tally
from eia.proposal.days import EARLIEST, LATEST

T = TypeVar("T")


class Section(BaseModel):
    """A section of a proposal: frozen, with no key that the model does not know, and no guessing of types."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, str_strip_whitespace=True, arbitrary_types_allowed=True
    )


def _blank_is_absent(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Words: TypeAlias = Annotated[str | None, BeforeValidator(_blank_is_absent)]
"""Prose in the officer's words; an empty string is as good as absent."""

Day: TypeAlias = Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)] | None
"""A date, written without quotes as 2021-09-07."""

YesNo: TypeAlias = bool | None
"""Yes, no, or not recorded."""

Several = Annotated[tuple[T, ...], Field(strict=False)]
"""A list, in the order written. Only the list itself is read leniently: TOML has lists where the model has tuples."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What an id looks like: lower-case words joined by hyphens."""


def _as_tally(value: object) -> object:
    if type(value) is not int or value < 0:
        return value
    return Tally(value)


People: TypeAlias = Annotated[Tally | None, BeforeValidator(_as_tally)]
"""A count of people, which is never shown but through release."""

Name: TypeAlias = Annotated[str, Field(pattern=ID, max_length=60)]
"""An id that other entries refer to: lower-case words joined by hyphens."""

NationName: TypeAlias = Literal["England", "Wales", "Scotland", "Northern Ireland"]

StageName: TypeAlias = Literal["early", "assessment", "consultation", "decision", "decided", "review"]

BodyStanding: TypeAlias = Literal["listed in Schedule 19", "exercises a public function", "outside the duty"]

ContextName: TypeAlias = Literal[
    "services and public functions",
    "premises",
    "work",
    "schools",
    "further and higher education",
    "associations",
]

CharacteristicName: TypeAlias = Literal[
    "age",
    "disability",
    "gender_reassignment",
    "marriage_and_civil_partnership",
    "pregnancy_and_maternity",
    "race",
    "religion_or_belief",
    "sex",
    "sexual_orientation",
]

NeedName: TypeAlias = Literal["discrimination", "opportunity", "relations"]
"""The three needs of section 149(1): (a) eliminate discrimination, (b) advance opportunity, (c) foster relations."""

Direction: TypeAlias = Literal["positive", "negative", "both", "none", "cannot tell", "not looked"]

BodyKind: TypeAlias = Literal[
    "local authority",
    "government department",
    "NHS body",
    "police or fire authority",
    "school",
    "further or higher education",
    "regulator or inspectorate",
    "transport authority",
    "housing association",
    "private body with public functions",
    "other public body",
]

FunctionKind: TypeAlias = Literal[
    "general",
    "school education",
    "children's homes",
    "immigration and nationality",
    "judicial",
    "parliamentary",
    "security services",
    "primary legislation",
]
"""What an exception of Schedule 18, or that of primary legislation, can be claimed for."""

ExceptionKind: TypeAlias = Literal[
    "Schedule 18, paragraph 1 (age: schools, children's homes)",
    "Schedule 18, paragraph 2 (immigration and nationality)",
    "Schedule 18, paragraph 3 (judicial functions)",
    "Schedule 18, paragraph 4 (Parliament, security services)",
    "primary legislation",
]

ProhibitedConduct: TypeAlias = Literal[
    "direct discrimination",
    "indirect discrimination",
    "arising from disability",
    "reasonable adjustments",
    "harassment",
    "victimisation",
    "pregnancy and maternity",
]

Harm: TypeAlias = Literal["severe", "moderate", "slight"]

BenefitOrBurden: TypeAlias = Literal["benefit", "burden"]
"""Whether it is good or bad for a person to have an outcome."""

StandardPopulation: TypeAlias = Literal["European 2013", "residents", "everyone in the table"]
"""Whose ages groups are given, so that a gap between them is none of ages."""

HarmOrNone: TypeAlias = Literal["severe", "moderate", "slight", "none"]
"""One list of words, so that a wrong one is told with all that may stand there."""

ActionClass: TypeAlias = Literal["remove", "reduce", "compensate", "signpost", "monitor"]

DutyName: TypeAlias = Literal[
    "rural",
    "public health",
    "climate",
    "finance",
    "human resources",
    "risk",
    "policy",
    "children and young people",
    "cared-for children",
    "data protection",
    "equality",
    "socio-economic",
    "armed forces",
    "corporate parenting",
    "welfare of children",
    "special educational needs",
    "Welsh language",
    "children's rights",
]
