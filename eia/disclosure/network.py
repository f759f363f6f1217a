"""Sums that form a network, in which whole numbers leave no gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import gcd


def is_network(rows: Sequence[Mapping[int, int]], many: int) -> bool:
    """Whether the sums form a network, in which each count between the least and the greatest is possible too.

    So it is where each cell stands in at most two sums and the sums can be given signs so that each cell enters one and
    leaves the other: the matrix is then totally unimodular (Heller and Tompkins, 1956). Sums that follow from others are
    left out first, for they change nothing of which tables there are. False only means that this test does not show it.

    Args:
        rows: For each sum, the sign of each cell in it: 1 for a part, -1 for the total.
        many: How many cells there are.
    """
    joined = _joined(rows, many)
    if joined is None:
        rows = _independent(rows, many)
        joined = _joined(rows, many)
    if joined is None:
        return False
    sign_of: dict[int, int] = {}
    for start in range(len(rows)):
        if start in sign_of:
            continue
        sign_of[start] = 1
        waiting = [start]
        while waiting:
            row = waiting.pop()
            for other, relation in joined[row]:
                if other not in sign_of:
                    sign_of[other] = sign_of[row] * relation
                    waiting.append(other)
                elif sign_of[other] != sign_of[row] * relation:
                    return False
    return True


def _joined(rows: Sequence[Mapping[int, int]], many: int) -> list[list[tuple[int, int]]] | None:
    """Give for each sum those that share a cell with it, and whether they need the same sign (1) or the other (-1)."""
    entries: list[list[tuple[int, int]]] = [[] for _ in range(many)]
    for row, signs in enumerate(rows):
        for at, sign in signs.items():
            entries[at].append((row, sign))
    joined: list[list[tuple[int, int]]] = [[] for _ in rows]
    for found in entries:
        if len(found) > 2:  # noqa: PLR2004  # an arc has two ends
            return None
        for (one, first), (other, second) in combinations(found, 2):
            joined[one].append((other, -first * second))
            joined[other].append((one, -first * second))
    return joined


def _independent(rows: Sequence[Mapping[int, int]], many: int) -> list[Mapping[int, int]]:
    """Leave out sums that follow from the others, those first which have most cells that stand in three sums or more."""
    times = [0] * many
    for row in rows:
        for at in row:
            times[at] += 1
    kept: list[Mapping[int, int]] = []
    reduced: dict[int, dict[int, int]] = {}
    for row in sorted(rows, key=lambda row: sum(times[at] > 2 for at in row)):  # noqa: PLR2004  # an arc has two ends
        rest = dict(row)
        while rest and (first := min(rest)) in reduced:
            rest = _without(first, rest, reduced[first])
        if rest:
            reduced[min(rest)] = rest
            kept.append(row)
    return kept


def _without(at: int, row: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    """Take from a row as much of another as leaves nothing at one place, in whole numbers."""
    left = {
        place: value
        for place in row.keys() | other.keys()
        if (value := row.get(place, 0) * other[at] - other.get(place, 0) * row[at])
    }
    common = gcd(*left.values())
    return {place: value // common for place, value in left.items()}
