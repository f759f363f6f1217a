"""What checks make of a body's own counts and of the quality of evidence: a hit, a miss and a silence each. All invented."""

from __future__ import annotations

import tomllib

import pytest

from eia.assessment import assess_submission
from eia.disclosure import Counts
from eia.evidence import GroupTable, Table
from eia.proposal import Proposal, Submission

SEX = ("Women", "Men")
BOOK = '[[evidence]]\nid = "book"\ntitle = "Who was refused"\npublisher = "The Council"\ndate = 2024-03-01\n'
COUNTS = f'{BOOK}table = "counts"\nkind = "complete"\noutcome = "were refused"\noutcome_is = "burden"\nreference = "Men"\n'
DECIDED = "[decision]\ndate = 2024-06-01\n"
EFFECT = '[[effect]]\nid = "fees"\ntitle = "Fees"\ncharacteristics = ["sex"]\nevidence = ["book"]\ndirection = "{0}"\n'
NONE, WORSE, GOOD = (EFFECT.format(one) for one in ("none", "negative", "positive"))
NAMED = 'groups = ["women"]\n'
ASIDE = '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Even use"\nlooked_at = "the register"\n'
STATED = '[[disparity]]\nsays = "Women are refused twice as often"\nevidence = ["book"]\npool = "all who applied"\n'
SHEET = f'{BOOK}coverage = "all who applied"\n'
OLD = SHEET.replace("2024-03-01", "2015-03-01")
NEWER = SHEET.replace('"book"', '"later"').replace("2024-03-01", "2024-04-01")
CHESHIRE = '[proposal]\nauthority_code = "E06000049"\nnation = "England"\n'


def table(refused: tuple[int, int], people: tuple[int, int] = (4_000, 4_000), by: str = "sex") -> GroupTable:
    """Make a table of women and men with how many of them were refused."""
    counts, outcome = Counts(SEX, people), Counts(SEX, refused)
    return GroupTable(characteristic=by, groups=counts, with_outcome=outcome, unanswered=())


APART, ALIKE, OTHER_WAY, FEW = (
    {"book": one}
    for one in (
        table((1_200, 600)),
        table((1_000, 1_000)),
        table((600, 1_200)),
        table((60, 50), (200, 200)),
    )
)
NO_TABLE: dict[str, Table] = {}

