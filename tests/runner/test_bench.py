"""A worker's warmed process goes on where one job cannot be read: that proposal is told, and no other is lost."""

from __future__ import annotations

import os
import sys

import pytest

from eia.errors import EiaError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has such a process.")


def wrong(*_, **__):
    raise EiaError("house_style", "This is so.", "Do that.")


@pytest.mark.parametrize(
    ("read", "said"),
    [(wrong, "This is so."), (None, "The worker could not read what it was sent.")],
    ids=["an officer's error", "no parcel"],
)
def test_what_cannot_be_read_ends_that_proposal_only(monkeypatch, tmp_path, read, said):
    from eia.runner.cluster import bench
    from eia.runner.cluster.answer import read_answer
    from eia.runner.engine.frames import Frames, frame

    if read:
        monkeypatch.setattr(bench, "read_order", read)
    jobs = [
        frame([b"order", b"", b"1", b"no order"]),
        frame([b"job", b"01", b"a", b"x"]),
        frame([b"job", b"02", b"b", b"x"]),
    ]
    ask, asks = os.pipe()
    tells, tell = os.pipe()
    try:
        os.write(asks, b"".join(jobs))
        os.close(asks)
        bench._Bench(ask, tell, tmp_path).work()
        heard = list(Frames().feed(os.read(tells, 1 << 16)))
    finally:
        for pipe in (ask, tells, tell):
            os.close(pipe)
    assert [key for key, *_ in heard] == [b"01", b"02"]
    for _, *answer in heard:
        [problem] = read_answer(answer)[0].problems
        assert said in problem.what
