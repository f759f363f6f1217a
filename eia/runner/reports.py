"""From proposals to report folders: each made whole, or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from eia import __version__
from eia.assessment import assess, assessment_json
from eia.disclosure import record_json
from eia.errors import EiaError
from eia.files import write_together
from eia.local import find_pack
from eia.proposal import find_proposal
from eia.proposal.folder import fingerprint
from eia.runner.checkers import sheets, workbook
from eia.runner.notebook import run_notebook
from eia.shipped import shipped

_PACKAGES = (
    "highspy",
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "pandas",
    "papermill",
    "pikepdf",
    "pydantic",
    "scipy",
    "typst",
    "xlsxwriter",
)

Say = Callable[[str], None]


def make_reports(
    proposals: Sequence[str],
    *,
    out: Path,
    as_of: str = "",
    notebook: Path | None = None,
    local: str = "",
) -> list[EiaError]:
    """Make the report of each proposal into its own folder of `out`, with progress on the terminal.

    Args:
        proposals: Folders or shipped ids.
        out: The folder that takes one folder a proposal.
        as_of: The day to judge by; empty for each decision's date.
        notebook: An officer's own copy of the report's notebook; by default the shipped one.
        local: The folder of the body's own pack; empty for none.

    Returns:
        One error for each proposal whose report could not be made; the others' reports stand.

    Raises:
        EiaError: Nothing can be written into `out`, or there is no such pack.
    """
    from tqdm import tqdm  # noqa: PLC0415 - only this command needs it

    source = notebook or shipped("notebooks", "01_assess_a_proposal.ipynb")
    _refuse_out(out)
    pack = find_pack(local) if local.strip() else None
    failed: list[EiaError] = []
    lines = not sys.stderr.isatty()
    with (
        tqdm(total=len(proposals), unit="report", disable=lines, leave=False) as bar,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as settings,
    ):

        def say(text: str) -> None:
            bar.set_postfix_str(text)
            if lines:
                print(text, file=sys.stderr, flush=True)

        def fail(name: str, error: EiaError) -> None:
            failed.append(error)
            bar.write(f"{name}: the report could not be made", file=sys.stderr)
            bar.update()

        folders: list[Path] = []
        for name in proposals:  # all of them first: what can be known at once is not said after an hour
            try:
                folders.append(_with_its_own_place(find_proposal(name), out, folders))
            except EiaError as error:
                fail(name, error)
        for folder in folders:
            try:
                target = make_report(
                    folder,
                    out=out,
                    as_of=as_of,
                    notebook=source,
                    settings=Path(settings),
                    say=say,
                    pack=pack,
                )
            except EiaError as error:
                fail(folder.name, error)
            else:
                bar.write(f"{folder.name}: report made in {target}", file=sys.stderr)
                bar.update()
    return failed


def _refuse_out(out: Path) -> None:
    """Refuse a place where no report can be written, before any is made; nothing is left there by the trial."""
    stands = next(place for place in (out, *out.absolute().parents) if place.exists())
    if not stands.is_dir():
        raise EiaError(
            str(stands), "This is a file where a folder is due.", "Choose another folder with --out."
        )
    try:
        with tempfile.TemporaryFile(dir=stands):
            pass
    except OSError:
        raise EiaError(
            str(stands), "Nothing can be written into this folder.", "Choose another folder with --out."
        ) from None


def _with_its_own_place(folder: Path, out: Path, others: Sequence[Path]) -> Path:
    """Return a proposal's folder, if its report's place in `out` is free and no earlier proposal of the run takes it."""
    target = out / folder.name
    if target.exists():
        _refuse_out(target)
    if any(other.name == folder.name for other in others):
        raise EiaError(
            str(folder),
            f"Another proposal of this run is also called '{folder.name}', and its report goes to {target}.",
            "Name the folders differently, or make this report by itself into another folder with --out.",
        )
    return folder


def make_report(
    folder: Path,
    *,
    out: Path,
    as_of: str,
    notebook: Path,
    settings: Path,
    say: Say,
    pack: Path | None = None,
) -> Path:
    """Make one report: ``assessment.json``, ``report.ipynb``, ``report.html``, ``report.pdf`` and ``run.json``.

    Beside them stand ``disclosure.json`` and ``disclosure.xlsx``: what became of each table of counts. Before anything is
    written, all text is searched for counts that the report's own tables keep back.

    Args:
        folder: The proposal's, as `find_proposal` returns it.
        out: The folder that takes the report's folder.
        as_of: The day to judge by; empty for the decision's date.
        notebook: The notebook that is the report.
        settings: As for `run_notebook`.
        say: Told how far the work is.
        pack: The folder of the body's own pack, as `find_pack` returns it, where one was named.

    Returns:
        The report's folder, named by the proposal's id.

    Raises:
        EiaError: The proposal, the pack or the notebook cannot be read, a cell failed, the proposal or the pack changed
            meanwhile, a text holds a count that is kept back, or the files cannot be written. What stood in the folder before still stands.
    """
    from nbformat import writes  # noqa: PLC0415 - `eia check` does without

    from eia.report import export  # noqa: PLC0415 - as above
    from eia.report.passages import (  # noqa: PLC0415 - as above
        of_html,
        of_json,
        of_notebook,
        of_rows,
        refuse_what_gives_counts_away,
    )

    started = dt.datetime.now(dt.UTC)
    say(f"{folder.name}: reading")
    sources = [folder, *([pack] if pack else [])]
    before = [fingerprint(source) for source in sources]
    assessment = assess(folder, as_of=as_of, local=pack or "")
    release, whole = assessment.dossier.release, assessment_json(assessment)
    # What the officer wrote is searched before anything runs.
    refuse_what_gives_counts_away(release.guard, of_json("assessment.json", whole))
    say(f"{folder.name}: running the notebook")
    executed = run_notebook(
        notebook,
        # An officer's own notebook need not know of packs until one is named.
        {"proposal": folder.name, "as_of": as_of, **({"local": pack.name} if pack else {})},
        proposals=folder.parent,
        settings=settings,
        packs=pack.parent if pack else None,
    )
    # The notebook has read the proposal again, and both must have read the same.
    for source, was in zip(sources, before, strict=True):
        if fingerprint(source) != was:
            kind = "proposal was changed while its" if source == folder else "pack was changed while a"
            raise EiaError(source.name, f"The {kind} report was being made.", "Make the report again.")
    about = assessment.dossier.proposal.proposal
    title, body = about.title or folder.name, about.body or ""
    texts = {
        "assessment.json": whole,
        "disclosure.json": record_json(release, id=folder.name, title=title, body=body),
    }
    record = sheets(release, title=title, body=body)
    # An executed notebook is a publication too, so it is searched with the rest, and before the long work of setting.
    refuse_what_gives_counts_away(
        release.guard,
        [
            *of_json("disclosure.json", texts["disclosure.json"]),
            *of_notebook("report.ipynb", executed),
            *(
                passage
                for name, rows in record.items()
                for passage in of_rows(f"disclosure.xlsx, {name}", rows)
            ),
        ],
    )
    say(f"{folder.name}: making HTML and PDF")
    exported = export(executed)
    refuse_what_gives_counts_away(release.guard, of_html("report.html", exported.html))
    target = out / folder.name
    files: dict[str, str | bytes] = {
        **texts,
        "disclosure.xlsx": workbook(record),
        "report.ipynb": str(writes(executed)) + "\n",  # type: ignore[no-untyped-call] # nbformat ships no types here
        "report.html": exported.html,
        "report.pdf": exported.pdf,
    }
    files["run.json"] = _run_record(files, started)
    refuse_what_gives_counts_away(release.guard, of_json("run.json", str(files["run.json"])))
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
