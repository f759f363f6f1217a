"""Shares at one set of ages: Newcombe's where there is one age, its coverage counted out and drawn, and its hull over a box walked through."""

import random
from itertools import product
from math import sqrt

import numpy as np
import pytest
from scipy.stats import binom

from eia.estimates import RoundedTally, Span, sentence_of, standardised_shares
from eia.estimates.proportions import newcombe, wilson


def exactly(group, have, total):
    return RoundedTally(
        group=group,
        have=Span(low=have, shown=have, high=have),
        have_not=Span(low=total - have, shown=total - have, high=total - have),
    )


def compare(ours, theirs, weights):
    tallies = [
        {str(at): exactly(name, *two) for at, two in enumerate(some)}
        for name, some in (("a", ours), ("b", theirs))
    ]
    bands = {str(at): weight for at, weight in enumerate(weights)}
    return standardised_shares(*tallies, bands, standard="the place", kind="complete")


def test_with_one_band_it_is_newcombes():
    for four in ((12, 60, 20, 60), (0, 30, 5, 100), (10, 10, 0, 20)):
        found = compare([four[:2]], [four[2:]], [3.0])
        for one in (found.crude, found.standardised):
            assert (one.low, one.high) == pytest.approx(newcombe(*four))


def test_two_bands_by_hand():
    found = compare([(30, 100), (20, 40)], [(10, 50), (30, 90)], [300.0, 100.0]).standardised
    shares = ((0.3, 0.5), (0.2, 1 / 3))
    one, other = (0.75 * first + 0.25 * second for first, second in shares)
    ends = [[wilson(30, 100), wilson(20, 40)], [wilson(10, 50), wilson(30, 90)]]
    down = sum(
        (weight * (share - end[0])) ** 2
        for weight, share, end in zip((0.75, 0.25), shares[0], ends[0], strict=True)
    )
    up = sum(
        (weight * (end[1] - share)) ** 2
        for weight, share, end in zip((0.75, 0.25), shares[1], ends[1], strict=True)
    )
    assert found.value == pytest.approx(one - other)
    assert found.low == pytest.approx(one - other - sqrt(down + up))


def test_how_often_it_holds_the_truth_counted_over_every_outcome():
    """Two bands of 8 and 5 people beside two of 9 and 6: docs/estimates.md prints the mean and the least."""
    sizes, weights = (8, 5, 9, 6), (0.6, 0.4)
    outcomes = list(product(*(range(size + 1) for size in sizes)))
    ends = {
        four: compare([(four[0], 8), (four[1], 5)], [(four[2], 9), (four[3], 6)], weights).standardised
        for four in outcomes
    }
    low, high = (np.array([getattr(one, end) for one in ends.values()]) for end in ("low", "high"))
    at = np.array(outcomes).T
    found = []
    for shares in product((0.05, 0.2, 0.5, 0.9), repeat=4):
        truth = sum(w * (p - q) for w, p, q in zip(weights, shares[:2], shares[2:], strict=True))
        chances = np.prod(
            [binom.pmf(counts, size, share) for counts, size, share in zip(at, sizes, shares, strict=True)],
            axis=0,
        )
        found.append(chances[(low - 1e-12 <= truth) & (truth <= high + 1e-12)].sum())
    assert f"{100 * np.mean(found):.1f} {100 * min(found):.1f}" == "96.1 88.7"


@pytest.mark.parametrize(("common", "said"), [(True, "95.3"), (False, "99.0")])
def test_how_often_it_holds_the_truth_in_tables_as_bodies_have_them(common, said):
    """Five bands of 20 to 300 people, shares about 85% or about 1%: docs/estimates.md prints both."""
    drawn = np.random.default_rng(12)
    held = 0
    for _ in range(2_000):
        sizes = drawn.integers(20, 300, (2, 5))
        shares = drawn.uniform(0.8, 0.9, (2, 5)) if common else drawn.uniform(0.002, 0.02, (2, 5))
        weights = drawn.uniform(0.5, 2, 5)
        counts = drawn.binomial(sizes, shares)
        ours, theirs = (
            [(int(count), int(size)) for count, size in zip(*two, strict=True)]
            for two in zip(counts, sizes, strict=True)
        )
        found = compare(ours, theirs, [float(weight) for weight in weights]).standardised
        truth = float((weights * (shares[0] - shares[1])).sum() / weights.sum())
        held += found.low <= truth <= found.high
    assert f"{held / 20:.1f}" == said


def around(drawn, most):
    low = drawn.randint(0, most)
    high = low + drawn.randint(0, 2)
    return Span(low=low, shown=drawn.randint(low, high), high=high)


def test_two_corners_are_enough_for_a_box_walked_through_whole():
    drawn = random.Random(8)
    for _ in range(12):
        boxes = [
            {
                band: RoundedTally(group=group, have=around(drawn, 6), have_not=around(drawn, 9))
                for band in "01"
            }
            for group in "ab"
        ]
        wide = standardised_shares(*boxes, {"0": 2.0, "1": 1.0}, standard="the place", kind="sampled")
        if wide is None:
            continue
        spans = [span for some in boxes for tally in some.values() for span in (tally.have, tally.have_not)]
        inside = []
        for eight in product(*(range(span.low, span.high + 1) for span in spans)):
            four = [(have, have + have_not) for have, have_not in zip(eight[::2], eight[1::2], strict=True)]
            if all(total for _, total in four):
                inside.append(compare(four[:2], four[2:], [2.0, 1.0]))
        for name in ("crude", "standardised"):
            each = [getattr(one, name) for one in inside]
            assert getattr(wide, name).low <= min(one.low for one in each) + 1e-12
            assert getattr(wide, name).high >= max(one.high for one in each) - 1e-12
            if all(tally.least.total and tally.most.total for some in boxes for tally in some.values()):
                assert getattr(wide, name).low == pytest.approx(min(one.low for one in each))
                assert getattr(wide, name).high == pytest.approx(max(one.high for one in each))


def test_where_nobody_of_a_group_has_the_outcome_there_is_an_interval_and_no_word_of_ages():
    found = compare([(0, 600), (0, 600)], [(60, 600), (60, 600)], [1.0, 1.0])
    assert found.standardised.low < -0.1 < found.standardised.high < 0
    said = sentence_of(found)
    assert "little difference" not in said
    assert "By a ratio of 0, or to 0, what ages do to the gap cannot be told" in said
    turned = sentence_of(compare([(60, 600), (60, 600)], [(0, 600), (0, 600)], [1.0, 1.0]))
    assert "little difference" not in turned
    assert "times" not in turned


def test_what_is_refused():
    one = {"0": exactly("a", 1, 2)}
    other = {"0": exactly("b", 1, 2)}
    with pytest.raises(ValueError, match="same bands"):
        standardised_shares(one, other, {"1": 1.0}, standard="x", kind="complete")
    with pytest.raises(ValueError, match="same bands"):
        standardised_shares(one, other, {"0": 0.0}, standard="x", kind="complete")
    with pytest.raises(TypeError, match="opt-in"):
        standardised_shares(one, other, {"0": 1.0}, standard="x", kind="opt-in")
    assert (
        standardised_shares({"0": exactly("a", 0, 0)}, other, {"0": 1.0}, standard="x", kind="complete")
        is None
    )
