"""Measure the exports: notebook to HTML and PDF beside Chromium printing the same HTML, and the HTML beside ``jupyter nbconvert``.

In one run, in turn, so that a drifting machine hits all. Ours run in one warmed process; the others are the commands that
people run, as they start. Then a table of 2,000 rows beside one of 20: seconds, and the most memory of a process of its own.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from eia.report import export, to_html, to_pdf
from eia.report.cover import MIME
from eia.runner.notebook import run_notebook

ROOT = Path(__file__).resolve().parents[1]
PROPOSAL = "cheshire-east-digital-strategy"
PAIRS = 5
ROWS = (20, 2_000)
PROMISED_PDF, PROMISED_HTML = 3, 10
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")  # fmt: skip

_HERE = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
from exporting import table_of
from eia.report import export
export(table_of(1))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
export(table_of(int(sys.argv[2])))
print(time.perf_counter() - start, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def compare(*, pairs: int = PAIRS) -> None:
    """Print what was promised of the exports, and what a long table takes.

    Args:
        pairs: How many times each is run, in turn.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        book = run_notebook(
            ROOT / "notebooks" / "01_assess_a_proposal.ipynb",
            {"proposal": PROPOSAL},
            proposals=ROOT / "data" / "proposals",
            settings=work,
        )
        _exports(book, work, pairs)
    _long_tables(pairs)


def table_of(rows: int) -> nbformat.NotebookNode:
    """Return an executed notebook that shows a cover and one table of so many rows, four columns each."""
    cover = {"title": "A table", "body": "Nobody", "language": "en-GB", "date": "2024-06-01"}
    line = "<tr><th>Group {0}</th><td>{0}</td><td>{1}%</td><td>Travels further than before, at night and on Sundays</td></tr>"
    body = "".join(line.format(number, number % 100) for number in range(rows))
    head = "<tr><th>Group</th><th>People</th><th>Share</th><th>Effect</th></tr>"
    table = f"<table><caption>Groups</caption><thead>{head}</thead><tbody>{body}</tbody></table>"
    shown = [
        {MIME: cover, "text/plain": "cover"},
        {"text/html": f"<h2>One</h2>{table}", "text/plain": "table"},
    ]
    cells = [
        new_code_cell("show()", execution_count=1, outputs=[new_output("display_data", data=data)])
        for data in shown
    ]
    return new_notebook(cells=cells)


def _exports(book: nbformat.NotebookNode, work: Path, pairs: int) -> None:
    notebook, page = work / "report.ipynb", work / "report.html"
    nbformat.write(book, notebook)
    page.write_text(to_html(book), encoding="utf-8")
    to_pdf(page.read_text(encoding="utf-8"))  # warmed
    ways: dict[str, Callable[[], object]] = {
        "both": lambda: export(book),
        "html": lambda: to_html(book),
        "nbconvert": _command(
            sys.executable, "-m", "nbconvert", "--to", "html", str(notebook), "--output", str(work / "theirs.html")
        ),
    }  # fmt: skip
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("HTML and PDF, beside Chromium printing: NOT MEASURED, no Chromium on this machine")
    else:
        profile, pdf = f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={work / 'theirs.pdf'}"
        ways["chromium"] = _command(browser, *CHROMIUM, profile, pdf, page.as_uri())
    for way in ways.values():
        way()
    times = [{name: _seconds(way) for name, way in ways.items()} for _ in range(pairs)]
    if browser is not None:
        _print(f"Chromium's PDF of a page, beside notebook → HTML + PDF (promised: {PROMISED_PDF}× or more)", times, "chromium", "both")  # fmt: skip
    _print(f"jupyter nbconvert --to html, beside notebook → HTML (promised: {PROMISED_HTML}× or more)", times, "nbconvert", "html")  # fmt: skip


def _command(*words: str) -> Callable[[], object]:
    def run() -> None:
        subprocess.run(words, cwd=ROOT, capture_output=True, check=True)

    return run


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _print(name: str, times: list[dict[str, float]], theirs: str, ours: str) -> None:
    ratios = sorted(each[theirs] / each[ours] for each in times)
    slow, fast = (statistics.median(each[way] for each in times) for way in (theirs, ours))
    print(
        f"{name}: {statistics.median(ratios):.1f}× (least {ratios[0]:.1f}, most {ratios[-1]:.1f}; {len(times)} pairs; "
        f"{slow:.2f} s beside {fast:.2f} s)",
        flush=True,
    )


def _long_tables(pairs: int) -> None:
    """Run each length in processes of its own, in turn: the most memory of a process never falls."""
    found: dict[int, list[tuple[float, float, float]]] = {rows: [] for rows in ROWS}
    for _ in range(max(pairs // 2, 1)):
        for rows, told in found.items():
            command = [sys.executable, "-c", _HERE, str(Path(__file__).parent), str(rows)]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            seconds, before, after = map(float, ran.stdout.split())
            told.append((seconds, before / 1024, after / 1024))  # kilobytes on Linux
    short, long = ([statistics.median(column) for column in zip(*found[rows], strict=True)] for rows in ROWS)
    print(
        f"notebook → HTML + PDF with a table of {ROWS[1]:,} rows, beside {ROWS[0]} rows: {long[0]:.2f} s beside {short[0]:.2f} s; "
        f"at most {long[2]:.0f} MB of memory beside {short[2]:.0f} MB, of which {short[1]:.0f} MB before it began",
        flush=True,
    )


if __name__ == "__main__":
    compare()
