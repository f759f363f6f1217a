"""Notebooks a minute: papermill as it comes, our engine, and the same work as plain functions; run in turn, as ratios.

Run by itself: ``python bench/batch.py``. One process at a time: what several workers do is measured elsewhere.
"""

from __future__ import annotations

import ast
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROPOSAL = "cheshire-east-digital-strategy"
ROUNDS = 5

Run = Callable[[], None]


def by_papermill(source: Path, parameters: dict[str, str], settings: Path) -> None:
    """Run the notebook in a kernel that papermill starts."""
    import papermill  # noqa: PLC0415 - loaded by the engine's warming

    papermill.execute_notebook(
        source, settings / "out.ipynb", parameters=parameters, progress_bar=False, cwd=settings
    )


def by_engine(source: Path, parameters: dict[str, str], settings: Path) -> None:
    """Run the notebook in a process forked from this one, as a report is made."""
    from eia.runner.notebook import run_notebook  # noqa: PLC0415 - as above

    run_notebook(source, parameters, proposals=ROOT / "data" / "proposals", settings=settings, forked=True)


def by_functions(source: Path, parameters: dict[str, str], settings: Path) -> None:
    """Run what stands in the code cells here, and make of each cell's last value what a notebook shows of it."""
    del settings
    import nbformat  # noqa: PLC0415 - as above
    from IPython.core.formatters import DisplayFormatter  # noqa: PLC0415 - as above

    show = DisplayFormatter().format
    names: dict[str, object] = {}
    for cell in nbformat.read(source, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        body = ast.parse(cell.source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - the project's own notebook
        if "parameters" in cell.metadata.get("tags", ()):
            names |= parameters
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - as above
            if value is not None:
                show(value)


def main() -> None:
    """Run the three ways in turn, and print the ratios of their times."""
    from eia.runner.engine import warm  # noqa: PLC0415 - it is measured apart

    begun = time.perf_counter()
    warm()
    print(f"warming once: {time.perf_counter() - begun:.1f} s")
    os.environ["EIA_PROPOSALS"] = str(ROOT / "data" / "proposals")
    source = ROOT / "notebooks" / "01_assess_a_proposal.ipynb"
    ways = {"papermill": by_papermill, "engine": by_engine, "functions": by_functions}
    took: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as settings:
        for turn in range(ROUNDS + 1):
            for name, way in ways.items():
                begun = time.perf_counter()
                way(source, {"proposal": PROPOSAL, "as_of": ""}, Path(settings))
                if turn:  # the first of each warms the disk
                    took[name].append(time.perf_counter() - begun)
    for name, seconds in took.items():
        print(f"{name}: {60 / statistics.median(seconds):.0f} notebooks a minute")
    for name, other in (("papermill", "engine"), ("engine", "functions")):
        ratios = [one / two for one, two in zip(took[name], took[other], strict=True)]
        print(
            f"{other} is {statistics.median(ratios):.2f} times as fast as {name} ({min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
