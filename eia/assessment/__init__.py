"""What the toolkit found in one proposal: every check put to it, for one of two copies, and its JSON."""

from eia.assessment.assessing import Assessment, Failure, assess, assess_submission, for_publication
from eia.assessment.copies import Copy
from eia.assessment.written import SCHEMA, assessment_json, findings_json

__all__ = [
    "SCHEMA",
    "Assessment",
    "Copy",
    "Failure",
    "assess",
    "assess_submission",
    "assessment_json",
    "findings_json",
    "for_publication",
]
