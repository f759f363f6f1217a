"""Measure reading the law beside 50 ms of CPU, and putting every check to 1,000 dossiers beside parsing their TOML.

CPU time, after imports, in one process. The proposals are the shipped ones, in turn, each in a dossier of its own; their
evidence is read and released before the clock starts, and the day's law with it. Run it, or call `compare()`.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import time
import tomllib
from copy import copy
from importlib.resources import files

from eia.checks import CHECKS, put
from eia.dossier import Dossier, open_dossier
from eia.law import read_law
from eia.proposal import read_proposal
from eia.proposal.folder import shipped_ids
from eia.shipped import shipped

DOSSIERS = 1_000
PAIRS = 5
READINGS = 15
PROMISED_MS = 50


def compare(*, pairs: int = PAIRS, readings: int = READINGS) -> tuple[float, float]:
    """Print both promises; return the median ratio of reading the law to 50 ms, and of the checks to parsing.

    Args:
        pairs: How many times all dossiers are put to the checks, and parsed, in turn.
        readings: How many times the law is read.
    """
    return _law(readings), _checks(pairs)


def _law(readings: int) -> float:
    folder = files("eia").joinpath("law")
    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".toml")]
    taken, parsed = [], []
    for _ in range(readings):
        gc.collect()
        start = time.process_time()
        found = read_law(folder)
        taken.append(time.process_time() - start)
        start = time.process_time()
        for text in texts:
            tomllib.loads(text)
        parsed.append(time.process_time() - start)
    ratio = statistics.median(taken) / (PROMISED_MS / 1000)
    print(
        f"reading the law, beside {PROMISED_MS} ms of CPU (promised: under 1×): {ratio:.2f}× (least "
        f"{min(taken) * 1000:.1f} ms, most {max(taken) * 1000:.1f} ms; {readings} readings of "
        f"{len(found.provisions)} provisions; tomllib.loads alone {statistics.median(parsed) * 1000:.1f} ms)",
        flush=True,
    )
    return ratio


def _checks(pairs: int) -> float:
    names = list(itertools.islice(itertools.cycle(shipped_ids()), DOSSIERS))
    text_of = {
        name: shipped("data", "proposals", name, "proposal.toml").read_text(encoding="utf-8")
        for name in set(names)
    }
    ready = {name: _with_evidence(open_dossier(read_proposal(name))) for name in set(names)}
    times = []
    for _ in range(pairs):
        dossiers = [
            copy(ready[name]) for name in names
        ]  # what the checks themselves work out is worked out anew
        times.append((_asked(dossiers), _parsed([text_of[name] for name in names])))
    ratios = sorted(ours / theirs for ours, theirs in times)
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"all {len(CHECKS)} checks on {DOSSIERS:,} dossiers, beside tomllib.loads of their files (promised: under 10×): "
        f"{statistics.median(ratios):.2f}× (least {ratios[0]:.2f}, most {ratios[-1]:.2f}; {pairs} pairs; "
        f"{ours:.2f} s beside {theirs:.2f} s)",
        flush=True,
    )
    return statistics.median(ratios)


def _with_evidence(dossier: Dossier) -> Dossier:
    """Release a dossier's evidence and read its place's tables, which have measures of their own; it keeps both."""
    for name in ("profile", "small_areas", "at_risk", "released"):
        getattr(dossier, name)
    return dossier


def _asked(dossiers: list[Dossier]) -> float:
    gc.collect()
    start = time.process_time()
    found = sum(len(put(check, dossier)) for dossier in dossiers for check in CHECKS)
    taken = time.process_time() - start
    if found < len(dossiers) * len(CHECKS):
        raise RuntimeError("a check found nothing to say")
    return taken


def _parsed(texts: list[str]) -> float:
    gc.collect()
    start = time.process_time()
    for text in texts:
        tomllib.loads(text)
    return time.process_time() - start


if __name__ == "__main__":
    compare()
