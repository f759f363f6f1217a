"""A closer look at a place and at a body's own counts: who lives there, who is counted beside them, intersections, money and areas."""

from __future__ import annotations

from collections.abc import Iterator

from eia.analysis import Beside, Crossed, KindOfArea, MoneyGaps, Places
from eia.analysis import profile as profile_of
from eia.analysis import small_areas as small_areas_of
from eia.assessment import Assessment
from eia.estimates import Estimate, Money
from eia.estimates.speaking import per_cent
from eia.views.beside_evidence import beside_other
from eia.views.charts import Dot, Line, beside_population, ranked_dots
from eia.views.display import NOTHING, Shown, bullets, paragraph, sentence, table, together
from eia.views.parts import inside, is_short, of_evidence, part, title_of, within
from eia.views.place import profile_table

HERE_IS_ANOTHER = "This place was asked for. The record is not of it, and nothing else here is."


def who_lives_there(assessment: Assessment, *, place: str = "") -> Shown:
    """Show who lives in a place, beside its region and nation, one table a characteristic.

    Args:
        assessment: What was found.
        place: A place's code, such as E06000049; empty for the record's own.

    Raises:
        EiaError: No place has that code.
    """
    dossier = assessment.dossier
    code = place or dossier.proposal.proposal.authority_code
    if code is None or dossier.as_of is None:
        return paragraph(
            "The record names no place, or holds no date, so there is no table of who lives there."
        )
    known = profile_of(code, as_of=dossier.as_of)
    wanted = [one.id for one in dossier.law.characteristics]
    return part(
        assessment,
        f"Who lives in {known.place_name}",
        paragraph(HERE_IS_ANOTHER) if code != dossier.proposal.proposal.authority_code else None,
        *(profile_table(one, known.place_name) for one in known.tables if one.characteristic in wanted),
    )


def areas_ranked(assessment: Assessment, *, place: str = "") -> Shown:
    """Draw a place's small areas as dots, ranked by risk of digital exclusion; nothing where none ship for it.

    Args:
        assessment: What was found.
        place: A place's code; empty for the record's own.

    Raises:
        EiaError: No place has that code.
    """
    dossier = assessment.dossier
    code = place or dossier.proposal.proposal.authority_code
    areas = small_areas_of(code) if code else None
    if areas is None or is_short(assessment):
        return NOTHING
    later = dossier.as_of is not None and areas.later_than(dossier.as_of)
    return within(
        assessment,
        "Small areas in order of risk",
        paragraph(HERE_IS_ANOTHER) if code != dossier.proposal.proposal.authority_code else None,
        ranked_dots(
            [Dot(name=name, value=score) for name, score in areas.scores],
            line=Line(value=areas.cut_score, name="England's highest fifth begins here"),
            caption=f"Small areas of {areas.place_name} by risk of digital exclusion"
            f"{' (later evidence: published after the day judged by)' if later else ''}",
            unit="",
            what="Score of risk, 0 to 10",
            of="small areas",
        ),
        paragraph(f"Sources: {' '.join(areas.sources)}", kind="source"),
        paragraph(" ".join(areas.warnings), kind="note"),
    )


