"""What holds whatever the counts: order, names, inverses, and that more people never widen an interval."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.estimates import (
    EVERYONE_ELSE,
    Bands,
    Tally,
    average_gap,
    gap,
    gaps,
    sentence_of,
    verdicts,
)
from eia.estimates.proportions import newcombe, wilson
from eia.estimates.ratios import koopman

BANDS = Bands(ratio=0.8, difference=0.05, money=0.05, false_discoveries=0.05)


@st.composite
def tallies(draw, group, most=3_000):
    total = draw(st.integers(0, most))
    return Tally(group=group, count=draw(st.integers(0, total)), total=total)


@st.composite
def families(draw):
    return [draw(tallies(f"group {k}", 400)) for k in range(draw(st.integers(2, 6)))]


def compare(one, other):
    return gap(one, other, kind="sampled", outcome="were appointed", bears="benefit")


@given(tallies("a"), tallies("b"))
def test_a_ratio_is_the_inverse_of_the_inverse_ratio_and_a_difference_the_negative(one, other):
    found, turned = compare(one, other), compare(other, one)
    assert found.p == (None if turned.p is None else pytest.approx(turned.p))
    for low, high in ((found.ratio.low, turned.ratio.high), (turned.ratio.low, found.ratio.high)):
        if low and high:
            assert low * high == pytest.approx(1, rel=1e-6)
        elif low is not None:
            assert (low, high) == (0, None)
    if found.difference.told:
        assert (found.difference.low, found.difference.high) == pytest.approx(
            (-turned.difference.high, -turned.difference.low), abs=1e-12
        )


@given(tallies("a", 300), tallies("b", 300), st.integers(2, 50))
@settings(max_examples=60)
def test_more_people_at_the_same_shares_never_widen_an_interval(one, other, times):
    four = (one.count, one.total, other.count, other.total)
    more = tuple(times * number for number in four)
    if one.total:
        assert _width(wilson(*more[:2])) <= _width(wilson(*four[:2])) + 1e-12
    if one.total and other.total:
        assert _width(newcombe(*more)) <= _width(newcombe(*four)) + 1e-12
        if one.count or other.count:
            before, after = koopman(*four), koopman(*more)
            assert after[0] >= before[0] - 1e-9 * before[0]
            assert (before[1] is None) == (after[1] is None)
            if before[1] is not None:
                assert after[1] <= before[1] * (1 + 1e-9)


def _width(ends):
    return ends[1] - ends[0]


@given(families(), st.randoms(use_true_random=False), st.sampled_from([EVERYONE_ELSE, "group 0"]))
@settings(max_examples=40)
def test_neither_order_nor_names_change_a_verdict(family, random, reference):
    def found(given, reference, names):
        made = verdicts(
            gaps(given, reference=reference, kind="sampled", outcome="were appointed", bears="benefit"),
            bands=BANDS,
        )
        return {
            names.get(one.gap.group, one.gap.group): (
                one.answer,
                one.gap.ratio,
                one.gap.difference,
                one.more,
                one.p_corrected,
            )
            for one in made
        }

    shuffled = list(family)
    random.shuffle(shuffled)
    assert found(shuffled, reference, {}) == found(family, reference, {})
    renamed = {one.group: f"zz {one.group[::-1]}" for one in family}
    back = {new: old for old, new in renamed.items()}
    again = [Tally(group=renamed[one.group], count=one.count, total=one.total) for one in family]
    assert found(again, renamed.get(reference, reference), back) == found(family, reference, {})


@given(families())
@settings(max_examples=60)
def test_nothing_is_nan_or_infinite_and_every_verdict_has_a_sentence(family):
    made = gaps(family, reference=EVERYONE_ELSE, kind="complete", outcome="were appointed", bears="burden")
    for one in verdicts(made, bands=BANDS):
        for estimate in (one.gap.share, one.gap.reference_share, one.gap.ratio, one.gap.difference):
            for number in (estimate.value, estimate.low, estimate.high):
                assert number is None or math.isfinite(number)
            if estimate.value is not None and estimate.told:
                slack = 1e-9 * (
                    1 + abs(estimate.value)
                )  # the ends may equal the value, and rounding stands between
                assert estimate.low <= estimate.value + slack
                assert estimate.high is None or estimate.value <= estimate.high + slack
        said = sentence_of(one)
        assert not {"nan", "inf", "None"} & set(said.replace(".", " ").replace(",", " ").split())
        assert said.startswith(("Shown different", "Shown similar", "Cannot tell"))


@given(st.lists(st.floats(1, 1_000), min_size=20, max_size=40), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_people_changes_no_bootstrap(values, random):
    shuffled = list(values)
    random.shuffle(shuffled)
    other = [value + 5 for value in values]
    made = [
        average_gap("a", given, "b", other, average="median", kind="sampled", seed=3)
        for given in (values, shuffled)
    ]
    assert made[0] == made[1]
