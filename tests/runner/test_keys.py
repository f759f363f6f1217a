"""What a report is made from: each part has its own hash, which tells a change of it, and of nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import threading
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.errors import EiaError
from eia.files import LARGEST
from eia.runner import keys
from eia.runner.keys import KEY_FILE, PARTS, contents_hash, notebook_hash, proposal_hash, report_key
from eia.runner.run_record import hash_of, read_run_record, run_record
from eia.shipped import shipped

STARTED = dt.datetime(2025, 3, 1, 9, 30, tzinfo=dt.UTC)
NOTEBOOK = shipped("notebooks", "01_assess_a_proposal.ipynb")


def key(folder: Path, *, notebook: Path = NOTEBOOK, pack: Path | None = None, **options: str):
    return report_key(folder, notebook=notebook, pack=pack, options=options)


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {part for part in PARTS if one[part] != other[part]}


@pytest.fixture
def folder(folder_of) -> Path:
    return folder_of('[proposal]\ntitle = "Hours"\n', ages="group,count\nYoung,3\n")


def test_the_same_inputs_have_the_same_key_wherever_they_stand(folder, tmp_path):
    first = key(folder)
    assert set(first) == set(PARTS)
    elsewhere = tmp_path / "elsewhere" / "another-name"
    shutil.copytree(folder, elsewhere)
    assert key(elsewhere) == first == key(folder)


def test_each_part_tells_its_own_change(folder, tmp_path):
    first = key(folder)
    pack = tmp_path / "pack"
    shutil.copytree(shipped("data", "local"), pack)
    mine = tmp_path / "mine.ipynb"
    mine.write_text(NOTEBOOK.read_text(encoding="utf-8").replace("proposal", "project"), encoding="utf-8")
    assert differing(first, key(folder, as_of="2021-01-01")) == {"options"}
    assert differing(first, key(folder, notebook=mine)) == {"notebook"}
    with_pack = key(folder, pack=pack)
    assert (first["pack"], differing(first, with_pack)) == ("none", {"pack"})
    with (pack / "questions.toml").open("a", encoding="utf-8") as stream:
        stream.write("# more\n")
    assert differing(with_pack, key(folder, pack=pack)) == {"pack"}
    (folder / "evidence" / "ages.csv").write_text("group,count\nYoung,4\n", encoding="utf-8")
    assert differing(first, key(folder)) == {"proposal"}


@pytest.mark.parametrize("part", ["library", "law", "practice", "reference"])
def test_the_toolkits_own_files_are_told_apart(part, monkeypatch, tmp_path, folder, root):
    """A copy of the toolkit, in which a file of one part was changed."""
    changed = {
        "library": "eia/report/__init__.py",
        "law": "eia/law/equality_act_2010.toml",
        "practice": "eia/practice.toml",
        "reference": "data/reference/sex.csv",
    }[part]
    for top in ("eia", "data"):
        shutil.copytree(
            root / top, tmp_path / top, ignore=shutil.ignore_patterns("*.ttf", "__pycache__", ".*")
        )
    parts = (keys._library, keys._law, keys._practice, keys._reference)
    monkeypatch.setattr(keys, "__file__", str(tmp_path / "eia" / "runner" / "keys.py"))
    monkeypatch.setattr(keys, "shipped", tmp_path.joinpath)
    for one in parts:
        one.cache_clear()
    try:
        before = key(folder)
        assert (tmp_path / changed).is_file()
        with (tmp_path / changed).open("ab") as stream:
            stream.write(b"# more\n")
        for one in parts:
            one.cache_clear()
        assert differing(before, key(folder)) == {part}
    finally:
        for one in parts:
            one.cache_clear()


def test_line_ends_do_not_matter(folder):
    first = key(folder)
    for path in (folder / "proposal.toml", folder / "evidence" / "ages.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert key(folder) == first


def test_a_file_too_large_to_be_read_counts_by_its_content_too(tmp_path):
    large = tmp_path / "large.ttf"
    large.write_bytes(b"\0" * (LARGEST + 1))
    first = contents_hash(large)
    large.write_bytes(b"\0" * LARGEST + b"1")
    assert contents_hash(large) != first


def test_the_hash_of_a_small_table_cannot_be_guessed(folder, tmp_path):
    """Someone who holds the report, and guesses the table right, cannot see that the guess is right."""
    real = proposal_hash(folder, make_key=True)
    guessed = tmp_path / "guessed" / folder.name
    shutil.copytree(folder, guessed, ignore=shutil.ignore_patterns(KEY_FILE))
    assert proposal_hash(guessed) is None
    assert proposal_hash(guessed, make_key=True) != real
    assert real not in {contents_hash(folder), contents_hash(guessed)}


def test_the_key_is_made_once_is_the_users_alone_and_stays(folder):
    assert proposal_hash(folder) is None, "looking makes none"
    assert not (folder / KEY_FILE).exists()
    first = proposal_hash(folder, make_key=True)
    made = (folder / KEY_FILE).read_bytes()
    assert len(bytes.fromhex(made.decode())) == 32
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0
    assert proposal_hash(folder, make_key=True) == first == proposal_hash(folder)
    assert (folder / KEY_FILE).read_bytes() == made
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [KEY_FILE]


def test_two_that_make_the_key_at_once_have_the_same(folder):
    found: list[str | None] = []
    begin = threading.Barrier(6)

    def make() -> None:
        begin.wait(60)
        found.append(proposal_hash(folder, make_key=True))

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 6
    assert len(set(found)) == 1


def test_where_no_key_can_be_made_the_proposal_equals_no_other(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(keys.tempfile, "mkstemp", refuse)
    assert differing(key(folder), key(folder)) == {"proposal"}


@pytest.mark.parametrize("text", ["", "abc", "0" * 63, "é" * 64])
def test_a_key_that_is_none_is_refused(folder, text):
    (folder / KEY_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(EiaError, match="not the key that the toolkit made"):
        key(folder)


def test_an_executed_notebook_has_the_hash_of_the_one_that_was_run():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    before = notebook_hash(nbformat.writes(notebook))
    assert before == notebook_hash(NOTEBOOK.read_text(encoding="utf-8"))
    injected = nbformat.v4.new_code_cell('proposal = "a"', metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(2, injected)
    notebook.metadata["parameters"] = {"proposal": "a"}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"another-{number}"
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [nbformat.v4.new_output("stream", text="3 people")]
    assert notebook_hash(nbformat.writes(notebook)) == before
    notebook.cells[-1].source += " "
    assert notebook_hash(nbformat.writes(notebook)) != before


@given(
    st.text()
    | st.sampled_from(["[]", "{}", '{"cells": [1], "metadata": {}}', '{"cells": {}, "metadata": []}'])
)
def test_what_is_no_notebook_has_a_hash_too(text):
    assert len(notebook_hash(text)) == 64


@given(
    st.dictionaries(st.text(), st.text(), max_size=3),
    st.dictionaries(st.text(), st.binary() | st.text(), max_size=3),
)
def test_a_run_record_is_read_as_it_was_written(parameters, files):
    made_from = dict.fromkeys(PARTS, "0" * 64)
    read = read_run_record(run_record(files, STARTED, made_from, parameters), where="run.json")
    assert (read.parameters, read.made_from) == (parameters, made_from)
    assert read.sha256 == {name: hash_of(content) for name, content in files.items()}


def test_a_run_record_is_as_its_schema_says_and_holds_nothing_else(root, folder):
    from jsonschema import Draft202012Validator

    schema = json.loads((root / "eia" / "schemas" / "run.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    asked = {"proposal": "library-hours", "as_of": ""}
    whole = json.loads(run_record({"report.html": "<p>"}, STARTED, key(folder), asked))
    assert not list(checker.iter_errors(whole))
    assert set(schema["properties"]["made_from"]["properties"]) == set(PARTS)
    assert whole["started"] == "2025-03-01T09:30:00+00:00"
    assert whole["sha256"] == {"report.html": hashlib.sha256(b"<p>").hexdigest()}
    assert {"numpy", "pandas", "typst"} < set(whole["packages"])
    assert list(checker.iter_errors(whole | {"user": "me"}))
    for text in (str(folder), (folder / KEY_FILE).read_text(encoding="utf-8").strip()):
        assert text not in json.dumps(whole)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"schema": 2}, "written by a newer toolkit"),
        ({"user": "me"}, "not a record of how a report was made"),
        ({"packages": {"numpy": 2}}, "not a record of how a report was made"),
        ({"made_from": {"law": "0"}}, "not a record of how a report was made"),
        ({"parameters": {"proposal": "\ud800"}}, "not a record of how a report was made"),
        ({"sha256": {"report.html": "guess"}}, "not a record of how a report was made"),
        ({"started": "soon"}, "not a record of how a report was made"),
    ],
)
def test_what_is_no_run_record_is_refused(change, what):
    whole = json.loads(run_record({}, STARTED, dict.fromkeys(PARTS, "0" * 64), {}))
    with pytest.raises(EiaError, match=what):
        read_run_record(json.dumps(whole | change), where="run.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"schema": true}'])
def test_no_json_is_a_run_record_by_chance(text):
    with pytest.raises(EiaError, match="not a record of how a report was made"):
        read_run_record(text, where="run.json")


def test_a_record_of_an_older_toolkit_is_named():
    with pytest.raises(EiaError, match="made by an older toolkit"):
        read_run_record('{"sha256": {}, "toolkit": "0.1.0"}', where="run.json")
