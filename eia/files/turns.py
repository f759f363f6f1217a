"""Taking turns: runs that write into one folder at the same time do so one after another."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 60.0
"""Seconds in which another run has done its part, which takes a moment, unless it stands still."""


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait until no other run moves files into a folder, and keep others from it meanwhile.

    The folder that holds it is locked, for the folder itself may be exchanged. Such a lock leaves no file, and goes with
    whoever holds it; where the system or the disk has none, nothing is waited for.

    Raises:
        OSError: Another run kept its turn for a whole minute.
    """
    try:
        import fcntl  # noqa: PLC0415 - Windows has none

        handle = os.open(folder.resolve().parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    until = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OSError(errno.EBUSY, "another run is writing there, and does not end") from None
                time.sleep(0.005)
            except OSError:  # a disk of a network may have no such locks
                break
        yield
    finally:
        os.close(handle)
