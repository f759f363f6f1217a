"""What a record asks of a table of evidence, in words that this room knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from eia.estimates import Bears, Kind

StandardPopulation: TypeAlias = Literal["European 2013", "residents", "everyone in the table"]
"""Whose ages groups may be given, as a record writes it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a record says of a table of evidence, and what it asks to be compared.

    Attributes:
        id: The evidence's id.
        title: Its title.
        base: Whom the table counts; None if not said.
        coverage: Who could have been counted, in words; None if not said.
        source: Where the counts come from.
        kind: The kind of evidence; None if not recorded.
        outcome: What the people counted did or had, in words that follow a number of people; None if not recorded. Of several
            outcomes, the words of each in the order of `outcomes`, with semicolons between.
        bears: Whether that is a benefit or a burden to them; None if not recorded.
        outcomes: The same by column, of a table of one row a person.
        reference: The group that an author wrote down to compare the others with; None: everyone else only.
        reference_because: Why that group.
        intersections: Characteristics to be looked at together, as written: "age × sex".
        standard_population: Whose ages groups are given; None if not said.
        with_population: Whether to compare who is in the table with who lives in the place.
        whole: Whether the table holds everybody counted, so that a group which is not in it has nobody.
        with_evidence: The id of the other piece of evidence that the record sets it beside; None if it names none.
        names: The words for a characteristic's id.
    """

    id: str
    title: str
    base: str | None = None
    coverage: str | None = None
    source: str
    kind: Kind | None = None
    outcome: str | None = None
    bears: Bears | None = None
    outcomes: Mapping[str, Bears] = field(default_factory=lambda: MappingProxyType({}))
    reference: str | None = None
    reference_because: str | None = None
    intersections: tuple[str, ...] = ()
    standard_population: StandardPopulation | None = None
    with_population: bool = False
    whole: bool = True
    with_evidence: str | None = None
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def name_of(self, characteristic: str | None) -> str:
        """Return the words for what groups are groups of."""
        if characteristic is None:
            return "group"
        return self.names.get(characteristic, characteristic.replace("_", " "))

    def words_for(self, outcome: str) -> str:
        """Return the words of an outcome: its own of the record's, where there are as many as outcomes; else its column's name."""
        words = [part.strip() for part in (self.outcome or "").split(";")]
        if len(self.outcomes) == 1:
            words = [self.outcome or ""]
        if outcome in self.outcomes and len(words) == len(self.outcomes):
            return dict(zip(self.outcomes, words, strict=True))[outcome] or outcome
        return outcome

    @property
    def people(self) -> str:
        """Whom all tables made of this evidence count: in the record's words, else by its title."""
        return self.base or f"those in “{self.title}” ({self.id})"
