"""Withholding: which further counts must be kept back so that those which must not be known cannot be worked out.

All linked tables at once, at the least loss that can be proved. Cuts (see `cuts`) are gathered with a quick greedy choice,
then the least choice that keeps to them is sought, and checked, and its new cuts gathered, until it is safe: then none is
cheaper. What a reader knows is what is printed, all sums, that withheld counts are whole numbers from `low`, and what is
public; not how the choice was made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from eia.disclosure.choosing import choose
from eia.disclosure.cuts import DOWN, UP, Aim, Freedom, Reader
from eia.disclosure.programme import GRAIN, Part, check_adds_up, parts, tie_break
from eia.disclosure.structure import Bounds, Structure

ROUNDS = 100
"""Rounds of cuts after which the best safe choice so far is taken."""
NODES = 500
"""Nodes after which a search in one round stops, and the best safe choice so far is taken."""
_NOTHING_PUBLIC: Mapping[int, Bounds] = MappingProxyType({})
_Of = TypeVar("_Of")


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld:
    """What to withhold.

    Attributes:
        cells: The places of all cells to withhold, sorted. Which of them had to be is not for the reader: one symbol.
        shortfalls: The needs that cannot be met whatever is withheld, and the widest range a reader can be left with.
        proved: Whether no safe choice loses less. False: a search was stopped, a smaller one may exist, and where whole
            numbers were not found in time a shortfall may be said that is none.
        rounds: The rounds of cuts it took.
        lost: The weights of all withheld cells together. By default that is made of counts: it is never published.
    """

    cells: tuple[int, ...]
    shortfalls: Mapping[int, Bounds] = field(default_factory=dict)
    proved: bool = True
    rounds: int = 0
    lost: int = field(default=0, repr=False)


def withhold(
    structure: Structure,
    values: Sequence[int],
    needs: Mapping[int, Bounds],
    *,
    low: int = 0,
    weights: Sequence[int] | None = None,
    public: Mapping[int, Bounds] = _NOTHING_PUBLIC,
    rounds: int = ROUNDS,
    nodes: int = NODES,
) -> Withheld:
    """Choose what to withhold so that each count that must be protected could, for all a reader knows, lie as it needs.

    The loss is the sum of the weights of withheld cells, to which each name adds less than 0.4, so that one answer is
    least and it is the same everywhere. Out of rounds or nodes, more may be withheld than must be, never less.

    Args:
        structure: The cells and their sums.
        values: The true count of each cell.
        needs: For each cell that must be withheld, the range that must stay possible: both ends are to be reached by a table of
            whole numbers. Without a greatest, as wide as anything allows up to more than all counts together.
        low: The least that a withheld count can be, as everyone knows: 1 where all counts of none are printed.
            Cells under it are printed.
        weights: What is lost with each cell, whole numbers from 0; by default its count and one more.
        public: What everyone knows of a cell from elsewhere. It is never withheld, nor can it lie outside.
        rounds: After how many rounds of cuts the best safe choice is taken.
        nodes: After how many nodes the search in one round stops.

    Raises:
        ValueError: The counts are not those of the structure, a need or a public range leaves out the true count, a
            cell with a need is under `low`, or the weights are not one for each cell. It holds no count.
    """
    check_adds_up(structure, values)
    if weights is None:
        weights = [value + 1 for value in values]
    _check(structure, values, needs, low=low, weights=weights, public=public)
    cells = [cell for cell in needs if cell not in public]
    shortfalls: dict[int, Bounds] = {}
    proved, taken = True, 0
    for part in parts(structure):
        own = _at(part, needs)
        if not own:
            continue
        freedom = _freedom(part, values, set(own), low, _at(part, public))
        true = [values[cell] for cell in part.cells]
        goals = _goals(own, true)
        reader = Reader(freedom, nodes=nodes)
        while failures := reader.failures(freedom.choices, goals):
            goals |= {failure.aim: failure.reached for failure in failures}
            goals = {aim: goal for aim, goal in goals.items() if goal > 0}
        shortfalls |= {
            part.cells[at]: range_left
            for at, need in own.items()
            if not (range_left := _left(at, need, goals, true)).covers(need)
        }
        costs = [
            weights[cell] * GRAIN + tie_break(name) for cell, name in zip(part.cells, part.names, strict=True)
        ]
        choice = choose(freedom, reader, goals, costs, rounds=rounds, nodes=nodes)
        cells += [part.cells[at] for at in choice.cells]
        proved, taken = proved and choice.proved and not reader.gave_up, taken + choice.rounds
    return Withheld(
        cells=tuple(sorted(cells)),
        shortfalls={cell: shortfalls[cell] for cell in sorted(shortfalls)},
        proved=proved,
        rounds=taken,
        lost=sum(weights[cell] for cell in cells),
    )


def _check(
    structure: Structure,
    values: Sequence[int],
    needs: Mapping[int, Bounds],
    *,
    low: int,
    weights: Sequence[int],
    public: Mapping[int, Bounds],
) -> None:
    if len(weights) != len(values) or any(weight < 0 for weight in weights):
        raise ValueError("there must be one weight for each cell, from 0")
    for known in (needs, public):
        for cell, bounds in known.items():
            if not 0 <= cell < len(values):
                raise ValueError("a range is of a cell that is not there")
            if values[cell] < bounds.low or (bounds.high is not None and values[cell] > bounds.high):
                raise ValueError(f"a range leaves out the count it is of: {structure.cells[cell]}")
    for cell in needs:
        if values[cell] < low and cell not in public:
            raise ValueError(
                f"a count to withhold is under what everyone knows it to be: {structure.cells[cell]}"
            )


def _at(part: Part, by_cell: Mapping[int, _Of]) -> dict[int, _Of]:
    return {at: by_cell[cell] for at, cell in enumerate(part.cells) if cell in by_cell}


def _freedom(
    part: Part, values: Sequence[int], must: set[int], low: int, public: Mapping[int, Bounds]
) -> Freedom:
    below, above = [], []
    for at, cell in enumerate(part.cells):
        known = public.get(at, Bounds(low=low, high=None))
        below.append(float(max(0, values[cell] - known.low)))
        above.append(math.inf if known.high is None else float(known.high - values[cell]))
    return Freedom(
        part=part,
        below=tuple(below),
        above=tuple(above),
        always=frozenset(at for at in (must | set(public)) if below[at] or above[at]),
        choices=frozenset(
            at
            for at, cell in enumerate(part.cells)
            if at not in must and at not in public and values[cell] >= low
        ),
    )


def _goals(needs: Mapping[int, Bounds], true: Sequence[int]) -> dict[Aim, int]:
    """Return by how much each count must be able to lie above and below the truth."""
    goals: dict[Aim, int] = {}
    for at, need in needs.items():
        goals[at, UP] = _greatest(need, true) - true[at]
        goals[at, DOWN] = true[at] - need.low
    return {aim: goal for aim, goal in goals.items() if goal > 0}


def _greatest(need: Bounds, true: Sequence[int]) -> int:
    return 1 + sum(true) if need.high is None else need.high


def _left(at: int, need: Bounds, goals: Mapping[Aim, int], true: Sequence[int]) -> Bounds:
    """Return the range that can be reached, out of what is needed."""
    high = true[at] + goals.get((at, UP), 0)
    return Bounds(
        low=true[at] - goals.get((at, DOWN), 0),
        high=None if need.high is None and high >= _greatest(need, true) else high,
    )
