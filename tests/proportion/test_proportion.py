"""What follows from a record: proportion by what the author records, with an authority for each line, and no verdict."""

from __future__ import annotations

import json
import re

import pytest

from eia.assessment import assessment_json
from eia.law import law
from eia.views.proportion import what_follows

RELEVANT = [one.id for one in law().characteristics if one.relevant]
ALL = ", ".join(f'"{name}"' for name in RELEVANT)
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


def effect(harm: str = "slight", direction: str = "negative", names: str = ALL) -> str:
    harmed = f'harm = "{harm}"\n' if harm else ""
    return f'[[effect]]\nid = "hours"\ntitle = "Shorter hours"\ncharacteristics = [{names}]\ndirection = "{direction}"\n{harmed}'


def about(nation: str = "England", **more: str) -> str:
    lines = [f"{key} = {value}" for key, value in more.items()]
    return "\n".join(["[proposal]", f'nation = "{nation}"', *lines, ""])


def said(assessment) -> str:
    return " ".join(one.says for one in assessment.what_follows)


def test_a_severe_effect_asks_for_all_three(assessed):
    found = assessed(about() + effect("severe")).what_follows
    assert [one.says.split()[0] for one in found] == ["Put", "Answer", "Measure"]
    assert found[0].because == "The author records severe harm: “Shorter hours”."


def test_effects_severe_only_when_taken_together_ask_for_the_same(assessed):
    found = assessed(about() + effect() + '[assessment]\noverall = "severe"').what_follows
    assert found[0].because == "The author records the effects, taken together, as severe."


def test_a_small_proposal_may_be_a_short_assessment_and_says_that_no_rule_sets_a_length(assessed):
    [only] = assessed(about() + effect()).what_follows
    assert only.says.startswith("A short assessment, of about two pages, may be in proportion; no rule sets")


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "The record says nothing of any of the relevant characteristics."),
        (
            effect(names='"age"') + f"[[put_aside]]\ncharacteristics = [{ALL}]".replace('"sex", ', ""),
            "The record says nothing of: Sex.",
        ),
        (effect(""), "How grave, or whether good or bad, is not recorded of “Shorter hours”."),
        (
            effect("", "cannot tell"),
            "How grave, or whether good or bad, is not recorded of “Shorter hours”.",
        ),
    ],
)
def test_silence_is_no_small_effect(assessed, text, because):
    [only] = assessed(about() + text).what_follows
    assert only.says.startswith("Find out enough")
    assert only.because == because


def test_in_wales_and_scotland_the_short_path_is_a_short_assessment_never_a_screening_alone(assessed):
    for nation, regulation in (("Wales", "wales2011.reg8.1"), ("Scotland", "scotland2012.reg5")):
        first, second = assessed(about(nation) + effect()).what_follows
        assert (
            "a screening, which asks only whether an assessment is needed, is not the assessment"
            in first.says
        )
        assert first.basis == (regulation,)
        assert second.says.startswith("A short assessment")
    assert "screening" not in said(assessed(about("England") + effect()))


@pytest.mark.parametrize(
    ("nation", "day", "there"),
    [
        ("Wales", "2021-03-30", False),
        ("Wales", "2021-03-31", True),
        ("Scotland", "2018-03-31", False),
        ("Scotland", "2018-04-01", True),
        ("England", "2024-01-01", False),
    ],
)
def test_a_strategic_decision_brings_the_socio_economic_duty_where_and_when_it_is_law(
    assessed, nation, day, there
):
    made = assessed(about(nation, strategic="true") + f"[decision]\ndate = {day}\n" + effect())
    assert ("socio-economic" in said(made)) is there
    assert "Consider a full assessment" in said(made)


def test_regulations_not_yet_in_force_ask_for_nothing(assessed):
    assert "screening" not in said(assessed(about("Wales") + "[decision]\ndate = 2011-04-05\n" + effect()))


def test_after_the_decision_what_follows_is_to_measure(assessed):
    [only] = assessed(about(stage='"decided"') + effect()).what_follows
    assert only.says.startswith("Measure the real effect")


def test_outside_the_duty_and_in_northern_ireland_section_149_asks_for_nothing(assessed):
    [only] = assessed(about("Northern Ireland") + effect("severe")).what_follows
    assert only.basis == ("nia1998.s75", "nia1998.sch9")
    [only] = assessed(about(body_standing='"outside the duty"') + effect("severe")).what_follows
    assert only.basis == ("ea2010.s149.2",)


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("harm", ["severe", "slight", ""])
@pytest.mark.parametrize("strategic", ["true", "false"])
def test_each_line_has_a_reason_and_a_printable_authority_and_no_verdict(assessed, nation, harm, strategic):
    made = assessed(about(nation, strategic=strategic) + "[decision]\ndate = 2024-05-01\n" + effect(harm))
    assert 1 <= len(made.what_follows) <= 5
    for one in made.what_follows:
        assert one.because
        assert made.dossier.authorities(one.basis), one.says
        assert not re.search(r"complian|score|level|\bpass|lawful|must", f"{one.says} {one.because}")
        assert one.says in re.sub(r"\s+", " ", what_follows(made).text)
    held = json.loads(assessment_json(made))
    assert [one["says"] for one in held["what_follows"]] == [one.says for one in made.what_follows]
    cited = {one["id"] for one in held["law"]}
    for one in made.what_follows:
        assert cited & set(one.basis)
