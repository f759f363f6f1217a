"""The line to a forked process: frames go out, messages come in, until it dies, writes too much or is out of time."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from eia.runner.engine.ends import NotebookDied, NotebookOverran, NotebookWroteTooMuch
from eia.runner.engine.frames import BROKE, READY, STOP, Frames, frame, write_all
from eia.runner.engine.keeper import Kept, ready

_LEAVING_SECONDS = 5.0
"""As long as a stock kernel is given to leave by itself."""


class Line:
    """A process that was forked, and the two pipes to it.

    Args:
        start: What the process does, given its two pipes; see `Kept`.
        until: The moment, by the monotonic clock, at which the whole notebook's time is up; None for no end.
        given: The seconds that were given, for words.
        most: How many bytes it may write, as messages; None for as many as it will.
    """

    def __init__(
        self,
        start: Callable[[int, int], None],
        *,
        until: float | None,
        given: float | None,
        most: int | None,
    ) -> None:
        self.cell = 0  # how many cells were begun, for the errors that name one
        self._until = until
        self._given = given
        self._most = most
        self._heard = 0
        self._frames = Frames()
        self._came: deque[list[bytes]] = deque()
        self._kept = Kept(start)

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for the kernel to say that it listens; what else it says while it starts belongs to no cell.

        Raises:
            RuntimeError: It did not in so many seconds, or broke.
        """
        until = time.monotonic() + seconds
        said = [b"not yet"]
        while said[0] not in (READY, BROKE):
            while not self._came:
                if not self._read(until - time.monotonic()) and time.monotonic() >= until:
                    raise RuntimeError(f"Kernel didn't respond in {seconds} seconds")
            said = self._came.popleft()
        if said[0] == BROKE:
            raise RuntimeError(f"Kernel died before replying to kernel_info\n{said[1].decode()}")

    def tell(self, content: bytes) -> None:
        """Send what was framed.

        Raises:
            NotebookDied: Nobody listens any more.
        """
        try:
            write_all(self._kept.ask, content)
        except OSError:
            raise NotebookDied(self.cell, self._kept.end(wait=_LEAVING_SECONDS)) from None

    def interrupt(self) -> None:
        """Press Ctrl-C there."""
        self._kept.interrupt()

    def leave(self) -> None:
        """Ask the process to leave as an interpreter does, and wait for that as long as a stock kernel is given."""
        self.tell(frame([STOP]))
        self._kept.end(wait=_LEAVING_SECONDS)

    def end(self) -> None:
        """End the process, if it has not ended, and all that it started."""
        self._kept.end()

    def next(self, until: float | None) -> dict[str, Any] | None:
        """Return the next message, or None when the time has passed.

        Raises:
            NotebookDied: There will be none.
            NotebookOverran: The time for the whole notebook has passed.
        """
        while not self._came:
            limits = [limit for limit in (until, self._until) if limit is not None]
            wait = min(limits) - time.monotonic() if limits else None
            if not self._read(wait) and wait is not None and min(limits) <= time.monotonic():
                if self._until is not None and self._until <= time.monotonic():
                    assert self._given is not None
                    raise NotebookOverran(self.cell, self._given)
                return None
        parts = self._came.popleft()
        if parts[0] == BROKE:
            raise RuntimeError(f"Kernel broke\n{parts[1].decode()}")
        try:
            header, parent, metadata, content = (json.loads(part) for part in parts[:4])
            header["date"] = dt.datetime.fromisoformat(header["date"])
            number, kind = header["msg_id"], header["msg_type"]
        except (
            KeyError,
            TypeError,
            ValueError,
        ):  # the notebook wrote into the pipe, and no more can be understood
            raise NotebookDied(self.cell, self._kept.end()) from None
        return {
            "header": header,
            "msg_id": number,
            "msg_type": kind,
            "parent_header": parent,
            "metadata": metadata,
            "content": content,
            "buffers": parts[4:],
        }

    def _read(self, seconds: float | None) -> bool:
        """Read what there is, or say that there was nothing in so many seconds."""
        spoke = ready(self._kept.pipes, seconds)
        if self._kept.told in spoke:
            came = os.read(self._kept.told, 2**20)
            if came:
                self._heard += len(came)
                if self._most is not None and self._heard > self._most:
                    raise NotebookWroteTooMuch(self.cell, self._most)
                self._came.extend(self._frames.feed(came))
                return True
        if spoke:  # its end, with all it wrote before read
            raise NotebookDied(self.cell, self._kept.end(wait=_LEAVING_SECONDS))
        return False
