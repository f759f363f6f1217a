"""The folder that a run works in: gone at the end, swept by the next run where one was killed, refused in plain words."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from eia.errors import EiaError
from eia.files.workroom import PREFIX
from eia.runner import rooms, verify
from eia.runner.preview import serving
from eia.runner.rooms import room

KILLED = """
import os, signal
from eia.runner.rooms import room
with room() as place:
    (place / "evidence.csv").write_text("3", encoding="utf-8")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_room_takes_temporary_files_and_is_gone_at_the_end(temporary):
    with room() as place:
        assert place.parent == temporary
        assert Path(tempfile.gettempdir()) == place
    assert Path(tempfile.gettempdir()) == temporary
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_run_left_goes_with_the_next(temporary, root):
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(root)}
    killed = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    [left] = temporary.iterdir()
    assert left.name.startswith(PREFIX)
    assert (left / "evidence.csv").exists()
    with room():
        assert not left.exists()
    assert list(temporary.iterdir()) == []


def test_verify_and_preview_work_in_a_room():
    assert verify.room is serving.room is room


def test_a_full_disk_is_told(monkeypatch):
    def full(_: Path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rooms, "workroom", full)
    with pytest.raises(EiaError, match=r"temporary files: .*the disk is full.*TMPDIR"), room():
        pass


def test_what_fails_in_a_room_is_not_the_room_s():
    with pytest.raises(FileNotFoundError), room():
        raise FileNotFoundError
