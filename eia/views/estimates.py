"""What a body's own released counts show of groups: in the body of a report a few sentences, in the annex chart, table and all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from eia.analysis import UNKNOWN, AgeStandardised, Comparison, Gaps, Slope
from eia.analysis import Shown as ReleasedTable
from eia.assessment import Assessment
from eia.estimates import EVERYONE_ELSE, Answer, Verdict
from eia.views.charts import gaps_with_band
from eia.views.display import NOTHING, Shown, bullets, paragraph, sentence, table, together
from eia.views.parts import inside, is_short, of_evidence, part, title_of, within
from eia.views.strata import strata_in_full, turned_round
from eia.wording import listed

_MOST = 3
"""Differences of one table that the body of a report names; the annex holds all."""

NOT_CAUSED = (
    "A difference in figures is where to look: what makes it, and whether the proposal would widen it, is for people to say. "
    "The bands by which these are called different or similar are no legal test."
)


IN_FULL = "How many people each rests on, what its interval is about, and every other comparison stand in the annex."


def gaps_found(assessment: Assessment) -> Shown:
    """Say which differences the body's own counts show of the groups that the record takes to be affected; the annex has the rest."""
    dossier = assessment.dossier
    named = {name for effect in dossier.proposal.effect for name in effect.named_evidence}
    found = [
        one
        for one in of_evidence(dossier.compared.gaps, "")
        if one.characteristic in dossier.said_to_be_affected or one.evidence in named
    ]
    said = [_in_short(assessment, one) for one in found]
    turned = turned_round(assessment, named=named)
    if not any(one.html for one in (*said, turned)):
        return NOTHING
    return part(
        assessment,
        "What the body's own figures show",
        *said,
        turned,
        paragraph(f"{NOT_CAUSED} {IN_FULL}", kind="note"),
    )


