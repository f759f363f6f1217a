"""Work on each proposal in a process of its own: what it dies of is told, ends nothing else, and leaves nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from eia.errors import EiaError, Problem
from eia.runner.batch.order import Cause, Limits, Outcome, Status

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one.")

LIMITS = Limits(seconds=120, megabytes=200, processes=20)
"""So long that on a busy machine too each ends by what it does."""

LATE = ("loops", "ignores-all")
"""Those that nothing but a deadline ends."""


def dies_of_its_name(folder: Path, room: Path, say) -> None:  # noqa: C901, PLR0912 - one branch a death
    """Do what the proposal is called."""
    say("working")
    (room / "temporary").touch()
    match folder.name:
        case "leaves":
            os._exit(7)
        case "is-killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "closes-all":
            os.closerange(0, 1024)
        case "raises":
            raise KeyError("7919")
        case "is-wrong":
            raise EiaError("here", "This is so.", "Do that.")
        case "loops":
            while True:
                pass
        case "ignores-all":
            for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(one, signal.SIG_IGN)
            time.sleep(600)
        case "grows":
            kept = bytearray()
            while True:
                kept += bytes(1 << 22)
        case "forks":
            for _ in range(40):
                if os.fork() == 0:
                    time.sleep(600)
            time.sleep(600)
        case "leaves-a-daemon":
            if os.fork() == 0:
                os.setsid()
                time.sleep(600)


@pytest.fixture(scope="module")
def ended(tmp_path_factory) -> dict[str, Outcome]:
    from eia.runner.batch.apart import work_apart

    room, became = tmp_path_factory.mktemp("room"), {}
    names = [*ENDS, "lives", "leaves-a-daemon"]
    for limits, some in (
        (LIMITS, [name for name in names if name not in LATE]),
        (replace(LIMITS, seconds=10), LATE),
    ):
        work_apart(
            [room / name for name in some],
            dies_of_its_name,
            workers=4,
            limits=limits,
            room=room,
            say=lambda *_: None,
            ended=lambda folder, outcome: became.setdefault(folder.name, outcome),
        )
    assert list(room.iterdir()) == []
    assert sorted(became) == sorted(names)
    return became


ENDS = {
    "leaves": (Cause.EXIT, 7, "ended while working: Python left with exit code 7"),
    "is-killed": (Cause.SIGNAL, signal.SIGKILL, "ended while working: Python was ended by SIGKILL"),
    "closes-all": (Cause.EXIT, 1, "ended while working: Python left with exit code 1"),
    "raises": (Cause.PROBLEM, None, "The toolkit itself failed: KeyError in test_apart.py, line"),
    "is-wrong": (Cause.PROBLEM, None, "This is so."),
    "loops": (Cause.DEADLINE, None, "not made within 10 seconds; it was stopped while working"),
    "ignores-all": (Cause.DEADLINE, None, "not made within 10 seconds"),
    "grows": (Cause.MEMORY, None, "took more memory than the 200 MB allowed"),
    "forks": (Cause.PROCESSES, None, "started more than 20 processes"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_death_is_told(ended, name):
    cause, number, said = ENDS[name]
    outcome = ended[name]
    assert outcome.status is Status.FAILED
    assert (outcome.ending.cause, outcome.ending.number) == (cause, number)
    [problem] = outcome.problems
    assert said in problem.what
    assert "7919" not in str(problem)


@pytest.mark.parametrize("name", ["lives", "leaves-a-daemon"])
def test_what_lives_is_made(ended, name):
    assert ended[name].status is Status.MADE
    assert ended[name].problems == ()


def test_what_the_toolkit_says_is_passed_on_whole(ended):
    assert ended["is-wrong"].problems == (Problem("here", "This is so.", "Do that."),)


@pytest.mark.usefixtures("ended")
def test_no_process_is_left():
    own = Path(f"/proc/{os.getpid()}/task")
    children, commands = [], []
    for task in own.iterdir():
        with suppress(OSError):  # a thread that ended just now
            children += (task / "children").read_text().split()
    for pid in children:
        with suppress(OSError):  # a process that ended just now
            commands.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    assert Path("/proc/self/cmdline").read_bytes() not in commands
