"""What notebooks and reports show: tables, sentences and charts with alt text, made from an assessment."""

from eia.views.afterwards import actions, history, watching
from eia.views.brief import brief
from eia.views.cover import cover
from eia.views.evidence import counts, data_protection, disparities, gaps, register
from eia.views.findings import answered, findings, findings_text, not_yet_due
from eia.views.law import choices, law_cited
from eia.views.local import local, local_files
from eia.views.needs import needs, put_aside, rules
from eia.views.people import consultation, replies
from eia.views.place import behind, behind_chart, neighbourhoods, neighbourhoods_chart, profile
from eia.views.proportion import what_follows as what_follows  # in __all__ once the notebook shows it
from eia.views.record import decision, effects, matrix, other_duties, proposal

__all__ = [
    "actions",
    "answered",
    "behind",
    "behind_chart",
    "brief",
    "choices",
    "consultation",
    "counts",
    "cover",
    "data_protection",
    "decision",
    "disparities",
    "effects",
    "findings",
    "findings_text",
    "gaps",
    "history",
    "law_cited",
    "local",
    "local_files",
    "matrix",
    "needs",
    "neighbourhoods",
    "neighbourhoods_chart",
    "not_yet_due",
    "other_duties",
    "profile",
    "proposal",
    "put_aside",
    "register",
    "replies",
    "rules",
    "watching",
]
