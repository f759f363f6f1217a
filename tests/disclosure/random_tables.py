"""Random tables for the disclosure tests: the same for the same seed, on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice, product

from eia.disclosure.structure import Line, Structure

KINDS = ("one-way", "two-way", "three-way", "hierarchical", "linked")
TOTAL = "all"
FEWEST, MOST = 5, 195


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """What a table counts by: its sums, each a code and the codes in it, the broadest last."""

    name: str
    sums: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        totals = {total for total, _ in self.sums}
        return tuple(part for _, parts in self.sums for part in parts if part not in totals)

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.leaves, *(total for total, _ in self.sums))

    def within(self, code: str) -> frozenset[str]:
        for total, parts in self.sums:
            if total == code:
                return frozenset().union(*(self.within(part) for part in parts))
        return frozenset([code])


@dataclass(frozen=True, kw_only=True)
class RandomTable:
    kind: str
    seed: int
    structure: Structure
    values: tuple[int, ...]
    grand_total: int
    """The place of everyone together."""


def random_table(seed: int, kind: str | None = None) -> RandomTable:
    """Make one table, or two linked ones, with all margins; its cells number from FEWEST to MOST."""
    rng = random.Random(f"random table {seed}")
    kind = kind or KINDS[seed % len(KINDS)]
    while True:
        dimensions, tables = _shape(kind, rng)
        cells = list(dict.fromkeys(_cells(dimensions, tables)))
        if FEWEST <= len(cells) <= MOST:
            break
    people = _people(dimensions, rng)
    place = {cell: at for at, cell in enumerate(cells)}
    within = [{code: dimension.within(code) for code in dimension.codes} for dimension in dimensions]
    values = [
        sum(
            number
            for leaf, number in people.items()
            if all(one in within[at][code] for at, (one, code) in enumerate(zip(leaf, cell, strict=True)))
        )
        for cell in cells
    ]
    lines = {}
    for cell in cells:
        for at, dimension in enumerate(dimensions):
            for total, parts in dimension.sums:
                if cell[at] == total:
                    inside = [(*cell[:at], part, *cell[at + 1 :]) for part in parts]
                    if all(part in place for part in inside):
                        line = Line(total=place[cell], parts=tuple(place[part] for part in inside))
                        lines[line] = None
    return RandomTable(
        kind=kind,
        seed=seed,
        structure=Structure(cells=tuple(" · ".join(cell) for cell in cells), lines=tuple(lines)),
        values=tuple(values),
        grand_total=place[(TOTAL,) * len(dimensions)],
    )


def random_tables(many: int, *, most: int = MOST) -> Iterator[RandomTable]:
    """Give the first so many tables with no more cells than `most`."""
    return islice((table for table in map(random_table, count()) if len(table.values) <= most), many)


def _flat(name: str, many: int) -> Dimension:
    return Dimension(name=name, sums=((TOTAL, tuple(f"{name}{at}" for at in range(many))),))


def _tree(name: str, sizes: list[int]) -> Dimension:
    sums = [
        (f"{name}{at}", tuple(f"{name}{at}.{leaf}" for leaf in range(size))) for at, size in enumerate(sizes)
    ]
    return Dimension(name=name, sums=(*sums, (TOTAL, tuple(code for code, _ in sums))))


def _shape(kind: str, rng: random.Random) -> tuple[list[Dimension], list[frozenset[int]]]:
    """Draw the dimensions, and for each table those which it counts by."""
    if kind == "one-way":
        return [_flat("a", rng.randint(4, 40))], [frozenset([0])]
    if kind == "two-way":
        return [_flat("a", rng.randint(2, 15)), _flat("b", rng.choice([2, 2, 3, 4, 6, 9]))], [
            frozenset([0, 1])
        ]
    if kind == "three-way":
        return [_flat(name, rng.randint(2, 6)) for name in "abc"], [frozenset([0, 1, 2])]
    if kind == "hierarchical":
        tree = _tree("a", [rng.randint(2, 5) for _ in range(rng.randint(2, 5))])
        return [tree, _flat("b", rng.randint(2, 7))], [frozenset([0, 1])]
    dimensions = [_flat("a", rng.randint(2, 8)), _flat("b", rng.randint(2, 6)), _flat("c", rng.randint(2, 6))]
    return dimensions, [frozenset([0, 1]), frozenset([0, 2])]


def _cells(dimensions: list[Dimension], tables: list[frozenset[int]]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        yield from product(
            *(dimension.codes if at in table else (TOTAL,) for at, dimension in enumerate(dimensions))
        )


def _people(dimensions: list[Dimension], rng: random.Random) -> dict[tuple[str, ...], int]:
    """Draw skewed counts: of about 40 or 12 on average, or mostly 0."""
    mean, sparse = rng.choice([(40, 0.0), (12, 0.0), (6, 0.5), (15, 0.7)])
    leaves = list(product(*(dimension.leaves for dimension in dimensions)))
    drawn = {
        leaf: 0 if rng.random() < sparse else int(rng.lognormvariate(0, 1.2) * mean / 2.05) for leaf in leaves
    }
    if not any(drawn.values()):
        drawn[leaves[0]] = mean
    return drawn
