"""The proposal as a whole, and what must agree between its sections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from eia.proposal import sections
from eia.proposal.fields import Section, Several, Words

SCHEMA: Literal[5] = 5
"""The version of this model that `proposal.toml` names in its first line."""


class Proposal(Section):
    """Everything an officer records of one proposal. What is absent is not recorded, never assumed."""

    schema_version: Literal[5] = Field(default=SCHEMA, alias="schema")
    proposal: sections.About = sections.About()
    exception: Several[sections.ClaimedException] = ()
    budget: sections.Budget = sections.Budget()
    package: sections.Package = sections.Package()
    staging: sections.Staging = sections.Staging()
    assessment: sections.AssessmentRecord = sections.AssessmentRecord()
    decision: sections.Decision = sections.Decision()
    assurance: Several[sections.Assurance] = ()
    promise: Several[sections.Promise] = ()
    option: Several[sections.Option] = ()
    effect: Several[sections.Effect] = ()
    put_aside: Several[sections.PutAside] = ()
    conduct: Several[sections.Conduct] = ()
    opportunity: Several[sections.Opportunity] = ()
    relations: Several[sections.Relations] = ()
    rule: Several[sections.Rule] = ()
    tool: Several[sections.Tool] = ()
    service: Several[sections.Service] = ()
    hardship: Several[sections.Hardship] = ()
    evidence_note: Words = None
    evidence: Several[sections.Evidence] = ()
    gap: Several[sections.Gap] = ()
    no_gaps_because: Words = None
    disparity: Several[sections.Disparity] = ()
    engagement: Several[sections.Engagement] = ()
    consultation: sections.Consultation = sections.Consultation()
    action: Several[sections.Action] = ()
    monitoring: sections.Monitoring = sections.Monitoring()
    review: sections.Review = sections.Review()
    record: sections.Record = sections.Record()
    change: Several[sections.Change] = ()
    publication: sections.Publication = sections.Publication()
    data_protection: sections.DataProtection = sections.DataProtection()
    exempt: Several[sections.Exempt] = ()
    other_duty: Several[sections.OtherDuty] = ()
    local_answer: Several[sections.LocalAnswer] = ()
    response: Several[sections.Response] = ()

    def latest_date(self) -> dt.date | None:
        """Return the latest date written anywhere in the record, or `None` when no date is recorded."""
        return max(_dates(self), default=None)


def _dates(value: object) -> Iterator[dt.date]:
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _dates(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _dates(one)
