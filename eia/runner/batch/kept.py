"""What is said of a report that could not be made, as a file may hold it: no place of this machine, no count of people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from eia.errors import Problem
from eia.runner.batch.order import Cause, Outcome
from eia.runner.places import placeless

_FIGURE = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")


def for_a_file(outcome: Outcome, places: Sequence[Path]) -> tuple[Problem, ...]:
    """Return why a report could not be made, without places, and without figures where these may be counts.

    What is wrong with a table is said with what stands in its cell, and that may be a count that is kept back. Figures
    of an ending that is no such problem are the toolkit's own: seconds, megabytes, signals.

    Args:
        outcome: What became of the report.
        places: Folders that problems may name, beside those that `placeless` knows.
    """
    plain = placeless(places)
    counted = outcome.ending is None or outcome.ending.cause is Cause.PROBLEM

    def countless(text: str) -> str:
        return _FIGURE.sub("…", plain(text)) if counted else plain(text)

    # Where it is, is told by a file, a row and a column.
    return tuple(
        Problem(plain(one.where), countless(one.what), countless(one.do)) for one in outcome.problems
    )
