"""Sentences of page one: where the author's prose may be cut, and how an effect, an answer and a rate are said."""

from __future__ import annotations

import re

import pytest

from eia import views
from eia.analysis import AtRisk
from eia.assessment import assess
from eia.evidence import Rate
from eia.proposal.sections import Evidence
from eia.views.clipping import clip
from eia.views.sentences import effect_sentence, rate_sentence

KEPT = "Saturday afternoons at two branches are kept: 40 hours go, not 48."
ANSWER = "We will support skills, knowledge, and accessibility”; digital first, “but not to exclude those who do not”"


@pytest.mark.parametrize(
    ("words", "most", "cut"),
    [
        (KEPT, 20, KEPT),
        (KEPT, 11, "Saturday afternoons at two branches are kept…"),
        (ANSWER, 9, "We will support skills, knowledge, and accessibility”…"),
        ("The hall closes on Sunday unless a club asks for it.", 5, "The hall closes on…"),
        ("The hall, built in 1902, closes on Sunday (if nobody asks).", 8, "The hall, built in 1902…"),
        ("It opens. But not on Sunday, nor at night.", 2, "It opens…"),
        ("Buses run later, and trams run earlier, than now.", 7, "Buses run later, and trams run earlier…"),
        ("One, two, three four five six seven eight nine", 8, "One, two, three four five six seven eight…"),
        ("No, not, but only if", 4, "No, not, but only…"),
        ("Not if", 1, "Not…"),
    ],
)
def test_prose_is_never_cut_just_before_a_word_that_turns_its_sense(words, most, cut):
    assert clip(words, most) == cut


def bullets_of(assessment, heading="Who is affected"):
    """Return the lines of a list of page one."""
    after = views.brief(assessment).text.split(heading, 1)[1].split("\n\n")[1]
    return [" ".join(one.split()).removeprefix("- ") for one in after.split("\n- ")]


def effect(groups="", characteristics="", more=""):
    return (
        f'[[effect]]\nid = "a"\ntitle = "Fewer quiet evening hours"\ndirection = "negative"\n'
        f"groups = [{groups}]\ncharacteristics = [{characteristics}]\n{more}\n"
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (effect('"carers"', '"sex"', 'harm = "slight"'), "Fewer quiet evening hours, for carers (slight)."),
        (effect("", '"disability"', 'harm = "severe"'), "Fewer quiet evening hours (disability; severe)."),
        (
            effect(f'"{"people who wait " * 30}"', '"age", "sex"', 'people = "About 90 families"'),
            "Fewer quiet evening hours (age and sex; about 90 families).",
        ),
        (
            effect("", '"age", "disability", "race", "sex"', 'people = "1,150"'),
            "Fewer quiet evening hours (age and 3 other characteristics; 1,150 people).",
        ),
        (effect('"quiet evening hours"', '"sex"'), "Fewer quiet evening hours (sex)."),
        (effect('"Eve"'), "Fewer quiet evening hours, for Eve."),
        (effect("", "", 'people = "Not known"'), "Fewer quiet evening hours (people: not known)."),
        (effect("'the “most remote”'"), "Fewer quiet evening hours, for the “most remote”."),
    ],
)
def test_an_adverse_effect_says_for_whom_it_is(assessed, record, said):
    assert bullets_of(assessed(record)) == [f"{said} No answer is recorded."]


def action(words):
    return f'[[action]]\neffects = ["a"]\nwhat = "{words}"\n'


def options(count, start=0):
    return "".join(f'[[option]]\nname = "Way {one}"\n' for one in range(start, start + count))


FILL = '[decision]\nwhat = "{0}"\noutcome = "{0}"\n[proposal]\nnation = "England"\n'.format(
    "long words " * 40
)
FULL = FILL + "".join(f'[[gap]]\nwhat = "{"something not known " * 9}{one}"\n' for one in range(7))


def test_one_more_action_is_said_itself_where_it_is_short_and_counted_where_there_are_more(assessed):
    def said(*actions, room=10):
        assessment = assessed(effect() + "".join(action(one) for one in actions))
        return effect_sentence(assessment, assessment.dossier.adverse_effects[0], room).split("Answer: ")[1]

    assert said("Open on Monday.", "Close on Friday") == "Open on Monday; close on Friday."
    assert said("Open on Monday", "One", "Two") == "Open on Monday; and 2 more actions."
    assert said("Open on Monday", "Much to do " * 6) == "Open on Monday; and 1 more action."
    assert said("Open on Monday", "Do this and that here", room=6) == "Open on Monday; do this and that here."
    assert said("Open on Monday", "One", "Two", room=30) == "Open on Monday; one; two."


