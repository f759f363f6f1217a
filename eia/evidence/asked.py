"""What a record asks of a table: which columns are of what, what is put together, and what stands beside the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eia.errors import Problem
from eia.evidence.categories import Merged, Wording, characteristic_of
from eia.evidence.characteristics import CHARACTERISTICS, characteristic_meant


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeAsked:
    """Groups that the record puts together.

    Attributes:
        into: What they are called together.
        groups: The groups.
        column: The column they stand in; empty if the table has one alone.
    """

    into: str
    groups: tuple[str, ...]
    column: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What one entry of a record says of its table.

    Attributes:
        where: How errors name the entry.
        sheet: The sheet of a spreadsheet; empty where one alone can be seen and holds something.
        about: The characteristics the entry is about.
        columns: By the name of a column of the file: the characteristic its groups are of. Counts and money have the one
            column `group`, and are matched to a standard only if it is named here.
        person: The column of references; empty if there is none.
        outcomes: The columns answered yes or no.
        bands: The bands that ages are put into.
        own: The columns whose groups are the body's own.
        merges: What is put together.
        areas: "LSOA 2011" or "LSOA 2021"; empty if not said.
        place: The code of the authority; empty if not said.
    """

    where: str
    sheet: str = ""
    about: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    person: str = ""
    outcomes: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    merges: tuple[MergeAsked, ...] = ()
    areas: str = ""
    place: str = ""

    @property
    def characteristic(self) -> str | None:
        """What the groups of a table with one column of groups are of; None if that is not said."""
        if said := self.columns.get("group"):
            return characteristic_of("group", said)
        return self.about[0] if len(self.about) == 1 else None

    def wording(self, column: str) -> Wording:
        """Return how the texts of a column are to be read; its groups are the body's own where no standard is asked for."""
        said = self.columns.get(column)
        of = characteristic_of(column, said) if said else self.characteristic or ""
        banded = of == "age" and bool(self.bands)
        return Wording(
            characteristic=of,
            column=column,
            where=self.where,
            own=column in self.own or (said is None and not banded),
            bands=self.bands if banded else (),
            merges=tuple(
                Merged(into=one.into, groups=one.groups, where=f"{self.where}, merge {number}")
                for number, one in enumerate(self.merges, start=1)
                if (one.column or column) == column
            ),
        )


def columns_amiss(asked: Asked, header: Iterable[str]) -> Iterator[Problem]:
    """Find columns that the record names and the file, or the table of its kind, has not; and merges of no one column.

    Args:
        asked: What the record asks.
        header: The columns that hold groups, or could.
    """
    there = tuple(header)
    named = {
        "columns": asked.columns,
        "person": filter(None, (asked.person,)),
        "outcomes": asked.outcomes,
    }
    for key, names in named.items():
        for name in names:
            if name not in there:
                near = difflib.get_close_matches(name, there, n=1)
                do = f"Did you mean '{near[0]}'?" if near else f"Its columns are: {', '.join(there[:12])}."
                yield Problem(f"{asked.where}, '{key}'", f"The file has no column '{name[:40]}'.", do)
    yield from _characteristics(asked)
    yield from _bands(asked)
    groups = tuple(asked.columns) or ("group",)
    for name in asked.own:
        if name not in groups:
            what = f"'{name[:40]}' is not one of the columns of groups."
            do = f"Name one of: {', '.join(groups)}."
            yield Problem(f"{asked.where}, 'own_categories'", what, do)
    for number, merge in enumerate(asked.merges, start=1):
        if (not merge.column and len(groups) > 1) or (merge.column and merge.column not in groups):
            what = "It is not said in which column these groups stand."
            do = f"Add column = with one of: {', '.join(groups)}."
            yield Problem(f"{asked.where}, merge {number}", what, do)


def _characteristics(asked: Asked) -> Iterator[Problem]:
    for column, said in asked.columns.items():
        if said not in CHARACTERISTICS and (meant := characteristic_meant(said)):
            what = f"'{said[:40]}', which the column '{column[:40]}' is of, is not one of the nine characteristics."
            do = f"Did you mean '{meant}'? A word of your own must be unlike these."
            yield Problem(f"{asked.where}, 'columns'", what, do)


def _bands(asked: Asked) -> Iterator[Problem]:
    ages = [column for column, said in asked.columns.items() if said == "age"]
    if asked.bands and ages and all(column in asked.own for column in ages):
        what = "Bands of ages are asked for, and the ages are said to be your own categories."
        yield Problem(f"{asked.where}, 'bands'", what, "Leave one of the two out.")
    if asked.bands and "age" not in (*asked.columns.values(), asked.characteristic):
        what = "Bands of ages are asked for, and no column is of age."
        yield Problem(
            f"{asked.where}, 'bands'", what, 'Add the column of ages, as in columns = { age = "age" }.'
        )


def parse_intersection(text: str) -> tuple[str, ...]:
    """Read what is looked at together: "age × sex" names age and sex; x, * and "by" do as well, with spaces around."""
    return tuple(filter(None, (one.strip() for one in re.split(r"\s*×\s*|\s+(?:x|\*|by)\s+", text))))
