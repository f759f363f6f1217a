"""Other ways of doing it, and what the proposal is part of."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import Answer, Severity, met, not_applicable, not_met, not_recorded, silent

options = Family("Options, package and money")


@options.check("M04", due="assessment", basis=["case.w_v_birmingham", "case.moseley"])
def options_are_compared_by_effect_on_equality(dossier: Dossier) -> Iterator[Answer]:
    """Are the options, doing nothing among them, compared by their effects on equality?

    To settle: Compare the options, doing nothing among them, by their effects on equality.

    Known limits: it reads that a comparison is recorded, not how well it was made. No rule asks every assessment for
    options: silence is a worry only where an effect may be worse than slight.
    """
    listed, compared = dossier.proposal.option, dossier.proposal.assessment.options_compared
    nothing = any(one.do_nothing for one in listed)
    each_weighed = len(listed) > 1 and all(one.equality_effects for one in listed)
    if compared is False:
        yield not_met(
            "The author records that the options were not compared for their effects on equality.",
            severity=Severity.WARNING,
            do="Compare them, doing nothing among them, or say why there was no other way.",
            waits=True,
        )
    elif (compared or each_weighed) and (nothing or not listed):
        yield met("The author records that the options were compared for their effects on equality.")
    elif not dossier.may_be_worse_than_slight:
        yield silent(
            "The record does not say how the options compare; no effect is recorded as worse than slight."
        )
    else:
        what = "changing nothing would compare" if compared or each_weighed else "the options compare"
        yield not_recorded(
            f"The record does not say how {what} in effects on equality.",
            severity=Severity.ADVICE,
            do="Add an [[option]] entry for each, doing nothing among them, with its effects on equality.",
        )


@options.check("M05", due="decision", basis=["case.hurley"])
def the_effect_of_the_package_is_considered(dossier: Dossier) -> Iterator[Answer]:
    """Where the proposal is part of a package: is the effect of the whole considered?

    To settle: Consider the effect of the whole package on people, not of each part alone.

    Known limits: it reads what the author says of the package; it does not look for other proposals.
    """
    package = dossier.proposal.package
    if not package.part_of:
        if package.alone:
            yield not_applicable("The author records that the proposal stands alone.")
        else:
            yield silent("The record does not say whether the proposal is part of a package.")
    elif package.effect_considered is False:
        yield not_met(
            "The author records that the proposal is part of a package, and that the effect of the whole was not considered.",
            severity=Severity.WARNING,
            do="Consider who is touched by several parts of it, and how much they add up to.",
            about=package.part_of,
            waits=True,
        )
    elif package.effect_considered:
        yield met(
            "The author records that the effect of the whole package was considered.", about=package.part_of
        )
    else:
        yield not_recorded(
            "The proposal is part of a package, and the record does not say whether the effect of the whole was considered.",
            severity=Severity.ADVICE,
            do="Say whether and how it was considered, in the [package] section.",
            about=package.part_of,
        )


@options.check("M06", due="decision", basis=["case.ke", "case.hollow"])
def a_budget_figure_is_assessed_or_gated(dossier: Dossier) -> Iterator[Answer]:
    """If the decision carries a budget figure: is its effect assessed where the figure is fixed, or held back behind a later decision where it is provisional?

    To settle: Assess the effect of a budget figure before it is fixed.

    Known limits: it reads whether the author calls the figure fixed or provisional; it does not read the budget.
    """
    budget = dossier.proposal.budget
    if budget.changes is False:
        yield not_applicable("The author records that the decision changes no budget at this stage.")
    elif budget.status is None:
        yield silent("The record does not say whether a budget figure is fixed or provisional.")
    elif budget.status == "fixed" and budget.assessed is False:
        yield not_met(
            "The figure is fixed, and the author records that its effect was not assessed.",
            severity=Severity.SERIOUS,
            do="Assess the effect of the figure before it is fixed.",
            waits=True,
        )
    elif budget.status == "provisional" and not budget.gate:
        yield not_met(
            "The figure is provisional, and no later decision is recorded that could still change it.",
            severity=Severity.ADVICE,
            do="Say which later decision, after assessment, must come before the figure takes effect.",
            waits=True,
        )
    elif budget.status == "fixed" and budget.assessed is None:
        yield silent("The figure is fixed; the record does not say whether its effect was assessed.")
    else:
        yield met("The author records that the figure is assessed, or waits behind a later decision.")
