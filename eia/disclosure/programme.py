"""What rounding and withholding share: a structure in parts that hang together, ties broken by name, a quiet solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from eia.disclosure.structure import Line, Structure

GRAIN = 1 << 16
"""Into how many steps one person is cut, so that ties between equally good answers can be broken in whole numbers."""
_FEASIBLE = 2
"""How the solver says that it has an answer that is possible, if not the best."""


def tie_break(name: str) -> int:
    """Return a whole number from 0 to 0.4 of `GRAIN`, by a cell's name alone: the same on every machine and every day.

    Among answers that are equally good it picks one, so that the answer does not hang on the solver or its version.
    """
    return int.from_bytes(sha256(name.encode()).digest()[:8]) % (GRAIN * 2 // 5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Cells that hang together by sums, in the order of their names, so that no answer depends on the order given.

    Attributes:
        cells: Their places in the structure.
        names: Their names.
        lines: The sums among them, by places in `cells`, sorted.
    """

    cells: tuple[int, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]

    def sums(self) -> list[dict[int, int]]:
        """Return each sum as the coefficients of a row that comes to 0: 1 for what is summed, -1 for the total."""
        return [{**dict.fromkeys(line.parts, 1), line.total: -1} for line in self.lines]


def parts(structure: Structure) -> list[Part]:
    """Cut a structure into parts that share no sum: each can be solved by itself."""
    above = list(range(len(structure.cells)))

    def root(cell: int) -> int:
        while above[cell] != cell:
            above[cell] = above[above[cell]]
            cell = above[cell]
        return cell

    for line in structure.lines:
        for part in line.parts:
            above[root(part)] = root(line.total)
    by_name = sorted(range(len(structure.cells)), key=structure.cells.__getitem__)
    together: dict[int, list[int]] = {}
    for cell in by_name:
        together.setdefault(root(cell), []).append(cell)
    sums: dict[int, list[Line]] = {}
    for line in structure.lines:
        sums.setdefault(root(line.total), []).append(line)
    return [_part(structure, cells, sums.get(key, ())) for key, cells in together.items()]


def _part(structure: Structure, cells: Sequence[int], lines: Iterable[Line]) -> Part:
    at = {cell: place for place, cell in enumerate(cells)}
    own = {(at[line.total], tuple(sorted(at[part] for part in line.parts))) for line in lines}
    return Part(
        cells=tuple(cells),
        names=tuple(structure.cells[cell] for cell in cells),
        lines=tuple(Line(total=total, parts=summed) for total, summed in sorted(own)),
    )


def check_adds_up(structure: Structure, values: Sequence[int]) -> None:
    """Refuse counts that are not those of a structure.

    Raises:
        ValueError: Not one count for each cell, a count under 0, or a sum that does not add up: its name, no number.
    """
    if len(values) != len(structure.cells) or any(value < 0 for value in values):
        raise ValueError("there must be one count for each cell, from 0")
    for line in structure.lines:
        if values[line.total] != sum(values[part] for part in line.parts):
            raise ValueError(f"a sum does not add up: {structure.cells[line.total]}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a programme came to.

    Attributes:
        columns: A value for each column.
        duals: For each column, what one more of it would add to the cost; empty for whole numbers.
        cost: The cost of the columns.
        proved: Whether nothing costs less.
    """

    columns: list[float]
    duals: list[float]
    cost: float
    proved: bool


class Programme:
    """A linear programme, kept between solutions so that the next starts from the last. It never looks at the clock.

    Args:
        lower: The least value of each column.
        upper: The greatest.
        whole: Whether columns are whole numbers.
        plainly: Whether to search for them without first looking for a smaller programme or guessing at answers.
        nodes: After how many nodes a search for whole numbers stops.
    """

    def __init__(
        self,
        lower: Sequence[float],
        upper: Sequence[float],
        *,
        whole: bool = False,
        plainly: bool = False,
        nodes: int = 0,
    ) -> None:
        import highspy  # noqa: PLC0415 - a tenth of a second, which most commands do not need
        import numpy as np  # noqa: PLC0415 - the same

        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]  # their own signature has no types
        self._columns = np.arange(len(lower), dtype=np.int32)
        self._whole = whole
        self._status = highspy.HighsModelStatus
        choices: dict[str, bool | int | float | str] = {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "random_seed": 0,
        }
        if whole:
            choices |= {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-6, "mip_max_nodes": nodes}
        if plainly:
            choices |= {"presolve": "off", "mip_heuristic_effort": 0.0}
        for name, value in choices.items():
            self._solver.setOptionValue(name, value)
        self._solver.addVars(len(lower), np.asarray(lower, float), np.asarray(upper, float))
        if whole:
            kinds = np.full(len(lower), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._solver.changeColsIntegrality(len(lower), self._columns, kinds)

    def bound(self, lower: list[float], upper: list[float]) -> None:
        """Set the least and greatest value of every column anew."""
        self._solver.changeColsBounds(len(self._columns), self._columns, lower, upper)

    def price(self, costs: list[float]) -> None:
        """Set the cost of every column anew."""
        self._solver.changeColsCost(len(self._columns), self._columns, costs)

    def require(self, low: float, high: float, row: Mapping[int, float]) -> None:
        """Add a row: the columns, times their coefficients, must come to something from `low` to `high`."""
        self._solver.addRow(low, high, len(row), list(row), list(row.values()))

    def least(self, *, start: Sequence[float] = ()) -> Answer | None:
        """Return the columns of least cost; None if there are none, or none was found in as many nodes as allowed.

        Args:
            start: Columns known to be possible, from which a search for whole numbers may set out.
        """
        if start:
            self._solver.setSolution(len(self._columns), self._columns, list(start))
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == self._status.kInfeasible:
            return None
        proved = status == self._status.kOptimal
        if not proved and not (self._whole and self._solver.getInfo().primal_solution_status == _FEASIBLE):
            if self._whole:
                return None
            raise ArithmeticError("the solver came to no answer")
        solution = self._solver.getSolution()
        return Answer(
            columns=list(solution.col_value),
            duals=[] if self._whole else list(solution.col_dual),
            cost=self._solver.getInfo().objective_function_value,
            proved=proved,
        )
