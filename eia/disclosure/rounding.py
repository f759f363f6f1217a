"""Controlled rounding: every count and every total to a neighbouring multiple, so that what is printed still adds up.

All linked tables are rounded at once, so that a total they share has one value. After Cox, "A constructive procedure for
unbiased controlled rounding" (1987), and Salazar-González, "Controlled rounding and cell perturbation" (2006).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from eia.disclosure.programme import GRAIN, Part, Programme, check_adds_up, parts, tie_break
from eia.disclosure.structure import Structure

NODES = 20_000
"""Nodes after which a whole-number search stops and the best rounding found is taken."""
_NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Rounded:
    """Counts as they may be printed.

    Attributes:
        values: The rounded count of each cell, in the structure's order.
        base: Of what they are multiples.
        further: The cells rounded past the neighbouring multiples, because nothing nearer adds up.
        changed: The cells published earlier that could not keep the value they had then.
        proved: Whether no nearer rounding adds up. False: the search was stopped, and there may be a nearer one.
    """

    values: tuple[int, ...]
    base: int
    further: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    proved: bool = True


def round_together(
    structure: Structure, values: Sequence[int], *, base: int, keep: Mapping[int, int] = _NONE
) -> Rounded:
    """Round every count to a neighbouring multiple of a base, so that all sums still hold.

    Exact multiples stay. Chosen is the rounding with the least sum of distances from the true counts; what is equally near
    is decided by the names of the cells, which weigh up to 0.2 of a person either way. First come, in this order: as
    few counts as possible beyond the neighbouring multiples (none, wherever that can be), and as many as possible
    as they were published earlier. What everyone knows from elsewhere is rounded like the rest.

    Args:
        structure: The cells and their sums.
        values: The true count of each cell.
        base: The multiple, such as 5 or 10.
        keep: What was printed earlier, by place; it is kept where it is still a neighbouring multiple.

    Raises:
        ValueError: The base is under 1, or the counts are not those of the structure. It holds no count.
    """
    if base < 1:
        raise ValueError("the rounding base must be a whole number from 1")
    check_adds_up(structure, values)
    rounded, further, changed, proved = [0] * len(values), list[int](), list[int](), True
    for part in parts(structure):
        task = _task(part, values, base, keep)
        steps, well = (_down_the_tree(task), True) if _is_tree(part) else _by_programme(task)
        proved = proved and well
        for cell, step in zip(part.cells, steps, strict=True):
            rounded[cell] = base * step
            if abs(rounded[cell] - values[cell]) >= base:
                further.append(cell)
            if cell in keep and rounded[cell] != keep[cell]:
                changed.append(cell)
    return Rounded(
        values=tuple(rounded),
        base=base,
        further=tuple(sorted(further)),
        changed=tuple(sorted(changed)),
        proved=proved,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Task:
    """One part to round, in steps of the base.

    Attributes:
        part: The cells and sums.
        base: How many people one step is.
        down: The step below each count, or the count itself where it is a multiple.
        free: The cells that are not a multiple and so can go up.
        up: What going up costs more than going down, in `GRAIN`s of a person.
        kept: The cells to be kept: whether they were up.
    """

    part: Part
    base: int
    down: list[int]
    free: list[bool]
    up: list[int]
    kept: dict[int, bool] = field(default_factory=dict)


def _task(part: Part, values: Sequence[int], base: int, keep: Mapping[int, int]) -> _Task:
    down = [values[cell] // base for cell in part.cells]
    over = [values[cell] % base for cell in part.cells]
    kept = {
        at: keep[cell] > values[cell]
        for at, cell in enumerate(part.cells)
        if over[at] and keep.get(cell) in (base * down[at], base * (down[at] + 1))
    }
    # The tie-break is centred, so that a half goes up as often as down.
    up = [
        (base - 2 * rest) * GRAIN + tie_break(name) - GRAIN // 5
        for rest, name in zip(over, part.names, strict=True)
    ]
    return _Task(part=part, base=base, down=down, free=[rest > 0 for rest in over], up=up, kept=kept)


def _is_tree(part: Part) -> bool:
    """Tell whether each cell is counted into at most one sum: tables by one thing each, broad groups among them."""
    children = [cell for line in part.lines for cell in line.parts]
    # As one part hangs together, cells that all but one have a single cell above them cannot go round in a ring.
    return len(children) == len(set(children)) == len(part.cells) - 1


def _down_the_tree(task: _Task) -> list[int]:
    """Round exactly where each cell is counted into at most one sum.

    From the bottom up: what a cell and all below it cost at best if it goes down, and how much more if it goes up. In each
    sum the number of parts that go up is known, so those go up for which it adds least. A neighbouring multiple always
    exists here, and in whole numbers throughout nothing but the tie-break decides between equals.
    """
    lines_of: dict[int, list[tuple[int, ...]]] = {}
    for line in task.part.lines:
        lines_of.setdefault(line.total, []).append(line.parts)
    order = [({*range(len(task.down))} - {cell for line in task.part.lines for cell in line.parts}).pop()]
    for cell in order:
        order.extend(part for summed in lines_of.get(cell, ()) for part in summed)
    lost = sum(map(abs, task.up)) + 1  # to change one that was kept outweighs all else
    own = [up + lost * {True: -1, False: 1, None: 0}[task.kept.get(at)] for at, up in enumerate(task.up)]
    down, more = [0] * len(own), [0] * len(own)

    def going_up(summed: tuple[int, ...], step: int) -> list[int]:
        free = sorted((part for part in summed if task.free[part]), key=lambda part: (more[part], part))
        return free[: step - sum(task.down[part] for part in summed)]

    for cell in reversed(order):
        for summed in lines_of.get(cell, ()):
            at_least = sum(more[part] for part in going_up(summed, task.down[cell]))
            down[cell] += sum(down[part] for part in summed) + at_least
            if task.free[cell]:
                more[cell] += sum(more[part] for part in going_up(summed, task.down[cell] + 1)) - at_least
        more[cell] += own[cell]
    steps = list(task.down)
    steps[order[0]] += task.free[order[0]] and more[order[0]] < 0
    for cell in order:
        for summed in lines_of.get(cell, ()):
            for part in going_up(summed, steps[cell]):
                steps[part] += 1
    return steps


def _by_programme(task: _Task) -> tuple[list[int], bool]:
    """Round by whole-number programmes: first with everything kept; then with most; then past the neighbours."""
    if task.kept and (answer := _solve(task, held=True)):
        return answer
    if answer := _solve(task):
        return answer
    reach = 1
    while reach <= 2 * (max(task.down) + 1):  # nought everywhere adds up, and is within this
        if answer := _solve(task, reach=reach):
            return answer
        reach *= 2
    raise ArithmeticError("the solver gives no answer to a programme that has one")


def _solve(task: _Task, *, held: bool = False, reach: int = 0) -> tuple[list[int], bool] | None:
    """Solve one programme, one wish after another; None where nothing adds up.

    Args:
        task: What to round.
        held: Whether all that is to be kept must be.
        reach: How many steps past the neighbouring multiple a cell may go.
    """
    many = len(task.down)
    programme, costs = _set_up(task, held=held, reach=reach)
    wishes = [{3 * many + at: 1.0 for at in range(many)}] if reach else []
    if task.kept and not held:
        wishes.append({at: -1.0 if up else 1.0 for at, up in task.kept.items()})
    proved = True
    for wish in wishes:
        programme.price([wish.get(at, 0.0) for at in range(len(costs))])
        if (answer := programme.least()) is None:
            return None
        proved = proved and answer.proved
        programme.require(-math.inf, round(answer.cost), wish)
    programme.price(costs)
    if (answer := programme.least()) is None:
        return None
    columns = [round(value) for value in answer.columns]
    steps = [down + columns[at] for at, down in enumerate(task.down)]
    if reach:
        steps = [step + columns[many + at] - columns[2 * many + at] for at, step in enumerate(steps)]
    return steps, proved and answer.proved


def _set_up(task: _Task, *, held: bool, reach: int) -> tuple[Programme, list[float]]:
    """Return the programme of `_solve`, and what its columns cost.

    A column a cell: whether it goes up. With a reach three more: steps further up, further down, and whether any.
    """
    many = len(task.down)
    lower, upper = [0.0] * many, [float(free) for free in task.free]
    costs = [up / GRAIN for up in task.up]
    if held:
        for at, up in task.kept.items():
            lower[at] = upper[at] = float(up)
    if reach:
        lower += [0.0] * (3 * many)
        upper += [float(reach)] * many + [float(min(reach, down)) for down in task.down] + [1.0] * many
        costs += [float(task.base)] * (2 * many) + [0.0] * many
    programme = Programme(lower, upper, whole=True, nodes=NODES)
    for row in task.part.sums():
        right = float(-sum(sign * task.down[at] for at, sign in row.items()))
        full = {at: float(sign) for at, sign in row.items()}
        if reach:
            full |= {many + at: float(sign) for at, sign in row.items()}
            full |= {2 * many + at: -float(sign) for at, sign in row.items()}
        programme.require(right, right, full)
    for at in range(many) if reach else ():
        programme.require(-math.inf, 0, {many + at: 1.0, 2 * many + at: 1.0, 3 * many + at: -float(reach)})
    return programme, costs
