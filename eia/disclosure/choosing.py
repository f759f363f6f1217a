"""The least loss among the safe choices: a greedy choice on the cuts known so far, then the proved one."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eia.disclosure.cuts import CLOSE, WORTHWHILE, Aim, Cut, Freedom, Reader, line_cuts
from eia.disclosure.programme import GRAIN, Programme

if TYPE_CHECKING:
    import numpy as np

LOOSE_ROUNDS = 30
"""How often cuts are sought from undecided choices, at most; mostly nothing new is found long before."""
FRESH_STARTS = 25
"""How often the greedy choice is made afresh before it is only added to: where much helps a little, it would never end."""
SIZE = 1_000_000
"""Cuts times cells beyond which no proof is sought: a single search could then take a minute."""
_ONE = 1 << 40
"""What a cut asks for, in the steps in which the greedy choice counts: whole numbers add up alike on every machine."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What to withhold in one part besides what must be.

    Attributes:
        cells: Their places in the part.
        proved: Whether no safe choice costs less.
        rounds: How often a choice was put to the reader.
    """

    cells: frozenset[int]
    proved: bool
    rounds: int


def choose(
    freedom: Freedom,
    reader: Reader,
    goals: Mapping[Aim, int],
    costs: Sequence[int],
    *,
    rounds: int,
    nodes: int,
) -> Choice:
    """Return the cheapest choice with which every goal is reached.

    Args:
        freedom: What may be withheld.
        reader: Who must not come too close.
        goals: What must be reached, and can be if all is withheld.
        costs: What withholding each cell costs, in `GRAIN`s.
        rounds: How often a choice is put to the reader, at most, in each of the two stages.
        nodes: After how many nodes one search stops.
    """
    if not freedom.choices or not goals:
        return Choice(cells=frozenset(), proved=True, rounds=0)
    cuts = _Cuts(freedom, costs)
    cuts.add(line_cuts(freedom, goals))
    least = _undecided(freedom, reader, goals, cuts)
    best, first = _greedily(freedom, reader, goals, cuts, rounds)
    best, proved, second = _exactly(
        freedom, reader, goals, cuts, least=least, best=best, rounds=rounds, nodes=nodes
    )
    return Choice(cells=best, proved=proved, rounds=first + second)


def _greedily(
    freedom: Freedom, reader: Reader, goals: Mapping[Aim, int], cuts: _Cuts, rounds: int
) -> tuple[frozenset[int], int]:
    """Return a safe choice from which nothing can be left out, and the rounds it took."""
    choice = frozenset[int]()
    for taken in range(1, rounds + 1):
        choice = cuts.greedy()
        failures = reader.failures(choice, goals)
        if not failures:
            return choice, taken
        if taken > FRESH_STARTS or not cuts.add(failure.cut for failure in failures):
            return _mended(choice, freedom, reader, goals, cuts), taken
    return _mended(choice, freedom, reader, goals, cuts), rounds


def _mended(
    choice: frozenset[int], freedom: Freedom, reader: Reader, goals: Mapping[Aim, int], cuts: _Cuts
) -> frozenset[int]:
    """Return a safe choice near one that is not: what is missing is added until it is safe, then what is not needed goes."""
    while failures := reader.failures(choice, goals):
        cuts.add(failure.cut for failure in failures)
        more = cuts.greedy(choice, prune=False)
        choice = more if more > choice else freedom.choices  # all of it is safe
    for cell in cuts.dearest_first(choice):
        fewer = choice - {cell}
        if cuts.hold(fewer):
            failures = reader.failures(fewer, goals)
            cuts.add(failure.cut for failure in failures)
            choice = choice if failures else fewer
    return choice


def _undecided(freedom: Freedom, reader: Reader, goals: Mapping[Aim, int], cuts: _Cuts) -> dict[int, float]:
    """Gather cuts from choices that may withhold a cell by half, which are quick to find.

    Return what any choice costs at least that withholds a cell which the cheapest undecided one does not.
    """
    loose, known = Programme([0.0] * len(cuts.cells), [1.0] * len(cuts.cells)), (0, 0)
    loose.price([cost / GRAIN for cost in cuts.costs])
    least: dict[int, float] = {}
    for _ in range(LOOSE_ROUNDS):
        known = cuts.require(loose, known)
        answer = loose.least()
        if answer is None:
            raise ArithmeticError("to withhold everything is safe, and yet nothing was")
        least = {cell: answer.cost + dual for cell, dual in zip(cuts.cells, answer.duals, strict=True)}
        fractions = dict(zip(cuts.cells, answer.columns, strict=True))
        cuts.add(cut for cut in reader.cuts_for(fractions, goals) if _broken(cut, fractions))
        cuts.add_pairs(_alone(freedom, fractions))
        if cuts.many == known:
            break
    return least


def _broken(cut: Cut, fractions: Mapping[int, float]) -> bool:
    return sum(by * fractions[cell] for cell, by in cut.items()) < 1 - WORTHWHILE


def _exactly(
    freedom: Freedom,
    reader: Reader,
    goals: Mapping[Aim, int],
    cuts: _Cuts,
    *,
    least: Mapping[int, float],
    best: frozenset[int],
    rounds: int,
    nodes: int,
) -> tuple[frozenset[int], bool, int]:
    """Return the proved choice, or the best one known when rounds or nodes run out, whether it is proved, and the rounds."""
    dearest = cuts.cost(best) / GRAIN + WORTHWHILE
    allowed = [float(least.get(cell, 0) <= dearest or cell in best) for cell in cuts.cells]
    master, known = Programme([0.0] * len(cuts.cells), allowed, whole=True, plainly=True, nodes=nodes), (0, 0)
    master.price([cost / GRAIN for cost in cuts.costs])
    for taken in range(rounds):
        if len(cuts.known) * len(cuts.cells) > SIZE:
            return best, False, taken
        known = cuts.require(master, known)
        answer = master.least(start=[float(cell in best) for cell in cuts.cells])
        if answer is None or not answer.proved:
            return best, False, taken
        choice = frozenset(
            cell for cell, chosen in zip(cuts.cells, answer.columns, strict=True) if round(chosen)
        )
        if cuts.cost(choice) >= cuts.cost(best):
            return best, True, taken
        failures = reader.failures(choice, goals)
        if not failures:
            return choice, True, taken + 1
        cuts.add(failure.cut for failure in failures)
        cuts.add_pairs(_alone(freedom, dict.fromkeys(choice, 1.0)))
        if cuts.many == known:
            break  # the same numbers again, to the solver's last digit: nothing more can be learned
        mended = _mended(choice, freedom, reader, goals, cuts)
        best = min(best, mended, key=cuts.cost)
    return best, False, rounds


def _alone(freedom: Freedom, fractions: Mapping[int, float]) -> Iterable[tuple[int, frozenset[int]]]:
    """Yield cells that are withheld more than all else in a sum together, and what else in it may be withheld.

    Where all else is certain a cell is too, and to withhold it helps nobody: the cheapest choice never does.
    """
    for row in freedom.part.sums():
        if any(cell in freedom.always for cell in row):
            continue
        choices = frozenset(row) & freedom.choices
        whole = sum(fractions.get(cell, 0.0) for cell in sorted(choices))
        for cell in sorted(choices):
            if 2 * fractions.get(cell, 0.0) > whole + WORTHWHILE:
                yield cell, choices - {cell}


class _Cuts:
    """The cuts known so far, and choices that keep to them."""

    def __init__(self, freedom: Freedom, costs: Sequence[int]) -> None:
        self.cells = sorted(freedom.choices)
        self.at = {cell: place for place, cell in enumerate(self.cells)}
        self.costs = [costs[cell] for cell in self.cells]
        self.known: list[Cut] = []
        self._seen: set[tuple[tuple[int, int], ...]] = set()
        self._pairs: list[tuple[int, frozenset[int]]] = []
        self._rows: list[np.ndarray] = []

    def add(self, cuts: Iterable[Cut]) -> bool:
        """Add cuts; tell whether any was not known yet."""
        import numpy as np  # noqa: PLC0415 - the solver's arrays; most commands need neither

        before = len(self.known)
        for cut in cuts:
            steps = tuple((cell, round(by * _ONE)) for cell, by in cut.items())
            if steps not in self._seen:
                self._seen.add(steps)
                self.known.append(cut)
                row = np.zeros(len(self.cells), dtype=np.int64)
                row[[self.at[cell] for cell, _ in steps]] = [by for _, by in steps]
                self._rows.append(row)
        return len(self.known) > before

    def add_pairs(self, pairs: Iterable[tuple[int, frozenset[int]]]) -> None:
        """Add that a cell is withheld only if one of some others is."""
        self._pairs += [pair for pair in pairs if pair not in self._pairs]

    @property
    def many(self) -> tuple[int, int]:
        """How many cuts and how many pairs are known."""
        return len(self.known), len(self._pairs)

    def require(self, programme: Programme, known: tuple[int, int]) -> tuple[int, int]:
        """Add what was learned since so many were known to a programme of the choices; return how many are known now."""
        for cut in self.known[known[0] :]:
            programme.require(1 - CLOSE, math.inf, {self.at[cell]: by for cell, by in cut.items()})
        for cell, others in self._pairs[known[1] :]:
            row = {self.at[other]: 1.0 for other in sorted(others)}
            programme.require(0, math.inf, {self.at[cell]: -1.0} | row)
        return self.many

    def cost(self, choice: Iterable[int]) -> int:
        """Return what a choice costs, in `GRAIN`s."""
        return sum(self.costs[self.at[cell]] for cell in choice)

    def dearest_first(self, choice: Iterable[int]) -> list[int]:
        """Return the cells of a choice, the dearest first."""
        return sorted(choice, key=lambda cell: (-self.costs[self.at[cell]], cell))

    def hold(self, choice: Iterable[int]) -> bool:
        """Tell whether a choice keeps to every known cut."""
        held = set(choice)
        return all(sum(by for cell, by in cut.items() if cell in held) >= 1 - CLOSE for cut in self.known)

    def greedy(self, start: Collection[int] = (), *, prune: bool = True) -> frozenset[int]:
        """Return a choice that keeps to every known cut: what helps most for its cost first; then what is not needed goes."""
        import numpy as np  # noqa: PLC0415 - the solver's arrays; most commands need neither

        if not self._rows:
            return frozenset()
        helps = np.stack(self._rows)
        cost = np.array(self.costs, dtype=np.float64) + 1
        need = _ONE - len(self.cells)  # each step was rounded
        left = np.full(len(helps), need, dtype=np.int64)
        chosen = sorted(self.at[cell] for cell in start)
        left = left - helps[:, chosen].sum(axis=1)
        open_rows, left = helps[left > 0], left[left > 0]
        while len(left):
            gain = np.minimum(open_rows, left[:, None]).sum(axis=0) / cost
            best = int(gain.argmax())
            if not gain[best]:
                raise ArithmeticError("a cut asks for more than there is")
            chosen.append(best)
            left = left - open_rows[:, best]
            open_rows, left = open_rows[left > 0], left[left > 0]
        total = helps[:, chosen].sum(axis=1)
        for at in sorted(chosen if prune else (), key=lambda place: (-self.costs[place], place)):
            if (total - helps[:, at] >= need).all():
                total -= helps[:, at]
                chosen.remove(at)
        return frozenset(self.cells[at] for at in chosen)
