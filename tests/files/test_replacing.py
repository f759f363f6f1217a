"""A report's folder is all of the old files or all of the new, whenever its writer is killed."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from eia.errors import EiaError
from eia.files import replace_folder, replacing, sweep, turns, workroom, write_together

OLD = {"assessment.json": "old json\n", "report.html": "old html\n", "report.docx": "old word\n"}
NEW = {"assessment.json": "new json\n", "report.html": "new html\n", "run.json": "new\n"}
MINE = {"notes.txt": "the officer's own\n", "pictures/plan.txt": "a plan\n"}


@pytest.fixture
def report(tmp_path) -> Path:
    folder = tmp_path / "reports" / "library"
    (folder / "pictures").mkdir(parents=True)
    for name, text in (OLD | MINE).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def standing(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


BEFORE, AFTER = OLD | MINE, NEW | MINE
WAYS = [pytest.param(True, id="exchanged"), pytest.param(False, id="file by file")]


@pytest.fixture(params=WAYS)
def way(request, monkeypatch) -> bool:
    """On systems that exchange two folders in one step, and on those that cannot."""
    if not request.param:
        monkeypatch.setattr(replacing, "_exchange", lambda *_: False)
    elif sys.platform not in ("linux", "darwin"):
        pytest.skip("This system exchanges no folders.")
    return request.param


@pytest.mark.usefixtures("way")
def test_new_files_take_the_place_of_the_old_and_what_else_is_there_stays(report):
    replace_folder(report, NEW, without=["report.docx"])
    assert standing(report) == AFTER
    assert [path.name for path in report.parent.iterdir()] == ["library"]


@pytest.mark.usefixtures("way")
def test_a_folder_that_is_not_there_is_made_with_the_rights_of_new_folders(tmp_path):
    replace_folder(tmp_path / "a" / "b", NEW)
    (tmp_path / "plain").mkdir()
    assert standing(tmp_path / "a" / "b") == NEW
    assert (tmp_path / "a" / "b").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_else_is_there_is_the_same_file_and_keeps_its_rights(report):
    (report / "notes.txt").chmod(0o640)
    report.chmod(0o750)
    before = (report / "notes.txt").stat()
    replace_folder(report, NEW)
    now = (report / "notes.txt").stat()
    assert (now.st_mode, now.st_size, now.st_mtime_ns) == (before.st_mode, before.st_size, before.st_mtime_ns)
    assert os.name == "nt" or report.stat().st_mode & 0o777 == 0o750


@pytest.mark.usefixtures("way")
def test_a_link_to_the_folder_stays_a_link(report, tmp_path):
    try:
        (tmp_path / "link").symlink_to(report)
    except OSError:
        pytest.skip("This system makes no links.")
    replace_folder(tmp_path / "link", NEW, without=["report.docx"])
    assert (tmp_path / "link").is_symlink()
    assert standing(report) == AFTER


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_leaves_the_old_report(report, monkeypatch, at):
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EiaError, match=r"the disk is full\. Make room and try again\."):
        replace_folder(report, NEW)
    assert standing(report) == BEFORE
    assert [path.name for path in report.parent.iterdir()] == ["library"]


@pytest.mark.usefixtures("way")
def test_a_folder_where_a_file_is_due_is_named_and_kept(report):
    (report / "run.json").mkdir()
    with pytest.raises(EiaError, match=r"run\.json: .*something that is no file stands where it is due"):
        replace_folder(report, NEW)
    assert standing(report) == BEFORE


def fork() -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of other threads, such as pytest's own clock. The child takes no lock of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def dies_at(step: int, *, exchanged: bool, report: Path, way_of_writing) -> bool:
    """Write in a process that kills itself before a certain step; tell whether it came to it."""
    child = fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    seen = 0

    def counted(real):
        def step_of(*given, **options):
            nonlocal seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **options)

        return step_of

    try:
        for owner, name in (
            *((os, one) for one in ("fsync", "replace", "link", "rename", "unlink", "mkdir")),
            *((Path, one) for one in ("replace", "unlink", "rename", "mkdir", "hardlink_to")),
            *((shutil, one) for one in ("copy2", "copytree", "rmtree")),
        ):
            setattr(owner, name, counted(getattr(owner, name)))
        replacing._exchange = counted(replacing._exchange) if exchanged else (lambda *_: False)
        way_of_writing(report, NEW)
    finally:
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
@pytest.mark.parametrize("way_of_writing", [replace_folder, write_together])
@pytest.mark.parametrize("exchanged", WAYS)
def test_a_writer_killed_at_any_step_leaves_all_old_or_all_new_and_the_next_sweeps(
    report, exchanged, way_of_writing
):
    saved = report.parent.parent / "saved"
    shutil.copytree(report, saved)
    whole = [BEFORE, OLD | AFTER]
    ends, step = [], 1
    while dies_at(step, exchanged=exchanged, report=report, way_of_writing=way_of_writing):
        visible = {name: text for name, text in standing(report).items() if not name.startswith(".")}
        if exchanged and way_of_writing is replace_folder:
            assert visible in whole, step  # even before anything is swept
        sweep(report.parent)
        sweep(report)
        assert standing(report) in whole, step
        assert [path.name for path in report.parent.iterdir()] == ["library"], step
        assert not list(report.glob(".*")), step
        ends.append(standing(report) == BEFORE)
        shutil.rmtree(report)
        shutil.copytree(saved, report)
        step += 1
    assert standing(report) == OLD | AFTER
    assert step > 15
    assert ends == sorted(
        ends, reverse=True
    )  # the old one up to a certain step, and the new one from there on
    assert set(ends) == {True, False}


HOLDS = """
import sys, time
from pathlib import Path
from eia.files.workroom import workroom
with workroom(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_room_that_another_run_holds_is_not_swept_until_that_run_is_gone(report):
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(report)], stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline().strip() == b"held"
            sweep(report)
            assert len(list(report.glob(".writing-*"))) == 1
        finally:
            other.kill()
    sweep(report)
    assert list(report.glob(".writing-*")) == []


