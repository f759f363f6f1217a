"""Tables that count the same people must come to the same total, and to the same number with the same outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from eia.disclosure import Counts, DoesNotAddUp, LinkedTable, assemble
from eia.errors import Problem
from eia.evidence import GroupTable
from eia.evidence.kinds import Table
from eia.proposal.references import entries


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counted:
    """A table of the same people as others, where it stands, and what they are all to agree on."""

    file: str
    linked: LinkedTable
    of: tuple[str, ...]


def differing_totals(
    raw: Mapping[str, object],
    counts: Mapping[str, Counts],
    tables: Mapping[str, Table],
    folder: str,
) -> Iterator[Problem]:
    """Find tables with the same ``base`` that differ in their total, or in how many have an outcome of the same words.

    Each is named beside the first of its base, with no number.

    Args:
        raw: The proposal as TOML gives it.
        counts: Its tables of counts, by evidence id.
        tables: Its tables of evidence, by id.
        folder: How errors name the proposal's folder.
    """
    people: dict[str, _Counted] = {}
    outcomes: dict[str, _Counted] = {}
    for item in entries(raw, "evidence"):
        name, base = str(item.get("id")), item.get("base")
        if name not in counts or not isinstance(base, str) or not base.strip():
            continue
        file, words, table = f"{folder}/{item.get('file')}", item.get("outcome"), tables.get(name)
        people[name] = _Counted(file=file, linked=LinkedTable(counts=counts[name], base=base), of=(base,))
        if isinstance(table, GroupTable) and table.with_outcome is not None and isinstance(words, str):
            # Those with an outcome are a base of their own: here too the totals must agree.
            having = LinkedTable(counts=table.with_outcome, base=f"{base}: {words}")
            outcomes[name] = _Counted(file=file, linked=having, of=(base, words))
    yield from _differing(people)
    yield from _differing(outcomes)


def _differing(tables: Mapping[str, _Counted]) -> Iterator[Problem]:
    told: set[str] = set()
    for one, other in combinations(tables, 2):
        if other in told:
            continue
        first, second = tables[one], tables[other]
        try:
            assemble({one: first.linked, other: second.linked})
        except DoesNotAddUp:
            told.add(other)
            base, *outcome = first.of
            what = f"their totals of those who “{outcome[0]}” differ" if outcome else "their totals differ"
            yield Problem(
                f"{first.file} and {second.file}",
                f"Both count “{base}”, and {what}.",
                "Correct the counts; or, if they count different people, give each table its own words under 'base'.",
            )