CASES_WITH_TABLES = [
    # code, what is recorded, the record, the tables, the status, the severity
    ("I01", "an effect on counts that show it", f"{DECIDED}{WORSE}{NAMED}{COUNTS}", APART, "met", None),
    ("I01", "an effect on counts that show the opposite", f"{DECIDED}{WORSE}{NAMED}{COUNTS}", OTHER_WAY, "needs judgement", "advice"),
    ("I01", "an effect on counts that show the opposite of others", f"{DECIDED}{WORSE}{COUNTS}", OTHER_WAY, "met", None),
    ("I01", "an effect on counts that cannot tell", f"{DECIDED}{WORSE}{NAMED}{COUNTS}", FEW, "met", None),
    ("I01", "a gain without a reason, on counts that cannot tell", f"{DECIDED}{GOOD}{NAMED}{COUNTS}", FEW, "needs judgement", "advice"),
    ("I01", "a gain with a reason, on counts that cannot tell", f'{DECIDED}{GOOD}{NAMED}reasoning = "It is free"\n{COUNTS}', FEW, "met", None),
    ("I01", "a gain without a reason, and no counts", f"{DECIDED}{GOOD}{SHEET}", NO_TABLE, "met", None),
    ("I01", "an effect on old evidence alone", f"{DECIDED}{WORSE}{OLD}", NO_TABLE, "needs judgement", "advice"),
    ("I01", "a severe effect on old evidence alone", f'{DECIDED}{WORSE}harm = "severe"\n{OLD}', NO_TABLE, "needs judgement", "warning"),
    ("I01", "old evidence with its limits", f'{DECIDED}{WORSE}{OLD}limits = "The latest there is"\n', NO_TABLE, "met", None),
    ("I01", "old evidence beside later", DECIDED + WORSE.replace('["book"]', '["book", "later"]') + OLD + NEWER, NO_TABLE, "met", None),
    ("I01", "the earlier of two of a series", f"{DECIDED}{WORSE}{SHEET}{NEWER}", NO_TABLE, "needs judgement", "advice"),
    ("I01", "evidence of another place", f'{CHESHIRE}{DECIDED}{WORSE}{SHEET}geography = "Maidstone"\n', NO_TABLE, "needs judgement", "advice"),
    ("I01", "evidence of a wider place", f'{CHESHIRE}{DECIDED}{WORSE}{SHEET}geography = "North West"\n', NO_TABLE, "met", None),
    ("I01", "evidence of too few people", f"{DECIDED}{WORSE}{COUNTS}", {"book": table((10, 9), (40, 40))}, "needs judgement", "advice"),
    ("I03", "no effect, and counts that show a difference", f'{DECIDED}{NONE}looked_at = "the book"\n{COUNTS}', APART, "needs judgement", "warning"),
    ("I03", "put aside, and counts that show a difference", f"{DECIDED}{ASIDE}{COUNTS}", APART, "needs judgement", "warning"),
    ("I03", "put aside, and counts by something else that show a difference", f"{DECIDED}{ASIDE}{COUNTS}", {"book": table((1_200, 600), by="age")}, "met", None),
    ("I03", "put aside, and later counts that show a difference", f"{DECIDED}{ASIDE}{COUNTS}later = true\n", APART, "met", None),
    ("I03", "put aside, and opt-in answers that differ", DECIDED + ASIDE + COUNTS.replace("complete", "opt-in"), APART, "met", None),
    ("I03", "no effect, and counts shown similar", f"{DECIDED}{NONE}{COUNTS}", ALIKE, "met", None),
    ("I03", "no effect, on counts that cannot tell and nothing else", f"{DECIDED}{NONE}{COUNTS}", FEW, "needs judgement", "advice"),
    ("I03", "no effect, on counts that cannot tell and what was looked at", f'{DECIDED}{NONE}looked_at = "the rules"\n{COUNTS}', FEW, "met", None),
    ("I03", "an effect, and counts that show it", f"{DECIDED}{WORSE}{COUNTS}", APART, "not applicable", None),
    ("I04", "a difference that the counts behind it show similar", f"{DECIDED}{STATED}{COUNTS}", ALIKE, "not met", "advice"),
    ("I04", "a difference with its interval from the counts behind it", f"{DECIDED}{STATED}{COUNTS}".replace("complete", "sampled"), APART, "met", None),
    ("I04", "a difference whose counts are of others", DECIDED + STATED.replace('["book"]', "[]") + COUNTS, ALIKE, "not recorded", "advice"),
    ("I04", "counts that show a difference, and none stated", f"{DECIDED}{COUNTS}", APART, "not recorded", "advice"),
    ("I04", "counts that cannot tell, and none stated", f"{DECIDED}{COUNTS}", FEW, "not recorded", None),
    ("I05", "counts that show a difference, and nothing of sub-groups", f"{DECIDED}{COUNTS}", APART, "not recorded", "advice"),
    ("I05", "counts that are similar", f"{DECIDED}{COUNTS}", ALIKE, "not recorded", None),
]  # fmt: skip


def submission(text: str, tables: dict[str, Table]) -> Submission:
    """Make a record of its words and its tables."""
    proposal = Proposal.model_validate(tomllib.loads(text))
    counts = {name: one.groups for name, one in tables.items() if isinstance(one, GroupTable)}
    return Submission(id="a-proposal", proposal=proposal, counts=counts, tables=tables)


@pytest.mark.parametrize(
    ("code", "text", "tables", "status", "severity"),
    [
        pytest.param(code, text, tables, status, severity, id=f"{code}: {words}")
        for code, words, text, tables, status, severity in CASES_WITH_TABLES
    ],
)
def test_a_record_with(code, text, tables, status, severity):
    found = [one for one in assess_submission(submission(text, tables)).findings if one.code == code]
    assert [(one.status, one.severity) for one in found] == [(status, severity)]
    assert all(bool(one.do) is (severity is not None) for one in found)


def test_what_is_said_of_a_difference_names_groups_and_no_cause():
    [found] = [
        one
        for one in assess_submission(submission(f"{DECIDED}{ASIDE}{COUNTS}", APART)).findings
        if one.code == "I03"
    ]
    assert "“Women” fares worse than “Men”" in found.text
    assert "look again" in (found.do or "").lower()
