"""What a reader could work out of withheld counts, and what more must be withheld so that they cannot.

A reader knows every printed count, every sum, and that a withheld count is a whole number from some least one. How far a
withheld count could then lie from the truth is a linear programme. Where that is not far enough, its duals say which cells
would have to be withheld to make it so: a cut, which holds for every safe choice. The method is that of Fischetti and
Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints" (Management Science 47,
2001), with protection to be reached as a whole number.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from eia.disclosure.programme import Answer, Part, Programme

CLOSE = 1e-6
"""What the solver's numbers may be off by."""
WORTHWHILE = 0.01
"""How far a cut must be broken by an undecided choice to be worth adding."""
UP, DOWN = 1, -1
Cut = Mapping[int, float]
"""Which cells would help, and by how much: what is withheld of them must come to at least 1."""
Aim = tuple[int, int]
"""A cell and a direction in which its count must seem able to lie."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Freedom:
    """How far each count of a part could lie from the truth if it were withheld.

    Attributes:
        part: The cells and sums.
        below: By how much less each could be, for all a reader knows of it alone.
        above: By how much more; infinite where nothing bounds it.
        always: The cells that are uncertain anyway: those that must be withheld, and public ones with a tolerance.
        choices: The cells that may be withheld or not.
    """

    part: Part
    below: tuple[float, ...]
    above: tuple[float, ...]
    always: frozenset[int]
    choices: frozenset[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A count that a reader could come too close to.

    Attributes:
        aim: Which, and in which direction.
        reached: By how much it can differ from the truth, as a whole number.
        cut: What more must be withheld.
    """

    aim: Aim
    reached: int
    cut: Cut


