"""Which workers of a scheduler there are, and which of them are fit: each is greeted before it is given work."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from eia.errors import EiaError
from eia.runner.cluster import worker as elsewhere
from eia.runner.cluster.identity import differences, identity
from eia.runner.cluster.scheduler import Promise, Scheduler

_LOOK = 1.0
"""Seconds between two looks at which workers there are."""

_COMES = 30.0
"""Seconds within which a worker is to be there."""

_READY = 180.0
"""Seconds within which a worker is to have warmed its process."""

_GATHERED = 60.0
"""Seconds within which a result is to come from a worker that has it."""


@dataclass(kw_only=True, eq=False)
class Job:
    """A proposal that is with a worker."""

    folder: Path
    future: Promise
    began: float
    was: str
    expected: Mapping[str, str]


@dataclass(kw_only=True, eq=False)
class Worker:
    """A worker: greeted, then ready or refused."""

    threads: int
    greeting: Promise | None
    began: float
    refused: bool = False
    jobs: dict[str, Job] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Tell whether it answered and may be given work."""
        return self.greeting is None and not self.refused


class Crew:
    """The workers that came.

    Args:
        scheduler: Whose workers they are.
        shared: What is asked of every report, as `write_order` returns it.
        note: Told which are lost or not used.

    Attributes:
        turn: The name of this run at the workers.
        workers: Each by its address.
    """

    def __init__(self, scheduler: Scheduler, *, shared: Sequence[bytes], note: Callable[[str], None]) -> None:
        self.turn = secrets.token_hex(8)
        self.workers: dict[str, Worker] = {}
        self._scheduler, self._shared, self._note = scheduler, shared, note
        self._here = identity()
        self._asked = 0
        self._news: SimpleQueue[str] = SimpleQueue()
        self._looked = float("-inf")
        self._without = time.monotonic()

    def jobs(self) -> int:
        """Return how many proposals are with workers."""
        return sum(len(worker.jobs) for worker in self.workers.values())

    def is_due(self, now: float) -> bool:
        """Tell whether it is time to look again."""
        return now - self._looked >= _LOOK

    def look(self, now: float) -> Iterator[Job]:
        """See which workers came and went, and greet those that came; yield what those had that went.

        Raises:
            EiaError: The scheduler is gone.
        """
        self._looked = now
        there = self._scheduler.threads()
        for address in [one for one in self.workers if one not in there]:
            worker = self.workers.pop(address)
            if worker.jobs:
                self._note(f"The worker at {address} was lost; what it was making is made again.")
            yield from worker.jobs.values()
        for address, threads in there.items():
            if address not in self.workers:
                beside = sum(number for one, number in there.items() if _host(one) == _host(address))
                greeting = self.ask(address, elsewhere.greet, self.turn, self._shared, beside)
                self.workers[address] = Worker(threads=threads, greeting=greeting, began=now)
        for address, worker in self.workers.items():
            if worker.greeting and now - worker.began > _READY:
                self._refuse(address, f"it was not ready within {_READY:.0f} seconds")

    def dismiss(self) -> None:
        """Let every worker close what is warm for this run, which stops what it may still be making."""
        self._scheduler.tell(list(self.workers), elsewhere.dismiss, self.turn)

    def see_that_some_can_work(self, now: float) -> None:
        """Refuse to go on where no worker is fit, or none was there for long.

        Raises:
            EiaError: So it is.
        """
        workers = self.workers.values()
        if any(not worker.refused for worker in workers):
            self._without = now
        elif workers:
            what = "None of the scheduler's workers can make these reports: each was refused, as said above."
            do = "Install on each the toolkit that is here, restart it, and give the same command again."
            raise EiaError("--scheduler", what, do)
        elif now - self._without > _COMES:
            what = f"The scheduler answers, but no worker was there for {_COMES:.0f} seconds."
            raise EiaError("--scheduler", what, "Start workers, and give the same command again.")

    def ask(self, address: str, do: Callable[..., object], *arguments: object) -> Promise:
        """Have a worker do something; `news` tells when it has ended.

        Raises:
            EiaError: The scheduler is gone.
        """
        self._asked += 1
        # dask's own pages show the key: it names no proposal.
        future = self._scheduler.ask(address, do, *arguments, key=f"eia-{self.turn}-{self._asked}")
        future.add_done_callback(lambda done: self._news.put(done.key))
        return future

    def news(self) -> Iterator[str]:
        """Wait a while for something to end, and yield the keys of all that did."""
        with suppress(Empty):
            key = self._news.get(timeout=_LOOK / 2)
            while True:
                yield key
                key = self._news.get_nowait()

    def takes_greeting(self, key: str) -> bool:
        """Take the answer to a greeting in, and tell whether this was one."""
        for address, worker in self.workers.items():
            if worker.greeting is not None and worker.greeting.key == key:
                greeting, worker.greeting = worker.greeting, None
                self._take_greeting(address, greeting)
                return True
        return False

    def _take_greeting(self, address: str, greeting: Promise) -> None:
        if greeting.status == "error":
            # Its Python does not know this module, or another edition of it.
            self._refuse(address, "it does not have the toolkit, or not this version")
            return
        theirs = self.result(greeting)
        if theirs is None:
            self._refuse(address, "its warmed process cannot be started, which needs Linux")
        elif differs := differences(str(theirs), self._here):
            self._refuse(address, "it has " + "; ".join(differs))

    def _refuse(self, address: str, why: str) -> None:
        worker = self.workers[address]
        if worker.greeting:
            cancel(worker.greeting)
        worker.greeting, worker.refused = None, True
        self._note(f"The worker at {address} is not used: {why}.")

    def result(self, future: Promise) -> Any:  # noqa: ANN401 - whatever was asked for
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


def cancel(future: Promise) -> None:
    """Ask for something no more."""
    with suppress(Exception):  # what is gone need not be cancelled
        future.cancel()


def _host(address: str) -> str:
    return address.rpartition(":")[0]
