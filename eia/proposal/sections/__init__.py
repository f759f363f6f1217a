"""The sections of a proposal, in the order of the work. Every field may be absent: absent is *not recorded*."""

from eia.proposal.sections.afterwards import (
    Action,
    Change,
    Monitoring,
    Publication,
    Record,
    Response,
    Review,
    Version,
)
from eia.proposal.sections.beginning import About, Budget, Option, Package, Promise, Staging
from eia.proposal.sections.deciding import AssessmentRecord, Assurance, Decider, Decision
from eia.proposal.sections.duties import ClaimedException, DataProtection, Exempt, LocalAnswer, OtherDuty
from eia.proposal.sections.effects import (
    Conduct,
    Effect,
    Hardship,
    Opportunity,
    PutAside,
    Relations,
    Rule,
    Service,
    Tool,
    ToolTest,
)
from eia.proposal.sections.evidence import Disparity, Evidence, Gap, Merge
from eia.proposal.sections.people import Consultation, Engagement, Respondents

__all__ = [
    "About",
    "Action",
    "AssessmentRecord",
    "Assurance",
    "Budget",
    "Change",
    "ClaimedException",
    "Conduct",
    "Consultation",
    "DataProtection",
    "Decider",
    "Decision",
    "Disparity",
    "Effect",
    "Engagement",
    "Evidence",
    "Exempt",
    "Gap",
    "Hardship",
    "LocalAnswer",
    "Merge",
    "Monitoring",
    "Opportunity",
    "Option",
    "OtherDuty",
    "Package",
    "Promise",
    "Publication",
    "PutAside",
    "Record",
    "Relations",
    "Respondents",
    "Response",
    "Review",
    "Rule",
    "Service",
    "Staging",
    "Tool",
    "ToolTest",
    "Version",
]
