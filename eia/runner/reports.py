"""From proposals to report folders: each made whole, or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from eia import __version__
from eia.assessment import assess, assessment_json
from eia.errors import EiaError
from eia.files import write_together
from eia.proposal import find_proposal
from eia.runner.notebook import run_notebook
from eia.shipped import shipped

_PACKAGES = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "pandas",
    "papermill",
    "pikepdf",
    "pydantic",
    "typst",
)

Say = Callable[[str], None]


def make_reports(
    proposals: Sequence[str], *, out: Path, as_of: str = "", notebook: Path | None = None
) -> list[EiaError]:
    """Make the report of each proposal into its own folder of `out`, with progress on the terminal.

    Args:
        proposals: Folders or shipped ids.
        out: The folder that takes one folder a proposal.
        as_of: The day to judge by; empty for each decision's date.
        notebook: An officer's own copy of the report's notebook; by default the shipped one.

    Returns:
        One error for each proposal whose report could not be made; the others' reports stand.
    """
    from tqdm import tqdm  # noqa: PLC0415 - only this command needs it

    source = notebook or shipped("notebooks", "01_assess_a_proposal.ipynb")
    failed: list[EiaError] = []
    lines = not sys.stderr.isatty()
    with tqdm(total=len(proposals), unit="report", disable=lines, leave=False) as bar:

        def say(text: str) -> None:
            bar.set_postfix_str(text)
            if lines:
                print(text, file=sys.stderr, flush=True)

        made: set[Path] = set()
        for name in proposals:
            try:
                _refuse_twice(name, made, out)
                folder = make_report(name, out=out, as_of=as_of, notebook=source, say=say)
                bar.write(f"{name}: report made in {folder}", file=sys.stderr)
            except EiaError as error:
                failed.append(error)
                bar.write(f"{name}: the report could not be made", file=sys.stderr)
            bar.update()
    return failed


def _refuse_twice(name: str, made: set[Path], out: Path) -> None:
    """Refuse a second proposal of one run whose folder has the name of an earlier one: it would take its report's place."""
    target = out / find_proposal(name).name
    if target in made:
        raise EiaError(
            name,
            f"Another proposal of this run is also called '{target.name}', and its report stands in {target}.",
            "Name the folders differently, or make this report by itself into another folder with --out.",
        )
    made.add(target)


def make_report(name: str, *, out: Path, as_of: str, notebook: Path, say: Say) -> Path:
    """Make one report: ``assessment.json``, ``report.ipynb``, ``report.html``, ``report.pdf`` and ``run.json``.

    Returns:
        The report's folder, named by the proposal's id.

    Raises:
        EiaError: The proposal or the notebook cannot be read, a cell failed, or the files cannot be written. What
            stood in the folder before still stands.
    """
    from nbformat import writes  # noqa: PLC0415 - `eia check` does without

    from eia.report import export  # noqa: PLC0415 - as above

    started = dt.datetime.now(dt.UTC)
    say(f"{name}: reading")
    folder = find_proposal(name)
    assessment = assess(folder, as_of=as_of)
    if out.exists() and not out.is_dir():
        raise EiaError(str(out), "This is a file where a folder is due.", "Choose another folder with --out.")
    say(f"{folder.name}: running the notebook")
    executed = run_notebook(notebook, {"proposal": folder.name, "as_of": as_of}, where=folder.parent)
    say(f"{folder.name}: making HTML and PDF")
    exported = export(executed)
    target = out / folder.name
    files: dict[str, str | bytes] = {
        "assessment.json": assessment_json(assessment),
        "report.ipynb": str(writes(executed)) + "\n",  # type: ignore[no-untyped-call] # nbformat ships no types here
        "report.html": exported.html,
        "report.pdf": exported.pdf,
    }
    files["run.json"] = _run_record(files, started)
    write_together(target, files)
    return target


def _run_record(files: dict[str, str | bytes], started: dt.datetime) -> str:
    """Say when, with which versions, and what came out; no path and no user name."""
    record = {
        "started": started.isoformat(timespec="seconds"),
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "toolkit": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "packages": {name: version(name) for name in _PACKAGES},
        "sha256": {
            name: hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
            for name, content in files.items()
        },
    }
    return json.dumps(record, indent=2, sort_keys=True) + "\n"
