"""Measure the counting behind gaps beside a bare pandas groupby, and the Cheshire East evidence beside reading its tables.

A million invented people with eight characteristics: every one- and two-way table of people by outcome, beside
`groupby(keys)["outcome"].sum()` of the same keys as pandas categoricals, which it is fastest with. CPU time after imports,
in one process, in turn. Memory is the most that Python and numpy held at once while counting (`tracemalloc`, to which numpy
reports) beyond the table, beside the table's own columns. Run it, or call `compare()`.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from itertools import combinations

import numpy as np
import pandas as pd

from eia.analysis import Asked, profile, tables_to_release
from eia.analysis.ages import span_of
from eia.dossier import Dossier, open_dossier
from eia.evidence import Answers, Column, PeopleTable
from eia.evidence.places import _places
from eia.evidence.reference import _rows, baseline, reference
from eia.proposal import Submission, read_proposal
from eia.shipped import shipped

PEOPLE = 1_000_000
SIZES = (6, 2, 19, 5, 10, 4, 3, 8)
"""How many groups each of the eight characteristics has."""
PAIRS = 5
PROPOSAL = "cheshire-east-digital-strategy"
_CACHES = (_places, reference, baseline, _rows, span_of)


def compare(*, pairs: int = PAIRS) -> tuple[float, float, float]:
    """Print and return the ratios: counting beside pandas, memory beside the table, the evidence beside reading its tables.

    Args:
        pairs: How many times each is measured, in turn.
    """
    return *_counting(pairs), _evidence(pairs)


def _counting(pairs: int) -> tuple[float, float]:
    table, frame, asked = _people()
    keys = [list(some) for ways in (1, 2) for some in combinations(table.columns, ways)]
    _ours(table, asked), _theirs(frame, keys)
    times = [(_ours(table, asked), _theirs(frame, keys)) for _ in range(pairs)]
    ratios = sorted(ours / theirs for ours, theirs in times)
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    own = sum(one.codes.nbytes for one in table.columns.values())
    own += sum(one.codes.nbytes for one in table.outcomes.values())
    gc.collect()
    tracemalloc.start()
    tables_to_release(table, asked)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"all {len(keys)} one- and two-way tables of {table.size:,} people, beside groupby-sums of the same keys (promised: under 3×): "
        f"{statistics.median(ratios):.2f}× (least {ratios[0]:.2f}, most {ratios[-1]:.2f}; {pairs} pairs; {ours:.2f} s beside "
        f"{theirs:.2f} s); memory beside the table's own {own / 1e6:.0f} MB (promised: under 3×): {most / own:.2f}×",
        flush=True,
    )
    return statistics.median(ratios), most / own


def _people() -> tuple[PeopleTable, pd.DataFrame, Asked]:
    drawn = np.random.default_rng(11)
    names = [f"characteristic {at}" for at in range(len(SIZES))]
    groups = {
        name: tuple(f"group {group}" for group in range(size))
        for name, size in zip(names, SIZES, strict=True)
    }
    codes = {name: drawn.integers(0, len(own), PEOPLE).astype(np.int16) for name, own in groups.items()}
    outcome = drawn.integers(0, 2, PEOPLE).astype(np.int8)
    table = PeopleTable(
        size=PEOPLE,
        columns={
            name: Column(characteristic=name, groups=groups[name], codes=codes[name], unanswered=())
            for name in names
        },
        outcomes={"answered yes": Answers(outcome)},
    )
    frame = pd.DataFrame(
        {name: pd.Categorical.from_codes(codes[name], categories=groups[name]) for name in names}
    )
    frame["outcome"] = outcome.astype(np.int64)
    asked = Asked(
        id="people",
        title="A million invented people",
        source="Invented",
        outcomes={"answered yes": "benefit"},
        intersections=tuple(f"{one} × {other}" for one, other in combinations(names, 2)),
    )
    return table, frame, asked


def _ours(table: PeopleTable, asked: Asked) -> float:
    gc.collect()
    start = time.process_time()
    made = tables_to_release(table, asked)
    taken = time.process_time() - start
    if len(made) != len(table.columns) + len(asked.intersections):
        raise RuntimeError("a table was not counted")
    return taken


def _theirs(frame: pd.DataFrame, keys: list[list[str]]) -> float:
    gc.collect()
    start = time.process_time()
    sums = [frame.groupby(some, observed=False)["outcome"].sum() for some in keys]
    taken = time.process_time() - start
    if not all(len(one) for one in sums):
        raise RuntimeError("a sum is empty")
    return taken


def _evidence(pairs: int) -> float:
    submission = read_proposal(PROPOSAL)
    dossier = open_dossier(submission)
    place = submission.proposal.proposal.authority_code
    if place is None or dossier.as_of is None:
        raise RuntimeError("the shipped proposal names its place and its day")
    names = [table.table for table in profile(place, as_of=dossier.as_of).tables]
    paths = [shipped("data", "reference", f"{name}.csv") for name in (*names, "small_areas_2011")]
    _look(submission)
    times = []
    for _ in range(pairs):
        ours = _look(submission)
        gc.collect()
        start = time.process_time()
        for path in paths:
            pd.read_csv(path)
        times.append((ours, time.process_time() - start))
    ratios = sorted(ours / theirs for ours, theirs in times)
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"the Cheshire East evidence, beside pandas.read_csv of its {len(paths)} tables (reported): {statistics.median(ratios):.2f}× "
        f"(least {ratios[0]:.2f}, most {ratios[-1]:.2f}; {pairs} pairs; {ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms)",
        flush=True,
    )
    return statistics.median(ratios)


def _look(submission: Submission) -> float:
    """Return the CPU of all that the evidence of a record shows, its public tables read anew."""
    for cached in _CACHES:
        cached.cache_clear()
    gc.collect()
    start = time.process_time()
    _everything(open_dossier(submission))
    return time.process_time() - start


def _everything(dossier: Dossier) -> None:
    compared = dossier.compared
    found = (
        dossier.profile,
        dossier.small_areas,
        dossier.at_risk,
        compared.gaps,
        compared.representation,
        compared.money,
        compared.places,
    )
    if found[0] is None or found[1] is None:
        raise RuntimeError("the place has no profile")


if __name__ == "__main__":
    compare()
