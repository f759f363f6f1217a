"""A folder for all that a run needs meanwhile, among it copies of evidence: what a killed run leaves there, the next removes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from eia.errors import EiaError
from eia.files import sweep
from eia.files.refusals import reason
from eia.files.workroom import workroom

SETTINGS = "settings"
"""The folder in a room that `run_notebook` is given for its settings."""


@contextmanager
def room() -> Iterator[Path]:
    """Make a folder in which temporary files go too, and remove it at the end; those of killed runs are swept first.

    Raises:
        EiaError: Nothing can be made where temporary files go.
    """
    with ExitStack() as stack:
        try:
            temporary = Path(tempfile.gettempdir())
            sweep(temporary)
            place = stack.enter_context(workroom(temporary))
            (place / SETTINGS).mkdir()
        except OSError as error:
            what = f"Nothing can be made in the folder for temporary files: {reason(error)}."
            do = "Make room there, or name another folder in TMPDIR, and try again."
            raise EiaError("temporary files", what, do) from None
        before, tempfile.tempdir = tempfile.tempdir, str(place)
        try:
            yield place
        finally:
            tempfile.tempdir = before
