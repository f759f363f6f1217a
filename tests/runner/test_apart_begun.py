"""Work that cannot be begun waits for what others give back, or is told of that proposal alone."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

import pytest

from eia.runner.batch.order import Cause, Limits, Outcome, Status

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one.")


def worked_on(
    room: Path, *, workers: int, do=lambda *_: None, limits: Limits | None = None
) -> dict[str, Outcome]:
    from eia.runner.batch.apart import work_apart

    became: dict[str, Outcome] = {}
    work_apart(
        [room / name for name in "abc"],
        do,
        workers=workers,
        limits=limits or Limits(seconds=60),
        room=room,
        say=lambda *_: None,
        ended=lambda folder, outcome: became.setdefault(folder.name, outcome),
    )
    assert list(room.iterdir()) == []
    return became


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("what", ["pipe", "fork"])
def test_without_files_or_processes_each_proposal_is_told_and_nothing_is_left_open(
    monkeypatch, tmp_path, what
):
    def refuse():
        raise OSError(errno.EMFILE, "Too many open files")

    before = open_files()
    monkeypatch.setattr(os, what, refuse)
    became = worked_on(tmp_path, workers=2)
    assert open_files() == before
    assert [outcome.status for outcome in became.values()] == [Status.FAILED] * 3
    [problem] = became["a"].problems
    assert str(problem).startswith("a: The work on this report could not be begun: too many open files.")


def test_what_cannot_be_begun_beside_others_waits_for_them(monkeypatch, tmp_path):
    from eia.runner.batch import apart

    begun: list[str] = []

    class OneAtATime(apart.Running):
        def __init__(self, folder, *arguments, **options):
            if begun:
                raise OSError(errno.ENOSPC, "No space left on device")
            super().__init__(folder, *arguments, **options)
            begun.append(folder.name)

        def advance(self):
            if outcome := super().advance():
                begun.remove(self.folder.name)
            return outcome

    monkeypatch.setattr(apart, "Running", OneAtATime)
    became = worked_on(tmp_path, workers=3)
    assert {name: outcome.status for name, outcome in became.items()} == dict.fromkeys("abc", Status.MADE)


def test_many_open_files_are_no_bound(tmp_path):
    resource = pytest.importorskip("resource")
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 1200:
        pytest.skip("this system does not allow so many")
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        became = worked_on(tmp_path, workers=1)
    finally:
        for one in held:
            os.close(one)
    assert became["c"].status is Status.MADE


def test_a_deadline_holds_before_the_first_word(monkeypatch, tmp_path):
    from eia.runner.batch import apart

    monkeypatch.setattr(apart, "work", lambda *_, **__: time.sleep(600))
    became = worked_on(tmp_path, workers=3, limits=Limits(seconds=0.5))
    assert [outcome.ending.cause for outcome in became.values()] == [Cause.DEADLINE] * 3
