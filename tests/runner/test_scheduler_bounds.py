"""A worker that stands still holds up no end of a round."""

from __future__ import annotations

import asyncio
import time

import pytest

from eia.runner.cluster import scheduler

distributed = pytest.importorskip("distributed")


def test_telling_a_worker_that_stands_still_ends(monkeypatch):
    from distributed.utils import LoopRunner

    runner = LoopRunner()
    runner.start()
    asked = []

    class Client:
        status, asynchronous, loop = "running", False, runner.loop
        run, sync = distributed.Client.run, distributed.Client.sync

        async def _run(self, *given, **_):
            asked.append(given)
            await asyncio.sleep(30)

    monkeypatch.setattr(scheduler, "_ANSWERS", 0.2)
    try:
        began = time.monotonic()
        scheduler.Scheduler(Client(), "tcp://x:1").tell(["tcp://y:1"], print, "turn")
        assert time.monotonic() - began < 10
    finally:
        runner.stop()
    assert asked == [(print, "turn")]
