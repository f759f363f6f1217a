"""Who lives in a place: one table a characteristic, beside the nation and the region."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eia.analysis.ages import BANDS, count_in_span, span_of
from eia.analysis.population import in_preference
from eia.analysis.shares import per_cent
from eia.evidence import Place, PublicTable, baseline, place, reference
from eia.evidence.places import NATIONS

# The protected characteristics first, in the Act's order, then local subjects. Where there are several baselines the
# latest one known on the day is used.
_SOURCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("age", ("age", "age_mid_2020")),
    ("disability", ("disability",)),
    ("gender_reassignment", ("gender_identity",)),
    ("marriage_and_civil_partnership", ("legal_partnership",)),
    ("pregnancy_and_maternity", ()),
    ("race", ("ethnic_group",)),
    ("religion_or_belief", ("religion",)),
    ("sex", ("sex",)),
    ("sexual_orientation", ("sexual_orientation",)),
    ("carers", ("unpaid_care",)),
    ("language", ("english_proficiency",)),
    ("socio_economic", ("ns_sec",)),
    ("household_deprivation", ("household_deprivation",)),
    ("tenure", ("tenure",)),
    ("car_availability", ("car_availability",)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileRow:
    """A group in the place, beside the same group elsewhere; percentages unrounded, None where they cannot be told."""

    group: str
    count: int
    per_cent: float | None
    region_per_cent: float | None
    nation_per_cent: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileTable:
    """One characteristic in the place.

    Attributes:
        characteristic: The protected characteristic, or local subject such as "carers".
        table: The name of the baseline.
        title: What to call it.
        table_id: The producer's number for it.
        rows: The groups, in the producer's order; ages in bands.
        base: Who or what is counted.
        unit: "persons" or "households".
        base_count: How many of them there are in the place.
        region_name: The region beside it; empty if the place has none.
        region_base_count: How many there are in the region.
        nation_name: The nation beside it; empty if the place is a nation itself.
        nation_base_count: How many there are in the nation.
        reference_date: The day described, as YYYY-MM-DD.
        reference: That day in words.
        publication: What is known of the day it came out.
        attribution: The line that the licence asks for, and whether the place's figures were summed from districts.
        accreditation: What is known of its standing; empty if not recorded.
        voluntary: Whether people could leave the question out.
        warnings: What a reader must know.
        later: Whether it came out after the day of the profile, so that no one could have read it then.
    """

    characteristic: str
    table: str
    title: str
    table_id: str
    rows: tuple[ProfileRow, ...]
    base: str
    unit: str
    base_count: int
    region_name: str
    region_base_count: int | None
    nation_name: str
    nation_base_count: int | None
    reference_date: str
    reference: str
    publication: str
    attribution: str
    accreditation: str
    voluntary: bool
    warnings: tuple[str, ...]
    later: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A place on a day.

    Attributes:
        place_code: The place's code.
        place_name: Its name.
        as_of: The day for which "later" is judged, as YYYY-MM-DD.
        tables: One a characteristic that has a source.
        without_source: The protected characteristics that have none here.
    """

    place_code: str
    place_name: str
    as_of: str
    tables: tuple[ProfileTable, ...]
    without_source: tuple[str, ...]


def profile(place_code: str, *, as_of: dt.date) -> Profile:
    """Describe who lives in a place, from the baselines that ship.

    Args:
        place_code: The place's code, such as E06000049.
        as_of: The day for which "later" is judged, usually that of the decision.

    Raises:
        EiaError: No place of England and Wales has that code; the nearest is suggested.
    """
    where = place(place_code)
    found = []
    for characteristic, names in _SOURCES:
        if names:
            best = in_preference([reference(name) for name in names], as_of)[0]
            found.append(_table(characteristic, best.table, where, as_of))
    return Profile(
        place_code=where.code,
        place_name=where.name,
        as_of=as_of.isoformat(),
        tables=tuple(found),
        without_source=tuple(characteristic for characteristic, names in _SOURCES if not names),
    )


def _table(characteristic: str, name: str, where: Place, as_of: dt.date) -> ProfileTable:
    here = baseline(name, where.code)
    region = baseline(name, where.region_code) if where.region_code else None
    nation = baseline(name, NATIONS[where.nation]) if where.type != "country" else None
    about = here.reference
    counts, beside, above = _counts(here), _counts(region), _counts(nation)
    return ProfileTable(
        characteristic=characteristic,
        table=name,
        title=about.title,
        table_id=about.table_id,
        rows=tuple(
            ProfileRow(
                group=group,
                count=count,
                per_cent=per_cent(count, here.total),
                region_per_cent=per_cent(beside[group], region.total) if region else None,
                nation_per_cent=per_cent(above[group], nation.total) if nation else None,
            )
            for group, count in counts.items()
        ),
        base=about.base,
        unit=about.unit,
        base_count=here.total,
        region_name=region.place.name if region else "",
        region_base_count=region.total if region else None,
        nation_name=nation.place.name if nation else "",
        nation_base_count=nation.total if nation else None,
        reference_date=about.reference_date.isoformat(),
        reference=about.reference,
        publication=about.publication,
        attribution=here.attribution,
        accreditation=about.accreditation,
        voluntary=about.voluntary,
        warnings=here.warnings,
        later=about.later_than(as_of),
    )


def _counts(table: PublicTable | None) -> dict[str, int]:
    if table is None:
        return {}
    if table.reference.characteristic != "age":
        return dict(zip(table.groups, table.counts, strict=True))
    counts = {}
    for band in BANDS:
        span = span_of(band)
        count = count_in_span(table, span) if span else None
        if count is None:
            raise ValueError(f"the band {band!r} does not fit the bands of {table.reference.table}")
        counts[band] = count
    return counts
