"""Where a disk has no locks, files are written all the same, and no workroom is taken for another's."""

from __future__ import annotations

import errno

import pytest

from eia.files import sweep, write_whole
from eia.files.workroom import PREFIX

fcntl = pytest.importorskip("fcntl")


@pytest.fixture(autouse=True)
def no_locks(monkeypatch):
    asked = []

    def refuse(*_):
        asked.append(1)
        assert len(asked) < 20, "an endless loop"
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_a_file_is_written_once_and_nothing_is_left(tmp_path):
    write_whole(tmp_path / "a.txt", "x\n")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"a.txt": "x\n"}


def test_a_room_that_may_be_held_is_left_alone(tmp_path):
    room = tmp_path / f"{PREFIX}other"
    room.mkdir()
    (room / "held").touch()
    sweep(tmp_path)
    write_whole(tmp_path / "a.txt", "x\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [room.name, "a.txt"]
