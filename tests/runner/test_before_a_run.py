"""What is known before any report is made is said then: a look that is none, too many at a time, a limit that is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eia.cli import main
from eia.errors import EiaError
from eia.report.look import Look
from eia.runner.batch import Order, making, run
from eia.runner.batch.making import make_reports
from eia.runner.batch.order import Limits, Outcome, Status
from eia.runner.batch.plan import plan
from eia.runner.batch.progress import Progress
from eia.runner.batch.run import Run


def order_of(tmp_path: Path, look: Look) -> Order:
    return Order(out=tmp_path / "out", notebook=tmp_path / "x.ipynb", look=look)


@pytest.mark.parametrize("kind", ["house_style", "fonts"])
def test_a_look_that_is_none_is_refused_before_a_report_is_begun(tmp_path, folder_of, monkeypatch, kind):
    monkeypatch.setattr(making, "Run", None)
    look = Look(**{kind: tmp_path / "none"})
    with pytest.raises(EiaError, match="There is no such folder"):
        make_reports([str(folder_of(""))], order=order_of(tmp_path, look))
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere reports are made one by one.")
def test_more_at_a_time_than_the_cores_bear_are_capped_with_a_note(tmp_path, monkeypatch, capsys):
    from eia.runner.batch import apart

    asked = []

    def work_apart(folders, _, *, workers, ended, **__):
        asked.append(workers)
        for folder in folders:
            ended(folder, Outcome(name=folder.name, status=Status.MADE))

    monkeypatch.setattr(apart, "work_apart", work_apart)
    monkeypatch.setattr(run, "warm", lambda: None)
    monkeypatch.setattr(run, "rehearse", lambda: None)
    monkeypatch.setattr(run, "_cores", lambda: range(2))
    due = [tmp_path / str(number) for number in range(300)]
    made = Run(order=order_of(tmp_path, Look()), planned=plan([], out=tmp_path / "out"))
    with Progress(300, many=True) as made.progress:
        made.several(due, workers=262, limits=Limits())
        made.several(due, workers=8, limits=Limits())
    assert asked == [8, 8]
    assert (
        capsys.readouterr().err.count("262 reports at a time are too many for this machine: 8 are made.") == 1
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--workers two", "argument --workers: a whole number is due"),
        ("--workers 0", "argument --workers: at least 1 is due"),
        ("--deadline soon", "argument --deadline: a number above 0 is due"),
        ("--memory nan", "argument --memory: a number above 0 is due"),
    ],
)
def test_a_limit_that_is_none_is_told_in_plain_words(given, said, capsys):
    with pytest.raises(SystemExit):
        main(["report", "a", *given.split()])
    assert capsys.readouterr().err.splitlines()[-1].endswith(said)
