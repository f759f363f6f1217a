"""The attacker in the box: what a reader can work out of counts kept back, from what is published and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eia.disclosure.known import exact, kept_back, rounded_bounds, verify, withheld
from eia.disclosure.moves import Walker
from eia.disclosure.search import SLACK, Answer, Block, blocks_of, narrow
from eia.disclosure.structure import Bounds, Line, Structure
from eia.errors import EiaError

__all__ = [
    "Attack",
    "ContradictionError",
    "Reach",
    "Reader",
    "UnsettledError",
    "attack",
    "exact",
    "kept_back",
    "rounded_bounds",
    "verify",
    "withheld",
]

NODES = 2_000
"""How many nodes the search for one end of one count may branch into. Never a clock: the answer must not depend on it."""

NODES_FOR_A_FIRST_TABLE = 100_000
"""How many for the first table of a block, without which nothing can be said."""


class ContradictionError(EiaError):
    """No table fits what is published: the published numbers contradict each other, which is itself a finding."""

    def __init__(self, structure: Structure, places: Iterable[int]) -> None:
        named = [structure.cells[place] for place in places]
        shown = ", ".join(named[:6]) + (f" and {len(named) - 6} more" if len(named) > 6 else "")  # noqa: PLR2004  # for reading
        super().__init__(
            shown,
            "No counts of people can make all the published numbers true: they contradict each other.",
            "Check the totals against their parts, and the rounding, before anything is published.",
        )


class UnsettledError(EiaError):
    """The search's budget ended before one table was found, so nothing is known of what the numbers give away."""

    def __init__(self, structure: Structure, block: Block) -> None:
        super().__init__(
            structure.cells[block.cells[0]],
            f"It could not be worked out how much the {len(block.cells)} linked counts here give away.",
            "Do not publish these tables as they are: break them down less, or leave one out.",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """How far a reader who knows only what is published can narrow one count.

    Attributes:
        cell: The count's place in the structure.
        bounds: The least and the greatest count shown possible, each by a table; no greatest where it can grow for ever.
        limit: The least and the greatest count that the solver could not rule out: `bounds` or wider.
        least: A whole-number table of all cells with the count at its least.
        greatest: One with the count at its greatest; where it can grow for ever, a table that `grows` can be added to.
        grows: Whole numbers, one a cell, which can be added to any table again and again; None where nothing can.
    """

    cell: int
    bounds: Bounds
    limit: Bounds
    least: tuple[int, ...] = field(repr=False)
    greatest: tuple[int, ...] = field(repr=False)
    grows: tuple[int, ...] | None = field(default=None, repr=False)

    @property
    def proved(self) -> bool:
        """Whether a reader can rule out every count outside `bounds`; if not, a reader may be able to rule out less."""
        return self.bounds == self.limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Attack:
    """What a reader can work out of each target. It rests on what is published alone, so it tells nothing new.

    Which cells were made targets can tell something: see `eia.disclosure.audit`.

    Attributes:
        reaches: One for each target, in the order asked.
    """

    reaches: tuple[Reach, ...]

    def of(self, cell: int) -> Reach:
        """Give the reach of one cell.

        Raises:
            KeyError: It was no target.
        """
        for reach in self.reaches:
            if reach.cell == cell:
                return reach
        raise KeyError(cell)


def attack(
    structure: Structure, known: Sequence[Bounds], targets: Iterable[int], *, nodes: int = NODES
) -> Attack:
    """Work out how far a reader can narrow each target, with tables that show it.

    Each end is sought by a linear programme, and by an integer programme where that gives no whole-number table. What is
    reported is what a table shows to be possible, so that the safety of a release rests on addition and not on a solver.

    Args:
        structure: The cells and the sums among them.
        known: What is published of each cell, or follows from the rule.
        targets: The places of the cells to be narrowed.
        nodes: How many nodes each integer programme may branch into.

    Raises:
        ContradictionError: No table fits what is known.
        UnsettledError: No table was found within the budget.
        ValueError: There is not one bound a cell, or a target is no cell.
    """
    reader = Reader(structure, known, nodes=nodes)
    return Attack(reaches=tuple(reader.reach(target) for target in targets))


class Reader:
    """Someone who has what is published, knows the rule, and can solve equations.

    Args:
        structure: The cells and the sums among them.
        known: What is published of each cell, or follows from the rule.
        nodes: How many nodes each integer programme may branch into.

    Raises:
        ContradictionError, UnsettledError, ValueError: As `attack`.
    """

    def __init__(self, structure: Structure, known: Sequence[Bounds], *, nodes: int = NODES) -> None:
        if len(known) != len(structure.cells):
            raise ValueError("there must be one bound for each cell")
        self.structure = structure
        self.known = tuple(known)
        self.nodes = nodes
        for place, bounds in enumerate(known):
            if bounds.high is not None and bounds.low > bounds.high:
                raise ContradictionError(structure, [place])
        narrowed = narrow(structure.lines, known)
        if isinstance(narrowed, Line):
            raise ContradictionError(structure, (narrowed.total, *narrowed.parts))
        self._narrowed = narrowed
        self._blocks = blocks_of(structure.lines, narrowed)
        self._block = {cell: block for block in self._blocks for cell in block.cells}
        self._walkers: dict[int, Walker] = {}
        self._rays: dict[int, tuple[int, ...] | None] = {}
        for block in self._blocks:
            self._begin(block)
        if not verify(
            structure, known, self._whole(None, ())
        ):  # sums of counts that are all known, which no block holds
            raise ContradictionError(structure, range(len(known)))

    def _begin(self, block: Block) -> None:
        """Find a block's first tables: one with much in every cell, one with little, and any one if those are not whole."""
        everything = range(len(block.cells))
        if all(block.span(at) is not None for at in everything):
            block.search(dict.fromkeys(everything, -1.0), whole=False, nodes=1)
        outcome = block.search(dict.fromkeys(everything, 1.0), whole=False, nodes=1)
        if not block.tables:
            outcome = block.search({}, whole=True, nodes=NODES_FOR_A_FIRST_TABLE)
        if not block.tables:
            if outcome.answer is Answer.NONE:
                raise ContradictionError(self.structure, block.cells)
            raise UnsettledError(self.structure, block)

    def reach(self, cell: int) -> Reach:
        """Work out how far one count can be narrowed.

        Raises:
            ContradictionError: The solver finds that no table fits.
            ValueError: There is no such cell.
        """
        if not 0 <= cell < len(self.known):
            raise ValueError("a target is no cell")
        block = self._block.get(cell)
        if block is None:
            table = self._whole(None, ())
            return Reach(
                cell=cell,
                bounds=self._narrowed[cell],
                limit=self._narrowed[cell],
                least=table,
                greatest=table,
            )
        at = block.place[cell]
        first = self._narrowed[cell].low
        least, low_limit = self._end(block, at, sign=1)
        grows = self._grows(block, at)
        greatest, high_limit = (least, None) if grows else self._end(block, at, sign=-1)
        return Reach(
            cell=cell,
            bounds=Bounds(low=first + least[at], high=None if grows else first + greatest[at]),
            limit=Bounds(
                low=first + (low_limit or 0), high=None if high_limit is None else first + high_limit
            ),
            least=self._whole(block, least),
            greatest=self._whole(block, greatest),
            grows=grows,
        )

    def table_with(self, cell: int, count: int) -> tuple[int, ...] | None:
        """Give a table in which a cell has this count; None if there is none, or none was found within the budget."""
        block = self._block.get(cell)
        if block is None:
            return self._whole(None, ()) if self._narrowed[cell] == exact(count) else None
        at, above = block.place[cell], count - self._narrowed[cell].low
        span = block.span(at)
        if above < 0 or (span is not None and above > span):
            return None
        walker = self._walkers.setdefault(block.cells[0], Walker(block))
        table = walker.walk(at, above)
        if table is None:
            before = len(block.tables)
            block.search({}, whole=True, nodes=self.nodes, fixed={at: above})
            table = block.tables[-1] if len(block.tables) > before else None
        return None if table is None else self._whole(block, table)

    def gapless(self, cell: int) -> bool:
        """Whether it is known without search that each count between a cell's least and greatest is possible too."""
        block = self._block.get(cell)
        return block is None or block.convex

    def _end(self, block: Block, at: int, *, sign: int) -> tuple[tuple[int, ...], int | None]:
        """Seek the table with a cell at its least (sign 1) or greatest (-1), and the farthest that is not ruled out."""
        span = block.span(at)
        limit: float = 0 if sign == 1 else (-math.inf if span is None else -span)

        def best() -> tuple[int, ...]:
            return min(block.tables, key=lambda table: sign * table[at])

        for whole in (False, True):
            if sign * best()[at] <= limit:
                break
            outcome = block.search({at: float(sign)}, whole=whole, nodes=self.nodes if whole else 1)
            if outcome.answer is Answer.NONE:
                raise ContradictionError(self.structure, block.cells)
            if outcome.answer is Answer.FOUND and math.isfinite(outcome.limit):
                slack = SLACK + 1e-9 * abs(outcome.limit)
                limit = max(limit, math.ceil(outcome.limit - slack))
        table = best()
        limit = min(limit, sign * table[at])
        return table, sign * int(limit) if math.isfinite(limit) else None

    def _grows(self, block: Block, at: int) -> tuple[int, ...] | None:
        """Find what may be added to any table again and again so that a cell grows; None if the cell has a greatest."""
        if block.span(at) is not None:
            return None
        cell = block.cells[at]
        if cell not in self._rays:
            # Where the sums allow such a growth in fractions, a multiple of it is whole: nothing is lost by asking for whole ones.
            aim = dict.fromkeys(range(len(block.cells)), 1.0)
            outcome = block.search(aim, whole=True, nodes=self.nodes, at_least={at: 1}, direction=True)
            ray = None
            if outcome.point is not None:
                steps = [round(float(number)) for number in outcome.point]
                inside = dict(zip(block.cells, steps, strict=True))
                ray = tuple(inside.get(place, 0) for place in range(len(self.known)))
                added = [step + count for step, count in zip(ray, self._whole(None, ()), strict=True)]
                if not verify(self.structure, self._narrowed, added):
                    ray = None
            self._rays[cell] = ray
        return self._rays[cell]

    def _whole(self, block: Block | None, table: Sequence[int]) -> tuple[int, ...]:
        """Fill a block's table up to one of all cells: what is known exactly, and the other blocks' first tables."""
        counts = [bounds.low for bounds in self._narrowed]
        for other in self._blocks:
            for cell, above in zip(other.cells, table if other is block else other.tables[0], strict=True):
                counts[cell] += above
        return tuple(counts)
