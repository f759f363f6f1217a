"""The process in which the work on one proposal is done: silent, limited, and gone when it is done."""

from __future__ import annotations

import json
import mmap
import os
import resource
import signal
import struct
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from eia.errors import EiaError
from eia.runner.batch.faults import of_a_fault
from eia.runner.batch.order import Limits
from eia.runner.batch.watching import address_space, resident
from eia.runner.engine.deaths import Death
from eia.runner.engine.frames import frame, write_all

Say = Callable[[str], None]
Do = Callable[[Path, Path, Say], None]
"""Does the work on one proposal's folder, given an empty folder for what it needs meanwhile, and whom to tell how far it is."""

_SLACK = 512 * 2**20
"""Bytes of address space beyond the limit of memory: threads reserve more than they use. The looks see what is used."""

_LARGEST_FILE = 2 * 2**30
"""Bytes: a notebook that writes without end fills no disk."""

_COUNT = struct.Struct("=Q")


def counter() -> mmap.mmap:
    """Make a count that this process shares with all that is forked from it."""
    return mmap.mmap(-1, _COUNT.size)


def counted(forks: mmap.mmap) -> int:
    """Return what a count has come to."""
    return int(_COUNT.unpack(forks[:])[0])


def work(folder: Path, do: Do, tell: int, *, limits: Limits, room: Path, forks: mmap.mmap) -> None:
    """Do the work, tell what came of it, and leave.

    Args:
        folder: The proposal's.
        do: The work.
        tell: The pipe that takes frames: how far it is, what is wrong, how the notebook's own process ended, that it is done.
        limits: What it may take.
        room: An empty folder, in which temporary files go too.
        forks: A `counter`.
    """
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # what a dying process prints may hold anything: it is not kept
            os.dup2(nothing, standard)
        os.environ["TMPDIR"] = tempfile.tempdir = str(room)
        _limit(limits)
        _count_forks(forks, at_most=limits.processes)
        _tell(tell, b"begun", str(os.getpid()), str(resident(os.getpid())))
        try:
            do(folder, room, lambda words: _tell(tell, b"say", words))
        except EiaError as error:
            _tell_of_its_end(tell, error.__context__)
            _tell(
                tell,
                b"problems",
                json.dumps([[one.where, one.what, one.do] for one in error.problems]),
            )
        except MemoryError:
            _tell(tell, b"no memory")
        except Exception as error:  # noqa: BLE001 - one proposal's report never costs another's
            fault = of_a_fault(folder.name, error)
            _tell(tell, b"problems", json.dumps([[fault.where, fault.what, fault.do]]))
        else:
            _tell(tell, b"made")
            code = 0
    finally:
        os._exit(code)


def _count_forks(forks: mmap.mmap, *, at_most: int) -> None:
    """Let this process and all that is forked from it be killed once they forked too often.

    Processes that double are faster than any look at them, and leave no time for one. The limit of the system on a user's
    processes does not hold for root, and counts the threads of all that the user runs elsewhere.
    """

    def count() -> None:
        number = counted(forks)
        forks[:] = _COUNT.pack(number + 1)
        if number >= at_most:
            os.killpg(0, signal.SIGKILL)

    os.register_at_fork(before=count)


def _tell_of_its_end(tell: int, error: BaseException | None) -> None:
    """Tell how the notebook's own process ended, or that it asked for memory and was given none."""
    if isinstance(death := getattr(error, "death", None), Death):
        _tell(tell, b"died", json.dumps(asdict(death)))
    elif "MemoryError" in str(getattr(error, "ename", "")):  # numpy has one of its own
        _tell(tell, b"no memory")


def _tell(pipe: int, kind: bytes, *words: str) -> None:
    write_all(pipe, frame([kind, *(one.encode(errors="replace") for one in words)]))


def _limit(limits: Limits) -> None:
    """Let this process and all it starts have no more than is allowed."""
    _lower(resource.RLIMIT_CORE, 0)  # a dying process's memory holds what the tables keep back
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    if limits.megabytes is not None:
        _lower(resource.RLIMIT_AS, int(address_space() + limits.megabytes * 2**20 + _SLACK))


def _lower(what: int, to: int) -> None:
    _, hard = resource.getrlimit(what)
    least = to if hard == resource.RLIM_INFINITY else min(to, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (least, least))
