"""The sections of a proposal, in the order of the work. Every field may be absent: absent is *not recorded*."""

from __future__ import annotations

from typing import Literal

from eia.proposal.fields import (
    ActionClass,
    BodyStanding,
    CharacteristicName,
    ContextName,
    Day,
    Direction,
    DutyName,
    Harm,
    Name,
    NationName,
    NeedName,
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
    body_standing: BodyStanding | None = None
    duty_claimed: YesNo = None
    nation: NationName | None = None
    authority_code: Words = None
    function: Words = None
    context: Several[ContextName] = ()
    what: Words = None
    aims: Several[str] = ()
    principles: Several[str] = ()
    affected: Words = None
    points_to: Several[CharacteristicName] = ()
    areas: Words = None
    stage: StageName | None = None
    illustration: Words = None


class Budget(Section):
    """Whether money is cut or moved, and whether the figure is settled."""

    changes: YesNo = None
    figure: Words = None
    status: Literal["fixed", "provisional"] | None = None
    assessed: YesNo = None
    gate: Words = None
    source: Words = None


class Promise(Section):
    """An assessment, a consultation or other work that the paper says will follow."""

    what: str
    kind: Literal["full assessment", "consultation", "other"] = "other"
    when: Words = None
    timing_elsewhere: Words = None
    by: Day = None
    owner: Words = None
    source: Words = None


class Staging(Section):
    """An assessment made in stages: why that is fair, and when the rest follows."""

    staged: YesNo = None
    reversible: YesNo = None
    urgent: YesNo = None
    reason: Words = None
    rest_by: Day = None
    rest_owner: Words = None


class AssessmentRecord(Section):
    """The equality assessment as a document: whether there is one, when it was made, what it covered."""

    made: YesNo = None
    date: Day = None
    reconsidered_afresh: YesNo = None
    option: Words = None


class Decider(Section):
    """A person or group who decides, by office, and what they had before them."""

    who: str
    given: Literal["assessment", "full account", "summary", "neither"] | None = None
    given_on: Day = None


class Decision(Section):
    """What is decided, when, by whom."""

    what: Words = None
    date: Day = None
    recommendations: Several[str] = ()
    note: Words = None
    deciders: Several[Decider] = ()
    duty_explained: Words = None
    outcome: Words = None
    source: Words = None


class Option(Section):
    """One way of doing it, doing nothing among them."""

    name: str
    what: Words = None
    do_nothing: YesNo = None
    recommended: YesNo = None
    equality_effects: Words = None
    why_not: Words = None
    source: Words = None


class Effect(Section):
    """What the proposal does to people: one entry may answer several characteristics, needs and groups."""

    id: Name
    title: str
    characteristics: Several[CharacteristicName] = ()
    needs: Several[NeedName] = ()
    groups: Several[str] = ()
    direction: Direction | None = None
    harm: Harm | None = None
    people: Words = None
    likelihood: Words = None
    reasoning: Words = None
    evidence: Several[Name] | Literal["none"] | None = None
    looked_at: Words = None
    worst: Words = None
    worst_assessed: YesNo = None
    answer: Literal["none"] | None = None
    accepted_because: Words = None
    source: Words = None


class PutAside(Section):
    """Characteristics that the author does not take further, with the reason and what was looked at."""

    characteristics: Several[CharacteristicName]
    reason: Words = None
    looked_at: Words = None


class Opportunity(Section):
    """The second need, for some characteristics: section 149(3) and (4)."""

    characteristics: Several[CharacteristicName]
    considered: YesNo = None
    disadvantage: Words = None
    different_needs: Words = None
    participation: Words = None
    source: Words = None


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
    kind: Literal["complete", "sampled", "opt-in"] | None = None
    geography: Words = None
    question: Words = None
    file: Words = None
    table: Literal["counts", "rates"] | None = None
    outcome: Words = None
    outcome_is: Literal["benefit", "burden"] | None = None
    about: Several[CharacteristicName] = ()
    later: YesNo = None
    shows: Words = None
    limits: Words = None
    licence: Words = None


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


class Consultation(Section):
    """Whether people must be asked, whether they were, and what became of what they said."""

    duty: Literal["statute", "promise", "practice", "none"] | None = None
    duty_source: Words = None
    held: YesNo = None
    opened: Day = None
    closed: Day = None
    formative: YesNo = None
    minds_open: YesNo = None
    who: Words = None
    equality_points: Several[str] = ()
    responses_reached_deciders: YesNo = None
    equality_points_withheld: YesNo = None
    so_far: Words = None
    source: Words = None


class Action(Section):
    """Something that will be done about an effect, by a post and a date."""

    effects: Several[Name]
    what: str
    kind: ActionClass | None = None
    owner: Words = None
    due: Day = None
    measure: Words = None


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


class Record(Section):
    """The record itself: versions, and who signs."""

    versions: Several[Version] = ()
    author: Words = None
    approver: Words = None
    signed_on: Day = None
    contact: Words = None


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
    says: Words = None
    source: Words = None


class OtherDuty(Section):
    """What the paper records of a neighbouring duty or heading."""

    duty: DutyName
    considered: YesNo = None
    says: Words = None
    source: Words = None


class Response(Section):
    """The author's reply to a finding, named by the finding's code."""

    to: str
    answer: Literal["accepted", "disagreed", "will do"]
    says: str
    post: Words = None
    date: Day = None
