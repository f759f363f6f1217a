"""Each check: one record that it hits, one that it misses, one that is silent; with the severities of the specification."""

from __future__ import annotations

from pathlib import Path

import pytest

from eia.checks import CHECKS

ALL = (
    '"age", "disability", "gender_reassignment", "pregnancy_and_maternity", "race", "religion_or_belief", "sex", '
    '"sexual_orientation"'
)
NEEDS = 'needs = ["discrimination", "opportunity", "relations"]'
HARM = '[[effect]]\nid = "hours"\ntitle = "Shorter hours"\ncharacteristics = ["disability"]\ndirection = "negative"\n'
SEVERE = f'{HARM}harm = "severe"\n'
SURVEY = '[[evidence]]\nid = "survey"\ntitle = "User survey"\npublisher = "The Council"\ndate = 2024-03-01\n'
DECIDED = "[decision]\ndate = 2024-06-01\n"
WATCHED = (
    'measure = "visits"\ncharacteristics = ["age"]\nsource = "register"\nfrequency = "monthly"\nowner = "Head of Libraries"\n'
    'trigger = "a fall of a tenth"\n'
)
KEPT = '[record]\napprover = "Director"\nsigned_on = 2024-05-01\n[[record.versions]]\nnumber = "1"\ndate = 2024-05-01\n'
DATA = '[data_protection]\npurpose = "lending"\narticle_9 = "not used"\ncompatible = true\n'

