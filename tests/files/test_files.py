"""Files are read with the problem named, and written all together or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia import files
from eia.errors import EiaError
from eia.files import read_text, workroom, write_together, write_whole

OLD = {"assessment.json": "old json\n", "report.html": "old html\n", "report.pdf": "old pdf\n"}
NEW = {
    "assessment.json": "new json\n",
    "report.html": "new html\n",
    "report.pdf": b"new pdf\n",
    "run.json": "new\n",
}


@pytest.fixture
def report(tmp_path):
    folder = tmp_path / "report"
    folder.mkdir()
    for name, text in OLD.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "notes.txt").write_text("the officer's own", encoding="utf-8", newline="\n")
    return folder


def standing(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


BEFORE = {**OLD, "notes.txt": "the officer's own"}


def test_files_are_written_together_and_what_else_is_there_is_left_alone(report):
    write_together(report, NEW)
    assert standing(report) == {
        "assessment.json": "new json\n",
        "report.html": "new html\n",
        "report.pdf": "new pdf\n",
        "run.json": "new\n",
        "notes.txt": "the officer's own",
    }


def test_a_folder_that_is_not_there_is_made(tmp_path):
    write_whole(tmp_path / "a" / "b" / "c.txt", "x\n")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
@pytest.mark.parametrize(("mask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_written_file_has_the_rights_that_the_user_gives_to_new_files(tmp_path, mask, rights):
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "c.txt", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "c.txt").stat().st_mode & 0o777 == rights


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_full_disk_leaves_the_old_report_and_no_part_of_the_new(report, monkeypatch, at):
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EiaError, match=r"the disk is full\. Make room and try again\."):
        write_together(report, NEW)
    assert standing(report) == BEFORE


def interrupt_replace(monkeypatch, at: int, error: BaseException, *, after: bool = False) -> None:
    """Let the move of a certain number fail, before or just after it is done; moves back are let through."""
    real, calls = Path.replace, []

    def replace(path, target):
        calls.append(path)
        if len(calls) == at and not after:
            raise error
        moved = real(path, target)
        if len(calls) == at:
            raise error
        return moved

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("at", range(1, 5))
def test_a_file_open_in_another_program_leaves_the_old_report(report, monkeypatch, at):
    interrupt_replace(monkeypatch, at, PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(EiaError, match="it may be open in another program") as caught:
        write_together(report, NEW)
    assert len(caught.value.problems) == 1
    assert standing(report) == BEFORE


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 5))
def test_ctrl_c_at_any_move_leaves_the_old_report(report, monkeypatch, at, after):
    interrupt_replace(monkeypatch, at, KeyboardInterrupt(), after=after)
    with pytest.raises(KeyboardInterrupt):
        write_together(report, NEW)
    assert standing(report) == BEFORE


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_ctrl_c_while_writing_leaves_the_old_report(report, monkeypatch, at):
    real, calls = workroom.prepare, []

    def prepare(path, content, workroom):
        calls.append(path)
        if len(calls) == at:
            raise KeyboardInterrupt
        return real(path, content, workroom)

    monkeypatch.setattr(workroom, "prepare", prepare)
    with pytest.raises(KeyboardInterrupt):
        write_together(report, NEW)
    assert standing(report) == BEFORE


def refuse_moves_to(monkeypatch, *refused: tuple[str, str]) -> None:
    """Refuse the moves of files from the workroom to their places, by the end of their name there and the place's name."""
    real = Path.replace

    def replace(path, target):
        if (path.suffix, Path(target).name) in refused:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_one_file_that_cannot_be_put_back_costs_no_other_and_its_copy_is_named(report, monkeypatch):
    refuse_moves_to(monkeypatch, (".new", "run.json"), (".old", "assessment.json"))
    with pytest.raises(EiaError) as caught:
        write_together(report, NEW)
    first, second = caught.value.problems
    assert first.where.endswith("run.json")
    assert second.where.endswith("assessment.json")
    assert second.what == "The file that stood here could not be put back: permission denied."
    [copy] = report.glob(".writing-*/assessment.json.old")
    assert second.do == f"Its copy is {copy}: move it back by hand."
    assert copy.read_text(encoding="utf-8") == OLD["assessment.json"]
    for name in ("report.html", "report.pdf"):
        assert (report / name).read_text(encoding="utf-8") == OLD[name]
    assert not (report / "run.json").exists()
    monkeypatch.undo()
    files.sweep(report)  # the only copy of an officer's file is never swept
    assert copy.read_text(encoding="utf-8") == OLD["assessment.json"]


def test_ctrl_c_with_a_file_that_cannot_be_put_back_says_so(report, monkeypatch):
    interrupt_replace(monkeypatch, 2, KeyboardInterrupt())
    real = Path.replace

    def replace(path, target):
        if path.suffix == ".old":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(EiaError, match=r"assessment\.json: The file that stood here could not be put back"):
        write_together(report, NEW)


def test_a_copy_that_cannot_be_removed_afterwards_is_no_error(report, monkeypatch):
    import shutil

    tries = []
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: tries.append(path))
    write_together(report, NEW)
    assert (report / "run.json").read_text(encoding="utf-8") == "new\n"
    assert len(tries) == 3
    monkeypatch.undo()
    [left] = report.glob(".writing-*")
    write_together(report, NEW)  # what an earlier run left behind is swept by the next
    assert not left.exists()


