"""What is proposed, by whom, with what money, and what else was thought of."""

from __future__ import annotations

from typing import Literal

from eia.proposal.fields import (
    BodyKind,
    BodyStanding,
    CharacteristicName,
    ContextName,
    Day,
    FunctionKind,
    NationName,
    Section,
    Several,
    StageName,
    Words,
    YesNo,
)


class About(Section):
    """What is proposed, by whom, for whom."""

    title: Words = None
    short_name: Words = None
    reference: Words = None
    source: Words = None
    body: Words = None
    body_kind: BodyKind | None = None
    body_standing: BodyStanding | None = None
    duty_claimed: YesNo = None
    nation: NationName | None = None
    authority_code: Words = None
    function: Words = None
    function_kind: FunctionKind | None = None
    context: Several[ContextName] = ()
    strategic: YesNo = None
    what: Words = None
    aims: Several[str] = ()
    principles: Several[str] = ()
    affected: Words = None
    points_to: Several[CharacteristicName] = ()
    areas: Words = None
    stage: StageName | None = None
    reversible: YesNo = None
    urgent: YesNo = None
    illustration: Words = None


class Budget(Section):
    """Whether money is cut or moved, and whether the figure is settled."""

    changes: YesNo = None
    figure: Words = None
    status: Literal["fixed", "provisional"] | None = None
    assessed: YesNo = None
    gate: Words = None
    source: Words = None


class Package(Section):
    """Whether the proposal is part of a package, and whether the effect of the whole is considered."""

    part_of: Words = None
    alone: YesNo = None
    effect_considered: YesNo = None
    how: Words = None


class Promise(Section):
    """An assessment, a consultation or other work that the paper says will follow."""

    what: str
    kind: Literal["full assessment", "consultation", "other"] = "other"
    when: Words = None
    timing_elsewhere: Words = None
    by: Day = None
    owner: Words = None
    kept_on: Day = None
    source: Words = None


class Staging(Section):
    """An assessment made in stages: why that is fair, and when the rest follows."""

    staged: YesNo = None
    reversible: YesNo = None
    urgent: YesNo = None
    reason: Words = None
    rest_by: Day = None
    rest_owner: Words = None


class Option(Section):
    """One way of doing it, doing nothing among them."""

    name: str
    what: Words = None
    do_nothing: YesNo = None
    recommended: YesNo = None
    equality_effects: Words = None
    why_not: Words = None
    source: Words = None
