"""A whole round of proposals on two workers, from their folders to HTML and PDF: three ways, in turn, as ratios.

``by hand`` is what a user does without the toolkit's batch: a shell loop of papermill, nbconvert to HTML and headless Chromium
to PDF, with neither checks of what is let out nor a tagged PDF. ``functions`` is the same work as `eia report`, with the
notebook's cells called as plain functions in two warm processes that stay. ``notebooks`` compare notebooks alone.

Run by itself: ``python bench/whole_round.py``; ``--proposals 40`` for a full round. The proposals are copies of those that ship.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "01_assess_a_proposal.ipynb"
WORKERS = 2
ROUNDS = 3

SENTENCE = re.compile(r'("(?:[^"\\\n]|\\.)+)\.(?="[,\s\]}])')
"""The end of a sentence, or of several, in a record: what names another part of it has no full stop."""


def copies(of: int, into: Path) -> list[Path]:
    """Copy the shipped proposals until there are so many, each with words of its own.

    Typst lays out no paragraph twice in a process that has laid it out before: of true copies, the ways that keep a process
    would set only the first.
    """
    shipped = sorted(path.parent for path in (ROOT / "data" / "proposals").glob("*/proposal.toml"))
    made = [into / f"p{number:03}" for number in range(of)]
    for number, folder in enumerate(made):
        shutil.copytree(shipped[number % len(shipped)], folder, ignore=shutil.ignore_patterns(".*"))
        record = folder / "proposal.toml"
        text = record.read_text(encoding="utf-8")
        record.write_text(SENTENCE.sub(rf"\1 ({number}).", text), encoding="utf-8")
    return made


def environment(folders: Sequence[Path]) -> dict[str, str]:
    """Return this environment, with the toolkit and the proposals to be found in it."""
    return os.environ | {"PYTHONPATH": str(ROOT), "EIA_PROPOSALS": str(folders[0].parent)}


def by_hand(folders: Sequence[Path], out: Path) -> None:
    """One after another: papermill, nbconvert, Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("This needs Chromium.")
    tools, quiet = (
        Path(sys.executable).parent,
        {"capture_output": True, "env": environment(folders)},
    )
    for folder in folders:
        made = out / f"{folder.name}.ipynb"
        subprocess.run(
            [tools / "papermill", NOTEBOOK, made, "-p", "proposal", folder.name, "-p", "as_of", ""],
            check=True,
            **quiet,
        )
        subprocess.run(
            [tools / "jupyter", "nbconvert", "--to", "html", "--no-input", made], check=True, **quiet
        )
        page, printed = made.with_suffix(".html"), made.with_suffix(".pdf")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={out / 'profile'}"]
        subprocess.run([browser, *flags, f"--print-to-pdf={printed}", page.as_uri()], check=True, **quiet)
        if not printed.is_file():
            sys.exit("Chromium made no PDF.")


def by_toolkit(folders: Sequence[Path], out: Path) -> None:
    """``eia report``."""
    command = [
        sys.executable,
        "-m",
        "eia.cli",
        "report",
        folders[0].parent,
        "--out",
        out,
        "--workers",
        str(WORKERS),
    ]
    subprocess.run(command, check=True, capture_output=True, env=environment(folders))


def by_functions(folders: Sequence[Path], out: Path) -> None:
    """The work of ``eia report``, with cells called as functions, in two warm processes."""
    command = [sys.executable, __file__, "--functions", str(folders[0].parent), str(out)]
    subprocess.run(command, check=True, capture_output=True, env=environment(folders))


def notebooks_by_papermill(folders: Sequence[Path], out: Path) -> None:
    """Papermill in two processes, a kernel a notebook."""
    _in_two(_one_by_papermill, folders, out)


def notebooks_by_engine(folders: Sequence[Path], out: Path) -> None:
    """The toolkit's engine in two processes, which warm once."""
    _in_two(_one_by_engine, folders, out)


def _in_two(one: Callable[[Path, Path], None], folders: Sequence[Path], out: Path) -> None:
    halves = [
        multiprocessing.get_context("fork").Process(target=_each, args=(one, folders[at::WORKERS], out))
        for at in range(WORKERS)
    ]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
        if half.exitcode:
            sys.exit("A worker failed.")


def _each(one: Callable[[Path, Path], None], folders: Sequence[Path], out: Path) -> None:
    for folder in folders:
        one(folder, out)


