"""One zip of a report: what was released and what vouches for it, the same bytes everywhere, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from eia.errors import EiaError
from eia.runner.bundle import CONTENTS, write_bundle
from eia.runner.keys import PARTS
from eia.runner.run_record import run_record

STARTED = dt.datetime(2025, 3, 1, 9, 30, tzinfo=dt.UTC)
FILES = {
    "assessment.json": "{}\n",
    "disclosure.json": "{}\n",
    "report.html": "<p>Zażółć</p>",
    "report.pdf": b"%PDF\0",
}


@pytest.fixture
def report(tmp_path) -> Path:
    folder = tmp_path / "reports" / "library-hours"
    folder.mkdir(parents=True)
    made_from = dict.fromkeys(PARTS, "0" * 64)
    files = {
        **FILES,
        "run.json": run_record(FILES, STARTED, made_from, {"proposal": "library-hours", "as_of": ""}),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_bundle_holds_the_report_and_a_readme_that_says_so(report, tmp_path):
    made = write_bundle(report, tmp_path)
    assert made == tmp_path / "library-hours.zip"
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"library-hours/{name}"
            for name in (
                "README.txt",
                "report.html",
                "report.pdf",
                "assessment.json",
                "disclosure.json",
                "run.json",
            )
        ]
        for name, content in FILES.items():
            raw = content.encode() if isinstance(content, str) else content
            assert archive.read(f"library-hours/{name}") == raw
        says = archive.read("library-hours/README.txt").decode()
    sums = json.loads((report / "run.json").read_text(encoding="utf-8"))["sha256"]
    assert all(f"  {recorded}  {name}\n" in says for name, recorded in sums.items())
    assert all(f"  {name} " in says for name in (*FILES, "run.json"))
    assert "report.docx" not in says
    assert "compliant" not in says.lower()


def test_the_same_report_gives_the_same_bytes_wherever_and_whenever(report, tmp_path):
    first = write_bundle(report, tmp_path / "one.zip").read_bytes()
    elsewhere = tmp_path / "another place" / report.name
    shutil.copytree(report, elsewhere)
    for path in elsewhere.iterdir():
        path.chmod(0o600)
        os.utime(path, (0, 0))
    assert write_bundle(elsewhere, tmp_path / "two.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_no_record_vouches_for_stays_out(report, tmp_path):
    for name in ("evidence.csv", ".eia-key", "notes.txt"):
        (report / name).write_text("Young,3", encoding="utf-8")
    (report / "evidence").mkdir()
    (report / "evidence" / "ages.csv").write_text("Young,3", encoding="utf-8")
    with zipfile.ZipFile(write_bundle(report, tmp_path)) as archive:
        assert {Path(name).name for name in archive.namelist()} == {"README.txt", "run.json", *FILES}
        assert not any(b"Young,3" in archive.read(name) for name in archive.namelist())


def test_only_files_of_a_report_can_be_vouched_for(report, tmp_path):
    record = json.loads((report / "run.json").read_text(encoding="utf-8"))
    for name in ("evidence.csv", "../library-hours.csv", "run.json"):
        (report / "run.json").write_text(
            json.dumps(record | {"sha256": {**record["sha256"], name: "0" * 64}}), encoding="utf-8"
        )
        with pytest.raises(EiaError, match="is no file of a report"):
            write_bundle(report, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()
    assert not [name for name in CONTENTS if name.endswith((".csv", ".toml"))]


def test_every_file_that_is_not_as_it_was_recorded_is_named(report, tmp_path):
    (report / "report.html").write_text("<p>5 carers</p>", encoding="utf-8")
    (report / "report.pdf").unlink()
    with pytest.raises(EiaError) as refused:
        write_bundle(report, tmp_path / "out.zip")
    assert [(one.where, one.what.partition(",")[0]) for one in refused.value.problems] == [
        ("library-hours/report.html", "The file was changed after the report was made"),
        ("library-hours/report.pdf", "The file cannot be read."),
    ]
    assert not (tmp_path / "out.zip").exists()


def test_a_report_that_is_out_of_date_is_not_bundled(report, tmp_path):
    (report / "OUT-OF-DATE.txt").write_text("", encoding="utf-8")
    with pytest.raises(EiaError, match="could not be made again since"):
        write_bundle(report, tmp_path)


def test_the_zip_does_not_go_into_the_report(report, tmp_path):
    for out in (report, report / "mine.zip", report / "evidence" / ".." / "mine.zip"):
        with pytest.raises(EiaError, match="would stand in the folder it is made of"):
            write_bundle(report, out)
    with pytest.raises(EiaError, match=r"There is no run\.json here"):
        write_bundle(tmp_path, tmp_path)
