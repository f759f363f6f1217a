from __future__ import annotations

import json
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


def settings_that_would_change_a_report(there: Path, home: Path) -> dict[str, str]:
    """Put modules, pictures' settings, start-up scripts and another kernel where a user may have them."""
    breaks = "raise RuntimeError('this file is the user's own')\n"
    ugly = "figure.facecolor: red\nhatch.linewidth: 9\n"
    paints = "import matplotlib\nmatplotlib.rcParams['hatch.linewidth'] = 9\n"
    kernel = home / "kernels" / "kernels" / "python3" / "kernel.json"
    written = {
        there / "proposals" / "pandas.py": breaks,
        there / "proposals" / "random.py": breaks,
        there / "proposals" / "matplotlibrc": ugly,
        home / "mpl" / "matplotlibrc": ugly,
        home / "ipython" / "profile_default" / "startup" / "00.py": paints,
        home / "ipython" / "profile_default" / "ipython_config.py": breaks,
        home / ".ipython" / "profile_default" / "startup" / "00.py": paints,
        home / "start.py": paints,
        kernel: json.dumps({"argv": ["no-such-python"], "display_name": "Mine", "language": "python"}),
    }
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return {
        "MPLCONFIGDIR": str(home / "mpl"),
        "MATPLOTLIBRC": str(there / "proposals"),
        "MPLBACKEND": "no_such_backend",
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PATH": str(home / "kernels"),
        "PYTHONSTARTUP": str(home / "start.py"),
        "EIA_PROPOSALS": str(home),
    }


@pytest.fixture(scope="session")
def both_runs(tmp_path_factory, root, shipped_id) -> tuple[Made, Made]:
    """Make the shipped proposal's report twice, at the same time: here by its id; and by another user elsewhere."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there with a space")
    copied = there / "proposals" / shipped_id
    shutil.copytree(root / "data" / "proposals" / shipped_id, copied)
    (there / "home").mkdir()
    unfriendly = settings_that_would_change_a_report(there, there / "home")
    bad = there / "proposals" / "no-proposal"
    bad.mkdir()
    runs = [
        (here, [shipped_id], {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "USER": "first-officer", "LOGNAME": "first-officer"}),
        (there, [str(bad), f"proposals/{shipped_id}"], {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "USER": "second-officer",
         "LOGNAME": "second-officer", "LC_ALL": "C", "HOME": str(there / "home"), **unfriendly}),
    ]  # fmt: skip
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
    said = [process.communicate(timeout=600)[0] for process in started]
    return tuple(
        Made(folder=where / "out" / shipped_id, said=words, status=process.returncode)
        for (where, *_), words, process in zip(runs, said, started, strict=True)
    )


@pytest.fixture(scope="session")
def made(both_runs) -> Made:
    return both_runs[0]
