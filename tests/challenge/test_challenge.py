"""The questions a reviewer will ask: drawn from the record, with the law of its nation, alone, and never in a report."""

from __future__ import annotations

import json
import re

import pytest

from eia.assessment import assess, assessment_json
from eia.challenge import NOTICE, challenge_text, write_challenge
from eia.challenge.lines import LINES
from eia.challenge.page import SILENT
from eia.cli import main
from eia.errors import EiaError
from eia.law import law

OPENS = (
    "*Not legal advice. Making this does not make it privileged; it may be disclosable. Ask your solicitor before running or "
    "sharing it.*\n"
)
LINES_OF_CHALLENGE = [
    "It came too late",
    "Nobody inquired",
    "The regard was general and not specific",
    "The people who decided were not informed",
    "It was left to others, or an assurance was not tested",
    "A need or a characteristic was left out",
    "Another option was decided",
    "The answers are not particular",
    "Consultation",
    "Nothing follows the decision up",
]
FULL = """
[proposal]
title = "Shorter hours"
nation = "{nation}"
stage = "decided"
[assessment]
date = 2024-05-02
option = "Two evenings"
[decision]
date = 2024-05-01
option_decided = "Three evenings"
could_still_change = false
[[decision.deciders]]
who = "Cabinet"
given = "summary"
[[effect]]
id = "hours"
title = "Shorter hours"
characteristics = ["disability"]
needs = ["opportunity"]
direction = "negative"
harm = "severe"
people_count = 7
evidence = ["survey"]
[[evidence]]
id = "survey"
title = "User survey"
[[action]]
effects = ["hours"]
what = "A <b>van</b> [once] a *week*"
[[put_aside]]
characteristics = ["sex"]
reason = "Use is even"
[consultation]
duty = "practice"
held = true
formative = true
[[consultation.respondents]]
group = "Women"
count = 3
"""


def text_of(assessed, text: str) -> str:
    return challenge_text(assessed(text).dossier)


def answer_to(text: str, where: str) -> str:
    """Return what stands under the question that begins so."""
    found = re.search(
        rf"\*\*Where in the record is {re.escape(where)}.*?\?\*\*\n\n(.*?)\n\nAuthority:", text, re.DOTALL
    )
    assert found, where
    return found[1]


def test_it_opens_with_the_notice_to_the_letter(assessed):
    assert challenge_text(assessed("").dossier).startswith(OPENS)
    assert OPENS.strip() == NOTICE


def test_every_line_of_challenge_is_put_even_to_an_empty_record(assessed):
    text = text_of(assessed, "")
    assert re.findall(r"^## \d+\. (.*)", text, re.MULTILINE) == LINES_OF_CHALLENGE
    assert answer_to(text, "it shown that equality was thought about before the decision") == f"- {SILENT}"
    questions = text.count("**Where in the record is ")
    shown = text.count(f"- {SILENT}")
    without_line = text.count("The record holds nothing of which this could be asked.")
    assert (shown, without_line) == (questions, 2)


@pytest.mark.parametrize(
    ("where", "held"),
    [
        ("it shown that equality was thought about", "The day of the decision: 1 May 2024"),
        ("it shown that equality was thought about", "The day the assessment was finished: 2 May 2024"),
        ("what “Shorter hours” rests on", "“User survey”"),
        ("what was looked at before putting aside sex", SILENT),
        ("it said for whom in particular", "How badly the people concerned would be affected: severe"),
        ("it said for whom in particular", "a count is typed in the record; it is not printed here"),
        ("the worst that could realistically come of “Shorter hours”", SILENT),
        ("it shown that Cabinet had the assessment", ": summary"),
        ("what the people who decide were told of the duty", SILENT),
        ("it said how the proposal affects people, looked at by disability", "Shorter hours (negative)"),
        (
            "it said how the proposal affects people, looked at by disability",
            "Needs that no entry names for it: eliminate discrimination, harassment and victimisation; foster good relations",
        ),
        ("it said how the proposal affects people, looked at by sex", "It is put aside: Use is even"),
        ("it said how the proposal affects people, looked at by race", SILENT),
        ("it shown that what was decided is what was assessed", "The option that was chosen: Three evenings"),
        ("the answer to “Shorter hours”", r"What will be done: A \<b\>van\</b\> \[once\] a \*week\*"),
        ("it shown that people were asked while the proposal could still change", ": yes"),
        ("it shown that people had enough time", SILENT),
        ("it said how the real effect will be measured", SILENT),
    ],
)
def test_each_question_is_answered_by_the_record_or_said_not_to_be(assessed, where, held):
    text = text_of(assessed, FULL.format(nation="England"))
    answer = answer_to(text, where)
    assert held in answer
    assert (SILENT in answer) is (held == SILENT)


