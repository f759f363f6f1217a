"""Measure reading and validating a proposal beside a bare `tomllib.loads` of its text.

CPU time, after imports, in one process, in turn. The proposal is the shipped one, made up to 26 kB with entries of its
own kinds; its tables are left out, since they have their own measure. Run it, or call `compare()`.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
import tomllib
from pathlib import Path

from eia.files import write_whole
from eia.proposal import Proposal, read_proposal
from eia.proposal.writing import write_toml

PAIRS = 40
EACH = 5
"""Readings in one measure: one alone is near the clock's own grain."""
SIZE = 26_000
SHIPPED = "cheshire-east-digital-strategy"


def compare(*, pairs: int = PAIRS) -> float:
    """Print and return the median ratio of the CPU times, pair by pair.

    Args:
        pairs: How many pairs are measured, after three to warm up.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "a-proposal")
        text = _text_of_size()
        write_whole(folder / "proposal.toml", text)
        times = [(_ours(folder), _theirs(text)) for _ in range(pairs + 3)][3:]
    ratios = sorted(ours / theirs for ours, theirs in times)
    ours, theirs = (statistics.median(column) / EACH for column in zip(*times, strict=True))
    print(
        f"reading and validating a proposal of {len(text.encode()) / 1000:.0f} kB, beside tomllib.loads of it "
        f"(promised: under 5×): {statistics.median(ratios):.2f}× (least {ratios[0]:.2f}, most {ratios[-1]:.2f}; "
        f"{pairs} pairs; {ours * 1000:.2f} ms beside {theirs * 1000:.2f} ms)",
        flush=True,
    )
    return statistics.median(ratios)


def _text_of_size() -> str:
    """Return the shipped proposal as TOML, with further effects and actions until it is large enough."""
    raw = read_proposal(SHIPPED).proposal.model_dump(by_alias=True, exclude_defaults=True)
    raw["evidence"] = [
        {key: value for key, value in one.items() if key not in ("file", "table")} for one in raw["evidence"]
    ]
    first = dict(raw["effect"][0])
    effects, actions = list(raw["effect"]), list(raw.get("action", ()))
    while True:
        number = len(effects)
        effects.append(first | {"id": f"effect-{number}"})
        actions.append({"effects": [f"effect-{number}"], "what": "A van", "owner": "Head of Libraries"})
        text = write_toml(Proposal.model_validate(raw | {"effect": effects, "action": actions}))
        if len(text.encode()) >= SIZE:
            return text


def _ours(folder: Path) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(EACH):
        read_proposal(folder)
    return time.process_time() - start


def _theirs(text: str) -> float:
    gc.collect()
    start = time.process_time()
    for _ in range(EACH):
        tomllib.loads(text)
    return time.process_time() - start


if __name__ == "__main__":
    compare()
