"""What an officer's table becomes once it is read: groups, people, money or places, each number held and not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn, SupportsIndex

from eia.disclosure import Counts, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOT_ANSWERED = "Not answered"
"""The group of people who left a question out."""

NOT_PLACED = "Not placed"
"""The group of people whose small area is not among those held for the place."""


class RawRowsError(TypeError):
    """Someone asked a table of people to be copied out of the program."""

    def __init__(self) -> None:
        super().__init__("rows of people are not copied or stored; count them, and release the counts")


class Unstored:
    """Something that holds what is known of each person: it is in no text, and is not pickled or copied.

    This guards against accident, not against someone who means to look inside.
    """

    __slots__ = ()

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise RawRowsError

    def __getstate__(self) -> NoReturn:
        raise RawRowsError


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupTable:
    """Counts of people by group, with how many of each have an outcome where the table says so.

    Attributes:
        characteristic: What the groups are groups of: one of the nine ids, a word of the body's own, or None if not said.
        groups: The people of each group, in the order of the standard, or of the file where no standard was asked for.
        with_outcome: How many of them have the outcome, in the same groups and order, never more; None if not given.
        unanswered: Which of the groups are no groups but "prefer not to say" and "not answered".
    """

    characteristic: str | None
    groups: Counts
    with_outcome: Counts | None
    unanswered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Column(Unstored):
    """What one column says of each person.

    Attributes:
        characteristic: What its groups are groups of: one of the nine ids, or a word of the body's own.
        groups: The groups that stand in it, in the order of the standard, or of their first row where none is matched.
        codes: One position in `groups` for each person; whole numbers from 0, shape (people,).
        unanswered: Which of the groups are no groups but "prefer not to say" and "not answered".
    """

    characteristic: str
    groups: tuple[str, ...]
    codes: NDArray[np.int16] = field(repr=False)
    unanswered: tuple[str, ...]


class Answers(Unstored):
    """Yes, no or nothing for each person: reads as a tuple of True, False and None, and shows none of them.

    Args:
        codes: 1 for yes, 0 for no, -1 for not answered; shape (people,).
    """

    __slots__ = ("codes",)

    codes: NDArray[np.int8]

    def __init__(self, codes: NDArray[np.int8]) -> None:
        self.codes = codes

    def __repr__(self) -> str:
        return f"<Answers: {len(self.codes)} people, not shown>"

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[bool | None]:
        return (_ANSWERS[code] for code in self.codes.tolist())

    def __getitem__(self, person: int) -> bool | None:
        return _ANSWERS[int(self.codes[person])]


_ANSWERS: Mapping[int, bool | None] = {1: True, 0: False, -1: None}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class PeopleTable(Unstored):
    """One row a person or response. Who they are is not held: a column of references is dropped when the file is read.

    Attributes:
        size: How many rows.
        columns: By the name of the column: what it says of each person.
        outcomes: By the name of the column: whether each person has the outcome.
    """

    size: int
    columns: Mapping[str, Column] = field(repr=False)
    outcomes: Mapping[str, Answers] = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyRow:
    """What a group has, all its people together, before and after a change.

    Attributes:
        group: The group.
        people: How many people it has.
        before: Pounds before the change; None where it was not published.
        after: Pounds after it.
    """

    group: str
    people: Tally
    before: Decimal | None = field(repr=False)
    after: Decimal = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyTable:
    """Money by group.

    Attributes:
        groups: A row each, in the order of the file.
        characteristic: What the groups are groups of; None if not said.
    """

    groups: tuple[MoneyRow, ...]
    characteristic: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacesTable:
    """People by small area.

    Attributes:
        codes: The codes of the areas that are held for the place, as in `data/reference`, in order.
        counts: The people of each, by its code; and under `NOT_PLACED`, last, those of all other areas, if there are any.
        geography: Which areas: "LSOA 2011" or "LSOA 2021".
        not_placed: The codes of the file that are well formed, and of no area held for the place.
    """

    codes: tuple[str, ...]
    counts: Counts
    geography: str
    not_placed: tuple[str, ...] = ()


Table = GroupTable | PeopleTable | MoneyTable | PlacesTable
