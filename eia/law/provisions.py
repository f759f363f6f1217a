"""What the law is made of here: provisions, cases, characteristics, needs, nations and contexts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Need = Literal["discrimination", "opportunity", "relations"]


class Nation(StrEnum):
    """A nation of the United Kingdom, as its law differs."""

    ENGLAND = "England"
    SCOTLAND = "Scotland"
    WALES = "Wales"
    NORTHERN_IRELAND = "Northern Ireland"


class Limb(StrEnum):
    """One of the three needs of section 149(1) of the Equality Act 2010, by its letter."""

    A = "a"
    B = "b"
    C = "c"

    @property
    def need(self) -> Need:
        """The need in one word, as a proposal's record names it."""
        return _NEEDS[self.value]

    @property
    def heading(self) -> str:
        """The need in a few words."""
        return _HEADINGS[self.value]

    @property
    def words(self) -> str:
        """The need in a plain sentence."""
        return _WORDS[self.value]

    @property
    def provision(self) -> str:
        """The id of the provision that sets the need."""
        return f"ea2010.s149.1.{self.value}"


_NEEDS: dict[str, Need] = {"a": "discrimination", "b": "opportunity", "c": "relations"}
_HEADINGS = {
    "a": "Eliminate discrimination, harassment and victimisation",
    "b": "Advance equality of opportunity",
    "c": "Foster good relations",
}
_WORDS = {
    "a": "Have due regard to the need to eliminate discrimination, harassment, victimisation and anything else the Act prohibits.",
    "b": "Have due regard to the need to advance equality of opportunity between people who share a characteristic and those who do not.",
    "c": "Have due regard to the need to foster good relations between people who share a characteristic and those who do not.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Provision:
    """A provision of law, for the days and nations in which it stands as described.

    Attributes:
        id: Its name in the checks, such as ``ea2010.s149.1.b``. Versions of one provision share their id.
        cites: The citation as printed.
        url: Where the text is published.
        says: What it says, in one plain sentence of our own.
        since: The first day on which it can be relied on; for a case, the day from which it is known.
        until: The first day on which it is no longer law, or none.
        nations: The nations where it is law.
        read: Whether the text (or, for a case, a report of it) was read when the entry was written.
        established: Whether its numbering is so well known that it may be cited plainly although not read.
        instrument: The instrument it belongs to.
        file: The file it stands in.
        grounds: The grounds it is about, where those are its own.
        needs: The needs it sets, where those are its own.
    """

    id: str
    cites: str
    url: str
    says: str
    since: date
    until: date | None = None
    nations: tuple[Nation, ...]
    read: bool
    established: bool = False
    instrument: str
    file: str
    grounds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def printable(self) -> bool:
        """Whether a report may cite it: it was read, or its numbering is well established."""
        return self.read or self.established

    def stands(self, day: date, nation: Nation) -> bool:
        """Whether it is law on a day in a nation."""
        return nation in self.nations and self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case(Provision):
    """A judgment: it declares what the law always was, so `since` is only the day from which it is known.

    Attributes:
        name: The parties, as usually shortened.
        citation: The neutral citation.
        court: The court.
        year: The year of the judgment.
        decided: The day of the judgment, where a source states it.
        known_from_year: The year from which it is known, where only the year is.
        paragraphs: The numbers of the paragraphs that were read, and no others.
    """

    name: str
    citation: str
    court: str
    year: int
    decided: date | None = None
    known_from_year: int | None = None
    paragraphs: tuple[str, ...] = ()

    @property
    def pinpoint(self) -> str:
        """The paragraphs read, as printed: ``[25], [26]``; empty if none was."""
        return ", ".join(f"[{number}]" for number in self.paragraphs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Characteristic:
    """A protected characteristic: its section, whether section 149(7) lists it, and the needs it meets."""

    id: str
    name: str
    section: str
    relevant: bool
    limbs: tuple[Limb, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A characteristic and a need that it meets: one of the 25 questions of the general duty."""

    characteristic: Characteristic
    limb: Limb

    @property
    def id(self) -> str:
        """Its name in a record, such as ``age.b``."""
        return f"{self.characteristic.id}.{self.limb.value}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A characteristic outside a context or a form of conduct.

    Attributes:
        characteristic: The characteristic's id.
        under: The id of the provision that puts it outside.
        at: The place in that provision, as the specification of the toolkit gives it.
        only: The part of the characteristic that is outside; empty if all of it is.
    """

    characteristic: str
    under: str
    at: str
    only: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """A field of life with its own Part of the Act, and what is outside that Part."""

    id: str
    name: str
    part: str
    provisions: tuple[str, ...]
    outside: tuple[Exclusion, ...] = ()
    outside_harassment: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Conduct:
    """A form of prohibited conduct, and the characteristics and contexts that it is open to.

    Attributes:
        id: Its name in a record.
        name: Its name as printed.
        provisions: The ids of the provisions that make it prohibited.
        only_for: The only characteristics it is about; empty for all but those outside.
        only_in: The only contexts it arises in; empty for all but those in `not_in`.
        not_in: The contexts it does not arise in.
        outside: The characteristics outside it.
    """

    id: str
    name: str
    provisions: tuple[str, ...]
    only_for: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    outside: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """A characteristic that an exception takes out of some needs."""

    characteristic: str
    limbs: tuple[Limb, ...]
    only: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyException:
    """An exception to the general duty (Schedule 18): the functions it is for and what it takes out."""

    id: str
    under: str
    functions: tuple[str, ...]
    drops: tuple[Dropped, ...]