def gaps_in_full(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show every comparison of the body's own counts: charts with their tables, and how many people.

    Each comparison with the reference is said in sentences too, with what it would take to tell; where the record names none, each
    with everyone else.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    if is_short(assessment):
        return NOTHING
    compared = assessment.dossier.compared
    found = of_evidence(compared.gaps, evidence)
    standardised = of_evidence(compared.age_standardised, evidence)
    slopes = of_evidence(compared.slopes, evidence)
    return together(
        within(
            assessment,
            "Differences in the body's own figures",
            paragraph(NOT_CAUSED, kind="note") if found else None,
            *(_in_full(assessment, one) for one in found),
        ),
        within(
            assessment,
            "The same with account of age",
            *(_with_ages(assessment, some) for some in _by_table(standardised)),
        ),
        within(
            assessment,
            "Within groups of another characteristic",
            strata_in_full(assessment, evidence=evidence),
        ),
        within(assessment, "Over deprivation", *(_over_deprivation(assessment, one) for one in slopes)),
    )


def _in_short(assessment: Assessment, one: Gaps) -> Shown:
    """Say what is shown of one table: the differences, whom it shows similar, of whom it cannot tell."""
    comparisons = _one_a_group(one)
    different = [each for each in comparisons if each.answer is Answer.DIFFERENT]
    lines = [each.in_brief for each in different[:_MOST]]
    if len(different) > _MOST:
        more = len(different) - _MOST
        lines.append(
            f"{more} more groups are shown different; the annex names them."
            if more > 1
            else "One more group is shown different; the annex names it."
        )
    lines += [
        f"{words}: {listed([f'“{name}”' for name in groups])}."
        for words, groups in (
            ("Shown similar", _groups(comparisons, Answer.SIMILAR)),
            (
                f"The figures cannot tell of these beside {_beside(one)}",
                _groups(comparisons, Answer.CANNOT_TELL),
            ),
        )
        if groups
    ]
    if not lines:
        return NOTHING
    return within(assessment, _heading_of(assessment, one), paragraph(f"{_who(one)}."), bullets(lines))


def _groups(comparisons: Sequence[Comparison], answer: Answer) -> list[str]:
    return [one.group for one in comparisons if one.answer is answer]


def _one_a_group(one: Gaps) -> list[Comparison]:
    """Return the comparisons with the named reference; where there is none, those with everyone else."""
    named = [each for each in one.comparisons if each.reference != EVERYONE_ELSE]
    return named or list(one.comparisons)


def _is_said(one: Gaps, each: Comparison) -> bool:
    """Tell whether the annex says a comparison in sentences: those with the reference, and those that no chart can show."""
    return one.reference is None or each.reference != EVERYONE_ELSE or each.verdict is None


def _beside(one: Gaps) -> str:
    return f"“{one.reference}”" if one.reference else EVERYONE_ELSE


def _heading_of(assessment: Assessment, one: Gaps | AgeStandardised | Slope, by: str = "") -> str:
    """Name a table: its evidence, and what it is by."""
    return f"{title_of(assessment, one.evidence)}, by {by or one.by.lower()}"


def _who(one: Gaps | AgeStandardised | Slope) -> str:
    """Say the outcome of a table, and what that is to people where the table says so."""
    bears = one.bears if isinstance(one, Gaps) else None
    return f"Who {one.outcome}{f' (a {bears})' if bears else ''}"


def _by_table(found: Iterable[AgeStandardised]) -> list[list[AgeStandardised]]:
    tables: dict[tuple[str, str], list[AgeStandardised]] = {}
    for one in found:
        tables.setdefault((one.evidence, one.table), []).append(one)
    return list(tables.values())


def _with_ages(assessment: Assessment, some: Sequence[AgeStandardised]) -> Shown:
    """Show what is said of a table by age and another characteristic, and how many people it rests on."""
    first = some[0]
    by = f"{first.by.lower()} and age"
    return inside(
        assessment,
        _heading_of(assessment, first, by),
        paragraph(f"{_who(first)}."),
        bullets(one.says for one in some),
        *_whose_ages(first),
        _people(assessment, first, by),
    )


def _whose_ages(one: AgeStandardised) -> Iterator[Shown]:
    """Say where the ages come from that groups are given, if they are those of residents; of the others the sentences say it."""
    known = one.residents
    if known is None:
        return
    later = ", published after the day judged by" if known.later else ""
    yield paragraph(
        f"The ages are those of {known.base} of {known.place_name} ({known.title}{later}), in the table's bands. They are taken as "
        "known: the intervals are of the body's own figures alone.",
        kind="note",
    )
    yield paragraph(" ".join(map(sentence, (known.attribution, *known.warnings))), kind="source")


def _over_deprivation(assessment: Assessment, one: Slope) -> Shown:
    """Show what is said of a ranking; how many people it rests on stands with its differences, above."""
    return inside(assessment, _heading_of(assessment, one), paragraph(f"{_who(one)}."), bullets([one.says]))


def _in_full(assessment: Assessment, one: Gaps) -> Shown:
    verdicts = [each.verdict for each in one.comparisons if each.verdict is not None]
    return inside(
        assessment,
        _heading_of(assessment, one),
        paragraph(" ".join(map(sentence, (_who(one), *one.notes)))),
        *_charts(one, verdicts),
        _people(assessment, one),
        bullets(each.says for each in one.comparisons if _is_said(one, each)),
        paragraph(
            f"Each verdict allows for the {one.family} comparisons made of this evidence together."
            if one.family > 1
            else "One comparison was made of this evidence.",
            kind="note",
        )
        if verdicts
        else None,
    )


def _charts(one: Gaps, verdicts: Sequence[Verdict]) -> Iterator[Shown]:
    """Draw the comparisons with the reference, and those with everyone else: a reader compares within one of them."""
    for others in (False, True):
        some = [each for each in verdicts if (each.gap.reference == EVERYONE_ELSE) == others]
        if some:
            beside = EVERYONE_ELSE if others else f"“{one.reference}”"
            yield gaps_with_band(some, caption=f"Who {one.outcome}, by {one.by.lower()}, beside {beside}")


def _people(assessment: Assessment, one: Gaps | AgeStandardised, by: str = "") -> Shown | None:
    """Show how many people each comparison rests on, as released."""
    shown = next(
        (each for each in assessment.dossier.compared.shown[one.evidence] if each.table.name == one.table),
        None,
    )
    if shown is None or shown.whole:
        return None
    axes = shown.table.axes
    columns = ["Group" if len(axes) == 1 else "Groups", "People", f"Of them, who {one.outcome}"]
    columns += ["Outcome not answered"] if _some_did_not_answer(shown) else []
    every = (*product(*(axis.groups for axis in axes)), (None,) * len(axes))
    return together(
        table(
            f"How many people, by {by or one.by.lower()}",
            columns,
            [_row(shown, groups) for groups in every],
            numeric=tuple(range(1, len(columns))),
        ),
        paragraph(shown.rule, kind="note"),
    )


def _some_did_not_answer(shown: ReleasedTable) -> bool:
    return (*((None,) * len(shown.table.axes)), UNKNOWN) in shown.cells


def _row(shown: ReleasedTable, groups: tuple[str | None, ...]) -> tuple[str, ...]:
    kinds = (None, shown.table.outcome, *([UNKNOWN] if _some_did_not_answer(shown) else []))
    return (
        " and ".join(group for group in groups if group is not None) or "All",
        *(shown.cells[*groups, kind].shown for kind in kinds),
    )
