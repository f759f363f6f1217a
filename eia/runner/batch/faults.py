"""What an officer is told where the toolkit itself failed on one proposal."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from eia.errors import Problem


def of_a_fault(name: str, error: Exception) -> Problem:
    """Say where the toolkit itself failed; an error's own words may hold what an officer's table holds, and are not kept.

    Args:
        name: The proposal's.
        error: What was raised, and is no `EiaError`.
    """
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Problem(name, "The disk that takes temporary files is full.", "Make room and try again.")
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"The toolkit itself failed: {type(error).__name__} in {Path(last.filename).name}, line {last.lineno}."
    return Problem(name, what, "Tell whoever keeps the toolkit for you; the other reports are not concerned.")
