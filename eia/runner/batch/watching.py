"""Processes as Linux tells of them: who descends from whom, and how much memory they have."""

from __future__ import annotations

import os
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """A process and all that descends from it, as of one look.

    Attributes:
        pids: All of them, the first one first.
        below: Those that are neither the first nor its children.
        resident: What each has in memory, in bytes, in the order of `pids`; what they share counts for each.
    """

    pids: tuple[int, ...]
    below: tuple[int, ...]
    resident: tuple[int, ...]

    def beyond(self, base: int) -> float:
        """Return the megabytes that these processes have, each beyond what it began with."""
        return sum(max(0, one - base) for one in self.resident) / _MEGABYTE

    def shared_out(self) -> float:
        """Return the megabytes of these processes with what is shared counted once, in parts; it takes a while to add up."""
        return sum(_proportional(pid) for pid in self.pids) / _MEGABYTE


def look_at(first: int, *, at_most: int) -> Tree:
    """Look at a process and its descendants; the look ends when more than `at_most` are seen.

    Processes that end meanwhile are passed over.
    """
    pids: list[int] = []
    below: list[int] = []
    ahead = deque([(first, 0)])
    while ahead and len(pids) <= at_most:
        pid, depth = ahead.popleft()
        pids.append(pid)
        if depth > 1:
            below.append(pid)
        ahead.extend((child, depth + 1) for child in children_of(pid))
    return Tree(pids=tuple(pids), below=tuple(below), resident=tuple(resident(pid) for pid in pids))


def children_of(pid: int) -> list[int]:
    """Return the children of a process, of all its threads."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_bytes().split())
    return found


def resident(pid: int) -> int:
    """Return how many bytes a process has in memory; 0 for one that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    """Return the bytes of a process, of each page that it shares its part; 0 for one that has ended."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def address_space() -> int:
    """Return the bytes of this process's address space."""
    return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def available_megabytes() -> float | None:
    """Return the memory that the system could give without swapping, in megabytes; None where it does not say."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) / 1024
    return None