def _one_by_papermill(folder: Path, out: Path) -> None:
    import papermill  # noqa: PLC0415 - a fresh process pays for it

    os.environ["EIA_PROPOSALS"] = str(folder.parent)
    asked = {"proposal": folder.name, "as_of": ""}
    papermill.execute_notebook(NOTEBOOK, out / f"{folder.name}.ipynb", parameters=asked, progress_bar=False)


def _one_by_engine(folder: Path, out: Path) -> None:
    from eia.runner.engine import warm  # noqa: PLC0415 - as above
    from eia.runner.notebook import run_notebook  # noqa: PLC0415 - as above

    warm()
    asked = {"proposal": folder.name, "as_of": ""}
    run_notebook(NOTEBOOK, asked, proposals=folder.parent, settings=out, forked=True)


def cells_as_functions(path: Path, parameters: dict[str, str], **_: object) -> Any:  # noqa: ANN401 - nbformat has no types
    """Call the code of a notebook's cells here, and put their last values into it, as a kernel would."""
    import nbformat  # noqa: PLC0415 - loaded by the warming
    from IPython.core.formatters import DisplayFormatter  # noqa: PLC0415 - as above

    notebook = nbformat.read(path, as_version=4)
    show, names = DisplayFormatter().format, dict[str, object]()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        body = ast.parse(cell.source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - the project's own notebook
        if "parameters" in cell.metadata.get("tags", ()):
            names |= parameters
        cell.execution_count, cell.outputs = number, []
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - as above
            if value is not None:
                data, about = show(value)
                cell.outputs = [
                    nbformat.v4.new_output("execute_result", data, metadata=about, execution_count=number)
                ]
    return notebook


def work_as_functions(proposals: Path, out: Path) -> None:
    """Make every report in two processes forked from this one once it is warm."""
    from eia.runner import reports  # noqa: PLC0415 - as above
    from eia.runner.engine import warm  # noqa: PLC0415 - as above

    warm()
    reports.run_notebook = cells_as_functions

    def one(folder: Path, into: Path) -> None:
        reports.make_report(folder, out=into, as_of="", notebook=NOTEBOOK, settings=into, say=lambda _: None)

    _in_two(one, sorted(proposals.iterdir()), out)


class Peak:
    """The most memory that this process's children had together, what they share counted once, in megabytes."""

    def __enter__(self) -> Self:
        self.megabytes, self._over = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        from eia.runner.batch.watching import look_at  # noqa: PLC0415 - this file alone needs it here

        own = look_at(os.getpid(), at_most=0).shared_out()
        while not self._over.wait(0.3):
            self.megabytes = max(self.megabytes, look_at(os.getpid(), at_most=500).shared_out() - own)


def main() -> None:
    """Go through the ways in turn, and print their ratios."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--proposals", type=int, default=4, help="how many (a full round: 40)")
    reading.add_argument("--rounds", type=int, default=ROUNDS, help="how often each way is gone")
    reading.add_argument("--functions", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = reading.parse_args()
    sys.path.insert(0, str(ROOT))
    if options.functions:
        work_as_functions(*options.functions)
        return
    ways = {
        "by hand": by_hand,
        "eia report": by_toolkit,
        "functions": by_functions,
        "papermill's notebooks": notebooks_by_papermill,
        "our notebooks": notebooks_by_engine,
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    used: dict[str, list[float]] = {name: [] for name in ways}
    peak = dict.fromkeys(ways, 0.0)
    with tempfile.TemporaryDirectory() as name:
        folders = copies(options.proposals, Path(name) / "proposals")
        for turn in range(options.rounds):
            for way, run in ways.items():
                out = Path(name) / f"{way.replace(' ', '-')}-{turn}"
                out.mkdir()
                before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                with Peak() as seen:
                    run(folders, out)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                took[way].append(time.perf_counter() - begun)
                used[way].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
                peak[way] = max(peak[way], seen.megabytes)
                shutil.rmtree(out, ignore_errors=True)
    count = options.proposals
    for way in ways:
        print(
            f"{way}: {60 * count / statistics.median(took[way]):.1f} a minute, "
            f"{statistics.median(used[way]) / count:.1f} CPU seconds each, at most {peak[way]:.0f} MB"
        )
    for slow, quick, wanted in (
        ("by hand", "eia report", "at least 8"),
        ("papermill's notebooks", "our notebooks", "at least 3"),
        ("eia report", "functions", "at most 1.3"),
    ):
        ratios = [one / two for one, two in zip(took[slow], took[quick], strict=True)]
        print(
            f"{quick} against {slow}: {statistics.median(ratios):.2f} times as fast ({min(ratios):.2f} to {max(ratios):.2f}; {wanted})"
        )


if __name__ == "__main__":
    main()
