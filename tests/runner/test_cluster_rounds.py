"""A round on two real workers: one is killed, one is of another edition, one job kills its workers, one run is stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from deaths import (
    OPENED,
    PARAMETERS,
    begin,
    listen_to_ctrl_c,
    pack_of_deaths,
    processes_of,
    proposals_called,
)
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="Workers fork, which needs Linux."),
]

DASK = Path(sys.executable).with_name("dask")

DIES = """\
import os, signal, time
from pathlib import Path
if proposal == "leaves":
    os._exit(7)
if proposal == "kills-its-worker":
    pid = os.getpid()
    while b"dask" not in Path(f"/proc/{pid}/cmdline").read_bytes():
        pid = int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[1])
    os.kill(pid, signal.SIGKILL)
place = os.environ.get("DASK_TEMPORARY_DIRECTORY")
if proposal.startswith("slow") and place:
    pid = os.getpid()
    while b"dask" not in Path(f"/proc/{pid}/cmdline").read_bytes():
        pid = int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[1])
    Path(place, f"working-{pid}").touch()
    until = time.monotonic() + 600
    while Path(place, f"hold-{proposal}").exists() and time.monotonic() < until:
        time.sleep(0.05)
"""


def wait_for(what: Callable[[], object], *, seconds: float = 240.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def notebook(at: Path) -> Path:
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(OPENED),
        new_code_cell(DIES),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    nbformat.write(new_notebook(cells=cells), at / "deaths.ipynb")
    return at / "deaths.ipynb"


class Cluster:
    """A scheduler and its workers, each a program of its own."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.programs: list[subprocess.Popen[bytes]] = []
        (at / "tmp").mkdir(exist_ok=True)
        (at / "local").mkdir()

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [DASK, *arguments],
            cwd=self.at,
            env=os.environ
            | {"TMPDIR": str(self.at / "tmp"), "DASK_TEMPORARY_DIRECTORY": str(self.at / "local")}
            | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.programs.append(process)
        return process

    @property
    def address(self) -> str:
        return json.loads((self.at / "scheduler.json").read_text(encoding="utf-8"))["address"]

    def schedule(self) -> None:
        file = self.at / "scheduler.json"
        self.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        wait_for(lambda: file.exists() and file.read_text(encoding="utf-8").endswith("}"))

    def work(self, *more: str, **environment: str) -> subprocess.Popen[bytes]:
        return self.start(
            *("worker", self.address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(self.at / "local"), *more),
            **environment,
        )

    def wait_for_workers(self, number: int) -> None:
        """A round waits for workers for a time only, which a busy machine may need to start them."""
        code = "import sys; from distributed import Client; Client(sys.argv[1], timeout=240).wait_for_workers(int(sys.argv[2]), timeout=240)"
        subprocess.run([sys.executable, "-c", code, self.address, str(number)], check=True, timeout=600)

    def hold(self, *names: str) -> None:
        """Let the notebooks of some slow proposals not go on until they are released."""
        for name in names:
            (self.at / "local" / f"hold-{name}").touch()

    def release(self) -> None:
        for held in (self.at / "local").glob("hold-*"):
            held.unlink()

    def end(self) -> None:
        for process in reversed(self.programs):
            process.terminate()
        for process in reversed(self.programs):
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=30)


@contextmanager
def cluster(at: Path) -> Iterator[Cluster]:
    one = Cluster(at)
    try:
        one.schedule()
        yield one
    finally:
        one.end()


def warmed(at: Path) -> list[int]:
    """Return the warmed processes and what was forked from them."""
    found = []
    for pid in processes_of(at):
        try:
            if b"eia.runner.cluster" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
        except OSError:
            continue
    return found


def batch_of(at: Path) -> dict:
    document = json.loads((at / "out" / "batch.json").read_text(encoding="utf-8"))
    for one in document["proposals"]:
        for clock in (one, one["ended"] or {}):
            clock.pop("seconds", None)
            clock.pop("peak_mb", None)
        for problem in one["problems"]:
            problem["what"] = problem["what"].partition("; it had used")[0]
    return document


def files_of(at: Path) -> dict[str, bytes]:
    return {
        path.relative_to(at / "out").as_posix(): path.read_bytes()
        for path in (at / "out").rglob("*")
        if path.is_file() and path.name not in ("run.json", "batch.json")
    }


def whole(folder: Path) -> bool:
    from eia.runner.run_record import hash_of

    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return record["sha256"] == {
        path.name: hash_of(path.read_bytes()) for path in folder.iterdir() if path.name != "run.json"
    }


