"""Why the system did not read or write a file, in an officer's words."""

from __future__ import annotations

import errno
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


def reason(error: OSError) -> str:
    """Return the system's reason, to stand within a sentence."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or "the system refused").lower()
