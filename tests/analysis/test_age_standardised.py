"""A gap as counted and at one set of ages, both from shown counts, and a gap that turns round said in words. All invented."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, people, release

from eia.analysis import age_standardised
from eia.analysis.standard_population import EUROPEAN, OF_THE_TABLE
from eia.estimates import sentence_of

# Carers are mostly older, and the outcome is mostly the young's: at each age carers have it more often, and in all less.
HAVE = {
    ("carers", "15 to 44"): (600, 1_000),
    ("carers", "45 and over"): (900, 9_000),
    ("others", "15 to 44"): (4_500, 9_000),
    ("others", "45 and over"): (50, 1_000),
}


def table(have, ages=("15 to 44", "45 and over")):
    rows = [
        (group, age, at < yes)
        for (group, age), (yes, whole) in have.items()
        for at in range(whole)
        if age in ages
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return people({"caring": columns[0], "age": columns[1]}, {"claim": columns[2]})


def renamed(young, old):
    names = {"15 to 44": young, "45 and over": old}
    return {(group, names[age]): two for (group, age), two in HAVE.items()}


def standardised(have=HAVE, profile=None, **more):
    words = {"reference": "others", "reference_because": "a trial", **more}
    of = asked(
        outcome=None, bears=None, outcomes={"claim": "benefit"}, intersections=("age × caring",), **words
    )
    ages = tuple(dict.fromkeys(age for _, age in have))
    shown = release(table(have, ages), of, profile=profile)
    return age_standardised(shown, of, place_code=None, as_of=None)


def test_a_gap_that_turns_round_is_shown_both_ways_and_said():
    [found] = standardised()
    assert (found.group, found.reference, found.characteristic) == ("carers", "others", "caring")
    assert found.gap.crude.value < 0 < found.gap.standardised.low
    assert found.gap.turns_round
    assert "turns round once ages are taken into account" in found.says
    assert "The intervals allow for the rounding of the counts" in found.says
    assert "chance from year to year" in found.says


def test_counts_shown_as_they_are_have_an_interval_of_chance_alone():
    [found] = standardised(profile="suppression-10")
    assert found.gap.turns_round
    assert found.says == sentence_of(found.gap)
    assert found.gap.crude_ratio.value == pytest.approx((1_500 / 10_000) / (4_550 / 10_000))
    assert found.gap.standardised_ratio.low == found.gap.standardised_ratio.high
    assert "rounding" not in found.says
    [wide] = standardised()
    assert wide.gap.standardised.low < found.gap.standardised.low < found.gap.standardised.high
    assert found.gap.standardised.high < wide.gap.standardised.high


def test_what_rounding_leaves_open_of_what_ages_do_is_said():
    nearly = {
        ("carers", "15 to 44"): (120, 300),
        ("carers", "45 and over"): (90, 600),
        ("others", "15 to 44"): (150, 400),
        ("others", "45 and over"): (56, 400),
    }
    [found] = standardised(nearly)
    assert found.gap.opposite
    assert not found.gap.turns_round
    assert (
        "Rounding leaves open whether ages change or turn round the gap: at the counts shown it is lower as counted and higher with"
        in found.says
    )
    alike = dict.fromkeys(HAVE, (60, 300))
    assert (
        standardised(alike)[0].says.count("Rounding leaves open whether ages change or turn round the gap.")
        == 1
    )


def test_where_nobody_of_the_group_may_have_the_outcome_little_difference_is_not_said():
    none = {**HAVE, ("carers", "15 to 44"): (0, 1_000), ("carers", "45 and over"): (0, 9_000)}
    [found] = standardised(none)
    assert "little difference" not in found.says
    assert found.gap.standardised.high < 0
    assert "percentage points lower" in found.says


def test_the_standard_is_european_where_the_ages_fit_and_the_tables_own_where_they_do_not():
    [found] = standardised()
    assert found.standard == EUROPEAN
    [own] = standardised(renamed("18 to 44", "45 and over"))
    assert own.standard == OF_THE_TABLE
    [twice] = standardised(renamed("15 to 64", "45 and over"))
    assert twice.standard == OF_THE_TABLE


def test_nothing_is_compared_without_a_reference_or_of_opt_in_answers():
    assert standardised(reference=None) == ()
    assert standardised(kind="opt-in") == ()


def test_few_people_cannot_tell():
    few = {key: (yes // 100, whole // 100) for key, (yes, whole) in HAVE.items()}
    [found] = standardised({**few, ("carers", "45 and over"): (3, 20)})
    assert found.gap is None
    assert "cannot tell" in found.says


@given(st.integers(0, 40))
@settings(max_examples=6, deadline=None)
def test_what_rounding_leaves_open_holds_the_true_ratios_and_intervals(seed):
    drawn = random.Random(seed)
    have = {}
    for key in HAVE:
        whole = drawn.randint(150, 900)
        have[key] = (drawn.randint(20, whole - 20), whole)
    [found] = standardised(have)
    [true] = standardised(have, profile="suppression-5")
    for name in ("crude_ratio", "standardised_ratio", "crude", "standardised"):
        wide, exact = getattr(found.gap, name), getattr(true.gap, name)
        assert wide.low <= exact.low + 1e-9 <= exact.value + 2e-9
        assert wide.high is None or exact.value <= exact.high + 1e-9 <= wide.high + 2e-9
