"""What an author's own counts show, once released: gaps, who is there, money and places, by evidence id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eia.analysis import (
    AgeStandardised,
    Asked,
    Beside,
    BesideEvidence,
    Crossed,
    Gaps,
    MoneyGaps,
    Places,
    Shown,
    Slope,
    StratifiedComparison,
    ToRelease,
    age_standardised,
    beside_evidence,
    crossed_of,
    gaps_of,
    money_of,
    places_of,
    representation_of,
    shown,
    slopes_of,
    stratified_of,
)
from eia.disclosure import Release
from eia.estimates import Bands
from eia.evidence import MoneyTable, PlacesTable
from eia.proposal import Submission


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the released counts of a record show. Each property is worked out when it is first asked for.

    Attributes:
        submission: The proposal and its tables; of these only amounts of money are read here, never a count.
        asked: By evidence id, what the record says and asks.
        tables: By evidence id, the tables that went to release.
        release: What came out.
        bands: What counts as similar. Not a legal test.
        as_of: The day for which the population known is taken; None where the record holds no date.
    """

    submission: Submission
    asked: Mapping[str, Asked]
    tables: Mapping[str, tuple[ToRelease, ...]]
    release: Release = field(repr=False)
    bands: Bands
    as_of: dt.date | None

    @property
    def _place(self) -> str | None:
        return self.submission.proposal.proposal.authority_code

    @cached_property
    def shown(self) -> Mapping[str, tuple[Shown, ...]]:
        """The released tables read back as what each count may be."""
        return {name: tuple(shown(one, self.release) for one in some) for name, some in self.tables.items()}

    @cached_property
    def gaps(self) -> Mapping[str, tuple[Gaps, ...]]:
        """The gaps between groups in each table with an outcome; evidence without one is not there."""
        found = {name: gaps_of(some, self.asked[name], bands=self.bands) for name, some in self.shown.items()}
        return {name: some for name, some in found.items() if some}

    @cached_property
    def intersections(self) -> Mapping[str, tuple[Crossed, ...]]:
        """Two or three characteristics at once, of evidence of which the record asks for that and gives an outcome."""
        found = {name: crossed_of(some, self.asked[name]) for name, some in self.shown.items()}
        return {name: some for name, some in found.items() if some}

    @cached_property
    def age_standardised(self) -> Mapping[str, tuple[AgeStandardised, ...]]:
        """Gaps crude and at one set of ages, of evidence whose record asks for age with another characteristic."""
        found = {
            name: age_standardised(some, self.asked[name], place_code=self._place, as_of=self.as_of)
            for name, some in self.shown.items()
        }
        return {name: some for name, some in found.items() if some}

    @cached_property
    def stratified(self) -> Mapping[str, tuple[StratifiedComparison, ...]]:
        """Gaps taken together and within the groups of another characteristic, of evidence whose record asks for the two together."""
        found = {name: stratified_of(some, self.asked[name]) for name, some in self.shown.items()}
        return {name: some for name, some in found.items() if some}

    @cached_property
    def slopes(self) -> Mapping[str, tuple[Slope, ...]]:
        """How an outcome changes over tenths or fifths by deprivation, of evidence that counts by them."""
        found = {name: slopes_of(some, self.asked[name]) for name, some in self.shown.items()}
        return {name: some for name, some in found.items() if some}

    @cached_property
    def representation(self) -> Mapping[str, tuple[Beside, ...]]:
        """Who is there beside who lives in the place, of evidence of which the record asks for that."""
        found = {
            name: representation_of(some, self.asked[name], place_code=self._place, as_of=self.as_of)
            for name, some in self.shown.items()
        }
        return {name: some for name, some in found.items() if some}

    @cached_property
    def beside_evidence(self) -> Mapping[str, tuple[BesideEvidence, ...]]:
        """Who is there beside who is in other evidence, of evidence of which the record asks for that."""
        found = {
            name: beside_evidence(
                some, asked, self.shown.get(asked.with_evidence, ()), self.asked[asked.with_evidence]
            )
            for name, some in self.shown.items()
            if (asked := self.asked[name]).with_evidence is not None
        }
        return {name: some for name, some in found.items() if some}

    @cached_property
    def money(self) -> Mapping[str, MoneyGaps]:
        """What a change means for each group in money, of each table of money."""
        return {
            name: money_of(table, self.shown[name][0], self.asked[name], bands=self.bands)
            for name, table in self.submission.tables.items()
            if isinstance(table, MoneyTable)
        }

    @cached_property
    def places(self) -> Mapping[str, tuple[Places, ...]]:
        """Where those counted live by kind of small area, of each table of places."""
        return {
            name: places_of(self.shown[name], self.asked[name], place_code=self._place)
            for name, table in self.submission.tables.items()
            if isinstance(table, PlacesTable)
        }
