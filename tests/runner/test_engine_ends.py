"""However a notebook's process ends, it is told at once, its cell is marked, and nothing of it is left."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import papermill
import pytest
from deaths import listen_to_ctrl_c
from nbformat.v4 import new_code_cell, new_notebook

from eia.errors import EiaError
from eia.runner.engine import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="no fork here: papermill's own engine runs all")

PARAMETERS = 'proposal: str = "a"  # the proposal\nas_of: str = ""  # the day\n'

LEAVES = """\
import os, subprocess, sys
started = [subprocess.Popen(["sleep", "600"], start_new_session=own) for own in (True, False)]
if os.fork() == 0:  # a daemon: it leaves session and parent
    os.setsid()
    if os.fork():
        os._exit(0)
    import time
    with open({file!r}, "a") as file:
        file.write(f"{{os.getpid()}}\\n")
    time.sleep(600)
    os._exit(0)
os.wait()
with open({file!r}, "a") as file:
    file.write("".join(f"{{each}}\\n" for each in (os.getpid(), *(one.pid for one in started))))
print("before the end")
"""


def notebook(*sources: str, tags=()):
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), *map(new_code_cell, sources)]
    return new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "P"}}
    )


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def open_files() -> set[str]:
    return {place.name for place in Path("/proc/self/fd").iterdir()}


def soon(true, seconds: float = 60.0) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def none_left(file: Path, expected: int = 4) -> bool:
    pids = [int(line) for line in file.read_text(encoding="utf-8").split()]
    assert len(pids) == expected
    return soon(lambda: not any(alive(pid) for pid in pids))


DEATHS = {
    "leaving at once": ("import os; os._exit(3)", r"Python left with exit code 3; it had used at most \d+ MB\."),
    "leaving as if all were well": ("import os; os._exit(0)", r"Python left with exit code 0; .*MB\."),
    "killed": ("import os; os.kill(os.getpid(), 9)", r"Python was ended by SIGKILL \(it was stopped from outside, as a computer short of memory does\); .*MB\."),
    "a library that breaks": ("import ctypes; ctypes.string_at(0)", r"Python was ended by SIGSEGV \(a program library broke\); .*MB\."),
    "a library that gives up": ("import os; os.abort()", r"Python was ended by SIGABRT \(a program library gave up\); .*MB\."),
    "asked to end": ("import os; os.kill(os.getpid(), 15)", r"Python was ended by SIGTERM \(.*\); .*MB\."),
    "too much processor time": ("import resource, time; used = int(time.process_time()); resource.setrlimit(resource.RLIMIT_CPU, (used + 2, used + 62))\nwhile True: pass", r"Python was ended by SIGXCPU \(.*\); .*MB\."),
    "its keeper killed": ("import os; os.kill(os.getppid(), 9); import time; time.sleep(600)", r"Python ended, and nothing is left to say how\."),
    "its group killed": ("import os; os.killpg(0, 9)", r"Python was ended by SIGKILL .*MB\."),
}  # fmt: skip


@pytest.mark.parametrize("name", DEATHS)
def test_a_death_is_told_at_once_with_its_cell_its_reason_and_its_memory(tmp_path, name):
    from eia.runner.engine.ends import NotebookDied

    source, said = DEATHS[name]
    written = tmp_path / "out.ipynb"
    started = time.monotonic()
    with pytest.raises(NotebookDied, match=f"^{said}$") as caught:
        papermill.execute_notebook(notebook("print('fine')", f"print('here', flush=True)\n{source}", "3"), written, engine_name="eia", progress_bar=False)  # fmt: skip
    assert time.monotonic() - started < 60
    assert caught.value.cell == 3
    if caught.value.death.peak is not None:
        assert 10 * 2**20 < caught.value.death.peak < 4 * 2**30
    cells = nbformat.read(written, as_version=4).cells
    assert [cell.metadata.papermill.status for cell in cells] == [
        "completed",
        "completed",
        "failed",
        "pending",
    ]
    assert cells[2].outputs[0].text == "here\n"
    assert cells[2].outputs[-1].ename == "NotebookDied"
    assert cells[2].outputs[-1].evalue == str(caught.value)


ONLY_THE_LAST = {"timeout_func": lambda cell: 1 if "while True" in cell.source else None}
"""A cell that does not end has a second; the cells before it have as long as a busy machine takes for them."""

ENDS = {
    "it ends well": ("pass", {}),
    "a cell fails": ("1 / 0", {}),
    "it leaves at once": ("os._exit(1)", {}),
    "it is killed": ("os.kill(os.getpid(), 9)", {}),
    "it does not end": ("while True: pass", ONLY_THE_LAST),
    "its deadline passes": ("while True: pass", {"deadline": 20.0}),
    "it ignores interrupts": ("import signal; signal.signal(2, signal.SIG_IGN); signal.signal(15, signal.SIG_IGN)\nwhile True: pass", ONLY_THE_LAST),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_nothing_that_it_started_is_left_when(tmp_path, name):
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    source, options = ENDS[name]
    file = tmp_path / "started"
    before = open_files()
    try:
        papermill.execute_notebook(notebook(LEAVES.format(file=str(file)), f"import os\n{source}"), None, engine_name="eia", progress_bar=False, **options)  # fmt: skip
        ended = "well"
    except (CellTimeoutError, DeadKernelError, PapermillExecutionError) as error:
        ended = type(error).__name__
    assert (ended == "well") == (name == "it ends well")
    assert none_left(file)
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


BOMBS = {
    "in its group": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "each in a session of its own": "import os\nfor _ in range(40):\n    if os.fork() == 0:\n        os.setsid()\n        while True:\n            pass\nos.kill(os.getpid(), 9)",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_fork_bomb_ends_with_its_notebook(tmp_path, name):
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    group, started = tmp_path / "group", tmp_path / "started"
    cells = notebook(
        # Enough to be a bomb, too few to stop the other tests; for root no limit holds, so it counts for itself.
        f"import os, resource, tempfile\nopen({str(group)!r}, 'w').write(str(os.getppid()))\n"
        "count = [0]\nreal = os.fork\nroom = os.pipe()\nos.write(room[1], b'.' * 150)\nos.set_blocking(room[0], False)\n"
        f"started = os.open({str(started)!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)\n"
        "def fork():\n    os.read(room[0], 1)\n    pid = real()\n    os.write(started, b'%d\\n' % (pid or os.getpid()))\n    return pid\n"
        "os.fork = fork\nif fork() == 0:  # so that there is one, however little of the bomb's second it gets\n"
        "    import time\n    time.sleep(600)\n    os._exit(0)",
        BOMBS[name],
    )
    with pytest.raises((CellTimeoutError, DeadKernelError)):
        papermill.execute_notebook(cells, None, engine_name="eia", progress_bar=False, **ONLY_THE_LAST)
    keeper = int(group.read_text(encoding="utf-8"))
    assert soon(lambda: not alive(keeper))

    def marked():
        found = []
        for place in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # one that ends in this very moment
                said = place.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                if said[0] != "Z" and int(said[1]) == keeper:
                    found.append(place)
        return found

    assert marked() == []
    children = {int(line) for line in started.read_text(encoding="utf-8").split()}
    assert children
    assert soon(lambda: not any(alive(child) for child in children))


def run(path: Path, **options):
    from eia.runner.notebook import run_notebook

    settings = path.parent / "settings"
    settings.mkdir(exist_ok=True)
    return run_notebook(
        path, {"proposal": "a"}, proposals=path.parent, settings=settings, forked=True, **options
    )


def written(folder: Path, *sources: str) -> Path:
    nbformat.write(notebook(*sources), folder / "mine.ipynb")
    return folder / "mine.ipynb"


TOLD = {
    "it leaves": (["1", "import os; os._exit(4)"], {}, r"mine\.ipynb, cell 4: The notebook stopped here: Python left with exit code 4; it had used at most \d+ MB\. Open it in JupyterLab and run that cell to see why\."),
    "its time is up": (["import time; time.sleep(600)"], {"deadline": 15}, r"mine\.ipynb, cell 3: The notebook ran longer than the 15 seconds it was given\. Give it longer, .*"),
    "memory has an end": (["small = bytearray(2**20)", "big = bytearray(2**31)"], {"memory": 2**28}, r"mine\.ipynb, cell 4: The notebook stopped here: it asked for more memory than there was\. Open it .*"),
    "nothing is said": (["assert False"], {}, r"mine\.ipynb, cell 3: The notebook stopped here: AssertionError\. Open it .*"),
    "a cell fails": (["raise ValueError('no such\\ntable')"], {}, r"mine\.ipynb, cell 3: The notebook stopped here: ValueError\. Open it .*"),
    "a name is wrong": (["tabel"], {}, r"mine\.ipynb, cell 3: The notebook stopped here: NameError: name 'tabel' is not defined\. Open it .*"),
    "it writes without end": (["while True: print('x' * 10**6)"], {"deadline": 600}, r"mine\.ipynb, cell 3: The notebook stopped here: it had written more than 50 MB\. Print or show less there\."),
    "it writes into our own pipe": (["import os\nfor file in range(3, 40):\n    try:\n        os.write(file, bytes([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 7]))\n    except OSError:\n        pass"], {}, r"mine\.ipynb, cell 3: The notebook stopped here: Python .*\. Open it .*"),
    "nothing writes any more": (["import os\nos.write = None\nprint(1)"], {"deadline": 600}, r"mine\.ipynb, cell 3: The notebook stopped here: Python left with exit code 1; .*"),
    "the toolkit says why": (["from eia.errors import EiaError\nraise EiaError('here', 'This is so.', 'Do that.')"], {}, r"here: This is so\. Do that\."),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_an_officer_reads_in_one_line_that(tmp_path, name):
    sources, options, said = TOLD[name]
    with pytest.raises(EiaError, match=f"^{said}$"):
        run(written(tmp_path, *sources), **options)


@pytest.mark.slow
def test_a_notebook_that_only_starts_processes_is_stopped_before_it_stops_the_computer():
    from eia.runner.engine.ends import NotebookDied

    asleep = "import os, time\nfor _ in range(500):\n    if os.fork() == 0:\n        time.sleep(60)\n        os._exit(0)\ntime.sleep(60)"
    with pytest.raises(NotebookDied, match=r"^Python was stopped, as it had started \d+ processes; .*MB\.$"):
        papermill.execute_notebook(notebook(asleep), None, engine_name="eia", progress_bar=False)


ONLY_WHAT_SLEEPS = {"timeout_func": lambda cell: 5 if "sleep" in cell.source else None}
"""Long enough that on a busy machine too the cell has begun by then."""


def test_a_cell_that_takes_too_long_is_interrupted_where_that_is_asked_for():
    from papermill.exceptions import PapermillExecutionError

    with pytest.raises(PapermillExecutionError) as caught:
        papermill.execute_notebook(
            notebook("import time\ntime.sleep(600)"), None, engine_name="eia", progress_bar=False, interrupt_on_timeout=True, **ONLY_WHAT_SLEEPS,
        )  # fmt: skip
    assert (caught.value.ename, caught.value.exec_count) == ("KeyboardInterrupt", 2)


def test_an_awaiting_cell_is_interrupted_too():
    from papermill.exceptions import PapermillExecutionError

    started = time.monotonic()
    with pytest.raises(PapermillExecutionError) as caught:
        papermill.execute_notebook(
            notebook("import asyncio\nawait asyncio.sleep(600)"), None, engine_name="eia", progress_bar=False, interrupt_on_timeout=True, **ONLY_WHAT_SLEEPS,
        )  # fmt: skip
    assert caught.value.ename == "CancelledError"
    assert time.monotonic() - started < 240


CTRL_C = """
import sys, papermill
sys.stderr = open(sys.argv[2] + ".err", "w")
papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name="eia", progress_bar=False)
"""


@pytest.fixture
def running(tmp_path):
    """A process in the middle of a notebook, the file with what the notebook started, and the notebook it writes."""
    file, begun, out = tmp_path / "started", tmp_path / "begun", tmp_path / "out.ipynb"
    endless = f"print('working', flush=True)\nopen({str(begun)!r}, 'w').close()\nwhile True: pass"
    mine = written(tmp_path, LEAVES.format(file=str(file)), endless)
    process = subprocess.Popen(
        [sys.executable, "-c", CTRL_C, str(mine), str(out)],
        preexec_fn=listen_to_ctrl_c,  # noqa: PLW1509 - this test starts no threads
    )
    try:
        assert soon(lambda: file.exists() and len(file.read_text(encoding="utf-8").split()) == 4)
        assert soon(begun.exists)
        yield process, file, out
    finally:
        process.kill()
        process.wait(timeout=60)


def test_ctrl_c_is_shown_in_its_cell_and_nothing_is_left(running):
    process, file, out = running
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0
    cell = nbformat.read(out, as_version=4).cells[2]
    assert cell.outputs[0].text == "working\n"
    assert cell.outputs[-1].ename == "KeyboardInterrupt"
    assert cell.metadata.papermill.status == "failed"
    assert none_left(file)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_when_the_process_that_wants_the_notebook_is_killed_nothing_is_left(running, number):
    process, file, _ = running
    process.send_signal(number)
    process.wait(timeout=60)
    assert none_left(file)


MANY = """
import copy, json, os, sys, papermill, nbformat
from eia.runner.engine import warm
warm()
read = nbformat.read(sys.argv[1], as_version=4)
def size():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
seen = []
for number in range(int(sys.argv[2])):
    papermill.execute_notebook(copy.deepcopy(read), None, engine_name="eia", progress_bar=False)
    seen.append((size(), len(os.listdir("/proc/self/fd")), len(os.listdir(sys.argv[3]))))
