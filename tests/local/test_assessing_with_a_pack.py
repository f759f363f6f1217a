"""A pack beside the law: kept apart in what is found, written and shown; and named on the command line."""

from __future__ import annotations

import json

import nbformat
import pytest

from eia import assess, views
from eia.assessment import assessment_json, findings_json
from eia.cli import main
from eia.errors import EiaError
from eia.local import POLICY, read_pack
from eia.proposal.folder import shipped_ids
from eia.views.local import local_text

MARK = "the body's own policy, not the law"
SETTLED = '[proposal]\nstage = "early"\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "listed in Schedule 19"\n'
EFFECT = '[[effect]]\nid = "hours"\ntitle = "Fewer hours"\ndirection = "negative"\nlocal = ["rural-places"]\n'
QUESTION = """
[[question]]
id = "other-way"
asks = "Is there another way?"
due = "early"
severity = "advice"
do = "Say which."
because = "It is our rule."
source = "Access policy (invented)"
"""
CODE = '''
from eia.checks import Family

own = Family("Own", policy="It is our rule.")


@own.check("LOC01", due="early")
def it_is_so(dossier):
    """Is it so?

    To settle: See to it.

    Known limits: it cannot see.
    """
    yield 1 / 0
'''


def without_local(text):
    found = json.loads(text)
    found.pop("local", None)
    return found


@pytest.mark.parametrize("name", shipped_ids())
def test_a_pack_changes_nothing_that_the_law_asks_about(name, pack_of):
    plain, packed = assess(name), assess(name, local=pack_of(questions=QUESTION))
    assert packed.findings == plain.findings
    assert packed.worries == plain.worries
    assert packed.local_findings
    assert {**without_local(assessment_json(packed)), "settled": None} == {
        **without_local(assessment_json(plain)),
        "settled": None,
    }
    assert views.brief(packed).html == views.brief(plain).html
    assert views.findings(packed).html == views.findings(plain).html


@pytest.mark.parametrize("write", [assessment_json, findings_json])
def test_the_json_keeps_it_under_a_key_that_says_what_it_is(shipped_id, write, root):
    found = json.loads(write(assess(shipped_id, local="example")))
    assert "local" not in json.loads(write(assess(shipped_id)))
    assert found["local"]["policy"] == POLICY == MARK
    assert all(len(file["sha256"]) == 64 for file in found["local"]["files"])
    assert [file["name"] for file in found["local"]["files"]] == sorted(
        path.name for path in (root / "data" / "local").iterdir() if path.is_file()
    )
    assert all(one["code"].startswith("LOC") and one["policy"] for one in found["local"]["findings"])
    assert not [one for one in found["findings"] if one["code"].startswith("LOC")]
    assert str(root) not in json.dumps(found)


def test_a_tightened_choice_is_the_one_in_force(folder_of, pack_of):
    tightened = (
        '[assessment_current_months]\nvalue = 24\nsays = "After 24 months it is asked."\n'
        'because = "It is our rule."\nsource = "Guide (invented)"\n'
    )
    made = assess(folder_of(SETTLED), local=pack_of(practice=tightened))
    assert made.dossier.practice["assessment_current_months"] == 24
    assert "After 24 months it is asked. | It is our rule. | Guide (invented)" in views.choices(made).text
    assert "assessment current months: 24" in views.local_files(made).html
    [choice] = json.loads(assessment_json(made))["local"]["choices"]
    assert (choice["id"], choice["value"]) == ("assessment_current_months", 24)


def test_what_is_due_and_unanswered_in_a_pack_is_not_settled(folder_of, pack_of):
    pack = pack_of(questions=QUESTION)
    assert assess(folder_of(SETTLED, name="a")).settled
    assert not assess(folder_of(SETTLED, name="b"), local=pack).settled
    answered = SETTLED + '[[local_answer]]\nquestion = "other-way"\nanswer = true\n'
    assert assess(folder_of(answered, name="c"), local=pack).settled


def test_a_check_that_breaks_heads_the_report_incomplete(shipped_id, pack_of):
    made = assess(shipped_id, local=pack_of(checks=CODE))
    assert json.loads(assessment_json(made))["complete"] is False
    assert "Incomplete: 1 question(s)" in views.cover(made).text
    assert "Is it so? (LOC01, ZeroDivisionError)" in views.local(made).text
    assert "is open" not in local_text(made)


RECORD = SETTLED + EFFECT + '[[local_answer]]\nquestion = "other-wy"\nanswer = true\n'


def test_what_a_record_names_of_a_pack_is_a_note_and_no_error(folder_of, pack_of):
    folder = folder_of(RECORD)
    [note] = assess(folder).dossier.submission.notes
    assert str(note) == (
        "library-hours/proposal.toml: The record names groups (rural-places) and questions (other-wy) of the body's own "
        "pack, and no pack is given. Give the pack's folder with --local."
    )
    notes = [str(one) for one in assess(folder, local=pack_of(questions=QUESTION)).dossier.submission.notes]
    where = "library-hours/proposal.toml"
    assert notes == [
        f"{where}, effect 1 ('hours'), 'local': The pack has no group 'rural-places'. Check its spelling, or the pack.",
        f"{where}, local_answer 1, 'question': The pack has no question 'other-wy'. Did you mean 'other-way'?",
    ]
    assert "rural-places and other-wy" in views.local(assess(folder)).text
    assert MARK in views.local(assess(folder)).text
    assert (
        "does not hold: rural-places and other-wy"
        in views.local(assess(folder, local=pack_of(questions=QUESTION))).text
    )


