"""Places that the system does not give: one line each, and where one of many folders cannot be opened, the rest is planned."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eia.cli import main
from eia.errors import EiaError
from eia.proposal.folder import FILE
from eia.runner.batch.plan import plan, said_of


@pytest.fixture
def proposals(tmp_path) -> Path:
    for name in "abc":
        (tmp_path / "proposals" / name).mkdir(parents=True)
        (tmp_path / "proposals" / name / FILE).touch()
    (tmp_path / "proposals" / "notes").mkdir()
    return tmp_path / "proposals"


@pytest.fixture
def locked(monkeypatch) -> list[Path]:
    """Folders that nobody may enter, not even root."""
    inside: list[Path] = []
    for name in ("stat", "lstat"):
        real = getattr(os, name)

        def refuse(path, *arguments, real=real, **options):
            if isinstance(path, str | os.PathLike) and any(place in Path(path).parents for place in inside):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *arguments, **options)

        monkeypatch.setattr(os, name, refuse)
    return inside


def test_a_folder_that_cannot_be_opened_costs_only_its_own_report(proposals, locked, tmp_path):
    locked.append(proposals / "b")
    planned = plan([str(proposals)], out=tmp_path / "out")
    assert [folder.name for folder in planned.folders] == ["a", "c"]
    assert [folder.name for folder in planned.passed_over] == ["notes"]
    [(name, error)] = planned.refused
    assert name == "b"
    assert "The folder cannot be opened." in str(error)


def test_a_proposal_named_by_itself_that_cannot_be_opened_is_refused_alone(proposals, locked, tmp_path):
    locked.append(proposals / "b")
    planned = plan([str(proposals / "b"), str(proposals / "c")], out=tmp_path / "out")
    assert [folder.name for folder in planned.folders] == ["c"]
    assert "The folder cannot be opened." in str(planned.refused[0][1])


def test_a_folder_named_twice_is_no_failure(proposals, tmp_path):
    planned = plan(
        [str(proposals), str(proposals / "a"), f"{proposals}/../proposals/b"], out=tmp_path / "out"
    )
    assert [folder.name for folder in planned.folders] == ["a", "b", "c"]
    assert planned.refused == ()
    assert list(said_of(planned)) == [
        f"notes: holds no {FILE}, so it was passed over",
        "a: was named more than once; its report is made once",
        "b: was named more than once; its report is made once",
    ]


def test_a_folder_for_reports_below_one_that_may_not_be_entered(proposals, locked, tmp_path):
    (tmp_path / "theirs").mkdir()
    locked.append(tmp_path / "theirs")
    with pytest.raises(EiaError, match=r"cannot be reached: permission denied.*--out"):
        plan([str(proposals / "a")], out=tmp_path / "theirs" / "out")


def test_a_folder_for_reports_with_too_long_a_name(proposals, tmp_path):
    with pytest.raises(EiaError, match=r"cannot be reached: file name too long.*--out"):
        plan([str(proposals / "a")], out=tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
@pytest.mark.parametrize("where", ["out", "out/a"])
@pytest.mark.parametrize("leads", ["back", "nowhere"])
def test_a_link_that_leads_nowhere_is_no_folder_for_reports(proposals, tmp_path, where, leads):
    link = tmp_path / where
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(link if leads == "back" else tmp_path / "gone")
    said = "a link that leads nowhere, or back to itself"
    if where == "out":
        with pytest.raises(EiaError, match=said):
            plan([str(proposals / "a")], out=tmp_path / "out")
    else:
        planned = plan([str(proposals)], out=tmp_path / "out")
        assert [folder.name for folder in planned.folders] == ["b", "c"]
        assert said in str(planned.refused[0][1])


def test_the_command_line_says_it_in_one_line(proposals, tmp_path, capsys):
    assert main(["report", str(proposals / "a"), "--out", str(tmp_path / ("x" * 300))]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "file name too long" in line