def test_a_room_swept_before_it_is_held_is_made_again(report, monkeypatch):
    real, rooms = workroom.tempfile.mkdtemp, []

    def swept(**options):
        rooms.append(real(**options))
        if len(rooms) == 1:
            Path(rooms[0]).rmdir()
        return rooms[-1]

    monkeypatch.setattr(workroom.tempfile, "mkdtemp", swept)
    write_together(report, NEW)
    assert len(rooms) == 2
    assert standing(report) == OLD | AFTER


def test_nothing_is_swept_where_there_is_nothing(tmp_path):
    sweep(tmp_path / "nowhere")
    (tmp_path / ".writing-mine").write_text("a file of the officer's", encoding="utf-8")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".writing-mine"]


def writes_again_and_again(folder: Path, tag: str, times: int) -> int:
    """Write a folder many times in a process of its own; return its number."""
    if child := fork():
        return child
    try:
        for _ in range(times):
            replace_folder(folder, {f"{number}.txt": tag for number in range(4)})
            sweep(folder.parent)
        os._exit(0)
    except EiaError as error:
        (folder.parent.parent / f"{tag}-failed.txt").write_text(str(error), encoding="utf-8")
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork")
@pytest.mark.usefixtures("way")
def test_writers_of_one_folder_at_once_take_turns_and_their_files_never_mix(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "_PATIENCE", 600.0)  # turns are not taken in order
    folder = tmp_path / "reports" / "library"
    writers = [writes_again_and_again(folder, tag, 10) for tag in "abcd"]
    ended = [os.waitpid(writer, 0)[1] for writer in writers]
    assert [path.read_text(encoding="utf-8") for path in tmp_path.glob("*-failed.txt")] == []
    assert ended == [0, 0, 0, 0]
    assert len(set(standing(folder).values())) == 1
    assert sorted(standing(folder)) == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert [path.name for path in folder.parent.iterdir()] == ["library"]


@pytest.mark.parametrize("moment", ["open", "lock"])
def test_a_room_that_is_being_swept_is_not_held(report, monkeypatch, moment):
    """Between the making of a room, its file and its lock another run may sweep it: then another room is made."""
    pytest.importorskip("fcntl", reason="Windows has no such locks")
    rooms, real, lock = [], workroom.tempfile.mkdtemp, workroom._lock

    def made(**options):
        rooms.append(real(**options))
        if len(rooms) == 1 and moment == "open":
            (Path(rooms[0]) / "held").touch()  # the sweeper has made it its own
        return rooms[-1]

    def locked(held):
        if len(rooms) == 1 and moment == "lock":
            Path(held.name).unlink()  # the sweeper had it and is about to remove the room
        return lock(held)

    monkeypatch.setattr(workroom.tempfile, "mkdtemp", made)
    monkeypatch.setattr(workroom, "_lock", locked)
    with workroom.workroom(report) as room:
        assert str(room) == rooms[1]
        assert len(rooms) == 2


def test_a_run_that_stands_still_in_its_turn_is_told_and_the_old_report_stands(report, monkeypatch):
    pytest.importorskip("fcntl", reason="Windows has no such locks")
    monkeypatch.setattr(turns, "_PATIENCE", 0.02)
    with turns.turn(report):
        for write in (replace_folder, write_together):
            with pytest.raises(EiaError, match="another run is writing there, and does not end"):
                write(report, NEW)
    assert standing(report) == BEFORE
    assert [path.name for path in report.parent.iterdir()] == ["library"]
