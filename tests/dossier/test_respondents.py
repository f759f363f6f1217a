"""Those who answered a consultation, as typed into the record, beside who lives in the place. All answers invented."""

import datetime as dt

import pytest

from eia import views
from eia.assessment import assess_submission
from eia.proposal import Proposal, Submission
from eia.views.display import NOTHING

NOW = dt.date(2024, 6, 1)
CHESHIRE_EAST = "E06000049"
AGES = {"16 to 24": 70, "25 to 64": 270, "65 to 74": 140, "75 and over": 110, "age not given": 10}


def assessed(answered, *, place=CHESHIRE_EAST, who=None):
    """Assess a record in which people answered: by characteristic, how many of each group."""
    proposal = Proposal.model_validate(
        {
            "schema": Proposal.model_fields["schema_version"].default,
            "proposal": {"title": "Library hours (invented)", "authority_code": place},
            "consultation": {
                "who": who,
                "respondents": [
                    {"characteristic": of, "group": group, "count": count}
                    for of, groups in answered.items()
                    for group, count in groups.items()
                ],
            },
        }
    )
    return assess_submission(Submission(id="library-hours", proposal=proposal), as_of=NOW)


def beside(answered, **options):
    [found] = assessed(answered, **options).dossier.respondents_beside.values()
    return found


def test_ages_from_16_are_set_beside_residents_of_the_same_ages():
    found = beside({"age": AGES})
    # Cheshire East, Census 2021 (TS007): 329,473 aged 16 and over, of whom 32,928, 207,320, 46,687 and 42,538.
    assert [(one.group, round(one.population_share, 5)) for one in found.representation.groups] == [
        ("16 to 24", round(32_928 / 329_473, 5)),
        ("25 to 64", round(207_320 / 329_473, 5)),
        ("65 to 74", round(46_687 / 329_473, 5)),
        ("75 and over", round(42_538 / 329_473, 5)),
    ]
    assert [round(one.share.value, 3) for one in found.representation.groups] == [0.119, 0.458, 0.237, 0.186]
    assert found.population.title == "Age by single year, Census 2021"


def test_those_who_chose_to_answer_have_no_interval():
    found = beside({"age": AGES})
    assert not any(
        hasattr(one.share, "low") or hasattr(one.ratio, "low") for one in found.representation.groups
    )


def test_the_ages_typed_say_whom_the_other_groups_are_of():
    adults = {"Disabled under the Equality Act": 130, "Not disabled under the Equality Act": 450}
    found = assessed({"age": AGES, "disability": adults}).dossier.respondents_beside
    assert found["who answered: disability"].population.base == "usual residents aged 16 and over"
    everyone = beside({"disability": adults})
    assert everyone.population.base == "usual residents of all ages"


@pytest.mark.parametrize(
    ("answered", "who", "why"),
    [
        ({"age": AGES, "sex": {"Female": 400, "Male": 180}}, None, "they are not of the same ages"),
        ({"sex": {"Female": 400, "Male": 180}}, "adults of the borough", "does not say plainly which"),
        ({"religion_or_belief": {"Jedi": 130, "No religion": 230}}, None, "has no group “Jedi”"),
        ({"sex": {"Female": 40, "Male": 18}}, None, "too few for percentages"),
        ({"age": {"16 to 24": 400, "30 and over": 300}}, None, "not a division of the ages"),
    ],
)
def test_what_is_not_alike_is_not_compared_and_the_report_says_why(answered, who, why):
    made = assessed(answered, who=who)
    assert [one.representation for one in made.dossier.respondents_beside.values()][-1] is None
    assert why in views.consultation(made).html


def test_without_a_place_nobody_is_beside_them_and_nothing_is_said_of_it():
    made = assessed({"age": AGES}, place=None)
    assert made.dossier.respondents_beside == {}
    assert "resident" not in views.consultation(made).html.lower()


def test_of_groups_of_no_characteristic_nothing_is_compared():
    made = assessed({None: {"Libraries' users": 300, "Others": 200}})
    assert made.dossier.respondents_beside == {}
    assert "300" in views.consultation(made).html


def test_the_report_shows_both_shares_and_says_once_what_they_are():
    page = views.consultation(assessed({"age": AGES, "sex": {"Female": 400, "Male": 180}})).html
    assert "Who answered, by age, beside residents" in page
    assert '<td class="number">12%</td>' in page or ">12%<" in page
    assert ">10%<" in page
    assert page.count("Those who answered chose to") == 1
    assert page.count("Counts of people are shown as multiples of 10") == 1


def test_of_some_groups_shares_are_among_them_in_the_population_too():
    found = beside({"race": {"White": 500, "Black, Black British, Black Welsh, Caribbean or African": 60}})
    assert [one.group for one in found.representation.groups] == [
        "White",
        "Black, Black British, Black Welsh, Caribbean or African",
    ]
    assert sum(one.population_share for one in found.representation.groups) == pytest.approx(1)


def test_one_group_alone_has_no_share_to_compare():
    made = assessed({"disability": {"Disabled people": 130}})
    [found] = made.dossier.respondents_beside.values()
    assert found.representation is None
    assert "one group alone" in views.consultation(made).html


def test_those_who_answered_are_shown_on_their_own_too_but_not_with_one_piece_of_evidence():
    made = assessed({"age": AGES, "sex": {"Female": 400, "Male": 180}})
    page = views.who_answered(made).html
    assert "Who answered the consultation</h3>" in page
    assert "Who answered, by age, beside residents" in page
    assert page.count("Counts of people are shown as multiples of 10") == 1
    assert views.who_answered(made, evidence="visits") is NOTHING
    assert views.who_answered(assessed({})) is NOTHING


def test_a_withheld_number_of_those_who_answered_is_shown_nowhere():
    page = views.who_answered(assessed({"age": {**AGES, "75 and over": 3}})).html
    assert "75 and over" in page
    assert "<td>3</td>" not in page
    assert ">3<" not in page
