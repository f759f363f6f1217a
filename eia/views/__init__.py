"""What notebooks and reports show: tables, sentences and charts with alt text, made from an assessment."""

from eia.views.affected import effects, put_aside
from eia.views.afterwards import actions, history, left_out, watching
from eia.views.brief import brief
from eia.views.cover import cover
from eia.views.duty import duty
from eia.views.estimates import gaps_found, gaps_in_full
from eia.views.evidence import counts, data_protection, disparities, gaps, register
from eia.views.findings import answered, findings, findings_text, not_yet_due
from eia.views.law import choices, law_cited, method
from eia.views.local import local, local_files
from eia.views.looking import (
    areas_ranked,
    intersections,
    money,
    representation,
    where_they_live,
    who_lives_there,
)
from eia.views.matrix import matrix
from eia.views.needs import needs, rules
from eia.views.people import consultation, who_answered
from eia.views.place import behind, behind_chart, neighbourhoods, neighbourhoods_chart, profile, rates
from eia.views.proportion import what_follows
from eia.views.record import decision, other_duties, proposal
from eia.views.timeline import timeline

__all__ = [
    "actions",
    "answered",
    "areas_ranked",
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
    "duty",
    "effects",
    "findings",
    "findings_text",
    "gaps",
    "gaps_found",
    "gaps_in_full",
    "history",
    "intersections",
    "law_cited",
    "left_out",
    "local",
    "local_files",
    "matrix",
    "method",
    "money",
    "needs",
    "neighbourhoods",
    "neighbourhoods_chart",
    "not_yet_due",
    "other_duties",
    "profile",
    "proposal",
    "put_aside",
    "rates",
    "register",
    "representation",
    "rules",
    "timeline",
    "watching",
    "what_follows",
    "where_they_live",
    "who_answered",
    "who_lives_there",
]
