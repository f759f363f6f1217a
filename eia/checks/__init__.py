"""The duty as questions: one file a family, each check a function that asks one thing of a dossier."""

from eia.checks import (
    afterwards,
    consultation,
    deciders,
    figures,
    grounds,
    impact,
    inquiry,
    limbs,
    mitigation,
    options,
    other_duties,
    publication,
    record,
    rules,
    scope,
    timing,
    versions,
)
from eia.checks.registry import LOCAL, Check, Family, put, refuse_codes_twice

FAMILIES: tuple[Family, ...] = (
    scope.scope,
    timing.timing,
    versions.versions,
    deciders.deciders,
    inquiry.inquiry,
    figures.figures,
    limbs.limbs,
    rules.rules,
    grounds.grounds,
    impact.impact,
    mitigation.mitigation,
    options.options,
    consultation.consultation,
    afterwards.afterwards,
    record.record,
    publication.publication,
    other_duties.other_duties,
)
"""The families in the order of the specification; a list, so that a lost module fails by name."""

refuse_codes_twice(FAMILIES)

_LETTERS = "ATDILMCRPN"
"""The letters of the codes, in the order of the specification; a letter may be spread over several families."""

CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (check for family in FAMILIES for check in family.checks),
        key=lambda check: (_LETTERS.index(check.code[0]), check.code),
    )
)
"""Every check, in the order of the specification."""

__all__ = ["CHECKS", "FAMILIES", "LOCAL", "Check", "Family", "put"]
