"""The quality of evidence: each weakness from facts of a record that has it, and silence where the facts do not tell. All invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eia.analysis import Beside, Judged, OwnFigures, Piece, Weakness, quality_of
from eia.analysis.quality_of_public_tables import NOT_ACCREDITED_SINCE
from eia.assessment import assess
from eia.dossier import evidence_quality
from eia.evidence import reference
from eia.wording import day_in_words

DAY = dt.date(2024, 6, 1)
JUDGED = Judged(as_of=DAY, place_code="E06000049", nation="England", months=60)
PIECE = Piece(id="a", title="User survey", publisher="The Council", date=dt.date(2024, 3, 1))
CENSUS = Piece(id="a", title="Census 2021", publisher="ONS", date=dt.date(2021, 3, 21))
BESIDE = Beside(
    evidence="a",
    table="a",
    characteristic="sexual_orientation",
    by="Sexual orientation",
    representation=None,
    population=None,
    says="",
    rule="",
)


def weaknesses(piece: Piece, *others: Piece, judged: Judged = JUDGED, **figures) -> list[Weakness]:
    found = quality_of(piece, every=(piece, *others), figures=OwnFigures(**figures), judged=judged)
    assert all(one.says.endswith((".", "!", "?")) for one in found)
    return [one.weakness for one in found]


def test_nothing_is_noted_where_the_record_says_nothing():
    bare = Piece(id="a", title="A survey")
    assert weaknesses(bare) == weaknesses(PIECE) == []
    assert weaknesses(bare, judged=Judged(as_of=None, place_code=None, nation=None, months=60)) == []


@pytest.mark.parametrize(
    ("day", "noted"),
    [(dt.date(2019, 6, 1), []), (dt.date(2019, 5, 31), [Weakness.STALE]), (dt.date(2025, 1, 1), [])],
)
def test_evidence_is_old_after_more_than_the_months_chosen(day, noted):
    assert weaknesses(replace(PIECE, date=day)) == noted


def test_without_a_day_to_judge_by_nothing_is_old_or_superseded():
    undated = replace(JUDGED, as_of=None)
    old = replace(PIECE, date=dt.date(2001, 1, 1))
    assert weaknesses(old, PIECE, judged=undated) == []


@pytest.mark.parametrize(
    ("title", "noted"),
    [
        ("User survey 2022/23", [Weakness.SUPERSEDED]),
        ("User survey, March 2022", []),  # the comma is another title
        ("User survey: disability", []),
        ("User survey 2", []),
    ],
)
def test_a_later_one_of_the_same_series_supersedes(title, noted):
    earlier = replace(PIECE, title=title, date=dt.date(2022, 3, 1))
    later = replace(PIECE, id="b")
    assert weaknesses(earlier, later) == noted
    assert weaknesses(later, earlier) == []
    assert weaknesses(earlier, replace(later, publisher="Another")) == []
    assert weaknesses(earlier, replace(later, date=dt.date(2024, 7, 1))) == [], "it came after the day"


def test_an_earlier_census_is_superseded_once_the_later_one_was_out():
    census = replace(CENSUS, title="2011 Census: religion", date=None, about=("religion_or_belief",))
    assert weaknesses(census) == [Weakness.SUPERSEDED]
    assert weaknesses(census, judged=replace(JUDGED, as_of=dt.date(2022, 6, 27))) == []
    assert weaknesses(census, judged=replace(JUDGED, nation="Scotland")) == []
    assert weaknesses(replace(census, title="Census 2011 and Census 2021: religion")) != [Weakness.SUPERSEDED]


@pytest.mark.parametrize(
    ("geography", "noted"),
    [
        ("Cheshire East", []),
        ("cheshire  east", []),
        ("the six branches", []),
        ("Maidstone", [Weakness.ANOTHER_PLACE]),
        ("Wales", [Weakness.ANOTHER_PLACE]),
        ("North East", [Weakness.ANOTHER_PLACE]),
        ("North West", [Weakness.WIDER_PLACE]),
        ("England", [Weakness.WIDER_PLACE]),
        ("England and Wales", [Weakness.WIDER_PLACE]),
        ("the UK", [Weakness.WIDER_PLACE]),
    ],
)
def test_the_place_is_told_only_where_its_name_is_all_that_is_said(geography, noted):
    assert weaknesses(replace(PIECE, geography=geography)) == noted


def test_a_county_is_not_another_place_than_its_district():
    ashford = replace(JUDGED, place_code="E07000105")
    assert weaknesses(replace(PIECE, geography="Kent"), judged=ashford) == []


def test_adults_are_not_set_beside_all_ages():
    adults = replace(PIECE, base="people aged 18 and over")
    assert weaknesses(adults, beside=(BESIDE,)) == [Weakness.OTHER_PEOPLE]
    assert weaknesses(replace(adults, base="people aged 16 and over"), beside=(BESIDE,)) == []
    assert weaknesses(adults, beside=(replace(BESIDE, characteristic="age"),)) == []
    assert weaknesses(replace(adults, base="adults"), beside=(BESIDE,)) == [], (
        "unclear ages are told elsewhere"
    )
    assert weaknesses(adults) == []


def test_the_census_says_of_itself_what_was_voluntary_and_what_lost_its_standing():
    both = replace(CENSUS, about=("gender_reassignment", "religion_or_belief", "sex"))
    assert weaknesses(both) == [Weakness.VOLUNTARY]
    late = replace(JUDGED, as_of=NOT_ACCREDITED_SINCE)
    assert weaknesses(both, judged=late) == [Weakness.NOT_ACCREDITED, Weakness.VOLUNTARY]
    assert weaknesses(replace(CENSUS, about=("sex",)), judged=late) == []
    assert weaknesses(both, judged=replace(late, nation="Northern Ireland")) == []
    numbered = replace(CENSUS, title="RM036", about=())
    assert weaknesses(numbered, judged=late) == [Weakness.NOT_ACCREDITED, Weakness.VOLUNTARY]


def test_the_day_from_which_it_is_not_accredited_is_that_of_the_shipped_table():
    assert day_in_words(NOT_ACCREDITED_SINCE) in reference("gender_identity").accreditation


def test_opt_in_answers_and_own_groups_are_told():
    own = replace(
        PIECE, kind="opt-in", own_categories=("need",), own_categories_because="No standard has them"
    )
    assert weaknesses(own) == [Weakness.OPT_IN, Weakness.OWN_CATEGORIES]


def test_a_comparison_by_disability_without_age_is_crude():
    found = evidence_quality(assess("library-hours-example").dossier)
    assert [one.weakness for one in found["survey-disability"]] == [Weakness.CRUDE]
    assert found["survey-age"] == found["visitors-by-age"] == ()


def test_too_few_people_for_a_percentage_are_told():
    found = evidence_quality(assess("council-tax-support-options").dossier)
    assert [one.weakness for one in found["option-3-carers"]] == [Weakness.TOO_SMALL]
    assert found["option-1-carers"] == ()
