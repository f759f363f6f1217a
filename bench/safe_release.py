"""Measure rounding and withholding over tables of four shapes, beside writing the same tables to CSV.

CPU time, after imports, in one process. The tables are synthetic and skewed, as counts by group are: drawn log-normally, or
by drawing people one by one where ten tables are of the same people. Beside the information lost by withholding (each
withheld count and one more, as a share of all) stands what is lost by withholding every row that holds a small count,
which many bodies do by hand, and which is not even safe. Run it, or call `compare()`.
"""

from __future__ import annotations

import csv
import gc
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from eia.disclosure.rounding import round_together
from eia.disclosure.structure import Bounds
from eia.disclosure.suppression import withhold
from eia.disclosure.system import Crosstab, Dimension, LinkedTable, System, assemble

SEEDS = 5
SMALL = 10
"""Counts under this are to be protected, none among them."""
BASE = 10


def compare(*, seeds: int = SEEDS) -> None:
    """Print a line a shape: seconds of rounding, withholding and CSV, and the information lost.

    Args:
        seeds: How many sets of tables of each shape are drawn.
    """
    _measure(_ten_tables(random.Random(0)))  # noqa: S311 - no secret; one to load the solver
    for name, promised, draw in SHAPES:
        runs = [_measure(draw(random.Random(seed))) for seed in range(seeds)]  # noqa: S311 - no secret
        rounding, withholding, writing, lost, by_row = zip(*runs, strict=True)
        print(
            f"safe release of {name} (expected: about {promised} s): rounded in {statistics.median(rounding):.3f} s, "
            f"withheld in {statistics.median(withholding):.2f} s (most {max(withholding):.2f}; {seeds} draws), beside "
            f"{statistics.median(writing):.3f} s for CSV; lost {statistics.median(lost):.1%} of the information, beside "
            f"{statistics.median(by_row):.1%} by withholding every row with a small count",
            flush=True,
        )


def _measure(tables: Mapping[str, LinkedTable]) -> tuple[float, float, float, float, float]:
    system = assemble(tables)
    values = system._values  # noqa: SLF001 - synthetic counts, looked at in order to measure
    needs = {cell: Bounds(low=0, high=SMALL - 1) for cell, value in enumerate(values) if value < SMALL}
    rounding = _seconds(lambda: round_together(system.structure, values, base=BASE))
    withheld = withhold(system.structure, values, needs)
    withholding = _seconds(lambda: withhold(system.structure, values, needs))
    with tempfile.TemporaryDirectory() as folder:
        writing = _seconds(lambda: _write(Path(folder), tables, system))
    whole = sum(values) + len(values)
    by_row = sum(values[cell] + 1 for cell in _rows_with_small_counts(tables, system))
    return rounding, withholding, writing, withheld.lost / whole, by_row / whole


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def _write(folder: Path, tables: Iterable[str], system: System) -> None:
    for table in tables:
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for place, cell in system.places(table).items():
                writer.writerow([*(group or "total" for group in place), system._values[cell]])  # noqa: SLF001 - as above


def _rows_with_small_counts(tables: Iterable[str], system: System) -> set[int]:
    """Return the cells of all rows, a group of a table's first dimension each, that hold a small count."""
    withheld: set[int] = set()
    for table in tables:
        rows: dict[str, list[int]] = {}
        for place, cell in system.places(table).items():
            if place[0] is not None:
                rows.setdefault(place[0], []).append(cell)
        for cells in rows.values():
            if any(system._values[cell] < SMALL for cell in cells):  # noqa: SLF001 - as above
                withheld.update(cells)
    return withheld


def _dimension(name: str, many: int) -> Dimension:
    return Dimension(name=name, groups=tuple(f"{name} {at}" for at in range(many)))


def _crosstab(drawn: random.Random, *dimensions: Dimension) -> dict[str, LinkedTable]:
    many = math.prod(len(one.groups) for one in dimensions)
    values = tuple(int(drawn.lognormvariate(3.5, 1.2)) for _ in range(many))
    return {"table": LinkedTable(counts=Crosstab(dimensions, values))}


def _ten_tables(drawn: random.Random) -> dict[str, LinkedTable]:
    """Return ten questions put to the same 800 people, each by the same four groups: 4 × 3 and margins, 20 cells."""
    group, tables = _dimension("group", 4), {}
    people = drawn.choices(range(4), weights=[60, 25, 10, 5], k=800)
    for question in range(10):
        counts = [0] * 12
        for own in people:
            counts[3 * own + drawn.choices(range(3), weights=[70, 22, 8])[0]] += 1
        answer = _dimension(f"answer to {question}", 3)
        tables[f"question {question}"] = LinkedTable(
            counts=Crosstab((group, answer), tuple(counts)), base="people"
        )
    return tables


def _hierarchy(drawn: random.Random) -> dict[str, LinkedTable]:
    fine = tuple(f"group {at}" for at in range(19))
    groups = Dimension(
        name="group", groups=fine, within={group: f"broad group {at % 5}" for at, group in enumerate(fine)}
    )
    return _crosstab(drawn, groups, _dimension("ward", 30))


SHAPES: tuple[tuple[str, float, Callable[[random.Random], dict[str, LinkedTable]]], ...] = (
    ("ten 20-cell tables of the same people", 0.15, _ten_tables),
    ("a 40 × 25 table", 3, lambda drawn: _crosstab(drawn, _dimension("group", 40), _dimension("ward", 25))),
    ("a 775-cell hierarchy, 19 groups in 5 × 30", 1, _hierarchy),
    (
        "a 231-cell three-way table, 10 × 6 × 2 and margins",
        5,
        lambda drawn: _crosstab(drawn, _dimension("group", 10), _dimension("age", 6), _dimension("sex", 2)),
    ),
)


if __name__ == "__main__":
    compare()
