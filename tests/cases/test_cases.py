"""Decided challenges to the duty, put to the checks: each record as it stood, and the same with its one fact mended.

The sentences are the judgments'; the records are in the folders beside this file, written before any check was changed for
their sake. With this few cases a score proves little: what is tested hardest is that mending the one fact the court relied
on ends that worry and no other.
"""

from __future__ import annotations

import tomllib
from functools import cache

import pytest
from case_scores import (
    missed,
    read_all,
    score_always,
    score_never,
    score_random,
    score_toolkit,
    serious_alarms,
)
from decided_case import HERE, IDS, Case, read_case, worries_of

from eia.checks import CHECKS
from eia.findings import Severity, Status

MISSES = tomllib.loads((HERE / "misses.toml").read_text(encoding="utf-8"))


@cache
def case_of(name: str) -> Case:
    return read_case(name)


@cache
def everything() -> tuple[Case, ...]:
    return tuple(case_of(name) for name in IDS)


BREACHES = tuple(name for name in IDS if read_case(name).breach)
OTHERS = tuple(name for name in IDS if name not in BREACHES)
CURES = tuple((name, number) for name in BREACHES for number in range(len(read_case(name).cures)))


def test_all_thirty_nine_cases_are_here():
    assert (len(IDS), len(BREACHES), len(OTHERS)) == (39, 25, 14)


@pytest.mark.parametrize("name", IDS)
def test_the_record_is_whole_and_says_that_it_is_a_test(name):
    case = case_of(name)
    about = case.raw["proposal"]
    assert case.id == case.said["id"] == name
    assert case.said["citation"] in about["illustration"]
    assert about["illustration"].startswith("Decided case")
    codes = {check.code for check in CHECKS}
    assert {*case.said["expected"], *case.held, *case.strained} <= codes
    assert not case.assessed.failures


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_has_a_worry_about_the_ground_that_the_court_held(name):
    case = case_of(name)
    assert set(case.held) & set(case.fired), case.said["because"]


@pytest.mark.parametrize("name", IDS)
def test_every_miss_is_listed_with_its_reason(name):
    case = case_of(name)
    listed = MISSES.get(name, {})
    expected = {*missed(case), *(["ground"] if case.breach and not case.held_among_first else [])}
    assert set(listed) == expected
    assert all(reason.strip() for reason in listed.values())


@pytest.mark.parametrize("name", OTHERS)
def test_no_serious_alarm_where_the_court_found_regard(name):
    assert serious_alarms(case_of(name)) == ()


@pytest.mark.parametrize("name", OTHERS)
def test_what_may_be_said_as_advice_is_no_more_than_a_warning(name):
    case = case_of(name)
    for code in case.said["advisory"]:
        assert all(one.severity is not Severity.SERIOUS for one in case.assessed.worries if one.code == code)


@pytest.mark.parametrize(("name", "number"), CURES)
def test_mending_the_one_fact_ends_that_worry_and_changes_no_other(name, number):
    case = case_of(name)
    cure = case.cures[number]
    code = cure["code"]
    also = cure.get("also", {})
    before, after, blank = case.assessed, case.cured(cure), case.blanked(cure)
    told = _worries(before, code)
    assert told, "there is something to mend"
    assert not (told & _worries(after, code)), "mended, it is gone"
    moved = {one[0] for one in worries_of(before, but=[code]) ^ worries_of(after, but=[code])}
    assert moved == set(also), "no other changes, but those whose reason is given"
    assert all(reason.strip() for reason in also.values())
    contradicted = {text for text, about in told if _is_contradicted(before, code, text)}
    assert not [one for one in blank.findings if one.code == code and one.text in contradicted]
    assert {Status.NOT_RECORDED, Status.NOT_APPLICABLE} & {
        one.status for one in blank.findings if one.code == code
    }
    assert worries_of(read_case(name).assessed) == worries_of(before), "restored, it is back"


def _worries(assessment, code):
    return {(one.text, one.about) for one in assessment.worries if one.code == code}


def _is_contradicted(assessment, code, text):
    return any(
        one.code == code and one.text == text and one.status is Status.NOT_MET for one in assessment.findings
    )


@pytest.mark.parametrize("name", BREACHES)
def test_every_ground_that_was_held_can_be_mended(name):
    case = case_of(name)
    assert {cure["code"] for cure in case.cures} <= set(case.held)
    assert case.cures


@pytest.mark.parametrize("name", IDS)
def test_nothing_comes_from_silence(name):
    silent = case_of(name).silent()
    assert [one.code for one in silent.findings if one.status is Status.NOT_MET] == []
    assert not silent.failures


PAIRS = tuple((name, number) for name in IDS for number in range(len(read_case(name).said.get("pair", ()))))


@pytest.mark.parametrize(("name", "number"), PAIRS)
def test_cases_that_look_alike_are_told_apart_for_the_courts_reason(name, number):
    pair = case_of(name).said["pair"][number]
    one, other = case_of(name), case_of(pair["with"])
    breach, kept = (one, other) if one.breach else (other, one)
    assert breach.breach
    assert not kept.breach
    tells = pair["tells"]
    assert any(worry.code == tells and worry.status is Status.NOT_MET for worry in breach.assessed.worries)
    assert not any(
        worry.code == tells and worry.severity is Severity.SERIOUS for worry in kept.assessed.worries
    )
    assert tells not in {worry.code for worry in kept.first} or not kept.assessed.worries


def test_the_goals():
    cases = everything()
    ours, always, never, chance = (
        score(cases) for score in (score_toolkit, score_always, score_never, score_random)
    )
    assert ours.held >= 22
    assert ours.serious_false_alarms == 0
    assert ours.other_worries <= ours.breach_worries / 2
    assert ours.other_contradictions <= ours.breach_contradictions / 2
    assert ours.held > max(always.held, never.held, chance.held)
    assert never.recall < chance.recall < ours.recall <= always.recall


def test_the_page_of_judgments_is_what_the_cases_give(root):
    from judgments_page import page

    assert (root / "docs" / "judgments.md").read_text(encoding="utf-8") == page(read_all())
