"""The warmed process of a worker: it takes proposals from a pipe, and each is worked on in a process forked from it.

It is no process of dask's: those run threads, from which nothing can be forked safely. It ends, and with it all that it
started, when the other end of its pipe does.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.files import sweep
from eia.files.refusals import reason
from eia.files.workroom import workroom
from eia.runner.batch.apart import Running
from eia.runner.batch.order import Limits, Order, Outcome, Status
from eia.runner.batch.ordered import make_ordered
from eia.runner.cluster.answer import write_answer
from eia.runner.cluster.identity import identity
from eia.runner.cluster.order import read_order
from eia.runner.cluster.parcel import unpack
from eia.runner.engine import warm
from eia.runner.engine.frames import Frames, frame, write_all
from eia.runner.engine.keeper import ready
from eia.runner.reports import Say

_LOOK = 0.2
"""Seconds between two looks at what a proposal takes."""

_IDLE = 120.0
"""Seconds without work after which the process ends: whoever asked for it may be gone."""


def main() -> None:
    """Work until nobody asks any more. This is the process's whole life."""
    ask, tell = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):  # what is printed may hold anything: it is not kept
        os.dup2(nothing, standard)
    temporary = Path(tempfile.gettempdir())
    sweep(temporary)
    with workroom(temporary) as room:
        tempfile.tempdir = str(room)
        (room / "settings").mkdir()
        warm()
        bench = _Bench(ask, tell, room)
        try:
            bench.work()
        finally:
            bench.stop()


class _Bench:
    """The work that goes on.

    Args:
        ask: The pipe on which jobs come.
        tell: The pipe for what became of them.
        room: A folder of this process's alone.
    """

    def __init__(self, ask: int, tell: int, room: Path) -> None:
        self._ask, self._tell, self._room = ask, tell, room
        self._frames = Frames()
        self._running: dict[bytes, Running] = {}
        self._asked: Sequence[bytes] = ()
        self._order: Order | None = None
        self._limits = Limits()

    def work(self) -> None:
        """Take jobs as they come, until the pipe ends or nothing was asked for long."""
        while True:
            pipes = [pipe for one in self._running.values() for pipe in one.kept.pipes]
            if self._ask in ready([self._ask, *pipes], _LOOK if self._running else _IDLE):
                came = os.read(self._ask, 1 << 16)
                if not came:
                    return
                for kind, key, *parts in self._frames.feed(came):
                    self._take(kind, key, parts)
            elif not self._running:
                return
            for key, one in list(self._running.items()):
                if (outcome := one.advance()) is not None:
                    del self._running[key]
                    self._end(key, outcome)

    def stop(self) -> None:
        """End what is being worked on."""
        for one in self._running.values():
            one.stop()

    def _take(self, kind: bytes, key: bytes, parts: Sequence[bytes]) -> None:
        match kind:
            case b"order":
                self._asked = (
                    parts  # read with the first job: whoever asks may have another edition of the toolkit
                )
            case b"greet":
                self._say(key, identity().encode())
            case b"job":
                name, parcel = parts
                try:
                    self._begin(key, name.decode(), parcel)
                except EiaError as error:
                    self._fail(key, name.decode(), *error.problems)
                except OSError as error:
                    what = (
                        f"The worker could not put the proposal into its temporary folder: {reason(error)}."
                    )
                    do = "Make room on the worker's machine, and try again."
                    self._fail(key, name.decode(), Problem(name.decode(), what, do))
                except ValueError:
                    what = "The worker could not read what it was sent."
                    do = (
                        "Install on it the toolkit that is here, restart it, and give the same command again."
                    )
                    self._fail(key, name.decode(), Problem(name.decode(), what, do))

    def _begin(self, key: bytes, name: str, parcel: bytes) -> None:
        if self._order is None:
            at_once, *sent = self._asked
            self._order, self._limits = read_order(sent, self._room / "shared", at_once=int(at_once))
        order, place = self._order, self._room / key.decode()
        unpack(parcel, place / "proposals")

        def do(folder: Path, _: Path, say: Say) -> None:
            settings = self._room / "settings"
            make_ordered(folder, order, out=place / "out", settings=settings, say=say, forked=True)

        self._running[key] = Running(
            place / "proposals" / name, do, limits=self._limits, room=self._room, say=lambda *_: None
        )

    def _fail(self, key: bytes, name: str, *problems: Problem) -> None:
        self._end(key, Outcome(name=name, status=Status.FAILED, problems=problems))

    def _end(self, key: bytes, outcome: Outcome) -> None:
        place = self._room / key.decode()
        files: dict[str, bytes] = {}
        if outcome.status is Status.MADE:
            made = place / "out" / outcome.name
            files = {path.name: path.read_bytes() for path in sorted(made.iterdir())}
        shutil.rmtree(place, ignore_errors=True)
        self._say(key, *write_answer(outcome, files))

    def _say(self, key: bytes, *parts: bytes) -> None:
        write_all(self._tell, frame([key, *parts]))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # whoever asked is gone
        sys.exit(1)
