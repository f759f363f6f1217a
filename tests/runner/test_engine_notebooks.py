"""The project's notebooks, and what papermill promises its users, with our engine."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from eia.errors import EiaError
from eia.runner import notebook as running
from eia.runner.engine import can_fork, registered

pytestmark = pytest.mark.skipif(not can_fork(), reason="no fork here: papermill's own engine runs all")

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = 'proposal: str = "a"  # the proposal\nas_of: str = ""  # the day\n'
PYTHON3 = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def notebook(*sources: str, **metadata):
    cells = [new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}), *map(new_code_cell, sources)]
    return new_notebook(cells=cells, metadata=PYTHON3 | metadata)


def written(folder: Path, *sources: str) -> Path:
    nbformat.write(notebook(*sources), folder / "mine.ipynb")
    return folder / "mine.ipynb"


def run(path: Path, proposals: Path, given: dict[str, str], **options) -> str:
    settings = proposals.parent / "settings"
    settings.mkdir(exist_ok=True)
    made = running.run_notebook(path, given, proposals=proposals, settings=settings, **options)
    return nbformat.writes(made)


SETTINGS = {
    "MPLBACKEND": "no_such_backend",
    "PYTHONWARNINGS": "error",
    "COLUMNS": "20",
    "JUPYTER_PLATFORM_DIRS": "1",
}


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "notebooks").glob("0*.ipynb")))
def test_each_notebook_of_the_project_is_the_same_byte_for_byte(tmp_path, monkeypatch, name):
    for setting, value in SETTINGS.items():
        monkeypatch.setenv(setting, value)
    (tmp_path / "proposals").mkdir()
    proposal = tmp_path / "proposals" / "library-hours-example"
    proposal.symlink_to(ROOT / "data" / "proposals" / "library-hours-example")
    ours, stock = (
        run(ROOT / "notebooks" / name, proposal.parent, {"proposal": proposal.name}, forked=forked)
        for forked in (True, False)
    )
    assert ours == stock
    assert str(tmp_path) not in ours
    assert str(Path.home()) not in ours or str(Path.home()) == "/root"


LOOK = """\
import os, sys, tempfile, eia
print(os.listdir(), '' in sys.path, os.getcwd() in sys.path, eia.__file__, os.path.isdir(tempfile.gettempdir()))
print(sorted(name for name in os.environ if name.startswith(("PYTHON", "IPYTHON", "MPL", "EIA", "COLUMNS"))))
print([place for place in sys.path if "start_here" in place], sys.executable, os.environ["MPLBACKEND"])
import warnings; warnings.warn("beware")
"""


def test_its_process_is_as_a_fresh_one_whatever_this_one_is(tmp_path, monkeypatch):
    import matplotlib as mpl
    import pandas as pd

    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("EIA_LOCAL_PACKS", str(tmp_path))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "start_here")])
    monkeypatch.setitem(mpl.rcParams, "hatch.linewidth", 9.0)
    assert pd.get_option("display.max_rows") == 60
    drawing = (
        "import matplotlib; print(matplotlib.rcParams['hatch.linewidth'], matplotlib.rcParams['backend'])"
    )
    ours, stock = (
        run(written(tmp_path, LOOK, drawing), tmp_path, {"proposal": "a"}, forked=forked)
        for forked in (True, False)
    )
    assert ours == stock
    assert mpl.rcParams["hatch.linewidth"] == 9.0


@pytest.mark.parametrize("forked", [True, False])
def test_what_is_printed_in_pieces_stands_in_one(tmp_path, forked):
    pieces = "import sys\nfor each in 'abc':\n    print(each, end=' ', flush=True)\nprint('x', file=sys.stderr)\nprint('d')"
    path = written(tmp_path, pieces)
    made = nbformat.reads(run(path, tmp_path, {"proposal": "a"}, forked=forked), as_version=4)
    printed = [(one.name, one.text) for one in made.cells[-1].outputs]
    assert ("stdout", "a b c ") in printed or ("stdout", "a b c d\n") in printed
    assert ("stderr", "x\n") in printed


CHANGES = """\
import builtins, random, matplotlib, numpy, pandas, os, sys, warnings, eia
print(matplotlib.rcParams["lines.linewidth"], pandas.get_option("display.max_rows"), hasattr(builtins, "mine"), os.getenv("MINE"), hasattr(eia, "mine"), "mine" in sys.modules)
matplotlib.rcParams["lines.linewidth"] = 9
pandas.set_option("display.max_rows", 5)
builtins.mine = eia.mine = os.environ["MINE"] = "1"
sys.modules["mine"] = sys
warnings.simplefilter("ignore")
"""


def test_what_one_notebook_changes_the_next_does_not_see(tmp_path):
    path = written(tmp_path, CHANGES, "print(random.random(), numpy.random.random())")
    first, second = (
        nbformat.reads(run(path, tmp_path, {"proposal": "a"}, forked=True), as_version=4) for _ in range(2)
    )
    assert first.cells[2].outputs[0].text == "1.5 60 False None False False\n"
    assert second.cells[2].outputs == first.cells[2].outputs
    assert set(first.cells[3].outputs[0].text.split()).isdisjoint(second.cells[3].outputs[0].text.split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"proposl": "a"}, "The notebook declares no parameter 'proposl'. Did you mean 'proposal'?"),
        ({"as_of": ""}, "The parameter 'proposal' is missing."),
    ],
)
def test_an_unknown_or_missing_parameter_is_refused(tmp_path, given, said):
    with pytest.raises(EiaError) as caught:
        run(written(tmp_path), tmp_path, given, forked=True)
    assert said in str(caught.value)


def test_its_temporary_files_go_with_it_even_if_it_is_killed(tmp_path, monkeypatch):
    places = tmp_path / "temporary"
    places.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(places))
    with pytest.raises(EiaError, match="SIGKILL"):
        run(
            written(tmp_path, "import os, tempfile; tempfile.mkstemp(); os.kill(os.getpid(), 9)"),
            tmp_path,
            {"proposal": "a"},
            forked=True,
        )
    assert list(places.iterdir()) == []


def test_the_command_line_writes_an_ordinary_notebook(tmp_path):
    (tmp_path / "in").mkdir()
    mine, out = (
        written(tmp_path, "import os; print(os.path.basename(os.getcwd()), proposal)"),
        tmp_path / "out.ipynb",
    )
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--engine",
        "eia",
        "-p",
        "proposal",
        "b",
        "--cwd",
        str(tmp_path / "in"),
    ]
    said = subprocess.run([*command, str(mine), str(out)], capture_output=True, text=True, encoding="utf-8", check=True, timeout=600).stderr  # fmt: skip
    made = nbformat.read(out, as_version=4)
    nbformat.validate(made)
    assert made.cells[-1].outputs[0].text == "in b\n"
    assert made.metadata.papermill.parameters == {"proposal": "b"}
    assert made.metadata.language_info.name == "python"
    assert [cell.metadata.papermill.status for cell in made.cells] == ["completed"] * 3
    assert "Executing notebook with kernel: python3" in said


def test_outputs_go_to_the_log_and_to_files_as_papermills_do(tmp_path, caplog):
    source = "import sys\nprint('out')\nprint('err', file=sys.stderr)\n'value'"
    for engine in ("eia", None):
        with (
            caplog.at_level(logging.INFO, "papermill"),
            (tmp_path / f"out-{engine}").open("w+") as out,
            (tmp_path / f"err-{engine}").open("w+") as err,
        ):
            caplog.clear()
            papermill.execute_notebook(
                notebook(source), None, engine_name=engine, progress_bar=False, log_output=True, stdout_file=out, stderr_file=err
            )  # fmt: skip
            out.seek(0)
            err.seek(0)
            said = [
                (record.levelname, record.message) for record in caplog.records if record.name == "papermill"
            ]
            assert ("INFO", "out\n") in said
            assert ("WARNING", "err\n") in said
            assert ("INFO", "'value'") in said
            assert (out.read(), err.read()) == ("out\n", "err\n")


def test_another_kernel_is_papermills_and_that_is_said_once(tmp_path, monkeypatch, caplog):
    asked = []

    def stock(nb_man, kernel_name, **_):
        asked.append(kernel_name)

    folder = tmp_path / "kernels" / "other"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(
        '{"argv": ["/elsewhere/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "language": "python", "display_name": "Other"}',
        encoding="utf-8",
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setattr(registered, "_said", set())
    monkeypatch.setattr(registered.NBClientEngine, "execute_managed_notebook", stock)
    with caplog.at_level(logging.WARNING, "papermill"):
        for _ in range(2):
            papermill.execute_notebook(
                notebook("1"), None, engine_name="eia", kernel_name="other", progress_bar=False
            )
        monkeypatch.setattr(registered, "can_fork", lambda: False)
        papermill.execute_notebook(notebook("1"), None, engine_name="eia", progress_bar=False)
    assert asked == ["other", "other", "python3"]
    assert [record.message for record in caplog.records] == [
        "The engine 'eia' leaves this to papermill's own: the kernel 'other' is not this Python's.",
        "The engine 'eia' leaves this to papermill's own: this system has no safe way to run notebooks in copies of a process.",
    ]


def test_warming_leaves_nothing_set(tmp_path):
    look = (
        "import os, sys, json, warnings\n"
        "from eia.runner.engine import warm\n"
        "def seen(): return [dict(os.environ), os.getcwd(), sys.path, [str(each) for each in warnings.filters]]\n"
        "before = seen(); warm(); warm(); assert seen() == before\n"
        "from IPython import get_ipython; assert get_ipython() is None\n"
        "import matplotlib; assert matplotlib.rcParams == matplotlib.rcParamsDefault, 'settings'\n"
        "print(sorted(name for name in ('pandas', 'scipy.stats', 'nbconvert', 'eia.views', 'eia.report.pdf') if name in sys.modules))"
    )
    (tmp_path / "matplotlibrc").write_text("hatch.linewidth: 9\n", encoding="utf-8")
    (tmp_path / "random.py").write_text("raise RuntimeError\n", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-P", "-c", look],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT), "MATPLOTLIBRC": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    assert said.stderr == ""
    assert said.stdout == "['eia.report.pdf', 'eia.views', 'nbconvert', 'pandas', 'scipy.stats']\n"


def test_being_slow_to_find_fonts_is_no_line_on_the_screen(tmp_path):
    at_once = (
        "import threading\n"
        "timer = threading.Timer\n"
        "def at_once(seconds, call): call(); return timer(seconds, lambda: None)\n"
        "threading.Timer = at_once\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-P", "-c", at_once + load],
            env=os.environ | {"PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(tmp_path / name)},
            capture_output=True, text=True, encoding="utf-8", check=True, timeout=600,
        ).stderr
        for name, load in (("own", "import matplotlib.font_manager"), ("warm", "from eia.runner.engine import warm; warm()"))
    ]  # fmt: skip
    assert "building the font cache" in said[0], "matplotlib says it no more: this test is of nothing"
    assert said[1] == ""
