"""Who gets which proposal: the reports of a run, handed out one by one to workers, and taken in as they come.

Each job is given to one worker by name, and no worker has more of them than threads. So it is known what was being made
where when a worker is lost: that is made again elsewhere, and what loses its worker twice is told as that proposal's failure.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.proposal.folder import fingerprint
from eia.runner.batch.order import Cause, Ending, Limits, Order, Outcome, Status
from eia.runner.cluster import worker as elsewhere
from eia.runner.cluster.answer import read_answer
from eia.runner.cluster.crew import Crew, Job, Worker, cancel
from eia.runner.cluster.order import write_order
from eia.runner.cluster.parcel import pack
from eia.runner.cluster.proof import expected_of, refuse_another
from eia.runner.cluster.scheduler import Scheduler

Ended = Callable[[Path, Outcome, Mapping[str, bytes]], None]

_GRACE = 300.0
"""Seconds beyond the deadline of a proposal after which its worker is taken to be lost."""

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
        self._order, self._limits = order, limits
        self._at_most = workers
        self._note, self._say, self._ended = note, say, ended
        self._crew = Crew(scheduler, shared=write_order(order, limits), note=note)
        self._lost: Counter[Path] = Counter()

    def work(self) -> None:
        """Go on until every proposal has its outcome."""
        try:
            while self._waiting or self._crew.jobs():
                self._look()
                self._hand_out()
                self._hear()
        finally:
            # Closing what is warm stops what it may still be making.
            self._crew.dismiss()

    def _look(self) -> None:
        """See which workers came and went, and take from each what it has had for too long."""
        now = time.monotonic()
        if not self._crew.is_due(now):
            return
        for job in self._crew.look(now):
            self._lose(job)
        for worker in self._crew.workers.values():
            for key, job in list(worker.jobs.items()):
                if now - job.began > (self._limits.seconds or 0.0) + _GRACE:
                    self._lose(worker.jobs.pop(key))
        self._crew.see_that_some_can_work(now)

    def _lose(self, job: Job) -> None:
        """Let a proposal whose worker was lost wait again, or tell of it if that was so before."""
        cancel(job.future)
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

    def _hand_out(self) -> None:
        """Give each worker as many proposals as it has threads; one that lost its worker before has a worker to itself."""
        for address, worker in self._crew.workers.items():
            while self._waiting and self._has_room(worker, self._waiting[0]):
                if self._at_most is not None and self._crew.jobs() >= self._at_most:
                    return
                self._send(address, worker, self._waiting.popleft())

    def _has_room(self, worker: Worker, folder: Path) -> bool:
        if not worker.ready:
            return False
        alone = self._lost[folder] or any(self._lost[job.folder] for job in worker.jobs.values())
        return not worker.jobs if alone else len(worker.jobs) < worker.threads

    def _send(self, address: str, worker: Worker, folder: Path) -> None:
        was = fingerprint(folder)
        try:
            expected = expected_of(folder, self._order)
            parcel = pack(folder)
        except EiaError as error:
            self._fail(folder, error)
            return
        self._say(folder.name, "with a worker")
        future = self._crew.ask(address, elsewhere.make, self._crew.turn, folder.name, parcel)
        worker.jobs[future.key] = Job(
            folder=folder, future=future, began=time.monotonic(), was=was, expected=expected
        )

    def _hear(self) -> None:
        """Wait a while for news, and take all in that there are."""
        for key in self._crew.news():
            if self._crew.takes_greeting(key):
                continue
            for address, worker in self._crew.workers.items():
                if job := worker.jobs.pop(key, None):
                    self._take_job(address, job)
                    break

    def _take_job(self, address: str, job: Job) -> None:
        answer = self._crew.result(job.future)
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

    def _fail(self, folder: Path, error: EiaError) -> None:
        ending = Ending(cause=Cause.PROBLEM, step="being sent to a worker or back")
        outcome = Outcome(name=folder.name, status=Status.FAILED, problems=error.problems, ending=ending)
        self._ended(folder, outcome, {})
