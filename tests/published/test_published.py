"""Published assessments as input: what the toolkit says of ordinary work.

Each folder here holds what a published assessment records, and nothing that was not seen. REVIEW.md holds the reading of
its findings, one by one.
"""

import re
import statistics
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import ValidationError

from eia.assessment import Assessment, assess, assess_submission
from eia.findings import Status
from eia.proposal import Proposal, Submission

HERE = Path(__file__).resolve().parent
NAMES = tuple(sorted(folder.parent.name for folder in HERE.glob("*/proposal.toml")))

SAID = {
    ("east-sussex-rother-parking", "C05"): "The box for engagement undertaken or planned says none.",
    ("kingston-cashiers-2008", "L02"): "The record says that the difference is understood but not justified.",
    ("brighton-parks-parking-2023", "M03"): "The only action is to point to buses, walking and cycling.",
    ("dorset-local-plan-actions", "M03"): "The only action for Gypsies and Travellers is to monitor.",
}
"""Every explicit no in these records, with what in the record says it: a no that is not here would come from silence."""

VERDICT = re.compile(r"\b(complian(t|ce)|compl(y|ies|ied)|(un)?lawful(ly)?(?! bas[ie]s))\b", re.IGNORECASE)
"""Words that pass judgment; “lawful basis” is a term of data protection law."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How many worries a set of assessments holds."""

    assessments: int
    median: float
    fewest: int
    most: int

    def __str__(self) -> str:
        return f"median {self.median:g}, from {self.fewest} to {self.most}, in {self.assessments} assessments"


def spread_of_worries(names: tuple[str, ...] = NAMES) -> Spread:
    """Count the open findings of each published proposal named, and return the median and the spread."""
    counts = [len(_assessed(name).worries) for name in names]
    return Spread(
        assessments=len(counts), median=statistics.median(counts), fewest=min(counts), most=max(counts)
    )


def read_whole() -> tuple[str, ...]:
    """Return the names of the records that were read whole: there, silence is the record's and not the reader's."""
    return tuple(name for name in NAMES if "# Read: the whole record" in _text(name))


def _text(name: str) -> str:
    return (HERE / name / "proposal.toml").read_text(encoding="utf-8")


def _assessed(name: str) -> Assessment:
    return assess(HERE / name)


def _explicit_noes(assessment: Assessment) -> set[str]:
    return {one.code for one in assessment.findings if one.status is Status.NOT_MET}


def test_there_are_at_least_twelve_from_three_nations_and_some_read_whole():
    nations = {tomllib.loads(_text(name))["proposal"]["nation"] for name in NAMES}
    assert len(NAMES) >= 12
    assert nations == {"England", "Scotland", "Northern Ireland"}
    assert len(read_whole()) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_and_no_check_breaks(name):
    assessment = _assessed(name)
    assert assessment.findings
    assert not assessment.failures


@pytest.mark.parametrize("name", NAMES)
def test_its_head_says_where_it_comes_from_and_it_is_marked_as_an_illustration(name):
    text = _text(name)
    record, address, read = text.splitlines()[:3]
    assert record.startswith(f"# Record {name} of ")
    assert re.match(r"# Address: (https?://\S.*|not known)$", address)
    assert re.match(r"# Read: (only its opening|the whole record|press accounts)", read)
    assert "Not made, seen or approved by" in tomllib.loads(text)["proposal"]["illustration"]


def test_each_no_that_may_be_said_is_of_a_record_here():
    assert {name for name, _ in SAID} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_no_is_one_that_the_record_says(name):
    assert {(name, code) for code in _explicit_noes(_assessed(name))} <= SAID.keys()


@pytest.mark.parametrize("name", NAMES)
def test_leaving_out_any_one_line_makes_no_new_no(name):
    """Without its stage every question is due, so that a no which the record says may then be told."""
    whole = tomllib.loads(_text(name))
    whole.pop("schema")  # the model is asked directly, without migration
    before = _explicit_noes(_assessed(name)) | {code for record, code in SAID if record == name}
    tried = 0
    for shorter in _each_without_one_line(whole):
        try:
            proposal = Proposal.model_validate(shorter)
        except ValidationError:
            continue  # that line is one which an entry cannot do without
        tried += 1
        after = _explicit_noes(assess_submission(Submission(id=name, proposal=proposal)))
        assert after <= before
    assert tried > 5


@pytest.mark.parametrize("name", NAMES)
def test_no_finding_passes_judgment(name):
    for finding in _assessed(name).findings:
        assert not VERDICT.search(f"{finding.question} {finding.text} {finding.do}"), finding.code


def test_nothing_of_section_149_is_asked_in_northern_ireland():
    findings = _assessed("ni-assembly-digital-first-2015").findings
    asked = {one.code for one in findings if one.status is not Status.NOT_APPLICABLE}
    assert asked.isdisjoint({"A03", "A04", "T01", "D01", "I01", "I03", "L03", "M02", "C01"})


def test_the_findings_are_the_reviewed_ones(golden):
    lines = [
        f"{name} | {one.code} | {one.status} | {one.severity or '-'}"
        for name in NAMES
        for one in _assessed(name).findings
    ]
    table = "\n".join(["proposal | code | status | severity", *lines, ""])
    golden("../published/findings.txt", table)  # beside the records, not with the other golden files


def test_the_spread_is_of_the_worries_counted():
    counts = sorted(len(_assessed(name).worries) for name in NAMES)
    spread = spread_of_worries()
    assert (spread.fewest, spread.most) == (counts[0], counts[-1])
    assert spread.assessments == len(NAMES)
    assert counts[0] <= spread.median <= counts[-1]
    # A long list is noise: whoever adds a check sees here what it does to ordinary work.
    assert spread.median <= 12


def _each_without_one_line(entry):
    """Yield copies of a table, each without one of its keys, however deep; references stay whole."""
    for key, value in entry.items():
        if key in ("id", "effects", "evidence"):
            continue
        yield {other: kept for other, kept in entry.items() if other != key}
        if isinstance(value, dict):
            for shorter in _each_without_one_line(value):
                yield entry | {key: shorter}
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for position, one in enumerate(value):
                for shorter in _each_without_one_line(one):
                    yield entry | {key: [*value[:position], shorter, *value[position + 1 :]]}
