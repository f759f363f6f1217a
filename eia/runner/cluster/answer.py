"""What became of a report elsewhere, as bytes that travel, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eia.errors import Problem
from eia.runner.batch.order import Cause, Ending, Outcome, Status


def write_answer(outcome: Outcome, files: Mapping[str, bytes]) -> list[bytes]:
    """Return what `read_answer` reads: the outcome, then names and contents of the report's files in turn."""
    parts = [json.dumps(asdict(outcome)).encode()]
    for name, content in files.items():
        parts += [name.encode(), content]
    return parts


def read_answer(parts: Sequence[bytes]) -> tuple[Outcome, dict[str, bytes]]:
    """Return the outcome and the report's files by name.

    Raises:
        ValueError: This was not written by `write_answer`.
    """
    try:
        raw: dict[str, Any] = json.loads(parts[0])
        ending = raw["ending"]
        outcome = Outcome(
            name=raw["name"],
            status=Status(raw["status"]),
            problems=tuple(Problem(**one) for one in raw["problems"]),
            ending=ending and Ending(**{**ending, "cause": Cause(ending["cause"])}),
            seconds=raw["seconds"],
        )
        names, contents = parts[1::2], parts[2::2]
        files = {name.decode(): content for name, content in zip(names, contents, strict=True)}
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("no answer") from error
    return outcome, files
