"""The public baselines that ship: one table a subject, each with its source, date, base and warnings."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from eia.disclosure import Released, published
from eia.evidence.places import Place, place
from eia.files import read_text
from eia.shipped import shipped

SUMMED = "summed from districts"
"""How the sidecars say that rows were added up from districts."""

_TABLES = (
    "age",
    "age_single_year",
    "age_mid_2020",
    "disability",
    "disability_16_and_over",
    "gender_identity",
    "legal_partnership",
    "ethnic_group",
    "religion",
    "sex",
    "sexual_orientation",
    "unpaid_care",
    "english_proficiency",
    "car_availability",
    "tenure",
    "household_deprivation",
    "ns_sec",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """Where a baseline comes from and how far it carries.

    Attributes:
        table: Its name here, such as "disability".
        title: What to call it.
        table_id: The producer's number for it, such as "TS038".
        characteristic: The protected characteristic it bears on, or a local subject such as "carers".
        base: Who or what is counted.
        unit: "persons" or "households".
        voluntary: Whether people could leave the question out.
        reference_date: The day the figures describe.
        reference: That day in words.
        published: The day they came out, where a source states it.
        not_before: A day before which they cannot have been out, where only that is known.
        publication: What is known of the day they came out, in words.
        licence: The licence they are used under.
        attribution: The line that the licence asks for.
        accreditation: What is known of their standing as official statistics; empty if not recorded.
        method: How the rows of districts, regions and countries arose, in that order.
        sums: How the rows of counties, and of authorities made since the census, arose.
        warnings: What a reader must know.
    """

    table: str
    title: str
    table_id: str
    characteristic: str
    base: str
    unit: str
    voluntary: bool
    reference_date: dt.date
    reference: str
    publication: str
    licence: str
    attribution: str
    method: tuple[str, str, str]
    sums: str
    warnings: tuple[str, ...]
    published: dt.date | None = None
    not_before: dt.date | None = None
    accreditation: str = ""

    def later_than(self, day: dt.date) -> bool:
        """Say whether this came out after a day, so that no one deciding on that day could have read it.

        A table whose own day is not recorded counts as out from `not_before`: read `publication` beside the answer.
        """
        return (self.published or self.not_before or self.reference_date) > day

    def method_for(self, where: Place) -> str:
        """Say how the row of a place arose: "published", or added up and from what."""
        if where.districts:
            return self.sums
        return dict(zip(("district", "region", "country"), self.method, strict=True))[where.type]

    @property
    def source(self) -> str:
        """The source in one line: title, table number and date."""
        return f"{self.title} ({self.table_id}), {self.reference}. {self.attribution}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicTable:
    """A baseline for one place: as published for it, or summed; `method` says which.

    Attributes:
        reference: Where it comes from.
        place: The place.
        groups: The categories, in the producer's order and words.
        counts: The count of each, in the unit of the reference.
        total: The sum of the counts, the base of every percentage.
    """

    reference: Reference
    place: Place
    groups: tuple[str, ...]
    counts: tuple[int, ...]
    total: int

    @property
    def method(self) -> str:
        """How the row of this place arose, such as "published"."""
        return self.reference.method_for(self.place)

    @property
    def summed(self) -> str:
        """A sentence for the source line saying that the figures are a sum of districts; empty if they are not."""
        if self.place.districts:
            return f"Summed from {len(self.place.districts)} districts; not published for {self.place.name} as such."
        return f"Summed from districts for {self.place.name}." if self.method == SUMMED else ""

    @property
    def attribution(self) -> str:
        """The line that the licence asks for, and whether the figures were summed."""
        line = self.reference.attribution
        return f"{line.rstrip('.')}. {self.summed}" if self.summed else line

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know of the table, and of the sum where it is one."""
        if not self.place.districts:
            return self.reference.warnings
        name, parts = self.place.name, len(self.place.districts)
        sums = f"The figures of {name} are those of its {parts} districts added up: they may differ a little from a figure published for the whole."
        return (sums, *self.reference.warnings)

    def released(self) -> Released:
        """Return the table as one that may be shown."""
        source = " ".join(filter(None, (self.reference.source, self.summed)))
        return published(self.groups, self.counts, source)


def tables() -> tuple[str, ...]:
    """Return the names of the baselines that ship."""
    return _TABLES


@cache
def reference(table: str) -> Reference:
    """Return where a baseline comes from.

    Raises:
        ValueError: No baseline has that name.
    """
    if table not in _TABLES:
        raise ValueError(f"there is no baseline {table!r}; there are: {', '.join(_TABLES)}")
    raw = tomllib.loads(read_text(shipped("data", "reference", f"{table}.toml")))
    method = raw.pop("method")
    return Reference(
        table=table,
        method=(method["districts"], method["regions"], method["countries"]),
        sums=method["counties"],
        warnings=tuple(raw.pop("warnings")),
        **raw,
    )


@cache
def baseline(table: str, place_code: str) -> PublicTable:
    """Return a baseline for a place.

    Args:
        table: One of `tables()`.
        place_code: The place's code.

    Raises:
        EiaError: No place has that code; the nearest is suggested.
        ValueError: No baseline has that name.
    """
    where, source = place(place_code), reference(table)
    groups, text = _rows(table)
    start = text.index(f"\n{where.code},") + len(where.code) + 2
    counts = tuple(map(int, text[start : text.index("\n", start)].split(",")))
    return PublicTable(reference=source, place=where, groups=groups, counts=counts, total=sum(counts))


@cache
def _rows(table: str) -> tuple[tuple[str, ...], str]:
    """Read a table's categories and its text: three rows of hundreds are wanted, so each is found in the text when asked for.

    The tables are our own (`make_reference.py`): one line a place, whole counts without quotation marks.
    """
    text = read_text(shipped("data", "reference", f"{table}.csv"))
    return tuple(next(csv.reader([text.partition("\n")[0]])))[1:], text
