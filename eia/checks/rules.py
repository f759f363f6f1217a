"""Rules that bear harder on some people, and services made for some."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent
from eia.proposal.sections import Rule

rules = Family("Rules and services")


@rules.check(
    "L02", due="decision", basis=["ea2010.s19", "ea2010.s19a", "case.coll", "case.moore", "case.ward"]
)
def each_adverse_rule_is_justified(dossier: Dossier) -> Iterator[Answer]:
    """For each rule that is the same for all and puts some at a disadvantage: are its aim, how it serves that aim, gentler rules and the balance recorded?

    To settle: Say what each such rule is for, how it serves that, which gentler rules were thought of, and why it is worth it.

    Known limits: it reads that the four parts are there; whether the rule is proportionate is for people, and in the end
    for a court. It does not look for rules that nobody wrote down.
    """
    if not dossier.proposal.rule:
        yield silent("No rule that puts some people at a disadvantage is recorded.")
    for rule in dossier.proposal.rule:
        if not _indirect_can_arise(dossier, rule):
            yield not_applicable(
                "The Act knows no indirect discrimination against the people named, in the settings recorded.",
                about=rule.rule,
            )
        elif rule.justification == "none":
            yield not_met(
                "The author records a rule that puts some people at a disadvantage, and no justification for it.",
                severity=Severity.WARNING,
                do="Give its aim, how it serves that aim, the gentler rules thought of, and why the aim outweighs the disadvantage; "
                "or change the rule.",
                about=rule.rule,
                waits=True,
            )
        elif missing := [words for words, said in _parts(rule).items() if not said]:
            yield not_recorded(
                f"The record does not give {', '.join(missing)}.",
                severity=Severity.WARNING,
                do="Complete these lines of its [[rule]] entry.",
                about=rule.rule,
            )
        else:
            yield met(
                "The author records the rule's aim, how it serves that aim, gentler rules and the balance.",
                about=rule.rule,
            )


def _indirect_can_arise(dossier: Dossier, rule: Rule) -> bool:
    """Tell whether section 19 reaches any of the people the rule disadvantages; what is not recorded rules nothing out."""
    anywhere = not dossier.proposal.proposal.context
    return not rule.disadvantages or any(
        "indirect_discrimination" in dossier.open_conduct(name, anywhere=anywhere)
        for name in rule.disadvantages
    )


def _parts(rule: Rule) -> dict[str, str | None]:
    return {
        "its aim": rule.aim,
        "how it serves that aim": rule.link,
        "gentler rules that were thought of": rule.less_intrusive,
        "why the aim outweighs the disadvantage": rule.balance,
    }


@rules.check("L06", due="decision", basis=["ea2010.s158", "rra1976.s71", "case.kaur"])
def keeping_a_specialist_service_is_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where a specialist service is withdrawn or cut: was the case for keeping it considered?

    To settle: Consider the case for keeping each specialist service before it is withdrawn or cut.

    Known limits: section 158 allows proportionate action for a group, and orders none; it reads that keeping the service
    was considered, not how well.
    """
    if not dossier.proposal.service:
        yield silent("No specialist service is recorded as withdrawn or cut.")
    for service in dossier.proposal.service:
        if service.withdrawn is False:
            yield not_applicable(
                "The author records that the service is not withdrawn or cut.", about=service.name
            )
        elif service.keeping_considered is False:
            yield not_met(
                "The author records that keeping the service was not considered.",
                severity=Severity.WARNING,
                do="Consider what the service does for its users that a general one would not, and say why it is kept or not.",
                about=service.name,
                waits=True,
            )
        elif service.keeping_considered:
            yield met("The author records that keeping the service was considered.", about=service.name)
        elif service.withdrawn:
            yield not_recorded(
                "The record does not say whether keeping the service was considered.",
                severity=Severity.ADVICE,
                do="Say whether the case for keeping it was considered, and what came of it.",
                about=service.name,
            )
        else:
            yield silent(
                "The record does not say whether the service is withdrawn or cut.", about=service.name
            )