class Reader:
    """A reader who sees all counts but those withheld, and works out how far each of these could lie from the truth.

    Args:
        freedom: What could be withheld.
        nodes: After how many nodes a search for a whole-number table stops; what it did not find counts as impossible.

    Attributes:
        gave_up: Whether any such search stopped so.
    """

    def __init__(self, freedom: Freedom, *, nodes: int) -> None:
        self._freedom = freedom
        self._nodes = nodes
        many = len(freedom.part.cells)
        self.gave_up = False
        self._programme = Programme([0.0] * many, [0.0] * many)
        self._sums_of: list[list[tuple[int, int]]] = [[] for _ in range(many)]
        for number, row in enumerate(freedom.part.sums()):
            self._programme.require(0, 0, {at: float(sign) for at, sign in row.items()})
            for at, sign in row.items():
                self._sums_of[at].append((number, sign))
        self._nothing = [0.0] * many
        self._tables: list[tuple[frozenset[int], dict[int, int]]] = []

    def failures(self, withheld: Collection[int], goals: Mapping[Aim, int]) -> list[Failure]:
        """Return goals that are missed: all that fractions of people miss, and if there are none, that whole ones miss.

        Args:
            withheld: What is withheld among `Freedom.choices`.
            goals: By how much each count must be able to differ from the truth, from 1.
        """
        free = self._freedom.always | set(withheld)
        below = [self._freedom.below[at] if at in free else 0.0 for at in range(len(self._nothing))]
        above = [self._freedom.above[at] if at in free else 0.0 for at in range(len(self._nothing))]
        left = self._not_shown(goals, free, self._tables)
        failures, unsure = list[Failure](), dict[Aim, int]()
        for way in (UP, DOWN):
            own = {aim: goal for aim, goal in left.items() if aim[1] == way}
            while own:  # all at once first: most goals are reached together
                answer = self._furthest({at: goal for (at, _), goal in own.items()}, way, below, above)
                fewer = self._not_shown(own, free, self._keep(answer))
                if len(fewer) == len(own):
                    break
                own = fewer
            while own:
                (at, _), goal = aim, _ = next(iter(own.items()))
                answer = self._furthest({at: goal}, way, below, above)
                own = self._not_shown(own, free, self._keep(answer))
                if own.pop(aim, None) is None:
                    continue
                reached = way * answer.columns[at]
                if reached > goal - CLOSE:
                    unsure[aim] = goal
                else:
                    cut = self._cut(answer.duals, goal) or self._anything_more(free)
                    failures.append(Failure(aim=aim, reached=math.floor(reached + CLOSE), cut=cut))
        return failures or self._failures_of_whole_numbers(unsure, below, above, free)

    def _failures_of_whole_numbers(
        self, goals: Mapping[Aim, int], below: Sequence[float], above: Sequence[float], free: AbstractSet[int]
    ) -> list[Failure]:
        """Return the goals that only tables with fractions of people in them reach."""
        failures, left = [], dict(goals)
        while left:
            (at, way), goal = aim, _ = next(iter(left.items()))
            whole = Programme(*_limits({at: goal}, way, below, above), whole=True, nodes=self._nodes)
            for row in self._freedom.part.sums():
                whole.require(0, 0, {cell: float(sign) for cell, sign in row.items()})
            costs = list(self._nothing)
            costs[at] = -float(way)
            whole.price(costs)
            answer = whole.least()
            left = self._not_shown(left, free, self._keep(answer) if answer else [])
            if left.pop(aim, None):
                self.gave_up = self.gave_up or answer is None or not answer.proved
                reached = min(goal - 1, round(way * answer.columns[at]) if answer else 0)
                failures.append(Failure(aim=aim, reached=reached, cut=self._anything_more(free)))
        return failures

    def _anything_more(self, free: AbstractSet[int]) -> Cut:
        """Return the cut that says no more than that what is withheld is too little."""
        return {cell: 1.0 for cell in sorted(self._freedom.choices) if cell not in free}

    def _keep(self, answer: Answer) -> list[tuple[frozenset[int], dict[int, int]]]:
        """Remember a table, if it is one of whole numbers and they add up: what moved, and by how much."""
        if any(abs(moved - round(moved)) > CLOSE for moved in answer.columns):
            return []
        moved = {at: round(by) for at, by in enumerate(answer.columns) if round(by)}
        over: dict[int, int] = {}
        for at, by in moved.items():
            for number, sign in self._sums_of[at]:
                over[number] = over.get(number, 0) + sign * by
        if any(over.values()):
            return []
        self._tables.append((frozenset(moved), moved))
        return self._tables[-1:]

    @staticmethod
    def _not_shown(
        goals: Mapping[Aim, int],
        free: AbstractSet[int],
        tables: Iterable[tuple[frozenset[int], dict[int, int]]],
    ) -> dict[Aim, int]:
        """Return the goals that none of some tables reaches while moving only what is free."""
        left = dict(goals)
        for places, moved in tables:
            if places <= free:
                left = {(at, way): goal for (at, way), goal in left.items() if way * moved.get(at, 0) < goal}
        return left

    def cuts_for(self, fractions: Mapping[int, float], goals: Mapping[Aim, int]) -> Iterable[Cut]:
        """Yield cuts that an undecided choice, each cell withheld to some fraction, may break.

        Each cell is given its fraction of the room that a cut would credit it with, at most the goal.
        """
        shares = [
            1.0 if at in self._freedom.always else fractions.get(at, 0.0) for at in range(len(self._nothing))
        ]
        for (at, way), goal in goals.items():
            below = [min(by, goal) * share for by, share in zip(self._freedom.below, shares, strict=True)]
            above = [min(by, goal) * share for by, share in zip(self._freedom.above, shares, strict=True)]
            answer = self._furthest({at: goal}, way, below, above)
            if way * answer.columns[at] < goal * (1 - WORTHWHILE) and (cut := self._cut(answer.duals, goal)):
                yield cut

    def _furthest(
        self, goals: Mapping[int, int], way: int, below: Sequence[float], above: Sequence[float]
    ) -> Answer:
        """Move some counts as far as their goals in one direction, as far as they go together."""
        self._programme.bound(*_limits(goals, way, below, above))
        costs = list(self._nothing)
        for at in goals:
            costs[at] = -float(way)
        self._programme.price(costs)
        answer = self._programme.least()
        if answer is None:
            raise ArithmeticError("the true counts themselves were not found")
        return answer

    def _cut(self, duals: Sequence[float], goal: float) -> Cut:
        helps: dict[int, float] = {}
        for at, dual in enumerate(duals):
            if abs(dual) <= CLOSE:
                continue
            helps[at] = dual * self._freedom.below[at] if dual > 0 else -dual * self._freedom.above[at]
        return scaled(self._freedom, helps, goal)


def scaled(freedom: Freedom, helps: Mapping[int, float], goal: float) -> Cut:
    """Return as a cut that cells must help towards a goal; what is uncertain anyway is taken off first."""
    left = goal - sum(by for at, by in helps.items() if at in freedom.always)
    if left <= CLOSE:
        return {}
    return {
        at: min(by, left) / left for at, by in sorted(helps.items()) if at in freedom.choices and by > CLOSE
    }


def line_cuts(freedom: Freedom, goals: Mapping[Aim, int]) -> Iterable[Cut]:
    """Yield, for each goal and each sum the cell is in, that the sum's other cells must leave the room.

    These hold for every safe choice and are known before any programme is solved.
    """
    for row in freedom.part.sums():
        for (at, way), goal in goals.items():
            if at not in row:
                continue
            helps = {}
            for other, sign in row.items():
                if other != at:
                    # Two parts move against each other, a part and the total together.
                    against = sign == row[at]
                    helps[other] = (freedom.below if against == (way == UP) else freedom.above)[other]
            if cut := scaled(freedom, helps, goal):
                yield cut


def _limits(
    goals: Mapping[int, int], way: int, below: Sequence[float], above: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return the least and greatest move of each count, none beyond its goal."""
    lower, upper = [-by for by in below], list(above)
    for at, goal in goals.items():
        if way == UP:
            upper[at] = min(upper[at], goal)
        else:
            lower[at] = max(lower[at], -goal)
    return lower, upper
