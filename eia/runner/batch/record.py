"""``batch.json``: what became of every proposal of a batch, for programs to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eia import __version__
from eia.errors import EiaError
from eia.files import read_text, write_whole
from eia.runner.batch.kept import for_a_file
from eia.runner.batch.order import Outcome, Status

BATCH = "batch.json"
SCHEMA = 1
"""The version of ``batch.json``."""


def write_batch(
    out: Path,
    outcomes: Sequence[Outcome],
    *,
    asked: Mapping[str, str],
    complete: bool,
    places: Sequence[Path],
) -> None:
    """Write ``batch.json`` whole: no path, no user's name, no count that a problem tells, no clock but seconds.

    Args:
        out: The folder of the reports.
        outcomes: One a proposal, in the order in which they were named.
        asked: What was asked of each report, as in ``run.json``, without the proposal.
        complete: Has the batch ended? A run that is stopped or killed leaves it not complete.
        places: Folders that problems may name, which are left out of their words.

    Raises:
        EiaError: As `write_whole`.
    """
    document = {
        "schema": SCHEMA,
        "toolkit": __version__,
        "complete": complete,
        "asked": dict(asked),
        "proposals": [_of(outcome, places) for outcome in outcomes],
    }
    write_whole(out / BATCH, json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def was_interrupted(out: Path) -> bool:
    """Tell whether the last batch into a folder was stopped or killed before it ended."""
    try:
        raw = json.loads(read_text(out / BATCH))
    except (EiaError, ValueError, RecursionError):
        return False
    return isinstance(raw, dict) and raw.get("complete") is False


def _of(outcome: Outcome, places: Sequence[Path]) -> dict[str, Any]:
    ending = outcome.ending
    stands = outcome.status in (Status.MADE, Status.UNCHANGED)
    return {
        "id": outcome.name,
        "status": outcome.status.value,
        "report": outcome.name if stands or outcome.out_of_date else None,
        "out_of_date": outcome.out_of_date,
        "settled": outcome.settled if stands else None,
        "serious_open": outcome.serious_open if stands else None,
        "complete": not outcome.incomplete if stands and outcome.incomplete is not None else None,
        "seconds": outcome.seconds,
        "problems": [
            {"where": one.where, "what": one.what, "do": one.do} for one in for_a_file(outcome, places)
        ],
        "ended": None
        if ending is None
        else {
            "cause": ending.cause.value,
            "number": ending.number,
            "peak_mb": ending.peak_mb,
            "step": ending.step,
        },
    }
