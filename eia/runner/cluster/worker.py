"""What runs in a worker of dask's: it hands jobs to its warmed process, and back what became of them.

Nothing of a proposal runs here, and nothing is raised: dask writes the arguments of what raises into its log.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from eia.runner.engine.frames import Frames, frame, write_all

_START = """\
import sys
sys.path.insert(0, {home!r})
from eia.runner.cluster import bench
sys.path.remove({home!r})
bench.main()
"""
"""The warmed process uses the toolkit of the worker, wherever that stands."""

_benches: dict[str, _Bench] = {}
_lock = threading.Lock()


def greet(turn: str, order: Sequence[bytes], at_once: int) -> str | None:
    """Start this worker's warmed process for a run, if it has none, and return the toolkit's `identity` there.

    Args:
        turn: The run's name.
        order: What all reports of the run share, as `eia.runner.cluster.order` makes it.
        at_once: How many reports are made at a time on this worker's machine.

    Returns:
        None if the process cannot be started, or ended.
    """
    try:
        with _lock:
            bench = _benches.get(turn)
            if bench is None or bench.over:
                bench = _benches[turn] = _Bench([str(at_once).encode(), *order])
        answer = bench.ask(b"greet")
    except OSError:
        return None
    return answer[0].decode() if answer else None


def make(turn: str, name: str, parcel: bytes) -> list[bytes] | None:
    """Make the report of a proposal.

    Args:
        turn: The run's name; this worker was greeted for it.
        name: The proposal's id.
        parcel: Its folder.

    Returns:
        The outcome as JSON, then names and contents of the report's files in turn; None if the warmed process ended.
    """
    try:
        with _lock:
            bench = _benches.get(turn)
            if bench is None:
                return None
            if bench.over:
                bench = _benches[turn] = _Bench(bench.order)
        return bench.ask(b"job", name.encode(), parcel)
    except OSError:
        return None


def dismiss(turn: str) -> None:
    """Let a run's warmed process end, and with it all that it still works on."""
    with _lock:
        bench = _benches.pop(turn, None)
    if bench:  # dask's own thread, which calls this, waits for nothing
        threading.Thread(target=bench.dismiss, daemon=True).start()


class _Bench:
    """A warmed process, which several threads of a worker may ask at the same time.

    Args:
        order: How many reports are made at a time on this machine, and what they share.

    Raises:
        OSError: The process cannot be started.
    """

    def __init__(self, order: Sequence[bytes]) -> None:
        self.order = order
        home = str(Path(__file__).resolve().parents[3])
        self._process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-P", "-c", _START.format(home=home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the worker's; this process ends with its pipe
        )
        assert self._process.stdin, "asked for"
        assert self._process.stdout, "asked for"
        self._asks, self._tells = self._process.stdin, self._process.stdout
        self._due: dict[bytes, Future[list[bytes] | None]] = {}
        self._asked = 0
        self._lock = threading.Lock()
        self.over = False
        threading.Thread(target=self._hear, name="eia-bench", daemon=True).start()
        self._send([b"order", b"", *order])

    def ask(self, kind: bytes, *parts: bytes) -> list[bytes] | None:
        """Ask for something, and wait for the answer; None if the process ended before it gave one."""
        answer: Future[list[bytes] | None] = Future()
        with self._lock:
            if self.over:
                return None
            self._asked += 1
            key = f"{self._asked:06}".encode()
            self._due[key] = answer
            if not self._send([kind, key, *parts]):
                return None
        return answer.result()

    def _send(self, parts: Sequence[bytes]) -> bool:
        try:
            write_all(self._asks.fileno(), frame(parts))
        except (OSError, ValueError):  # it has ended; the other pipe says so too
            return False
        return True

    def dismiss(self) -> None:
        """Close the pipe on which jobs go: the process stops what it does and ends."""
        with self._lock:
            self.over = True
            self._asks.close()

    def _hear(self) -> None:
        frames = Frames()
        while came := os.read(self._tells.fileno(), 1 << 16):
            for key, *parts in frames.feed(came):
                self._due.pop(key).set_result(parts)
        with self._lock:
            self.over = True
            due = list(self._due.values())
        for answer in due:
            answer.set_result(None)
        self._tells.close()
        if not self._asks.closed:
            self._asks.close()
        self._process.wait()
