"""Whether figures and automated tools can be relied on: differences, sub-groups, small numbers, bias."""

from __future__ import annotations

from collections.abc import Iterator

from eia.checks.own_figures import contradicts, has_intervals, own_gaps, several_at_once
from eia.checks.registry import Family
from eia.dossier import Dossier
from eia.findings import (
    Answer,
    Severity,
    met,
    needs_judgement,
    not_applicable,
    not_met,
    not_recorded,
    silent,
)
from eia.proposal.sections import Disparity, Evidence, Tool
from eia.wording import listed

figures = Family("Figures and tools")

_GRAVE_BIAS = frozenset({"race", "sex"})
"""The characteristics that Bridges was about."""

_ASKED_OF_A_TOOL = ("race", "sex", "age", "disability")

NO_DIFFERENCE_ENTERED = (
    "The record has no entry that sets out a difference between groups: whom it is of, what its percentages are of, and how sure "
    "it is. Differences in its prose are not checked here."
)
"""What is said where a record has no such entry: its prose may state a difference all the same."""


@figures.check("I04", due="assessment", basis=["case.bailey", "ea2010.s19"])
def a_difference_is_stated_with_what_it_rests_on(dossier: Dossier) -> Iterator[Answer]:
    """Is a difference between groups stated with whom the groups were drawn from, what the percentages are of, and how uncertain it is?

    To settle: State a difference with its pool, its denominator and how uncertain it is.

    Known limits: it reads what the author writes of the difference, or of the evidence behind it; where that is the body's
    own counts, this report gives their intervals. A complete count needs no interval. That figures contradict a
    difference is said only where every comparison they bear is shown similar. Small numbers are asked about on their own.
    """
    stated = dossier.proposal.disparity
    if not stated and not _shown_by_rates(dossier) and (found := _shown_by_counts(dossier)):
        yield not_recorded(
            "The body's own counts show a difference between groups, and the record has no entry for one.",
            severity=Severity.ADVICE,
            do="State the difference that matters here in a [[disparity]] entry.",
            about=listed([item.title for item in found]),
        )
    elif not stated and any(_shown_by_rates(dossier)):
        yield not_recorded(
            "A table of rates shows groups that are worse off than the whole, and the record has no entry for a difference between groups.",
            severity=Severity.ADVICE,
            do="State the difference that matters here in a [[disparity]] entry.",
            about=listed([item.title for item in _shown_by_rates(dossier)]),
        )
    elif not stated:
        yield silent(NO_DIFFERENCE_ENTERED)
    for one in stated:
        behind = [item for item in dossier.proposal.evidence if item.id in one.evidence]
        missing = _not_said_of(one, behind, own=has_intervals(dossier, one))
        if not one.contradicted and contradicts(dossier, one):
            yield not_met(
                "A difference is stated, and every comparison of the figures behind it is shown similar.",
                severity=Severity.ADVICE,
                do="Say which is right and why, or name the figures that show it.",
                about=one.says,
            )
        elif one.contradicted:
            yield not_met(
                "The author records that other evidence contradicts the difference stated.",
                severity=Severity.ADVICE,
                do="Say which figure is right and why, or give both.",
                about=one.says,
            )
        elif not missing:
            yield met(
                "The author records whom the groups were drawn from, what the percentages are of, and how uncertain they are or that "
                "the count is complete.",
                about=one.says,
            )
        elif any(item.table for item in behind or dossier.proposal.evidence):
            yield not_recorded(
                f"The difference is stated without {listed(missing, 'or')}.",
                severity=Severity.ADVICE,
                do="Add what is missing to its [[disparity]] entry.",
                about=one.says,
            )
        else:
            yield silent(
                f"The difference is stated without {listed(missing, 'or')}; the record holds no table behind it.",
                about=one.says,
            )


def _shown_by_counts(dossier: Dossier) -> list[Evidence]:
    """Return the evidence, there before the decision, whose own counts show a difference between groups."""
    shown = {
        table.evidence
        for table in own_gaps(dossier)
        if any(one.worse is not None for one in table.comparisons)
    }
    return [item for item in dossier.proposal.evidence if item.id in shown]


def _shown_by_rates(dossier: Dossier) -> list[Evidence]:
    """Return the evidence, there before the decision, whose rates show a group worse off than the whole."""
    return [item for item in dossier.proposal.evidence if dossier.at_risk.get(item.id) and not item.later]


def _not_said_of(one: Disparity, behind: list[Evidence], *, own: bool) -> list[str]:
    """Return the parts that neither the entry nor the evidence behind it gives; `own`: its intervals are given here."""
    complete = bool(behind) and all(item.kind == "complete" for item in behind)
    parts = {
        "whom the groups were drawn from": one.pool or any(item.coverage for item in behind),
        "what the percentages are of": one.denominator or own or any(item.base for item in behind),
        "how uncertain it is": one.interval or complete or own,
    }
    return [words for words, said in parts.items() if not said]