@pytest.fixture(scope="module")
def rounds(tmp_path_factory) -> tuple[Path, Path, str, int]:
    """The same round here, and on two workers of which one is killed while it works."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    names = ("slow-a", "slow-b", "slow-c", "leaves", "pack-is-killed", "slow-d")
    for at in (here, there):
        proposals_called(at, *names)
        notebook(at)
        pack_of_deaths(at)
    for name in names:  # one key, so that the records are alike
        (here / "proposals" / name / ".eia-key").write_text(f"{'ab' * 32}\n", encoding="ascii")
        shutil.copy(here / "proposals" / name / ".eia-key", there / "proposals" / name)

    def given(at: Path) -> list[str]:
        named = [str(at / "proposals"), "--notebook", str(at / "deaths.ipynb"), "--local", str(at / "pack")]
        return [*named, "--memory", "2000"]

    with begin(here, *given(here), "--workers", "2") as process:
        process.communicate(timeout=300)
    with cluster(there) as both:
        first = both.work("--no-nanny")
        both.work("--no-nanny")
        both.wait_for_workers(2)
        both.hold(*(name for name in names if name.startswith("slow")))
        with begin(there, *given(there), "--scheduler", both.address) as process:
            wait_for((there / "local" / f"working-{first.pid}").exists)
            first.send_signal(signal.SIGKILL)
            first.wait(timeout=60)
            both.release()
            _, said = process.communicate(timeout=300)
        wait_for(lambda: not warmed(there))
        status = process.returncode
    return here, there, said, status


def test_a_worker_is_killed_and_every_report_is_made_and_none_is_mixed(rounds):
    _, there, said, status = rounds
    assert status == 2  # two of the proposals die of themselves
    assert "was lost; what it was making is made again." in said
    made = {path.parent.name for path in (there / "out").glob("*/run.json")}
    assert made == {"slow-a", "slow-b", "slow-c", "slow-d"}
    assert all(whole(there / "out" / name) for name in made)
    assert "Traceback" not in said
    assert "distributed" not in said


def test_what_comes_of_it_is_what_comes_of_it_on_one_machine(rounds):
    here, there, _, _ = rounds
    assert batch_of(there) == batch_of(here)
    assert files_of(there) == files_of(here)
    for name in ("slow-a", "slow-d"):
        records = [json.loads((at / "out" / name / "run.json").read_text("utf-8")) for at in (here, there)]
        for clock in ("started", "finished"):
            assert all(record.pop(clock) for record in records)
        assert records[0] == records[1]


def test_nothing_is_left_behind(rounds):
    _, there, _, _ = rounds
    wait_for(lambda: not processes_of(there))
    left = [path.name for path in (there / "tmp").iterdir()]
    assert left == []
    assert sorted(path.name for path in (there / "out").iterdir()) == [
        "batch.json",
        "slow-a",
        "slow-b",
        "slow-c",
        "slow-d",
    ]


def test_a_job_that_kills_its_worker_twice_costs_no_other(tmp_path):
    folder = proposals_called(tmp_path, "a", "kills-its-worker", "z")
    with cluster(tmp_path) as both:
        for _ in range(2):
            both.work()  # with a nanny, which starts a lost one anew
        both.wait_for_workers(2)
        given = [str(folder), "--notebook", str(notebook(tmp_path)), "--memory", "2000"]
        given += ["--scheduler", both.address]
        with begin(tmp_path, *given) as process:
            _, said = process.communicate(timeout=400)
        wait_for(lambda: not warmed(tmp_path))
    assert process.returncode == 2
    became = {one["id"]: one for one in batch_of(tmp_path)["proposals"]}
    assert {name: one["status"] for name, one in became.items()} == {
        "a": "made",
        "kills-its-worker": "failed",
        "z": "made",
    }
    [problem] = became["kills-its-worker"]["problems"]
    assert problem["what"] == "The worker that made this report was lost, and a second one too."
    assert said.count("was lost; what it was making is made again.") == 2


def another_edition(at: Path, root: Path) -> Path:
    copy = at / "another"
    for name in ("eia", "data", "notebooks"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".eia-key*"))
    with next((copy / "eia" / "law").glob("*.toml")).open("a", encoding="utf-8") as file:
        file.write("# Another edition.\n")
    return copy


def test_a_worker_of_another_law_is_refused_and_a_run_that_is_stopped_leaves_nothing(tmp_path, root):
    folder = proposals_called(tmp_path, "slow-a", "slow-b", "slow-c")
    with cluster(tmp_path) as both:
        both.work("--no-nanny", PYTHONPATH=str(another_edition(tmp_path, root)))
        both.wait_for_workers(1)
        given = [str(folder), "--notebook", str(notebook(tmp_path)), "--memory", "2000"]
        given += ["--scheduler", both.address]
        with begin(tmp_path, *given) as process:
            table, said = process.communicate(timeout=300)
        assert process.returncode == 2
        assert table == ""
        *_, refused, stopped = said.splitlines()
        assert refused.endswith(" is not used: it has another law.")
        assert stopped.startswith("--scheduler: None of the scheduler's workers can make these reports")
        assert not (tmp_path / "out" / "slow-a").exists()
        both.work("--no-nanny")
        both.wait_for_workers(2)
        both.hold("slow-b", "slow-c")
        with begin(tmp_path, *given, preexec_fn=listen_to_ctrl_c) as process:
            wait_for(lambda: any((tmp_path / "out").glob("*/run.json")))
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=240)
        both.release()
        assert process.returncode == 130
        assert "Traceback" not in said
        assert batch_of(tmp_path)["complete"] is False
        wait_for(lambda: not warmed(tmp_path))
        with begin(tmp_path, *given) as process:
            _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
        assert "unchanged, the report in" in said
        wait_for(lambda: not warmed(tmp_path))
    assert all(whole(tmp_path / "out" / name) for name in ("slow-a", "slow-b", "slow-c"))
