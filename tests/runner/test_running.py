"""What can go wrong on the way to a report: each named in one line, and the report that stood there still stands."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from deaths import listen_to_ctrl_c
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from eia.cli import main
from eia.errors import EiaError
from eia.files import replacing
from eia.runner import notebook as running
from eia.runner import reports
from eia.runner.batch import run

PARAMETERS = 'proposal: str = "a"  # the proposal\nas_of: str = ""  # the day\n'


def parameters(source: str = PARAMETERS):
    return new_code_cell(source, metadata={"tags": ["parameters"]})


def written(folder: Path, *cells, name: str = "mine.ipynb") -> Path:
    path = folder / name
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


def run_it(path: Path, given: dict[str, str]):
    """Run a notebook whose proposals stand beside it."""
    settings = path.parent / "settings"
    settings.mkdir(exist_ok=True)
    return running.run_notebook(path, given, proposals=path.parent, settings=settings)


@pytest.fixture
def out(tmp_path, shipped_id):
    """A report that stands there from before."""
    folder = tmp_path / "out"
    (folder / shipped_id).mkdir(parents=True)
    for name in ("assessment.json", "report.pdf"):
        (folder / shipped_id / name).write_bytes(b"old")
    return folder


def standing(out: Path) -> dict[str, bytes]:
    """Return the files that stand there, apart from the note that the report among them is an older one."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != "OUT-OF-DATE.txt"
    }


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
        run_it(written(tmp_path, *cells), given)
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
        run_it(tmp_path / "mine.ipynb", {"proposal": "a"})


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
    mine = written(
        tmp_path, parameters(), new_code_cell("1"), new_code_cell("raise ValueError('a group\\nof 7919')")
    )
    before = standing(out)
    ran = subprocess.run(
        [sys.executable, "-m", "eia.cli", "report", shipped_id, "--out", str(out), "--notebook", str(mine)],
        env=os.environ, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert ran.returncode == 2
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("mine.ipynb, cell ")
    assert (
        "The notebook stopped here: ValueError. Open it in JupyterLab and run that cell to see why." in last
    )
    assert "7919" not in ran.stderr  # an error's own words may hold a count
    assert "Traceback" not in ran.stderr
    assert standing(out) == before


@pytest.fixture
def quick(monkeypatch):
    """Make reports without a kernel: what is written is not the point of the test."""
    from eia import report

    monkeypatch.setattr(reports, "run_notebook", lambda *_, **__: new_notebook())
    monkeypatch.setattr(report, "export", lambda *_, **__: report.Exported(html="<p>", pdf=b"%PDF"))


@pytest.mark.usefixtures("quick")
def test_a_report_takes_the_place_of_the_old_one_and_leaves_other_files(out, shipped_id):
    (out / shipped_id / "notes.txt").write_bytes(b"mine")
    assert main(["report", shipped_id, "--out", str(out)]) == 0
    now = standing(out / shipped_id)
    assert set(now) == {
        "assessment.json",
        "disclosure.json",
        "disclosure.xlsx",
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
        if Path(target).name == "report.pdf":
            raise PermissionError(errno.EACCES, "in use")
        return real(path, target)

    before = standing(out)
    monkeypatch.setattr(replacing, "_exchange", lambda *_: False)  # as on Windows
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

    def interrupted(path, given, **options):
        if given["proposal"] == second.name:
            raise KeyboardInterrupt
        return real(path, given, **options)

    monkeypatch.setattr(reports, "run_notebook", interrupted)
    monkeypatch.setattr(run, "can_fork", lambda: False)
    assert main(["report", shipped_id, str(second), "--out", str(out)]) == 130
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "Stopped. Reports that were finished stay; nothing is half written."
    )
    assert {path.name for path in out.iterdir()} == {shipped_id, "batch.json"}
    assert len(standing(out / shipped_id)) == 7
    assert json.loads((out / "batch.json").read_text(encoding="utf-8"))["complete"] is False


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
def test_a_file_in_a_reports_place_is_refused_before_anything_runs(tmp_path, shipped_id, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / shipped_id).write_text("mine", encoding="utf-8", newline="\n")
    assert main(["report", shipped_id, "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert f"{out / shipped_id}: This is a file where a folder is due." in said
    assert "reading" not in said


@pytest.mark.usefixtures("never_run")
@pytest.mark.parametrize("inside", ["", "not/yet/there"])
def test_an_out_that_cannot_be_written_is_refused_before_anything_runs(
    tmp_path, shipped_id, monkeypatch, capsys, inside
):
    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert main(["report", shipped_id, "--out", str(tmp_path / inside)]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path}: Nothing can be written into this folder. Choose another folder with --out.\n"
    )


@pytest.mark.parametrize("name", ["proposal.toml", "evidence/users.csv", "evidence/new.csv"])
def test_a_proposal_changed_while_its_report_is_made_is_told_in_one_line(
    folder_of, out, monkeypatch, capsys, name
):
    folder = folder_of("", users="group,count\n")

    def change(*_, **__):
        (folder / name).write_text("# changed", encoding="utf-8", newline="\n")
        return new_notebook()

    monkeypatch.setattr(reports, "run_notebook", change)
    before = standing(out)
    assert main(["report", str(folder), "--out", str(out)]) == 2
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "library-hours: The proposal was changed while its report was being made. Make the report again."
    )
    assert standing(out) == before


@pytest.mark.usefixtures("quick")
def test_progress_has_one_name_for_a_proposal(folder_of, out, monkeypatch, capsys):
    folder = folder_of("")
    monkeypatch.chdir(folder)
    assert main(["report", ".", "--out", str(out)]) == 0
    assert {line.partition(":")[0] for line in capsys.readouterr().err.splitlines()} == {"library-hours"}


def code(*sources: str):
    return [parameters(), *(new_code_cell(source) for source in sources)]


def test_the_kernel_is_this_python_in_an_empty_folder_of_its_own(tmp_path):
    import eia

    # No place stands in what is printed: the notebook itself compares.
    look = (
        f"import os, sys, eia; print(sys.executable == {sys.executable!r}, os.listdir(), '' in sys.path, "
        f"os.getcwd() in sys.path, eia.__file__ == {eia.__file__!r})"
    )
    before = dict(os.environ)
    made = run_it(written(tmp_path, *code(look)), {"proposal": "a"})
    assert made.cells[-1].outputs[0].text == "True [] False False True\n"
    assert dict(os.environ) == before


@pytest.mark.parametrize("name", ["~budget", " lead", "trail ", "~", 'it\'s {a} \\ "b"', "caf\u00e9"])
def test_a_proposal_of_any_name_is_found_by_the_notebook_and_named_alone(folder_of, tmp_path, name):
    if os.name == "nt" and set(name) & set('"\\'):
        pytest.skip("Windows has no such names")
    folder = folder_of("", name=name)
    look = "from eia.proposal import find_proposal; print(find_proposal(proposal).name == proposal)"
    made = run_it(written(tmp_path, *code(look)), {"proposal": folder.name})
    assert made.cells[-1].outputs[0].text == "True\n"
    assert made.metadata.parameters == {"proposal": name}
    assert str(tmp_path) not in nbformat.writes(made)


def test_what_the_toolkit_says_inside_the_notebook_is_passed_on_as_it_is(folder_of, tmp_path):
    from eia.proposal import read_proposal

    folder = folder_of('[propsal]\n[decision]\ndate = "spring"')
    with pytest.raises(EiaError) as said:
        read_proposal(folder)
    with pytest.raises(EiaError) as caught:
        run_it(
            written(tmp_path, *code("from eia import assess; assess(proposal)")), {"proposal": folder.name}
        )
    assert str(caught.value) == str(said.value)
    assert len(caught.value.problems) == 2


BROKEN = [
    ("a kernel that dies", "import os; os._exit(1)", 60, r"(, cell 3: .*Python left with exit code 1|: Python stopped while)"),
    ("a cell that does not end", "import time; time.sleep(60)", 1, ": A cell ran longer than"),
]  # fmt: skip


@pytest.mark.parametrize("broken", [pytest.param(rest, id=words) for words, *rest in BROKEN])
def test_one_line_tells_of(out, shipped_id, monkeypatch, capfd, broken):
    source, seconds, said = broken
    monkeypatch.setattr(running, "_CELL_SECONDS", seconds)
    mine = written(out.parent, *code(source))
    before = standing(out)
    assert main(["report", shipped_id, "--out", str(out), "--notebook", str(mine)]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert lines[:2] == [f"{shipped_id}: reading", f"{shipped_id}: running the notebook"]
    assert lines[2] == f"{shipped_id}: the report could not be made"
    [line] = lines[3:]
    assert re.match(rf"mine\.ipynb{said}", line)
    assert standing(out) == before


def failures():
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import DeadKernelError

    return [RuntimeError("Kernel died before replying to kernel_info"), NoSuchKernel("python3"), OSError("x"), DeadKernelError("x")]  # fmt: skip


@pytest.mark.parametrize("error", failures(), ids=lambda error: type(error).__name__)
def test_one_line_tells_of_a_python_that_does_not_start(tmp_path, monkeypatch, error):
    import papermill

    def fail(*_, **__):
        raise error

    monkeypatch.setattr(papermill, "execute_notebook", fail)
    with pytest.raises(EiaError, match=r"^mine\.ipynb: Python (could not be started|stopped)[^\n]+$"):
        run_it(written(tmp_path, parameters()), {"proposal": "a"})


def test_a_python_that_is_not_there_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-python"))
    with pytest.raises(
        EiaError, match=r"^mine\.ipynb: Python could not be started to run the notebook\. Try"
    ):
        run_it(written(tmp_path, parameters()), {"proposal": "a"})


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C otherwise")
@pytest.mark.usefixtures("out")
def test_ctrl_c_while_the_notebook_runs_ends_with_130_one_line_and_no_kernel_left(tmp_path, out, shipped_id):
    running_now = tmp_path / "running"
    tell = f"import os, time; open({str(running_now)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    mine = written(tmp_path, *code(tell))
    before = standing(out)
    started = subprocess.Popen(
        [sys.executable, "-m", "eia.cli", "report", shipped_id, "--out", str(out), "--notebook", str(mine)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        preexec_fn=listen_to_ctrl_c,  # noqa: PLW1509 - this test starts no threads
    )  # fmt: skip
    try:
        until = time.monotonic() + 240
        while not (running_now.exists() and running_now.read_text(encoding="utf-8")):
            assert started.poll() is None, started.communicate(timeout=60)[0]
            assert time.monotonic() < until, "the notebook did not begin"
            time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        said, _ = started.communicate(timeout=240)
    finally:
        started.kill()
        started.stdout.close()
        started.wait(timeout=60)
    assert said.splitlines() == [
        f"{shipped_id}: reading",
        f"{shipped_id}: running the notebook",
        "Stopped. Reports that were finished stay; nothing is half written.",
    ]
    assert started.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(int(running_now.read_text(encoding="utf-8")), 0)
    assert standing(out) == before


@pytest.mark.usefixtures("never_run")
def test_a_bad_day_and_a_bad_proposal_are_refused_before_anything_runs(
    tmp_path, shipped_id, folder_of, capsys
):
    assert main(["report", shipped_id, "--out", str(tmp_path / "out"), "--as-of", "soon"]) == 2
    assert "'soon' is not a date." in capsys.readouterr().err
    assert main(["report", str(folder_of("[propsal]")), "--out", str(tmp_path / "out")]) == 2
    assert "Did you mean 'proposal'?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
