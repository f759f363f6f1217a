"""Versions published earlier: what a reader has of them, and which of their tables are of the same counts still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eia.disclosure.record import RecordedCount, RecordedTable, as_publication
from eia.disclosure.safe import Past
from eia.disclosure.system import System
from eia.practice import Profile


def read_earlier(
    system: System,
    names: Mapping[str, str],
    profile: Profile,
    earlier: Sequence[Sequence[RecordedTable]],
) -> Past:
    """Give what was published earlier of these counts, as a reader has it.

    A table that cannot be of the same counts any more is set apart: its counts get names of their own.

    Args:
        system: The counts that are to be released now.
        names: The name of each in every publication, by its name in the system.
        profile: The rule in force.
        earlier: The released tables of each version, oldest first.
    """
    true = {names[cell]: value for cell, value in zip(system.structure.cells, system._values, strict=True)}  # noqa: SLF001 - one door
    publications, values = [], dict[str, int]()
    changed_in = _changed(true, earlier)
    for number, (tables, changed) in enumerate(zip(earlier, changed_in, strict=True), start=1):
        about = [table for table in tables if any(one.cell in true for one in table.counts)]
        made = as_publication(f"Published earlier, {number}", about, changed=changed)
        if made is not None:
            publications.append(made)
        values |= {
            one.cell: one.high - profile.base + 1
            for table in about
            if table.id not in changed and table.multiples_of == profile.base > 1
            for one in table.counts
            if one.high is not None
        }
    return Past(publications=tuple(publications), values=values)


def _changed(true: Mapping[str, int], earlier: Sequence[Sequence[RecordedTable]]) -> list[frozenset[str]]:
    """Return, for each version, the ids of the tables whose counts are others now, or were in a version since."""
    since: dict[str, list[RecordedCount]] = {}
    found = []
    for tables in reversed(earlier):
        changed = frozenset(
            table.id
            for table in tables
            if any(
                (one.cell in true and not _possible(true[one.cell], one))
                or not all(_both_possible(one, later) for later in since.get(one.cell, ()))
                for one in table.counts
            )
        )
        for table in tables:
            for one in table.counts if table.id not in changed else ():
                since.setdefault(one.cell, []).append(one)
        found.append(changed)
    return found[::-1]


def _possible(value: int, told: RecordedCount) -> bool:
    return told.low <= value and (told.high is None or value <= told.high)


def _both_possible(one: RecordedCount, other: RecordedCount) -> bool:
    """Tell whether one count could be what is told in both."""
    return (one.high is None or other.low <= one.high) and (other.high is None or one.low <= other.high)
