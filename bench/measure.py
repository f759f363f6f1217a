"""Measure what is promised about speed: ratios of whole processes, run in turn so that a drifting machine hits both.

Prints one line a promise, with the ratio's median over the pairs, its least and greatest, and the seconds for
information only. Run by ``make bench``; nothing here is a test.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import estimates
import exporting
import profile_of_a_place
import putting_checks
import reading_a_proposal
import safe_release

ROOT = Path(__file__).resolve().parents[1]
PROPOSAL = "cheshire-east-digital-strategy"
PAIRS = 7
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Run = Callable[[], None]


def command(*words: str, may_exit: Sequence[int] = (0,)) -> Run:
    """Return a function that runs a command quietly, and raises when it exits otherwise than it may."""

    def run() -> None:
        status = subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode
        if status not in may_exit:
            raise RuntimeError(f"{' '.join(words)} exited {status}")

    return run


def in_turn(*runs: Run) -> None:
    """Run several functions one after another."""
    for run in runs:
        run()


def compare(name: str, ours: Run, theirs: Run, *, pairs: int = PAIRS) -> None:
    """Run two things in turn and print the ratio of their wall times, pair by pair."""
    ours(), theirs()  # one of each to warm the disk
    times = [(_seconds(ours), _seconds(theirs)) for _ in range(pairs)]
    ratios = sorted(mine / other for mine, other in times)
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"{name}: {statistics.median(ratios):.2f}× (least {ratios[0]:.2f}, most {ratios[-1]:.2f}; {pairs} pairs; "
        f"{mine:.2f} s beside {other:.2f} s)",
        flush=True,
    )


def _seconds(run: Run) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    """Measure every promise."""
    python, bin_folder = sys.executable, Path(sys.executable).parent
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors")
    check = command(python, "-m", "eia.cli", "check", PROPOSAL, may_exit=(0, 1))
    compare(
        "eia check, beside python -c 'import pandas' (promised: under 3×)",
        check,
        command(python, "-c", "import pandas"),
    )

    profile_of_a_place.compare()
    reading_a_proposal.compare()
    safe_release.compare()
    putting_checks.compare()
    estimates.compare()
    exporting.compare()

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report = command(python, "-m", "eia.cli", "report", PROPOSAL, "--out", str(work / "ours"))
        browser = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        if browser is None:
            print(
                "eia report, beside papermill + nbconvert + Chromium: NOT MEASURED, no Chromium on this machine"
            )
            return
        notebook, html = work / "theirs.ipynb", work / "theirs.html"
        stock = (
            command(
                str(bin_folder / "papermill"),
                "notebooks/01_assess_a_proposal.ipynb",
                str(notebook),
                "-p",
                "proposal",
                PROPOSAL,
            ),
            command(
                str(bin_folder / "jupyter"), "nbconvert", "--to", "html", str(notebook), "--output", str(html)
            ),
            command(
                browser,
                *CHROMIUM,
                f"--user-data-dir={work / 'profile'}",
                f"--print-to-pdf={work / 'theirs.pdf'}",
                html.as_uri(),
            ),
        )
        compare(
            "eia report, beside papermill + jupyter nbconvert + Chromium's PDF",
            report,
            lambda: in_turn(*stock),
            pairs=3,
        )


if __name__ == "__main__":
    main()
