"""Who lives in the place, and who is worse off by a published rate: tables, with a chart where it changes what one would conclude."""

from __future__ import annotations

from collections.abc import Sequence

from eia.analysis import AreaGroup, PopulationFigure, ProfileTable, SmallAreas
from eia.assessment import Assessment
from eia.evidence import OVERALL
from eia.proposal.sections import Evidence
from eia.views.charts import Chart, bars, pictured
from eia.views.display import NOTHING, Shown, paragraph, sentence, table, together
from eia.views.parts import is_short, part
from eia.views.sentences import group_words, overall_rate

_NO_PLACE = "No place is recorded, so there is no profile of who lives there."


def profile(assessment: Assessment, *, characteristic: str = "") -> Shown:
    """Show who lives in the place, beside the region and the nation.

    Args:
        assessment: What was found; its proposal names the place.
        characteristic: A protected characteristic's id, or a local subject such as ``carers``; empty for every protected one.
    """
    known = assessment.dossier.profile
    if characteristic:
        return (
            paragraph(_NO_PLACE)
            if known is None and characteristic == "age"
            else _profile(assessment, characteristic)
        )
    if is_short(assessment):
        return NOTHING
    if known is None:
        return part(assessment, "Annex: who lives here", paragraph(_NO_PLACE))
    protected = [one.id for one in assessment.dossier.law.characteristics]
    once = _of_each_census_table([one for one in known.tables if one.characteristic in protected])
    return part(
        assessment,
        "Annex: who lives here",
        paragraph(
            "Each table stands beside the region and the nation. A table that was published after the day this report is judged "
            "by says so."
        ),
        paragraph(f"Of each table of a census that follows: {' '.join(once)}", kind="note") if once else None,
        *(_profile(assessment, one, said=once) for one in protected),
    )


def _of_each_census_table(tables: Sequence[ProfileTable]) -> tuple[str, ...]:
    """Return what is true of every table of the census among several, which is then said once."""
    census = [one for one in tables if "Census" in one.title]
    if len(census) <= 1:
        return ()
    return tuple(
        words
        for words in (census[0].publication, *census[0].warnings)
        if all(words in (one.publication, *one.warnings) for one in census)
    )


def _profile(assessment: Assessment, characteristic: str, *, said: Sequence[str] = ()) -> Shown:
    known = assessment.dossier.profile
    if known is None:
        return NOTHING
    if characteristic in known.without_source:
        words = assessment.dossier.name_of(characteristic)
        return paragraph(
            f"{words}: no table of these sources holds it for {known.place_name}. It is not recorded here."
        )
    found = [one for one in known.tables if one.characteristic == characteristic]
    return together(*(profile_table(one, known.place_name, said=said) for one in found))


def rates(assessment: Assessment) -> Shown:
    """Show whose published rates by group follow, of whom and when; nothing where no rates were supplied."""
    found = assessment.dossier.at_risk
    worse = "Groups worse off than the whole, by rates" if any(found.values()) else "Rates by group"
    return part(
        assessment,
        worse,
        *(_rates_source(item, worse=bool(found[item.id])) for item in _with_rates(assessment)),
    )


def _with_rates(assessment: Assessment) -> list[Evidence]:
    """Return the evidence with a table of rates, in the order of the record."""
    dossier = assessment.dossier
    return [item for item in dossier.proposal.evidence if item.id in dossier.at_risk]


def behind(assessment: Assessment) -> Shown:
    """Show each group's published rate beside the overall one, and how many of those worse off live in the place."""
    dossier = assessment.dossier
    here = dossier.profile.place_name if dossier.profile else "the place"
    counted = any(risk.population for risks in dossier.at_risk.values() for risk in risks)
    return together(
        *(_rates_table(assessment, item, here) for item in _with_rates(assessment)),
        paragraph(
            "Rates and counts stand side by side and are not multiplied: that would claim that people who live here fare as "
            "those of whom the rates were taken.",
            kind="note",
        )
        if counted
        else None,
    )


def _rates_table(assessment: Assessment, item: Evidence, here: str) -> Shown:
    worse = {(risk.characteristic, risk.group): risk for risk in assessment.dossier.at_risk[item.id]}
    rates = assessment.dossier.submission.rates[item.id]
    overall = overall_rate(assessment, item.id).per_cent
    rows: list[tuple[str, ...]] = []
    for rate in sorted(rates, key=lambda one: -one.per_cent):
        risk = worse.get((rate.characteristic, rate.group))
        count, when = _counted(risk.population) if risk else ("", "")
        gap = rate.per_cent - overall
        beside = (
            "the overall rate"
            if rate.characteristic == OVERALL
            else f"{abs(gap):g} points {'below' if gap < 0 else 'above'}"
            if gap
            else "the same"
        )
        rows.append(
            (
                _capital(group_words(rate.characteristic, rate.group)),
                f"{rate.per_cent:g}%",
                beside,
                count or "not counted here",
                when or "–",
            )
        )
    columns = ["Group", "Rate", "Beside the overall rate", f"Living in {here}", "Counted in"]
    if not any(risk.population for risk in worse.values()):
        # No count of any group is held: two columns that say so in each row would only be heard.
        columns, rows = columns[:3], [row[:3] for row in rows]
    return table(_share_of(item), columns, rows, numeric=(1,))


def _counted(figure: PopulationFigure | None) -> tuple[str, str]:
    if figure is None:
        return "", ""
    later = ", later evidence" if figure.later else ""
    return f"{figure.count:,} of {figure.base_count:,}", f"{figure.reference_date[:4]}{later}"


