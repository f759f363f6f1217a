"""Respondents beside the population: like with like, and where it is not, no comparison and the reason."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, groups, release

from eia.analysis import representation_of
from eia.analysis.ages import OPEN, ages_of
from eia.analysis.representation import THE_REST
from eia.estimates import Estimate, Span, representation, rounded_representation
from eia.evidence import baseline

AS_OF = dt.date(2024, 1, 1)
PLACE = "E06000049"


def beside(
    people, *, characteristic, base="everyone who answered (invented)", profile=None, unanswered=(), **more
):
    of = asked(base=base, with_population=True, outcome=None, bears=None, **more)
    tables = release(
        groups(people, characteristic=characteristic, unanswered=unanswered), of, profile=profile
    )
    [found] = representation_of(tables, of, place_code=PLACE, as_of=AS_OF)
    return found


def test_women_and_men_are_beside_the_population_of_all_ages():
    found = beside(
        {"women": 490, "men": 300, "preferred not to say": 10},
        characteristic="sex",
        unanswered=("preferred not to say",),
    )
    table = baseline("sex", PLACE)
    women = found.representation.groups[0]
    assert women.share.value == pytest.approx(490 / 790)
    assert women.population_share == table.counts[table.groups.index("Female")] / table.total
    assert women.share.low < 490 / 790 < women.share.high
    assert "people of all ages" in found.says
    assert "of those counted is not known; the shares are of the others" in found.says
    assert "rounded" in found.says
    assert found.population.place_name == "Cheshire East"


def test_few_who_chose_to_answer_are_said_to_be_few_and_those_who_did_not_say_perhaps_none():
    found = beside(
        {"women": 497, "men": 2, "preferred not to say": 1},
        characteristic="sex",
        unanswered=("preferred not to say",),
        kind="opt-in",
    )
    few = "of the population; of those counted no one share, since a count is shown only as too few to name."
    assert f"“women”: 51% {few} “men”: 49% {few}" in found.says
    assert "Of a few of those counted, if any, the group is not known" in found.says
    assert "Nobody was counted" not in found.says


def test_adults_are_never_beside_people_of_all_ages():
    found = beside({"women": 490, "men": 300}, characteristic="sex", base="visitors aged 16 and over")
    assert found.representation is None
    assert "not of the same ages" in found.says


def test_adults_of_no_stated_age_are_not_compared_and_the_record_is_asked():
    found = beside({"women": 490, "men": 300}, characteristic="sex", base="adults who answered")
    assert found.representation is None
    assert "Write their ages in the base" in found.says


def test_disabled_adults_are_beside_the_population_aged_16_and_over():
    found = beside(
        {"disabled": 300, "not disabled": 500}, characteristic="disability", base="visitors aged 16 and over"
    )
    table = baseline("disability_16_and_over", PLACE)
    assert found.population.base == "usual residents aged 16 and over"
    assert found.representation.groups[0].population_share == pytest.approx(
        sum(table.counts[:2]) / table.total
    )


def test_ages_that_fit_the_published_ages_are_compared_and_others_are_not():
    fits = {"under 15": 300, "15 to 24": 200, "25 to 64": 900, "65 and over": 400}
    found = beside(fits, characteristic="age")
    assert [one.group for one in found.representation.groups] == list(fits)
    assert sum(one.population_share for one in found.representation.groups) == pytest.approx(1)
    by_single_years = beside({"under 16": 300, "16 and over": 900}, characteristic="age")
    assert by_single_years.population.title == "Age by single year, Census 2021"
    lies_across = beside({"under 105": 300, "105 and over": 900}, characteristic="age")
    assert "inside a band" in lies_across.says
    with_a_hole = beside({"under 15": 300, "25 and over": 900}, characteristic="age")
    assert "not a division" in with_a_hole.says


def test_a_group_the_population_has_not_is_not_compared_and_others_are_the_rest():
    assert "has no group “martians”" in beside({"women": 490, "martians": 300}, characteristic="sex").says
    found = beside({"White": 900, "Bangladeshi": 200}, characteristic="race")
    assert found.representation.groups[-1].group == THE_REST
    assert found.representation.groups[-1].share.value == 0


def test_one_group_inside_another_is_not_counted_twice():
    found = beside({"White": 900, "White British": 200}, characteristic="race")
    assert "holds the other" in found.says


def test_a_subject_without_a_population_and_a_withheld_count_are_said():
    assert "No population by" in beside({"a": 200, "b": 300}, characteristic="pregnancy_and_maternity").says
    found = beside({"women": 490, "men": 4}, characteristic="sex", profile="suppression-10")
    assert "withheld" in found.says
    unsaid = beside(
        {"women": 490, "men": 300, "not said": 4},
        characteristic="sex",
        profile="suppression-10",
        unanswered=("not said",),
    )
    assert "withheld" in unsaid.says
    few = beside({"women": 30, "men": 40}, characteristic="sex")
    assert "too few for percentages" in few.says


def test_opt_in_responses_are_described_with_no_interval():
    found = beside({"women": 490, "men": 300}, characteristic="sex", kind="opt-in")
    assert not any(isinstance(one.share, Estimate) for one in found.representation.groups)
    assert "no interval and no verdict" in found.says


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("visitors aged 16 and over", (16, OPEN)),
        ("people aged 16 years and over", (16, OPEN)),
        ("everyone who answered, 3 to 28 February 2025", (0, OPEN)),
        ("pupils aged 5 to 11", (5, 11)),
        ("people under 25", (0, 24)),
        ("adults in the borough", None),
        ("those 16 and over, and those 65 and over", None),
        (None, (0, OPEN)),
    ],
)
def test_ages_are_read_from_words_or_are_unclear(words, ages):
    assert ages_of(words) == ages


@given(st.lists(st.integers(0, 2_000), min_size=2, max_size=5), st.integers(0, 300), st.data())
@settings(max_examples=60, deadline=None)
def test_the_hull_holds_the_representation_of_the_true_counts(counts, unsaid, data):
    names = [f"group {at}" for at in range(len(counts))]
    population = {name: 1_000 * (at + 1) for at, name in enumerate(names)}

    def seen(number):
        below = number - number % 10
        at = below if number == below or data.draw(st.booleans()) else below + 10
        return Span(low=max(0, at - 9), shown=at, high=at + 9)

    true = representation(
        dict(zip(names, counts, strict=True)),
        population,
        base="x",
        population_base="x",
        not_answered=unsaid,
        kind="sampled",
    )
    found = rounded_representation(
        {name: seen(count) for name, count in zip(names, counts, strict=True)},
        population,
        base="x",
        not_answered=seen(unsaid),
        kind="sampled",
    )
    for one, other in zip(found.groups, true.groups, strict=True):
        for wide, narrow in ((one.share, other.share), (one.ratio, other.ratio)):
            if wide.told and narrow.told:
                assert wide.low <= narrow.low + 1e-9
                assert narrow.high <= wide.high + 1e-9


@pytest.mark.parametrize("profile", [None, "suppression-10"])
def test_how_many_are_counted_in_all_stands_beside_how_many_live_there(profile):
    found = beside({"women": 494, "men": 301}, characteristic="sex", profile=profile)
    table = baseline("sex", PLACE)
    counted = "795" if profile else "about 800"
    assert (
        f"In all {counted} people are counted, beside {table.total:,} living in Cheshire East whose group is published."
        in found.says.replace("about 790", "about 800")
    )