def test_a_reply_may_name_a_question_of_the_pack_and_is_shown(folder_of, pack_of):
    reply = '[[response]]\nto = "{0}"\nanswer = "disagreed"\nsays = "There is none to be had."\npost = "Head of Libraries"\n'
    pack = pack_of(questions=QUESTION)
    folder = folder_of(SETTLED + reply.format("LOC-other-way"))
    [finding] = assess(folder, local=pack).local_findings
    assert (finding.status, finding.replies[0].says) == ("not recorded", "There is none to be had.")
    shown = views.local(assess(folder, local=pack)).html
    assert (
        "<strong>The author's reply (disagreed, Head of Libraries): </strong>There is none to be had."
        in shown
    )
    assert assess(folder).pack is None
    wrong = folder_of(SETTLED + reply.format("LOC-other-wy"), name="wrong")
    with pytest.raises(EiaError, match="No question has the code 'LOC-other-wy'"):
        assess(wrong, local=pack)
    with pytest.raises(EiaError, match="No question has the code 'T77'"):
        assess(folder_of(SETTLED + reply.format("T77"), name="none"))


def test_without_a_pack_there_is_nothing_to_show(shipped_assessment):
    assert views.local(shipped_assessment).html == views.local_files(shipped_assessment).html == ""
    assert local_text(shipped_assessment) == ""


def test_everything_of_a_pack_is_marked_as_policy_and_made_safe(folder_of, pack_of):
    group = '[[characteristic]]\nid = "rural-places"\nname = "<b>Villages</b>"\nbecause = "B"\nsource = "S"\n'
    pack = pack_of(questions=QUESTION.replace("Is there", "<script>Is there"), characteristics=group)
    made = assess(folder_of(SETTLED + EFFECT), local=pack)
    shown = views.local(made)
    assert MARK in shown.text
    assert "they are not protected characteristics" in shown.text
    assert "Fewer hours (▼ negative)" in shown.text
    assert "Advice, local policy: " in shown.text
    assert "<b>" not in shown.html
    assert "<script>" not in shown.html
    for file in read_pack(pack).files:
        assert file.sha256 in views.local_files(made).text


def test_a_policy_later_than_the_day_judged_by_says_so(shipped_id, folder_of):
    assert (
        "later than the day this report is judged by" in views.local(assess(shipped_id, local="example")).text
    )
    undated = assess(folder_of(SETTLED), local="example")
    assert "later than" not in views.local(undated).text


def test_check_prints_the_packs_questions_apart_and_ends_with_1(folder_of, pack_of, capsys):
    folder, pack = str(folder_of(SETTLED)), str(pack_of(questions=QUESTION))
    assert main(["check", folder]) == 0
    assert MARK not in capsys.readouterr().out
    assert main(["check", folder, "--local", pack]) == 1
    said = capsys.readouterr().out
    assert said.index("Open points") < said.index(MARK) if "Open points" in said else MARK in said
    assert "LOC-other-way Advice, local policy: Is there another way?" in said
    assert main(["check", folder, "--local", pack, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["local"]["policy"] == MARK


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_pack_that_cannot_be_read_ends_with_2_in_a_line(shipped_id, command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main([command, shipped_id, "--local", "nowhere"]) == 2
    said = capsys.readouterr()
    assert said.err == (
        "nowhere: There is no folder of this name. Give the pack's folder with --local, or --local example for the one "
        "that ships.\n"
    )


def test_a_report_carries_the_pack_and_names_no_path(shipped_id, pack_of, tmp_path, capsys):
    pack = pack_of("our pack", questions=QUESTION)
    assert main(["report", shipped_id, "--local", str(pack), "--out", str(tmp_path / "out")]) == 0
    made = tmp_path / "out" / shipped_id
    notebook = nbformat.read(made / "report.ipynb", as_version=4)
    assert notebook.metadata.parameters == {"as_of": "", "local": "our pack", "proposal": shipped_id}
    page = (made / "report.html").read_text(encoding="utf-8")
    assert MARK in page
    for file in read_pack(pack).files:
        assert file.sha256 in page
        assert file.sha256 in (made / "assessment.json").read_text(encoding="utf-8")
    for name in ("report.html", "report.ipynb", "assessment.json", "run.json"):
        assert str(tmp_path) not in (made / name).read_text(encoding="utf-8"), name


def test_a_notebook_that_knows_no_packs_is_refused_one(shipped_id, pack_of, tmp_path, capsys):
    from nbformat.v4 import new_code_cell, new_notebook

    cell = new_code_cell('proposal: str = "a"\nas_of: str = ""', metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "mine.ipynb")
    asked = ["report", shipped_id, "--local", str(pack_of()), "--notebook", str(tmp_path / "mine.ipynb")]
    assert main([*asked, "--out", str(tmp_path / "out")]) == 2
    assert "The notebook declares no parameter 'local'" in capsys.readouterr().err