def test_a_folder_where_a_file_is_due_is_named_and_kept(report):
    (report / "run.json").mkdir()
    (report / "run.json" / "mine.txt").write_text("x", encoding="utf-8", newline="\n")
    with pytest.raises(EiaError, match=r"run\.json: .*something that is no file stands where it is due"):
        write_together(report, NEW)
    assert {path.name for path in report.iterdir()} == {*BEFORE, "run.json"}
    assert (report / "run.json" / "mine.txt").is_file()


def test_a_file_where_the_folder_is_due_is_named(tmp_path):
    (tmp_path / "reports").write_text("x", encoding="utf-8", newline="\n")
    with pytest.raises(EiaError, match=r"cannot be written.*Choose another folder"):
        write_together(tmp_path / "reports", NEW)


READ = [
    ("a byte order mark", b"\xef\xbb\xbftitle", "title"),
    ("Windows line ends", b"a\r\nb\rc\n", "a\nb\nc\n"),
    ("tabs and accents", "caf\u00e9\t\u2019".encode(), "caf\u00e9\t\u2019"),
    ("nothing", b"", ""),
]


@pytest.mark.parametrize(("data", "text"), [pytest.param(*rest, id=words) for words, *rest in READ])
def test_a_file_is_read_with(tmp_path, data, text):
    (tmp_path / "a.txt").write_bytes(data)
    assert read_text(tmp_path / "a.txt") == text


REFUSED = [
    (
        "a Windows encoding",
        b"one\ntwo caf\xe9\n",
        "a.txt, line 2: The file is not in UTF-8 (it may be in a Windows encoding). Open it in Notepad, choose 'Save as', and there the encoding 'UTF-8'.",
    ),
    ("UTF-16", "title".encode("utf-16"), "a.txt: The file is in UTF-16, not in UTF-8. Open it in Notepad"),
    ("UTF-16 that does not say so", "title = 1".encode("utf-16-be"), "a.txt: The file is in UTF-16"),
    (
        "a Word file",
        b"PK\x03\x04\x14\x00\x06",
        "a.txt: This is a Word, Excel or zip file. Copy its words into",
    ),
    ("an old Excel file", b"\xd0\xcf\x11\xe0\xa1", "a.txt: This is a Word, Excel or zip file."),
    (
        "a control character",
        b"one\ntwo\x07\n",
        "a.txt, line 2, column 4: There is a control character (U+0007) here.",
    ),
    (
        "a line separator",
        "one\u2028".encode(),
        "a.txt, line 1, column 4: There is a control character (U+2028) here.",
    ),
    ("more than 5 MB", b"x" * 5_000_001, "a.txt: The file is 5.0 MB; the largest read is 5 MB."),
]


@pytest.mark.parametrize(("data", "said"), [pytest.param(*rest, id=words) for words, *rest in REFUSED])
def test_a_file_is_refused_with(tmp_path, data, said):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(EiaError) as caught:
        read_text(tmp_path / "a.txt")
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"caf\xe9\n", "a,b".encode("utf-16"), b"PK\x03\x04"])
def test_only_a_table_is_saved_again_in_excel(tmp_path, data):
    for name, excel in (("a.csv", True), ("a.toml", False)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(EiaError) as caught:
            read_text(tmp_path / name)
        assert ("CSV UTF-8" in str(caught.value)) is excel


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7\n\xe2\xe3"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.ods", "a.pdf"])
def test_a_table_of_another_kind_is_saved_as_one_that_is_read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(EiaError) as caught:
        read_text(tmp_path / name, table=True)
    assert "save it as .xlsx, or as CSV UTF-8." in str(caught.value).replace("save that as", "save it as")
    with pytest.raises(EiaError) as caught:
        read_text(tmp_path / name)
    assert "Copy its words into a text file" in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
@pytest.mark.parametrize(
    "made", [os.mkfifo if hasattr(os, "mkfifo") else None, lambda path: path.symlink_to("/dev/zero")]
)
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(tmp_path, made):
    made(tmp_path / "a.txt")
    with pytest.raises(EiaError, match=r"^a\.txt: This is not an ordinary file\."):
        read_text(tmp_path / "a.txt")


def test_a_missing_file_a_folder_and_a_file_that_cannot_be_read_are_named(tmp_path, monkeypatch):
    with pytest.raises(EiaError, match=r"^a\.txt: There is no such file\."):
        read_text(tmp_path / "a.txt")
    with pytest.raises(EiaError, match=r"^evidence/a\.txt: There is no such file\."):
        read_text(tmp_path / "a.txt", shown="evidence/a.txt")
    with pytest.raises(EiaError, match="This is a folder where a file is due"):
        read_text(tmp_path)
    (tmp_path / "b.txt").write_bytes(b"x")

    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EiaError, match="cannot be read: permission denied"):
        read_text(tmp_path / "b.txt")


@given(data=st.binary(max_size=200))
def test_any_bytes_are_text_or_one_problem(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    try:
        text, problems = read_text(path), 1
    except EiaError as error:
        text, problems = "", len(error.problems)
    assert problems == 1
    assert "\r" not in text
    assert files.CONTROL.search(text) is None
