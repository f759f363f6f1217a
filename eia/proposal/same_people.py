"""Tables that count the same people must come to the same total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from eia.disclosure import Counts, DoesNotAddUp, LinkedTable, assemble
from eia.errors import Problem
from eia.proposal.references import entries


def differing_totals(
    raw: Mapping[str, object], counts: Mapping[str, Counts], folder: str
) -> Iterator[Problem]:
    """Find tables with the same ``base`` whose totals differ; each is named beside the first of its base, with no number.

    Args:
        raw: The proposal as TOML gives it.
        counts: Its tables of counts, by evidence id.
        folder: How errors name the proposal's folder.
    """
    files: dict[str, str] = {}
    linked: dict[str, LinkedTable] = {}
    for item in entries(raw, "evidence"):
        name, base = str(item.get("id")), item.get("base")
        if name in counts and isinstance(base, str) and base.strip():
            files[name] = f"{folder}/{item.get('file')}"
            linked[name] = LinkedTable(counts=counts[name], base=base)
    told: set[str] = set()
    for one, other in combinations(linked, 2):
        if other in told:
            continue
        try:
            assemble({one: linked[one], other: linked[other]})
        except DoesNotAddUp:
            told.add(other)
            yield Problem(
                f"{files[one]} and {files[other]}",
                f"Both count “{linked[one].base}”, and their totals differ.",
                "Correct the counts; or, if they count different people, give each table its own words under 'base'.",
            )
