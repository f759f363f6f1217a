"""Which needs are asked about, of whom, where and when; and that a short assessment in proportion meets no wall."""

from __future__ import annotations

import pytest

from eia.findings import Status
from eia.law import law
from eia.proposal.days import never_falls_due

EFFECT = """
[[effect]]
id = "hours"
title = "Shorter hours"
characteristics = [{0}]
direction = "{1}"
"""
RELATIONS = '[[relations]]\ncharacteristics = [{0}]\nprejudice = "None was found"\n'
SERVICES = 'context = ["services and public functions"]'


def of(found, code):
    return [one for one in found.findings if one.code == code]


def about(found, code, status=Status.NOT_RECORDED):
    return [name for one in of(found, code) if one.status is status for name in one.about]


def test_one_group_that_nothing_is_said_of_is_one_finding(assessed):
    """A04 asks whether a group is answered at all; the three needs are asked about affected groups, and about no other."""
    found = assessed(EFFECT.format('"age"', "negative"))
    assert "Age" not in about(found, "A04")
    assert all(about(found, code) == ["Age"] for code in ("L01", "L03", "L04"))
    assert [one.code for one in found.worries if one.code in ("L01", "L03", "L04")] == ["L03"]
    assert "three needs" in of(found, "L03")[0].text
    assert "Race" in about(found, "A04")


def test_a_need_that_is_not_answered_is_not_asked_about_twice(assessed):
    whole = (
        '[[put_aside]]\ncharacteristics = [{}]\nreason = "Use is even"\nlooked_at = "the register"\n'.format(
            ", ".join(f'"{one.id}"' for one in law().characteristics if one.id != "age")
        )
    )
    found = assessed(whole + EFFECT.format('"age"', "negative"))
    assert [one.status for one in of(found, "A04")] == ["met"]


def test_an_entry_about_one_need_answers_for_its_group(assessed):
    record = '[[opportunity]]\ncharacteristics = ["age"]\n{0}'
    assert "Age" not in about(assessed(record.format('disadvantage = "few cars"')), "A04")
    assert "Age" in about(assessed(record.format("considered = false")), "A04")
    assert "Age" in about(assessed(record.format("")), "A04")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ('function_kind = "school education"', "Age"),
        ('function_kind = "children\'s homes"', "Age"),
        (SERVICES, "Marriage and civil partnership"),
        ('context = ["schools"]\nfunction_kind = "school education"', "Marriage and civil partnership"),
    ],
)
def test_nobody_is_asked_about_whom_the_law_leaves_out_here(assessed, record, name):
    assert name in about(assessed("[proposal]"), "A04")
    assert name not in about(assessed(f"[proposal]\n{record}"), "A04")


def test_an_exception_that_is_claimed_counts_until_the_function_recorded_says_otherwise(assessed):
    claim = '[[exception]]\nkind = "Schedule 18, paragraph 1 (age: schools, children\'s homes)"\n'
    assert "Age" not in about(assessed(claim), "A04")
    assert "Age" in about(assessed(f'[proposal]\nfunction_kind = "general"\n{claim}'), "A04")


def test_for_immigration_the_second_need_is_not_asked_about_age_and_the_third_is(assessed):
    found = assessed(
        '[proposal]\nfunction_kind = "immigration and nationality"'
        + EFFECT.format('"age", "race"', "negative")
    )
    assert about(found, "L03") == ["Race"]
    assert about(found, "L04") == ["Age", "Race"]


@pytest.mark.parametrize(
    ("context", "asked", "not_asked"),
    [
        (
            "services and public functions",
            (
                "direct discrimination; arising from disability (Disability); indirect discrimination; "
                "reasonable adjustments (Disability); harassment (Disability); victimisation"
            ),
            "pregnancy",
        ),
        (
            "work",
            (
                "direct discrimination; arising from disability (Disability); indirect discrimination; "
                "reasonable adjustments (Disability); harassment; victimisation"
            ),
            "pregnancy",
        ),
    ],
)
def test_only_conduct_that_can_arise_there_for_them_is_asked_about(assessed, context, asked, not_asked):
    record = f'[proposal]\ncontext = ["{context}"]' + EFFECT.format(
        '"disability", "religion_or_belief"', "both"
    )
    record += RELATIONS.format('"disability", "religion_or_belief"')
    [finding] = of(assessed(record), "L01")
    assert finding.do.endswith(f": {asked}.")
    assert not_asked not in finding.do
    assert finding.about == ("Disability", "Religion or belief")


def test_maternity_is_asked_about_its_own_form_and_not_about_harassment_or_indirect_discrimination(assessed):
    record = f"[proposal]\n{SERVICES}" + EFFECT.format('"pregnancy_and_maternity"', "negative")
    record += RELATIONS.format('"pregnancy_and_maternity"')
    [finding] = of(assessed(record), "L01")
    assert finding.do.endswith(": direct discrimination; pregnancy and maternity; victimisation.")


def test_without_a_setting_the_forms_are_not_guessed(assessed):
    [finding] = of(assessed(EFFECT.format('"age"', "negative") + RELATIONS.format('"age"')), "L01")
    assert "Name the settings" in finding.do


