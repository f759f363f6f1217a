"""The public baselines that ship: one table a subject, each with its source, date, base and warnings."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eia.disclosure import Released, published
from eia.evidence.places import Place, place
from eia.files import read_text
from eia.shipped import shipped

if TYPE_CHECKING:
    import pandas as pd

_TABLES = (
    "age",
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
    warnings: tuple[str, ...]
    published: dt.date | None = None
    not_before: dt.date | None = None
    accreditation: str = ""

    def later_than(self, day: dt.date) -> bool:
        """Say whether this came out after a day, so that no one deciding on that day could have read it.

        A table whose own day is not recorded counts as out from `not_before`: read `publication` beside the answer.
        """
        return (self.published or self.not_before or self.reference_date) > day

    @property
    def source(self) -> str:
        """The source in one line: title, table number and date."""
        return f"{self.title} ({self.table_id}), {self.reference}. {self.attribution}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicTable:
    """A baseline for one place, as published.

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

    def released(self) -> Released:
        """Return the table as one that may be shown."""
        return published(self.groups, self.counts, self.reference.source)


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
    row = _rows(table).loc[where.code]
    counts = tuple(int(str(text)) for text in row)
    return PublicTable(
        reference=source,
        place=where,
        groups=tuple(str(name) for name in row.index),
        counts=counts,
        total=sum(counts),
    )


@cache
def _rows(table: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - `import eia` must stay light

    path = shipped("data", "reference", f"{table}.csv")
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").set_index("geography_code")
