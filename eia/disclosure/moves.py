"""Moves between tables: what may be added to one table that fits, so that another comes of it with one count raised or lowered by one.

A move found for one count often serves again, for the same count or another, and trying it takes no solver.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eia.disclosure.search import Block

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]


@dataclass(slots=True)
class Walker:
    """Goes from table to table of one block, a step at a time.

    Attributes:
        block: The block, which has at least one table.
        moves: The moves found so far, one a row, each of which leaves every sum true.
    """

    block: Block
    moves: list[Whole] = field(default_factory=list)
    last: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _stacked: Whole | None = None
    _spans: Whole | None = None

    def walk(self, at: int, above: int) -> tuple[int, ...] | None:
        """Go from the nearest table at hand to one where a cell has a count (counted from its least); None if no way was found."""
        import numpy as np  # noqa: PLC0415  # heavy: only the attacker needs it

        at_hand = [*self.block.tables, *([self.last[at]] if at in self.last else [])]
        table = np.array(min(at_hand, key=lambda one: abs(one[at] - above)), dtype=np.int64)
        while table[at] != above:
            stepped = self._step(table, at, 1 if table[at] < above else -1)
            if stepped is None:
                return None
            table = stepped
        reached = tuple(int(count) for count in table)
        if not self.block.fits(reached):
            return None
        self.last[at] = reached
        return reached

    def _step(self, table: Whole, at: int, by: int) -> Whole | None:
        """Raise or lower one cell by one, by a move at hand or a new one."""
        import numpy as np  # noqa: PLC0415  # heavy: only the attacker needs it

        spans = self._greatest()
        if self.moves:
            if self._stacked is None or len(self._stacked) != len(self.moves):
                self._stacked = np.vstack(self.moves)
            fitting = self._stacked[self._stacked[:, at] != 0]
            stepped = table + fitting * (by * fitting[:, [at]])
            inside = ((stepped >= 0) & (stepped <= spans)).all(axis=1)
            if inside.any():
                chosen: Whole = stepped[int(inside.argmax())]
                return chosen
        move = self._new(table, at, by)
        if move is None:
            return None
        self.moves.append(move)
        new: Whole = table + move
        return new

    def _new(self, table: Whole, at: int, by: int) -> Whole | None:
        """Find the least move that raises or lowers a cell by one, and each other by one at most, and fits this table."""
        import numpy as np  # noqa: PLC0415  # heavy: only the attacker needs it
        from scipy.optimize import Bounds as Box  # type: ignore[import-untyped] # noqa: PLC0415  # heavy; no types
        from scipy.optimize import LinearConstraint, milp  # noqa: PLC0415  # heavy: only the attacker needs it
        from scipy.sparse import hstack  # type: ignore[import-untyped] # noqa: PLC0415  # heavy; no types

        many = len(table)
        up = np.minimum(1, self._greatest() - table)
        down = np.minimum(1, table)
        least = np.zeros(2 * many)
        greatest = np.concatenate([up, down]).astype(float)
        wanted, other = (at, many + at) if by == 1 else (many + at, at)
        if greatest[wanted] < 1:
            return None
        least[wanted], greatest[other] = 1, 0
        sums = self.block.sums()
        none = np.zeros(len(self.block.lines))
        result = milp(
            np.ones(2 * many),
            bounds=Box(least, greatest),
            constraints=LinearConstraint(hstack([sums, -sums], format="csc"), none, none),
        )
        if result.x is None:
            return None
        move: Whole = np.rint(result.x[:many] - result.x[many:]).astype(np.int64)
        right = move[at] == by and not (sums @ move).any()
        return move if right else None

    def _greatest(self) -> Whole:
        """Give how far each cell may lie above its least, a very great number where there is no greatest."""
        import numpy as np  # noqa: PLC0415  # heavy: only the attacker needs it

        if self._spans is None:
            spans = (self.block.span(at) for at in range(len(self.block.cells)))
            self._spans = np.array([2**62 if span is None else span for span in spans], dtype=np.int64)
        return self._spans
