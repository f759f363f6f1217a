"""The process between: it forks the notebook's, and sees to it that nothing of the notebook's outlives it.

Linux only. The keeper is a subreaper: whatever the notebook starts and abandons, in whatever session, becomes the keeper's
child when its parent ends, and is killed. The notebook is killed when the keeper ends, and the keeper ends when the process
that wants the notebook does: it holds the other end of a pipe.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from eia.runner.engine.deaths import Death
from eia.runner.engine.frames import write_all

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36

_KILLING_SECONDS = 5.0
"""A fork bomb may take several rounds; after this the keeper gives up."""

_MOST_PROCESSES = 400
"""A notebook that has started more than these is taken for one that does nothing else."""

_LOOK_SECONDS = 0.2

_INTERRUPT = b"i"

_BROKE = 70
"""What a process leaves with if our own code broke in it."""


class Kept:
    """A forked process with a keeper: two pipes to speak to it, and its end told.

    Args:
        start: What the process does, given the pipe it reads and the pipe it writes. It must not return.

    Raises:
        OSError: The system gives no more files or processes; nothing is left open.
    """

    def __init__(self, start: Callable[[int, int], None]) -> None:
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(Exception):  # what stands in a buffer would be written twice
                stream.flush()  # type: ignore[union-attr] # a stream that is None is no harm here
        self.death: Death | None = None
        pipes: list[int] = []
        try:
            while len(pipes) < 8:  # noqa: PLR2004 - two ends of four
                pipes += os.pipe()
            ask_out, self.ask, self.told, tell_in, line_out, self._lifeline, self._status, status_in = pipes
            self._pid = _fork()
        except OSError:  # no more files, or processes, are to be had
            for pipe in pipes:
                os.close(pipe)
            raise
        if self._pid == 0:
            try:
                _keep(start, ask_out, tell_in, line_out, status_in)
            finally:
                os._exit(_BROKE)
        for pipe in (ask_out, tell_in, line_out, status_in):
            os.close(pipe)

    def interrupt(self) -> None:
        """Send the notebook's process what Ctrl-C sends."""
        with contextlib.suppress(OSError):  # it may have ended just now
            os.write(self._lifeline, _INTERRUPT)

    def end(self, *, wait: float = 0.0) -> Death:
        """Give the process some seconds to leave by itself, kill what is left of it, and return how it ended."""
        if self.death is None:
            os.close(self.ask)
            try:
                ready([self._status], wait)
            finally:
                os.close(self._lifeline)  # the keeper kills all
                said = b""
                while came := os.read(self._status, 4096):
                    said += came
                os.close(self._status)
                os.close(self.told)
                with contextlib.suppress(ChildProcessError):  # someone may wait for all children
                    os.waitpid(self._pid, 0)
                told = (
                    json.loads(said)
                    if said
                    else {"exit_code": None, "signal": None, "peak": None, "processes": None}
                )
                self.death = Death(**told)
        return self.death

    @property
    def pipes(self) -> list[int]:
        """What to listen to: the notebook's messages, and the keeper's word that it has ended."""
        return [self.told, self._status]


def ready(pipes: list[int], seconds: float | None = None) -> set[int]:
    """Return those of the pipes that have something to read, or have ended; wait until then, or so many seconds."""
    listening = select.poll()
    for pipe in pipes:
        listening.register(pipe, select.POLLIN)
    return {pipe for pipe, _ in listening.poll(None if seconds is None else max(0.0, seconds) * 1000)}


def _fork() -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of other threads. The child takes no lock of theirs: it starts afresh.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def forget_other_pipes(kept: set[int]) -> None:
    """Put nothing in the place of every inherited file but the kept: their numbers stay taken, their ends are let go."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for place in list(Path("/proc/self/fd").iterdir()):
        number = int(place.name)
        if number > 2 and number not in kept and number != nothing:  # noqa: PLR2004 - the three standard ones
            with contextlib.suppress(OSError):  # the listing's own is gone already
                os.fstat(number)
                os.dup2(nothing, number, inheritable=False)
    os.close(nothing)


def _keep(start: Callable[[int, int], None], ask: int, tell: int, line: int, status: int) -> None:
    os.setsid()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.set_wakeup_fd(-1)
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    keeper = os.getpid()
    notebook = os.fork()
    if notebook == 0:
        try:
            os.setsid()
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != keeper:
                os._exit(_BROKE)
            for each in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
                with contextlib.suppress(OSError, ValueError):  # some belong to the C library
                    signal.signal(each, signal.SIG_DFL)
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # until a cell runs
            signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
            forget_other_pipes({ask, tell})
            start(ask, tell)
        finally:
            os._exit(_BROKE)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    forget_other_pipes({line, status})
    with contextlib.suppress(
        OSError
    ):  # against many processes it must have its turn; only root may ask for that
        os.nice(-10)
    many = _wait_for(notebook, line)
    _kill_session(notebook)
    _, ended, used = os.wait4(notebook, 0)
    code = os.waitstatus_to_exitcode(ended)
    _kill_the_rest()
    told = {
        "exit_code": code if code >= 0 else None,
        "signal": -code if code < 0 else None,
        "peak": used.ru_maxrss * 1024,
        "processes": many,
    }
    with contextlib.suppress(OSError):  # who wanted to know may be gone
        write_all(status, json.dumps(told).encode())
    os._exit(0)


def _wait_for(notebook: int, line: int) -> int | None:
    """Return when the notebook's process has ended, when nobody wants it any more, or, with their number, at too many."""
    ended = os.pidfd_open(notebook)
    before = _processes()
    while True:
        came = ready([ended, line], _LOOK_SECONDS)
        if ended in came:
            return None
        if not came:
            # The whole computer's number is soon read; whose they are is looked at only when it has grown.
            if _processes() - before > _MOST_PROCESSES:
                count = len(_descendants(os.getpid()))
                if count > _MOST_PROCESSES:
                    return count
            continue
        said = os.read(line, 1)
        if not said:
            return None
        with contextlib.suppress(ProcessLookupError):
            os.kill(notebook, signal.SIGINT)


def _processes() -> int:
    return sum(name.isdecimal() for name in os.listdir("/proc"))  # noqa: PTH208 - names are enough, five times a second


def _kill_session(leader: int) -> None:
    # One call for the whole group: a fork in progress sees it, so that an ordinary fork bomb ends here.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _kill_the_rest() -> None:
    """Kill what the notebook left behind, in whatever session, until there is nothing."""
    until = time.monotonic() + _KILLING_SECONDS
    while time.monotonic() < until:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        left = _descendants(os.getpid())
        for sent in (signal.SIGSTOP, signal.SIGKILL):  # what stands still starts nothing
            for pid in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, sent)
        time.sleep(0.002)


def _descendants(ancestor: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            with contextlib.suppress(OSError):  # it has just ended
                # The name, in brackets, may hold anything.
                parent = int((place / "stat").read_bytes().rpartition(b")")[2].split()[1])
                children.setdefault(parent, []).append(int(place.name))
    found, ahead = [], [ancestor]
    while ahead:
        below = children.get(ahead.pop(), [])
        found += below
        ahead += below
    return found
