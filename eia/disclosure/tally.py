"""One count of people, typed by an officer, which cannot be shown by accident."""

from __future__ import annotations

from collections.abc import Iterable

from eia.disclosure.counts import Counts, Unshown


class Tally(Unshown):
    """A count of people, held but not shown: `Counts` for a single typed number.

    Two tallies may be compared for sameness, so that records can be; every way of letting the number out raises
    `RawCountsError`. This guards against accident, not against someone who means to look inside.

    Args:
        value: A whole number from 0.

    Raises:
        ValueError: It is negative, or not a whole number. The words of the error hold no value.
    """

    __slots__ = ("_value",)

    _value: int

    def __init__(self, value: int) -> None:
        if type(value) is not int or value < 0:
            raise ValueError("a count of people is a whole number from 0")
        object.__setattr__(self, "_value", value)

    def __repr__(self) -> str:
        return "<a count, not shown>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._value == other._value

    def __hash__(self) -> int:
        return hash(("Tally", self._value))


def counts_of(tallies: Iterable[tuple[str, Tally]]) -> Counts:
    """Put typed counts of groups together into one table, to be released as one."""
    pairs = list(tallies)
    return Counts(tuple(group for group, _ in pairs), tuple(tally._value for _, tally in pairs))  # noqa: SLF001 - one door


def write_tally(tally: Tally) -> str:
    """Return the number as text for the officer's own file, and for nothing that is published."""
    return str(tally._value)  # noqa: SLF001 - the officer's own file holds what the officer typed