CASES = [
    # code, what is recorded, the record, the status, the severity
    ("A01", "outside the duty, and the duty claimed", '[proposal]\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "outside the duty"\nduty_claimed = true', "not met", "warning"),
    ("A01", "body, nation, standing and function", '[proposal]\nbody = "X"\nnation = "England"\nfunction = "libraries"\nbody_standing = "listed in Schedule 19"', "met", None),
    ("A01", "outside the duty, and no duty claimed", '[proposal]\nbody_standing = "outside the duty"', "not applicable", None),
    ("A01", "nothing", "", "not recorded", "warning"),
    ("A03", "put aside with “not applicable” alone", '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Not applicable."', "not met", "warning"),
    ("A03", "put aside with a reason and what was looked at", '[[put_aside]]\ncharacteristics = ["sex"]\nreason = "Use is even"\nlooked_at = "the register"', "met", None),
    ("A03", "put aside without a word", '[[put_aside]]\ncharacteristics = ["sex"]', "not recorded", "advice"),
    ("A03", "nothing", "", "not applicable", None),
    ("A03", "every cell answered, none put aside", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"', "not applicable", None),
    ("A04", "a group the record points to, left out", f'[proposal]\npoints_to = ["age"]\n[[effect]]\nid = "a"\ntitle = "Others"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"'.replace('"age", "disability"', '"disability"'), "not met", "serious"),
    ("A04", "every cell answered", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "none"', "met", None),
    ("A04", "every cell but marriage's second and third need", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}]\n{NEEDS}\ndirection = "none"\n[[effect]]\nid = "b"\ntitle = "Spouses"\ncharacteristics = ["marriage_and_civil_partnership"]\nneeds = ["discrimination"]\ndirection = "none"', "met", None),
    ("A04", "nothing", "", "not recorded", "warning"),
    ("A04", "an entry marked not looked", f'[[effect]]\nid = "a"\ntitle = "All"\ncharacteristics = [{ALL}, "marriage_and_civil_partnership"]\n{NEEDS}\ndirection = "not looked"', "not recorded", "warning"),
    ("T01", "an assessment after the decision", f"{DECIDED}[assessment]\ndate = 2024-06-02", "not met", "serious"),
    ("T01", "an assessment after it, and the decision considered afresh", f"{DECIDED}[assessment]\ndate = 2024-06-02\nreconsidered_afresh = true", "not met", "advice"),
    ("T01", "no assessment made", f"{DECIDED}[assessment]\nmade = false", "not met", "warning"),
    ("T01", "no assessment made, of a severe effect", f"{DECIDED}[assessment]\nmade = false\n{SEVERE}", "not met", "serious"),
    ("T01", "an assessment on the day", f"{DECIDED}[assessment]\ndate = 2024-06-01", "met", None),
    ("T01", "nothing", "", "not recorded", "serious"),
    ("T01", "no day of decision", "[assessment]\ndate = 2024-06-01", "not recorded", "serious"),
    ("T05", "staged without reason, date or owner", "[staging]\nstaged = true", "not met", "warning"),
    ("T05", "a full assessment promised without date or owner", '[[promise]]\nwhat = "A full EIA"\nkind = "full assessment"', "not recorded", None),
    ("T05", "staged with all of it", '[staging]\nstaged = true\nreversible = true\nreason = "a pilot"\nrest_by = 2025-01-01\nrest_owner = "Director"', "needs judgement", "advice"),
    ("T05", "not staged", "[staging]\nstaged = false", "not applicable", None),
    ("T05", "nothing", "", "not recorded", None),
    ("D01", "a decider with neither", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "neither"', "not met", "serious"),
    ("D01", "a decider given it too late", f'{DECIDED}[[decision.deciders]]\nwho = "Cabinet"\ngiven = "assessment"\ngiven_on = 2024-06-02', "not met", "serious"),
    ("D01", "a decider with a summary alone", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "summary"', "needs judgement", "warning"),
    ("D01", "a decider with the assessment", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "assessment"', "met", None),
    ("D01", "a decider with a full account", '[[decision.deciders]]\nwho = "Cabinet"\ngiven = "full account"', "met", None),
    ("D01", "a decider, and not what was given", '[[decision.deciders]]\nwho = "Cabinet"', "not recorded", "serious"),
    ("D01", "nothing", "", "not recorded", "serious"),
    ("I01", "a severe effect on no evidence", f'{SEVERE}evidence = "none"', "not met", "serious"),
    ("I01", "a lesser effect on no evidence", f'{HARM}evidence = "none"', "needs judgement", "advice"),
    ("I01", "an effect on sourced and dated evidence", f'{HARM}evidence = ["survey"]\n{SURVEY}', "met", None),
    ("I01", "an effect on evidence without a date", f'{HARM}evidence = ["survey"]\n{SURVEY.replace("date = 2024-03-01", "")}', "not recorded", "warning"),
    ("I01", "an effect on evidence without a source", f'{HARM}evidence = ["survey"]\n{SURVEY.replace("publisher", "coverage")}', "not recorded", "warning"),
    ("I01", "an effect, and not what it rests on", HARM, "not recorded", "warning"),
    ("I01", "a severe effect, and not what it rests on", SEVERE, "not recorded", "serious"),
    ("I01", "an effect that cannot be told", HARM.replace("negative", "cannot tell"), "not recorded", None),
    ("I01", "nothing", "", "not recorded", None),
    ("I02", "a gap, and that nothing will be done", '[[gap]]\nwhat = "Who visits"\nplan = "none"', "not met", "warning"),
    ("I02", "a gap, that nothing will be done, and why", '[[gap]]\nwhat = "Who visits"\nplan = "none"\nwhy_not = "Asking would deter"', "met", None),
    ("I02", "a gap and what will be done", '[[gap]]\nwhat = "Who visits"\nwill_do = "A count in May"', "met", None),
    ("I02", "no gap, and why", 'no_gaps_because = "A full survey"', "met", None),
    ("I02", "a gap alone", '[[gap]]\nwhat = "Who visits"', "not recorded", "advice"),
    ("I02", "an effect that cannot be told, and no gap", HARM.replace("negative", "cannot tell"), "not recorded", "warning"),
    ("I02", "an effect, and no gap listed", HARM, "not recorded", "advice"),
    ("I02", "nothing", "", "not recorded", None),
    ("I03", "no effect on a group the record points to", '[proposal]\npoints_to = ["age"]\n[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nlooked_at = "the register"', "not met", "serious"),
    ("I03", "a group the record points to, put aside", '[proposal]\npoints_to = ["age"]\n[[put_aside]]\ncharacteristics = ["age"]\nreason = "Few"\nlooked_at = "the register"', "not met", "serious"),
    ("I03", "no effect, and what was looked at", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nlooked_at = "the register"', "met", None),
    ("I03", "no effect, and nothing looked at", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"', "not recorded", "advice"),
    ("I03", "no effect because there is no evidence", '[[effect]]\nid = "a"\ntitle = "Age"\ncharacteristics = ["age"]\ndirection = "none"\nevidence = "none"', "not recorded", "advice"),
    ("I03", "a group put aside, and nothing looked at", '[[put_aside]]\ncharacteristics = ["age"]\nreason = "Few"', "not recorded", None),
    ("I03", "only effects", HARM, "not applicable", None),
    ("I03", "nothing", "", "not recorded", None),
    ("L03", "an affected group not considered", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\nconsidered = false', "not met", "warning"),
    ("L03", "an affected group with all three parts", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"\ndifferent_needs = "b"\nparticipation = "c"', "met", None),
    ("L03", "an affected group with one part", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"', "not recorded", "warning"),
    ("L03", "an affected group with disadvantage and different needs", f'{HARM}[[opportunity]]\ncharacteristics = ["disability"]\ndisadvantage = "a"\ndifferent_needs = "b"', "met", None),
    ("L03", "an affected group alone", HARM, "not recorded", "warning"),
    ("L03", "an effect on marriage, outside this need", HARM.replace("disability", "marriage_and_civil_partnership"), "not recorded", None),
    ("L03", "nothing", "", "not recorded", None),
    ("L07", "one entry for sex and gender reassignment", HARM.replace('"disability"', '"sex", "gender_reassignment"'), "not met", "warning"),
    ("L07", "one entry that answers several, these two among them", HARM.replace('"disability"', '"age", "sex", "gender_reassignment"'), "met", None),
    ("L07", "one table for both, and not the question asked", '[[evidence]]\nid = "a"\ntitle = "Members by gender"\nabout = ["sex", "gender_reassignment"]', "not met", "warning"),
    ("L07", "an entry for each", HARM.replace("disability", "sex") + HARM.replace("disability", "gender_reassignment").replace('"hours"', '"cards"'), "met", None),
    ("L07", "an entry for sex alone", HARM.replace("disability", "sex"), "not recorded", None),
    ("L07", "both put aside", '[[put_aside]]\ncharacteristics = ["sex", "gender_reassignment"]\nreason = "Use is even"', "not applicable", None),
    ("L07", "nothing", "", "not recorded", None),
    ("M01", "the worst outcome known and not assessed", f"{HARM}worst_assessed = false", "not met", "serious"),
    ("M01", "the worst outcome", f'{SEVERE}worst = "No library in reach"', "met", None),
    ("M01", "a severe effect without it", SEVERE, "not recorded", "warning"),
    ("M01", "a lesser effect without it", HARM, "not recorded", None),
    ("M01", "nothing", "", "not recorded", None),
    ("M02", "a severe effect with neither answer", f'{SEVERE}answer = "none"', "not met", "serious"),
    ("M02", "a lesser effect with neither answer", f'{HARM}answer = "none"', "not met", "warning"),
    ("M02", "an action with owner and date", f'{HARM}[[action]]\neffects = ["hours"]\nwhat = "A van"\nowner = "Head"\ndue = 2024-09-01', "met", None),
    ("M02", "a reason for accepting", f'{SEVERE}accepted_because = "The other choice closes two branches"', "met", None),
    ("M02", "an action without owner or date", f'{SEVERE}[[action]]\neffects = ["hours"]\nwhat = "A van"', "not recorded", "warning"),
    ("M02", "a severe effect alone", SEVERE, "not recorded", "warning"),
    ("M02", "no adverse effect", HARM.replace("negative", "positive"), "not applicable", None),
    ("M02", "nothing", "", "not recorded", None),
    ("M06", "a fixed figure not assessed", '[budget]\nstatus = "fixed"\nassessed = false', "not met", "serious"),
    ("M06", "a provisional figure without a gate", '[budget]\nstatus = "provisional"', "not met", "advice"),
    ("M06", "a fixed figure assessed", '[budget]\nstatus = "fixed"\nassessed = true', "met", None),
    ("M06", "a provisional figure with a gate", '[budget]\nstatus = "provisional"\ngate = "Council in February"', "met", None),
    ("M06", "a fixed figure, and not whether assessed", '[budget]\nstatus = "fixed"', "not recorded", None),
    ("M06", "no change of budget", "[budget]\nchanges = false", "not applicable", None),
    ("M06", "nothing", "", "not recorded", None),
    ("C01", "a duty to consult and none held", '[consultation]\nduty = "statute"\nheld = false', "not met", "serious"),
    ("C01", "a duty to consult and minds closed", '[consultation]\nduty = "promise"\nheld = true\nminds_open = false', "not met", "serious"),
    ("C01", "no duty, and minds closed", '[consultation]\nduty = "none"\nheld = true\nformative = false', "not met", "advice"),
    ("C01", "consultation while it could change", '[consultation]\nduty = "statute"\nheld = true\nformative = true', "met", None),
    ("C01", "no duty to consult", '[consultation]\nduty = "none"', "not applicable", None),
    ("C01", "a duty, and not whether it was held", '[consultation]\nduty = "statute"', "not recorded", None),
    ("C01", "nothing", "", "not recorded", None),
    ("C04", "equality points withheld", "[consultation]\nheld = true\nequality_points_withheld = true", "not met", "serious"),
    ("C04", "responses that did not reach them", "[consultation]\nheld = true\nresponses_reached_deciders = false", "not met", "warning"),
    ("C04", "responses that reached them", "[consultation]\nheld = true\nresponses_reached_deciders = true", "met", None),
    ("C04", "a consultation, and no word of the responses", "[consultation]\nheld = true", "not recorded", "warning"),
    ("C04", "no consultation", "[consultation]\nheld = false", "not applicable", None),
    ("C04", "nothing", "", "not recorded", None),
    ("R01", "a running system that is not measured", "[monitoring]\nmeasured = false\nsystem_running = true", "not met", "serious"),
    ("R01", "no measure", "[monitoring]\nmeasured = false", "not met", "warning"),
    ("R01", "a measure with every part", f"[monitoring]\n{WATCHED}", "met", None),
    ("R01", "a measure without a trigger", f"[monitoring]\n{WATCHED.replace('trigger', 'measured = true #')}", "not recorded", "warning"),
    ("R01", "nothing", "", "not recorded", "warning"),
    ("R02", "a review that is no day", '[review]\nwhen = "Ongoing."\nowner = "Head"', "not met", "warning"),
    ("R02", "a review in words that a day could follow from", '[review]\nwhen = "12 months after approval"\nowner = "Head"', "not recorded", "warning"),
    ("R02", "a review before the decision", f'{DECIDED}[review]\ndate = 2024-05-01\nowner = "Head"', "not met", "warning"),
    ("R02", "a review with day and owner", f'{DECIDED}[review]\ndate = 2025-05-01\nowner = "Head"', "met", None),
    ("R02", "a review without an owner", "[review]\ndate = 2025-05-01", "not recorded", "warning"),
    ("R02", "nothing", "", "not recorded", "warning"),
    ("P01", "a record that nobody signed", KEPT.replace("signed_on = 2024-05-01\n", ""), "not recorded", "warning"),
    ("P01", "a dated, versioned and signed record", KEPT, "met", None),
    ("P01", "nothing", "", "not recorded", "warning"),
    ("N01", "a public body that relies on consent", f'{DATA}basis = "consent"', "not met", "warning"),
    ("N01", "an incompatible purpose", f'{DATA.replace("true", "false")}basis = "public task"', "not met", "warning"),
    ("N01", "purpose, basis, condition and compatibility", f'{DATA}basis = "public task"', "met", None),
    ("N01", "no personal data", "[data_protection]\npersonal_data = false", "not applicable", None),
    ("N01", "nothing", "", "not recorded", "advice"),
    ("N06", "a heading not considered", '[[other_duty]]\nduty = "rural"\nconsidered = false', "not met", "advice"),
    ("N06", "a heading with what the paper says", '[[other_duty]]\nduty = "rural"\nsays = "Two villages"', "met", None),
    ("N06", "a heading alone", '[[other_duty]]\nduty = "rural"', "not recorded", None),
    ("N06", "nothing", "", "not recorded", None),
]  # fmt: skip

DUE = {
    "early": "A01",
    "assessment": "A03 A04 I01 I02 I03 L03 L07 M01 N01 N06",
    "decision": "T01 T05 D01 M02 M06 C01 C04 P01",
    "decided": "R01 R02",
}


@pytest.mark.parametrize(
    ("code", "record", "status", "severity"),
    [
        pytest.param(code, toml, status, severity, id=f"{code}: {words}")
        for code, words, toml, status, severity in CASES
    ],
)
def test_a_record_with(assessed, code, record, status, severity):
    findings = [finding for finding in assessed(record).findings if finding.code == code]
    assert [(finding.status, finding.severity) for finding in findings] == [(status, severity)]
    assert all(bool(finding.do) is (severity is not None) for finding in findings)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_has_a_record_that_hits_one_that_misses_and_one_that_is_silent(check):
    mine = [(words, status, severity) for code, words, _, status, severity in CASES if code == check.code]
    assert any(severity and words != "nothing" for words, _, severity in mine), "hits"
    assert any(status == ("needs judgement" if check.code == "T05" else "met") for _, status, _ in mine), (
        "misses"
    )
    silent = "put aside without a word" if check.code == "A03" else "nothing"
    assert any((words, status) == (silent, "not recorded") for words, status, _ in mine), "silence"


def test_the_checks_are_those_of_the_inventory_in_its_order():
    listed = (Path(__file__).parent / "inventory.txt").read_text(encoding="utf-8").split()
    assert [check.code for check in CHECKS] == listed


@pytest.mark.parametrize(
    "code", (Path(__file__).parent / "inventory.txt").read_text(encoding="utf-8").split()
)
def test_the_inventory_has_lost_no_check(code):
    assert code in {check.code for check in CHECKS}


@pytest.mark.parametrize("stage", DUE)
def test_each_question_is_due_at_the_stage_of_the_specification(stage):
    assert {check.code for check in CHECKS if check.due == stage} == set(DUE[stage].split())