@figures.check("I05", due="assessment", basis=["case.coleman_v_barnet"])
def subgroups_are_looked_at_where_groups_differ(dossier: Dossier) -> Iterator[Answer]:
    """Where the figures show a difference, were people who share more than one characteristic, and groups within one, looked at?

    To settle: Where groups differ, look at people who share more than one characteristic.

    Known limits: advice only: groups within a characteristic need not each be analysed. It asks only where a difference is
    stated, or where a table of rates or of the body's own counts shows one. Figures worked out for them count as looking.
    """
    if dossier.proposal.assessment.intersections:
        yield met("The author records what was found about people who share more than one characteristic.")
    elif several_at_once(dossier):
        yield met(
            "The author records a table in which people who share more than one characteristic are counted."
        )
    elif dossier.proposal.disparity or _shown_by_rates(dossier) or _shown_by_counts(dossier):
        yield not_recorded(
            "The figures show a difference, and the record does not say whether people who share more than one characteristic "
            "were looked at.",
            severity=Severity.ADVICE,
            do="Say in intersections what was found about them, or why it was not looked for.",
        )
    else:
        yield silent(
            "The record has no entry for a difference between groups, and no table of it shows one, so sub-groups are not asked "
            "about. Differences in its prose are not checked here."
        )


@figures.check("I06", due="assessment", basis=["ukgdpr.art9", "ukgdpr.art35"])
def small_numbers_are_safe(dossier: Dossier) -> Iterator[Answer]:
    """Are small numbers in the evidence safe, and does the record agree with itself about personal data?

    To settle: See to it that no person can be recognised in the evidence.

    Known limits: it reads what the author says of each piece of evidence. Counts handed in as a file are shown only
    after they were made safe, which this toolkit does itself. The basis for using personal data is asked about on its own.
    """
    used = dossier.proposal.data_protection.personal_data
    evidence = dossier.proposal.evidence
    told = [item for item in evidence if item.personal_data or item.small_numbers_safe is not None]
    if not told and evidence and all(item.personal_data is False for item in evidence):
        yield not_applicable("The author records that no evidence holds personal data.")
    elif not told:
        yield silent("The record names no evidence that holds personal data.")
    for item in told:
        yield _safe(item, said_not_used=used is False)


def _safe(item: Evidence, *, said_not_used: bool) -> Answer:
    released = item.table not in (None, "rates") and item.file is not None
    if item.small_numbers_safe is False and not released:
        return not_met(
            "The author records that small numbers in this evidence have not been dealt with.",
            severity=Severity.WARNING,
            do="Withhold or join small numbers before anything of it is shown, then say so in small_numbers_safe.",
            about=item.title,
        )
    if item.personal_data and said_not_used:
        return not_met(
            "The author records that no personal data is used, and also that this evidence holds some.",
            severity=Severity.WARNING,
            do="Say which is right: correct the evidence entry, or complete the [data_protection] section.",
            about=item.title,
        )
    if released:
        return met(
            "The author records counts of people in a file; the report shows them only after they were made safe.",
            about=item.title,
        )
    if item.small_numbers_safe:
        return met("The author records that small numbers have been dealt with.", about=item.title)
    return not_recorded(
        "The evidence holds personal data, and the record does not say whether small numbers have been dealt with.",
        severity=Severity.ADVICE,
        do="Say so in small_numbers_safe.",
        about=item.title,
    )


@figures.check("I08", due="decision", basis=["case.bridges"])
def each_tool_was_tested_for_bias(dossier: Dossier) -> Iterator[Answer]:
    """Was each automated tool tested for bias, by the body itself, with results?

    To settle: Test the automated tool for bias, and record the results.

    Known limits: it reads what the author says was tested and found, not whether the test was a good one. Age and disability
    are not asked about where the record puts them aside; race and sex always are.
    """
    if not dossier.proposal.tool:
        yield silent("No automated tool is recorded.")
    for tool in dossier.proposal.tool:
        yield _tested(tool, dossier)


def _tested(tool: Tool, dossier: Dossier) -> Answer:
    asked = [name for name in _ASKED_OF_A_TOOL if name in _GRAVE_BIAS or name not in dossier.put_aside]
    tested = {
        test.characteristic for test in tool.tests if test.tested or (test.tested is None and test.result)
    }
    shown = {test.characteristic for test in tool.tests if test.characteristic in tested and test.result}
    refused = [test.characteristic for test in tool.tests if test.tested is False]
    all_names = [dossier.name_of(name).lower() for name in asked]
    do = f"Have it tested for bias by {listed(all_names)}, by the body itself or for it, and record what each test showed."
    if tool.tested_by_us is False and not tested >= _GRAVE_BIAS:
        return not_met(
            "The author records that the body itself has not tested the tool for bias.",
            severity=Severity.SERIOUS,
            do=do,
            about=tool.name,
            waits=True,
        )
    if refused:
        names = [dossier.name_of(name).lower() for name in dict.fromkeys(refused)]
        return not_met(
            f"The author records that the tool was not tested for bias by {listed(names, 'or')}.",
            severity=Severity.SERIOUS if _GRAVE_BIAS & set(refused) else Severity.WARNING,
            do=do,
            about=tool.name,
            waits=True,
        )
    missing = [dossier.name_of(name).lower() for name in asked if name not in shown]
    if missing:
        return not_recorded(
            f"The record does not give the result of a test of the tool for bias by {listed(missing, 'or')}.",
            severity=Severity.WARNING,
            do=do,
            about=tool.name,
        )
    if tool.tested_by_us is None:
        return not_recorded(
            "Results of tests for bias are recorded, and not whether the body itself made or commissioned them.",
            severity=Severity.WARNING,
            do="Say in tested_by_us whether it did.",
            about=tool.name,
        )
    if tool.tested_by_us is False:
        return needs_judgement(
            "The author records results of tests for bias that the body itself did not make.",
            severity=Severity.WARNING,
            do="Ask who made them and whether the body satisfied itself of them: a supplier's word alone is not enough.",
            about=tool.name,
        )
    return met("The author records the body's own tests of the tool for bias, with results.", about=tool.name)
