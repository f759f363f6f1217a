"""What holds of every check: stages, nations, replies, causes, and what no finding ever says."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import eia.checks
from eia.checks import CHECKS, Family
from eia.checks.registry import Check
from eia.errors import EiaError
from eia.findings import Severity, Stage, Status, met, needs_judgement, not_met, not_recorded, silent
from eia.law import law

ROOM = sorted(Path(eia.checks.__file__).parent.glob("*.py"))
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
EFFECT = '[[effect]]\nid = "{0}"\ntitle = "{0}"\ncharacteristics = ["age"]\ndirection = "negative"\nharm = "severe"\n'


def check_saying(*answers, due="decision") -> Check:
    return Check(
        code="Z01",
        name="z",
        question="Is it?",
        settle="See to it.",
        limits="None.",
        due=Stage(due),
        basis=(),
        ask=lambda _: iter(answers),
    )


@pytest.mark.parametrize("nation", [*NATIONS, None])
@pytest.mark.parametrize("stage", [*Stage, None])
def test_an_empty_proposal_has_nothing_met_and_nothing_not_met(assessed, stage, nation):
    lines = ["[proposal]"]
    lines += [f'stage = "{stage}"'] if stage else []
    lines += [f'nation = "{nation}"'] if nation else []
    found = assessed("\n".join(lines))
    assert not {finding.status for finding in found.findings} & {Status.MET, Status.NOT_MET}
    assert {finding.code for finding in found.findings} == {check.code for check in CHECKS}
    assert not found.failures


def test_before_its_stage_a_worry_is_not_yet_due_and_says_how_grave_it_will_be(assessed):
    for finding in assessed('[proposal]\nstage = "early"\n[assessment]\nmade = false').findings:
        if finding.code == "T01":
            assert (finding.status, finding.severity, finding.once_due) == ("not yet due", None, "warning")
            assert finding.text == "The author records that no assessment was made."


def test_before_its_stage_a_plain_no_and_a_contradiction_stand(assessed):
    record = '[proposal]\nstage = "early"\n[consultation]\nequality_points_withheld = true'
    [finding] = [one for one in assessed(record).findings if one.code == "C04"]
    assert (finding.status, finding.severity) == ("not met", "serious")


def test_before_its_stage_a_question_may_be_answered_already(assessed):
    record = '[proposal]\nstage = "early"\n[decision]\ndate = 2024-06-01\n[assessment]\ndate = 2024-05-01'
    assert [one.status for one in assessed(record).findings if one.code == "T01"] == ["met"]


def test_a_silence_that_is_no_worry_waits_as_no_worry(assessed):
    [finding] = assessed('[proposal]\nstage = "early"', checks=[check_saying(silent("Nothing."))]).findings
    assert (finding.status, finding.once_due) == ("not yet due", None)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.rank >= Stage.DECISION.rank])
def test_from_its_stage_on_a_question_is_due(assessed, stage):
    [finding] = [one for one in assessed(f'[proposal]\nstage = "{stage}"').findings if one.code == "T01"]
    assert (finding.status, finding.severity, finding.once_due) == ("not recorded", "serious", None)


def test_with_no_stage_recorded_every_question_is_due(assessed):
    assert assessed().not_yet_due == ()


def test_what_waits_says_each_cause_of_its_own_subjects_only(assessed):
    check = check_saying(
        not_met("It is wrong.", severity=Severity.SERIOUS, do="Mend it.", about="one", waits=True),
        not_recorded("It is not said.", severity=Severity.WARNING, do="Say it.", about="two"),
        met("It is right.", about="three"),
    )
    right, waiting = assessed('[proposal]\nstage = "early"', checks=[check]).findings
    assert (right.status, right.about) == ("met", ("three",))
    assert (waiting.status, waiting.once_due, waiting.about) == ("not yet due", "serious", ("one",))
    assert waiting.text == "It is wrong. two: It is not said."


def test_one_cause_is_one_finding_that_lists_its_subjects(assessed):
    record = "".join(EFFECT.format(name) for name in ("hours", "branches", "fees"))
    [finding] = [one for one in assessed(record).findings if one.code == "M02"]
    assert finding.about == ("hours", "branches", "fees")


def test_two_causes_are_two_findings_in_the_order_they_were_met(assessed):
    record = EFFECT.format("hours") + EFFECT.format("fees") + 'answer = "none"\n' + EFFECT.format("stock")
    found = [(one.status, one.about) for one in assessed(record).findings if one.code == "M02"]
    assert found == [("not recorded", ("hours", "stock")), ("not met", ("fees",))]


def test_characteristics_left_out_are_one_finding_and_not_25(assessed):
    [finding] = [one for one in assessed().findings if one.code == "A04"]
    assert len(finding.about) == 9


def test_in_northern_ireland_section_149_is_not_asked_about(assessed):
    found = assessed('[proposal]\nnation = "Northern Ireland"\n[assessment]\nmade = false').findings
    apart = {one.code for one in found if one.status is Status.NOT_APPLICABLE}
    of_the_duty = {check.code for check in CHECKS if not check.code.startswith("N")}
    assert apart >= of_the_duty - {"I06"}
    assert all(
        "section 75 of the Northern Ireland Act 1998" in one.text
        for one in found
        if one.code in apart & of_the_duty
    )


def test_in_northern_ireland_data_protection_is_asked_about_all_the_same(assessed):
    found = assessed('[proposal]\nnation = "Northern Ireland"\n[data_protection]\nbasis = "consent"').findings
    assert "not met" in {one.status for one in found if one.code == "N01"}
    unsafe = '[proposal]\nnation = "Northern Ireland"\n[[evidence]]\nid = "a"\ntitle = "A"\nsmall_numbers_safe = false'
    assert "not met" in {one.status for one in assessed(unsafe).findings if one.code == "I06"}


def test_an_authors_reply_is_shown_and_changes_nothing(assessed):
    reply = '[[response]]\nto = "T01"\nanswer = "disagreed"\nsays = "It was oral."\npost = "Head"\ndate = 2024-06-03'
    before, after = assessed(), assessed(reply)
    for was, now in zip(before.findings, after.findings, strict=True):
        assert replace(now, replies=()) == was
        assert bool(now.replies) is (now.code == "T01")
    [answered] = [one for one in after.findings if one.replies]
    assert [(one.answer, one.says, one.post) for one in answered.replies] == [
        ("disagreed", "It was oral.", "Head")
    ]
    assert before.settled is after.settled is False


@pytest.mark.parametrize(
    ("answers", "stage", "with_reply"),
    [
        ((met("Yes."), not_recorded("Silent.", severity=Severity.ADVICE, do="Say it.")), "decision", [False, True]),
        ((met("Yes."), not_recorded("Silent.", severity=Severity.ADVICE, do="Say it.")), "early", [False, True]),
        ((met("Yes."), silent("No worry.")), "early", [False, True]),
        ((met("Yes."), silent("No worry.")), "decision", [True, True]),
        ((met("Yes."),), "decision", [True]),
    ],
)  # fmt: skip
def test_a_reply_stands_with_what_is_open_or_waits_and_where_nothing_does_with_all(
    assessed, answers, stage, with_reply
):
    record = (
        f'[proposal]\nstage = "{stage}"\n[[response]]\nto = "Z01"\nanswer = "disagreed"\nsays = "No figure."'
    )
    found = assessed(record, checks=[check_saying(*answers)]).findings
    assert [bool(one.replies) for one in found] == with_reply


def test_a_check_that_breaks_is_a_failure_and_the_others_go_on(assessed):
    def broken(_):
        yield met("The author records a first answer.")
        raise KeyError("secret of the machine")

    bad = replace(check_saying(), code="Z02", question="Does it break?", ask=broken)
    found = assessed(checks=[bad, check_saying(met("The author records it."))])
    assert [one.code for one in found.findings] == ["Z01"]
    assert [(one.code, one.question, one.error) for one in found.failures] == [
        ("Z02", "Does it break?", "KeyError")
    ]
    assert not found.settled


def test_a_record_is_settled_when_nothing_serious_is_open_and_all_that_is_due_is_answered(assessed):
    def settled(*answers):
        return assessed(checks=[check_saying(*answers)]).settled

    assert settled(met("Yes."))
    assert settled(silent("No worry."))
    assert settled(not_met("No.", severity=Severity.WARNING, do="Mend it."))
    assert settled(needs_judgement("Perhaps.", severity=Severity.SERIOUS, do="Judge it."))
    assert not settled(not_met("No.", severity=Severity.SERIOUS, do="Mend it."))
    assert not settled(not_recorded("Silent.", severity=Severity.ADVICE, do="Say it."))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
class TestEachCheck:
    def test_its_question_is_one(self, check):
        assert check.question.endswith("?")
        assert check.question.count("?") == 1
        assert check.settle.endswith(".")
        assert check.limits.endswith(".")

    def test_its_authorities_are_known_in_law(self, check):
        assert check.basis
        for name in check.basis:
            found = law().provision(name)
            assert found.cites
            assert found.url

    def test_it_can_print_an_authority(self, check):
        assert any(law().provision(name).printable for name in check.basis)

    def test_it_reads_the_proposal_and_opens_nothing(self, check):
        used = set(check.ask.__code__.co_names)
        assert not used & {"open", "print", "Path", "read_text", "write_text", "environ", "today", "now"}


def test_no_finding_says_compliant_or_lawful():
    for file in ROOM:
        text = file.read_text(encoding="utf-8").lower()
        assert not re.search(r"complian(t|ce)|\blawful|\bunlawful|\bpass(ed|es)?\b", text), file.name


def test_each_answer_that_is_met_is_said_in_the_authors_name():
    for file in ROOM:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "met":
                assert "The author records" in ast.unparse(node.args[0]), ast.unparse(node)


@pytest.mark.parametrize(
    ("code", "basis", "words", "said"),
    [
        (
            "T01",
            "case.nobody",
            "Is it? To settle: see to it. Known limits: none.",
            "There is no provision called",
        ),
        ("T01", "ea2010.s149.1", "It is. To settle: see to it. Known limits: none.", "It has no question"),
        ("T01", "ea2010.s149.1", "Is it?", "It has no question"),
        ("T01", "ea2010.s149.1", "Is it? Known limits: none.", "nothing to settle"),
        (
            "t1",
            "ea2010.s149.1",
            "Is it? To settle: see to it. Known limits: none.",
            "malformed or already taken",
        ),
    ],
)
def test_a_check_without_authority_question_limits_or_code_is_refused_at_import(code, basis, words, said):
    def ask(_):
        yield met("The author records it.")

    ask.__doc__ = words
    with pytest.raises(EiaError, match=said):
        Family("A family").check(code, due="early", basis=[basis])(ask)


def test_two_checks_of_a_family_cannot_have_one_code():
    def ask(_):
        """Is it? To settle: see to it. Known limits: none."""
        yield met("The author records it.")

    family = Family("A family")
    family.check("T01", due="early", basis=["ea2010.s149.1"])(ask)
    with pytest.raises(EiaError, match="already taken"):
        family.check("T01", due="early", basis=["ea2010.s149.1"])(ask)


def test_no_two_checks_have_one_code():
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