@pytest.mark.parametrize("code", ["L01", "L03", "L04", "M02", "M03", "C05", "L02", "L06", "P02"])
def test_a_no_that_may_only_mean_not_yet_is_held_back_until_it_is_due(assessed, code):
    record = {
        "L01": '[[conduct]]\ncharacteristics = ["age"]\nconsidered = false',
        "L03": '[[opportunity]]\ncharacteristics = ["age"]\nconsidered = false',
        "L04": '[[relations]]\ncharacteristics = ["age"]\nconsidered = false',
        "M02": '[[effect]]\nid = "a"\ntitle = "a"\ndirection = "negative"\nanswer = "none"',
        "M03": '[[action]]\neffects = ["hours"]\nwhat = "Watch"\nkind = "monitor"',
        "C05": "[consultation]\nengaged = false",
        "L02": '[[rule]]\nrule = "Two proofs"\njustification = "none"',
        "L06": '[[service]]\nname = "A refuge"\nwithdrawn = true\nkeeping_considered = false',
        "P02": "[publication]\npublished = false",
    }[code]
    early = assessed(
        f'[proposal]\nstage = "early"\n{EFFECT.format(chr(34) + "age" + chr(34), "negative")}{record}'
    )
    assert {one.status for one in of(early, code)} == {Status.NOT_YET_DUE}
    assert all(one.once_due for one in of(early, code))


@pytest.mark.parametrize(
    ("code", "record"),
    [
        ("L05", "[assessment]\nsocio_economic_instead = true"),
        ("M07", '[assessment]\noverall = "slight"'),
        ("C02", "[consultation]\nheld = true\ngiven_reasons = false\ngiven_impact = true"),
        ("C03", "[consultation]\nheld = true\ntime_enough = false"),
        ("P04", '[[change]]\nwhat = "An effect left out"\ndisclosed = false'),
    ],
)
def test_a_plain_no_or_a_contradiction_stands_at_any_stage(assessed, code, record):
    severe = EFFECT.format('"age"', "negative") + 'harm = "severe"\n'
    found = assessed(f'[proposal]\nstage = "early"\n{severe}{record}')
    assert [one.status for one in of(found, code)] == ["not met"]


class TestBefore5April2011:
    """The duties then were three: race, disability and sex, and good relations for race alone."""

    RECORD = '[proposal]\nnation = "England"\n[decision]\ndate = {0}\n' + EFFECT.format(
        '"age", "disability", "race", "sex"', "negative"
    )

    @pytest.mark.parametrize(
        ("day", "second", "third", "unanswered"),
        [
            ("2005-06-01", ["Race"], ["Race"], 0),
            ("2007-01-01", ["Disability", "Race"], ["Race"], 0),
            ("2011-04-04", ["Disability", "Race", "Sex"], ["Race"], 0),
            ("2011-04-05", ["Age", "Disability", "Race", "Sex"], ["Age", "Disability", "Race", "Sex"], 5),
        ],
    )
    def test_each_group_is_asked_about_for_the_needs_that_were_law(
        self, assessed, day, second, third, unanswered
    ):
        found = assessed(self.RECORD.format(day))
        assert sorted(about(found, "L03")) == second
        assert about(found, "L04") == third
        assert len(about(found, "A04")) == unanswered

    def test_the_act_of_2010_is_not_asked_about(self, assessed):
        found = assessed(self.RECORD.format("2008-06-01"))
        assert [one.status for one in of(found, "L01")] == ["not applicable"]
        assert "was not in force in England" in of(found, "L01")[0].text


def test_a_short_assessment_in_proportion_meets_no_wall(assessed):
    """Nothing severe, no rule, no tool, no package, no duty to consult: what the short path asks for, answered."""
    aside = ", ".join(f'"{one.id}"' for one in law().characteristics if one.id not in ("age", "disability"))
    found = assessed(f"""
        [proposal]
        stage = "decided"
        nation = "England"
        body = "The Council"
        body_standing = "listed in Schedule 19"
        function = "running libraries"
        {SERVICES}
        strategic = false
        [[effect]]
        id = "desk"
        title = "The desk moves"
        characteristics = ["age", "disability"]
        needs = ["discrimination", "opportunity", "relations"]
        direction = "negative"
        harm = "slight"
        reasoning = "It is ten metres further from the door."
        accepted_because = "A seat stands half way."
        [[opportunity]]
        characteristics = ["age", "disability"]
        disadvantage = "Walking is harder for some."
        different_needs = "Seats on the way."
        [[put_aside]]
        characteristics = [{aside}]
        reason = "The way is the same for all."
        looked_at = "Who visits."
        [consultation]
        duty = "none"
        held = false
        [publication]
        where = "example.gov.uk/desk"
    """)
    mine = ("A04", "L", "M", "C", "P02", "P03", "P04", "N02", "N03", "N04", "N05", "N06", "N07")
    worries = [(one.code, one.severity) for one in found.worries if one.code.startswith(mine)]
    assert worries == [("P03", "advice")]


@pytest.mark.parametrize(
    "words",
    ["ongoing", "On-going.", "on going", "continuous", "continuing", "as required", "as needed", "TBC", "t.b.d.", "n/a",
     "to be confirmed", "rolling"],
)  # fmt: skip
def test_words_that_name_no_day_are_one_list_for_every_room(assessed, words):
    assert never_falls_due(words)
    [finding] = of(assessed(f'[review]\nwhen = "{words}"\nowner = "Head"'), "R02")
    assert (finding.status, finding.severity) == ("not met", "warning")


@pytest.mark.parametrize("words", ["", "12 months after approval", "May 2027", "when the pilot ends"])
def test_words_that_a_day_could_follow_from_are_not_among_them(words):
    assert not never_falls_due(words)
