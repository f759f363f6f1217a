"""What kills the work on one proposal ends that proposal only, is named with its cell, and leaves nothing behind."""

from __future__ import annotations

import json
import re
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from deaths import (
    IN_THE_NOTEBOOK,
    IN_THE_PACK,
    begin,
    notebook_of_deaths,
    pack_of_deaths,
    processes_of,
    proposals_called,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one."),
]

CELL = "deaths.ipynb, cell 4"
ENDLESS = ("loops", "sleeps-deaf", "pack-loops")
LIVING = ("lives-first", "lives-last", "leaves-a-daemon", "starts-a-program")

# What each dies of: the cause, its number, where, and what is said.
DEATHS = {
    "leaves": ("exit", 7, CELL, r"Python left with exit code 7; it had used at most \d+ MB"),
    "is-killed": ("signal", signal.SIGKILL, CELL, r"Python was ended by SIGKILL .*; it had used at most \d+ MB"),
    "segfaults": ("signal", signal.SIGSEGV, CELL, r"Python was ended by SIGSEGV \(a program library broke\)"),
    "aborts": ("signal", signal.SIGABRT, CELL, r"Python was ended by SIGABRT"),
    "kills-its-parent": ("exit", None, CELL, r"Python ended, and nothing is left to say how"),
    "raises": ("problem", None, CELL, r"The notebook stopped here: ValueError\."),
    "exits-politely": ("problem", None, CELL, r"The notebook stopped here: SystemExit\."),
    "recurses": ("problem", None, CELL, r"maximum recursion depth exceeded"),
    "asks-for-too-much": ("memory", None, CELL, r"took more memory than the 700 MB allowed"),
    "grows": ("memory", None, CELL, r"took more memory than the 700 MB allowed; it was stopped while running the notebook\. It was seen to have \d+ MB\."),
    "doubles": ("processes", None, CELL, r"started more than 200 processes; it was stopped while running the notebook"),
    "starts-many": ("processes", None, CELL, r"started more than 200 processes"),
    "loops": ("deadline", None, CELL, r"not made within 30 seconds; it was stopped while running the notebook"),
    "sleeps-deaf": ("deadline", None, CELL, r"not made within 30 seconds"),
    "pack-leaves": ("exit", 9, "pack-leaves", r"ended while reading: Python left with exit code 9"),
    "pack-is-killed": ("signal", signal.SIGKILL, "pack-is-killed", r"ended while reading: Python was ended by SIGKILL"),
    "pack-segfaults": ("signal", signal.SIGSEGV, "pack-segfaults", r"ended while reading: Python was ended by SIGSEGV"),
    "pack-loops": ("deadline", None, "pack-loops", r"not made within 30 seconds; it was stopped while reading"),
    "pack-grows": ("memory", None, "pack-grows", r"took more memory than the 700 MB allowed"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Run:
    status: int
    said: str
    batch: dict[str, Any]
    out: Path
    left: list[int]
    temporary: list[str]

    def of(self, name: str) -> dict[str, Any]:
        return next(one for one in self.batch["proposals"] if one["id"] == name)


OLD = {"report.html": "<p>old", "report.pdf": "%PDF old", "run.json": "{}", "notes.txt": "mine"}


def run(at: Path, names: tuple[str, ...], *arguments: str) -> Run:
    folder = proposals_called(at, *names)
    for name in names:
        (at / "out" / name).mkdir(parents=True)
        for file, text in OLD.items():
            (at / "out" / name / file).write_text(text, encoding="utf-8", newline="\n")
    given = [
        str(folder),
        "--notebook",
        str(notebook_of_deaths(at)),
        "--local",
        str(pack_of_deaths(at)),
        *arguments,
    ]
    with begin(at, *given) as process:
        table, said = process.communicate(timeout=900)
    return Run(
        status=process.returncode,
        said=table + said,
        batch=json.loads((at / "out" / "batch.json").read_text(encoding="utf-8")),
        out=at / "out",
        left=processes_of(at),
        temporary=[path.name for path in (at / "tmp").iterdir()],
    )


@pytest.fixture(scope="module")
def ended(tmp_path_factory) -> Run:
    """Everything that ends by itself, in one batch."""
    names = tuple(name for name in DEATHS if name not in ENDLESS) + LIVING
    return run(tmp_path_factory.mktemp("deaths"), names, "--memory", "700", "--workers", "2")


@pytest.fixture(scope="module")
def endless(tmp_path_factory) -> Run:
    return run(tmp_path_factory.mktemp("endless"), ENDLESS, "--deadline", "30", "--workers", "3")


@pytest.mark.parametrize("name", DEATHS)
def test_a_death_is_told_with_its_place_and_reason(request, name):
    made = request.getfixturevalue("endless" if name in ENDLESS else "ended")
    cause, number, where, what = DEATHS[name]
    told = made.of(name)
    assert told["status"] == "failed"
    assert (told["ended"]["cause"], told["ended"]["number"]) == (cause, number)
    [problem] = told["problems"]
    assert problem["where"] == where
    assert re.search(what, problem["what"]), problem["what"]
    assert any(line.startswith(f"{where}: {problem['what']}") for line in made.said.splitlines())


@pytest.mark.parametrize("name", DEATHS)
def test_the_report_before_stands_and_is_marked_out_of_date(request, name):
    made = request.getfixturevalue("endless" if name in ENDLESS else "ended")
    stands = {path.name: path.read_text(encoding="utf-8") for path in (made.out / name).iterdir()}
    note = stands.pop("OUT-OF-DATE.txt")
    assert stands == OLD
    assert note.startswith("This report is out of date: ")
    assert DEATHS[name][2] in note
    assert made.of(name)["out_of_date"] is True


@pytest.mark.parametrize("name", LIVING)
def test_the_others_are_made_whole(ended, name):
    assert ended.of(name)["status"] == "made"
    held = {path.name for path in (ended.out / name).iterdir()}
    assert held >= {"assessment.json", "report.html", "report.ipynb", "report.pdf", "run.json", "notes.txt"}
    assert (ended.out / name / "report.html").read_text(encoding="utf-8") != OLD["report.html"]


def test_nothing_is_left_and_the_run_ends_with_2(ended, endless):
    for made in (ended, endless):
        assert made.status == 2
        assert made.left == []
        assert made.temporary == []
        assert [path.name for path in made.out.glob(".*")] == []
        assert "Traceback" not in made.said


def test_every_death_is_tried():
    assert {*DEATHS, *LIVING} >= {*IN_THE_NOTEBOOK, *IN_THE_PACK}
