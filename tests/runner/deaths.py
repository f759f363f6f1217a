"""What a proposal's work may die of, in a made notebook and a made pack: each proposal dies of what it is called."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = 'proposal: str = "a"  # the proposal\nas_of: str = ""  # the day\nlocal: str = ""  # the pack\n'
OPENED = "from eia import assess, views\nassessment = assess(proposal, as_of=as_of, local=local)\nviews.cover(assessment)"

IN_THE_NOTEBOOK = {
    "leaves": "import os; os._exit(7)",
    "is-killed": "import os; os.kill(os.getpid(), 9)",
    "segfaults": "import ctypes; ctypes.string_at(0)",
    "aborts": "import os; os.abort()",
    "kills-its-parent": "import os, time; os.kill(os.getppid(), 9); time.sleep(60)",
    "raises": "raise ValueError('no such\\ntable')",
    "exits-politely": "raise SystemExit(4)",
    "recurses": "def again(): again()\nagain()",
    "asks-for-too-much": "bytearray(1 << 45)",
    "grows": "kept = []\nwhile True: kept.append(bytearray(1 << 22))",
    # Bounded, so that a test that fails takes no machine with it.
    "doubles": "import os, time\nfor _ in range(9): os.fork()\ntime.sleep(60)",
    "starts-many": (
        "import subprocess, time\nfor _ in range(250): subprocess.Popen(['sleep', '60'])\ntime.sleep(60)"
    ),
    "loops": "while True: pass",
    "sleeps-deaf": "import signal, time\nfor one in (2, 15): signal.signal(one, signal.SIG_IGN)\ntime.sleep(600)",
    "leaves-a-daemon": (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n"
        "    os._exit(0)"
    ),
    "starts-a-program": "import subprocess, sys\nsubprocess.Popen(['sleep', '600'], start_new_session=True) and None",
}

IN_THE_PACK = {
    "pack-leaves": "os._exit(9)",
    "pack-is-killed": "os.kill(os.getpid(), 9)",
    "pack-segfaults": "ctypes.string_at(0)",
    "pack-loops": "while True: pass",
    "pack-grows": "kept = []\n        while True: kept.append(bytearray(1 << 22))",
}

_CHECKS = '''\
"""Invented: a pack that dies of what the proposal is called."""

import ctypes
import os
from collections.abc import Iterator

from eia.checks import Family
from eia.dossier import Dossier
from eia.findings import Answer, silent

dying = Family("Dying", policy="Invented for a test. Source: none (invented)")


@dying.check("LOC01", due="decision")
def it_dies(dossier: Dossier) -> Iterator[Answer]:
    """Does it die?

    To settle: Nothing.

    Known limits: it is invented.
    """
    name = dossier.submission.id
{branches}
    yield silent("It lives.")
'''

_PACK = 'body = "A body (invented)"\ndate = 2025-01-15\ncontact = "nobody (invented)"\nillustration = "Invented."\n'


def notebook_of_deaths(at: Path) -> Path:
    """Write a notebook of which the third cell dies of what the proposal is called."""
    source = "\n".join(
        f"if proposal == {name!r}:\n" + "\n".join(f"    {line}" for line in code.splitlines())
        for name, code in IN_THE_NOTEBOOK.items()
    )
    cells = [
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(OPENED),
        new_code_cell(source),
    ]
    nbformat.write(new_notebook(cells=cells), at / "deaths.ipynb")
    return at / "deaths.ipynb"


def pack_of_deaths(at: Path) -> Path:
    """Write a pack whose one check dies of what the proposal is called."""
    folder = at / "pack"
    folder.mkdir()
    branches = "\n".join(f"    if name == {name!r}:\n        {code}" for name, code in IN_THE_PACK.items())
    (folder / "pack.toml").write_text(_PACK, encoding="utf-8", newline="\n")
    (folder / "checks.py").write_text(_CHECKS.format(branches=branches), encoding="utf-8", newline="\n")
    return folder


def proposals_called(at: Path, *names: str) -> Path:
    """Write small proposals (invented) into a folder."""
    for name in names:
        folder = at / "proposals" / name
        folder.mkdir(parents=True)
        text = (
            f'[proposal]\ntitle = "{name} (invented)"\nstage = "early"\nbody = "A body"\nnation = "England"\n'
        )
        (folder / "proposal.toml").write_text(text, encoding="utf-8", newline="\n")
    return at / "proposals"


def listen_to_ctrl_c() -> None:
    """Be called in a process that was just forked: what a shell puts in the background it starts deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def begin(at: Path, *arguments: str, **options: object) -> Iterator[subprocess.Popen[str]]:
    """Start ``eia report``, with temporary files in a folder of its own.

    Where a test fails, that and all that was started for the folder is killed: no test waits for it. Where none fails
    nothing is, for what is left then is what tests look for.
    """
    (at / "tmp").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "eia.cli", "report", *arguments, "--out", str(at / "out")],
        env=os.environ | {"TMPDIR": str(at / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )
    try:
        yield process
        process.wait(timeout=60)
    except BaseException:
        process.kill()
        kill_all_of(at)
        process.wait(timeout=60)
        raise
    finally:
        process.stdout.close()
        process.stderr.close()


def kill_all_of(at: Path) -> None:
    """Kill the processes that were started for a folder, those also that they start meanwhile."""
    until = time.monotonic() + 60
    while (found := processes_of(at)) and time.monotonic() < until:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):  # it ended by itself
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def processes_of(at: Path) -> list[int]:
    """Return the processes that were started for a folder: forked ones have the command line of their first."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdecimal() and int(place.name) != os.getpid():
            try:
                line = (place / "cmdline").read_bytes()
                where = (place / "environ").read_bytes()
            except OSError:
                continue
            if str(at).encode() in line + where:
                found.append(int(place.name))
    return found
