"""Work done apart: in a process of its own, forked from this one, which can die of anything and take nothing with it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from eia.errors import Problem
from eia.files.refusals import reason
from eia.runner.batch.inside import Do, counted, counter, work
from eia.runner.batch.order import Cause, Ending, Limits, Outcome, Status
from eia.runner.batch.watching import Tree, look_at
from eia.runner.engine.deaths import Death
from eia.runner.engine.frames import Frames
from eia.runner.engine.keeper import Kept, ready

_LOOK = 0.2
"""Seconds between two looks at the processes of a proposal."""

_PATIENCE = 15.0
"""Seconds in which work whose notebook was stopped may say in which cell that was."""


def work_apart(
    folders: Sequence[Path],
    do: Do,
    *,
    workers: int,
    limits: Limits,
    room: Path,
    say: Callable[[str, str], None],
    ended: Callable[[Path, Outcome], None],
) -> None:
    """Do the work on each folder in a process of its own, several at a time.

    Args:
        folders: The proposals', each worked on once, in this order.
        do: The work. What it raises ends that proposal only.
        workers: How many at a time, at least one.
        limits: What each may take.
        room: A folder of this program's alone; each proposal has one in it, which is gone afterwards.
        say: Told a proposal's name and how far its work is.
        ended: Told each outcome, as it comes.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; what was begun is stopped.
    """
    waiting = deque(folders)
    running: list[Running] = []
    with _ctrl_c_noted() as was_pressed:
        try:
            while (waiting or running) and not was_pressed():
                while waiting and len(running) < workers:
                    try:
                        running.append(Running(waiting[0], do, limits=limits, room=room, say=say))
                    except OSError as error:
                        if running:  # what ends gives files, processes and room back
                            break
                        ended(waiting[0], _not_begun(waiting[0], error))
                    waiting.popleft()
                ready([pipe for one in running for pipe in one.kept.pipes], _LOOK if running else 0)
                for one in list(running):
                    if (outcome := one.advance()) is not None:
                        running.remove(one)
                        ended(one.folder, outcome)
        finally:
            for one in running:
                one.stop()
        if was_pressed():
            raise KeyboardInterrupt


@contextmanager
def _ctrl_c_noted() -> Iterator[Callable[[], bool]]:
    """Note Ctrl-C instead of raising it anywhere: in the middle of a fork it would be lost, or leave half a process."""
    if threading.current_thread() is not threading.main_thread():  # no other hears signals
        yield lambda: False
        return
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _not_begun(folder: Path, error: OSError) -> Outcome:
    what = f"The work on this report could not be begun: {reason(error)}."
    do = "Make room for temporary files, or ask for fewer reports at a time with --workers, and try again."
    ending = Ending(cause=Cause.PROBLEM, step="starting")
    return Outcome(
        name=folder.name, status=Status.FAILED, problems=(Problem(folder.name, what, do),), ending=ending
    )


class Running:
    """The work on one proposal, as it goes on elsewhere.

    Raises:
        OSError: It cannot be begun: the disk is full, or the system gives no more files or processes.
    """

    def __init__(
        self, folder: Path, do: Do, *, limits: Limits, room: Path, say: Callable[[str, str], None]
    ) -> None:
        self.folder = folder
        self._limits = limits
        self._say = say
        self._room = Path(tempfile.mkdtemp(dir=room))
        self._frames = Frames()
        self._began = self._looked = time.monotonic()
        self._process = 0
        self._base = 0
        self._peak = 0.0
        self._made = False
        self._problems: tuple[Problem, ...] = ()
        self._step = "starting"
        self._died: Death | None = None
        self._cause: Cause | None = None
        self._until = 0.0
        own_room = self._room
        try:
            forks = self._forks = counter()  # shared with what is forked
            self.kept = Kept(
                lambda _, tell: work(folder, do, tell, limits=limits, room=own_room, forks=forks)
            )
        except OSError:
            shutil.rmtree(own_room, ignore_errors=True)
            raise

    def advance(self) -> Outcome | None:
        """Hear what the work says and look at what it takes; return its outcome if it has ended."""
        over = self._hear()
        if not over:
            over = bool(ready([self.kept.pipes[1]], 0)) or self._overdue()
        if not over:
            return None
        self._hear()
        return self._outcome()

    def stop(self) -> None:
        """End the work, and all that it started."""
        self.kept.end()
        shutil.rmtree(self._room, ignore_errors=True)

    def _hear(self) -> bool:
        """Take in all that was said; tell whether nothing more can come."""
        told = self.kept.pipes[0]
        while ready([told], 0):
            came = os.read(told, 1 << 16)
            if not came:
                return True
            for kind, *parts in self._frames.feed(came):
                self._take(kind, parts)
        return False

    def _take(self, kind: bytes, parts: Sequence[bytes]) -> None:
        match kind:
            case b"begun":
                self._process, self._base = int(parts[0]), int(parts[1])
            case b"say":
                self._step = parts[0].decode()
                self._say(self.folder.name, self._step)
            case b"made":
                self._made = True
            case b"problems":
                self._problems = tuple(Problem(*one) for one in json.loads(parts[0]))
            case b"no memory":
                self._cause = self._cause or Cause.MEMORY
            case b"died":
                self._died = Death(**json.loads(parts[0]))

    def _overdue(self) -> bool:
        """Look at what the work takes; stop its notebook where that is too much, and tell whether all must be stopped."""
        now = time.monotonic()
        if self._until:
            return now > self._until
        if now - self._looked < _LOOK or self._cause:
            return False
        self._looked = now
        if not self._process:  # it has not said a word yet
            self._cause = Cause.DEADLINE if self._is_late(now) else None
            return self._cause is not None
        tree = look_at(self._process, at_most=self._limits.processes)
        self._peak = max(self._peak, tree.beyond(self._base))
        self._cause = self._too_much(tree, now)
        if self._cause is None:
            return False
        # Stopped alone, the notebook's processes let the work say in which cell that was.
        if not tree.below:
            return True
        self._until = now + _PATIENCE
        _kill(tree.below)
        return False

    def _too_much(self, tree: Tree, now: float) -> Cause | None:
        limits = self._limits
        if self._is_late(now):
            return Cause.DEADLINE
        if len(tree.pids) > limits.processes:
            return Cause.PROCESSES
        allowed = limits.megabytes
        too_much = allowed is not None and self._peak > allowed and tree.shared_out() > allowed
        return Cause.MEMORY if too_much else None

    def _is_late(self, now: float) -> bool:
        return self._limits.seconds is not None and now - self._began > self._limits.seconds

    def _outcome(self) -> Outcome:
        limits = self._limits
        death = self.kept.end(wait=_PATIENCE if self._made or self._problems else 0.0)
        shutil.rmtree(self._room, ignore_errors=True)
        name, seconds = self.folder.name, round(time.monotonic() - self._began, 1)
        if self._made:
            return Outcome(name=name, status=Status.MADE, seconds=seconds)
        death = self._died or death
        if counted(self._forks) > limits.processes:
            self._cause = self._cause or Cause.PROCESSES
        cause, number = self._cause, None
        if cause is None and self._problems and self._died is None:
            cause = Cause.PROBLEM
        elif cause is None:
            cause = Cause.EXIT if death.signal is None else Cause.SIGNAL
            number = death.exit_code if death.signal is None else death.signal
        problems = self._problems
        if not problems or self._cause:
            cells = [problem.where for problem in self._problems if ", cell " in problem.where]
            problems = (self._problem_of(cause, cells[0] if cells else name, death.words),)
        ending = Ending(
            cause=cause,
            number=number,
            step=self._step,
            peak_mb=round(self._peak, 1) if self._peak else None,
        )
        return Outcome(name=name, status=Status.FAILED, problems=problems, ending=ending, seconds=seconds)

    def _problem_of(self, cause: Cause, where: str, died: str) -> Problem:
        limits, step = self._limits, self._step
        match cause:
            case Cause.DEADLINE:
                what = (
                    f"The report was not made within {limits.seconds:g} seconds; it was stopped while {step}."
                )
                do = "Look for what does not end, or allow more with --deadline."
            case Cause.MEMORY:
                had = f" It was seen to have {self._peak:.0f} MB." if self._peak >= 1 else ""
                allowed = f"the {limits.megabytes:.0f} MB allowed" if limits.megabytes else "there is"
                what = f"Making the report took more memory than {allowed}; it was stopped while {step}.{had}"
                do = "Look for what takes so much, or allow more with --memory."
            case Cause.PROCESSES:
                what = f"Making the report started more than {limits.processes} processes; it was stopped while {step}."
                do = "Look for what starts them in the notebook or in the pack."
            case _:
                what = f"The work on this report ended while {step}: {died}."
                do = "Make the report again; if it ends so again, look at what the notebook and the pack run."
        return Problem(where, what, do)


def _kill(pids: Sequence[int]) -> None:
    """Kill processes, and with those that lead a group the group at once: a fork in progress sees that."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
