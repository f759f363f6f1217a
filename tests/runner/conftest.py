from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

# The reader of PDFs stands beside these tests, which are not a package.
sys.path.insert(0, str(Path(__file__).parent))

# An encoding left to the machine is an error in our own modules; other packages answer for themselves.
STRICT = """
import sys, warnings
warnings.filterwarnings("ignore", category=EncodingWarning)
warnings.filterwarnings("error", category=EncodingWarning, module=r"eia(\\.|$)")
from eia.cli import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A run of the command line: what it wrote, what it said, how it ended."""

    folder: Path
    said: str
    status: int


@pytest.fixture(scope="session")
def both_runs(tmp_path_factory, root, shipped_id) -> tuple[Made, Made]:
    """Make the shipped proposal's report twice, at the same time: here by its id; and by another user elsewhere."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there with a space")
    copied = there / "proposals" / shipped_id
    shutil.copytree(root / "data" / "proposals" / shipped_id, copied)
    bad = there / "proposals" / "no-proposal"
    bad.mkdir()
    runs = [
        (here, [shipped_id], {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "USER": "first-officer", "LOGNAME": "first-officer"}),
        (there, [str(bad), f"proposals/{shipped_id}"], {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "USER": "second-officer",
         "LOGNAME": "second-officer", "LC_ALL": "C", "HOME": str(there / "home"), "MPLCONFIGDIR": str(there / "mpl")}),
    ]  # fmt: skip
    (there / "home").mkdir()
    started = [
        subprocess.Popen(
            [sys.executable, "-X", "warn_default_encoding", "-c", STRICT, "report", *names, "--out", "out"],
            cwd=where,
            env=os.environ | {"PYTHONPATH": str(root)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for where, names, environment in runs
    ]
    said = [process.communicate(timeout=240)[0] for process in started]
    return tuple(
        Made(folder=where / "out" / shipped_id, said=words, status=process.returncode)
        for (where, *_), words, process in zip(runs, said, started, strict=True)
    )


@pytest.fixture(scope="session")
def made(both_runs) -> Made:
    return both_runs[0]