print(json.dumps(seen))
"""


@pytest.mark.slow
@pytest.mark.parametrize("times", [100])
def test_many_runs_leave_memory_files_and_folders_as_they_were(tmp_path, times):
    places = tmp_path / "temporary"
    places.mkdir()
    mine = written(
        tmp_path,
        "import matplotlib.pyplot as plt; plt.plot([1, 2]);",
        "import pandas as pd; pd.DataFrame({'a': [1]})",
    )
    said = subprocess.run(
        [sys.executable, "-c", MANY, str(mine), str(times), str(places)],
        env=os.environ | {"TMPDIR": str(places)}, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8", timeout=600,
    ).stdout  # fmt: skip
    seen = json.loads(said)
    assert len(seen) == times
    settled = seen[5]
    assert seen[-1][0] < settled[0] * 1.1
    assert all(each[1:] == settled[1:] for each in seen[1:])


def test_no_place_of_this_machine_stands_in_a_warning_or_a_traceback(tmp_path):
    warns = (
        "import os, tempfile, warnings\nimport pandas\n"
        "for place in (pandas.__file__, tempfile.gettempdir() + '/a.py', os.path.expanduser('~/b.py')):\n"
        "    warnings.warn_explicit('odd', UserWarning, place, 1)"
    )
    traced = (
        "import json, traceback\ntry:\n    json.loads('no')\nexcept ValueError:\n    traceback.print_exc()"
    )
    ran = run(written(tmp_path, warns, traced))
    said = "".join(output.text for cell in ran.cells for output in cell.get("outputs", ()))
    assert re.findall(r"(?m)^(.*):1: UserWarning: odd$", said) == [
        "pandas/__init__.py",
        "temporary/a.py",
        "b.py",
    ]
    assert 'File "json/decoder.py", line' in said
    for place in (str(tmp_path), str(Path.home()) + os.sep, sys.prefix):
        assert place not in json.dumps(ran)
