"""A proposal of every older version is read, for ever; on request its file is rewritten and the old one kept."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from eia.errors import EiaError
from eia.proposal import migration, read_proposal
from eia.proposal.migration import STEPS, Migration, migrate_folder, migrated
from eia.proposal.model import SCHEMA

FIXTURES = Path(__file__).parent / "fixtures"
OLD = FIXTURES / "a-record-of-version-1"


@pytest.fixture
def old(tmp_path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "old"))


def test_there_is_a_step_from_every_older_version():
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_a_record_of_version_1_is_read_as_todays():
    read = read_proposal(OLD).proposal
    assert read.schema_version == SCHEMA
    assert read.proposal.title == "Invented: evening hours of a library"
    assert [one.kind for one in read.promise] == ["other"]
    assert (OLD / "proposal.toml").read_text(encoding="utf-8").count("schema = 1") == 1


def test_a_record_of_version_2_is_read_as_todays_and_migrated(tmp_path):
    folder = Path(shutil.copytree(FIXTURES / "a-record-of-version-2", tmp_path / "old"))
    meant = read_proposal(folder).proposal
    assert meant.schema_version == SCHEMA
    assert [one.what for one in meant.change] == ["A telephone line was added"]
    assert meant.decision.duty_told == "naming the needs"
    done = migrate_folder(folder)
    assert done == Migration(before=2, after=SCHEMA, kept="proposal.schema-2.toml", comments_kept=True)
    assert read_proposal(folder).proposal == meant


def test_a_record_of_version_3_is_read_as_todays_and_migrated(tmp_path):
    folder = Path(shutil.copytree(FIXTURES / "a-record-of-version-3", tmp_path / "old"))
    meant = read_proposal(folder)
    assert meant.proposal.schema_version == SCHEMA
    assert meant.counts["visits"].groups == ("None", "Under 65", "65 and over")
    assert [one.per_cent for one in meant.rates["satisfied"]] == [70, 60.5]
    done = migrate_folder(folder)
    assert done == Migration(before=3, after=SCHEMA, kept="proposal.schema-3.toml", comments_kept=True)
    assert read_proposal(folder).proposal == meant.proposal


def test_a_record_of_version_4_is_read_as_todays_and_migrated(tmp_path):
    folder = Path(shutil.copytree(FIXTURES / "a-record-of-version-4", tmp_path / "old"))
    meant = read_proposal(folder)
    assert meant.proposal.schema_version == SCHEMA
    assert meant.tables["survey"].columns["age"].groups == ("16 to 44", "45 and over")
    assert meant.proposal.evidence[0].standard_population is None
    done = migrate_folder(folder)
    assert done == Migration(before=4, after=SCHEMA, kept="proposal.schema-4.toml", comments_kept=True)
    assert read_proposal(folder).proposal == meant.proposal


def test_migrating_changes_the_number_alone_and_keeps_comments_and_the_old_file(old):
    before = (old / "proposal.toml").read_bytes()
    meant = read_proposal(old).proposal
    done = migrate_folder(old)
    assert done == Migration(before=1, after=SCHEMA, kept="proposal.schema-1.toml", comments_kept=True)
    assert (old / "proposal.schema-1.toml").read_bytes() == before
    assert (old / "proposal.toml").read_bytes() == before.replace(b"schema = 1 #", b"schema = %d #" % SCHEMA)
    assert read_proposal(old).proposal == meant
    assert migrate_folder(old) is None


def test_a_step_that_moves_something_rewrites_the_file(old, monkeypatch):
    def moved(raw):
        return {**raw, "schema": SCHEMA, "evidence_note": "moved"}

    monkeypatch.setattr(migration, "STEPS", {1: moved})
    done = migrate_folder(old)
    assert done is not None
    assert not done.comments_kept
    text = (old / "proposal.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["evidence_note"] == "moved"
    assert "# A record" not in text


def test_a_copy_that_stands_there_is_never_written_over(old):
    (old / "proposal.schema-1.toml").write_text("mine", encoding="utf-8", newline="\n")
    before = (old / "proposal.toml").read_bytes()
    with pytest.raises(EiaError, match="already"):
        migrate_folder(old)
    assert (old / "proposal.toml").read_bytes() == before
    assert (old / "proposal.schema-1.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "raw", [{}, {"schema": SCHEMA}, {"schema": True}, {"schema": "1"}, {"schema": 0}, {"schema": 50}]
)
def test_what_names_no_older_version_stays_as_it_is(raw):
    assert migrated(dict(raw)) == raw
