"""Fairness to good work: what the toolkit says of short assessments that are enough for a decision of their size.

Each folder here is an invented assessment of a small decision of a real kind. They were written before the checks were put to
them, and are not to be changed to please a check. REVIEW.md holds the reading of each worry, one by one.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from eia.assessment import Assessment, assess
from eia.findings import Severity, Status

HERE = Path(__file__).resolve().parent
NAMES = tuple(sorted(folder.parent.name for folder in HERE.glob("*/proposal.toml")))

WARNINGS_AT_MOST = 3
ADVICE_AT_MOST = 8
"""What an officer still reads to the end: few enough for one page, with the warnings."""

COMPLETE = "library-hours-example"


@cache
def _assessed(name: str) -> Assessment:
    return assess(HERE / name)


def _record(name: str) -> dict:
    return tomllib.loads((HERE / name / "proposal.toml").read_text(encoding="utf-8"))


def _worries(assessment: Assessment, severity: Severity) -> list[str]:
    return [f"{one.code}: {one.text}" for one in assessment.findings if one.severity is severity]


def _reviewed() -> set[tuple[str, str]]:
    rows = re.findall(
        r"^\| ([a-z-]+) \| ([A-Z]\d\d) \|", (HERE / "REVIEW.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return set(rows)


def test_three_nations_four_stages_and_several_kinds_of_effect_are_here():
    proposals = [_record(name)["proposal"] for name in NAMES]
    nations = [one["nation"] for one in proposals]
    assert (nations.count("England"), nations.count("Wales"), nations.count("Scotland")) == (8, 4, 4)
    assert {one["stage"] for one in proposals} == {"assessment", "consultation", "decision", "decided"}
    directions = [{effect["direction"] for effect in _record(name).get("effect", [])} for name in NAMES]
    assert sum("negative" in one for one in directions) > len(NAMES) / 2
    assert {"positive"} in directions
    assert sum(one <= {"none"} for one in directions) == 2


@pytest.mark.parametrize("name", NAMES)
def test_it_is_marked_as_invented_and_as_short(name):
    record = _record(name)
    assert record["proposal"]["illustration"].startswith("Invented example for a test: ")
    assert record["assessment"]["short"] is True


@pytest.mark.parametrize("name", NAMES)
def test_no_check_breaks_and_nothing_serious_is_said(name):
    assessment = _assessed(name)
    assert assessment.findings
    assert not assessment.failures
    assert _worries(assessment, Severity.SERIOUS) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_check_reads_a_no_into_it(name):
    assert [one.code for one in _assessed(name).findings if one.status is Status.NOT_MET] == []


@pytest.mark.parametrize("name", NAMES)
def test_there_are_three_warnings_at_most(name):
    warnings = _worries(_assessed(name), Severity.WARNING)
    assert len(warnings) <= WARNINGS_AT_MOST, warnings


@pytest.mark.parametrize("name", NAMES)
def test_there_is_little_advice(name):
    advice = _worries(_assessed(name), Severity.ADVICE)
    assert len(advice) <= ADVICE_AT_MOST, advice


@pytest.mark.parametrize("name", NAMES)
def test_each_worry_has_been_read_and_judged(name):
    raised = {(name, one.code) for one in _assessed(name).findings if one.open}
    assert sorted(raised - _reviewed()) == []


def test_the_review_names_only_assessments_that_are_here():
    reviewed = {name for name, _ in _reviewed()}
    assert reviewed <= {*NAMES, COMPLETE}


def test_the_complete_example_has_nothing_serious_and_its_worries_are_judged():
    assessment = assess(COMPLETE)
    assert not assessment.failures
    assert _worries(assessment, Severity.SERIOUS) == []
    raised = {(COMPLETE, one.code) for one in assessment.findings if one.open}
    assert sorted(raised - _reviewed()) == []
