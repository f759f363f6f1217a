"""One zip of a report for whoever checks or keeps it: what was published, what it came from, and nothing that was not released."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from eia.errors import EiaError, Problem
from eia.files import read_text, write_whole
from eia.runner.reports import OUT_OF_DATE
from eia.runner.run_record import RECORD, RunRecord, hash_of, read_run_record

READ_ME = "README.txt"

CONTENTS: Mapping[str, str] = {
    "report.html": "the report as a web page",
    "report.pdf": "the report as tagged PDF/UA-1",
    "report.docx": "the report as an editable copy for Word",
    "report.ipynb": "the executed notebook that is the report",
    "assessment.json": "the assessment for programs: the record, what was found (for publication, what is open) and the law",
    "disclosure.json": "the tables of counts as they were released, and what was done to each",
    "disclosure.xlsx": "the same tables as a workbook, for the output checker",
    RECORD: "when the report was made, with which versions, from what, and a SHA-256 of each file",
}
"""What a bundle may hold, in the order in which its README names it. Nothing else of a folder is ever put in."""

_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that stands beside each file in the zip, whenever it is made."""

_RIGHTS = 0o100644 << 16


def write_bundle(report: Path, out: Path) -> Path:
    """Write one zip of a report: the same report gives the same bytes, on every machine.

    It holds only files that the report's own record vouches for, by name and hash: these were searched for counts that are
    kept back before they were written. The proposal's folder is not read, so its evidence and its key cannot get in.

    Args:
        report: The report's folder.
        out: The zip to be written; or a folder, in which it is named after the report's. Not the report's folder itself.

    Returns:
        The zip's path.

    Raises:
        EiaError: There is no report; it is marked out of date; a file is missing, or is not the one that was recorded; `out`
            is neither a folder that is there nor named as a zip; or the zip cannot be written.
    """
    where = f"{report.name}/{RECORD}"
    if not (report / RECORD).is_file():
        raise EiaError(str(report), f"There is no {RECORD} here.", "Give the folder of a report.")
    if (report / OUT_OF_DATE).exists():
        what = "The report is an earlier one: it could not be made again since."
        raise EiaError(
            f"{report.name}/{OUT_OF_DATE}", what, "Make the report again, and see to what is said then."
        )
    text = read_text(report / RECORD, shown=where)
    record = read_run_record(text, where=where)
    target = out / f"{report.resolve().name}.zip" if out.is_dir() else out
    if target.suffix.lower() != ".zip":
        what = "There is no such folder, and a zip's name ends in .zip."
        raise EiaError(str(target), what, "Make the folder first, or give a name that ends in .zip.")
    if _place_of(target).parent == report.resolve():
        raise EiaError(
            str(target), "The bundle would stand in the folder it is made of.", "Choose another place for it."
        )
    files = {**_vouched_for(report, record), RECORD: text.encode()}
    contents = {READ_ME: _read_me(record, files).encode()} | {
        name: files[name] for name in CONTENTS if name in files
    }
    write_whole(target, _zipped(report.resolve().name, contents))
    return target


def _place_of(target: Path) -> Path:
    try:
        return target.resolve()
    except RuntimeError:  # as Python before 3.13 calls it
        what = "This is a link that leads back to itself."
        raise EiaError(str(target), what, "Choose another place for the bundle.") from None


def _vouched_for(report: Path, record: RunRecord) -> dict[str, bytes]:
    """Return the files of a report by name, each as it was recorded.

    Raises:
        EiaError: A file that was recorded is not there, or is another; or the record names one that no report has.
    """
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for name, recorded in sorted(record.sha256.items()):
        if name not in CONTENTS or name == RECORD:
            problems.append(
                Problem(f"{report.name}/{RECORD}", f"'{name}' is no file of a report.", "Make it again.")
            )
            continue
        try:
            content = (report / name).read_bytes()
        except OSError:
            problems.append(
                Problem(f"{report.name}/{name}", "The file cannot be read.", "Make the report again.")
            )
            continue
        if hash_of(content) != recorded:
            what = "The file was changed after the report was made, and has not been searched for counts that are kept back."
            problems.append(Problem(f"{report.name}/{name}", what, "Make the report again."))
        files[name] = content
    if problems:
        raise EiaError.of(problems)
    return files


def _read_me(record: RunRecord, files: Mapping[str, bytes]) -> str:
    """Say what is in the zip, what is not, and what may be concluded from it."""
    width = max(len(name) for name in files)
    listing = "\n".join(f"  {name:<{width}}  {says}" for name, says in CONTENTS.items() if name in files)
    sums = "\n".join(f"  {recorded}  {name}" for name, recorded in sorted(record.sha256.items()))
    return f"""\
An equality impact assessment, and what is needed to check how it was made.
Proposal: {record.parameters.get("proposal", "not recorded")}
Made with version {record.toolkit} of the toolkit, in Python {record.python} on {record.system}.

What is in here

{listing}

What is not

  The proposal's evidence: tables of people's answers and counts that were not released. They stay with the public
  body. Ask it for them; the hash of its folder in {RECORD} is keyed, so it tells nothing of what they hold.

How to check it

  "sha256sum" (or "Get-FileHash" on Windows) gives, for each file:

{sums}

  With the toolkit and the proposal's folder the whole report can be made again and compared: see "eia verify --help".
  That shows how the report came about. It does not show that the record is true, or that the duty was met.
"""


def _zipped(folder: str, contents: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    # Not compressed: compressors differ from one Python to another, and the bytes would with them.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.external_attr = _RIGHTS
            entry.create_system = 3  # as on Unix, wherever it is made
            archive.writestr(entry, content)
    return stream.getvalue()
