"""What can go wrong on the way to a report: each named in one line, and the report that stood there still stands."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from eia.cli import main
from eia.errors import EiaError
from eia.runner import notebook as running
from eia.runner import reports

PARAMETERS = 'proposal: str = "a"  # the proposal\nas_of: str = ""  # the day\n'


def parameters(source: str = PARAMETERS):
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def written(folder: Path, *cells, name: str = "mine.ipynb") -> Path:
    path = folder / name
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


@pytest.fixture
def out(tmp_path, shipped_id):
    """A report that stands there from before."""
    folder = tmp_path / "out"
    (folder / shipped_id).mkdir(parents=True)
    for name in ("assessment.json", "report.pdf"):
        (folder / shipped_id / name).write_bytes(b"old")
    return folder


def standing(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def never_run(monkeypatch):
    """Nothing may be executed in this test."""
    import papermill

    def refuse(*_, **__):
        raise AssertionError("the notebook was run")

    monkeypatch.setattr(papermill, "execute_notebook", refuse)


REFUSED = [
    (
        "a misspelt parameter",
        [parameters()],
        {"proposl": "a"},
        "The notebook declares no parameter 'proposl'. Did you mean 'proposal'?",
    ),
    (
        "a parameter like none",
        [parameters()],
        {"proposal": "a", "zzz": "b"},
        "no parameter 'zzz'. It declares: proposal, as_of.",
    ),
    ("a missing parameter", [parameters()], {"as_of": ""}, "The parameter 'proposal' is missing."),
    (
        "no parameters cell",
        [new_code_cell("1")],
        {"proposal": "a"},
        "The notebook has 0 cells tagged 'parameters' where one is due.",
    ),
    (
        "two parameters cells",
        [parameters(), parameters()],
        {"proposal": "a"},
        "The notebook has 2 cells tagged 'parameters'",
    ),
    (
        "a parameters cell that is no Python",
        [parameters("proposal = ")],
        {"proposal": "a"},
        "The parameters cell cannot be read.",
    ),
    (
        "only prose",
        [new_markdown_cell("# A")],
        {"proposal": "a"},
        "The notebook has 0 cells tagged 'parameters'",
    ),
]


@pytest.mark.parametrize(
    ("cells", "given", "said"), [pytest.param(*rest, id=words) for words, *rest in REFUSED]
)
@pytest.mark.usefixtures("never_run")
def test_before_anything_runs_it_refuses(tmp_path, cells, given, said):
    with pytest.raises(EiaError) as caught:
        running.run_notebook(written(tmp_path, *cells), given, where=tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).startswith("mine.ipynb: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "not JSON",
        "[]",
        "3",
        "{}",
        '{"nbformat": 4}',
        '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
        "null",
    ],
)
@pytest.mark.usefixtures("never_run")
def test_a_file_that_is_no_notebook_is_refused(tmp_path, text):
    (tmp_path / "mine.ipynb").write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(EiaError, match=r"^mine\.ipynb: "):
        running.run_notebook(tmp_path / "mine.ipynb", {"proposal": "a"}, where=tmp_path)


@pytest.mark.usefixtures("never_run")
def test_a_notebook_that_is_not_there_is_named(tmp_path, shipped_id, capsys):
    assert (
        main(["report", shipped_id, "--out", str(tmp_path), "--notebook", str(tmp_path / "gone.ipynb")]) == 2
    )
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "gone.ipynb: There is no such file. Check the name, or put the file there."
    )


def test_a_cell_that_fails_is_named_and_the_old_report_stands(tmp_path, out, shipped_id):
    import os
    import subprocess
    import sys

    mine = written(
        tmp_path, parameters(), new_code_cell("1"), new_code_cell("raise ValueError('no such\\ntable')")
    )
    before = standing(out)
    ran = subprocess.run(
        [sys.executable, "-m", "eia.cli", "report", shipped_id, "--out", str(out), "--notebook", str(mine)],
        env=os.environ, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("mine.ipynb, cell ")
    assert (
        "The notebook stopped here: no such table. Open it in JupyterLab and run that cell to see why."
        in last
    )
    assert "Traceback" not in ran.stderr
    assert standing(out) == before


@pytest.fixture
def quick(monkeypatch):
    """Make reports without a kernel: what is written is not the point of the test."""
    from eia import report

    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: new_notebook())
    monkeypatch.setattr(report, "export", lambda _: report.Exported(html="<p>", pdf=b"%PDF"))


@pytest.mark.usefixtures("quick")
def test_a_report_takes_the_place_of_the_old_one_and_leaves_other_files(out, shipped_id):
    (out / shipped_id / "notes.txt").write_bytes(b"mine")
    assert main(["report", shipped_id, "--out", str(out)]) == 0
    now = standing(out / shipped_id)
    assert set(now) == {
        "assessment.json",
        "report.html",
        "report.ipynb",
        "report.pdf",
        "run.json",
        "notes.txt",
    }
    assert now["report.pdf"] == b"%PDF"
    assert now["notes.txt"] == b"mine"


@pytest.mark.usefixtures("quick")
def test_the_day_judged_by_reaches_the_assessment(out, shipped_id):
    assert main(["report", shipped_id, "--out", str(out), "--as-of", "2023-01-31"]) == 0
    assert (
        json.loads((out / shipped_id / "assessment.json").read_text(encoding="utf-8"))["as_of"]
        == "2023-01-31"
    )


@pytest.mark.usefixtures("quick")
def test_a_full_disk_ends_with_2_and_the_old_report_stands(out, shipped_id, monkeypatch, capsys):
    import os

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = standing(out)
    monkeypatch.setattr(os, "fsync", full)
    assert main(["report", shipped_id, "--out", str(out)]) == 2
    assert "the disk is full. Make room and try again." in capsys.readouterr().err.splitlines()[-1]
    assert standing(out) == before


@pytest.mark.usefixtures("quick")
def test_a_pdf_open_in_another_program_ends_with_2_and_the_old_report_stands(
    out, shipped_id, monkeypatch, capsys
):
    real = Path.replace

    def replace(path, target):
        if path.name == "report.pdf":
            raise PermissionError(errno.EACCES, "in use")
        return real(path, target)

    before = standing(out)
    monkeypatch.setattr(Path, "replace", replace)
    assert main(["report", shipped_id, "--out", str(out)]) == 2
    [line] = [line for line in capsys.readouterr().err.splitlines() if "report.pdf" in line]
    assert "it may be open in another program" in line
    assert standing(out) == before


@pytest.mark.usefixtures("quick")
def test_ctrl_c_half_way_ends_with_130_and_nothing_is_half_written(
    out, shipped_id, folder_of, monkeypatch, capsys
):
    second = folder_of('[proposal]\ntitle = "A"')
    real = reports.run_notebook

    def run(path, given, *, where):
        if given["proposal"] == second.name:
            raise KeyboardInterrupt
        return real(path, given, where=where)

    monkeypatch.setattr(reports, "run_notebook", run)
    assert main(["report", shipped_id, str(second), "--out", str(out)]) == 130
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "Stopped. Reports that were finished stay; nothing is half written."
    )
    assert {path.name for path in out.iterdir()} == {shipped_id}
    assert len(standing(out)) == 5


@pytest.mark.usefixtures("quick")
def test_two_proposals_of_one_name_do_not_take_each_others_place(tmp_path, shipped_id, folder_of, capsys):
    mine = folder_of('[proposal]\ntitle = "Mine"', name=shipped_id)
    out = tmp_path / "out"
    assert main(["report", shipped_id, str(mine), "--out", str(out)]) == 2
    assert "Another proposal of this run is also called" in capsys.readouterr().err
    assert (
        json.loads((out / shipped_id / "assessment.json").read_text(encoding="utf-8"))["as_of"]
        == "2021-09-07"
    )


@pytest.mark.usefixtures("never_run")
def test_an_out_that_is_a_file_is_refused_before_anything_runs(tmp_path, shipped_id, capsys):
    (tmp_path / "out").write_text("mine", encoding="utf-8", newline="\n")
    assert main(["report", shipped_id, "--out", str(tmp_path / "out")]) == 2
    assert (
        "This is a file where a folder is due. Choose another folder with --out." in capsys.readouterr().err
    )
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("never_run")
def test_a_bad_day_and_a_bad_proposal_are_refused_before_anything_runs(
    tmp_path, shipped_id, folder_of, capsys
):
    assert main(["report", shipped_id, "--out", str(tmp_path / "out"), "--as-of", "soon"]) == 2
    assert "'soon' is not a date." in capsys.readouterr().err
    assert main(["report", str(folder_of("[propsal]")), "--out", str(tmp_path / "out")]) == 2
    assert "Did you mean 'proposal'?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
