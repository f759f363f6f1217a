"""The duty as questions: one file a family, each check a function that asks one thing of a dossier."""

from eia.checks import (
    afterwards,
    consultation,
    deciders,
    impact,
    inquiry,
    limbs,
    other_duties,
    record,
    scope,
    timing,
)
from eia.checks.registry import LOCAL, Check, Family, put, refuse_codes_twice

FAMILIES: tuple[Family, ...] = (
    scope.scope,
    timing.timing,
    deciders.deciders,
    inquiry.inquiry,
    limbs.limbs,
    impact.impact,
    consultation.consultation,
    afterwards.afterwards,
    record.record,
    other_duties.other_duties,
)
"""The families in the order of the specification; a list, so that a lost module fails by name."""

refuse_codes_twice(FAMILIES)

CHECKS: tuple[Check, ...] = tuple(check for family in FAMILIES for check in family.checks)
"""Every check, in the order of its family."""

__all__ = ["CHECKS", "FAMILIES", "LOCAL", "Check", "Family", "put"]
