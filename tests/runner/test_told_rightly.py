"""What verify, bundle and the command line say of a report, a key, a zip or a pipe is what is so."""

from __future__ import annotations

import datetime as dt
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eia import cli
from eia.cli import main
from eia.errors import EiaError
from eia.report.look import PLAIN
from eia.runner import verify
from eia.runner.batch import Order, run
from eia.runner.batch.plan import plan
from eia.runner.batch.progress import Progress
from eia.runner.bundle import write_bundle
from eia.runner.keys import KEY_FILE, report_key
from eia.runner.run_record import run_record
from eia.runner.verify import verify_report
from eia.shipped import shipped

NOTEBOOK = shipped("notebooks", "01_assess_a_proposal.ipynb")


def write_report(folder: Path, *, out: Path, notebook: Path, **_) -> Path:
    """Stand in for the making of a whole report, which takes seconds."""
    at = out / folder.name
    at.mkdir(parents=True)
    asked = {"proposal": folder.name, "as_of": ""}
    made = {"report.html": f"<p>{folder.name}</p>"}
    key = report_key(folder, notebook=notebook, pack=None, options=asked)
    made["run.json"] = run_record(made, dt.datetime(2025, 3, 1, tzinfo=dt.UTC), key, asked)
    for name, text in made.items():
        (at / name).write_text(text, encoding="utf-8", newline="\n")
    return at


@pytest.fixture
def report(folder_of, tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(verify, "make_report", write_report)
    monkeypatch.chdir(tmp_path)
    return write_report(folder_of(""), out=tmp_path / "reports", notebook=NOTEBOOK)


def test_a_report_that_is_marked_out_of_date_is_said_to_be(report):
    (report / "OUT-OF-DATE.txt").touch()
    found = verify_report(report)
    assert found.unchecked == ()
    assert found.lines[1].startswith("The report is marked out of date")


def locked_key(folder: Path, monkeypatch) -> None:
    """A key that nobody may read, not even root."""
    assert (folder / KEY_FILE).exists()
    real = Path.open

    def refuse(self, *arguments, **options):
        if self.name == KEY_FILE:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)


def test_a_key_that_cannot_be_read_is_not_said_to_be_absent(report, tmp_path, monkeypatch, capsys):
    folder = tmp_path / report.name
    locked_key(folder, monkeypatch)
    [said] = verify_report(report).unchecked
    assert said.startswith(f"the key in the proposal's folder, {KEY_FILE}, cannot be read, so")
    made = run.Run(
        order=Order(out=tmp_path / "reports", notebook=NOTEBOOK, look=PLAIN), planned=plan([], out=tmp_path)
    )
    with Progress(1, many=True) as made.progress:
        assert not made.keeps(folder)
    assert f"its key, {KEY_FILE}, cannot be read" in capsys.readouterr().err


def test_a_zip_has_a_zip_s_name(report, tmp_path):
    for name in ("newdir/", "newdir", "a.rar"):
        with pytest.raises(EiaError, match=r"ends in \.zip"):
            write_bundle(report, Path(tmp_path, name))
    assert write_bundle(report, tmp_path / "A.ZIP").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_zip_s_place_that_leads_back_to_itself(report, tmp_path):
    (tmp_path / "a.zip").symlink_to(tmp_path / "a.zip")
    with pytest.raises(EiaError):
        write_bundle(report, tmp_path / "a.zip")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_closed_pipe_is_no_traceback(root):
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "eia.cli", "explain", "T01"],
            env=os.environ | {"PYTHONPATH": str(root)},
            stdout=writes,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writes)
    assert (ended.returncode, ended.stderr) == (cli.UNHEARD, b"")


@pytest.mark.parametrize("words", ["verify {}", "bundle {}", "audit {}"], ids=["verify", "bundle", "audit"])
def test_a_path_that_the_system_refuses_is_one_line(words, tmp_path, capsys):
    assert main(words.format(tmp_path / ("x" * 300)).split()) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(str(tmp_path))


def test_what_the_system_refuses_is_told_with_its_reason(monkeypatch, capsys):
    from eia import explain

    def full():
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/x")

    monkeypatch.setattr(explain, "questions_text", full)
    assert main(["explain"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("/tmp/x: This cannot be read or written: the disk is full.")