def test_a_passage_beside_an_answer_is_none_by_itself(assessed):
    text = text_of(assessed, "[decision]\ndate = 2024-05-01")
    assert (
        answer_to(text, "it shown that equality was thought about")
        == f"- {SILENT}\n- The day of the decision: 1 May 2024"
    )


def test_typed_counts_are_never_in_it(assessed):
    text = text_of(
        assessed,
        FULL.format(nation="England").replace("count = 7", "count = 7777").replace("= 3\n", "= 3333\n"),
    )
    assert not re.search(r"7777|7,777|3333|3,333|7780|3330", text)


@pytest.mark.parametrize("nation", ["England", "Wales", "Scotland"])
@pytest.mark.parametrize("day", ["2010-05-01", "2012-01-01", "2024-05-01"])
def test_every_authority_is_printable_in_the_nation_on_the_day(assessed, nation, day):
    dossier = assessed(FULL.format(nation=nation).replace("2024-05-01", day)).dossier
    may_stand = {one.cites for one in dossier.authorities(one.id for one in law().provisions)}
    text = challenge_text(dossier).replace("\\", "")
    cited = re.findall(r"^Authority: (.*)\.$", text, re.MULTILINE)
    assert len(cited) == text.count("**Where in the record is ")
    for line in cited:
        left = line
        for cites in sorted(may_stand, key=len, reverse=True):
            left = left.replace(cites, "")
        assert left.strip("; ") == "", line
    assert ("regulation 8" in text) is (nation == "Wales" and day != "2010-05-01")
    assert ("SSI 2012/162" in text) is (nation == "Scotland" and day == "2024-05-01")


def test_every_basis_is_in_the_law_and_every_question_outside_regulations_has_one_that_always_stands(
    assessed,
):
    for line in LINES:
        for one in line.ask(assessed(FULL.format(nation="England")).dossier):
            found = [law().provision(name) for name in one.basis]
            assert found
            assert any(each.printable for each in found), one.where


def test_it_names_no_paragraph_and_says_nothing_of_being_compliant(assessed):
    text = text_of(assessed, FULL.format(nation="Wales"))
    assert not re.search(r"\\\[\d{1,3}\\\]", text)
    assert "complian" not in text


def test_in_northern_ireland_it_refuses(assessed):
    with pytest.raises(EiaError, match="Section 149 does not apply in Northern Ireland"):
        text_of(assessed, '[proposal]\nnation = "Northern Ireland"')


def test_nothing_of_it_is_in_what_a_report_holds(shipped_id, root):
    held = assessment_json(assess(shipped_id))
    assert "Where in the record is" not in held
    assert "challenge" not in json.loads(held)
    for file in [
        *(root / "notebooks").glob("*.ipynb"),
        *(root / "eia" / "views").glob("*.py"),
        *(root / "eia" / "report").glob("*.py"),
    ]:
        assert "eia.challenge" not in file.read_text(encoding="utf-8"), file.name


def test_the_command_writes_one_file_and_says_the_notice(shipped_id, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["challenge", shipped_id]) == 0
    assert NOTICE.strip("*") in capsys.readouterr().out
    [file] = list(tmp_path.iterdir())
    assert file.name == f"challenge-{shipped_id}.md"
    assert file.read_bytes().startswith(NOTICE.encode())
    before = file.read_bytes()
    assert main(["challenge", shipped_id]) == 0  # over its own, and the same
    assert file.read_bytes() == before


def test_it_is_refused_inside_a_report_among_reports_and_inside_a_proposal(
    shipped_id, tmp_path, folder_of, capsys
):
    report = tmp_path / "reports" / "one"
    report.mkdir(parents=True)
    (report / "assessment.json").write_text("{}", encoding="utf-8")
    proposal = folder_of("")
    for place in (
        report / "c.md",
        report / "deeper" / "c.md",
        tmp_path / "reports" / "c.md",
        proposal / "evidence" / "c.md",
    ):
        assert main(["challenge", shipped_id, "--out", str(place)]) == 2
        assert "Choose a place of its own" in capsys.readouterr().err
        assert not place.exists()


def test_it_writes_over_no_other_file_and_into_no_folder(shipped_id, tmp_path, capsys):
    other = tmp_path / "notes.md"
    other.write_text("mine", encoding="utf-8")
    assert main(["challenge", shipped_id, "--out", str(other)]) == 2
    assert main(["challenge", shipped_id, "--out", str(tmp_path)]) == 2
    assert other.read_text(encoding="utf-8") == "mine"
    assert capsys.readouterr().err.count("\n") == 2


def test_a_folder_that_is_not_there_is_made(shipped_id, tmp_path):
    file = write_challenge(shipped_id, out=tmp_path / "for the solicitor" / "questions.md")
    assert file.read_bytes().startswith(NOTICE.encode())
