"""Messages on a pipe: how many parts, how long each, then the parts."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence

READY = b"ready"
"""Said by the kernel when it can be asked."""

BROKE = b"broke"
"""Said by the kernel, with the reason, when it cannot go on."""

STOP = b"stop"
"""Said to the kernel when there are no more cells."""

_COUNT = struct.Struct("!I")
_LENGTH = struct.Struct("!Q")


def frame(parts: Sequence[bytes]) -> bytes:
    """Return the parts as one frame, which `Frames` takes apart again."""
    return b"".join([_COUNT.pack(len(parts)), *(_LENGTH.pack(len(part)) for part in parts), *parts])


def write_all(pipe: int, content: bytes) -> None:
    """Write all bytes to a blocking pipe.

    Raises:
        OSError: Nobody reads the pipe any more.
    """
    view = memoryview(content)
    while view:
        view = view[os.write(pipe, view) :]


class Frames:
    """Bytes as they come in, frames as they are whole."""

    def __init__(self) -> None:
        self._came = bytearray()

    def feed(self, content: bytes) -> Iterator[list[bytes]]:
        """Take what was read, and yield the parts of each frame that is now whole."""
        self._came += content
        while (parts := self._next()) is not None:
            yield parts

    def _next(self) -> list[bytes] | None:
        if len(self._came) < _COUNT.size:
            return None
        (count,) = _COUNT.unpack_from(self._came)
        start = _COUNT.size + count * _LENGTH.size
        if len(self._came) < start:
            return None
        lengths = [
            _LENGTH.unpack_from(self._came, _COUNT.size + index * _LENGTH.size)[0] for index in range(count)
        ]
        if len(self._came) < start + sum(lengths):
            return None
        parts = []
        for length in lengths:
            parts.append(bytes(self._came[start : start + length]))
            start += length
        del self._came[:start]
        return parts
