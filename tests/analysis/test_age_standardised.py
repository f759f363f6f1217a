"""A gap as counted and at one set of ages, both from shown counts, and a gap that turns round said in words. All invented."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_counts import asked, people, release

from eia.analysis import age_standardised
from eia.analysis.age_standardised import EUROPEAN, OF_THE_TABLE
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


def standardised(have=HAVE, profile=None, **more):
    words = {"reference": "others", "reference_because": "a trial", **more}
    of = asked(
        outcome=None, bears=None, outcomes={"claim": "benefit"}, intersections=("age × caring",), **words
    )
    return age_standardised(release(table(have), of, profile=profile), of)


def test_a_gap_that_turns_round_is_shown_both_ways_and_said():
    [found] = standardised()
    assert (found.group, found.reference, found.characteristic) == ("carers", "others", "caring")
    assert found.crude.value < 1 < found.standardised.value
    assert found.turns_round
    assert "turns round once ages are taken into account" in found.says
    assert found.gap is None
    assert "no interval is given for it" in found.says


def test_counts_shown_as_they_are_have_an_interval():
    [found] = standardised(profile="suppression-10")
    assert found.gap.turns_round
    assert found.says == sentence_of(found.gap)
    assert found.crude.value == pytest.approx((1_500 / 10_000) / (4_550 / 10_000))
    assert found.standardised.low == found.standardised.high


def test_the_standard_is_european_where_the_ages_fit_and_the_tables_own_where_they_do_not():
    [found] = standardised()
    assert found.standard == EUROPEAN
    others = {(group, age.replace("15 to 44", "18 to 44")): two for (group, age), two in HAVE.items()}
    ages = ("18 to 44", "45 and over")
    of = asked(
        outcome=None,
        bears=None,
        outcomes={"claim": "benefit"},
        intersections=("age × caring",),
        reference="others",
    )
    [own] = age_standardised(release(table(others, ages), of), of)
    assert own.standard == OF_THE_TABLE


def test_nothing_is_compared_without_a_reference_or_of_opt_in_answers():
    assert standardised(reference=None) == ()
    assert standardised(kind="opt-in") == ()


def test_few_people_cannot_tell():
    few = {key: (yes // 100, whole // 100) for key, (yes, whole) in HAVE.items()}
    [found] = standardised({**few, ("carers", "45 and over"): (3, 20)})
    assert found.standardised is None
    assert "cannot tell" in found.says


@given(st.integers(0, 40))
@settings(max_examples=6, deadline=None)
def test_what_rounding_leaves_open_holds_the_true_ratios(seed):
    drawn = random.Random(seed)
    have = {}
    for key in HAVE:
        whole = drawn.randint(150, 900)
        have[key] = (drawn.randint(20, whole - 20), whole)
    [found] = standardised(have)
    [true] = standardised(have, profile="suppression-5")
    for wide, exact in ((found.crude, true.crude), (found.standardised, true.standardised)):
        assert wide.low <= exact.value + 1e-9
        assert wide.high is None or exact.value <= wide.high + 1e-9
