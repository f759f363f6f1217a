"""A report made again and compared: the same, or what differs by name, causes first; and an edited file told apart."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from eia.assessment import assess, assessment_json
from eia.errors import EiaError
from eia.report.look import Look
from eia.runner import verify
from eia.runner.differences import Kind
from eia.runner.keys import KEY_FILE, contents_hash, report_key
from eia.runner.reports import make_report
from eia.runner.run_record import hash_of, run_record
from eia.runner.verify import Outcome, Verified, verify_report
from eia.shipped import shipped

STARTED = dt.datetime(2025, 3, 1, 9, 30, tzinfo=dt.UTC)
NOTEBOOK = shipped("notebooks", "01_assess_a_proposal.ipynb")
RECORD = '[proposal]\ntitle = "Opening hours (an invented example)"\n'


def write_report(
    folder: Path, *, out: Path, as_of: str, notebook: Path, pack: Path | None = None, **_
) -> Path:
    """Stand in for the making of a whole report, which takes seconds: what is written depends on what is read."""
    started, at = STARTED, out / folder.name
    at.mkdir(parents=True)
    asked = {"proposal": folder.name, "as_of": as_of, **({"local": pack.name} if pack else {})}
    made = {
        "assessment.json": assessment_json(assess(folder, as_of=as_of, local=pack or "")),
        "report.html": f"<p>{folder.name}, {json.loads(notebook.read_text())['nbformat']}</p>",
    }
    made["run.json"] = run_record(
        made, started, report_key(folder, notebook=notebook, pack=pack, options=asked), asked
    )
    for name, text in made.items():
        (at / name).write_text(text, encoding="utf-8", newline="\n")
    return at


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    monkeypatch.setattr(verify, "make_report", write_report)
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
def test_a_report_made_by_another_user_elsewhere_comes_out_the_same(both_runs, root, shipped_id, monkeypatch):
    """The whole of it: a report of another folder, user, time zone and hash seed, made again here."""
    monkeypatch.setattr(verify, "make_report", make_report)
    _, elsewhere = both_runs
    assert "report made in" in elsewhere.said, elsewhere.said
    found = verify_report(elsewhere.folder, proposal=root / "data" / "proposals" / shipped_id)
    assert found.outcome is Outcome.SAME, found.lines


@pytest.fixture
def proposal(folder_of) -> Path:
    return folder_of(RECORD, ages="group,count\nYoung,3\n")


@pytest.fixture
def report(proposal, tmp_path) -> Path:
    return write_report(proposal, out=tmp_path / "reports", as_of="", notebook=NOTEBOOK)


def kinds(found: Verified) -> list[Kind]:
    return [one.kind for one in found.differences]


def change_record(report: Path, change: Callable[[dict], None]) -> None:
    record = json.loads((report / "run.json").read_text(encoding="utf-8"))
    change(record)
    (report / "run.json").write_text(json.dumps(record), encoding="utf-8")


def standing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_unchanged_report_is_the_same_and_nothing_is_written_anywhere(report, proposal, tmp_path):
    before = standing(tmp_path)
    found = verify_report(report)  # the proposal is found by its name, here
    assert found == Verified(outcome=Outcome.SAME, differences=(), unchecked=())
    assert found.lines == ("Same: made again, every file of the report came out as it stands in the folder.",)
    assert standing(tmp_path) == before


def test_a_proposal_of_another_name_is_found_where_it_is_given(report, proposal, tmp_path):
    renamed = proposal.rename(tmp_path / "unzipped (1)")
    found = verify_report(report)
    assert found.outcome is Outcome.CANNOT
    assert [one.partition(". ")[0] for one in found.unchecked] == ["the report could not be made again"]
    assert verify_report(report, proposal=renamed).outcome is Outcome.SAME


def test_a_changed_proposal_is_named_with_the_findings_that_changed(report, proposal):
    words = RECORD + 'source = "A report to the cabinet (invented)"\nnation = "England"\n'
    (proposal / "proposal.toml").write_text(words, encoding="utf-8")
    found = verify_report(report)
    assert found.outcome is Outcome.DIFFERS
    first, *rest = found.differences
    assert str(first).startswith("input: The proposal's files are not those")
    assert {one.kind for one in rest} == {Kind.OUTPUT}
    assert rest[0].what == "assessment.json comes out differently."
    assert any(one.what.startswith("assessment.json, ") and "made again" in one.what for one in rest)
    assert rest[-1].what.startswith("assessment.json differs under ")
    assert not any("report.html" in one.what for one in rest)
    assert found.lines[0] == "Differs:"


def test_a_change_that_changes_nothing_is_told_beside_the_same(report, proposal):
    with (proposal / "proposal.toml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    found = verify_report(report)
    assert (found.outcome, kinds(found)) == (Outcome.SAME, [Kind.INPUT])
    assert found.lines[1] == "These differ, and made no difference to the report:"


def test_an_edited_file_is_told_apart_from_one_that_comes_out_differently(report):
    with (report / "report.html").open("a", encoding="utf-8") as stream:
        stream.write("<p>Compliant.</p>")
    found = verify_report(report)
    assert found.outcome is Outcome.DIFFERS
    [only] = found.differences
    assert only.kind is Kind.FILE
    assert only.what == (
        "report.html was changed after it was made: it is not the file that was recorded. Made again, it comes out as it was recorded."
    )


def test_a_missing_file_and_one_that_no_record_vouches_for_are_named(report):
    (report / "report.html").unlink()
    (report / "final.pdf").write_bytes(b"%PDF")
    (report / "README.txt").write_bytes(b"of a bundle")
    found = verify_report(report)
    assert [str(one) for one in found.differences] == ["file: report.html is not in the folder."]
    assert found.unchecked == ("no record vouches for final.pdf, which the report's folder holds too.",)


def test_the_environment_comes_first_and_only_what_differs_is_named(report, tmp_path):
    def older(record: dict) -> None:
        record["python"] = "3.4.0"
        record["packages"] |= {"numpy": "1.0", "gone": "2.0"}
        record["made_from"] |= dict.fromkeys(
            ("law", "practice", "library", "reference", "notebook"), "0" * 64
        )

    change_record(report, older)
    other = NOTEBOOK.read_text(encoding="utf-8").replace('"nbformat": 4', '"nbformat": 5')
    mine = tmp_path / "mine.ipynb"
    mine.write_text(other, encoding="utf-8")
    found = verify_report(report, notebook=mine)
    assert kinds(found) == [
        *[Kind.ENVIRONMENT] * 2,
        Kind.INPUT,
        *[Kind.CODE] * 2,
        Kind.LAW,
        Kind.CHOICES,
        Kind.OUTPUT,
    ]
    said = [one.what for one in found.differences]
    assert said[0].startswith("Python was 3.4.0 and is ")
    assert said[1].startswith("gone was 2.0 and is not there and numpy was 1.0 and is ")
    assert said[-1] == "report.html comes out differently."


def test_without_the_key_the_tables_beside_the_record_are_not_compared(report, proposal):
    (proposal / KEY_FILE).unlink()
    found = verify_report(report)
    assert (found.outcome, found.differences) == (Outcome.SAME, ())
    [said] = found.unchecked
    assert said.startswith(
        "the proposal's folder holds no .eia-key, so the tables beside the record could not be compared"
    )
    assert said.endswith(", only what came out.")
    assert not (proposal / KEY_FILE).exists()


def test_a_proposal_that_can_no_longer_be_read_is_said_and_an_edit_still_found(report, proposal):
    (proposal / "proposal.toml").write_text("[proposal\n", encoding="utf-8")
    found = verify_report(report)
    assert (found.outcome, kinds(found)) == (Outcome.CANNOT, [Kind.INPUT])
    assert found.lines[0] == "This report could not be verified."
    assert found.unchecked[0].startswith("the report could not be made again. library-hours/proposal.toml")
    (report / "report.html").write_text("mine", encoding="utf-8")
    assert verify_report(report).outcome is Outcome.DIFFERS


def test_a_pack_is_used_only_where_it_is_given_or_ships(proposal, tmp_path):
    pack = Path(shutil.copytree(shipped("data", "local"), tmp_path / "our-pack"))
    with (pack / "pack.toml").open("a", encoding="utf-8") as stream:
        stream.write("# ours\n")
    report = write_report(proposal, out=tmp_path / "reports", as_of="", notebook=NOTEBOOK, pack=pack)
    found = verify_report(report)
    assert found.outcome is Outcome.CANNOT
    assert "made with a body's own pack, our-pack. Give its folder." in found.unchecked[0]
    assert verify_report(report, local=pack).outcome is Outcome.SAME
    with (pack / "pack.toml").open("a", encoding="utf-8") as stream:
        stream.write("# more\n")
    changed = verify_report(report, local=pack)
    assert Kind.CHOICES in kinds(changed)
    shutil.rmtree(report)
    shipping = write_report(
        proposal, out=tmp_path / "reports", as_of="", notebook=NOTEBOOK, pack=shipped("data", "local")
    )
    assert verify_report(shipping).outcome is Outcome.SAME


def test_the_look_of_a_body_is_asked_for_and_compared(report, tmp_path):
    crest = tmp_path / "style"
    crest.mkdir()
    (crest / "house_style.toml").write_text("name = 'A'\n", encoding="utf-8")
    change_record(report, lambda record: record["parameters"].update(house_style=contents_hash(crest)))
    found = verify_report(report)
    assert found.outcome is Outcome.CANNOT
    assert "made with a body's own house style. Give the folder" in found.unchecked[0]
    assert verify_report(report, look=Look(house_style=crest)).differences == ()
    (crest / "house_style.toml").write_text("name = 'B'\n", encoding="utf-8")
    [said] = verify_report(report, look=Look(house_style=crest)).differences
    assert str(said) == "choices: The body's house style is not as it was when the report was made."


@pytest.mark.parametrize("name", ["", "..", "../elsewhere", "a/b"])
def test_a_record_cannot_point_out_of_the_folder(report, proposal, name):
    change_record(report, lambda record: record["parameters"].update(proposal=name))
    found = verify_report(report, proposal=proposal)
    assert found.outcome is Outcome.CANNOT
    assert "does not say with which proposal" in found.unchecked[0]
    change_record(report, lambda record: record["sha256"].update({"../x": "0" * 64}))
    assert "../x is not in the folder." in [one.what for one in verify_report(report).differences]


def test_what_is_no_report_is_refused(tmp_path):
    with pytest.raises(EiaError, match=r"There is no run\.json here"):
        verify_report(tmp_path)


def test_an_assessment_that_is_none_is_said(report):
    (report / "assessment.json").write_text("[]", encoding="utf-8")
    change_record(report, lambda record: record["sha256"].update({"assessment.json": hash_of("[]")}))
    said = [one.what for one in verify_report(report).differences]
    assert said == ["assessment.json comes out differently.", "assessment.json in the folder cannot be read."]


def test_a_link_to_nowhere_or_a_pipe_in_the_proposal_stands_in_no_ones_way(proposal, tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("This system makes no pipes with names.")
    os.mkfifo(proposal / "notes.fifo")
    (proposal / "gone.txt").symlink_to(tmp_path / "nowhere")
    report = write_report(proposal, out=tmp_path / "reports", as_of="", notebook=NOTEBOOK)
    assert verify_report(report).outcome is Outcome.SAME


def test_a_proposal_that_cannot_be_copied_is_told_in_one_line(report, proposal, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(verify.shutil, "copytree", full)
    found = verify_report(report)
    assert found.outcome is Outcome.CANNOT
    [told] = found.unchecked
    assert told.startswith(
        f"the report could not be made again. {proposal.name}: The folder could not be copied"
    )
