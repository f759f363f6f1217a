"""Why the system did not read or write a file, in an officer's words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from eia.errors import EiaError


def cannot_write(path: Path, error: OSError) -> EiaError:
    """Say in an officer's words why a file or a folder could not be written, and what to do."""
    if isinstance(error, PermissionError):
        what = (
            "The file cannot be written: it may be open in another program, or the folder may be read-only."
        )
        return EiaError(str(path), what, "Close it there, or choose another folder, and try again.")
    do = "Make room and try again." if error.errno == errno.ENOSPC else "Choose another folder."
    return EiaError(str(path), f"The file cannot be written: {reason(error)}.", do)


def not_given(error: OSError) -> EiaError:
    """Say in an officer's words what the system refused, where nothing more is known of it than its own error."""
    where = error.filename if isinstance(error.filename, str | os.PathLike) else "the system"
    what = f"This cannot be read or written: {reason(error)}."
    return EiaError(
        str(where), what, "Check the path, the right to it and the room on its disk, and try again."
    )


def reason(error: OSError) -> str:
    """Return the system's reason, to stand within a sentence."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or "the system refused").lower()