def representation(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show those counted beside who lives in the place or is in other evidence, where the record asks for that; else nothing.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    if is_short(assessment):
        return NOTHING
    compared = assessment.dossier.compared
    return together(
        within(
            assessment,
            "Who is counted, beside who lives here",
            *(_beside(assessment, one) for one in of_evidence(compared.representation, evidence)),
        ),
        within(
            assessment,
            "Who is counted, beside other evidence",
            *(beside_other(assessment, one) for one in of_evidence(compared.beside_evidence, evidence)),
        ),
    )


def _beside(assessment: Assessment, one: Beside) -> Shown:
    title = title_of(assessment, one.evidence)
    words = f"{title}, by {one.by.lower()}"
    if one.representation is None or one.population is None:
        return inside(assessment, words, paragraph(one.says))
    beside = one.population
    later = " (later evidence: published after the day judged by)" if beside.later else ""
    return inside(
        assessment,
        words,
        beside_population(
            one.representation,
            caption=f"{words}, beside the population of {beside.place_name}{later}",
            counted="Those counted",
            population=f"{beside.base[:1].upper()}{beside.base[1:]} of {beside.place_name}",
        ),
        paragraph(one.says),
        paragraph(
            f"{one.representation.base}. {beside.title}. {sentence(beside.attribution)}", kind="source"
        ),
        paragraph(" ".join((one.rule, *beside.warnings)), kind="note"),
    )


def intersections(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show the groups of two or three characteristics at once, where the record asks for that; nothing where it does not.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    if is_short(assessment):
        return NOTHING
    found = assessment.dossier.compared.intersections
    return within(
        assessment,
        "People who share several characteristics",
        *(_crossed(assessment, one) for one in of_evidence(found, evidence)),
    )


def _crossed(assessment: Assessment, one: Crossed) -> Shown:
    title, says = f"{title_of(assessment, one.evidence)}, by {one.by}", paragraph(one.says)
    if one.intersections is None or not one.intersections.cells:
        return inside(assessment, title, says)
    return inside(
        assessment,
        title,
        says,
        table(
            f"Share who {one.outcome}, by {one.by}, in brackets the intervals",
            ["Groups", "As counted", "Drawn towards the whole"],
            [
                (" and ".join(cell.groups), _share(cell.crude), _share(cell.shrunk))
                for cell in one.intersections.cells
            ],
            numeric=(1, 2),
        ),
        paragraph(one.rule, kind="note"),
    )


def _share(one: Estimate) -> str:
    interval = "" if one.low is None or one.high is None else f"{per_cent(one.low)} to {per_cent(one.high)}"
    if one.value is None:
        return interval or "cannot tell"
    return f"{per_cent(one.value)} ({interval})" if interval else per_cent(one.value)


def money(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show what a change means for each group in money, in cash and as a share; nothing where no table of money is held.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    if is_short(assessment):
        return NOTHING
    found = assessment.dossier.compared.money
    return within(
        assessment,
        "What it means in money",
        *(_money(assessment, one) for name, one in found.items() if evidence in ("", name)),
    )


def _money(assessment: Assessment, one: MoneyGaps) -> Shown:
    title = title_of(assessment, one.evidence)
    return inside(
        assessment,
        title,
        table(
            f"{title}: averages a person, in the table's own period",
            ["Group", "Before", "Change", "Change, as a share"],
            [_average(each) for each in one.averages],
            numeric=(1, 2, 3),
        )
        if one.averages
        else None,
        bullets(each.says for each in one.comparisons),
        *(paragraph(sentence(note)) for note in one.notes),
        paragraph(one.rule, kind="note"),
    )


def _average(one: Money) -> tuple[str, str, str, str]:
    before = "not known" if one.before is None else f"£{one.before:,.2f}"
    share = "cannot tell" if one.share is None else f"{one.share * 100:+.1f}%".replace("-", "\N{MINUS SIGN}")
    sign = "\N{MINUS SIGN}" if one.change < 0 else "+" if one.change > 0 else ""
    return (one.group, before, f"{sign}£{abs(one.change):,.2f}", share)


def where_they_live(assessment: Assessment, *, evidence: str = "") -> Shown:
    """Show in which kinds of small area those counted live; nothing where no table of places is held.

    Args:
        assessment: What was found.
        evidence: The id of one piece of evidence; empty for all.
    """
    if is_short(assessment):
        return NOTHING
    found = assessment.dossier.compared.places
    return within(
        assessment,
        "Where those counted live",
        *(_places(assessment, one) for one in of_evidence(found, evidence)),
    )


def _places(assessment: Assessment, one: Places) -> Shown:
    title = f"{title_of(assessment, one.evidence)}, by {one.by}"
    return together(
        table(
            title,
            ["Kind of area", "People", "Share of those counted", "Small areas of the place", "Share of them"],
            [_kind(row) for row in one.rows],
            numeric=(1, 2, 3, 4),
        ),
        *_notes(one),
    )


def _kind(row: KindOfArea) -> tuple[str, ...]:
    share = "not shown" if row.share is None else per_cent(row.share)
    return (row.kind, row.shown, share, f"{row.areas:,}", per_cent(row.share_of_areas))


def _notes(one: Places) -> Iterator[Shown]:
    if any(row.share is None for row in one.rows):
        yield paragraph(one.says)
    yield paragraph(" ".join((*one.notes, one.rule)), kind="note")