def _share_of(item: Evidence) -> str:
    """Say what a rate is of; of a burden that it is one, for there the higher rate is the worse."""
    return f"Share of each group that {item.outcome}{' (a burden)' if item.outcome_is == 'burden' else ''}"


def _rates_source(item: Evidence, *, worse: bool) -> Shown:
    none = "" if worse else "No group of this table is worse off than the whole."
    of = "; ".join(words for words in (item.geography, item.coverage, item.period) if words)
    source = f"From {item.publisher or 'a publisher not recorded'}, {item.title}{f': {of}' if of else ''}."
    return paragraph(" ".join(filter(None, (source, item.limits, none))))


def behind_chart(assessment: Assessment) -> Chart | Shown:
    """Draw each group's rate beside the overall one, a chart for each table of rates; nothing where none was supplied."""
    charts = [_rates_chart(assessment, item) for item in _with_rates(assessment)]
    if not charts:
        return NOTHING
    return charts[0] if len(charts) == 1 else pictured(charts)


def _rates_chart(assessment: Assessment, item: Evidence) -> Chart:
    ordered = sorted(assessment.dossier.submission.rates[item.id], key=lambda rate: -rate.per_cent)
    return bars(
        caption=", ".join(filter(None, (_share_of(item), item.geography, item.period))),
        labels=[_capital(group_words(rate.characteristic, rate.group)) for rate in ordered],
        values=[rate.per_cent for rate in ordered],
        emphasised=[rate.characteristic == OVERALL for rate in ordered],
        unit="%",
        axis="Per cent of the group",
        largest=100,
    )


def neighbourhoods(assessment: Assessment) -> Shown:
    """Show how many of the place's small areas are at high risk of digital exclusion, by kind of area."""
    areas = assessment.dossier.small_areas
    if areas is None or is_short(assessment):
        return NOTHING
    groups = (areas.whole, *areas.by_class, *areas.by_deprivation)
    return together(
        table(
            f"Small areas of {areas.place_name} in England's highest fifth for risk of digital exclusion{_later(assessment, areas)}",
            ["Small areas", "How many", "In the highest fifth", "Share", "Middle score (0 to 10)"],
            [_area_row(group) for group in groups],
            numeric=(1, 2, 3, 4),
        ),
        paragraph(f"Sources: {' '.join(areas.sources)}", kind="source"),
        paragraph(" ".join(areas.warnings), kind="note"),
    )


def neighbourhoods_chart(assessment: Assessment) -> Chart | Shown:
    """Draw the share of small areas at high risk, by kind of area; nothing where none ship for the place."""
    areas = assessment.dossier.small_areas
    if areas is None or is_short(assessment):
        return NOTHING
    groups = [group for group in (*areas.by_class, *areas.by_deprivation) if group.per_cent is not None]
    return bars(
        caption=f"Share of small areas of {areas.place_name} in England's highest fifth for risk of digital exclusion{_later(assessment, areas)}",
        labels=[f"{group.name}: {group.areas} areas" for group in groups],
        values=[group.per_cent or 0.0 for group in groups],
        emphasised=[False] * len(groups),
        unit="%",
        axis="Per cent of the areas",
        largest=100,
        of_all=True,
    )


def _later(assessment: Assessment, areas: SmallAreas) -> str:
    as_of = assessment.dossier.as_of
    return (
        " (later evidence: an index published after this decision)"
        if as_of and areas.later_than(as_of)
        else ""
    )


def profile_table(one: ProfileTable, place: str, *, said: Sequence[str] = ()) -> Shown:
    """Show one characteristic in the place beside the region and the nation, with its source and its warnings.

    Args:
        one: The table.
        place: The place's name.
        said: What was said before of all such tables, and is not said again.
    """
    published = "" if one.publication in said else one.publication
    notes = [words for words in (one.accreditation, *one.warnings) if words and words not in said]
    later = " (later evidence: published after the day this report is judged by)" if one.later else ""
    columns = ["Group", place, f"{place}, share"]
    columns += [f"{name}, share" for name in (one.region_name, one.nation_name) if name]
    rows = []
    for row in one.rows:
        cells = [row.group, f"{row.count:,}", _share(row.per_cent)]
        cells += [
            _share(share)
            for name, share in (
                (one.region_name, row.region_per_cent),
                (one.nation_name, row.nation_per_cent),
            )
            if name
        ]
        rows.append(cells)
    return together(
        table(
            f"{one.title}: {one.base}, {one.reference}{later}",
            columns,
            rows,
            numeric=tuple(range(1, len(columns))),
        ),
        paragraph(
            f"{_numbered(one)}. Base: {one.base_count:,} {one.unit} in {place}. {sentence(one.attribution)} {published}".rstrip(),
            kind="source",
        ),
        paragraph(" ".join(notes), kind="note") if notes else None,
    )


def _numbered(one: ProfileTable) -> str:
    """Name a table by its number, with the census that has it."""
    number = one.table_id.partition(" (")[0]
    return f"Census 2021 table {number}" if "Census 2021" in one.title else number


def _area_row(group: AreaGroup) -> tuple[str, ...]:
    score = "cannot tell" if group.median_score is None else f"{group.median_score:.1f}"
    return (group.name, str(group.areas), str(group.in_highest_fifth), _share(group.per_cent), score)


def _share(value: float | None) -> str:
    return "cannot tell" if value is None else f"{value:.1f}%"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
