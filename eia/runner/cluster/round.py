"""The reports of a run, handed out one by one to the workers of a scheduler, and taken in as they come.

Each job is given to one worker by name, and no worker has more of them than threads. So it is known what was being made
where when a worker is lost: that is made again elsewhere, and what loses its worker twice is told as that proposal's failure.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from eia.errors import EiaError, Problem
from eia.proposal.folder import fingerprint
from eia.runner.batch.order import Cause, Ending, Limits, Order, Outcome, Status
from eia.runner.cluster import worker as elsewhere
from eia.runner.cluster.answer import read_answer
from eia.runner.cluster.identity import differences, identity
from eia.runner.cluster.order import write_order
from eia.runner.cluster.parcel import pack
from eia.runner.cluster.proof import expected_of, refuse_another
from eia.runner.cluster.scheduler import Promise, Scheduler

Ended = Callable[[Path, Outcome, Mapping[str, bytes]], None]

_LOOK = 1.0
"""Seconds between two looks at which workers there are."""

_COMES = 30.0
"""Seconds within which a worker is to be there."""

_READY = 180.0
"""Seconds within which a worker is to have warmed its process."""

_GRACE = 300.0
"""Seconds beyond the deadline of a proposal after which its worker is taken to be lost."""

_GATHERED = 60.0
"""Seconds within which a result is to come from a worker that has it."""

_TWICE = 2


def work_elsewhere(
    folders: Sequence[Path],
    scheduler: Scheduler,
    *,
    order: Order,
    limits: Limits,
    workers: int | None,
    note: Callable[[str], None],
    say: Callable[[str, str], None],
    ended: Ended,
) -> None:
    """Have the report of each proposal made by a worker.

    Args:
        folders: The proposals'.
        scheduler: Whose workers do it.
        order: What is asked of each report.
        limits: What each may take; a deadline is due.
        workers: How many reports are made at a time; None for as many as the workers have threads.
        note: Told what is no report's progress.
        say: Told a proposal's name and how far its work is.
        ended: Told each outcome as it comes, with the files of a report that was made. Nothing is written here.

    Raises:
        EiaError: The scheduler does not answer any more, no worker is there or fit, or what the reports share cannot be sent.
            Reports that were ended before that are.
    """
    _Round(
        folders, scheduler, order=order, limits=limits, workers=workers, note=note, say=say, ended=ended
    ).work()


@dataclass(kw_only=True, eq=False)
class _Job:
    """A proposal that is with a worker."""

    folder: Path
    future: Promise
    began: float
    was: str
    expected: Mapping[str, str]


@dataclass(kw_only=True, eq=False)
class _Worker:
    """A worker: greeted, then ready or refused."""

    threads: int
    greeting: Promise | None
    began: float
    refused: bool = False
    jobs: dict[str, _Job] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return self.greeting is None and not self.refused


class _Round:
    def __init__(
        self,
        folders: Sequence[Path],
        scheduler: Scheduler,
        *,
        order: Order,
        limits: Limits,
        workers: int | None,
        note: Callable[[str], None],
        say: Callable[[str, str], None],
        ended: Ended,
    ) -> None:
        self._waiting = deque(folders)
        self._scheduler, self._order, self._limits = scheduler, order, limits
        self._at_most = workers
        self._note, self._say, self._ended = note, say, ended
        self._turn = secrets.token_hex(8)
        self._here = identity()
        self._shared = write_order(order, limits)
        self._asked = 0
        self._workers: dict[str, _Worker] = {}
        self._lost: Counter[Path] = Counter()
        self._news: SimpleQueue[str] = SimpleQueue()
        self._looked = float("-inf")
        self._without = time.monotonic()

    def work(self) -> None:
        """Go on until every proposal has its outcome."""
        try:
            while self._waiting or self._jobs():
                self._look()
                self._hand_out()
                self._hear()
        finally:
            # Closing what is warm stops what it may still be making.
            self._scheduler.tell(list(self._workers), elsewhere.dismiss, self._turn)

    def _jobs(self) -> int:
        return sum(len(worker.jobs) for worker in self._workers.values())

    def _look(self) -> None:
        """See which workers came and went, and greet those that came."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        there = self._scheduler.threads()
        for address in [one for one in self._workers if one not in there]:
            self._forget(address)
        for address, threads in there.items():
            if address not in self._workers:
                beside = sum(number for one, number in there.items() if _host(one) == _host(address))
                greeting = self._ask(address, elsewhere.greet, self._turn, self._shared, beside)
                self._workers[address] = _Worker(threads=threads, greeting=greeting, began=now)
        for address, worker in self._workers.items():
            if worker.greeting and now - worker.began > _READY:
                self._refuse(address, f"it was not ready within {_READY:.0f} seconds")
            for key, job in list(worker.jobs.items()):
                if now - job.began > (self._limits.seconds or 0.0) + _GRACE:
                    self._lose(worker.jobs.pop(key))
        self._see_that_some_can_work(now)

    def _see_that_some_can_work(self, now: float) -> None:
        workers = self._workers.values()
        if any(not worker.refused for worker in workers):
            self._without = now
        elif workers:
            what = "None of the scheduler's workers can make these reports: each was refused, as said above."
            do = "Install on each the toolkit that is here, restart it, and give the same command again."
            raise EiaError("--scheduler", what, do)
        elif now - self._without > _COMES:
            what = f"The scheduler answers, but no worker was there for {_COMES:.0f} seconds."
            raise EiaError("--scheduler", what, "Start workers, and give the same command again.")

    def _forget(self, address: str) -> None:
        worker = self._workers.pop(address)
        if worker.jobs:
            self._note(f"The worker at {address} was lost; what it was making is made again.")
        for job in worker.jobs.values():
            self._lose(job)

    def _lose(self, job: _Job) -> None:
        """Let a proposal whose worker was lost wait again, or tell of it if that was so before."""
        self._cancel(job.future)
        self._lost[job.folder] += 1
        if self._lost[job.folder] < _TWICE:
            self._waiting.append(job.folder)
            return
        problem = Problem(
            job.folder.name,
            "The worker that made this report was lost, and a second one too.",
            "Look at the workers' machines, and at what the notebook and the pack run; then make the report again.",
        )
        ending = Ending(cause=Cause.EXIT, step="being made by a worker")
        outcome = Outcome(name=job.folder.name, status=Status.FAILED, problems=(problem,), ending=ending)
        self._ended(job.folder, outcome, {})

    def _refuse(self, address: str, why: str) -> None:
        worker = self._workers[address]
        if worker.greeting:
            self._cancel(worker.greeting)
        worker.greeting, worker.refused = None, True
        self._note(f"The worker at {address} is not used: {why}.")

    def _hand_out(self) -> None:
        """Give each worker as many proposals as it has threads; one that lost its worker before has a worker to itself."""
        for address, worker in self._workers.items():
            while self._waiting and self._has_room(worker, self._waiting[0]):
                if self._at_most is not None and self._jobs() >= self._at_most:
                    return
                self._send(address, worker, self._waiting.popleft())

    def _has_room(self, worker: _Worker, folder: Path) -> bool:
        if not worker.ready:
            return False
        alone = self._lost[folder] or any(self._lost[job.folder] for job in worker.jobs.values())
        return not worker.jobs if alone else len(worker.jobs) < worker.threads

    def _send(self, address: str, worker: _Worker, folder: Path) -> None:
        was = fingerprint(folder)
        try:
            expected = expected_of(folder, self._order)
            parcel = pack(folder)
        except EiaError as error:
            self._fail(folder, error)
            return
        self._say(folder.name, "with a worker")
        future = self._ask(address, elsewhere.make, self._turn, folder.name, parcel)
        worker.jobs[future.key] = _Job(
            folder=folder, future=future, began=time.monotonic(), was=was, expected=expected
        )

    def _ask(self, address: str, do: Callable[..., object], *arguments: object) -> Promise:
        self._asked += 1
        # dask's own pages show the key: it names no proposal.
        future = self._scheduler.ask(address, do, *arguments, key=f"eia-{self._turn}-{self._asked}")
        future.add_done_callback(lambda done: self._news.put(done.key))
        return future

    def _hear(self) -> None:
        """Wait a while for news, and take all in that there are."""
        with suppress(Empty):
            key = self._news.get(timeout=_LOOK / 2)
            while True:
                self._take(key)
                key = self._news.get_nowait()

    def _take(self, key: str) -> None:
        for address, worker in self._workers.items():
            if worker.greeting is not None and worker.greeting.key == key:
                greeting, worker.greeting = worker.greeting, None
                self._take_greeting(address, greeting)
                return
            if job := worker.jobs.pop(key, None):
                self._take_job(address, job)
                return

    def _take_greeting(self, address: str, greeting: Promise) -> None:
        if greeting.status == "error":
            # Its Python does not know this module, or another edition of it.
            self._refuse(address, "it does not have the toolkit, or not this version")
            return
        theirs = self._result(greeting)
        if theirs is None:
            self._refuse(address, "its warmed process cannot be started, which needs Linux")
        elif differs := differences(str(theirs), self._here):
            self._refuse(address, "it has " + "; ".join(differs))

    def _take_job(self, address: str, job: _Job) -> None:
        answer = self._result(job.future)
        if answer is None:
            self._note(
                f"The worker at {address} lost its warmed process; what that was making is made again."
            )
            self._lose(job)
            return
        try:
            outcome, files = read_answer(answer)
            if outcome.status is Status.MADE:
                refuse_another(job.folder, files, was=job.was, expected=job.expected)
        except EiaError as error:
            self._fail(job.folder, error)
        else:
            self._ended(job.folder, outcome, files)

    def _result(self, future: Promise) -> Any:  # noqa: ANN401 - whatever was asked for
        """Return what came of something that was asked for; None if it was lost on the way.

        Raises:
            EiaError: The scheduler is gone.
        """
        if future.status == "cancelled":  # not by us: so dask says that the connection broke
            raise self._scheduler.gone()
        try:
            return future.result(timeout=_GATHERED)
        except Exception:  # noqa: BLE001 - whatever it was, it is asked for again, once
            return None
        finally:
            future.release()

    def _fail(self, folder: Path, error: EiaError) -> None:
        ending = Ending(cause=Cause.PROBLEM, step="being sent to a worker or back")
        outcome = Outcome(name=folder.name, status=Status.FAILED, problems=error.problems, ending=ending)
        self._ended(folder, outcome, {})

    @staticmethod
    def _cancel(future: Promise) -> None:
        with suppress(Exception):  # what is gone need not be cancelled
            future.cancel()


def _host(address: str) -> str:
    return address.rpartition(":")[0]
