"""The command line: exit statuses, words on the right stream, quick to start, and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from eia import __version__
from eia.assessment import assess, findings_json
from eia.cli import main

HEAVY = ("pandas", "scipy", "matplotlib", "numpy", "nbconvert", "papermill", "typst", "IPython")
SETTLED = '[proposal]\nstage = "early"\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "listed in Schedule 19"\n'
EVERY_VIEW = """
import sys, warnings
warnings.filterwarnings("ignore", category=EncodingWarning)
warnings.filterwarnings("error", category=EncodingWarning, module=r"eia(\\.|$)")
from eia import assess, views
from eia.assessment import assessment_json
made = assess(sys.argv[1])
assessment_json(made)
for name in views.__all__:
    if name != "profile":
        repr(getattr(views, name)(made))
views.profile(made, characteristic="age")
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments], env=os.environ | environment, capture_output=True, check=False
    )


def test_check_ends_with_0_when_all_that_is_due_is_settled(shipped_id, capsys):
    assert main(["check", shipped_id]) == 0
    said = capsys.readouterr()
    assert "At this early stage only one of the questions is due: which duty binds." in said.out
    assert "Not yet due:" in said.out
    assert "Illustration made from a published report." in said.out
    assert said.err == ""


def test_check_ends_with_1_when_something_serious_is_open(folder_of, capsys):
    record = (
        SETTLED.replace("early", "decision")
        + "[decision]\ndate = 2024-06-01\n[assessment]\ndate = 2024-06-02\n"
    )
    assert main(["check", str(folder_of(record))]) == 1
    said = capsys.readouterr().out
    assert said.index("D01 Serious: Did every person deciding have the assessment") < said.index("Warning:")


def test_check_ends_with_1_when_a_question_that_is_due_is_unanswered(folder_of):
    assert main(["check", str(folder_of(SETTLED))]) == 0
    assert main(["check", str(folder_of('[proposal]\nstage = "early"', name="other"))]) == 1


def test_an_empty_proposal_ends_with_1_and_nothing_is_met_or_not_met(folder_of, capsys):
    assert main(["check", str(folder_of("")), "--json"]) == 1
    statuses = [one["status"] for one in json.loads(capsys.readouterr().out)["findings"]]
    assert statuses
    assert not {"met", "not met"} & set(statuses)


def test_check_ends_with_2_when_the_folder_cannot_be_read(folder_of, capsys):
    assert main(["check", str(folder_of('[propsal]\n[decision]\ndate = "spring"'))]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2
    assert main(["check", "nowhere"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_check_as_of_a_day(shipped_id, capsys):
    assert main(["check", shipped_id, "--as-of", "2023-01-31"]) == 0
    assert "Judged as of: 31 January 2023." in capsys.readouterr().out
    assert main(["check", shipped_id, "--as-of", "soon"]) == 2


def test_check_as_json_prints_the_findings_and_nothing_else(shipped_id, capsys):
    assert main(["check", shipped_id, "--json"]) == 0
    said = capsys.readouterr()
    assert said.out == findings_json(assess(shipped_id))
    assert said.err == ""
    first = json.loads(said.out)["findings"][0]
    assert {"code", "about", "status", "severity", "text"} <= set(first)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_is_utf8_whatever_the_console_and_text_never_fails_on_it(shipped_id, encoding):
    made = python("-m", "eia.cli", "check", shipped_id, "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert made.stdout.decode("utf-8").replace("\r\n", "\n") == findings_json(assess(shipped_id))
    text = python("-m", "eia.cli", "check", shipped_id, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (text.returncode, text.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check"], ["report"], ["check", "a", "--jsn"]])
def test_a_wrong_command_ends_with_2_and_says_how(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: eia" in capsys.readouterr().err


def test_help_and_version(capsys):
    for arguments, said in (
        (["--help"], "Equality impact assessments"),
        (["--version"], f"eia {__version__}"),
        (["check", "--help"], "--as-of"),
    ):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 0
        assert said in capsys.readouterr().out


def test_ctrl_c_while_checking_ends_with_130(shipped_id, monkeypatch, capsys):
    from eia import assessment

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(assessment, "assess", interrupted)
    assert main(["check", shipped_id]) == 130
    assert capsys.readouterr().err.startswith("Stopped.")


def test_explain_prints_one_question_or_the_list_and_names_the_nearest(capsys):
    assert main(["explain", "t01"]) == 0
    assert capsys.readouterr().out.startswith("T01  Was the assessment made before the decision?")
    assert main(["explain"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("What the duty covers\nA01  ")
    assert said.endswith("For one of them: eia explain CODE. This is not legal advice.\n")
    assert main(["explain", "T1"]) == 2
    assert "Did you mean 'T01'?" in capsys.readouterr().err


def test_check_ends_with_what_follows_from_the_record(shipped_id, capsys):
    assert main(["check", shipped_id]) == 0
    said = capsys.readouterr().out
    assert said.rpartition("What follows from this record")[2].strip().startswith("- ")
    assert said.endswith("Advice on how full an assessment to make. People decide.\n")


LIGHT = [
    ("import eia", "import eia"),
    ("eia --help", "from eia.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"),
    ("eia explain", "from eia.cli import main\nmain(['explain', 'T01'])"),
    ("eia check", "from eia.cli import main\nmain(['check', 'cheshire-east-digital-strategy'])"),
    (
        "reading a proposal",
        "from eia.proposal import read_proposal\nread_proposal('cheshire-east-digital-strategy')",
    ),
]


@pytest.mark.parametrize("code", [pytest.param(code, id=words) for words, code in LIGHT])
def test_no_heavy_library_is_loaded_by(code):
    look = f"{code}\nimport sys\nprint('HEAVY', sorted({set(HEAVY)!r} & set(sys.modules)))"
    made = python("-c", look)
    assert made.stdout.decode().splitlines()[-1] == "HEAVY []", made.stderr.decode()


def test_no_file_is_opened_in_the_encoding_of_the_machine(shipped_id):
    made = python("-X", "warn_default_encoding", "-c", EVERY_VIEW, shipped_id)
    assert (made.returncode, made.stderr.decode()) == (0, "")


def test_the_test_of_encodings_sees():
    code = (
        EVERY_VIEW.partition("from eia")[0]
        + "exec(compile('open(__file__)', 'x', 'exec'), {'__name__': 'eia.somewhere', '__file__': sys.executable})"
    )
    made = python("-X", "warn_default_encoding", "-c", code)
    assert "EncodingWarning" in made.stderr.decode()