def test_what_is_left_of_a_list_is_named_by_its_kind(assessed):
    assert re.fullmatch(r"And \d more gaps\.", bullets_of(assessed(FULL), "What is not known")[-1])
    assert "more inside" not in views.brief(assessed(FULL)).text


def test_the_last_of_a_list_stands_itself_where_it_is_short(assessed):
    gaps = "".join(f'[[gap]]\nwhat = "Who comes at {one} o\'clock"\n' for one in range(5))
    silent = '[[effect]]\nid = "all"\ntitle = "Hours"\ndirection = "none"\ncharacteristics = ["age", "disability", "gender_reassignment", "marriage_and_civil_partnership", "pregnancy_and_maternity", "race", "religion_or_belief", "sex", "sexual_orientation"]\n'
    assert len(bullets_of(assessed(gaps + silent), "What is not known")) == 5
    six = gaps + '[[gap]]\nwhat = "Who comes at night"\n' + silent
    assert bullets_of(assessed(six), "What is not known")[-1] == "Who comes at night."


def test_every_option_up_to_six_is_named_on_page_one(assessed):
    page = " ".join(views.brief(assessed(FULL + options(6))).text.split())
    assert "recommends none: Way 0; Way 1; Way 2; Way 3; Way 4; Way 5." in page
    page = " ".join(views.brief(assessed(FULL + options(9))).text.split())
    assert "recommends none: Way 0; Way 1; Way 2; Way 3; Way 4; Way 5; and 3 more." in page
    named = '[[option]]\nname = "As now"\ndo_nothing = true\n[[option]]\nname = "Close"\nrecommended = true\n'
    page = " ".join(views.brief(assessed(FULL + named)).text.split())
    assert "Recommended: Close. Other options: As now (doing nothing)." in page


def rate(*per_cents):
    survey = Evidence.model_validate(
        {"id": "a", "title": "A", "geography": "the town", "period": "May 2024", "outcome": "came"}
    )
    risks = [
        AtRisk(
            characteristic="age",
            group=f"{one} to {one + 1}",
            per_cent=one,
            overall_group="all adults",
            overall_per_cent=90,
            gap_points=90 - one,
            population=None,
        )
        for one in per_cents
    ]
    return rate_sentence(risks, survey, Rate(characteristic="all", group="all adults", per_cent=90)).split(
        "but "
    )[1]


def test_a_third_group_below_the_overall_rate_is_named_and_more_are_counted():
    assert rate(50, 60) == "50 in every 100 people aged 50 to 51 and 60 in every 100 people aged 60 to 61."
    assert rate(50, 60, 70).endswith(
        ", 60 in every 100 people aged 60 to 61 and 70 in every 100 people aged 70 to 71."
    )
    assert rate(50, 60, 70, 80).endswith("aged 60 to 61; 2 more groups are below the overall rate too.")


def test_page_one_of_the_strategy_tells_of_whom_nothing_is_recorded_before_it_tells_of_gains(page_of):
    page = page_of("cheshire-east-digital-strategy")
    assert (
        "The record says nothing of any effect for disability or for 7 other protected characteristics."
        in page
    )
    assert "skills, knowledge, and accessibility”; digital first…" not in page
    assert "Other options: Separate digital projects, as now (doing nothing)." in page


def test_page_one_of_the_library_example_says_for_whom_and_names_what_else_could_be_chosen(page_of):
    page = page_of("library-hours-example")
    assert "Fewer quiet evening hours (disability; moderate; about 1,150 people)." in page
    assert "for students aged 16 to 24 (moderate; about 480 people)." in page
    assert "Close two branches; 48 hours fewer; Opening without staff." in page
    assert "40 hours go…" not in page
    assert "and 78 in every 100 people aged 65 to 74." in page
    assert page.startswith("In brief What was decided on 20 May 2025")


@pytest.fixture
def page_of():
    return lambda name: " ".join(views.brief(assess(name)).text.split())
