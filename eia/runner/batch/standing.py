"""The report that stands in a proposal's place: whether it is the one that would be made now, and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from eia.assessment import Copy
from eia.errors import EiaError, Problem
from eia.files import read_text, write_whole
from eia.findings import Severity, Status
from eia.runner.batch.order import Order, Outcome
from eia.runner.batch.ordered import key_of
from eia.runner.reports import OUT_OF_DATE, hash_of_file
from eia.runner.run_record import RECORD, read_run_record

_OPEN = (Status.NOT_MET, Status.NOT_RECORDED)


def is_unchanged(folder: Path, order: Order) -> bool:
    """Tell whether a proposal's report stands there whole, made from all that one made now would be made from.

    Raises:
        EiaError: The notebook cannot be read, or the proposal's key is no key.
    """
    target = order.out / folder.name
    try:
        record = read_run_record(read_text(target / RECORD), where=RECORD)
    except EiaError:
        return False
    key = key_of(folder, order)
    # A record vouches for files by plain names in its own folder alone.
    return dict(record.made_from) == key and all(
        name == Path(name).name and hash_of_file(target / name) == hashed
        for name, hashed in record.sha256.items()
    )


def with_what_stands(outcome: Outcome, out: Path) -> Outcome:
    """Return an outcome with what the assessment that stands in its place says."""
    try:
        raw = json.loads((out / outcome.name / "assessment.json").read_text(encoding="utf-8"))
        serious = len(raw["open"]) if raw.get("copy") == Copy.PUBLICATION.value else _serious(raw)
        return replace(
            outcome, settled=bool(raw["settled"]), serious_open=serious, incomplete=not raw["complete"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return outcome


def _serious(raw: Mapping[str, Any]) -> int:
    return sum(
        finding["severity"] == Severity.SERIOUS.value and finding["status"] in [one.value for one in _OPEN]
        for finding in (*raw["findings"], *raw.get("local", {}).get("findings", ()))
    )


def mark_out_of_date(target: Path, problems: Sequence[Problem]) -> bool:
    """Put a note beside an older report that a newer could not be made; tell whether an older one stands there.

    Where the note cannot be written, the run still tells.
    """
    if not any((target / name).is_file() for name in (RECORD, "report.html", "report.pdf")):
        return False
    lines = [
        "This report is out of date: the last time, it could not be made again.",
        "What stands here is the report as it was made before. Why it could not be made (without figures that may be",
        "counts of people, which are said only when the report is made):",
        "",
        *(f"- {problem}" for problem in problems),
        "",
        "This note goes when the report is made.",
    ]
    with suppress(EiaError):
        write_whole(target / OUT_OF_DATE, "\n".join(lines) + "\n")
    return True


def mark_current(target: Path) -> None:
    """Take the note away from a report that proved to be the one that would be made now."""
    with suppress(OSError):
        (target / OUT_OF_DATE).unlink(missing_ok=True)
