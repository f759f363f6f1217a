"""Searching for whole-number tables that fit what is known, one block of linked cells at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from eia.disclosure.network import is_network
from eia.disclosure.structure import Bounds, Line

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]

SLACK = 1e-6
"""How far a solver's number may lie from the truth, beside one part in a thousand million of itself."""


class Answer(Enum):
    """What a search came to."""

    FOUND = "found"
    NONE = "there is no such table"
    OPEN = "the budget ended first"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A search's answer, the value the solver reached, the farthest it could not rule out, and the solver's numbers."""

    answer: Answer
    value: float = math.nan
    limit: float = math.nan
    point: Vector | None = None


def narrow(lines: Sequence[Line], known: Sequence[Bounds], *, rounds: int = 50) -> list[Bounds] | Line:
    """Draw what follows for each cell from one line at a time: a part is at most its total less the least of the others.

    Args:
        lines: The sums.
        known: What is known of each cell.
        rounds: How often all lines are gone through at most; what remains is left to the search.

    Returns:
        What is known of each cell then, or a line which no table can meet.
    """
    low = [bounds.low for bounds in known]
    high = [bounds.high for bounds in known]
    for _ in range(rounds):
        before = (tuple(low), tuple(high))
        for line in lines:
            _narrow_by(line, low, high)
            for place in (line.total, *line.parts):
                greatest = high[place]
                if greatest is not None and low[place] > greatest:
                    return line
        if before == (tuple(low), tuple(high)):
            break
    return [Bounds(low=least, high=greatest) for least, greatest in zip(low, high, strict=True)]


def _narrow_by(line: Line, low: list[int], high: list[int | None]) -> None:
    """Draw from one line what follows for its total and for each of its parts."""
    total = line.total
    least = sum(low[part] for part in line.parts)
    highs = [high[part] for part in line.parts]
    open_parts = highs.count(None)
    greatest = sum(most for most in highs if most is not None)
    low[total] = max(low[total], least)
    if not open_parts:
        high[total] = _smaller(high[total], greatest)
    most_of_total, least_of_total = high[total], low[total]
    for part, most in zip(line.parts, highs, strict=True):
        if most_of_total is not None:
            high[part] = _smaller(high[part], most_of_total - (least - low[part]))
        if open_parts == (1 if most is None else 0):
            # The lows were summed before the loop, and a low that has risen since only makes the sum too small: still true.
            others = greatest - (most or 0)
            low[part] = max(low[part], least_of_total - others)


def _smaller(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)


def blocks_of(lines: Sequence[Line], known: Sequence[Bounds]) -> list[Block]:
    """Split the cells that are not yet known exactly into blocks that no line joins, each in the order of its first cell."""
    parent = list(range(len(known)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    unknown = [place for place, bounds in enumerate(known) if not bounds.pinned]
    for line in lines:
        joined = [root(place) for place in (line.total, *line.parts) if not known[place].pinned]
        for place in joined:
            parent[place] = min(joined)
    cells: dict[int, list[int]] = {}
    for place in unknown:
        cells.setdefault(root(place), []).append(place)
    inside: dict[int, list[Line]] = {first: [] for first in cells}
    for line in lines:
        for place in (line.total, *line.parts):
            if not known[place].pinned:
                inside[root(place)].append(line)
                break
    return [
        Block(cells=tuple(places), lines=tuple(inside[first]), known=known) for first, places in cells.items()
    ]


@dataclass(slots=True)
class Block:
    """Cells that lines join, directly or through others, with all that is known of them.

    The unknowns are counted from the least of each cell, which keeps the solver's numbers small. The tables found are
    kept: one that was found for a cell often serves another.
    """

    cells: tuple[int, ...]
    lines: tuple[Line, ...]
    known: Sequence[Bounds]
    tables: list[tuple[int, ...]] = field(default_factory=list)
    place: dict[int, int] = field(init=False)
    convex: bool = field(init=False)
    _rows: list[tuple[dict[int, int], int]] = field(init=False)
    _matrix: Any = field(init=False, default=None)  # scipy ships no types

    def __post_init__(self) -> None:
        self.place = {cell: at for at, cell in enumerate(self.cells)}
        self._rows = []
        for line in self.lines:
            signs = {self.place[part]: 1 for part in line.parts if part in self.place}
            right = -sum(self.known[part].low for part in line.parts)
            if line.total in self.place:
                signs[self.place[line.total]] = -1
            right += self.known[line.total].low
            self._rows.append((signs, right))
        self.convex = is_network([signs for signs, _ in self._rows], len(self.cells))

    def fits(self, table: Sequence[int]) -> bool:
        """Whether a table of this block's cells, each counted from its least, adds up and keeps within what is known."""
        spans = (self.span(at) for at in range(len(self.cells)))
        return all(
            count >= 0 and (span is None or count <= span) for count, span in zip(table, spans, strict=True)
        ) and all(sum(sign * table[at] for at, sign in signs.items()) == right for signs, right in self._rows)

    def span(self, at: int) -> int | None:
        """How far a cell may lie above its least, as far as is known."""
        bounds = self.known[self.cells[at]]
        return None if bounds.high is None else bounds.high - bounds.low

    def search(
        self,
        aim: Mapping[int, float],
        *,
        whole: bool,
        nodes: int,
        fixed: Mapping[int, int] | None = None,
        at_least: Mapping[int, int] | None = None,
        direction: bool = False,
    ) -> Outcome:
        """Find the numbers that fit and make a weighted sum least; keep them as a table where they are whole and fit.

        Args:
            aim: The weight of each cell, by its place in the block.
            whole: Whether the numbers must be whole.
            nodes: How many nodes the search may branch into.
            fixed: Cells that must have this value, counted from their least.
            at_least: Cells that must have this value or more.
            direction: Search not for a table but for what can be added to any table again and again.
        """
        import numpy as np  # noqa: PLC0415  # heavy: only the search needs it
        from scipy.optimize import Bounds as Box  # type: ignore[import-untyped] # noqa: PLC0415  # heavy; no types
        from scipy.optimize import LinearConstraint, milp  # noqa: PLC0415  # heavy: only the search needs it

        many = len(self.cells)
        weights = np.zeros(many)
        for at, weight in aim.items():
            weights[at] = weight
        spans = [self.span(at) for at in range(many)]
        greatest = np.array([np.inf if span is None else (0 if direction else span) for span in spans], float)
        least = np.zeros(many)
        for at, value in (fixed or {}).items():
            least[at] = greatest[at] = value
        for at, value in (at_least or {}).items():
            least[at] = value
        if (least > greatest).any():
            return Outcome(answer=Answer.NONE)
        right = np.array([0 if direction else right for _, right in self._rows], float)
        constraints = LinearConstraint(self.sums(), right, right)
        result = milp(
            weights,
            integrality=np.full(many, int(whole)),
            bounds=Box(least, greatest),
            constraints=constraints,
            options={"node_limit": nodes, "mip_rel_gap": 0.0},
        )
        if result.x is not None:
            if not direction:
                self.keep(result.x)
            limit = result.fun if result.status == 0 else getattr(result, "mip_dual_bound", None)
            return Outcome(
                answer=Answer.FOUND,
                value=float(result.fun),
                limit=-math.inf if limit is None else float(limit),
                point=result.x,
            )
        return Outcome(answer=Answer.NONE if result.status == 2 else Answer.OPEN)  # noqa: PLR2004  # scipy: infeasible

    def keep(self, point: Vector) -> bool:
        """Keep a solver's numbers as a table if, made whole, they fit exactly."""
        table = tuple(round(float(number)) for number in point)
        fits = self.fits(table)
        if fits:
            self.tables.append(table)
        return fits

    def sums(self) -> Any:  # noqa: ANN401  # scipy ships no types
        """Give the sums as one sparse matrix, a row each and a column for each cell, made once."""
        from scipy.sparse import csc_array  # type: ignore[import-untyped] # noqa: PLC0415  # heavy; no types

        if self._matrix is None:
            rows = [row for row, (signs, _) in enumerate(self._rows) for _ in signs]
            places = [at for signs, _ in self._rows for at in signs]
            signs = [float(sign) for signs, _ in self._rows for sign in signs.values()]
            self._matrix = csc_array((signs, (rows, places)), shape=(len(self._rows), len(self.cells)))
        return self._matrix
