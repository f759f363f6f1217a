"""Measure the profile of a place beside a bare `pandas.read_csv` of the tables it uses.

CPU time, after imports, in one process, in turn; our caches are emptied before each profile, so that every table, sidecar
and the list of places is read anew. Run it, or call `compare()`.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import statistics
import time
from pathlib import Path

import pandas as pd

from eia.analysis import profile
from eia.analysis.ages import span_of
from eia.evidence import places, reference
from eia.evidence.places import _places
from eia.evidence.reference import _rows, baseline
from eia.shipped import shipped

PAIRS = 60
AS_OF = dt.date(2023, 6, 1)
_CACHES = (_places, reference, baseline, _rows, span_of)


def compare(*, pairs: int = PAIRS, seed: int = 3) -> float:
    """Print and return the median ratio of the CPU times, pair by pair, each of another place.

    Args:
        pairs: How many pairs are measured, after three to warm up.
        seed: Which places: drawn anew from all with baselines.
    """
    drawn = random.Random(seed).choices([place.code for place in places()], k=pairs + 3)  # noqa: S311 - no secret
    used = [
        shipped("data", "reference", f"{table.table}.csv") for table in profile(drawn[0], as_of=AS_OF).tables
    ]
    times = [(_ours(code), _theirs(used)) for code in drawn][3:]
    ratios = sorted(ours / theirs for ours, theirs in times)
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"profile of a place, beside pandas.read_csv of its {len(used)} tables (promised: under 2×): "
        f"{statistics.median(ratios):.2f}× (least {ratios[0]:.2f}, most {ratios[-1]:.2f}; {pairs} pairs; "
        f"{ours * 1000:.1f} ms beside {theirs * 1000:.1f} ms)",
        flush=True,
    )
    return statistics.median(ratios)


def _ours(code: str) -> float:
    for cached in _CACHES:
        cached.cache_clear()
    gc.collect()
    start = time.process_time()
    found = profile(code, as_of=AS_OF)
    taken = time.process_time() - start
    if found.place_code != code:
        raise RuntimeError(f"asked for {code}, given {found.place_code}")
    return taken


def _theirs(paths: list[Path]) -> float:
    gc.collect()
    start = time.process_time()
    tables = [pd.read_csv(path) for path in paths]
    taken = time.process_time() - start
    if not all(len(table) for table in tables):
        raise RuntimeError("a table was read empty")
    return taken


if __name__ == "__main__":
    compare()
